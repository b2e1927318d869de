#include "model/body/plain_collection.h"

namespace connectorgroup {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Behind the brace that closes the one at `at`; null: none does. In a text that isn't JSON it may
// be another than a reader would take, and what stands up to there isn't JSON either.
const char* behind_closing_brace(const char* at, const char* end) {
  std::size_t depth = 0;
  bool in_string = false;
  for (; at < end; ++at) {
    if (in_string) {
      if (*at == '\\')
        ++at;
      else if (*at == '"')
        in_string = false;
    } else if (*at == '"') {
      in_string = true;
    } else if (*at == '{') {
      ++depth;
    } else if (*at == '}' && --depth == 0) {
      return at + 1;
    }
  }
  return nullptr;
}

}  // namespace

PlainCollection::Outcome PlainCollection::read(const PaddedText& text) {
  const char* at = text.text.data();
  end_ = at + text.text.size();
  at = behind_white_space(at, end_);
  if (at < end_ && *at == '{')
    at = members(at);
  else
    at = nullptr;
  if (refused_) return Outcome::refused;
  if (at == nullptr || !value_seen_ || behind_white_space(at, end_) != end_) {
    return Outcome::surprise;
  }
  return Outcome::accepted;
}

const char* PlainCollection::members(const char* at) {
  for (char separator = ','; separator == ',';) {
    at = behind_white_space(at + 1, end_);
    ++ordinal_;
    at = member(at);
    if (at == nullptr) return nullptr;
    at = behind_white_space(at, end_);
    if (at >= end_) return nullptr;
    separator = *at;
  }
  return *at == '}' ? at + 1 : nullptr;
}

const char* PlainCollection::member(const char* at) {
  if (at >= end_ || *at != '"') return nullptr;
  std::string_view name;
  at = plain_.string(at + 1, end_, name);
  if (at == nullptr) return nullptr;
  at = behind_white_space(at, end_);
  if (at >= end_ || *at != ':') return nullptr;
  at = behind_white_space(at + 1, end_);
  if (at >= end_) return nullptr;
  return name == "value" ? elements(at) : control(name, at);
}

// Control information by its usual names, each once.
const char* PlainCollection::control(std::string_view name, const char* at) {
  if (name == "@odata.count") return count(at);
  if (*at != '"') return nullptr;
  std::string_view value;
  if (name == "@odata.context") {
    return ordinal_ == 1 ? plain_.string(at + 1, end_, value) : nullptr;
  }
  if (name != "@odata.nextLink" || summary_.controls.next_link) return nullptr;
  at = plain_.string(at + 1, end_, value);
  if (at != nullptr) summary_.controls.next_link = value;
  return at;
}

// A number whose digits can't exceed what I-JSON carries.
const char* PlainCollection::count(const char* at) {
  constexpr std::ptrdiff_t kDigitsMost = 15;
  const char* const begin = at;
  std::uint64_t number = 0;
  for (; at < end_ && is_digit(*at) && at - begin < kDigitsMost; ++at) {
    number = number * 10 + static_cast<std::uint64_t>(*at - '0');
  }
  if (at == begin || (*begin == '0' && at - begin > 1) || summary_.controls.count) return nullptr;
  summary_.controls.count = number;
  return at;
}

const char* PlainCollection::elements(const char* at) {
  if (*at != '[' || value_seen_) return nullptr;
  value_seen_ = true;
  at = behind_white_space(at + 1, end_);
  if (at < end_ && *at == ']') return at + 1;
  for (;;) {
    at = element(at);
    if (at == nullptr) return nullptr;
    at = behind_white_space(at, end_);
    if (at >= end_) return nullptr;
    if (*at == ']') return at + 1;
    if (*at != ',') return nullptr;
    at = behind_white_space(at + 1, end_);
  }
}

const char* PlainCollection::element(const char* at) {
  if (at >= end_ || *at != '{') return nullptr;
  MemberSlots slots;
  const char* behind = plain_.object(at, end_, Role::response, slots);
  if (behind == nullptr) behind = hand_over(at, slots);
  if (behind == nullptr) return nullptr;
  visitor_.visit(group_from(slots));
  ++summary_.object_count;
  return behind;
}

const char* PlainCollection::hand_over(const char* at, MemberSlots& slots) {
  constexpr std::size_t kDepth = 3;
  const char* const behind = behind_closing_brace(at, end_);
  if (behind == nullptr) return nullptr;
  slots = {};
  const PaddedText object{{at, static_cast<std::size_t>(behind - at)},
                          static_cast<std::size_t>(end_ - at) + kPadding};
  refused_ = !indexed_.object(object, Role::response, kDepth, slots);
  indexed_steps_ += indexed_.steps();
  ++by_index_;
  return refused_ ? nullptr : behind;
}

}  // namespace connectorgroup
