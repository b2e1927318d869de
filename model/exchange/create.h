// The create exchange as a whole: POST of a connectorGroup, and what answers it. A message is
// judged with its framing, its fields and its body; one violation is reported, the first in the
// order of the message's octets, with its offset there.
//
// "First": a rule about something that is missing from the fields shows at the empty line which
// ends them. At the same octet, framing comes before what is judged here, and the body before what
// follows the message. A body of which only a part has come is judged as far as it goes.
//
// A field judged here that the message may have twice is judged in each of its lines. Trailers
// aren't judged: those that could matter, framing refuses.
//
// Ignoring a rule of demand `refuse` accepts what the rule refuses; ignoring one of demand `accept`
// refuses, with that rule, what it grants. Any set may be ignored: reading still ends.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/body/limits.h"
#include "model/body/reader.h"
#include "model/body/writer.h"
#include "model/connector_group.h"
#include "model/contract.h"
#include "model/exchange/error.h"
#include "model/http/limits.h"
#include "model/http/message.h"
#include "model/http/reader.h"
#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup {

struct ExchangeLimits {
  HttpLimits http;
  Limits body;
};

// What a create request says.
template <class Text>
struct BasicCreateRequest {
  Text version{};             // the path's first segment, as the contract spells it: "beta"
  Text authority{};           // of the target where it is a whole URI, else of Host; or empty
  std::optional<Text> query;  // behind the target's question mark, as sent
  Text token{};               // the bearer token
  BasicNewConnectorGroup<Text> group{};

  friend bool operator==(const BasicCreateRequest&, const BasicCreateRequest&) = default;
};
using CreateRequest = BasicCreateRequest<std::string>;
using CreateRequestView = BasicCreateRequest<std::string_view>;

// A response that says that the group was created.
template <class Text>
struct BasicCreated {
  int status = 201;
  std::optional<Text> location;  // a URI reference, as sent
  BasicConnectorGroup<Text> group{};

  friend bool operator==(const BasicCreated&, const BasicCreated&) = default;
};
using Created = BasicCreated<std::string>;
using CreatedView = BasicCreated<std::string_view>;

// A response that says why it wasn't. Values of fields are as sent.
struct Refused {
  int status = 400;
  ODataError error;
  std::vector<std::string> challenges;  // of WWW-Authenticate, one for each line
  std::optional<std::string> allow;     // several lines joined by ", "
  std::optional<std::string> retry_after;
  std::optional<std::string> location;

  friend bool operator==(const Refused&, const Refused&) = default;
};

using CreateResponse = std::variant<Created, Refused>;
using CreateResponseView = std::variant<CreatedView, Refused>;

// Copy what a view borrows; borrow from what lives on.
CreateRequest own(const CreateRequestView& view);
CreateRequestView view(const CreateRequest& request);
Created own(const CreatedView& view);
CreatedView view(const Created& created);

// Time O(n) in the message, up to what BodyReader adds. Heap: buffers that are reused. A reader
// belongs to one thread at a time.
class CreateReader {
 public:
  // REQUIRES: `contract` outlives the reader.
  explicit CreateReader(const Contract& contract = graph_2017(), const ExchangeLimits& limits = {},
                        const RuleSet& ignored = {});
  ~CreateReader();
  CreateReader(CreateReader&&) noexcept;
  CreateReader& operator=(CreateReader&&) noexcept;

  const Contract& contract() const;

  // One message by itself. Views in an answer borrow from the octets and from the reader, until its
  // next call. Of a padded message a body that isn't chunked is read in place, of another a copy.
  Result<CreateRequestView> read_request(std::string_view octets);
  Result<CreateRequestView> read_request(const PaddedText& octets);
  Result<CreateResponseView> read_response(std::string_view octets);
  Result<CreateResponseView> read_response(const PaddedText& octets);

  // A message that a MessageReader has read already, completely or to where it refused it. Views in
  // an answer borrow from the octets that it was fed, from it, and from this reader. REQUIRES:
  // state() isn't incomplete, and the kind is the function's; a reader that ignores rules was given
  // the same ones.
  Result<CreateRequestView> judge_request(const MessageReader& message);
  Result<CreateResponseView> judge_response(const MessageReader& message);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

// --- Writing. What is written is accepted by a CreateReader of the same contract, given limits
// that it fits, and read back as the same values; what it would refuse isn't written. On a
// violation the size and the bytes of `out` are as they were; its member is the body's or the
// field's ("Host", "Authorization"), or "version" or "query", and its offset counts from the start
// of that value. REQUIRES: no view that is passed in borrows from `out`.

// In origin-form, with a Host field: an authority that is empty breaks http.host.empty.
std::optional<Violation> write_create_request(const CreateRequestView& request, Form form,
                                              const Contract& contract, std::string& out);

// `context` is the value of @odata.context (context.h), which is written first and isn't read back,
// or empty; then the response says odata.metadata=none.
std::optional<Violation> write_create_response(const CreatedView& created, std::string_view context,
                                               Form form, const Contract& contract,
                                               std::string& out);
std::optional<Violation> write_create_response(const Refused& refused, Form form, std::string& out);

// The same responses as values, without Content-Length. On a violation `response` is as it was; a
// field's value that would break the framing isn't refused before it is written.
std::optional<Violation> compose_response(const CreatedView& created, std::string_view context,
                                          Form form, const Contract& contract, Response& response);
std::optional<Violation> compose_response(const Refused& refused, Form form, Response& response);

// Values of Content-Type that say which control information comes along (OData JSON 4.01 s.3.1).
inline constexpr std::string_view kJsonMinimalMetadata =
    "application/json;odata.metadata=minimal;charset=utf-8";
inline constexpr std::string_view kJsonNoMetadata =
    "application/json;odata.metadata=none;charset=utf-8";
inline constexpr std::string_view kODataVersion = "4.0";

}  // namespace connectorgroup
