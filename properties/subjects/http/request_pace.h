// So many requests a second at most.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace connectorgroup {

class RequestPace {
 public:
  using Clock = std::chrono::steady_clock;

  // `rate`: requests a second, above zero; nothing: as many as there are. `next`: from when on one
  // may be sent; paces that share it keep the rate together. Not null.
  RequestPace(std::optional<double> rate, std::shared_ptr<Clock::time_point> next);

  // Waits until a request may be sent, and counts it as sent. Throws Interrupted (interrupted.h)
  // where `interruptible`, and then hasn't counted it.
  void wait(bool interruptible = true);
  // Counts one that was sent without waiting.
  void count() { *next_ += interval_; }

 private:
  Clock::duration interval_{};
  std::shared_ptr<Clock::time_point> next_;
};

}  // namespace connectorgroup
