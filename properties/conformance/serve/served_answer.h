// What a server does about a request: octets to send, and what comes after them.
#pragma once

#include <cstdint>
#include <string>

namespace connectorgroup {

struct ServedAnswer {
  enum class Then : std::uint8_t {
    go_on,        // the connection stays open
    close,        // it is closed, in such a way that the client gets the octets
    reset,        // it is reset
    fall_silent,  // it stays open, and nothing is answered any more
  };

  std::string octets;
  Then then = Then::go_on;
  // The octets go one by one, with a pause between.
  bool dripping = false;
};

}  // namespace connectorgroup
