// Bearer tokens (RFC 6750): the credentials of a request, and the challenges of a response. Offsets
// in violations count from the start of the value that is read; their member is the field's name.
// White space around a value isn't part of it. Each function is a single pass.
//
// Ignoring a rule of demand `refuse` accepts what the rule refuses; ignoring one of demand `accept`
// refuses, with that rule, what it grants.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "model/http/field_values.h"
#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup {

// The token in the value of an Authorization field (RFC 6750 section 2.1). Rules: bearer.scheme,
// bearer.token; bearer.scheme-case and bearer.spaces are granted. Where bearer.token is ignored,
// the token is whatever stands behind the scheme and its spaces.
Result<std::string_view> read_bearer_token(std::string_view value, const RuleSet& ignored = {});

// Where the token ends that begins at `begin`, or `begin` where none does (RFC 6750 section 2.1:
// b64token).
std::size_t bearer_token_end(std::string_view text, std::size_t begin);

// One challenge of a WWW-Authenticate field. Views borrow from the value.
struct Challenge {
  std::string_view scheme;  // as sent; compares without regard to case
  std::string_view token68;
  std::vector<Parameter> parameters;

  bool is_bearer() const;
  // The first parameter of this name, or null.
  const Parameter* find(std::string_view name) const;

  friend bool operator==(const Challenge&, const Challenge&) = default;
};

// Reads the WWW-Authenticate fields of one response, in their order (RFC 9110 section 11.6.1).
//
// Rules, each at the first octet that shows it: bearer.challenge.syntax,
// bearer.challenge.parameter, bearer.challenge.repeated (for any scheme), bearer.error.status;
// bearer.challenge.several and bearer.scheme-case are granted. Whether a Bearer challenge has to be
// there is the response's affair. Parameters may follow a scheme only behind a space: in `Bearer,
// realm="r"` the second element would be a scheme.
class ChallengeReader {
 public:
  // `status` is the response's, or 0 where the errors of challenges aren't held against one.
  explicit ChallengeReader(int status, const RuleSet& ignored = {})
      : status_(status), ignored_(ignored) {}

  // The next field's value, which must outlive the challenges. What follows a fault that is ignored
  // isn't read.
  std::optional<Violation> read(std::string_view value);

  // All that were read, those before a violation included.
  const std::vector<Challenge>& challenges() const { return challenges_; }
  bool has_bearer() const;

 private:
  int status_;
  RuleSet ignored_;
  std::vector<Challenge> challenges_;
};

}  // namespace connectorgroup
