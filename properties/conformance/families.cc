#include "properties/conformance/families.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace connectorgroup {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

// Two digits for each byte: the names of the files.
std::string hex(std::string_view bytes) {
  std::string digits;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    digits += {kHexDigits[byte >> 4], kHexDigits[byte & 0xF]};
  }
  return digits;
}

std::string byte_text(unsigned byte) { return std::string(1, static_cast<char>(byte)); }

std::string bytes_text(std::initializer_list<unsigned> bytes) {
  std::string text;
  for (const unsigned byte : bytes) text += static_cast<char>(byte);
  return text;
}

// At least four digits, as in U+FFFE.
std::string code_point_digits(unsigned code_point) {
  std::string digits;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const unsigned digit = (code_point >> shift) & 0xF;
    if (shift < 16 || digit != 0 || !digits.empty()) digits += kHexDigits[digit];
  }
  return digits;
}

std::string code_point_file(unsigned code_point) { return "u-" + code_point_digits(code_point); }

std::string utf8(unsigned code_point) {
  if (code_point < 0x80) return bytes_text({code_point});
  const unsigned last = 0x80 | (code_point & 0x3F);
  if (code_point < 0x800) return bytes_text({0xC0 | (code_point >> 6), last});
  const unsigned third = 0x80 | ((code_point >> 6) & 0x3F);
  if (code_point < 0x10000) return bytes_text({0xE0 | (code_point >> 12), third, last});
  return bytes_text({0xF0 | (code_point >> 18), 0x80 | ((code_point >> 12) & 0x3F), third, last});
}

std::string unit_escape(unsigned unit) { return "\\u" + code_point_digits(unit); }

std::string escape(unsigned code_point) {
  if (code_point < 0x10000) return unit_escape(code_point);
  const unsigned rest = code_point - 0x10000;
  return unit_escape(0xD800 + (rest >> 10)) + unit_escape(0xDC00 + (rest & 0x3FF));
}

// A body whose name holds `content` behind one letter, and the offset of `content` in it.
std::string named(std::string_view content) {
  return "{\"name\":\"a" + std::string(content) + "\"}";
}
constexpr std::size_t kStringAt = 9;
constexpr std::size_t kContentAt = kStringAt + 1;

class Families {
 public:
  void accept(Rule pinned, std::string_view file, std::string text) {
    FamilyCase& added = add(Verdict::accept, pinned, file, std::move(text));
    added.expected.rule = pinned;
  }

  // An accepted text that is nothing but the twin of what `rule` refuses.
  void twin_only(Rule rule, std::string_view file, std::string text) {
    add(Verdict::accept, rule, file, std::move(text));
  }

  // `twin_rule` and `twin_file` name what accept() or twin_only() was given.
  void reject(Rule rule, std::string_view file, std::string text, std::size_t offset,
              Rule twin_rule, std::string_view twin_file) {
    FamilyCase& added = add(Verdict::reject, rule, file, std::move(text));
    added.expected.rule = rule;
    added.expected.offset = offset;
    added.expected.twin = path(Verdict::accept, twin_rule, twin_file);
  }

  std::vector<FamilyCase> take() {
    std::sort(cases_.begin(), cases_.end(), [](const FamilyCase& left, const FamilyCase& right) {
      return left.expected.path < right.expected.path;
    });
    return std::move(cases_);
  }

 private:
  static std::string path(Verdict verdict, Rule rule, std::string_view file) {
    std::string topic(row(rule).id);
    std::replace(topic.begin(), topic.end(), '.', '/');
    return std::string(name(verdict)) + "/graph-2017/create-request/" + topic + "/" +
           std::string(file) + ".json";
  }

  FamilyCase& add(Verdict verdict, Rule rule, std::string_view file, std::string text) {
    FamilyCase added;
    added.expected.path = path(verdict, rule, file);
    added.expected.contract = &graph_2017();
    added.expected.verdict = verdict;
    added.text = std::move(text);
    cases_.push_back(std::move(added));
    return cases_.back();
  }

  std::vector<FamilyCase> cases_;
};

// --- Control characters in a string.

