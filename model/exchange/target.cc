#include "model/exchange/target.h"

#include <algorithm>

#include "model/http/host_value.h"
#include "model/http/octets.h"
#include "model/http/plain_run.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kSchemeMark = "://";

bool is_letter(char octet) {
  const char letter = http::lower(octet);
  return letter >= 'a' && letter <= 'z';
}

// RFC 3986 section 2.3.
bool is_unreserved(char octet) {
  return is_letter(octet) || http::is(http::kDigit, octet) ||
         std::string_view("-._~").find(octet) != std::string_view::npos;
}

// The octet that a percent sign and two digits at `at` stand for.
std::optional<char> encoded_octet(std::string_view text, std::size_t at) {
  if (text.size() - at < 3 || text[at] != '%') return std::nullopt;
  if (!http::is(http::kHex, text[at + 1]) || !http::is(http::kHex, text[at + 2])) {
    return std::nullopt;
  }
  return static_cast<char>(http::hex_value(text[at + 1]) * 16 + http::hex_value(text[at + 2]));
}

template <class Predicate>
std::string decoded_where(std::string_view text, Predicate wanted) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size();) {
    const std::optional<char> octet = encoded_octet(text, at);
    const bool decode = octet && wanted(*octet);
    decoded += decode ? *octet : text[at];
    at += decode ? 3 : 1;
  }
  return decoded;
}

// Whether a text is this one when its unreserved characters are decoded.
bool spells(std::string_view text, std::string_view plain) {
  return text == plain ||
         (text.find('%') != std::string_view::npos && with_unreserved_decoded(text) == plain);
}

// The version segment that a path begins with, in static storage, or nothing.
std::optional<std::string_view> version_of(std::string_view segment, const Contract& contract) {
  const auto found =
      std::find_if(contract.version_segments.begin(), contract.version_segments.end(),
                   [segment](std::string_view version) { return spells(segment, version); });
  if (found == contract.version_segments.end()) return std::nullopt;
  return *found;
}

// Likewise when whatever is percent-encoded is decoded.
bool spells_encoded(std::string_view text, std::string_view plain) {
  return text == plain ||
         (text.find('%') != std::string_view::npos && percent_decoded(text) == plain);
}

// Takes the first option off the query; nothing where there is none.
std::optional<QueryOption> take_option(std::string_view& query) {
  query.remove_prefix(std::min(query.find_first_not_of('&'), query.size()));
  if (query.empty()) return std::nullopt;
  const std::string_view option = query.substr(0, query.find('&'));
  query.remove_prefix(option.size());
  const std::size_t equals = option.find('=');
  QueryOption taken{option.substr(0, equals), std::nullopt};
  if (equals != std::string_view::npos) taken.value = option.substr(equals + 1);
  return taken;
}

// --- URI references.

// A reference as services write it, which needs no second look: https, a registered name, and then
// what a path and a query may have. Most of that is what a token68 may have too.
bool is_plain_https(std::string_view text) {
  constexpr std::string_view kScheme = "https://";
  if (!text.starts_with(kScheme)) return false;
  std::size_t at = http::run_of<http::kRegName>(text, kScheme.size());
  if (at < text.size() && text[at] != '/') return false;
  for (at = http::token68_run(text, at); at < text.size(); at = http::token68_run(text, at + 1)) {
    if (!http::is(http::kTarget, text[at])) return false;
  }
  return true;
}

// One text, part by part. Each step takes its part and returns false at a fault, which at_ names.
class ReferenceParse {
 public:
  explicit ReferenceParse(std::string_view text) : text_(text) {}

  std::optional<std::size_t> fault() {
    if (whole()) return std::nullopt;
    return at_;
  }

 private:
  bool whole() {
    return beginning() && octets("/:@", "?#") && tail('?', "/:@?", "#") && tail('#', "/:@?", "");
  }

  // What stands before the path proper: a scheme, an authority, or the first segment of a relative
  // path, which has no colon.
  bool beginning() {
    const std::size_t end = std::min(text_.find_first_of(":/?#"), text_.size());
    const bool has_scheme = end < text_.size() && text_[end] == ':' && is_scheme(end);
    if (has_scheme) {
      at_ = end + 1;
    } else if (!octets("@", ":/?#") || is_at(':')) {
      return false;
    }
    // Behind a relative path's first segment, two slashes begin no authority.
    return (!has_scheme && at_ > 0) || !text_.substr(at_).starts_with("//") || authority();
  }

