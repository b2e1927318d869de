#include "properties/conformance/serve/request_judge.h"

#include <optional>

#include "model/exchange/bearer.h"
#include "model/exchange/target.h"
#include "model/http/message.h"
#include "model/http/reader.h"
#include "model/rule.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kAuthorization = "Authorization";

// What is wrong with the credentials of a request whose fields are there. REQUIRES: has_head().
std::optional<Violation> judge_credentials(const MessageReader& message, const RuleSet& ignored) {
  const RequestView request = message.request();
  const FieldView* field = find_field(request.fields, kAuthorization);
  if (field == nullptr) {
    if (ignored.has(Rule::exchange_authorization_missing)) return std::nullopt;
    return Violation{Rule::exchange_authorization_missing, message.head_end(), kAuthorization};
  }
  const std::optional<std::string_view> query = split_target(request.target).query;
  if (query && has_token_option(*query) && !ignored.has(Rule::bearer_one_method)) {
    return Violation{Rule::bearer_one_method, message.offset_of(field->name), kAuthorization};
  }
  const Result<std::string_view> token = read_bearer_token(field->value, ignored);
  if (token.accepted()) return std::nullopt;
  const std::size_t begin = message.offset_of(field->value);
  return Violation{token.violation().rule, begin + token.violation().offset, kAuthorization};
}

std::optional<Violation> first_of(const std::optional<Violation>& framing,
                                  const std::optional<Violation>& other) {
  if (!framing || !other) return framing ? framing : other;
  return other->offset < framing->offset ? other : framing;
}

// The first rule that is broken, but for those that are ignored.
std::optional<Violation> first_violation(std::string_view octets, const Contract& contract,
                                         const ExchangeLimits& limits, const RuleSet& ignored) {
  MessageReader message(MessageKind::request, limits.http, ignored);
  message.feed(octets);
  if (message.state() == ReadState::incomplete) message.close();
  if (message.state() == ReadState::incomplete) return std::nullopt;  // no request has begun
  if (message.has_start_line() && message.request().method == "POST") {
    CreateReader reader(contract, limits, ignored);
    const Result<CreateRequestView> read = reader.judge_request(message);
    if (read.accepted()) return std::nullopt;
    return read.violation();
  }
  std::optional<Violation> framing;
  if (message.state() == ReadState::refused) framing = message.violation();
  if (!message.has_head()) return framing;
  return first_of(framing, judge_credentials(message, ignored));
}

}  // namespace

std::vector<Violation> judge_request_octets(std::string_view octets, const Contract& contract,
                                            const ExchangeLimits& limits) {
  const std::size_t named_max = octets.size() <= kNamedFurtherOctetsMax ? kRulesNamedMax : 1;
  std::vector<Violation> found;
  RuleSet ignored;
  while (found.size() < named_max) {
    const std::optional<Violation> next = first_violation(octets, contract, limits, ignored);
    if (!next || ignored.has(next->rule)) break;
    const bool ends_too_early = next->rule == Rule::http_message_incomplete;
    if (ends_too_early && !found.empty()) break;
    found.push_back(*next);
    if (ends_too_early) break;  // what the rest would have been isn't known
    ignored.add(next->rule);
  }
  return found;
}

}  // namespace connectorgroup
