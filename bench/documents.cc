#include "bench/documents.h"

#include <array>
#include <cstdint>
#include <utility>

#include "properties/edits/random_source.h"

namespace connectorgroup::bench {
namespace {

constexpr std::uint64_t kSeed = 20170807;  // the date of the page

enum class Alphabet { ascii, escaped, non_ascii };
enum class Spelling { fewest_escapes, ascii_only };

// Code points of a name, before they are spelled: as UTF-8 in the value, as JSON in the text.
using Characters = std::vector<char32_t>;

struct DrawnGroup {
  ConnectorGroup group;
  Characters name;
  Spelling spelling;
};

void append_utf8(char32_t c, std::string& out) {
  const auto byte = [&out](char32_t value) { out += static_cast<char>(value); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

void append_unicode_escape(char32_t unit, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (const unsigned shift : {12u, 8u, 4u, 0u}) out += kDigits[(unit >> shift) & 0xF];
}

void append_json(char32_t c, Spelling spelling, std::string& out) {
  switch (c) {
    case U'"':
      out += "\\\"";
      return;
    case U'\\':
      out += "\\\\";
      return;
    case U'\n':
      out += "\\n";
      return;
    case U'\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (c < 0x80 || spelling == Spelling::fewest_escapes) {
    append_utf8(c, out);
  } else if (c < 0x10000) {
    append_unicode_escape(c, out);
  } else {
    append_unicode_escape(0xD800 + ((c - 0x10000) >> 10), out);
    append_unicode_escape(0xDC00 + ((c - 0x10000) & 0x3FF), out);
  }
}

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

std::string draw_guid(RandomSource& random) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string guid = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  for (char& c : guid) {
    if (c == 'x') c = kDigits[random.below(kDigits.size())];
  }
  return guid;
}

DrawnGroup draw_group(RandomSource& random) {
  DrawnGroup drawn{{}, {}, Spelling::fewest_escapes};
  drawn.group.id = draw_guid(random);
  const Alphabet alphabet = draw_alphabet(random);
  drawn.name.resize(draw_name_size(random));
  for (char32_t& c : drawn.name) {
    c = draw_character(alphabet, random);
    append_utf8(c, drawn.group.name);
  }
  if (alphabet == Alphabet::non_ascii && random.chance(1, 3)) drawn.spelling = Spelling::ascii_only;
  drawn.group.connector_group_type =
      random.chance(9, 10) ? "applicationProxy" : "connectorGroupType-value";
  drawn.group.is_default = random.chance(1, 8);
  return drawn;
}

// One object's members as JSON, in the documented order: `"id":"..."` and so on.
std::array<std::string, 4> spell_members(const DrawnGroup& drawn, Spelling spelling,
                                         std::string_view colon) {
  const auto member = [colon](std::string_view name) {
    return std::string("\"").append(name).append("\"").append(colon);
  };
  std::string name = member("name") + '"';
  for (const char32_t c : drawn.name) append_json(c, spelling, name);
  name += '"';
  return {member("id") + '"' + drawn.group.id + '"', std::move(name),
          member("connectorGroupType") + '"' + drawn.group.connector_group_type + '"',
          member("isDefault") + (drawn.group.is_default ? "true" : "false")};
}

void shuffle(std::array<std::string, 4>& members, RandomSource& random) {
  for (std::size_t left = members.size(); left > 1; --left) {
    std::swap(members[left - 1], members[random.below(left)]);
  }
}

// The white space of a form, as it stands in a collection.
struct Layout {
  std::string_view colon;
  std::string_view before_value;
  std::string_view before_object;
  std::string_view before_member;
  std::string_view after_members;
  std::string_view after_objects;
  std::string_view after_value;
};
constexpr Layout kCompact{":", "", "", "", "", "", ""};
constexpr Layout kPageForm{": ", "\n  ", "\n    ", "\n      ", "\n    ", "\n  ", "\n"};

void append_object(const std::array<std::string, 4>& members, const Layout& layout,
                   std::string& out) {
  out += '{';
  for (const std::string& member : members) {
    if (&member != &members.front()) out += ',';
    out.append(layout.before_member).append(member);
  }
  out.append(layout.after_members).append("}");
}

// Compact, as a response of its own.
std::string spell_object(const DrawnGroup& drawn) {
  std::string text;
  append_object(spell_members(drawn, drawn.spelling, kCompact.colon), kCompact, text);
  return text;
}

enum class Order { documented, shuffled };

std::string spell_collection(std::span<const DrawnGroup> drawn, const Layout& layout, Order order,
                             bool for_reading) {
  RandomSource random(kSeed);
  std::string out("{");
  out.append(layout.before_value).append("\"value\"").append(layout.colon).append("[");
  for (const DrawnGroup& one : drawn) {
    if (&one != &drawn.front()) out += ',';
    out.append(layout.before_object);
    auto members =
        spell_members(one, for_reading ? one.spelling : Spelling::fewest_escapes, layout.colon);
    if (order == Order::shuffled) shuffle(members, random);
    append_object(members, layout, out);
  }
  out.append(layout.after_objects).append("]").append(layout.after_value).append("}");
  return out;
}

std::vector<DrawnGroup> draw_groups(std::size_t count) {
  RandomSource random(kSeed);
  std::vector<DrawnGroup> drawn;
  drawn.reserve(count);
  while (drawn.size() < count) drawn.push_back(draw_group(random));
  return drawn;
}

// A response whose name is long.
struct LongName {
  std::string_view form;
  DrawnGroup drawn;
};

// `size` bytes of name or a few more, of characters that `draw` makes.
template <class Draw>
DrawnGroup draw_long_name(std::size_t size, RandomSource& random, Draw draw) {
  DrawnGroup drawn{
      {draw_guid(random), {}, "applicationProxy", false, {}}, {}, Spelling::fewest_escapes};
  while (drawn.group.name.size() < size) {
    drawn.name.push_back(draw(random));
    append_utf8(drawn.name.back(), drawn.group.name);
  }
  return drawn;
}

std::vector<LongName> draw_long_names() {
  RandomSource random(kSeed);
  return {{"escapes-1k", draw_long_name(512, random, draw_escaped)},
          {"non-ascii-1k", draw_long_name(1024, random, draw_non_ascii)},
          {"name-20k", draw_long_name(20'000, random, draw_ascii)}};
}

constexpr std::string_view kGoodName = R"("name":"n",)";

// A response with an undeclared member, which is legal. `name` is the whole member with its comma.
std::string response(std::string_view name = kGoodName, std::string_view extra = "10") {
  std::string text(R"({"id":"i",)");
  text.append(name).append(R"("connectorGroupType":"t","isDefault":false,"extra":)");
  return text.append(extra).append("}");
}

}  // namespace

Text::Text(std::string_view text) : size_(text.size()), bytes_(text) {
  bytes_.resize(size_ + kPadding, '\0');
}

Documents::Documents(std::string_view page_text) {
  const std::vector<DrawnGroup> drawn = draw_groups(kCollectionSize);
  for (const DrawnGroup& one : drawn) groups_.push_back(one.group);
  for (const ConnectorGroup& group : groups_) collection_views_.push_back(view(group));

  const std::vector<LongName> long_names = draw_long_names();
  single_groups_.push_back({"id-value", "name-value", "connectorGroupType-value", false, {}});
  for (const LongName& name : long_names) single_groups_.push_back(name.drawn.group);
  page_view_ = view(single_groups_.front());
  const auto add_single = [&](std::string_view form, std::string_view text, std::size_t group) {
    singles_.push_back(
        {std::string(form), Text(text), std::span(single_groups_).subspan(group, 1)});
  };
  add_single("page-form", page_text, 0);
  const std::string& page_name = single_groups_.front().name;  // ASCII
  add_single("compact",
             spell_object({single_groups_.front(), Characters(page_name.begin(), page_name.end()),
                           Spelling::fewest_escapes}),
             0);
  for (std::size_t i = 0; i < long_names.size(); ++i) {
    add_single(long_names[i].form, spell_object(long_names[i].drawn), i + 1);
  }
  for (std::size_t i = 0; i < kRotationSize; ++i) {
    rotation_.push_back(
        {"compact", Text(spell_object(drawn[i])), std::span(groups_).subspan(i, 1)});
  }
  const auto add_collection = [&](std::string form, const Layout& layout, Order order) {
    collections_.push_back(
        {std::move(form), Text(spell_collection(drawn, layout, order, true)), groups_});
  };
  add_collection("compact", kCompact, Order::documented);
  add_collection("page-form", kPageForm, Order::documented);
  add_collection("shuffled", kCompact, Order::shuffled);
  written_collection_ = spell_collection(drawn, kCompact, Order::documented, false);
}

std::vector<BadText> bad_texts() {
  const std::string good = response();
  const auto with_name = [](std::string_view name) { return response(name); };
  const auto with_extra = [](std::string_view extra) { return response(kGoodName, extra); };
  const auto bad = [](std::string_view name, Rule rule, std::string_view text,
                      std::string_view twin) {
    return BadText{name, rule, Text(text), Text(twin)};
  };
  return {
      bad("trailing comma", Rule::json_object_trailing_comma, with_extra("10,"), good),
      bad("text behind the object", Rule::json_text_trailing, good + "{}", good),
      bad("declared member twice", Rule::body_member_duplicate,
          with_name(R"("name":"n","name":"n",)"), good),
      bad("declared member missing", Rule::body_member_missing, with_name(""), good),
      bad("null for a member", Rule::body_member_null, with_name(R"("name":null,)"), good),
      bad("number for a string", Rule::body_member_type, with_name(R"("name":1,)"), good),
      bad("overlong UTF-8", Rule::json_utf8_overlong, with_name("\"name\":\"\xC0\xAF\","),
          with_name("\"name\":\"\xC3\xAF\",")),
      bad("lone surrogate, escaped", Rule::json_string_lone_surrogate,
          with_name(R"("name":"\ud83d",)"), with_name(R"("name":"\ud83d\ude00",)")),
      bad("byte order mark", Rule::json_text_bom, "\xEF\xBB\xBF" + good, good),
      bad("control character in a string", Rule::json_string_control,
          with_name("\"name\":\"\x01\","), with_name(R"("name":"\u0001",)")),
      bad("leading zero in an extra member", Rule::json_number_leading_zero, with_extra("010"),
          good),
      bad("missing comma in an extra member", Rule::json_array_separator, with_extra("[1 0]"),
          with_extra("[1,0]")),
  };
}

}  // namespace connectorgroup::bench