  // REQUIRES: text_[end] is a colon.
  bool is_scheme(std::size_t end) const {
    return is_letter(text_[0]) &&
           std::all_of(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](char octet) {
                         return is_letter(octet) || http::is(http::kDigit, octet) || octet == '+' ||
                                octet == '-' || octet == '.';
                       });
  }

  // [userinfo "@"] host [":" port]. Whether there is a user shows at the "@" only, so both readings
  // are tried; the fault is that of the one which gets further.
  bool authority() {
    at_ += 2;
    const std::size_t begin = at_;
    const std::size_t end = std::min(text_.find_first_of("/?#", at_), text_.size());
    if (host_up_to(end)) return true;
    const std::size_t host_fault = at_;
    at_ = begin;
    if (octets(":", "@/?#") && is_at('@')) {
      ++at_;
      if (host_up_to(end)) return true;
    }
    at_ = std::max(at_, host_fault);
    return false;
  }

  bool host_up_to(std::size_t end) {
    http::HostValue host;
    while (at_ < end && host.take(text_[at_])) ++at_;
    return at_ == end && host.may_end();
  }

  // Unreserved characters, sub-delims, `more` and percent-encoded octets, up to one of `stops`.
  bool octets(std::string_view more, std::string_view stops) {
    while (at_ < text_.size() && stops.find(text_[at_]) == std::string_view::npos) {
      if (text_[at_] == '%') {
        for (int digit = 0; digit < 2; ++digit) {
          ++at_;
          if (at_ == text_.size() || !http::is(http::kHex, text_[at_])) return false;
        }
      } else if (!http::is(http::kRegName, text_[at_]) &&
                 more.find(text_[at_]) == std::string_view::npos) {
        return false;
      }
      ++at_;
    }
    return true;
  }

  // A query or a fragment, where its mark stands.
  bool tail(char mark, std::string_view more, std::string_view stops) {
    if (!is_at(mark)) return true;
    ++at_;
    return octets(more, stops);
  }

  bool is_at(char octet) const { return at_ < text_.size() && text_[at_] == octet; }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

TargetParts split_target(std::string_view target) {
  TargetParts parts;
  std::string_view rest = target;
  if (!rest.starts_with('/')) {
    const std::size_t mark = rest.find(kSchemeMark);
    if (mark == std::string_view::npos) {
      parts.path = target.substr(0, 0);
      return parts;
    }
    rest.remove_prefix(mark + kSchemeMark.size());
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    parts.authority = rest.substr(0, end);
    rest.remove_prefix(end);
  }
  const std::size_t query = rest.find('?');
  parts.path = rest.substr(0, query);
  if (query != std::string_view::npos) parts.query = rest.substr(query + 1);
  return parts;
}

Result<std::string_view> read_create_path(std::string_view target, const Contract& contract,
                                          const RuleSet& ignored) {
  const std::string_view path = split_target(target).path;
  const auto offset_of = [target](std::string_view part) {
    return static_cast<std::size_t>(part.data() - target.data());
  };
  const std::string_view below_root = path.substr(path.empty() ? 0 : 1);
  const std::string_view segment = below_root.substr(0, below_root.find('/'));
  const std::string_view rest = below_root.substr(segment.size());
  const std::optional<std::string_view> version = version_of(segment, contract);
  if (!version && !ignored.has(Rule::exchange_version_segment)) {
    return Violation{Rule::exchange_version_segment, offset_of(segment)};
  }
  const bool right = spells(rest, contract.path);
  if (!right && !ignored.has(Rule::exchange_path)) {
    return Violation{Rule::exchange_path, offset_of(rest)};
  }
  if (const std::size_t percent = path.find('%');
      percent != std::string_view::npos && ignored.has(Rule::exchange_path_percent_encoded)) {
    return Violation{Rule::exchange_path_percent_encoded, offset_of(path.substr(percent))};
  }
  return version.value_or(contract.version_segments.front());
}

std::string with_unreserved_decoded(std::string_view text) {
  return decoded_where(text, is_unreserved);
}

std::string percent_decoded(std::string_view text) {
  return decoded_where(text, [](char) { return true; });
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char octet : text) {
    if (is_unreserved(octet)) {
      encoded += octet;
      continue;
    }
    const auto value = static_cast<unsigned char>(octet);
    encoded += {'%', kDigits[value >> 4], kDigits[value & 0x0F]};
  }
  return encoded;
}

std::vector<QueryOption> query_options(std::string_view query) {
  std::vector<QueryOption> options;
  while (const auto option = take_option(query)) options.push_back(*option);
  return options;
}

bool has_token_option(std::string_view query) {
  while (const auto option = take_option(query)) {
    if (spells_encoded(option->name, "access_token")) return true;
  }
  return false;
}

std::optional<std::size_t> uri_reference_fault(std::string_view text) {
  if (is_plain_https(text)) return std::nullopt;
  return ReferenceParse(text).fault();
}

}  // namespace connectorgroup