void raw_controls(Families& families) {
  families.twin_only(Rule::json_string_control, "none-but-a-space", named(" "));
  for (unsigned byte = 0; byte < 0x20; ++byte) {
    families.reject(Rule::json_string_control, "raw-" + code_point_file(byte),
                    named(byte_text(byte)), kContentAt, Rule::json_string_control,
                    "none-but-a-space");
  }
}

// --- What stands behind a backslash.

void escapes(Families& families) {
  constexpr std::string_view kShort = "\"\\bfnrt";
  for (const char letter : kShort) {
    families.accept(Rule::json_string_two_character_escapes, "byte-" + hex({&letter, 1}),
                    named(std::string{'\\', letter}));
  }
  families.accept(Rule::json_string_solidus_escape, "escaped", named("\\/"));
  for (unsigned byte = 0; byte < 0x80; ++byte) {
    const char letter = static_cast<char>(byte);
    if (letter == '/' || letter == 'u' || kShort.find(letter) != std::string_view::npos) continue;
    families.reject(Rule::json_string_escape, "byte-" + hex({&letter, 1}),
                    named(std::string{'\\', letter}), kContentAt + 1,
                    Rule::json_string_two_character_escapes, "byte-6e");
  }
}

void hexadecimal_digits(Families& families) {
  // The neighbours of the ranges of digits, and what number parsers take for a digit.
  constexpr std::string_view kNoDigits = "/:@G`g -+x_";
  const std::string digits = "0041";
  families.accept(Rule::json_string_unicode_escape, "four-digits", named("\\u" + digits));
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::string place = "digit-" + std::to_string(i + 1);
    for (const char no_digit : kNoDigits) {
      std::string wrong = digits;
      wrong[i] = no_digit;
      families.reject(Rule::json_string_escape_hex, place + "-byte-" + hex({&no_digit, 1}),
                      named("\\u" + wrong), kContentAt + 2 + i, Rule::json_string_unicode_escape,
                      "four-digits");
    }
    families.reject(Rule::json_string_escape_hex, place + "-missing",
                    named("\\u" + digits.substr(0, i)), kContentAt + 2 + i,
                    Rule::json_string_unicode_escape, "four-digits");
  }
}

// --- Noncharacters: the last two of each plane, and U+FDD0 to U+FDEF.

void noncharacter(Families& families, unsigned code_point, unsigned neighbour) {
  const std::string file = code_point_file(code_point);
  const std::string twin = code_point_file(neighbour);
  families.reject(Rule::json_string_noncharacter, "raw-" + file, named(utf8(code_point)),
                  kContentAt, Rule::json_string_raw_utf8, twin);
  families.reject(
      Rule::json_string_noncharacter, "escaped-" + file, named(escape(code_point)), kContentAt,
      neighbour < 0x10000 ? Rule::json_string_unicode_escape : Rule::json_string_surrogate_pair,
      twin);
}

void accepted_neighbour(Families& families, unsigned code_point) {
  const std::string file = code_point_file(code_point);
  families.accept(Rule::json_string_raw_utf8, file, named(utf8(code_point)));
  families.accept(
      code_point < 0x10000 ? Rule::json_string_unicode_escape : Rule::json_string_surrogate_pair,
      file, named(escape(code_point)));
}

void noncharacters(Families& families) {
  constexpr unsigned kBefore = 0xFDCF;
  constexpr unsigned kBehind = 0xFDF0;
  accepted_neighbour(families, kBefore);
  accepted_neighbour(families, kBehind);
  for (unsigned code_point = kBefore + 1; code_point < kBehind; ++code_point) {
    noncharacter(families, code_point, code_point < 0xFDE0 ? kBefore : kBehind);
  }
  for (unsigned plane = 0; plane <= 16; ++plane) {
    const unsigned last_character = (plane << 16) + 0xFFFD;
    accepted_neighbour(families, last_character);
    noncharacter(families, last_character + 1, last_character);
    noncharacter(families, last_character + 2, last_character);
  }
}

// --- UTF-8. The tables of RFC 3629 section 4.

