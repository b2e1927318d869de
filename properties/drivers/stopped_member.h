// The member of an object that stands behind a place at which a reader stopped, as far as there is
// one: found byte by byte, for tests.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "model/body/member_slots.h"
#include "model/body/plain_surprise.h"
#include "model/body/verified_part.h"
#include "model/contract.h"

namespace connectorgroup {

inline bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
inline bool is_separator(char c) { return c == ',' || is_space(c); }

inline std::size_t behind_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

// Of a string whose content begins at `at`. The text's size: it has none.
inline std::size_t closing_quote(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2u : 1u;
  return at < text.size() ? at : text.size();
}

struct StoppedMember {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // `stop` is behind an opening brace or a member.
  StoppedMember(std::string_view text, std::size_t stop) {
    std::size_t at = behind_spaces(text, stop);
    if (text[stop - 1] != '{') {
      if (at >= text.size() || text[at] != ',') return;
      at = behind_spaces(text, at + 1);
    }
    if (at >= text.size() || text[at] != '"') return;
    const std::size_t end = closing_quote(text, at + 1);
    const std::size_t colon = behind_spaces(text, end + 1);
    if (colon >= text.size() || text[colon] != ':') return;
    const std::size_t begin = behind_spaces(text, colon + 1);
    if (begin >= text.size()) return;
    name = text.substr(at + 1, end - at - 1);
    value = begin;
    rest = text.substr(begin);
  }
  // It has at least the first byte of a value.
  bool has_value() const { return value != kNone; }

  std::string_view name;      // as it is spelled
  std::size_t value = kNone;  // where that begins
  std::string_view rest;      // of the text, from there
};

// The member that is declared by this name and is read.
inline const MemberSpec* read_member(std::string_view name, const Contract& contract, Role role) {
  const auto found = std::find_if(
      contract.members.begin(), contract.members.end(),
      [&](const MemberSpec& spec) { return spec.name == name && is_read(spec, role); });
  return found == contract.members.end() ? nullptr : &*found;
}

// The member can't be judged without an index: it has an escaped name, a number, something nested
// or a misspelled literal, or is one undeclared member more than are kept. `names`: of the members
// before it.
inline bool asks_for_index(const StoppedMember& member, VerifiedPart::Names names,
                           const Contract& contract, Role role) {
  if (!member.has_value()) return false;
  if (member.name.find('\\') != member.name.npos) return true;
  if (const MemberSpec* spec = read_member(member.name, contract, role)) {
    // At the text's end, what stands behind it may go on with the literal.
    const std::string_view rest = member.rest;
    if (spec->type == ValueType::boolean) {
      return std::string_view("true").starts_with(rest) ||
             std::string_view("false").starts_with(rest);
    }
    return spec->nullable && rest.starts_with('n') && !rest.starts_with("null");
  }
  if (is_refused(member.name, role)) return false;
  const auto undeclared = std::count_if(names.begin(), names.end(), [&](std::string_view name) {
    return read_member(name, contract, role) == nullptr;
  });
  const bool is_one_more = undeclared == std::ptrdiff_t{Surprise::kUndeclaredMost};
  if (member.rest.starts_with('"')) return is_one_more;
  if (is_type_name(member.name)) return false;
  if (role == Role::response && is_context_name(member.name)) return false;
  const bool is_literal = member.rest.starts_with("null") || member.rest.starts_with("true") ||
                          member.rest.starts_with("false");
  return is_one_more || !is_literal;
}

// The names of its members, sorted.
inline std::vector<std::string> names_of(const nlohmann::json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace connectorgroup
