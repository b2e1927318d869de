// Readers that are wrong about strings: escapes, UTF-8, surrogates, and what becomes of the
// characters.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/rereading.h"

namespace connectorgroup {
namespace {

using namespace faults;

constexpr std::size_t kBlock = 64;
constexpr std::size_t kChunk = 4096;

Question request(std::string_view text) { return {Verb::read_request, std::string(text)}; }

// A request whose name is spelled so.
Question named(std::string_view spelled) {
  return request(R"({"name":")" + std::string(spelled) + "\"}");
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Each string as it was read, changed.
Deviation changing_strings(void (*change)(std::string& content)) {
  return answering([change](BodyKind, std::string_view, ReadAnswer& answer) {
    change_strings(answer.value, change);
  });
}

// --- UTF-8.

std::string with_modified_utf8(std::string_view text) {
  return changed_inside_strings(
      text, [](std::string_view part) { return replaced(part, "\xC0\x80", "\\u0000"); });
}

// The unit that three bytes encode, if that is a surrogate.
unsigned surrogate_at(std::string_view text, std::size_t at) {
  if (at + 3 > text.size() || text[at] != '\xED' || !is_continuation(text[at + 1]) ||
      !is_continuation(text[at + 2])) {
    return 0;
  }
  const unsigned unit = 0xD000 | (static_cast<unsigned>(text[at + 1]) & 0x3F) << 6 |
                        (static_cast<unsigned>(text[at + 2]) & 0x3F);
  return unit >= 0xD800 ? unit : 0;
}

std::string unit_escape(unsigned unit) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string escape = "\\u";
  for (const unsigned shift : {12u, 8u, 4u, 0u}) escape += kDigits[(unit >> shift) & 0xF];
  return escape;
}

std::string with_cesu8(std::string_view text) {
  return changed_inside_strings(text, [](std::string_view part) {
    std::string result;
    for (std::size_t at = 0; at < part.size();) {
      const unsigned high = surrogate_at(part, at);
      const unsigned low = high == 0 ? 0 : surrogate_at(part, at + 3);
      const bool pair = high != 0 && high < 0xDC00 && low >= 0xDC00;
      result += pair ? unit_escape(high) + unit_escape(low) : std::string(1, part[at]);
      at += pair ? 6u : 1u;
    }
    return result;
  });
}

// With a character in place of each whole sequence of five or six bytes, as RFC 2279 had them.
std::string with_rfc_2279(std::string_view text) {
  return changed_inside_strings(text, [](std::string_view part) {
    std::string result;
    for (std::size_t at = 0; at < part.size();) {
      const auto lead = static_cast<unsigned char>(part[at]);
      const std::size_t size = lead >= 0xFC && lead < 0xFE   ? 6u
                               : lead >= 0xF8 && lead < 0xFC ? 5u
                                                             : 1u;
      const std::string_view rest = part.substr(at + 1, size - 1);
      const bool whole = size > 1 && rest.size() == size - 1 &&
                         std::all_of(rest.begin(), rest.end(), is_continuation);
      result += whole ? '?' : part[at];
      at += whole ? size : 1u;
    }
    return result;
  });
}

// With letters in place of what isn't ASCII in the second half of words of eight bytes, where the
// first half is.
std::string with_half_words_unseen(std::string_view text) {
  constexpr std::size_t kWord = 8;
  std::string result(text);
  for (std::size_t word = 0; word + kWord <= text.size(); word += kWord) {
    const auto begin = result.begin() + static_cast<std::ptrdiff_t>(word);
    if (!std::all_of(begin, begin + kWord / 2, is_ascii)) continue;
    std::replace_if(
        begin, begin + kWord, [](char c) { return !is_ascii(c); }, '?');
  }
  return result;
}

std::string without_continuations_that_begin_blocks(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool unseen = at % kBlock == 0 && at > 0 && is_ascii(text[at - 1]);
    if (!unseen || !is_continuation(text[at])) result += text[at];
  }
  return result;
}

