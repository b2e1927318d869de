// Faults in tokens and in what stands between them.
//
// Each breaks the grammar at one byte of a text that is otherwise accepted. What comes before that
// byte is a prefix of an accepted text, so no other rule can be broken first.
#include <array>
#include <utility>

#include "properties/edits/fault.h"
#include "properties/edits/respell.h"

namespace connectorgroup {
namespace {

using std::string_view_literals::operator""sv;

// Bytes that begin no token. The solidus and what isn't printable ASCII have rules of their own.
constexpr std::string_view kNoTokens = ";|!@#$%^&*()=<>?\\~_`";

std::optional<Fault> insert_at(std::optional<std::size_t> position, std::string piece,
                               std::size_t fault_at = 0) {
  if (!position) return std::nullopt;
  return fault_in({*position, *position, std::move(piece)}, fault_at);
}

std::string one_byte(std::string_view choices, RandomSource& random) {
  return std::string(1, one_of(choices, random));
}

bool is_element(const JsonValue& value) { return value.level > 0 && !value.name; }

// Any value, the outermost included.
std::size_t any_value(const Planting& p) { return p.random.below(p.body.value_count()); }

// A name or a string between other quotes.
Fault in_quotes(const Planting& p, std::size_t begin, std::size_t end, std::string_view open,
                std::string_view close) {
  std::string piece(open);
  piece.append(p.body.text, begin + 1, end - begin - 2).append(close);
  return fault_in({begin, end, std::move(piece)}, 0);
}

// The name or the string of any value; nothing where that is neither.
std::optional<Fault> any_in_quotes(const Planting& p, std::string_view open,
                                   std::string_view close) {
  const JsonValue& value = p.body.value(any_value(p));
  if (value.name && p.random.chance(1, 2)) {
    return in_quotes(p, value.name->begin, value.name->end, open, close);
  }
  if (value.kind != JsonKind::string) return std::nullopt;
  return in_quotes(p, value.begin, value.end, open, close);
}

// --- The text as a whole.

// Every byte of the rest is one that an accepted text has there, so no other rule can be broken.
std::optional<Fault> incomplete(const Planting& p) {
  const std::size_t cut = p.random.below(p.body.value(0).end);
  return fault_in({cut, p.body.text.size(), ""}, 0);
}

std::optional<Fault> trailing(const Planting& p) {
  constexpr std::array<std::string_view, 20> kTrailing{
      "}", "]",  ",",    "{}",        "[]", "null", "true", "0", "\"\"", "x",
      ":", "\"", ",{}}", "{\"name\"", ";",  "#",    "-1",   "'", "\\",   "e"};
  const std::size_t end = p.body.value(0).end;
  const std::size_t at = end + p.random.below(p.body.text.size() - end + 1);
  if (p.random.chance(1, 10)) return insert_at(at, p.body.text.substr(p.body.value(0).begin));
  // Behind blanks that fill the blocks which readers look at.
  if (p.random.chance(1, 8)) {
    const std::size_t blanks = 16 + p.random.below(128);
    return insert_at(at, std::string(blanks, ' ').append(one_of(kTrailing, p.random)), blanks);
  }
  return insert_at(at, std::string(one_of(kTrailing, p.random)));
}

std::optional<Fault> byte_order_mark(const Planting&) { return insert_at(0, "\xEF\xBB\xBF"); }

// A digit of another script beside a number.
std::optional<Fault> digit_of_unicode(const Planting& p) {
  const std::optional<std::size_t> number = pick(
      values_where(p.body, [&](std::size_t i) { return p.body.value(i).kind == JsonKind::number; }),
      p.random);
  if (!number) return std::nullopt;
  const auto digit = static_cast<char32_t>(p.random.below(10));
  std::string piece;
  append_utf8(digit + (p.random.chance(1, 2) ? U'\u0660' : U'\uFF10'),
              piece);  // Arabic-Indic, full-width
  const JsonValue& value = p.body.value(*number);
  return insert_at(p.random.chance(1, 2) ? value.begin : value.end, std::move(piece));
}

// What ends a text for readers of C's strings, of old files, and of lines and pages.
std::optional<Fault> end_mark(const Planting& p) {
  constexpr std::array kMarks{"\0"sv, "\0x"sv, "\x04"sv, "\x1A"sv, "\f"sv};
  const std::size_t end = p.body.value(0).end;
  const std::size_t at = end + p.random.below(p.body.text.size() - end + 1);
  return insert_at(at, std::string(one_of(kMarks, p.random)));
}

std::optional<Fault> no_whitespace(const Planting& p) {
  // Characters that other languages take for white space.
  constexpr std::array<std::string_view, 9> kSpaces{"\x0B",         "\x0C",         "\xC2\x85",
                                                    "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\xA8",
                                                    "\xE2\x80\x8B", "\xE3\x80\x80", "\xEF\xBB\xBF"};
  // The quotes of typography are none, and so are bytes where white space may stand.
  if (p.random.chance(1, 8)) {
    if (std::optional<Fault> fault = any_in_quotes(p, "\xE2\x80\x9C", "\xE2\x80\x9D")) return fault;
  }
  if (p.random.chance(1, 8)) return end_mark(p);
  if (p.random.chance(1, 8)) {
    if (std::optional<Fault> fault = digit_of_unicode(p)) return fault;
  }
  const std::size_t at = one_of(p.body.tree.gaps, p.random);
  std::string piece(one_of(kSpaces, p.random));
  if (p.random.chance(1, 2)) {
    do {
      const std::size_t byte = p.random.below(0x20 + 0x81);
      piece = std::string(1, static_cast<char>(byte < 0x20 ? byte : byte - 0x20 + 0x7F));
    } while (piece.find_first_of(" \t\n\r") == 0);
  }
  // At the start this one is a byte order mark, another rule.
  if (at == 0 && piece == "\xEF\xBB\xBF") piece = "\xE2\x81\xA0";
  return insert_at(at, std::move(piece));
}

std::optional<Fault> comment(const Planting& p) {
  constexpr std::array<std::string_view, 7> kComments{
      "/", "//\n", "/**/", "/* comment */", "// line\r\n", "/*", "/*/**/*/"};
  return insert_at(one_of(p.body.tree.gaps, p.random), std::string(one_of(kComments, p.random)));
}

// --- Values.

std::optional<std::size_t> free_value(const Planting& p) {
  return pick(values_where(p.body, [&](std::size_t i) { return p.body.roles[i] == Role::free; }),
              p.random);
}

std::optional<Fault> no_value(const Planting& p) {
  const JsonValue& value = p.body.value(any_value(p));
  const bool outermost = value.level == 0;
  if (value.name && p.random.chance(1, 3)) {
    // The value is left out: the next token, a comma or a brace, stands in its place.
    const std::size_t next = p.body.text.find_first_of(",}", value.end);
    return fault_in({value.begin, value.end, ""}, next - value.end);
  }
  std::string choices = std::string(kNoTokens) + "}:";
  // A comma or a bracket where an element is due breaks a rule about arrays.
  if (!is_element(value)) choices += outermost ? "]," : ",]";
  const std::size_t end = p.random.chance(1, 2) ? value.begin : value.end;
  return fault_in({value.begin, end, one_byte(choices, p.random)}, 0);
}

// One of a literal's bytes but the first is changed, so that a reader which looks at the length or
// at some of the bytes only is caught.
std::optional<Fault> changed_literal(const Planting& p) {
  const std::optional<std::size_t> literal =
      pick(values_where(p.body,
                        [&](std::size_t i) { return p.body.value(i).kind == JsonKind::literal; }),
           p.random);
  if (!literal) return std::nullopt;
  const JsonValue& value = p.body.value(*literal);
  const std::size_t at = value.begin + 1 + p.random.below(value.end - value.begin - 1);
  const char right = p.body.text[at];
  char wrong = p.random.chance(1, 2) ? static_cast<char>(right - 'a' + 'A')
                                     : static_cast<char>(p.random.below(256));
  if (wrong == right) wrong = ' ';
  return fault_in({at, at + 1, std::string(1, wrong)}, 0);
}

std::optional<Fault> no_literal(const Planting& p) {
  struct Word {
    std::string_view text;
    std::size_t fault_at;
  };
  // The last four begin as a literal does, so they may stand only where any literal may.
  constexpr std::array<Word, 14> kWords{{{"True", 0},
                                         {"FALSE", 0},
                                         {"Yes", 0},
                                         {"undefined", 0},
                                         {"yes", 0},
                                         {"x", 0},
                                         {"e5", 0},
                                         {"b\"\"", 0},
                                         {"U", 0},
                                         {"abc", 0},
                                         {"nan", 1},
                                         {"tru1", 3},
                                         {"nil", 1},
                                         {"falSe", 3}}};
  if (p.random.chance(1, 2)) {
    if (std::optional<Fault> fault = changed_literal(p)) return fault;
  }
  const std::optional<std::size_t> place = free_value(p);
  const bool anywhere = !place || p.random.chance(1, 2);
  const JsonValue& value = p.body.value(anywhere ? any_value(p) : *place);
  const Word& word = kWords[p.random.below(anywhere ? kWords.size() - 4 : kWords.size())];
  return fault_in({value.begin, value.end, std::string(word.text)}, word.fault_at);
}

std::optional<Fault> single_quote(const Planting& p) {
  if (std::optional<Fault> fault = any_in_quotes(p, "'", "'")) return fault;
  const JsonValue& value = p.body.value(any_value(p));
  return fault_in({value.begin, value.end, p.random.chance(1, 2) ? "'a'" : "'"}, 0);
}

// --- Objects and arrays.

std::optional<std::size_t> container(const Planting& p, JsonKind kind, bool may_be_empty) {
  return pick(values_where(p.body,
                           [&](std::size_t i) {
                             const JsonValue& value = p.body.value(i);
                             return value.kind == kind && (may_be_empty || !value.children.empty());
                           }),
              p.random);
}

std::size_t item_begin(const JsonValue& item) { return item.name ? item.name->begin : item.begin; }

std::optional<Fault> no_name(const Planting& p) {
  const std::string garbage = one_byte(std::string(kNoTokens) + "]:[{0-9+.nametfNI", p.random);
  const std::optional<std::size_t> object = container(p, JsonKind::object, true);
  if (!object) return std::nullopt;
  const JsonValue& value = p.body.value(*object);
  if (value.children.empty()) return insert_at(value.begin + 1, garbage);
  const JsonName& name = *p.body.value(one_of(value.children, p.random)).name;
  if (p.random.chance(1, 2)) return insert_at(name.begin, garbage);
  // A whole token that isn't a string, and a name without quotes.
  constexpr std::array<std::string_view, 8> kNoNames{"name", "null", "1",     "true",
                                                     "{}",   "[]",   "$name", "`name`"};
  return fault_in({name.begin, name.end, std::string(one_of(kNoNames, p.random))}, 0);
}

std::optional<Fault> no_colon(const Planting& p) {
  const std::optional<std::size_t> member =
      pick(values_where(p.body, [&](std::size_t i) { return p.body.value(i).name.has_value(); }),
           p.random);
  if (!member) return std::nullopt;
  const JsonValue& value = p.body.value(*member);
  const std::size_t colon = value.name->colon;
  if (p.random.chance(1, 3)) {
    return fault_in({colon, colon + 1, " "}, value.begin - colon);
  }
  const std::size_t end = p.random.chance(1, 2) ? colon + 1 : colon;
  return fault_in({colon, end, one_byte(std::string(kNoTokens) + ",}]{[\"'=>0-n", p.random)}, 0);
}

// A number, in an object or array, that goes on as numbers of other languages do: with separated
// digits, with a letter for its type; or with a byte that is all but a digit.
std::optional<Fault> number_that_goes_on(const Planting& p, JsonKind kind) {
  const std::optional<std::size_t> place = pick(
      values_where(p.body,
                   [&](std::size_t i) {
                     const JsonValue& value = p.body.value(i);
                     const bool is_inside = value.name ? kind == JsonKind::object
                                                       : kind == JsonKind::array && value.level > 0;
                     return p.body.roles[i] == Role::free && is_inside;
                   }),
      p.random);
  if (!place) return std::nullopt;
  std::string number = random_value(number_type, 0, p.random);
  std::size_t fault_at = number.size();
  switch (p.random.below(3)) {
    case 0:
      number += "_" + std::to_string(p.random.below(1000));
      break;
    case 1:
      number += one_byte("nLlfFdDmu", p.random);
      break;
    default:
      // Eight behind the point, which readers look at together.
      number = "1.23456789";
      fault_at = 3 + p.random.below(number.size() - 3);
      number[fault_at] = one_of(":;<=>?"sv, p.random);
  }
  const JsonValue& value = p.body.value(*place);
  return fault_in({value.begin, value.end, std::move(number)}, fault_at);
}

// Faults between, before and behind the items of an object or array. `wrong_closer` is the other
// kind's bracket.
std::optional<Fault> no_separator(const Planting& p, JsonKind kind, char wrong_closer) {
  if (p.random.chance(1, 6)) {
    if (std::optional<Fault> fault = number_that_goes_on(p, kind)) return fault;
  }
  const std::optional<std::size_t> place = container(p, kind, true);
  if (!place) return std::nullopt;
  const JsonValue& value = p.body.value(*place);
  const std::size_t count = value.children.size();
  if (count == 0 || p.random.chance(1, 6)) return insert_at(value.begin + 1, ",");
  const std::size_t i = p.random.below(count);
  const std::size_t end = p.body.value(value.children[i]).end;
  if (p.random.chance(1, 3)) {
    // A space in front, so that a letter or digit doesn't become part of a number.
    // To the end of its line, what other languages take for a comment.
    constexpr std::array kComments{" # comment\n"sv, " ; comment\n"sv, " -- comment\n"sv};
    if (p.random.chance(1, 6)) return insert_at(end, std::string(one_of(kComments, p.random)), 1);
    const std::string garbage = std::string(kNoTokens) + ":'\"{[0-+.xtNI" + wrong_closer;
    return insert_at(end, " " + one_byte(garbage, p.random), 1);
  }
  if (i + 1 == count) {
    return fault_in({value.end - 1, value.end, std::string(1, wrong_closer)}, 0);
  }
  const std::size_t comma = p.body.text.find(',', end);
  const std::size_t next = item_begin(p.body.value(value.children[i + 1]));
  if (p.random.chance(1, 3)) return fault_in({comma, comma + 1, " "}, next - comma);
  if (p.random.chance(1, 2)) return fault_in({comma, comma, ","}, 1);
  return fault_in({comma, comma + 1, one_byte(";:|=", p.random)}, 0);
}

std::optional<Fault> object_separator(const Planting& p) {
  return no_separator(p, JsonKind::object, ']');
}

std::optional<Fault> array_separator(const Planting& p) {
  return no_separator(p, JsonKind::array, '}');
}

// The bracket behind the comma is the first byte that can't be: an item might follow the comma.
std::optional<Fault> trailing_comma(const Planting& p, JsonKind kind) {
  const std::optional<std::size_t> place = container(p, kind, false);
  if (!place) return std::nullopt;
  const JsonValue& value = p.body.value(*place);
  const std::size_t last = p.body.value(value.children.back()).end;
  const std::size_t closer = value.end - 1;
  const std::size_t at = last + p.random.below(closer - last + 1);
  return insert_at(at, ",", closer + 1 - at);
}

std::optional<Fault> object_trailing_comma(const Planting& p) {
  return trailing_comma(p, JsonKind::object);
}

std::optional<Fault> array_trailing_comma(const Planting& p) {
  return trailing_comma(p, JsonKind::array);
}

constexpr std::array<Planter, 14> kPlanters{{
    {Rule::json_text_incomplete, incomplete},
    {Rule::json_text_trailing, trailing},
    {Rule::json_text_bom, byte_order_mark},
    {Rule::json_whitespace, no_whitespace},
    {Rule::json_comment, comment},
    {Rule::json_value, no_value},
    {Rule::json_literal, no_literal},
    {Rule::json_object_name, no_name},
    {Rule::json_object_colon, no_colon},
    {Rule::json_object_separator, object_separator},
    {Rule::json_object_trailing_comma, object_trailing_comma},
    {Rule::json_array_separator, array_separator},
    {Rule::json_array_trailing_comma, array_trailing_comma},
    {Rule::json_string_single_quote, single_quote},
}};

}  // namespace

std::span<const Planter> structure_planters() { return kPlanters; }

}  // namespace connectorgroup
