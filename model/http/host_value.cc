#include "model/http/host_value.h"

#include <cstddef>
#include <string_view>

#include "model/http/octets.h"

namespace connectorgroup::http {
namespace {

constexpr unsigned kGroups = 8;            // of an IPv6 address
constexpr unsigned kGroupsBeforeIpv4 = 6;  // when the last two are an IPv4 address
constexpr unsigned kDigitsOfGroup = 4;
constexpr unsigned kDigitsOfIpv4Octet = 3;
constexpr unsigned kIpv4OctetMax = 255;
constexpr unsigned kIpv4Dots = 3;

}  // namespace

bool is_plain_host(std::string_view value) {
  const std::size_t name_end = run_of<kRegName>(value, 0);
  if (name_end == 0) return false;
  if (name_end == value.size()) return true;
  return value[name_end] == ':' && run_of<kDigit>(value, name_end + 1) == value.size();
}

bool HostValue::take(char octet) {
  switch (part_) {
    case Part::start:
      if (octet == '[') {
        host_is_empty_ = false;
        return go(Part::literal_start);
      }
      return in_name(octet);
    case Part::name:
      return in_name(octet);
    case Part::percent:
      return is(kHex, octet) ? go(Part::percent_digit) : false;
    case Part::percent_digit:
      return is(kHex, octet) ? go(Part::name) : false;
    case Part::literal_start:
    case Part::address:
    case Part::future_version:
    case Part::future_dot:
    case Part::future:
      return in_literal(octet);
    case Part::literal_end:
      return octet == ':' ? go(Part::port) : false;
    case Part::port:
      port_digits_ = true;
      return is(kDigit, octet) ? true : false;
  }
  return false;  // unreachable: each part has its case
}

bool HostValue::may_end() const {
  return part_ == Part::start || part_ == Part::name || part_ == Part::literal_end ||
         part_ == Part::port;
}

bool HostValue::in_name(char octet) {
  // A colon at once would leave the host empty; that is for who asked to judge.
  if (octet == ':') return go(Part::port);
  host_is_empty_ = false;
  if (octet == '%') return go(Part::percent);
  return is(kRegName, octet) ? go(Part::name) : false;
}

bool HostValue::in_literal(char octet) {
  if (part_ == Part::literal_start) {
    if (octet == 'v' || octet == 'V') return go(Part::future_version);
    part_ = Part::address;
  }
  return part_ == Part::address ? in_address(octet) : in_future(octet);
}

// IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
bool HostValue::in_future(char octet) {
  if (part_ == Part::future_version) {
    if (is(kHex, octet)) {
      ++digits_;
      return true;
    }
    return octet == '.' && digits_ > 0 ? go(Part::future_dot) : false;
  }
  if (is(kRegName, octet) || octet == ':') return go(Part::future);
  return octet == ']' && part_ == Part::future ? go(Part::literal_end) : false;
}

bool HostValue::in_address(char octet) {
  if (is(kHex, octet)) return address_digit(octet);
  if (octet == ':') return address_colon();
  if (octet == '.') return address_dot();
  return octet == ']' && address_may_end() ? go(Part::literal_end) : false;
}

bool HostValue::address_digit(char octet) {
  // A single colon at the very start must be followed by another.
  if (colon_ && groups_ == 0) return false;
  if (digits_ == 0) {
    // "::" stands for one group at least.
    if (groups_ + (compressed_ ? 1 : 0) >= kGroups) return false;
    decimal_only_ = true;
    decimal_ = 0;
  }
  const bool decimal = is(kDigit, octet);
  if (dots_ > 0) {
    // An octet in decimal, without leading zeros.
    if (!decimal || (digits_ == 1 && decimal_ == 0)) return false;
    if (decimal_ * 10 + hex_value(octet) > kIpv4OctetMax) return false;
  } else if (digits_ == kDigitsOfGroup) {
    return false;
  }
  decimal_only_ =
      decimal_only_ && decimal && digits_ < kDigitsOfIpv4Octet && !(digits_ == 1 && decimal_ == 0);
  if (decimal) decimal_ = decimal_ * 10 + hex_value(octet);
  ++digits_;
  colon_ = false;
  return true;
}

bool HostValue::address_colon() {
  if (dots_ > 0) return false;
  if (digits_ > 0) {
    ++groups_;
    digits_ = 0;
    // Behind the last group no colon may stand.
    if (groups_ + (compressed_ ? 1 : 0) >= kGroups) return false;
    colon_ = true;
    return true;
  }
  if (!colon_) {
    if (compressed_) return false;
    colon_ = true;  // the first octet of the address
    return true;
  }
  if (compressed_) return false;
  compressed_ = true;
  colon_ = false;
  return true;
}

bool HostValue::address_dot() {
  if (digits_ == 0 || !decimal_only_ || decimal_ > kIpv4OctetMax || dots_ == kIpv4Dots) {
    return false;
  }
  if (dots_ == 0) {
    const bool fits = compressed_ ? groups_ < kGroupsBeforeIpv4 : groups_ == kGroupsBeforeIpv4;
    if (!fits) return false;
  }
  ++dots_;
  digits_ = 0;
  return true;
}

bool HostValue::address_may_end() const {
  if (dots_ > 0) return dots_ == kIpv4Dots && digits_ > 0;
  if (colon_) return false;
  const unsigned groups = groups_ + (digits_ > 0 ? 1 : 0);
  return compressed_ ? groups < kGroups : groups == kGroups;
}

}  // namespace connectorgroup::http