// A string's last character may be cut short.
std::string with_ends_mended(std::string_view text) {
  return changed_inside_strings(text, [](std::string_view part) {
    std::size_t end = part.size();
    while (end > 0 && is_continuation(part[end - 1])) --end;
    const bool cut = end > 0 && static_cast<unsigned char>(part[end - 1]) >= 0xC2;
    const std::size_t kept = cut && part.size() - end < 3 ? end - 1 : part.size();
    return std::string(part.substr(0, kept)) + (kept < part.size() ? "?" : "");
  });
}

bool has_character_across_chunks(std::string_view text) {
  for (std::size_t at = kChunk; at < text.size(); at += kChunk) {
    if (is_continuation(text[at])) return true;
  }
  return false;
}

// --- Escapes.

// "\uXXXX" and "\uXXXX\uXXXX" by what their units are; nothing where they aren't.
struct Units {
  unsigned first = 0;
  unsigned second = 0;  // 0: no escape follows
};
std::optional<Units> units_at(std::string_view rest) {
  const std::optional<unsigned> first = escaped_unit(rest);
  if (!first) return std::nullopt;
  return Units{*first, escaped_unit(rest.substr(6)).value_or(0)};
}
bool is_high(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

std::string with_low_surrogates_replaced(std::string_view text) {
  return changed_escapes(text, [](std::string_view rest) -> std::optional<Taken> {
    const std::optional<Units> units = units_at(rest);
    if (!units) return std::nullopt;
    if (is_high(units->first) && is_low(units->second))
      return Taken{12, std::string(rest.substr(0, 12))};
    if (is_low(units->first)) return Taken{6, "\xEF\xBF\xBD"};
    return std::nullopt;
  });
}

// The half that follows is masked, whatever it is.
std::string with_any_second_half(std::string_view text) {
  return changed_escapes(text, [](std::string_view rest) -> std::optional<Taken> {
    const std::optional<Units> units = units_at(rest);
    if (!units || !is_high(units->first) || units->second == 0) return std::nullopt;
    return Taken{12, unit_escape(units->first) + unit_escape(0xDC00 | (units->second & 0x3FF))};
  });
}

// 0x10000 | rest is 0x10000 + rest only where that bit isn't set: not in every second plane.
std::string with_offset_by_or(std::string_view text) {
  return changed_escapes(text, [](std::string_view rest) -> std::optional<Taken> {
    const std::optional<Units> units = units_at(rest);
    if (!units || !is_high(units->first) || !is_low(units->second)) return std::nullopt;
    const unsigned beyond = (units->first & 0x3FF) << 10 | (units->second & 0x3FF);
    const unsigned wrong = (0x10000 | beyond) - 0x10000;
    return Taken{12, unit_escape(0xD800 + (wrong >> 10)) + unit_escape(0xDC00 + (wrong & 0x3FF))};
  });
}

// White space, a sign or "0x" may come before the digits, of which there is at least one.
std::string with_hex_by_strtoul(std::string_view text) {
  return changed_escapes(text, [](std::string_view rest) -> std::optional<Taken> {
    if (!rest.starts_with("\\u") || rest.size() < 6) return std::nullopt;
    std::string_view digits = rest.substr(2, 4);
    while (digits.starts_with(' ')) digits.remove_prefix(1);
    if (digits.starts_with('+') || digits.starts_with('-')) digits.remove_prefix(1);
    if (digits.starts_with("0x") || digits.starts_with("0X")) digits.remove_prefix(2);
    const std::string padded = "\\u" + std::string(4 - digits.size(), '0') + std::string(digits);
    return digits.empty() || !escaped_unit(padded) ? std::nullopt : std::optional(Taken{6, padded});
  });
}

// The last digit is told from a letter by 'a' alone.
bool has_capital_last_digit(std::string_view text) {
  bool found = false;
  changed_escapes(text, [&found](std::string_view rest) -> std::optional<Taken> {
    found = found || (escaped_unit(rest) && rest[5] >= 'A' && rest[5] <= 'F');
    return std::nullopt;
  });
  return found;
}

// The text is unescaped before it is split into tokens.
std::string with_quotes_unescaped(std::string_view text) {
  return changed_escapes(text, [](std::string_view rest) -> std::optional<Taken> {
    return escaped_unit(rest) == U'"' ? std::optional(Taken{6, "\""}) : std::nullopt;
  });
}

// The odd backslash at a block's end isn't carried over: a quote behind it ends the string.
std::string with_carries_lost(std::string_view text) {
  const std::vector<bool> in_string = string_bytes(text);
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = at > 0 && at % kBlock == 0 && in_string[at] && in_string[at - 1];
    // Not behind another backslash: there it is the one that is escaped.
    const bool carried = begins && text[at - 1] == '\\' && text[at - 2] != '\\' && text[at] == '"';
    if (carried) result.back() = '/';
    result += text[at];
  }
  return result;
}

