#include "model/http/field_values.h"

#include <algorithm>
#include <array>

#include "model/http/message.h"
#include "model/http/octets.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kContentType = "Content-Type";
constexpr std::string_view kRetryAfter = "Retry-After";

// media-type = type "/" subtype *( OWS ";" OWS [ parameter ] )
class MediaTypeParse {
 public:
  MediaTypeParse(std::string_view value, const RuleSet& ignored)
      : value_(value), ignored_(ignored) {}

  Result<MediaType> parse() {
    if (!read() && violation_) return *violation_;
    return std::move(result_);
  }

 private:
  bool at_end() const { return at_ == value_.size(); }

  // False: reading is over, either with a violation or, where that is ignored, without.
  bool fault() {
    if (!ignored_.has(Rule::http_media_type_syntax)) {
      violation_ = Violation{Rule::http_media_type_syntax, at_, kContentType};
    }
    return false;
  }
  bool grant(Rule rule, std::size_t offset) {
    if (!ignored_.has(rule)) return true;
    violation_ = Violation{rule, offset, kContentType};
    return false;
  }

  std::string_view token() {
    const std::size_t begin = at_;
    while (!at_end() && http::is(http::kToken, value_[at_])) ++at_;
    return value_.substr(begin, at_ - begin);
  }
  void white_space() {
    while (!at_end() && http::is_white_space(value_[at_])) ++at_;
  }

  bool read() {
    result_.type = token();
    if (result_.type.empty() || at_end() || value_[at_] != '/') return fault();
    ++at_;
    result_.subtype = token();
    if (result_.subtype.empty()) return fault();
    if (!lower_case(result_.type, 0)) return false;
    if (!lower_case(result_.subtype, result_.type.size() + 1)) return false;
    while (!at_end()) {
      if (!parameter()) return false;
    }
    return true;
  }

  bool lower_case(std::string_view name, std::size_t begin) {
    const bool lower = std::all_of(name.begin(), name.end(),
                                   [](char octet) { return http::lower(octet) == octet; });
    return lower || grant(Rule::http_media_type_case, begin);
  }

  bool parameter() {
    const std::size_t begin = at_;
    white_space();
    // never true: a field's value doesn't end in white space
    if (at_end() || value_[at_] != ';') return fault();
    if (!grant(Rule::http_media_type_parameters, begin)) return false;
    ++at_;
    white_space();
    if (at_end() || value_[at_] == ';') return true;  // an empty one
    const std::size_t name_begin = at_;
    Parameter parameter{token(), {}, 0, false};
    if (parameter.name.empty() || at_end() || value_[at_] != '=') return fault();
    if (!lower_case(parameter.name, name_begin)) return false;
    ++at_;
    parameter.value_offset = at_;
    parameter.quoted = !at_end() && value_[at_] == '"';
    if (parameter.quoted) {
      if (!quoted_string(parameter.value)) return false;
    } else {
      parameter.value = token();
      if (parameter.value.empty()) return fault();
    }
    result_.parameters.push_back(std::move(parameter));
    return true;
  }

  bool quoted_string(std::string& text) {
    for (++at_; !at_end() && value_[at_] != '"'; ++at_) {
      const bool escaped = value_[at_] == '\\';
      if (escaped) ++at_;
      if (at_end()) return fault();
      if (!http::is(escaped ? http::kFieldValue : http::kQuoted, value_[at_])) return fault();
      text += value_[at_];
    }
    if (at_end()) return fault();
    ++at_;
    return true;
  }

  std::string_view value_;
  const RuleSet& ignored_;
  std::size_t at_ = 0;
  MediaType result_;
  std::optional<Violation> violation_;
};

// --- Dates, by patterns: 'd' is a digit; W, L and M stand for the name of a day, its long name,
// and that of a month.

constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 7> kLongDays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// How many octets of the text are one of the names: the whole name, or none.
template <std::size_t Size>
std::size_t match_name(const std::array<std::string_view, Size>& names, std::string_view text) {
  for (const std::string_view name : names) {
    if (text.starts_with(name)) return name.size();
  }
  return 0;
}

// How many octets of the longest name the text agrees with.
template <std::size_t Size>
std::size_t match_start(const std::array<std::string_view, Size>& names, std::string_view text) {
  std::size_t longest = 0;
  for (const std::string_view name : names) {
    const auto differs = std::mismatch(name.begin(), name.end(), text.begin(), text.end()).first;
    longest = std::max(longest, static_cast<std::size_t>(differs - name.begin()));
  }
  return longest;
}

struct Matched {
  std::size_t octets;  // of the text that the pattern can begin with
  bool whole;          // and the text is all of it
};

Matched match(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  for (const char due : pattern) {
    const std::string_view rest = text.substr(at);
    std::size_t taken = 0;
    std::size_t viable = 0;
    if (due == 'w' || due == 'l' || due == 'm') {
      taken = due == 'w'   ? match_name(kDays, rest)
              : due == 'l' ? match_name(kLongDays, rest)
                           : match_name(kMonths, rest);
      viable = due == 'w'   ? match_start(kDays, rest)
               : due == 'l' ? match_start(kLongDays, rest)
                            : match_start(kMonths, rest);
    } else if (!rest.empty()) {
      const bool fits = due == 'd'   ? http::is(http::kDigit, rest.front())
                        : due == '_' ? http::is(http::kDigit, rest.front()) || rest.front() == ' '
                                     : rest.front() == due;
      taken = fits ? 1 : 0;
    }
    if (taken == 0) return {at + viable, false};
    at += taken;
  }
  return {at, at == text.size()};
}

// IMF-fixdate, then the obsolete forms of RFC 850 and asctime().
constexpr std::array<std::string_view, 3> kDatePatterns{
    "w, dd m dddd dd:dd:dd GMT", "l, dd-m-dd dd:dd:dd GMT", "w m _d dd:dd:dd dddd"};

}  // namespace

Result<MediaType> read_media_type(std::string_view value, const RuleSet& ignored) {
  return MediaTypeParse(value, ignored).parse();
}

bool is_http_date(std::string_view text) {
  return std::any_of(kDatePatterns.begin(), kDatePatterns.end(),
                     [text](std::string_view pattern) { return match(pattern, text).whole; });
}

std::optional<Violation> check_retry_after(std::string_view value) {
  const auto digits_end = std::find_if(value.begin(), value.end(),
                                       [](char octet) { return !http::is(http::kDigit, octet); });
  const auto digits = static_cast<std::size_t>(digits_end - value.begin());
  if (digits > 0) {
    if (digits == value.size()) return std::nullopt;
    return Violation{Rule::http_retry_after_syntax, digits, kRetryAfter};
  }
  if (is_http_date(value)) return std::nullopt;
  std::size_t viable = 0;
  for (const std::string_view pattern : kDatePatterns) {
    viable = std::max(viable, match(pattern, value).octets);
  }
  return Violation{Rule::http_retry_after_syntax, viable, kRetryAfter};
}

}  // namespace connectorgroup
