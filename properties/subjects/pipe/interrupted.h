// The user asked this process to stop (Ctrl-C, SIGTERM): what waits for a subject stops waiting, so
// that what was started is ended and what was found is reported.
#pragma once

#include <atomic>
#include <stdexcept>

namespace connectorgroup {

class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

// Set by a signal handler; lock-free, so that it may be.
inline std::atomic<bool> interrupt_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

inline void throw_if_interrupted() {
  if (interrupt_asked.load()) throw Interrupted();
}

}  // namespace connectorgroup
