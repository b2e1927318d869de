// The whole error is checked first, in documented order, so that the order of the form doesn't
// decide which violation is named. Then it's appended token by token.

#include <array>

#include "model/assertion.h"
#include "model/body/json_write.h"
#include "model/exchange/error.h"

namespace connectorgroup {
namespace {

using writing::extend;
using writing::measure;
using writing::MeasuredValue;
using writing::put;

// ---- Checking.

std::optional<Violation> text_fault(std::string_view name, std::string_view text) {
  MeasuredValue value;
  if (const auto fault = measure(text, value)) return Violation{fault->rule, fault->offset, name};
  return std::nullopt;
}

std::optional<Violation> not_empty_fault(std::string_view name, std::string_view text) {
  if (text.empty()) return Violation{Rule::error_text_empty, 0, name};
  return text_fault(name, text);
}

// What an error and a detail have in common. `Described` is ODataError or ErrorDetail.
template <class Described>
std::optional<Violation> described_fault(const Described& described) {
  if (auto fault = not_empty_fault("code", described.code)) return fault;
  if (auto fault = not_empty_fault("message", described.message)) return fault;
  if (described.target.has_value()) return text_fault("target", described.target.value());
  return std::nullopt;
}

// The members of an inner error.
struct InnerMember {
  std::string_view name;
  std::optional<std::string> InnerError::*text;
};
constexpr std::array<InnerMember, 3> kInnerMembers{
    {{"date", &InnerError::date},
     {"request-id", &InnerError::request_id},
     {"client-request-id", &InnerError::client_request_id}}};
constexpr std::array<InnerMember, 3> kSortedInnerMembers{kInnerMembers[2], kInnerMembers[0],
                                                         kInnerMembers[1]};
static_assert(kSortedInnerMembers[0].name < kSortedInnerMembers[1].name &&
              kSortedInnerMembers[1].name < kSortedInnerMembers[2].name);

std::optional<Violation> error_fault(const ODataError& error) {
  if (auto fault = described_fault(error)) return fault;
  for (const ErrorDetail& detail : error.details) {
    if (auto fault = described_fault(detail)) return fault;
  }
  if (!error.inner) return std::nullopt;
  for (const InnerMember& member : kInnerMembers) {
    const std::optional<std::string>& text = (*error.inner).*member.text;
    if (!text) continue;
    if (auto fault = text_fault(member.name, *text)) return fault;
  }
  return std::nullopt;
}

// ---- Writing what was checked.

// Appends the tokens of nested objects and arrays, with the white space of the form.
class NestedText {
 public:
  NestedText(Form form, std::string& out) : page_(form == Form::page), out_(out) {}

  void open(char bracket) {
    out_ += bracket;
    ++depth_;
    first_ = true;
  }

  void close(char bracket) {
    --depth_;
    if (!first_) line_end();
    out_ += bracket;
    first_ = false;
  }

  // What stands before an element of an array, or before a member's name.
  void element() {
    if (!first_) out_ += ',';
    line_end();
    first_ = false;
  }

  // REQUIRES: nothing in the name needs an escape.
  void name(std::string_view name) {
    element();
    out_ += '"';
    out_ += name;
    out_ += page_ ? "\": " : "\":";
  }

  void null() { out_ += "null"; }

  // REQUIRES: the text passed its check.
  void text(std::string_view text) {
    MeasuredValue value;
    const auto fault = measure(text, value);
    CONNECTORGROUP_ASSERT(!fault);
    put(extend(out_, value.size), value);
  }

 private:
  void line_end() {
    constexpr std::size_t kIndentation = 2;
    if (!page_) return;
    out_ += '\n';
    out_.append(kIndentation * depth_, ' ');
  }

  bool page_;
  std::string& out_;
  std::size_t depth_ = 0;
  bool first_ = true;  // nothing stands yet in the innermost object or array
};

enum class ErrorMember { code, message, target, details, inner_error };
using Order = std::array<ErrorMember, 5>;
constexpr Order kDocumentedOrder{ErrorMember::code, ErrorMember::message, ErrorMember::target,
                                 ErrorMember::details, ErrorMember::inner_error};
// By the UTF-16 code units of their names: code, details, innerError, message, target.
constexpr Order kSortedOrder{ErrorMember::code, ErrorMember::details, ErrorMember::inner_error,
                             ErrorMember::message, ErrorMember::target};

class ErrorText {
 public:
  ErrorText(Form form, std::string& out)
      : nested_(form, out), canonical_(form == Form::canonical) {}

  void append(const ODataError& error) {
    nested_.open('{');
    nested_.name("error");
    nested_.open('{');
    for (const ErrorMember next : canonical_ ? kSortedOrder : kDocumentedOrder) {
      member(next, error);
    }
    nested_.close('}');
    nested_.close('}');
  }

 private:
  void member(ErrorMember member, const ODataError& error) {
    switch (member) {
      case ErrorMember::code:
        return text("code", error.code);
      case ErrorMember::message:
        return text("message", error.message);
      case ErrorMember::target:
        return target(error.target);
      case ErrorMember::details:
        return details(error.details);
      case ErrorMember::inner_error:
        return inner_error(error.inner);
    }
  }

  void text(std::string_view name, std::string_view text) {
    nested_.name(name);
    nested_.text(text);
  }

  void target(const Member<std::string>& target) {
    if (target.is_absent()) return;
    if (target.has_value()) return text("target", target.value());
    nested_.name("target");
    nested_.null();
  }

  // The documented order of a detail's members is the sorted one as well.
  void details(const std::vector<ErrorDetail>& details) {
    if (details.empty()) return;
    nested_.name("details");
    nested_.open('[');
    for (const ErrorDetail& detail : details) {
      nested_.element();
      nested_.open('{');
      text("code", detail.code);
      text("message", detail.message);
      target(detail.target);
      nested_.close('}');
    }
    nested_.close(']');
  }

  void inner_error(const std::optional<InnerError>& inner) {
    if (!inner) return;
    nested_.name("innerError");
    nested_.open('{');
    for (const InnerMember& member : canonical_ ? kSortedInnerMembers : kInnerMembers) {
      const std::optional<std::string>& content = (*inner).*member.text;
      if (content) text(member.name, *content);
    }
    nested_.close('}');
  }

  NestedText nested_;
  bool canonical_;
};

}  // namespace

std::optional<Violation> write_error(const ODataError& error, Form form, std::string& out) {
  if (auto fault = error_fault(error)) return fault;
  ErrorText(form, out).append(error);
  return std::nullopt;
}

}  // namespace connectorgroup
