// Faults in strings and in their UTF-8.
//
// Each is a few bytes that are put between two characters of any name or string of the text, the
// declared ones included: those are judged at their closing quote, which comes later.
#include <array>
#include <initializer_list>
#include <utility>
#include <vector>

#include "properties/edits/fault.h"
#include "properties/edits/respell.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";

struct Piece {
  std::string bytes;
  std::size_t fault_at;
};

// Where in the string token at `begin` another character may be put.
std::vector<std::size_t> character_boundaries(std::string_view text, std::size_t begin) {
  std::vector<std::size_t> boundaries;
  std::size_t at = begin + 1;
  do {
    boundaries.push_back(at);
  } while (take_string_character(text, at));
  return boundaries;
}

// A reader that lets the fault pass goes on to read the string. It then finds nothing else wrong
// where the name is an annotation's or the value may be any string.
bool takes_any_string(const BodyText& body, std::size_t index) {
  const MemberSpec* spec = body.specs[index];
  const Role role = body.roles[index];
  return role == Role::free || role == Role::error_text || role == Role::error_target ||
         (spec != nullptr && spec->values.empty());
}

std::optional<Fault> in_string(const Planting& p, Piece piece) {
  std::vector<std::size_t> tokens;
  std::vector<std::size_t> tolerant;
  for (std::size_t i = 0; i < p.body.value_count(); ++i) {
    const JsonValue& value = p.body.value(i);
    if (value.kind == JsonKind::string) {
      (takes_any_string(p.body, i) ? tolerant : tokens).push_back(value.begin);
    }
    if (value.name) {
      (p.body.roles[i] == Role::free ? tolerant : tokens).push_back(value.name->begin);
    }
  }
  const bool prefer_tolerant = !tolerant.empty() && (tokens.empty() || p.random.chance(3, 4));
  const std::optional<std::size_t> token = pick(prefer_tolerant ? tolerant : tokens, p.random);
  if (!token) return std::nullopt;
  const std::size_t at = one_of(character_boundaries(p.body.text, *token), p.random);
  return fault_in({at, at, std::move(piece.bytes)}, piece.fault_at);
}

char random_byte(unsigned lowest, unsigned highest, RandomSource& random) {
  return static_cast<char>(lowest + random.below(highest - lowest + 1));
}

std::string bytes(std::initializer_list<char> list) { return std::string(list); }

// A code unit among the `count` ones from `lowest`.
char32_t random_unit(char32_t lowest, char32_t count, RandomSource& random) {
  return lowest + static_cast<char32_t>(random.below(count));
}

char continuation(RandomSource& random) { return random_byte(0x80, 0xBF, random); }

// --- Strings as JSON.

std::optional<Fault> control(const Planting& p) {
  return in_string(p, {bytes({random_byte(0, 0x1F, p.random)}), 0});
}

std::optional<Fault> escape(const Planting& p) {
  char letter = '\0';
  if (p.random.chance(1, 2)) {
    letter = one_of(std::string_view("xXUNRTBF0123456789'aevcnd$ \n"), p.random);
  } else {
    letter = random_byte(0, 0xFF, p.random);
  }
  if (std::string_view("\"\\/bfnrtu").find(letter) != std::string_view::npos) letter = 'U';
  return in_string(p, {bytes({'\\', letter}), 1});
}

