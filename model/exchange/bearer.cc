// Challenges are ambiguous until what follows a name is seen: `a` may be a scheme, a token68 or the
// name of a parameter. Each element is looked at up to where that is decided; the offset of a fault
// is then the end of the longest beginning that some reading allows.

#include "model/exchange/bearer.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "model/http/message.h"
#include "model/http/octets.h"
#include "model/http/plain_run.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kBearer = "Bearer";
constexpr std::string_view kBearerAndSpace = "Bearer ";
constexpr std::string_view kAuthorization = "Authorization";
constexpr std::string_view kWwwAuthenticate = "WWW-Authenticate";

// RFC 6750 section 3.1.
struct ErrorStatus {
  std::string_view error;
  int status;
};
constexpr std::array<ErrorStatus, 3> kErrorStatuses{{
    {"invalid_request", 400},
    {"invalid_token", 401},
    {"insufficient_scope", 403},
}};

// Where the run of such octets ends that begins at `at`.
template <class Predicate>
std::size_t run_end(std::string_view text, std::size_t at, Predicate predicate) {
  while (at < text.size() && predicate(text[at])) ++at;
  return at;
}

bool is_token_char(char octet) { return http::is(http::kToken, octet); }
bool is_equals_sign(char octet) { return octet == '='; }
bool is_space(char octet) { return octet == ' '; }

// One value of WWW-Authenticate. Each step returns false when reading is over: at the end, at a
// violation, or at a fault of syntax that is ignored.
class ChallengeParse {
 public:
  ChallengeParse(std::string_view value, int status, const RuleSet& ignored,
                 std::vector<Challenge>& challenges)
      : value_(value), status_(status), ignored_(ignored), challenges_(challenges) {}

  std::optional<Violation> run() {
    while (element()) {
    }
    return violation_;
  }

 private:
  bool element();
  bool element_ends();
  bool challenge(std::size_t name_end);
  bool challenge_ends();
  bool behind_space();
  bool token68(std::size_t end);
  bool parameter(std::size_t name_end, std::size_t equals);
  bool parameter_value(Parameter& parameter);
  bool quoted_value(std::string& text);
  bool judge_error(const Parameter& parameter);

  bool at_end() const { return at_ == value_.size(); }
  bool is_at(std::size_t at, char octet) const { return at < value_.size() && value_[at] == octet; }
  bool ends_element(std::size_t at) const { return at == value_.size() || value_[at] == ','; }
  std::size_t skip_white_space(std::size_t at) const {
    return run_end(value_, at, http::is_white_space);
  }

  bool refuse(Rule rule, std::size_t offset) {
    if (ignored_.has(rule)) return true;
    violation_ = Violation{rule, offset, kWwwAuthenticate};
    return false;
  }
  bool grant(Rule rule, std::size_t offset) {
    if (!ignored_.has(rule)) return true;
    violation_ = Violation{rule, offset, kWwwAuthenticate};
    return false;
  }
  bool malformed(std::size_t offset) {
    refuse(Rule::bearer_challenge_syntax, offset);
    return false;
  }

  std::string_view value_;
  int status_;
  const RuleSet& ignored_;
  std::vector<Challenge>& challenges_;
  std::size_t at_ = 0;
  std::optional<std::size_t> scheme_at_;  // where the last of this value's challenges begins, which
  bool takes_more_ = false;               // may have (more) parameters
  std::optional<Violation> violation_;
};

bool ChallengeParse::element() {
  at_ = run_end(value_, at_, [](char c) { return c == ',' || http::is_white_space(c); });
  if (at_end()) {
    challenge_ends();
    return false;
  }
  const std::size_t name_end = run_end(value_, at_, is_token_char);
  if (name_end == at_) return malformed(at_);
  const std::size_t equals = skip_white_space(name_end);
  if (takes_more_ && is_at(equals, '=')) return parameter(name_end, equals) && element_ends();
  return challenge_ends() && challenge(name_end) && element_ends();
}

bool ChallengeParse::element_ends() {
  const std::size_t end = skip_white_space(at_);
  if (!ends_element(end)) return malformed(end);
  return takes_more_ || challenge_ends();
}

bool ChallengeParse::challenge(std::size_t name_end) {
  const std::string_view scheme = value_.substr(at_, name_end - at_);
  if (!challenges_.empty() && !grant(Rule::bearer_challenge_several, at_)) return false;
  if (equal_ignoring_case(scheme, kBearer) && scheme != kBearer &&
      !grant(Rule::bearer_scheme_case, at_)) {
    return false;
  }
  challenges_.push_back({scheme, {}, {}});
  takes_more_ = is_at(name_end, ' ');
  scheme_at_ = at_;
  at_ = run_end(value_, name_end, is_space);
  return !takes_more_ || behind_space();
}

bool ChallengeParse::challenge_ends() {
  if (!scheme_at_) return true;
  const Challenge& last = challenges_.back();
  return !last.is_bearer() || !last.parameters.empty() ||
         refuse(Rule::bearer_challenge_parameter, *scheme_at_);
}

