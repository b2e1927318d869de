#include "model/body/plain_surprise.h"

#include <algorithm>
#include <cstring>

#include "model/assertion.h"
#include "model/body/expected_piece.h"
#include "model/body/reference_json.h"
#include "model/body/string_fault.h"

namespace connectorgroup {
namespace {

// As IndexedReader's. kMemberCount: none.
std::size_t declared_index(const Contract& contract, Role role, std::string_view name) {
  for (std::size_t i = 0; i < kReadMemberCount; ++i) {
    const MemberSpec& spec = contract.members[i];
    if (spec.name == name && is_read(spec, role)) return i;
  }
  return kMemberCount;
}

bool begins_boolean(const char* value) {
  return std::memcmp(value, "true", 4) == 0 || std::memcmp(value, "false", 5) == 0;
}

}  // namespace

Surprise::Surprise(const Contract& contract, Role role, const Stop& stop, NameRoom& names)
    : contract_(&contract), role_(role), stop_(stop), names_(names) {
  is_refused_ = refuses_member();
}

std::optional<Violation> Surprise::violation(const char* text) const {
  if (broken_at_ == nullptr) return std::nullopt;
  return Violation{broken_, static_cast<std::size_t>(broken_at_ - text), broken_member_};
}

VerifiedPart Surprise::verified_part(const char* text) const {
  const auto offset = [text](const char* at) { return static_cast<std::size_t>(at - text); };
  std::size_t count = 0;
  for (std::size_t i = 0; i < kReadMemberCount; ++i) {
    if ((stop_.seen & bit_of(i)) != 0) names_[count++] = contract_->members[i].name;
  }
  for (const std::string_view name : stop_.undeclared) {
    if (name.data() < stop_.behind) names_[count++] = name;
  }
  VerifiedPart part;
  part.end = VerifiedPart::End::members;
  part.offset = offset(stop_.behind);
  part.names = {names_.data(), count};
  if (string_ != nullptr) part.string = {offset(string_), offset(string_right_until_)};
  return part;
}

void Surprise::because(Rule rule, const char* at, std::string_view member) {
  broken_ = rule;
  broken_at_ = at;
  broken_member_ = member;
}

bool Surprise::was_read(std::size_t index, std::string_view name) const {
  if (index < kMemberCount) return (stop_.seen & bit_of(index)) != 0;
  return std::any_of(stop_.undeclared.begin(), stop_.undeclared.end(),
                     [this, name](std::string_view undeclared) {
                       return undeclared.data() < stop_.behind && undeclared == name;
                     });
}

bool Surprise::refuses_member() {
  const char* quote = behind_white_space(stop_.behind, stop_.end);
  bool behind_comma = false;
  if (!stop_.is_opening && quote < stop_.end && *quote == ',') {
    behind_comma = true;
    quote = behind_white_space(quote + 1, stop_.end);
  }
  if (quote >= stop_.end) return true;
  if (*quote == '}') {
    name_end(quote, behind_comma);
    return true;
  }
  if (*quote != '"' || !(stop_.is_opening || behind_comma)) return true;
  StringReader strings;
  std::string_view name;
  const char* colon = strings.read(quote + 1, stop_.end, name);
  if (colon > stop_.end) return true;
  const std::size_t index = declared_index(*contract_, role_, name);
  name_at_ = quote;
  if (was_read(index, name)) {
    because(Rule::body_member_duplicate, quote);
    return true;
  }
  colon = behind_white_space(colon, stop_.end);
  if (colon >= stop_.end || *colon != ':') return true;
  const char* const value = behind_white_space(colon + 1, stop_.end);
  return value >= stop_.end || refuses_value(index, name, value);
}

// PlainReader reads every end of an object that has its members, and no contract has one without.
void Surprise::name_end(const char* brace, bool behind_comma) {
  if (behind_comma) return because(Rule::json_object_trailing_comma, brace);
  const MemberBits missing = required_members(*contract_, role_) & ~stop_.seen;
  CONNECTORGROUP_ASSERT(missing != 0);
  because(Rule::body_member_missing, brace, contract_->members[first_of(missing)].name);
}

bool Surprise::refuses_value(std::size_t index, std::string_view name, const char* value) {
  if (index < kMemberCount) return refuses_declared_value(contract_->members[index], value);
  const bool is_context = role_ == Role::response && is_context_name(name);
  if (connectorgroup::is_refused(name, role_)) return true;
  if (is_context && !stop_.is_opening) return true;
  if (*value == '"') return refuses_string(nullptr, name, value);
  return is_context || is_type_name(name);
}

bool Surprise::refuses_declared_value(const MemberSpec& spec, const char* value) {
  if (*value == 'n') {
    if (!spec.nullable) because(Rule::body_member_null, name_at_, spec.name);
    return !spec.nullable;
  }
  if (spec.type == ValueType::string && *value == '"') return refuses_string(&spec, {}, value);
  if (spec.type == ValueType::boolean && (*value == 't' || *value == 'f')) {
    return !begins_boolean(value);
  }
  if (reference::begins_value(static_cast<unsigned char>(*value)))
    because(Rule::body_member_type, name_at_, spec.name);
  return true;
}

bool Surprise::refuses_string(const MemberSpec* spec, std::string_view name, const char* value) {
  const StringFault fault = stop_.ill_text.string == value + 1
                                ? find_string_fault(stop_.ill_text)
                                : find_string_fault(value + 1, stop_.end);
  if (fault.right_until >= stop_.end || *fault.right_until != '"') {
    string_ = value + 1;
    string_right_until_ = fault.right_until;
    if (fault.rule) because(*fault.rule, fault.broken_at);
    return true;
  }
  if (spec == nullptr && !is_type_name(name)) return false;
  StringReader strings;
  std::string_view text;
  strings.read(value + 1, stop_.end, text);
  return spec == nullptr ? text != kResourceType : !allows(*spec, role_, text);
}

}  // namespace connectorgroup
