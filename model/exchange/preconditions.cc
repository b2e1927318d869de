#include "model/exchange/preconditions.h"

#include "model/http/octets.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kWeak = "W/";

// Whether the list has the tag. `weak`: tags marked as weak count too.
bool lists(std::string_view value, std::string_view tag, bool weak) {
  const auto skip = [&value](auto is_skipped) {
    while (!value.empty() && is_skipped(value.front())) value.remove_prefix(1);
  };
  for (;;) {
    skip([](char c) { return c == ',' || http::is_white_space(c); });
    const bool is_weak = value.starts_with(kWeak);
    if (is_weak) value.remove_prefix(kWeak.size());
    const std::size_t end = value.find('"', 1);
    if (!value.starts_with('"') || end == std::string_view::npos) return false;
    const std::string_view listed = value.substr(0, end + 1);
    if (listed == tag && (weak || !is_weak)) return true;
    value.remove_prefix(listed.size());
    skip(http::is_white_space);
    if (!value.starts_with(',')) return false;
  }
}

// Whether the fields of this name name what is there; nothing where there are none.
std::optional<bool> named(std::span<const FieldView> fields, std::string_view name,
                          std::optional<std::string_view> tag, bool weak) {
  std::optional<bool> found;
  for (const FieldView& field : fields) {
    if (!equal_ignoring_case(field.name, name)) continue;
    const bool here = field.value == "*" || (tag && lists(field.value, *tag, weak));
    found = found.value_or(false) || here;
  }
  return found;
}

}  // namespace

Condition if_match(std::span<const FieldView> fields, std::optional<std::string_view> tag) {
  const std::optional<bool> found = named(fields, "If-Match", tag, false);
  if (!found) return Condition::absent;
  return *found ? Condition::holds : Condition::fails;
}

Condition if_none_match(std::span<const FieldView> fields, std::optional<std::string_view> tag) {
  const std::optional<bool> found = named(fields, "If-None-Match", tag, true);
  if (!found) return Condition::absent;
  return *found ? Condition::fails : Condition::holds;
}

}  // namespace connectorgroup
