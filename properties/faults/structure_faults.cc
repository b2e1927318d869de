// Readers that take for JSON what isn't, or don't take what is: white space, punctuation, the ends
// of a text.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/rereading.h"

namespace connectorgroup {
namespace {

using namespace faults;

constexpr std::string_view kWhiteSpace = " \t\r\n";
// What readers look at at once, and what they take from a stream at once.
constexpr std::size_t kBlock = 64;
constexpr std::size_t kChunk = 4096;

Question request(std::string_view text) { return {Verb::read_request, std::string(text)}; }

// A request with an annotation of this value.
Question annotated(std::string_view value) {
  return request(R"({"name":"a","@b.c":)" + std::string(value) + "}");
}

std::string repeated(std::string_view what, std::size_t count) {
  std::string all;
  while (count-- > 0) all += what;
  return all;
}

// --- Punctuation.

// Without the commas that only white space parts from the bracket that closes.
std::string without_trailing_commas(std::string_view text) {
  return changed_outside_strings(text, [](std::string_view part) {
    std::string kept;
    for (const char c : part) {
      if (c == '}' || c == ']') {
        const std::size_t last = kept.find_last_not_of(kWhiteSpace);
        if (last != std::string::npos && kept[last] == ',') kept.erase(last, 1);
      }
      kept += c;
    }
    return kept;
  });
}

std::string without_second_commas(std::string_view text) {
  return changed_outside_strings(text, [](std::string_view part) {
    std::string kept;
    for (const char c : part) {
      const std::size_t last = c == ',' ? kept.find_last_not_of(kWhiteSpace) : std::string::npos;
      if (last != std::string::npos && kept[last] == ',') continue;
      kept += c;
    }
    return kept;
  });
}

// With a comma before a string on a line of its own, where the line before doesn't end with a mark.
std::string with_commas_between_lines(std::string_view text) {
  bool first = true;
  return changed_outside_strings(text, [&first](std::string_view part) {
    const std::size_t last = part.find_last_not_of(kWhiteSpace);
    const std::string_view space = part.substr(last + 1);  // of npos as well
    const bool behind_value =
        !first && (last == std::string_view::npos ||
                   std::string_view("{[,:").find(part[last]) == std::string_view::npos);
    first = false;
    const bool parts = behind_value && space.find('\n') != std::string_view::npos;
    return std::string(part) + (parts ? "," : "");
  });
}

// What the brackets are that close the objects and arrays which are open.
class OpenBrackets {
 public:
  // Says which bracket should stand in place of one that closes.
  char take(char c) {
    if (c == '{' || c == '[') due_ += c == '{' ? '}' : ']';
    if ((c != '}' && c != ']') || due_.empty()) return c;
    const char due = due_.back();
    due_.pop_back();
    return due;
  }
  std::size_t depth() const { return due_.size(); }

 private:
  std::string due_;
};

std::string with_deep_closers_matched(std::string_view text) {
  constexpr std::size_t kBits = 32;
  OpenBrackets open;
  return changed_outside_strings(text, [&open](std::string_view part) {
    std::string kept;
    for (const char c : part) {
      const bool kept_in_mind = open.depth() <= kBits;
      const char due = open.take(c);
      kept += kept_in_mind ? c : due;
    }
    return kept;
  });
}

// With a number in place of what is nested deeper than 64, by one level.
std::string without_level_65(std::string_view text) {
  constexpr std::size_t kDepthMax = 64;
  const std::vector<bool> in_string = string_bytes(text);
  OpenBrackets open;
  std::string kept;
  std::size_t begin = 0;  // where the level too many begins in `kept`
  for (std::size_t at = 0; at < text.size(); ++at) {
    kept += text[at];
    if (in_string[at]) continue;
    const std::size_t before = open.depth();
    open.take(text[at]);
    if (open.depth() == kDepthMax + 1 && before == kDepthMax) begin = kept.size() - 1;
    if (open.depth() > kDepthMax + 1) return std::string(text);
    if (open.depth() == kDepthMax && before == kDepthMax + 1) kept.replace(begin, kept.size(), "0");
  }
  return kept;
}

// --- White space and comments.

// Mongolian vowel separator, a space until Unicode 6.3; and what is no space but has no width.
std::string with_spaces_of_older_unicode(std::string_view text) {
  return changed_outside_strings(text, [](std::string_view part) {
    return replaced(replaced(part, "\xE1\xA0\x8E", " "), "\xE2\x80\x8B", " ");
  });
}

// Without what goes from `begin` to the end of its line. What is in strings is theirs.
std::string without_line_comments(std::string_view text, std::string_view begin) {
  const std::vector<bool> in_string = string_bytes(text);
  std::string kept;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!in_string[at] && text.substr(at).starts_with(begin)) {
      at = std::min(text.find('\n', at), text.size() - 1);
    }
    kept += text[at];
  }
  return kept;
}

