// A broken rule and the place where it shows; and the answer of a reader: a value or a violation.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "model/assertion.h"
#include "model/rule.h"

namespace connectorgroup {

// Why a text was refused, or why a value can't be written.
//
// Reading: `offset` counts bytes from the start of the text; `Place` in the rule's row says which
// byte it is. It never exceeds the text's size.
// Writing: `offset` counts bytes from the start of the string value that can't be written, and is 0
// where the member as a whole can't be.
struct Violation {
  Rule rule;
  std::size_t offset = 0;
  // The declared member that the rule is about ("name"), or empty. Points at static storage.
  std::string_view member = {};

  friend bool operator==(const Violation&, const Violation&) = default;
};

// "body.member.missing at byte 12 (name): <the rule's sentence>". For people, on one line; programs
// compare the fields.
std::string describe(const Violation& violation);

namespace detail {
// Becomes what `make()` returns, made where it stays.
template <class Make>
struct Made {
  const Make& make;
  operator std::invoke_result_t<const Make&>() const { return make(); }
};
}  // namespace detail

// A value, or the violation that kept it from being made. Never both, never neither.
template <class Value>
class [[nodiscard]] Result {
 public:
  Result(Value value) : content_(std::move(value)) {}
  Result(Violation violation) : content_(violation) {}

  // With the value that `make()` returns, made where it stays: a copy soon after wouldn't be free.
  template <class Make>
  Result(std::in_place_t, const Make& make)
      : content_(std::in_place_type<Value>, detail::Made<Make>{make}) {}

  bool accepted() const { return std::holds_alternative<Value>(content_); }

  // REQUIRES: accepted().
  const Value& value() const {
    CONNECTORGROUP_ASSERT(accepted());
    return *std::get_if<Value>(&content_);
  }

  // REQUIRES: !accepted().
  const Violation& violation() const {
    CONNECTORGROUP_ASSERT(!accepted());
    return *std::get_if<Violation>(&content_);
  }

  friend bool operator==(const Result&, const Result&) = default;

 private:
  std::variant<Value, Violation> content_;
};

}  // namespace connectorgroup
