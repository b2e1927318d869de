#include "model/body/plain_surprise.h"

#include <algorithm>
#include <cstring>

#include "model/body/expected_piece.h"
#include "model/body/plain_string.h"
#include "model/body/string_fault.h"

namespace connectorgroup {
namespace {

// As IndexedReader's.
const MemberSpec* declared_member(const Contract& contract, Role role, std::string_view name) {
  for (const MemberSpec& spec : contract.members) {
    if (is_read(spec, role) && spec.name == name) return &spec;
  }
  return nullptr;
}

bool begins_boolean(const char* value) {
  return std::memcmp(value, "true", 4) == 0 || std::memcmp(value, "false", 5) == 0;
}

}  // namespace

Surprise::Surprise(const Contract& contract, Role role, const Stop& stop)
    : contract_(&contract), role_(role), behind_(stop.behind) {
  for (std::size_t i = 0; i < kReadMemberCount; ++i) {
    if ((stop.seen & bit_of(i)) != 0) names_[name_count_++] = contract.members[i].name;
  }
  for (const std::string_view name : stop.undeclared) {
    if (name.data() < stop.behind) names_[name_count_++] = name;
  }
  is_refused_ = refuses_member(stop);
}

VerifiedPart Surprise::verified_part(const char* text) const {
  const auto offset = [text](const char* at) { return static_cast<std::size_t>(at - text); };
  VerifiedPart part;
  part.end = VerifiedPart::End::members;
  part.offset = offset(behind_);
  part.names = names();
  if (string_ != nullptr) part.string = {offset(string_), offset(string_right_until_)};
  return part;
}

bool Surprise::refuses_member(const Stop& stop) {
  const char* quote = behind_white_space(stop.behind, stop.end);
  if (!stop.is_opening && quote < stop.end && *quote == ',') {
    quote = behind_white_space(quote + 1, stop.end);
  } else if (!stop.is_opening) {
    return true;  // at a brace as well: then something is missing
  }
  // At a brace too: no contract has objects without members.
  if (quote >= stop.end || *quote != '"') return true;
  StringReader strings;
  std::string_view name;
  const char* colon = strings.read(quote + 1, stop.end, name);
  if (colon > stop.end) return true;
  colon = behind_white_space(colon, stop.end);
  if (colon >= stop.end || *colon != ':') return true;
  const char* const value = behind_white_space(colon + 1, stop.end);
  const VerifiedPart::Names before = names();
  const bool is_again = std::find(before.begin(), before.end(), name) != before.end();
  return value >= stop.end || is_again || refuses_value(name, value, stop);
}

bool Surprise::refuses_value(std::string_view name, const char* value, const Stop& stop) {
  const MemberSpec* const spec = declared_member(*contract_, role_, name);
  const bool is_context = spec == nullptr && role_ == Role::response && is_context_name(name);
  if (spec == nullptr && connectorgroup::is_refused(name, role_)) return true;
  if (is_context && !stop.is_opening) return true;
  if (*value == '"') return refuses_string(spec, name, value, stop.end);
  if (spec == nullptr) return is_context || is_type_name(name);
  if (*value == 'n') return !spec->nullable;
  return spec->type != ValueType::boolean || !begins_boolean(value);
}

bool Surprise::refuses_string(const MemberSpec* spec, std::string_view name, const char* value,
                              const char* end) {
  const char* const right_until = string_right_until(value + 1, end);
  if (right_until >= end || *right_until != '"') {
    string_ = value + 1;
    string_right_until_ = right_until;
    return true;
  }
  if (spec == nullptr && !is_type_name(name)) return false;
  if (spec != nullptr && spec->type == ValueType::boolean) return true;
  StringReader strings;
  std::string_view text;
  strings.read(value + 1, end, text);
  return spec == nullptr ? text != kResourceType : !allows(*spec, role_, text);
}

}  // namespace connectorgroup