// One character for each lead byte at the edge of a range of the tables.
constexpr std::array<unsigned, 12> kCharacters{0xA9,   0x7FF,  0x800,   0x1000,  0xC000,  0xD7C0,
                                               0xE000, 0xFFFC, 0x10000, 0x40000, 0xC0000, 0x10F000};

std::string bytes_file(std::string_view bytes) { return "bytes-" + hex(bytes); }

void characters(Families& families) {
  for (const unsigned code_point : kCharacters) {
    families.accept(Rule::json_string_raw_utf8, code_point_file(code_point),
                    named(utf8(code_point)));
  }
  // What is left of the first and last characters of each length, and of the gap for surrogates.
  for (const unsigned code_point : {0xA0u, 0xD7FFu}) {
    families.accept(Rule::json_string_raw_utf8, code_point_file(code_point),
                    named(utf8(code_point)));
  }
  for (const unsigned code_point : {0x7Fu, 0x80u, 0x85u, 0x9Fu, 0x2028u, 0x2029u}) {
    families.accept(Rule::json_string_raw_del_and_separators, code_point_file(code_point),
                    named(utf8(code_point)));
  }
}

void stray_bytes(Families& families) {
  families.twin_only(Rule::json_utf8_continuation, "a-letter-instead", named("x"));
  const auto reject = [&families](Rule rule, const std::string& bytes) {
    families.reject(rule, bytes_file(bytes), named(bytes), kContentAt, Rule::json_utf8_continuation,
                    "a-letter-instead");
  };
  for (unsigned byte = 0x80; byte < 0xC0; ++byte) {
    reject(Rule::json_utf8_continuation, byte_text(byte));
  }
  for (const unsigned lead : {0xC0u, 0xC1u}) {
    for (const unsigned second : {0x80u, 0xBFu}) {
      reject(Rule::json_utf8_overlong, bytes_text({lead, second}));
    }
  }
  for (unsigned byte = 0xF5; byte <= 0xFF; ++byte) reject(Rule::json_utf8_range, byte_text(byte));
}

// Second bytes that only some lead bytes exclude.
void second_bytes(Families& families) {
  struct Range {
    Rule rule;
    unsigned lead;
    unsigned first;
    unsigned last;
    std::string_view rest;
    unsigned twin;
  };
  constexpr std::array<Range, 4> kRanges{
      {{Rule::json_utf8_overlong, 0xE0, 0x80, 0x9F, "\x80", 0x800},
       {Rule::json_utf8_surrogate, 0xED, 0xA0, 0xBF, "\x80", 0xD7C0},
       {Rule::json_utf8_overlong, 0xF0, 0x80, 0x8F, "\x80\x80", 0x10000},
       {Rule::json_utf8_range, 0xF4, 0x90, 0xBF, "\x80\x80", 0x10F000}}};
  for (const Range& range : kRanges) {
    for (unsigned second = range.first; second <= range.last; ++second) {
      const std::string bytes = bytes_text({range.lead, second}) + std::string(range.rest);
      families.reject(range.rule, bytes_file(bytes), named(bytes), kContentAt + 1,
                      Rule::json_string_raw_utf8, code_point_file(range.twin));
    }
  }
}

// Characters that the string's end, or the text's, cuts off.
void cut_characters(Families& families) {
  for (const unsigned code_point : kCharacters) {
    const std::string bytes = utf8(code_point);
    for (std::size_t size = 1; size < bytes.size(); ++size) {
      const std::string start = bytes.substr(0, size);
      const std::string file = bytes_file(start) + "-of-" + std::to_string(bytes.size());
      const std::size_t end = kContentAt + size;
      families.reject(Rule::json_utf8_truncated, file, named(start), end,
                      Rule::json_string_raw_utf8, code_point_file(code_point));
      families.reject(Rule::json_text_incomplete, file, named(start).substr(0, end), end,
                      Rule::json_string_raw_utf8, code_point_file(code_point));
    }
  }
}

// --- Where readers that look at 16, 32 or 64 bytes at once begin to look at the next ones.

