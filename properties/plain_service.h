// A service said a second time, as a plain map of groups: what is asked of the real one, and what
// is due. Commands are values, so that laws derive them from bytes and RapidCheck generates and
// shrinks them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/connector_group.h"
#include "model/contract.h"
#include "model/http/message.h"
#include "properties/edits/random_source.h"
#include "properties/law.h"

namespace connectorgroup {

enum class CommandKind : std::uint8_t {
  create,
  get,
  list,
  update,
  remove,
  // Requests that are refused.
  bad_body,
  bad_path,
  bad_method,
  bad_token,
};
inline constexpr std::size_t kCommandKindCount = 9;

// How a path says which group: each of them means the same.
enum class IdSpelling : std::uint8_t {
  segment,  // /connectorGroups/1
  encoded,  // /connectorGroups/%31
  key,      // /connectorGroups('1')
};

struct PlainCommand {
  CommandKind kind = CommandKind::list;
  // Of get, update, remove and bad_token: that of a group that was, or may yet be, created; from 1.
  std::size_t number = 0;
  IdSpelling spelling = IdSpelling::segment;
  // Of create and update.
  std::optional<std::string> name;
  std::optional<bool> is_default;     // graph-2017
  std::optional<std::string> region;  // graph-beta; "" is null
  // Of update and remove: the version that If-Match asks for; of get, the one that If-None-Match
  // has already. 0 is any.
  std::optional<std::uint64_t> if_version;
  // Of list.
  std::optional<std::size_t> top;
  std::optional<std::size_t> skip;
  bool count = false;

  friend bool operator==(const PlainCommand&, const PlainCommand&) = default;
};

// One command that a service of the contract may be given; `numbers_end` bounds the numbers. Names
// are pieces of `text` where they are well-formed.
PlainCommand any_command(const Contract& contract, std::string_view text, std::size_t numbers_end,
                         RandomSource& random);

// The command as a request, and as octets on a connection.
Request request_of(const PlainCommand& command, const Contract& contract);
std::string octets_of(const PlainCommand& command, const Contract& contract);

// What is due.
struct PlainAnswer {
  int status = 0;
  std::vector<ConnectorGroup> groups;  // of a create, get, update: one; of a list: all
  std::optional<std::uint64_t> version;
  std::optional<std::uint64_t> count = std::nullopt;  // of a list that was asked for it
};

class PlainService {
 public:
  explicit PlainService(const Contract& contract) : contract_(&contract) {}

  PlainAnswer answer(const PlainCommand& command);
  // Groups that were ever created.
  std::size_t size() const { return created_; }

 private:
  struct Stored {
    ConnectorGroup group;
    std::uint64_t version = 1;
  };

  PlainAnswer create(const PlainCommand& command);
  PlainAnswer list(const PlainCommand& command) const;
  PlainAnswer update(const PlainCommand& command, Stored& stored);

  const Contract* contract_;
  std::map<std::size_t, Stored> groups_;  // by number
  std::size_t created_ = 0;
};

// The id that CountedIdentifiers gives the group of this number.
std::string plain_id(std::size_t number);

// What is wrong with a response, or nothing.
Broken judge_answer(const PlainAnswer& due, const Response& response, const Contract& contract);

}  // namespace connectorgroup
