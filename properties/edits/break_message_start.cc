// Faults in request lines and status lines.
#include <array>
#include <string>

#include "properties/edits/message_fault.h"

namespace connectorgroup {
namespace {

// A piece that takes some octets' place, and where in it the fault shows.
struct Piece {
  std::string_view text;
  std::size_t fault_at;
};

Fault replaced(TextRange range, const Piece& piece) {
  return fault_in({range.begin, range.end, std::string(piece.text)}, piece.fault_at);
}

Fault inserted(std::size_t place, std::string text, std::size_t fault_at = 0) {
  return fault_in({place, place, std::move(text)}, fault_at);
}

std::string one(char octet) { return std::string(1, octet); }

// --- Request lines.

std::optional<Fault> method(const MessagePlanting& p) {
  if (!p.is_request()) return std::nullopt;
  const TextRange method = p.message.method;
  // Without a method; a line that ends in it.
  if (p.random.chance(1, 8)) return replaced(method, {"", 0});
  if (p.random.chance(1, 8)) return replaced({method.end, p.message.version.end}, {"", 0});
  const char octet =
      any_octet(p.random, [](char c) { return is_dark(c) && !is_among(kTokenOctets, c); });
  const std::size_t place = method.begin + p.random.below(method.size() + 1);
  return inserted(place, one(octet));
}

std::optional<Fault> request_line_space(const MessagePlanting& p) {
  if (!p.is_request()) return std::nullopt;
  constexpr std::array<std::string_view, 4> kSpaces{" ", "\t", "  ", " \t"};
  const std::string spaces(one_of(kSpaces, p.random));
  const std::size_t behind_method = p.message.method.end;
  const std::size_t behind_target = p.message.target.end;
  switch (p.random.below(5)) {
    case 0:
      return inserted(behind_method + 1, spaces);
    case 1:
      return inserted(behind_target + 1, spaces);
    case 2:
      return replaced({behind_method, behind_method + 1}, {"\t", 0});
    case 3:
      return replaced({behind_target, behind_target + 1}, {"\t", 0});
    default:
      return inserted(p.message.version.end, spaces);
  }
}

std::optional<Fault> request_line_version(const MessagePlanting& p) {
  if (!p.is_request()) return std::nullopt;
  return replaced({p.message.target.end, p.message.version.end}, {"", 0});
}

bool has_method(const MessageText& message, std::string_view method) {
  return message.at(message.method) == method;
}

std::optional<Fault> target_form(const MessagePlanting& p) {
  if (!p.is_request() || has_method(p.message, "CONNECT")) return std::nullopt;
  constexpr std::array<Piece, 13> kTargets{{{"a/b", 0},
                                            {"?a=b", 0},
                                            {"%2F", 0},
                                            {"graph.microsoft.com/v1.0", 0},
                                            {"ftp://a/", 0},
                                            {"#", 0},
                                            {"\x01", 0},
                                            {"\xC3\xA9", 0},
                                            {"http:/a", 6},
                                            {"httpx://a/", 4},
                                            {"https//a/", 5},
                                            {"HTT", 3},
                                            {"h\x7F", 1}}};
  constexpr Piece kAsterisk{"*", 0};
  constexpr Piece kMoreThanAsterisk{"*/", 1};
  if (p.random.chance(1, 8)) {
    return replaced({p.message.target.begin, p.message.version.end}, {"", 0});
  }
  if (p.random.chance(1, 8)) {
    return replaced(p.message.target,
                    has_method(p.message, "OPTIONS") ? kMoreThanAsterisk : kAsterisk);
  }
  return replaced(p.message.target, one_of(kTargets, p.random));
}

// A place in the target behind its first slash, where a path or a query may go on; percent signs
// keep the digits behind them.
std::optional<std::size_t> place_in_path(const MessagePlanting& p) {
  if (!p.is_request() || has_method(p.message, "CONNECT")) return std::nullopt;
  const std::string_view target = p.message.at(p.message.target);
  const std::size_t authority = target.starts_with("/") ? 0 : target.find("://") + 3;
  const std::size_t path = target.find_first_of("/?", authority);
  if (target == "*" || path == std::string_view::npos) return std::nullopt;
  std::size_t place = path + 1 + p.random.below(target.size() - path);
  const std::size_t percent = target.rfind('%', place == 0 ? 0 : place - 1);
  if (percent != std::string_view::npos && percent < place && place - percent <= 2) {
    place = percent;
  }
  return p.message.target.begin + place;
}

// Octets of a path or a query that aren't alphanumeric.
constexpr std::string_view kTargetSigns = "-._~!$&'()*+,;=:@/?%";

// How many octets are wanted at the place for the next one to be the last of a block, as vectors
// take a target; half of the time none.
std::size_t up_to_block_end(const MessagePlanting& p, std::size_t place) {
  constexpr std::size_t kBlock = 16;
  const std::size_t in_block = (place - p.message.target.begin) % kBlock;
  return p.random.chance(1, 2) ? kBlock - 1 - in_block : 0;
}

std::optional<Fault> target_character(const MessagePlanting& p) {
  const std::optional<std::size_t> place = place_in_path(p);
  if (!place) return std::nullopt;
  if (p.random.chance(3, 4)) {
    // Those that people type, and that some browsers send.
    const char octet = one_of(std::string_view("\"#<>[\\]^`{|}"), p.random);
    const std::size_t before = up_to_block_end(p, *place);
    return inserted(*place, std::string(before, 'a') + octet, before);
  }
  const char octet = any_octet(p.random, [](char c) {
    const bool alphanumeric = is_among(kTokenOctets, c) && !is_among("!#$%&'*+-.^_`|~", c);
    return is_dark(c) && !alphanumeric && !is_among(kTargetSigns, c);
  });
  return inserted(*place, one(octet));
}

std::optional<Fault> target_percent(const MessagePlanting& p) {
  const std::optional<std::size_t> place = place_in_path(p);
  if (!place) return std::nullopt;
  if (p.random.chance(1, 4)) {
    const bool digit = p.random.chance(1, 2);
    return inserted(p.message.target.end, digit ? "%A" : "%", digit ? 2 : 1);
  }
  std::string piece =
      p.random.chance(1, 2) ? "%" : std::string("%") + one_of(kHexadecimalDigits, p.random);
  const std::size_t fault_at = piece.size();
  piece += any_octet(p.random, [](char c) { return !is_among(kHexadecimalDigits, c); });
  return inserted(*place, std::move(piece), fault_at);
}

std::optional<Fault> target_authority(const MessagePlanting& p) {
  if (!p.is_request()) return std::nullopt;
  constexpr std::array<Piece, 8> kOfConnect{{{"h", 1},
                                             {"h:", 2},
                                             {":1", 0},
                                             {"/", 0},
                                             {"h/", 1},
                                             {"u@h:1", 1},
                                             {"[::1]", 5},
                                             {"h:1/", 3}}};
  constexpr std::array<Piece, 13> kAuthorities{{{"http:///a", 7},
                                                {"http://?a", 7},
                                                {"http://", 7},
                                                {"https://:1/", 8},
                                                {"http://u@h/", 8},
                                                {"http://u:@h/", 9},
                                                {"HTTP://h:x/", 9},
                                                {"http://h:1x", 10},
                                                {"http://%4/", 9},
                                                {"http://[::1/", 11},
                                                {"http://[::1", 11},
                                                {"http://h#", 8},
                                                {"http://\xC3\xA9/", 7}}};
  if (has_method(p.message, "CONNECT")) {
    return replaced(p.message.target, one_of(kOfConnect, p.random));
  }
  return replaced(p.message.target, one_of(kAuthorities, p.random));
}

// --- Versions.

constexpr std::size_t kMajorAt = 5;
constexpr std::size_t kDotAt = 6;

// All letters in another case, as a reader might take them that doesn't tell cases apart.
Fault version_in_another_case(const MessagePlanting& p) {
  constexpr std::array<Piece, 3> kNames{{{"http", 0}, {"Http", 1}, {"hTTP", 0}}};
  const std::size_t begin = p.message.version.begin;
  return replaced({begin, begin + 4}, one_of(kNames, p.random));
}

std::optional<Fault> version_form(const MessagePlanting& p) {
  if (p.random.chance(1, 8)) return version_in_another_case(p);
  const TextRange version = p.message.version;
  // A number of more digits, as version 1.10 of anything else would be.
  if (p.random.chance(1, 8)) return inserted(version.end, one(one_of(kDecimalDigits, p.random)));
  const std::size_t index = p.random.below(version.size() + 1);
  const std::size_t place = version.begin + index;
  const bool request = p.is_request();
  // Another octet in the place of one, or one more; a line that ends early.
  if (index < version.size() && p.random.chance(1, 8))
    return replaced({place, version.end}, {"", 0});
  const char octet = any_octet(p.random, [&](char c) {
    if (c == '\r' || c == '\n' ||
        (index > kDotAt && index < version.size() && is_among(kDecimalDigits, c))) {
      return false;
    }
    if (index == version.size()) return request ? is_dark(c) : c != ' ';
    if (index == 0 && request && !is_dark(c)) return false;
    if (index == kMajorAt) return !is_among(kDecimalDigits, c);
    return c != p.message.text[place];
  });
  const std::size_t end = place + (index < version.size() && p.random.chance(1, 2) ? 1 : 0);
  return fault_in({place, end, one(octet)}, 0);
}

std::optional<Fault> version_major(const MessagePlanting& p) {
  const std::size_t place = p.message.version.begin + kMajorAt;
  if (p.random.chance(1, 2)) {
    constexpr std::array<std::string_view, 3> kOthers{"0.9", "2.0", "3.0"};
    return replaced({place, place + 3}, {one_of(kOthers, p.random), 0});
  }
  return replaced(
      {place, place + 1},
      {one_of(std::array<std::string_view, 9>{"0", "2", "3", "4", "5", "6", "7", "8", "9"},
              p.random),
       0});
}

// --- Status lines.

std::optional<Fault> status_line_space(const MessagePlanting& p) {
  if (p.is_request()) return std::nullopt;
  return replaced({p.message.status.end, p.message.reason.end}, {"", 0});
}

std::optional<Fault> status_code(const MessagePlanting& p) {
  if (p.is_request()) return std::nullopt;
  const TextRange status = p.message.status;
  if (p.random.chance(1, 8))
    return replaced({p.message.version.end, p.message.reason.end}, {"", 0});
  const std::size_t index = p.random.below(status.size() + 1);
  const std::size_t place = status.begin + index;
  if (index < status.size() && p.random.chance(1, 4)) return replaced({place, status.end}, {"", 0});
  const bool behind = index == status.size();
  const char octet = any_octet(p.random, [behind](char c) {
    return behind ? !is_among(" \r\n", c) : !is_among(kDecimalDigits, c);
  });
  return inserted(place, one(octet));
}

std::optional<Fault> status_range(const MessagePlanting& p) {
  if (p.is_request()) return std::nullopt;
  std::string code{one_of(std::string_view("06789"), p.random), one_of(kDecimalDigits, p.random),
                   one_of(kDecimalDigits, p.random)};
  return fault_in({p.message.status.begin, p.message.status.end, std::move(code)}, 0);
}

std::optional<Fault> status_line_reason(const MessagePlanting& p) {
  if (p.is_request()) return std::nullopt;
  const TextRange reason = p.message.reason;
  return inserted(reason.begin + p.random.below(reason.size() + 1),
                  one(any_octet(p.random, is_control)));
}

constexpr std::array<MessagePlanter, 13> kPlanters{{
    {Rule::http_method, method},
    {Rule::http_request_line_space, request_line_space},
    {Rule::http_request_line_version, request_line_version},
    {Rule::http_target_form, target_form},
    {Rule::http_target_character, target_character},
    {Rule::http_target_percent, target_percent},
    {Rule::http_target_authority, target_authority},
    {Rule::http_version_form, version_form},
    {Rule::http_version_major, version_major},
    {Rule::http_status_line_space, status_line_space},
    {Rule::http_status_code, status_code},
    {Rule::http_status_range, status_range},
    {Rule::http_status_line_reason, status_line_reason},
}};

}  // namespace

std::span<const MessagePlanter> start_line_planters() { return kPlanters; }

}  // namespace connectorgroup
