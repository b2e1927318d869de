#include "bench/drawn_group.h"

#include <array>
#include <cstddef>
#include <string>

#include "bench/utf8.h"

namespace connectorgroup::bench {
namespace {

enum class Alphabet { ascii, escaped, non_ascii };

std::size_t draw_name_size(RandomSource& random) {
  const std::size_t share = random.below(100);
  if (share < 80) return 4 + random.below(21);
  if (share < 98) return 25 + random.below(40);
  return 65 + random.below(192);
}

Alphabet draw_alphabet(RandomSource& random) {
  const std::size_t share = random.below(100);
  if (share < 70) return Alphabet::ascii;
  return share < 85 ? Alphabet::escaped : Alphabet::non_ascii;
}

char32_t draw_ascii(RandomSource& random) {
  constexpr std::string_view kAscii =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.";
  return static_cast<char32_t>(kAscii[random.below(kAscii.size())]);
}

char32_t draw_escaped(RandomSource& random) {
  constexpr std::array<char32_t, 4> kMustBeEscaped{U'"', U'\\', U'\n', U'\t'};
  return kMustBeEscaped[random.below(kMustBeEscaped.size())];
}

char32_t draw_non_ascii(RandomSource& random) {
  constexpr std::array<char32_t, 8> kNonAscii{0xE9,   0xFC,   0x416,   0x5D0,
                                              0x20AC, 0x6771, 0x1F600, 0x20BB7};
  return kNonAscii[random.below(kNonAscii.size())];
}

char32_t draw_character(Alphabet alphabet, RandomSource& random) {
  if (alphabet == Alphabet::escaped && random.chance(1, 8)) return draw_escaped(random);
  if (alphabet == Alphabet::non_ascii && random.chance(1, 2)) return draw_non_ascii(random);
  return draw_ascii(random);
}

void draw_guid(RandomSource& random, std::string& guid) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  guid = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  for (char& c : guid) {
    if (c == 'x') c = kDigits[random.below(kDigits.size())];
  }
}

// `size` bytes of name or a few more, of characters that `draw` makes.
template <class Draw>
DrawnGroup draw_long_name(std::size_t size, RandomSource& random, Draw draw) {
  DrawnGroup drawn;
  draw_guid(random, drawn.group.id);
  drawn.group.connector_group_type = "applicationProxy";
  while (drawn.group.name.size() < size) {
    drawn.name.push_back(draw(random));
    append_utf8(drawn.name.back(), drawn.group.name);
  }
  return drawn;
}

}  // namespace

const DrawnGroup& GroupSource::next() {
  ConnectorGroup& group = drawn_.group;
  draw_guid(random_, group.id);
  const Alphabet alphabet = draw_alphabet(random_);
  drawn_.name.resize(draw_name_size(random_));
  group.name.clear();
  for (char32_t& c : drawn_.name) {
    c = draw_character(alphabet, random_);
    append_utf8(c, group.name);
  }
  const bool in_ascii = alphabet == Alphabet::non_ascii && random_.chance(1, 3);
  drawn_.spelling = in_ascii ? Spelling::ascii_only : Spelling::fewest_escapes;
  group.connector_group_type =
      random_.chance(9, 10) ? "applicationProxy" : "connectorGroupType-value";
  group.is_default = random_.chance(1, 8);
  return drawn_;
}

NewConnectorGroup request_for(const ConnectorGroup& group) {
  return {group.name, group.connector_group_type, group.is_default, {}};
}

std::vector<LongName> draw_long_names() {
  RandomSource random(kSeed);
  return {{"escapes-1k", draw_long_name(512, random, draw_escaped)},
          {"non-ascii-1k", draw_long_name(1024, random, draw_non_ascii)},
          {"name-20k", draw_long_name(20'000, random, draw_ascii)}};
}

}  // namespace connectorgroup::bench
