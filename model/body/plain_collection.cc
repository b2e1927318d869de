#include "model/body/plain_collection.h"

namespace connectorgroup {
namespace {

using End = VerifiedPart::End;

constexpr std::string_view kContext = "@odata.context";
constexpr std::string_view kCount = "@odata.count";
constexpr std::string_view kNextLink = "@odata.nextLink";
constexpr std::string_view kValue = "value";

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
  at = at < end_ && *at == '{' ? members(at + 1) : refuse();
  if (at != nullptr && behind_white_space(at, end_) != end_) at = refuse();
  if (at != nullptr) return Outcome::accepted;
  return refused_ ? Outcome::refused : Outcome::surprise;
}

VerifiedPart PlainCollection::verified_part(const PaddedText& text) {
  if (surprise_) {
    VerifiedPart part = surprise_->verified_part(text.text.data());
    part.end = End::element;
    return part;
  }
  std::size_t count = 0;
  if (context_seen_) names_[count++] = kContext;
  if (summary_.controls.count) names_[count++] = kCount;
  if (summary_.controls.next_link) names_[count++] = kNextLink;
  if (value_seen_) names_[count++] = kValue;
  VerifiedPart part;
  part.end = verified_end_;
  part.offset = static_cast<std::size_t>(verified_ - text.text.data());
  part.names = {names_.data(), count};
  part.any_element = summary_.object_count > 0;
  return part;
}

const char* PlainCollection::members(const char* at) {
  verified(End::members, at);
  for (char separator = ','; separator == ',';) {
    ++ordinal_;
    at = member(behind_white_space(at, end_));
    if (at == nullptr) return nullptr;
    verified(End::members, at);
    at = behind_white_space(at, end_);
    if (at >= end_) return refuse();
    separator = *at++;
  }
  if (at[-1] != '}' || !value_seen_) return refuse();
  return verified(End::body, at);
}

const char* PlainCollection::member(const char* at) {
  if (at >= end_ || *at != '"') return refuse();
  std::string_view name;
  at = plain_.string(at + 1, end_, name);
  if (at == nullptr) return refuse();
  at = behind_white_space(at, end_);
  if (at >= end_ || *at != ':') return refuse();
  at = behind_white_space(at + 1, end_);
  if (at >= end_) return refuse();
  return name == kValue ? elements(at) : control(name, at);
}

// Control information by its usual names, each once.
const char* PlainCollection::control(std::string_view name, const char* at) {
  if (name == kCount) return count(at);
  std::string_view value;
  if (name == kContext) {
    if (*at != '"' || ordinal_ > 1) return refuse();
    at = plain_.string(at + 1, end_, value);
    context_seen_ = at != nullptr;
    return context_seen_ ? at : refuse();
  }
  if (name != kNextLink) return nullptr;
  if (*at != '"' || summary_.controls.next_link) return refuse();
  at = plain_.string(at + 1, end_, value);
  if (at == nullptr) return refuse();
  summary_.controls.next_link = value;
  return at;
}

// A number whose digits can't exceed what I-JSON carries; longer ones are a surprise.
const char* PlainCollection::count(const char* at) {
  constexpr std::ptrdiff_t kDigitsMost = 15;
  const char* const begin = at;
  std::uint64_t number = 0;
  for (; at < end_ && is_digit(*at); ++at) {
    if (at - begin == kDigitsMost) return nullptr;
    number = number * 10 + static_cast<std::uint64_t>(*at - '0');
  }
  const bool is_integer = at > begin && (*begin != '0' || at - begin == 1);
  // What belongs to the number, or would in another notation.
  const bool goes_on = at < end_ && std::string_view(".eExX").find(*at) != std::string_view::npos;
  if (!is_integer || goes_on || summary_.controls.count) return refuse();
  summary_.controls.count = number;
  return at;
}

const char* PlainCollection::elements(const char* at) {
  if (*at != '[' || value_seen_) return refuse();
  verified(End::elements, at + 1);
  at = behind_white_space(at + 1, end_);
  char separator = at < end_ && *at == ']' ? ']' : ',';
  while (separator == ',') {
    at = element(at);
    if (at == nullptr) return nullptr;
    at = behind_white_space(verified(End::elements, at), end_);
    separator = at < end_ ? *at : '\0';
    if (separator == ',') at = behind_white_space(at + 1, end_);
  }
  if (separator != ']') return refuse();
  value_seen_ = true;
  return at + 1;
}

const char* PlainCollection::element(const char* at) {
  if (at >= end_ || *at != '{') return refuse();
  MemberSlots slots;
  const char* behind = plain_.object(at, end_, Role::response, slots);
  if (behind == nullptr) behind = surprising_element(at, slots);
  if (behind == nullptr) return nullptr;
  visitor_.visit(group_from(slots));
  ++summary_.object_count;
  return behind;
}

const char* PlainCollection::surprising_element(const char* at, MemberSlots& slots) {
  constexpr std::size_t kDepth = 3;
  surprise_.emplace(plain_.surprise(Role::response));
  if (surprise_->is_refused()) return refuse();
  const char* const behind = behind_closing_brace(at, end_);
  if (behind == nullptr) return refuse();
  slots = {};
  const PaddedText object{{at, static_cast<std::size_t>(behind - at)},
                          static_cast<std::size_t>(end_ - at) + kPadding};
  const bool accepted = indexed_.object(object, Role::response, kDepth, slots);
  indexed_steps_ += indexed_.steps();
  ++by_index_;
  if (!accepted) return refuse();
  surprise_.reset();
  return behind;
}

}  // namespace connectorgroup
