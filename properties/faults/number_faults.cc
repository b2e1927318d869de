// Readers that are wrong about numbers and literals.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/rereading.h"

namespace connectorgroup {
namespace {

using namespace faults;

// A request with an annotation of this value.
Question annotated(std::string_view value) {
  return {Verb::read_request, R"({"name":"a","@b.c":)" + std::string(value) + "}"};
}

Question counted(std::string_view count) {
  return {Verb::read_collection, R"({"@odata.count":)" + std::string(count) + R"(,"value":[]})"};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_number(std::string_view word) {
  return !word.empty() && (word.front() == '-' || is_digit(word.front()));
}

// Whether a number or word of the text, outside of strings, is like this.
bool has_word(std::string_view text, const std::function<bool(std::string_view word)>& wanted) {
  bool found = false;
  changed_words(text, [&](std::string_view word) {
    found = found || wanted(word);
    return std::string();
  });
  return found;
}

// --- Spellings.

std::string by_strtod(std::string_view word) {
  const std::string copy(word);
  char* end = nullptr;
  std::strtod(copy.c_str(), &end);
  return !copy.empty() && *end == '\0' ? "0" : copy;
}

// Two digits and more that are all zeros: the number is zero so far, so there is nothing to be
// leading.
std::string with_one_zero(std::string_view word) {
  std::size_t first = word.starts_with('-') ? 1u : 0u;
  std::size_t zeros = first;
  while (zeros < word.size() && word[zeros] == '0') ++zeros;
  const bool all = zeros == word.size() || !is_digit(word[zeros]);
  if (!all || zeros < first + 2) return std::string(word);
  return std::string(word.substr(0, first)) + std::string(word.substr(zeros - 1));
}

std::string without_separators(std::string_view word) {
  if (!is_number(word)) return std::string(word);
  std::string kept;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const bool between =
        at > 0 && at + 1 < word.size() && is_digit(word[at - 1]) && is_digit(word[at + 1]);
    if (word[at] != '_' || !between) kept += word[at];
  }
  return kept;
}

std::string without_suffix(std::string_view word) {
  const bool has_one = word.size() > 1 && is_number(word) && is_digit(word[word.size() - 2]) &&
                       std::string_view("lLnfFdDmu").find(word.back()) != std::string_view::npos;
  return std::string(word.substr(0, word.size() - (has_one ? 1u : 0u)));
}

// Arabic-Indic and full-width digits, as isdigit() of wide characters and \d have them.
std::string with_digits_of_unicode(std::string_view text) {
  return changed_outside_strings(text, [](std::string_view part) {
    std::string result(part);
    for (char digit = 0; digit < 10; ++digit) {
      const std::string ascii(1, static_cast<char>('0' + digit));
      result = replaced(result, std::string("\xD9") + static_cast<char>(0xA0 + digit), ascii);
      result = replaced(result, std::string("\xEF\xBC") + static_cast<char>(0x90 + digit), ascii);
    }
    return result;
  });
}

std::string without_space_behind_minus(std::string_view text) {
  return changed_outside_strings(text, [](std::string_view part) {
    std::string kept;
    for (const char c : part) {
      const std::size_t last = is_digit(c) ? kept.find_last_not_of(" \t\r\n") : std::string::npos;
      if (last != std::string::npos && kept[last] == '-') kept.resize(last + 1);
      kept += c;
    }
    return kept;
  });
}

// Eight digits at once are told by the upper halves of their bytes, which those from ':' to '?'
// have too. They are looked for behind a point.
std::string with_eight_digits(std::string_view text) {
  constexpr std::size_t kWord = 8;
  const std::vector<bool> in_string = string_bytes(text);
  std::string result(text);
  for (std::size_t at = 0; at + kWord < text.size(); ++at) {
    if (text[at] != '.' || in_string[at]) continue;
    const auto begin = result.begin() + static_cast<std::ptrdiff_t>(at + 1);
    const auto alike = [](char c) { return (static_cast<unsigned char>(c) & 0xF0) == 0x30; };
    if (!std::all_of(begin, begin + kWord, alike)) continue;
    std::replace_if(
        begin, begin + kWord, [](char c) { return !is_digit(c); }, '0');
  }
  return result;
}

// --- Sizes.

// The exponent is counted in 32 bits, and what doesn't fit is lost.
std::string with_wrapped_exponent(std::string_view word) {
  const std::size_t mark = is_number(word) ? word.find_first_of("eE") : std::string_view::npos;
  if (mark == std::string_view::npos) return std::string(word);
  const std::size_t first = word.find_first_of("0123456789", mark);
  if (first == std::string_view::npos) return std::string(word);
  std::uint32_t exponent = 0;
  for (const char c : word.substr(first)) {
    if (!is_digit(c)) return std::string(word);
    exponent = exponent * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return std::string(word.substr(0, first)) + std::to_string(exponent);
}

// Whatever the digits before it are.
bool has_large_exponent(std::string_view word) {
  const std::size_t mark = is_number(word) ? word.find_first_of("eE") : std::string_view::npos;
  if (mark == std::string_view::npos || word.substr(mark + 1).starts_with('-')) return false;
  const std::size_t first = word.find_first_not_of("+0", mark + 1);
  if (first == std::string_view::npos) return false;
  const std::string_view digits = word.substr(first);
  return digits.size() > 3 || (digits.size() == 3 && digits > "308");
}

// --- Literals.

std::string in_lower_case(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower == "true" || lower == "false" || lower == "null" ? lower : std::string(word);
}

constexpr std::array kFaults{
    PlantedFault{"numbers.by-strtod", "Takes for a number what strtod() takes for one.",
                 "json.number.leading-zero json.number.plus-sign json.number.integer-part "
                 "json.number.fraction json.number.hexadecimal json.number.not-finite",
                 [] { return annotated("0x1p3"); },
                 [] {
                   return forgiving(
                       [](std::string_view text) { return changed_words(text, by_strtod); });
                 }},
    PlantedFault{"numbers.several-zeros", "Takes zeros before a number that is nothing but zero.",
                 "json.number.leading-zero", [] { return annotated("-00.5"); },
                 [] {
                   return forgiving(
                       [](std::string_view text) { return changed_words(text, with_one_zero); });
                 }},
    PlantedFault{"numbers.digit-separators", "Takes an underscore between two digits.",
                 "json.object.separator json.array.separator", [] { return annotated("1_000"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return changed_words(text, without_separators);
                   });
                 }},
    PlantedFault{"numbers.type-suffix", "Takes a letter behind a number that says its type.",
                 "json.object.separator json.array.separator", [] { return annotated("10n"); },
                 [] {
                   return forgiving(
                       [](std::string_view text) { return changed_words(text, without_suffix); });
                 }},
    PlantedFault{"numbers.digits-of-unicode",
                 "Takes Arabic-Indic and full-width digits for digits.",
                 "json.value json.whitespace", [] { return annotated("1\xD9\xA1"); },
                 [] { return forgiving(with_digits_of_unicode); }},
    PlantedFault{"numbers.space-behind-minus",
                 "Takes white space between a minus sign and its number.",
                 "json.number.integer-part", [] { return annotated("- 1"); },
                 [] { return forgiving(without_space_behind_minus); }},
    // The check of simdjson has one more addition, which looks superfluous.
    PlantedFault{"numbers.eight-digits-at-once",
                 "Takes the bytes 3A to 3F for digits among the first eight behind a point.",
                 "json.object.separator json.array.separator json.number.fraction",
                 [] { return annotated("1.1234567;"); },
                 [] { return forgiving(with_eight_digits); }},
    PlantedFault{"numbers.minus-zero-refused", "Refuses the integer -0.", "json.number.forms",
                 [] { return annotated("-0"); },
                 [] {
                   return refusing(Rule::json_number_integer_range, [](std::string_view text) {
                     return has_word(text, [](std::string_view word) { return word == "-0"; });
                   });
                 }},
    PlantedFault{"numbers.largest-integer-refused", "Refuses 2^53-1, the largest integer.",
                 "json.number.forms", [] { return annotated("9007199254740991"); },
                 [] {
                   return refusing(Rule::json_number_integer_range, [](std::string_view text) {
                     return has_word(
                         text, [](std::string_view word) { return word == "9007199254740991"; });
                   });
                 }},
    PlantedFault{"numbers.exponent-of-zero",
                 "Refuses an exponent above 308, though the number is small or zero.",
                 "json.number.forms", [] { return annotated("0.01e310"); },
                 [] {
                   return refusing(Rule::json_number_magnitude, [](std::string_view text) {
                     return has_word(text, has_large_exponent);
                   });
                 }},
    PlantedFault{"numbers.exponent-wraps", "Counts exponents modulo 2^32.", "json.number.magnitude",
                 [] { return annotated("1e4294967296"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return changed_words(text, with_wrapped_exponent);
                   });
                 }},
    // The number is copied, to end in NUL, before it is given to strtod().
    PlantedFault{"numbers.longer-than-63", "Refuses numbers of more than 63 bytes.",
                 "json.number.forms", [] { return annotated("0." + std::string(62, '0')); },
                 [] {
                   return refusing(Rule::json_number_magnitude, [](std::string_view text) {
                     return has_word(text, [](std::string_view word) { return word.size() > 63; });
                   });
                 }},
    // Ten digits, as 2^32 has, go the fast way.
    PlantedFault{"numbers.count-of-ten-digits", "Reads counts of up to ten digits modulo 2^32.",
                 "collection.controls.anywhere json.number.forms",
                 [] { return counted("4294967297"); },
                 [] {
                   return answering([](BodyKind, std::string_view, ReadAnswer& answer) {
                     constexpr std::uint64_t kElevenDigits = 10'000'000'000;
                     std::optional<std::uint64_t>& count = answer.value.controls.count;
                     if (count && *count < kElevenDigits) count = *count & 0xFFFF'FFFF;
                   });
                 }},
    PlantedFault{"numbers.count-with-zero-fraction", "Takes 1.0 for a count, which it equals.",
                 "collection.count.integer", [] { return counted("1.0"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return changed_words(text, [](std::string_view word) {
                       return std::string(
                           word.substr(0, word.size() - (word.ends_with(".0") ? 2u : 0u)));
                     });
                   });
                 }},
    PlantedFault{"numbers.literal-in-any-case", "Takes true, false and null in any case.",
                 "json.literal", [] { return annotated("True"); },
                 [] {
                   return forgiving(
                       [](std::string_view text) { return changed_words(text, in_lower_case); });
                 }},
    // One comparison of 32 bits for each literal.
    PlantedFault{"numbers.false-by-four-bytes", "Compares only the first four bytes of false.",
                 "json.literal", [] { return annotated("falsy"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return changed_words(text, [](std::string_view word) {
                       const bool alike = word.size() == 5 && word.starts_with("fals");
                       return std::string(alike ? "false" : word);
                     });
                   });
                 }},
};

}  // namespace

std::span<const PlantedFault> number_faults() { return kFaults; }

}  // namespace connectorgroup
