// A small strict reader of create requests, as somebody might have it: what the suite is pointed at
// in this example. It knows nothing of the suite.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace toy {

struct Group {
  std::string name;
  std::optional<std::string> type;
  std::optional<bool> is_default;
};

// False: the text is no create request, and `group` is in any state.
bool read(std::string_view text, Group& group);

}  // namespace toy
