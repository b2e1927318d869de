#include "properties/subjects/http/request_pace.h"

#include <algorithm>
#include <thread>

#include "properties/subjects/pipe/interrupted.h"

namespace connectorgroup {

using namespace std::chrono_literals;

RequestPace::RequestPace(std::optional<double> rate, std::shared_ptr<Clock::time_point> next)
    : next_(std::move(next)) {
  if (!rate) return;
  interval_ = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / *rate));
}

void RequestPace::wait(bool interruptible) {
  constexpr Clock::duration kLook = 100ms;  // between looks at interrupt_asked
  while (true) {
    if (interruptible) throw_if_interrupted();
    const Clock::time_point now = Clock::now();
    if (now >= *next_) {
      *next_ = now + interval_;
      return;
    }
    std::this_thread::sleep_for(std::min(*next_ - now, kLook));
  }
}

}  // namespace connectorgroup
