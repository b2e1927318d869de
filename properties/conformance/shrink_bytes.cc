#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/shrink_passes.h"
#include "properties/edits/json_tree.h"

namespace connectorgroup {
namespace {

constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// What names, numbers and most values are made of: the hyphen, the period and the underscore too,
// so that Content-Length and 1.1 are one word.
constexpr bool is_word(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         byte == '-' || byte == '.' || byte == '_';
}

std::size_t grain_end(std::string_view text, std::size_t begin) {
  const auto behind_word = [text](std::size_t at) {
    while (at < text.size() && is_word(text[at])) ++at;
    return at;
  };
  if (is_word(text[begin])) return behind_word(begin);
  if (text.substr(begin, 2) == "\r\n") return begin + 2;
  std::size_t end = begin;
  if (text[begin] == '\\' && take_string_character(text, end)) return end;
  end = begin;
  if (text[begin] == '\\' && text.substr(begin + 1, 1) == "u" && begin + 6 <= text.size()) {
    return begin + 6;  // half of a pair
  }
  return take_utf8(text, end) ? end : begin + 1;
}

std::vector<Splice> grains(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<Splice> found;
  for (std::size_t at = begin; at < end;) {
    const std::size_t next = at + grain_end(text.substr(at, end - at), 0);
    found.push_back({at, next, {}});
    at = next;
  }
  return found;
}

// As many simple bytes of the same classes: "Ab-12" as "aa-00".
std::string plain(std::string_view word) {
  std::string out(word);
  for (char& byte : out) {
    if (is_digit(byte)) byte = '0';
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) byte = 'a';
  }
  return out;
}

// Removes from both ends as much as it can. Returns the new end.
std::size_t shrink_word(ShrinkRegion& region, std::size_t begin, std::size_t end) {
  const std::string simplest = is_digit(region.text()[begin]) ? "0" : "a";
  if (region.attempt(Splice{begin, end, simplest})) return begin + 1;
  for (std::size_t taken = (end - begin) / 2; taken > 0 && !region.budget_spent();) {
    const bool shorter = taken < end - begin && (region.attempt(Splice{begin, begin + taken, {}}) ||
                                                 region.attempt(Splice{end - taken, end, {}}));
    if (shorter) end -= taken;
    // Of a long word, the part that matters may lie across its middle.
    if (!shorter) taken = taken > 8 ? taken / 4 : (taken > 1 ? 1 : 0);
  }
  region.attempt(Splice{begin, end, plain(region.text().substr(begin, end - begin))});
  return end;
}

void replace_byte(ShrinkRegion& region, std::size_t at) {
  for (const char* simple : {"a", "0", " "}) {
    if (region.attempt(Splice{at, at + 1, simple})) return;
  }
}

}  // namespace

void shrink_grains(ShrinkRegion& region, std::size_t begin, std::size_t end) {
  const std::size_t behind = region.text().size() - end;
  try_splices(region, grains(region.text(), begin, end));
  const std::vector<Splice> left = grains(region.text(), begin, region.text().size() - behind);
  for (std::size_t i = left.size(); i-- > 0 && !region.budget_spent();) {
    const Splice& grain = left[i];
    const std::string_view text = region.text();
    if (is_word(text[grain.begin])) {
      shrink_word(region, grain.begin, grain.end);
    } else if (text.substr(grain.begin, 2) != "\r\n") {
      for (std::size_t at = grain.end; at-- > grain.begin;) {
        if (complexity(region.text()[at]) > 1) replace_byte(region, at);
      }
    }
  }
}

void shrink_bytes(ShrinkRegion& region) {
  const std::size_t size = region.text().size();
  for (std::size_t run = std::max<std::size_t>(size / 2, 1);; run /= 2) {
    for (std::size_t end = region.text().size(); end > 0 && !region.budget_spent();) {
      const std::size_t begin = end > run ? end - run : 0;
      region.attempt(Splice{begin, end, {}});
      end = begin;
    }
    if (run <= 1 || region.budget_spent()) break;
  }
  for (std::size_t at = region.text().size(); at-- > 0 && !region.budget_spent();) {
    replace_byte(region, at);
  }
}

}  // namespace connectorgroup
