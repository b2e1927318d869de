#include "model/http/known_fields.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "model/http/octets.h"

namespace connectorgroup::http {
namespace {

// unreachable from here: the compiler alone runs it, for constants
constexpr KnownField list(std::string_view name) { return {name, Framing::none, true, false}; }
constexpr KnownField single(std::string_view name) { return {name, Framing::none, false, false}; }
constexpr KnownField list_in_trailer(std::string_view name) {
  return {name, Framing::none, true, true};
}
constexpr KnownField single_in_trailer(std::string_view name) {
  return {name, Framing::none, false, true};
}
// unreachable to here

// In the order of their lengths. Content-Length is compared by its numbers, not by its lines, and
// Host has a rule of its own for standing twice.
constexpr std::array kFields{
    list("TE"),
    list("Via"),
    single("Age"),
    single_in_trailer("ETag"),
    KnownField{"Host", Framing::host, false, false},
    single("Date"),
    single_in_trailer("From"),
    list("Vary"),
    list("Allow"),
    single("Range"),
    list("Accept"),
    list("Expect"),
    list("Prefer"),
    list("Cookie"),
    single_in_trailer("Server"),
    list("Pragma"),
    list("Trailer"),
    list("Upgrade"),
    single("Expires"),
    single_in_trailer("Referer"),
    list("Warning"),
    single("Location"),
    list("If-Match"),
    single("If-Range"),
    list("Connection"),
    single_in_trailer("User-Agent"),
    list("Set-Cookie"),
    single_in_trailer("request-id"),
    single("Retry-After"),
    single("Content-Type"),
    single("Max-Forwards"),
    list("Cache-Control"),
    single_in_trailer("OData-Version"),
    single_in_trailer("Last-Modified"),
    list("If-None-Match"),
    single("Authorization"),
    single("Content-Range"),
    list("Accept-Charset"),
    KnownField{"Content-Length", Framing::content_length, true, false},
    list("Accept-Encoding"),
    list("Accept-Language"),
    list("WWW-Authenticate"),
    list("Content-Encoding"),
    list_in_trailer("Content-Language"),
    single_in_trailer("Content-Location"),
    single_in_trailer("OData-MaxVersion"),
    KnownField{"Transfer-Encoding", Framing::transfer_encoding, true, false},
    single("If-Modified-Since"),
    single_in_trailer("client-request-id"),
    list("Preference-Applied"),
    list("Proxy-Authenticate"),
    single("If-Unmodified-Since"),
    single("Proxy-Authorization"),
};
static_assert(kFields.size() <= kUnknownField);

constexpr std::size_t kLengthMin = 2;
constexpr std::size_t kLengthMax = 19;

// unreachable from here: the compiler alone runs it, for constants
// kFirst[n] is the place of the first field whose name has at least n octets.
constexpr std::array<std::uint8_t, kLengthMax + 2> first_of_length() {
  std::array<std::uint8_t, kLengthMax + 2> first{};
  for (std::size_t length = 0; length < first.size(); ++length) {
    std::size_t at = 0;
    while (at < kFields.size() && kFields[at].name.size() < length) ++at;
    first[length] = static_cast<std::uint8_t>(at);
  }
  return first;
}
// unreachable to here
constexpr auto kFirst = first_of_length();

// unreachable from here: the compiler alone runs it, for constants
constexpr bool ordered_by_length() {
  for (std::size_t i = 1; i < kFields.size(); ++i) {
    if (kFields[i].name.size() < kFields[i - 1].name.size()) return false;
  }
  return kFields.front().name.size() == kLengthMin && kFields.back().name.size() == kLengthMax;
}
// unreachable to here
static_assert(ordered_by_length());

// Whether the words of `name` and `known` at this place differ in more than the case of letters. Of
// the octets of a known name, which are letters and hyphens, those with bit 6 are letters; bit 5 is
// their case.
template <class Word>
bool differ_at(std::string_view name, std::string_view known, std::size_t at) {
  constexpr Word kBit6 = static_cast<Word>(0x4040404040404040U);
  Word name_word;
  Word known_word;
  std::memcpy(&name_word, name.data() + at, sizeof name_word);
  std::memcpy(&known_word, known.data() + at, sizeof known_word);
  const auto case_bits = static_cast<Word>((known_word & kBit6) >> 1U);
  return ((name_word ^ known_word) & static_cast<Word>(~case_bits)) != 0;
}

// Of names of the same size. Looks at words, the last of which may overlap the one before.
bool is_spelling_of(std::string_view name, std::string_view known) {
  const std::size_t size = known.size();
  if (size >= sizeof(std::uint64_t)) {
    const std::size_t last = size - sizeof(std::uint64_t);
    for (std::size_t at = 0; at < last; at += sizeof(std::uint64_t)) {
      if (differ_at<std::uint64_t>(name, known, at)) return false;
    }
    return !differ_at<std::uint64_t>(name, known, last);
  }
  if (size >= sizeof(std::uint32_t)) {
    return !differ_at<std::uint32_t>(name, known, 0) &&
           !differ_at<std::uint32_t>(name, known, size - sizeof(std::uint32_t));
  }
  return !differ_at<std::uint16_t>(name, known, 0) &&
         !differ_at<std::uint16_t>(name, known, size - sizeof(std::uint16_t));
}

}  // namespace

std::span<const KnownField> known_fields() { return kFields; }

const KnownField* find_known_field(std::string_view name) {
  if (name.size() < kLengthMin || name.size() > kLengthMax) return nullptr;
  for (std::size_t i = kFirst[name.size()]; i < kFirst[name.size() + 1]; ++i) {
    if (is_spelling_of(name, kFields[i].name)) return &kFields[i];
  }
  return nullptr;
}

}  // namespace connectorgroup::http
