#include "bench/spelled_group.h"

#include <cstddef>
#include <utility>

#include "bench/utf8.h"

namespace connectorgroup::bench {
namespace {

using Members = std::array<std::string, 4>;

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

Spelling spelling_for(Purpose purpose, const DrawnGroup& drawn) {
  return purpose == Purpose::reading ? drawn.spelling : Spelling::fewest_escapes;
}

// One object's members as JSON, in the documented order: `"id":"..."` and so on. Into strings that
// have held others, since a million objects would allocate a lot.
void spell_members(const DrawnGroup& drawn, Spelling spelling, std::string_view colon,
                   Members& members) {
  const auto start = [colon](std::string_view name, std::string& member) -> std::string& {
    member.assign("\"").append(name).append("\"").append(colon);
    return member;
  };
  auto& [id, name, type, is_default] = members;
  start("id", id).append("\"").append(drawn.group.id).append("\"");
  start("name", name).append("\"");
  for (const char32_t c : drawn.name) append_json(c, spelling, name);
  name += '"';
  start("connectorGroupType", type)
      .append("\"")
      .append(drawn.group.connector_group_type)
      .append("\"");
  start("isDefault", is_default).append(drawn.group.is_default ? "true" : "false");
}

void shuffle(Members& members, RandomSource& random) {
  for (std::size_t left = members.size(); left > 1; --left) {
    std::swap(members[left - 1], members[random.below(left)]);
  }
}

void append_object(const Members& members, const Layout& layout, std::string& out) {
  out += '{';
  for (const std::string& member : members) {
    if (&member != &members.front()) out += ',';
    out.append(layout.before_member).append(member);
  }
  out.append(layout.after_members).append("}");
}

}  // namespace

std::string spell_object(const DrawnGroup& drawn, Purpose purpose) {
  Members members;
  spell_members(drawn, spelling_for(purpose, drawn), kCompact.colon, members);
  std::string text;
  append_object(members, kCompact, text);
  return text;
}

std::string spell_request(const DrawnGroup& drawn, const NewConnectorGroup& request,
                          Purpose purpose) {
  Members members;
  spell_members(drawn, spelling_for(purpose, drawn), kCompact.colon, members);
  const auto& [id, name, type, is_default] = members;
  std::string text = "{" + name;
  if (request.connector_group_type.has_value()) text += "," + type;
  if (request.is_default.has_value()) text += "," + is_default;
  return text + "}";
}

SpelledCollection::SpelledCollection(const Layout& layout, Order order, Purpose purpose)
    : layout_(layout), order_(order), purpose_(purpose), text_("{") {
  text_.append(layout.before_value).append("\"value\"").append(layout.colon).append("[");
}

void SpelledCollection::add(const DrawnGroup& drawn) {
  if (text_.back() != '[') text_ += ',';
  text_.append(layout_.before_object);
  spell_members(drawn, spelling_for(purpose_, drawn), layout_.colon, members_);
  if (order_ == Order::shuffled) shuffle(members_, random_);
  append_object(members_, layout_, text_);
}

std::string SpelledCollection::finish() {
  text_.append(layout_.after_objects).append("]").append(layout_.after_value).append("}");
  return std::move(text_);
}

}  // namespace connectorgroup::bench