// Digits that could still become a character's: no surrogate and no noncharacter is certain yet.
std::optional<Fault> escape_hex(const Planting& p) {
  std::string piece;
  const bool in_low_half = p.random.chance(1, 4);
  if (in_low_half) append_unit_escape(random_unit(0xD800, 0x400, p.random), p.random, piece);
  std::string digits =
      in_low_half ? "DE" : bytes({one_of(std::string_view("0123456789abcABC"), p.random)});
  while (digits.size() < 4) digits += one_of(kHexDigits, p.random);
  const bool for_parser = p.random.chance(1, 4);
  digits.resize(p.random.below(4));
  // In four places all the same, as functions of the library of C take them for a number.
  if (for_parser) {
    constexpr std::array<std::string_view, 6> kPlaces{" 12a", "+12a", "-12a",
                                                      "0x1f", "0X1F", "  41"};
    const std::string_view places = one_of(kPlaces, p.random);
    const std::size_t fault_at = places.find_first_not_of(kHexDigits) + piece.size() + 2;
    if (!in_low_half) return in_string(p, {piece.append("\\u").append(places), fault_at});
  }
  char wrong = p.random.chance(1, 2) ? one_of(std::string_view("gGxX \"-+.:@`{\\"), p.random)
                                     : random_byte(0, 0xFF, p.random);
  if (kHexDigits.find(wrong) != std::string_view::npos) wrong = 'g';
  piece += "\\u" + digits;
  const std::size_t fault_at = piece.size();
  return in_string(p, {piece + wrong, fault_at});
}

std::optional<Fault> lone_surrogate(const Planting& p) {
  std::string piece;
  const auto high = [&] {
    append_unit_escape(random_unit(0xD800, 0x400, p.random), p.random, piece);
  };
  const auto low = [&] {
    append_unit_escape(random_unit(0xDC00, 0x400, p.random), p.random, piece);
  };
  switch (p.random.below(6)) {
    case 0:
      low();
      break;
    case 1:
      high();
      break;
    case 2:
      high();
      append_unit_escape(random_unit(0, 0xD800, p.random), p.random, piece);
      break;
    case 3:
      high();
      high();
      low();
      break;
    case 4:
      low();
      high();
      break;
    default:
      high();
      piece += one_of(std::string_view("xu0 "), p.random);
  }
  return in_string(p, {std::move(piece), 0});
}

std::optional<Fault> noncharacter(const Planting& p) {
  constexpr std::size_t kCount = 66;
  const std::size_t i = p.random.below(kCount);
  const auto character =
      static_cast<char32_t>(i < 32 ? 0xFDD0 + i : (i - 32) / 2 * 0x10000 + 0xFFFE + i % 2);
  std::string piece;
  if (p.random.chance(1, 2)) {
    append_utf8(character, piece);
  } else if (character > 0xFFFF) {
    append_unit_escape(0xD800 + ((character - 0x10000) >> 10), p.random, piece);
    append_unit_escape(0xDC00 + ((character - 0x10000) & 0x3FF), p.random, piece);
  } else {
    append_unit_escape(character, p.random, piece);
  }
  return in_string(p, {std::move(piece), 0});
}

// --- UTF-8: RFC 3629 section 4.

std::optional<Fault> stray_continuation(const Planting& p) {
  return in_string(p, {bytes({continuation(p.random)}), 0});
}

// Every length, broken off after every byte. What follows in the text begins another character or
// ends the string.
std::optional<Fault> truncated(const Planting& p) {
  RandomSource& random = p.random;
  std::string piece;
  switch (random.below(6)) {
    case 0:
      piece = bytes({random_byte(0xC2, 0xDF, random)});
      break;
    case 1:
      piece = bytes({'\xE0', random_byte(0xA0, 0xBF, random)});
      break;
    case 2:
      piece = bytes({random_byte(0xE1, 0xEC, random), continuation(random)});
      break;
    case 3:
      piece = bytes({'\xED', random_byte(0x80, 0x9F, random)});
      break;
    case 4:
      piece = bytes({'\xF0', random_byte(0x90, 0xBF, random), continuation(random)});
      break;
    default:
      piece = bytes({'\xF4', random_byte(0x80, 0x8F, random), continuation(random)});
  }
  piece.resize(1 + random.below(piece.size()));
  const std::size_t fault_at = piece.size();
  if (random.chance(1, 4)) piece += one_of(std::string_view("a\"\\ \x1F\xC3"), random);
  return in_string(p, {std::move(piece), fault_at});
}