// A token68, a parameter, or nothing.
bool ChallengeParse::behind_space() {
  if (ends_element(skip_white_space(at_))) return true;
  const std::size_t name_end = run_end(value_, at_, is_token_char);
  const std::size_t token68_end = http::token68_run(value_, at_);
  const std::size_t equals = skip_white_space(name_end);
  const bool named = name_end > at_ && name_end >= token68_end && is_at(equals, '=');
  if (token68_end > at_ && token68_end >= name_end) {
    const std::size_t padded_end = run_end(value_, token68_end, is_equals_sign);
    const std::size_t padding = padded_end - token68_end;
    // One equals sign is padding unless a value follows it; two always are.
    const bool is_token68 =
        !named || padding > 1 || (padding == 1 && ends_element(skip_white_space(padded_end)));
    if (is_token68) return token68(padded_end);
  }
  return named ? parameter(name_end, equals) : malformed(equals);
}

bool ChallengeParse::token68(std::size_t end) {
  challenges_.back().token68 = value_.substr(at_, end - at_);
  takes_more_ = false;
  at_ = end;
  return true;
}

bool ChallengeParse::parameter(std::size_t name_end, std::size_t equals) {
  Challenge& last = challenges_.back();
  const std::string_view name = value_.substr(at_, name_end - at_);
  if (last.find(name) != nullptr && !refuse(Rule::bearer_challenge_repeated, at_)) return false;
  at_ = skip_white_space(equals + 1);
  Parameter parameter{name, {}, at_, is_at(at_, '"')};
  if (!parameter_value(parameter) || !judge_error(parameter)) return false;
  last.parameters.push_back(std::move(parameter));
  return true;
}

bool ChallengeParse::parameter_value(Parameter& parameter) {
  if (parameter.quoted) return quoted_value(parameter.value);
  const std::size_t end = run_end(value_, at_, is_token_char);
  if (end == at_) return malformed(at_);
  parameter.value = value_.substr(at_, end - at_);
  at_ = end;
  return true;
}

bool ChallengeParse::quoted_value(std::string& text) {
  for (++at_; !at_end(); ++at_) {
    const char octet = value_[at_];
    if (octet == '"') {
      ++at_;
      return true;
    }
    if (octet == '\\') {
      ++at_;
      if (at_end()) break;
      if (!http::is(http::kFieldValue, value_[at_])) return malformed(at_);
    } else if (!http::is(http::kQuoted, octet)) {
      return malformed(at_);
    }
    text += value_[at_];
  }
  return malformed(at_);
}

bool ChallengeParse::judge_error(const Parameter& parameter) {
  if (status_ == 0 || !challenges_.back().is_bearer() ||
      !equal_ignoring_case(parameter.name, "error")) {
    return true;
  }
  const auto known = std::find_if(
      kErrorStatuses.begin(), kErrorStatuses.end(),
      [&parameter](const ErrorStatus& entry) { return entry.error == parameter.value; });
  return known == kErrorStatuses.end() || known->status == status_ ||
         refuse(Rule::bearer_error_status, parameter.value_offset);
}

}  // namespace

Result<std::string_view> read_bearer_token(std::string_view value, const RuleSet& ignored) {
  // As programs spell it, which no rule is about.
  if (value.size() > kBearerAndSpace.size() && value.starts_with(kBearerAndSpace) &&
      bearer_token_end(value, kBearerAndSpace.size()) == value.size()) {
    return value.substr(kBearerAndSpace.size());
  }
  const auto broken = [](Rule rule, std::size_t offset) {
    return Violation{rule, offset, kAuthorization};
  };
  const std::size_t scheme_end = run_end(value, 0, is_token_char);
  const std::string_view scheme = value.substr(0, scheme_end);
  if (!equal_ignoring_case(scheme, kBearer)) {
    if (!ignored.has(Rule::bearer_scheme)) return broken(Rule::bearer_scheme, 0);
  } else if (scheme != kBearer && ignored.has(Rule::bearer_scheme_case)) {
    return broken(Rule::bearer_scheme_case, 0);
  }
  const std::size_t begin = run_end(value, scheme_end, is_space);
  if (begin > scheme_end + 1 && ignored.has(Rule::bearer_spaces)) {
    return broken(Rule::bearer_spaces, scheme_end + 1);
  }
  if (!ignored.has(Rule::bearer_token)) {
    if (begin == scheme_end) return broken(Rule::bearer_token, begin);
    const std::size_t end = bearer_token_end(value, begin);
    if (end != value.size() || end == begin) return broken(Rule::bearer_token, end);
  }
  return value.substr(begin);
}

std::size_t bearer_token_end(std::string_view text, std::size_t begin) {
  const std::size_t octets_end = http::token68_run(text, begin);
  return octets_end == begin ? begin : run_end(text, octets_end, is_equals_sign);
}

bool Challenge::is_bearer() const { return equal_ignoring_case(scheme, kBearer); }

const Parameter* Challenge::find(std::string_view name) const {
  const auto found = std::find_if(
      parameters.begin(), parameters.end(),
      [name](const Parameter& parameter) { return equal_ignoring_case(parameter.name, name); });
  return found == parameters.end() ? nullptr : &*found;
}

std::optional<Violation> ChallengeReader::read(std::string_view value) {
  return ChallengeParse(value, status_, ignored_, challenges_).run();
}

bool ChallengeReader::has_bearer() const {
  return std::any_of(challenges_.begin(), challenges_.end(),
                     [](const Challenge& challenge) { return challenge.is_bearer(); });
}

}  // namespace connectorgroup