// --- The ends of a text.

// Where the outermost object ends; the text's size where it doesn't.
std::size_t object_end(std::string_view text) {
  const std::vector<bool> in_string = string_bytes(text);
  OpenBrackets open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (in_string[at]) continue;
    const std::size_t before = open.depth();
    open.take(text[at]);
    if (before == 1 && open.depth() == 0) return at + 1;
  }
  return text.size();
}

std::string until_null_character(std::string_view text) {
  const std::vector<bool> in_string = string_bytes(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\0' && !in_string[at]) return std::string(text.substr(0, at));
  }
  return std::string(text);
}

std::string first_line_behind_object(std::string_view text) {
  const std::size_t end = object_end(text);
  const bool goes_on = end < text.size() && text[end] == '\n';
  return std::string(goes_on ? text.substr(0, end) : text);
}

std::string until_blank_block(std::string_view text) {
  const std::size_t first = (object_end(text) + kBlock - 1) / kBlock * kBlock;
  for (std::size_t at = first; at + kBlock <= text.size(); at += kBlock) {
    const std::string_view block = text.substr(at, kBlock);
    if (block.find_first_not_of(kWhiteSpace) == std::string_view::npos) {
      return std::string(text.substr(0, at));
    }
  }
  return std::string(text);
}

// --- Blocks and chunks.

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string without_letters_that_begin_blocks(std::string_view text) {
  const std::vector<bool> in_string = string_bytes(text);
  std::string kept;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = at > 0 && at % kBlock == 0;
    const bool alone =
        begins && !is_letter(text[at - 1]) && (at + 1 == text.size() || !is_letter(text[at + 1]));
    if (!alone || in_string[at] || !is_letter(text[at])) kept += text[at];
  }
  return kept;
}

// A number or literal that goes on behind the chunk.
bool has_word_across_chunks(std::string_view text) {
  if (text.size() <= kChunk) return false;
  const std::vector<bool> in_string = string_bytes(text);
  const auto in_word = [](char c) { return is_letter(c) || (c >= '+' && c <= '9' && c != ','); };
  for (std::size_t at = kChunk; at < text.size(); at += kChunk) {
    if (!in_string[at] && in_word(text[at]) && in_word(text[at - 1])) return true;
  }
  return false;
}

std::size_t count_outside_strings(std::string_view text, char wanted) {
  const std::vector<bool> in_string = string_bytes(text);
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == wanted && !in_string[at]) ++count;
  }
  return count;
}

