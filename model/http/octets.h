// Classes of octets in the grammars of RFC 9110, RFC 9112 and RFC 3986.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace connectorgroup::http {

enum OctetClass : std::uint8_t {
  kToken = 1,       // tchar
  kTarget = 2,      // pchar without percent, and "/" and "?"
  kRegName = 4,     // unreserved and sub-delims
  kFieldValue = 8,  // VCHAR, SP, HTAB and obs-text
  kQuoted = 16,     // qdtext
  kHex = 32,        // HEXDIG, in either case
  kDigit = 64,      // DIGIT
  kToken68 = 128,   // of a token68, without the equals signs at its end
};

namespace detail {

// unreachable from here: the compiler alone runs it, for constants
constexpr bool among(std::string_view octets, unsigned char octet) {
  return octets.find(static_cast<char>(octet)) != std::string_view::npos;
}

constexpr std::array<std::uint8_t, 256> octet_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned value = 0; value < 256; ++value) {
    const auto octet = static_cast<unsigned char>(value);
    const bool digit = octet >= '0' && octet <= '9';
    const bool upper = octet >= 'A' && octet <= 'Z';
    const bool lower = octet >= 'a' && octet <= 'z';
    const bool alphanumeric = digit || upper || lower;
    const bool name = alphanumeric || among("-._~!$&'()*+,;=", octet);
    const bool visible = octet > 0x20 && octet < 0x7F;
    const bool space = octet == ' ' || octet == '\t';
    unsigned bits = 0;
    if (alphanumeric || among("!#$%&'*+-.^_`|~", octet)) bits |= kToken;
    if (name || among(":@/?", octet)) bits |= kTarget;
    if (name) bits |= kRegName;
    if (visible || space || octet >= 0x80) bits |= kFieldValue;
    if ((visible && octet != '"' && octet != '\\') || space || octet >= 0x80) bits |= kQuoted;
    if (digit || (octet >= 'A' && octet <= 'F') || (octet >= 'a' && octet <= 'f')) bits |= kHex;
    if (digit) bits |= kDigit;
    if (alphanumeric || among("-._~+/", octet)) bits |= kToken68;
    classes[value] = static_cast<std::uint8_t>(bits);
  }
  return classes;
}
// unreachable to here

inline constexpr std::array<std::uint8_t, 256> kOctetClasses = octet_classes();

}  // namespace detail

constexpr bool is(OctetClass octet_class, unsigned char octet) {
  return (detail::kOctetClasses[octet] & octet_class) != 0;
}
constexpr bool is(OctetClass octet_class, char octet) {
  return is(octet_class, static_cast<unsigned char>(octet));
}

// Where the run of octets of a class ends that begins at `begin`.
template <OctetClass octet_class>
constexpr std::size_t run_of(std::string_view octets, std::size_t begin) {
  while (begin < octets.size() && is(octet_class, octets[begin])) ++begin;
  return begin;
}

// OWS and BWS.
constexpr bool is_white_space(char octet) { return octet == ' ' || octet == '\t'; }

constexpr bool is_obs_text(char octet) { return static_cast<unsigned char>(octet) >= 0x80; }

constexpr char lower(char octet) {
  return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet + ('a' - 'A')) : octet;
}

// REQUIRES: is(kHex, octet).
constexpr unsigned hex_value(char octet) {
  return is(kDigit, octet) ? static_cast<unsigned>(octet - '0')
                           : static_cast<unsigned>(lower(octet) - 'a') + 10U;
}

}  // namespace connectorgroup::http