// The first or the last byte of such a block, in the text or in the string.
constexpr std::array<std::size_t, 8> kEdges{
    31, 32, 63, 64, kStringAt + 15, kStringAt + 16, kStringAt + 31, kStringAt + 32};

std::string named_at(std::size_t edge, std::string_view content) {
  return "{\"name\":\"" + std::string(edge - kStringAt, 'a') + std::string(content) + "\"}";
}

void edges(Families& families) {
  for (const std::size_t edge : kEdges) {
    const std::string file = "at-byte-" + std::to_string(edge);
    families.accept(Rule::json_string_raw_utf8, file, named_at(edge, "\xC4\x9B"));
    families.accept(Rule::json_string_two_character_escapes, file, named_at(edge, "\\\"b"));
    families.accept(Rule::json_string_unicode_escape, file, named_at(edge, "\\u0041"));
    const auto reject = [&](Rule rule, std::string_view content, std::size_t fault_at, Rule twin) {
      families.reject(rule, file, named_at(edge, content), edge + fault_at, twin, file);
    };
    reject(Rule::json_string_control, "\n", 0, Rule::json_string_two_character_escapes);
    reject(Rule::json_string_escape, "\\x", 1, Rule::json_string_two_character_escapes);
    reject(Rule::json_string_escape_hex, "\\u004g", 5, Rule::json_string_unicode_escape);
    reject(Rule::json_utf8_continuation, "\x80", 0, Rule::json_string_raw_utf8);
    reject(Rule::json_utf8_truncated, "\xC4", 1, Rule::json_string_raw_utf8);
    reject(Rule::json_utf8_overlong, "\xC1\x9B", 0, Rule::json_string_raw_utf8);
  }
}

// --- White space.

struct BetweenTokens {
  std::string_view place;
  std::string_view before;
  std::string_view behind;
};
constexpr std::array<BetweenTokens, 3> kBetweenTokens{{{"start", "", R"({"name":"a"})"},
                                                       {"middle", R"({"name")", R"(:"a"})"},
                                                       {"end", R"({"name":"a"})", ""}}};

std::string text_with(const BetweenTokens& between, std::string_view bytes) {
  return std::string(between.before) + std::string(bytes) + std::string(between.behind);
}

void no_white_space(Families& families, const BetweenTokens& between, const std::string& bytes,
                    const std::string& file) {
  families.reject(Rule::json_whitespace, std::string(between.place) + "-" + file,
                  text_with(between, bytes), between.before.size(),
                  Rule::json_whitespace_between_tokens, std::string(between.place) + "-byte-20");
}

void white_space(Families& families) {
  constexpr std::string_view kWhiteSpace = " \t\n\r";
  for (const BetweenTokens& between : kBetweenTokens) {
    for (const char byte : kWhiteSpace) {
      const std::string file = std::string(between.place) + "-byte-" + hex({&byte, 1});
      families.accept(Rule::json_whitespace_between_tokens, file, text_with(between, {&byte, 1}));
    }
    for (unsigned value = 0; value <= 0x7F; ++value) {
      const char byte = static_cast<char>(value);
      const bool control = value < 0x20 || value == 0x7F;
      if (!control || kWhiteSpace.find(byte) != std::string_view::npos) continue;
      no_white_space(families, between, {byte}, "byte-" + hex({&byte, 1}));
    }
    // Spaces of Unicode, now or once (U+180E), or without a width (U+200B). At the start, U+FEFF
    // would be a byte order mark.
    for (const unsigned code_point : {0x85u, 0xA0u, 0x180Eu, 0x200Bu, 0x2028u, 0x3000u, 0xFEFFu}) {
      if (code_point == 0xFEFF && between.before.empty()) continue;
      no_white_space(families, between, utf8(code_point), code_point_file(code_point));
    }
  }
}

}  // namespace

std::vector<FamilyCase> family_cases() {
  Families families;
  raw_controls(families);
  escapes(families);
  hexadecimal_digits(families);
  noncharacters(families);
  characters(families);
  stray_bytes(families);
  second_bytes(families);
  cut_characters(families);
  edges(families);
  white_space(families);
  return families.take();
}

}  // namespace connectorgroup