constexpr std::array kFaults{
    PlantedFault{"structure.trailing-comma", "Takes a comma behind the last member or element.",
                 "json.object.trailing-comma json.array.trailing-comma",
                 [] { return request(R"({"name":"a",})"); },
                 [] { return forgiving(without_trailing_commas); }},
    PlantedFault{"structure.form-feed", "Takes a form feed for white space.", "json.whitespace",
                 [] { return request("{\f\"name\":\"a\"}"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return changed_outside_strings(
                         text, [](std::string_view part) { return replaced(part, "\f", " "); });
                   });
                 }},
    // Tokens split as strtok() splits them.
    PlantedFault{"structure.commas-in-a-row", "Takes several commas in a row for one.",
                 "json.object.separator json.array.separator", [] { return annotated("[1,,2]"); },
                 [] { return forgiving(without_second_commas); }},
    // Hjson and its like.
    PlantedFault{"structure.comma-for-a-line-feed",
                 "Takes a line feed between a value and a string for the comma that is missing.",
                 "json.object.separator json.array.separator",
                 [] { return request("{\"name\":\"a\"\n\"@b.c\":1}"); },
                 [] { return forgiving(with_commas_between_lines); }},
    // A stack of one bit a level, in a word that a shift by 32 leaves as it was.
    PlantedFault{"structure.deep-closers-unmatched",
                 "Takes either bracket to close what is open, from the 33rd level on.",
                 "json.object.separator json.array.separator",
                 [] { return annotated(repeated("[", 32) + "}" + repeated("]", 31)); },
                 [] { return forgiving(with_deep_closers_matched); }},
    PlantedFault{"structure.depth-off-by-one", "Takes one level more than its limit.",
                 "limit.depth", [] { return annotated(repeated("[", 64) + repeated("]", 64)); },
                 [] { return forgiving(without_level_65); }},
    // The counter of levels goes up at '[' and isn't taken back at ']'.
    PlantedFault{"structure.depth-counts-arrays",
                 "Counts all arrays of a text, rather than those around a value, as its depth.",
                 "json.value.nested limit.depth.reached",
                 [] { return annotated("[" + repeated("[],", 70) + "0]"); },
                 [] {
                   return refusing(Rule::limit_depth, [](std::string_view text) {
                     constexpr std::size_t kDepthMax = 64;
                     return count_outside_strings(text, '[') > kDepthMax;
                   });
                 }},
    PlantedFault{"structure.members-of-all-objects",
                 "Holds the members of all objects of a text together to the limit of one object.",
                 "json.value.nested",
                 [] { return annotated("[" + repeated(R"({"a":1,"b":1},)", 513) + "0]"); },
                 [] {
                   return refusing(Rule::limit_members, [](std::string_view text) {
                     constexpr std::size_t kMembersMax = 1024;
                     return count_outside_strings(text, ':') > kMembersMax;
                   });
                 }},
    PlantedFault{"structure.space-of-older-unicode",
                 "Takes U+180E and U+200B for white space, as libraries with older tables do.",
                 "json.whitespace", [] { return request("{\xE1\xA0\x8E\"name\":\"a\"}"); },
                 [] { return forgiving(with_spaces_of_older_unicode); }},
    PlantedFault{"structure.line-comment", "Skips from two solidi to the end of the line.",
                 "json.comment", [] { return request("{\"name\":\"a\"// b\n}"); },
                 [] {
                   return forgiving(
                       [](std::string_view text) { return without_line_comments(text, "//"); });
                 }},
    // Gson's lenient reader.
    PlantedFault{
        "structure.hash-comment", "Skips from a number sign to the end of the line.",
        "json.object.name json.object.separator", [] { return request("{\"name\":\"a\"# b\n}"); },
        [] {
          return forgiving([](std::string_view text) { return without_line_comments(text, "#"); });
        }},
    PlantedFault{"structure.null-character-ends-text",
                 "Takes a byte 00 between tokens for the end of the text.",
                 "json.whitespace json.text.trailing",
                 [] { return request(std::string_view("{\"name\":\"a\"}\0x", 14)); },
                 [] { return forgiving(until_null_character); }},
    // A reader of JSON Lines that is given a body.
    PlantedFault{"structure.first-line",
                 "Reads nothing behind a line feed that stands right behind the object.",
                 "json.text.trailing", [] { return request("{\"name\":\"a\"}\n{}"); },
                 [] { return forgiving(first_line_behind_object); }},
    PlantedFault{"structure.blank-block-ends-text",
                 "Reads nothing behind the first whole block of 64 blanks that follows the object.",
                 "json.text.trailing",
                 [] { return request("{\"name\":\"a\"}" + std::string(2 * kBlock, ' ') + "x"); },
                 [] { return forgiving(until_blank_block); }},
    PlantedFault{
        "structure.last-brace-missing",
        "Takes the end of the text for the brace that closes the object.", "json.text.incomplete",
        [] { return request(R"({"name":"a")"); },
        [] { return forgiving([](std::string_view text) { return std::string(text) + "}"; }); }},
    // A loop to size - 1, and what it is left with is taken to be what it must be.
    PlantedFault{"structure.last-byte-unread", "Takes any last byte for a closing brace.",
                 "json.object.separator", [] { return request(R"({"name":"a"])"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return std::string(text.substr(0, text.size() - !text.empty())) + "}";
                   });
                 }},
    // What follows a scalar is carried over from block to block; here the carry is always set.
    PlantedFault{"structure.letter-that-begins-a-block",
                 "Doesn't see a letter by itself that is the first byte of a block of 64.",
                 "json.object.separator json.array.separator json.text.trailing json.value",
                 [] { return request("{\"name\":\"a\"}" + std::string(kBlock - 12, ' ') + "x"); },
                 [] { return forgiving(without_letters_that_begin_blocks); }},
    // A reader of streams that doesn't keep the token that a buffer breaks off.
    PlantedFault{
        "structure.word-across-chunks",
        "Refuses a number or a literal that begins in one 4096 bytes and ends in others.",
        "json.number.forms",
        [] { return request(std::string(kChunk - 10, ' ') + R"({"@b.c":12345,"name":"a"})"); },
        [] { return refusing(Rule::json_literal, has_word_across_chunks); }},
};

}  // namespace

std::span<const PlantedFault> structure_faults() { return kFaults; }

}  // namespace connectorgroup