// A character of ASCII in a form of two bytes, three or four; how it ends is its place of fault.
Piece overlong_form(char character, std::size_t size) {
  const auto code = static_cast<unsigned char>(character);
  const auto high = static_cast<unsigned char>(code >> 6);
  const char last = static_cast<char>(0x80 | (code & 0x3F));
  if (size == 2) return {bytes({static_cast<char>(0xC0 | high), last}), 0};
  const char middle = static_cast<char>(0x80 | high);
  if (size == 3) return {bytes({'\xE0', middle, last}), 1};
  return {bytes({'\xF0', '\x80', middle, last}), 1};
}

// In place of the quote that closes a name or a string.
std::optional<Fault> overlong_quote(const Planting& p, std::size_t size) {
  const JsonValue& value = p.body.value(p.random.below(p.body.value_count()));
  if (!value.name && value.kind != JsonKind::string) return std::nullopt;
  const std::size_t end = value.kind == JsonKind::string ? value.end : value.name->end;
  Piece quote = overlong_form('"', size);
  return fault_in({end - 1, end, std::move(quote.bytes)}, quote.fault_at);
}

std::optional<Fault> overlong(const Planting& p) {
  RandomSource& random = p.random;
  // Of what means something to who looks at the characters: what ends a text or a string, what
  // escapes, what parts a path.
  if (random.chance(1, 2)) {
    const std::size_t size = 2 + random.below(3);
    if (random.chance(1, 3)) {
      if (std::optional<Fault> fault = overlong_quote(p, size)) return fault;
    }
    return in_string(p, overlong_form(one_of(std::string_view("\0\"\\/", 4), random), size));
  }
  switch (random.below(3)) {
    case 0:
      return in_string(p, {bytes({random_byte(0xC0, 0xC1, random), continuation(random)}), 0});
    case 1:
      return in_string(p,
                       {bytes({'\xE0', random_byte(0x80, 0x9F, random), continuation(random)}), 1});
    default:
      return in_string(p, {bytes({'\xF0', random_byte(0x80, 0x8F, random), continuation(random),
                                  continuation(random)}),
                           1});
  }
}

std::optional<Fault> utf8_surrogate(const Planting& p) {
  std::string piece = bytes({'\xED', random_byte(0xA0, 0xBF, p.random), continuation(p.random)});
  // As a pair, in the way of CESU-8.
  if (p.random.chance(1, 3)) piece = "\xED\xA0\xBD\xED\xB8\x80";
  return in_string(p, {std::move(piece), 1});
}

std::optional<Fault> range(const Planting& p) {
  RandomSource& random = p.random;
  const bool lead = random.chance(1, 2);
  const char first = lead ? random_byte(0xF5, 0xFF, random) : '\xF4';
  const char second = lead ? continuation(random) : random_byte(0x90, 0xBF, random);
  std::string piece = bytes({first, second, continuation(random), continuation(random)});
  // As many bytes as the lead byte once said, or fewer.
  if (lead && random.chance(1, 2)) piece += bytes({continuation(random), continuation(random)});
  if (lead) piece.resize(1 + random.below(piece.size()));
  return in_string(p, {std::move(piece), lead ? 0u : 1u});
}

constexpr std::array<Planter, 10> kPlanters{{
    {Rule::json_string_control, control},
    {Rule::json_string_escape, escape},
    {Rule::json_string_escape_hex, escape_hex},
    {Rule::json_string_lone_surrogate, lone_surrogate},
    {Rule::json_string_noncharacter, noncharacter},
    {Rule::json_utf8_continuation, stray_continuation},
    {Rule::json_utf8_truncated, truncated},
    {Rule::json_utf8_overlong, overlong},
    {Rule::json_utf8_surrogate, utf8_surrogate},
    {Rule::json_utf8_range, range},
}};

}  // namespace

std::span<const Planter> string_planters() { return kPlanters; }

}  // namespace connectorgroup
