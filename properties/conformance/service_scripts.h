// Cases of several requests to one service: what one answer says binds the next.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "model/rule.h"
#include "properties/subject.h"

namespace connectorgroup {

struct ScriptAnswer {
  enum class Result : std::uint8_t {
    held,
    broken,
    skipped,       // the subject offers no service, or not what the script is about
    inconclusive,  // 401, 403, 429, 5xx, a redirect: the service wouldn't let itself be tested
  };
  Result result = Result::skipped;
  std::string what = {};  // of all but `held`: one line

  friend bool operator==(const ScriptAnswer&, const ScriptAnswer&) = default;
};

struct ServiceScript {
  std::string_view id;        // "create-echoes"; append-only
  std::string_view sentence;  // what holds
  Level level;
  Rule rule;               // that it serves
  bool needs_connections;  // octets on a connection of its own, which not every subject has
  ScriptAnswer (*run)(Subject& subject);
};

std::span<const ServiceScript> service_scripts();

}  // namespace connectorgroup
