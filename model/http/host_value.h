// host [":" port], octet by octet: the value of Host, and the authority of a target (RFC 9110
// section 7.2, RFC 3986 sections 3.2.2 and 3.2.3).
#pragma once

#include <cstdint>
#include <string_view>

namespace connectorgroup::http {

// A name that has no percent sign, and a port or none: HostValue takes it, and none of its rules
// has to be asked. False: they have.
bool is_plain_host(std::string_view value);

class HostValue {
 public:
  // The next octet. False: no host and port have it here.
  bool take(char octet);
  // Whether what was taken may end here. An empty host may, by this grammar.
  bool may_end() const;

  // Nothing, or only a port, was taken.
  bool host_is_empty() const { return host_is_empty_; }
  bool has_port() const { return part_ == Part::port; }
  // Digits stand behind the port's colon.
  bool has_port_digits() const { return port_digits_; }

 private:
  enum class Part : std::uint8_t {
    start,
    name,           // a registered name or IPv4 address
    percent,        // behind a percent sign: two hexadecimal digits are due
    percent_digit,  // one is
    literal_start,  // behind "["
    address,        // in an IPv6 address
    future_version,
    future_dot,
    future,  // in an IPvFuture address, behind the dot
    literal_end,
    port,
  };

  bool in_name(char octet);
  bool in_literal(char octet);
  bool in_address(char octet);
  bool in_future(char octet);
  bool address_digit(char octet);
  bool address_colon();
  bool address_dot();
  bool address_may_end() const;
  bool go(Part part) {
    part_ = part;
    return true;
  }

  Part part_ = Part::start;
  bool host_is_empty_ = true;
  bool port_digits_ = false;

  // IPv6 (RFC 3986 section 3.2.2): groups of 16 bits that are done, digits of the one under way.
  unsigned groups_ = 0;
  unsigned digits_ = 0;
  bool compressed_ = false;   // "::" has been seen
  bool colon_ = false;        // the last octet was a colon that more must follow
  bool decimal_only_ = true;  // the digits of the group under way could be those of an IPv4 octet
  unsigned decimal_ = 0;      // their value as such
  unsigned dots_ = 0;         // of an IPv4 address at the end
};

}  // namespace connectorgroup::http