// --- Characters.

std::string with_controls_that_begin_vectors(std::string_view text) {
  constexpr std::size_t kVector = 32;
  const std::vector<bool> in_string = string_bytes(text);
  std::string result(text);
  for (std::size_t at = kVector; at < text.size(); at += kVector) {
    if (in_string[at] && static_cast<unsigned char>(text[at]) < 0x20) result[at] = '?';
  }
  return result;
}

std::string with_quotes(std::string_view text, const std::vector<std::string_view>& quotes) {
  std::string result(text);
  for (const std::string_view quote : quotes) result = replaced(result, quote, "\"");
  return result;
}

// Of those that have one, the few that the corpus and the documents could meet.
void compose(std::string& content) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kComposed{
      {{"e\xCC\x81", "\xC3\xA9"},
       {"u\xCC\x88", "\xC3\xBC"},
       {"A\xCC\x8A", "\xC3\x85"},
       {"\xE2\x84\xAB", "\xC3\x85"}}};
  for (const auto& [decomposed, composed] : kComposed) {
    content = replaced(content, decomposed, composed);
  }
}

void trim(std::string& content) {
  const std::size_t first = std::min(content.find_first_not_of(" \t\r\n"), content.size());
  content.erase(0, first);
  content.erase(content.find_last_not_of(" \t\r\n") + 1);
}

bool has_c1_control(std::string_view text) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (text[at] == '\xC2' && static_cast<unsigned char>(text[at + 1]) < 0xA0) return true;
  }
  return false;
}

// With letters in place of U+nFFFE and U+nFFFF beyond the Basic Multilingual Plane.
std::string without_high_noncharacters(std::string_view text) {
  const auto ends = [](std::string_view four) {
    return four.size() == 4 && static_cast<unsigned char>(four[0]) >= 0xF0 &&
           (static_cast<unsigned char>(four[1]) & 0x0F) == 0x0F && four[2] == '\xBF' &&
           static_cast<unsigned char>(four[3]) >= 0xBE;
  };
  std::string raw;
  for (std::size_t at = 0; at < text.size();) {
    const bool noncharacter = ends(text.substr(at, 4));
    raw += noncharacter ? '?' : text[at];
    at += noncharacter ? 4u : 1u;
  }
  return changed_escapes(raw, [](std::string_view rest) -> std::optional<Taken> {
    const std::optional<Units> units = units_at(rest);
    const bool noncharacter = units && is_high(units->first) && (units->first & 0x3F) == 0x3F &&
                              (units->second | 1) == 0xDFFF;
    return noncharacter ? std::optional(Taken{12, "?"}) : std::nullopt;
  });
}

// A table of strings that asks for the size and the first eight bytes, and lasts from text to text.
Deviation interning() {
  auto table = std::make_shared<std::map<std::pair<std::size_t, std::string>, std::string>>();
  return answering([table](BodyKind, std::string_view, ReadAnswer& answer) {
    change_strings(answer.value, [&table](std::string& content) {
      const std::pair key(content.size(), content.substr(0, 8));
      content = table->emplace(key, content).first->second;
    });
  });
}

