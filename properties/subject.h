// A subject is what is tested: the model, a planted fault, another JSON library, a program over a
// pipe or an HTTP server. Laws know only this interface.
//
// A subject that can't answer (its process died, its reply isn't one) throws SubjectFailure
// (subject_failure.h), which no law catches. A subject that doesn't offer an operation skips it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/writer.h"
#include "model/connector_group.h"
#include "model/contract.h"
#include "model/exchange/error.h"
#include "model/violation.h"
#include "properties/message_answer.h"
#include "properties/server_connection.h"

namespace connectorgroup {

// Which body a text is offered as.
enum class BodyKind : std::uint8_t { create_request, response, collection, error };
inline constexpr std::array<BodyKind, 4> kBodyKinds{BodyKind::create_request, BodyKind::response,
                                                    BodyKind::collection, BodyKind::error};
// "create-request", "response", "collection", "error": also the folder names of the corpus.
std::string_view name(BodyKind kind);

enum class Verdict : std::uint8_t {
  accept,
  reject,
  skip,  // the subject doesn't offer this operation
};
std::string_view name(Verdict verdict);

// The members of one object as the subject understood them. Any of them may be absent here: a
// faulty subject may accept an object that lacks them.
struct Members {
  Member<std::string> id;
  Member<std::string> name;
  Member<std::string> connector_group_type;
  Member<bool> is_default;
  Member<std::string> region;

  friend bool operator==(const Members&, const Members&) = default;
};

// What a body says: what an accepted one is read as, and what is to be written.
struct BodyValue {
  // create_request, response: one object. collection: its objects in order.
  std::vector<Members> objects;
  CollectionControls controls;
  // error: it.
  std::optional<ODataError> error;

  friend bool operator==(const BodyValue&, const BodyValue&) = default;
};

struct ReadAnswer {
  Verdict verdict = Verdict::skip;
  BodyValue value;  // accepted: what was read
  // Rejected: the reason, from subjects that give one. Informs; never decides a verdict.
  std::optional<Violation> why;
  // Accepted: the members that are there with a value of no type that the contract knows for them,
  // such as a number for the name. Only faulty subjects have such.
  std::vector<std::string> of_other_type = {};

  friend bool operator==(const ReadAnswer&, const ReadAnswer&) = default;
};

struct ExchangeAnswer {
  Verdict verdict = Verdict::skip;  // accept: there is an answer, whatever its status
  std::string response;             // the octets of the HTTP response

  friend bool operator==(const ExchangeAnswer&, const ExchangeAnswer&) = default;
};

struct WriteAnswer {
  Verdict verdict = Verdict::skip;
  std::string body;  // accepted: what was written
  std::optional<Violation> why;

  friend bool operator==(const WriteAnswer&, const WriteAnswer&) = default;
};

class ExchangeSubject;
class ServiceSubject;

class Subject {
 public:
  virtual ~Subject() = default;

  // "model", "fault:json.number.leading-zero"
  virtual std::string name() const = 0;
  virtual const Contract& contract() const = 0;

  virtual ReadAnswer read(BodyKind kind, std::string_view text) = 0;

  virtual WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) = 0;

  // Reads the first message on a connection, whose octets arrive in these segments. What follows
  // the message isn't looked at.
  virtual MessageAnswer read_message(MessageKind kind, std::span<const std::string_view> segments,
                                     Ending ending);
  // Writes a message of this kind; the answer's body is the octets.
  virtual WriteAnswer write_message(MessageKind kind, const Message& message);

  // Reads the octets of one whole HTTP response to a create request: accepted with the group where
  // it says that one was created, with the error where it says why not.
  virtual ReadAnswer read_create_response(std::string_view octets);

  // Answers the octets of one whole HTTP request, as a service would, each on a connection of its
  // own. The subject keeps its groups until reset().
  virtual ExchangeAnswer exchange(std::string_view request);
  virtual void reset();
  // A new connection to the same service; null where the subject has none.
  virtual std::unique_ptr<ServerConnection> connect();
  // A request as it must be for this service: a server may lie at another address, and take another
  // token. exchange() does this by itself.
  virtual std::string aimed(std::string_view request) { return std::string(request); }

  // How it calls itself. Empty where it doesn't say.
  struct Identity {
    std::string name;
    std::string version;
  };
  virtual Identity identity() { return {}; }

  // What the laws of the exchange, and those of the service, ask; it lives as long as the subject.
  // Null: they ask the model, under each contract.
  virtual ExchangeSubject* exchange_part() { return nullptr; }
  virtual ServiceSubject* service_part() { return nullptr; }

  // The steps that the last read counted, where the subject counts them.
  virtual std::optional<std::uint64_t> steps() const { return std::nullopt; }
};

// For messages: verdict, reason and members on one line, strings escaped.
std::string describe(const ReadAnswer& answer);
std::string describe(const WriteAnswer& answer);

}  // namespace connectorgroup
