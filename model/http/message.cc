#include "model/http/message.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "model/http/octets.h"

namespace connectorgroup {
namespace {

std::vector<Field> own(std::span<const FieldView> fields) {
  std::vector<Field> owned;
  owned.reserve(fields.size());
  for (const FieldView& field : fields) {
    owned.push_back({std::string(field.name), std::string(field.value)});
  }
  return owned;
}

std::vector<FieldView> views(const std::vector<Field>& fields) {
  std::vector<FieldView> views;
  views.reserve(fields.size());
  for (const Field& field : fields) views.push_back({field.name, field.value});
  return views;
}

template <class Container>
auto find(const Container& fields, std::string_view name) -> decltype(fields.data()) {
  const auto found = std::find_if(fields.begin(), fields.end(), [name](const auto& field) {
    return field.name.size() == name.size() && equal_ignoring_case(field.name, name);
  });
  return found == fields.end() ? nullptr : &*found;
}

// Whether a comma-separated list has the element, in any case.
bool has_element(std::string_view list, std::string_view element) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view one = list.substr(0, comma);
    while (!one.empty() && http::is_white_space(one.front())) one.remove_prefix(1);
    while (!one.empty() && http::is_white_space(one.back())) one.remove_suffix(1);
    if (equal_ignoring_case(one, element)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

std::uint64_t word_at(const char* octets) {
  std::uint64_t word = 0;
  std::memcpy(&word, octets, sizeof word);
  return word;
}

// Eight octets with their capital letters made small, side by side: no carry crosses to the next
// one, since the high bits are masked off before anything is added.
std::uint64_t lower_word(std::uint64_t word) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  const std::uint64_t low = word & kEach * 0x7F;
  const std::uint64_t from_a = low + kEach * (0x80 - 'A');
  const std::uint64_t beyond_z = low + kEach * (0x7F - 'Z');
  const std::uint64_t is_capital = from_a & ~beyond_z & ~word & kEach * 0x80;
  return word | is_capital >> 2U;
}

}  // namespace

std::string_view name(MessageKind kind) {
  constexpr std::array<std::string_view, 3> kNames{"request", "response", "response-to-head"};
  return kNames[static_cast<std::size_t>(kind)];
}

Request own(const RequestView& view) {
  return {std::string(view.method), std::string(view.target),  view.minor_version,
          own(view.fields),         std::string(view.content), own(view.trailers)};
}

Response own(const ResponseView& view) {
  return {view.status,      std::string(view.reason),  view.minor_version,
          own(view.fields), std::string(view.content), own(view.trailers)};
}

ViewOf::ViewOf(const Request& request)
    : fields_(views(request.fields)), trailers_(views(request.trailers)) {
  request_ = {request.method, request.target,  request.minor_version,
              fields_,        request.content, trailers_};
}

ViewOf::ViewOf(const Response& response)
    : fields_(views(response.fields)), trailers_(views(response.trailers)) {
  response_ = {response.status, response.reason,  response.minor_version,
               fields_,         response.content, trailers_};
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  const std::size_t size = left.size();
  if (size != right.size()) return false;
  if (size < kWord) {
    return std::equal(left.begin(), left.end(), right.begin(),
                      [](char a, char b) { return http::lower(a) == http::lower(b); });
  }
  const auto same_at = [left, right](std::size_t at) {
    const std::uint64_t one = word_at(left.data() + at);
    const std::uint64_t other = word_at(right.data() + at);
    return one == other || lower_word(one) == lower_word(other);
  };
  for (std::size_t at = 0; at + kWord < size; at += kWord) {
    if (!same_at(at)) return false;
  }
  return same_at(size - kWord);  // which may overlap the one before
}

const FieldView* find_field(std::span<const FieldView> fields, std::string_view name) {
  return find(fields, name);
}

const Field* find_field(std::span<const Field> fields, std::string_view name) {
  return find(fields, name);
}

bool keeps_connection(int minor_version, std::span<const FieldView> fields) {
  bool close = false;
  bool keep_alive = false;
  for (const FieldView& field : fields) {
    if (!equal_ignoring_case(field.name, "Connection")) continue;
    close = close || has_element(field.value, "close");
    keep_alive = keep_alive || has_element(field.value, "keep-alive");
  }
  return !close && (minor_version > 0 || keep_alive);
}

}  // namespace connectorgroup