constexpr std::array kFaults{
    PlantedFault{"strings.null-character-ends", "Cuts strings at U+0000, as strings of C end.",
                 "json.string.null-character", [] { return named("a\\u0000b"); },
                 [] {
                   return changing_strings([](std::string& content) {
                     content.resize(std::min(content.find('\0'), content.size()));
                   });
                 }},
    // Java's DataOutput writes it, so that U+0000 ends no string.
    PlantedFault{"strings.modified-utf-8", "Takes C0 80 for U+0000.", "json.utf8.overlong",
                 [] { return named("a\xC0\x80"); }, [] { return forgiving(with_modified_utf8); }},
    PlantedFault{"strings.cesu-8",
                 "Takes two surrogates of three bytes each for the character of the pair.",
                 "json.utf8.surrogate", [] { return named("\xED\xA0\xBD\xED\xB8\x80"); },
                 [] { return forgiving(with_cesu8); }},
    // Decoding before tokenising, by a decoder that takes overlong forms: CVE-2000-0884 and on.
    PlantedFault{"strings.overlong-quote", "Takes C0 A2 for a quote, which ends the string.",
                 "json.utf8.overlong", [] { return request("{\"name\":\"a\xC0\xA2}"); },
                 [] {
                   return forgiving(
                       [](std::string_view text) { return with_quotes(text, {"\xC0\xA2"}); });
                 }},
    PlantedFault{"strings.five-and-six-bytes",
                 "Takes the forms of five and six bytes that UTF-8 had in RFC 2279.",
                 "json.utf8.range", [] { return named("\xF8\x88\x80\x80\x80"); },
                 [] { return forgiving(with_rfc_2279); }},
    // A mask of 32 bits, for a word of 64.
    PlantedFault{"strings.half-word-taken-for-ascii",
                 "Takes a word of eight bytes for ASCII if the first four are.",
                 "json.utf8.continuation json.utf8.truncated json.utf8.overlong "
                 "json.utf8.surrogate json.utf8.range",
                 [] { return named("abcd\xFF"); },
                 [] { return forgiving(with_half_words_unseen); }},
    PlantedFault{"strings.continuation-that-begins-a-block",
                 "Doesn't see a stray continuation byte that is the first of a block of 64.",
                 "json.utf8.continuation",
                 [] { return named(std::string(kBlock - 9, 'a') + "\x80"); },
                 [] { return forgiving(without_continuations_that_begin_blocks); }},
    PlantedFault{"strings.last-character-cut",
                 "Takes a character that the closing quote cuts short for a replacement.",
                 "json.utf8.truncated", [] { return named("a\xE2\x82"); },
                 [] { return forgiving(with_ends_mended); }},
    // Each chunk of a stream decoded by itself.
    PlantedFault{"strings.character-across-chunks",
                 "Refuses a character that begins in one 4096 bytes and ends in others.",
                 "json.string.raw-utf8",
                 [] { return named(std::string(kChunk - 10, 'a') + "\xC3\xA9"); },
                 [] { return refusing(Rule::json_utf8_truncated, has_character_across_chunks); }},
    PlantedFault{"strings.low-surrogate-alone",
                 "Takes an escaped low surrogate that has no high one for a replacement.",
                 "json.string.lone-surrogate", [] { return named("\\uDC00"); },
                 [] { return forgiving(with_low_surrogates_replaced); }},
    PlantedFault{"strings.any-second-half",
                 "Takes whatever escape follows a high surrogate for the low one.",
                 "json.string.lone-surrogate", [] { return named("\\uD83D\\u0041"); },
                 [] { return forgiving(with_any_second_half); }},
    PlantedFault{"strings.pair-offset-by-or",
                 "Sets the bit 16 of a pair's character, where it should add 65536.",
                 "json.string.surrogate-pair", [] { return named("\\uD840\\uDC00"); },
                 [] { return rereading(with_offset_by_or); }},
    PlantedFault{"strings.digits-by-strtoul",
                 "Takes spaces, a sign or 0x among the four places of an escape's digits.",
                 "json.string.escape-hex", [] { return named("\\u0x41"); },
                 [] { return forgiving(with_hex_by_strtoul); }},
    PlantedFault{"strings.capital-last-digit", "Refuses a capital as the last digit of an escape.",
                 "json.string.hex-case", [] { return named("\\u004A"); },
                 [] { return refusing(Rule::json_string_escape_hex, has_capital_last_digit); }},
    PlantedFault{"strings.quotes-unescaped-first",
                 "Takes an escaped quote in digits for one that ends the string.",
                 "json.string.unicode-escape", [] { return named("a\\u0022"); },
                 [] { return rereading(with_quotes_unescaped); }},
    // The carry of find_odd_backslash_sequences.
    PlantedFault{"strings.escape-across-blocks",
                 "Ends a string at an escaped quote that is the first byte of a block of 64.",
                 "json.string.two-character-escapes",
                 [] { return named(std::string(kBlock - 10, 'a') + "\\\"b"); },
                 [] { return rereading(with_carries_lost); }},
    PlantedFault{"strings.control-that-begins-a-vector",
                 "Takes a control character that is the first byte of 32.", "json.string.control",
                 [] { return named(std::string(32 - 9, 'a') + "\n"); },
                 [] { return forgiving(with_controls_that_begin_vectors); }},
    PlantedFault{"strings.raw-tab", "Takes a tab in a string.", "json.string.control",
                 [] { return named("a\tb"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return changed_inside_strings(
                         text, [](std::string_view part) { return replaced(part, "\t", "\\t"); });
                   });
                 }},
    PlantedFault{"strings.quotes-of-typography", "Takes the quotes U+201C and U+201D for quotes.",
                 "json.whitespace", [] { return request("{\xE2\x80\x9Cname\xE2\x80\x9D:\"a\"}"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return with_quotes(text, {"\xE2\x80\x9C", "\xE2\x80\x9D"});
                   });
                 }},
    PlantedFault{"strings.cut-at-255", "Cuts strings behind 255 bytes.", "body.enum.any-string",
                 [] { return named(std::string(256, 'a')); },
                 [] {
                   return changing_strings([](std::string& content) {
                     content.resize(std::min<std::size_t>(255, content.size()));
                   });
                 }},
    // Names of files went through this on their way over some disks.
    PlantedFault{"strings.composed", "Composes characters, as the normal form C has them.",
                 "json.string.raw-utf8 json.string.unicode-escape",
                 [] { return named("caf\x65\xCC\x81"); }, [] { return changing_strings(compose); }},
    PlantedFault{"strings.trimmed", "Drops white space from the ends of strings.",
                 "body.enum.any-string", [] { return named(" a"); },
                 [] { return changing_strings(trim); }},
    PlantedFault{"strings.c1-controls-refused", "Refuses U+0080 to U+009F as control characters.",
                 "json.string.raw-del-and-separators", [] { return named("\xC2\x85"); },
                 [] { return refusing(Rule::json_string_control, has_c1_control); }},
    PlantedFault{"strings.noncharacters-of-other-planes",
                 "Takes the last two code points of every plane but the first.",
                 "json.string.noncharacter", [] { return named("\xF0\x9F\xBF\xBE"); },
                 [] { return forgiving(without_high_noncharacters); }},
    PlantedFault{"strings.interned-by-beginning",
                 "Takes a string for an earlier one of its size and its first eight bytes.",
                 "body.enum.any-string",
                 [] {
                   return Question{Verb::read_response,
                                   R"({"id":"group-of-a","name":"group-of-b",)"
                                   R"("connectorGroupType":"t","isDefault":false})"};
                 },
                 interning},
};

}  // namespace

std::span<const PlantedFault> string_faults() { return kFaults; }

}  // namespace connectorgroup
