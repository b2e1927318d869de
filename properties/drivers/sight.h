// What a person sees who looks at the offset of a broken text: one statement for each rule about
// the bytes there. Written by hand, without a reader, so that the edits and the readers can't agree
// on a wrong offset.
#pragma once

#include <array>
#include <string_view>

#include "model/rule.h"
#include "properties/edits/break_rule.h"

namespace connectorgroup::sight {

// The text before an offset and from it on.
struct Sight {
  std::string_view before;
  std::string_view after;

  unsigned next() const { return after.empty() ? 0x100u : static_cast<unsigned char>(after[0]); }
  bool next_is(std::string_view bytes) const {
    return !after.empty() && bytes.find(after[0]) != std::string_view::npos;
  }
  unsigned last() const { return before.empty() ? 0u : static_cast<unsigned char>(before.back()); }
  // The last byte before that isn't white space; NUL at the start of the text.
  char token() const {
    const std::size_t at = before.find_last_not_of(" \t\n\r");
    return at == std::string_view::npos ? '\0' : before[at];
  }
  bool token_is(std::string_view bytes) const {
    return bytes.find(token()) != std::string_view::npos;
  }
  bool last_is(std::string_view bytes) const {
    return !before.empty() && bytes.find(before.back()) != std::string_view::npos;
  }
  bool value_is_due() const { return token() == '\0' || token_is(":,["); }
};

inline constexpr std::string_view kDigits = "0123456789";
inline constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";
inline constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

inline bool continues(unsigned byte) { return byte >= 0x80 && byte <= 0xBF; }

inline bool wrong_separator(const Sight& s, std::string_view open, std::string_view right) {
  return s.token_is(open) || s.token() == ',' ? s.next() == ',' : !s.next_is(right);
}

struct Seen {
  Rule rule;
  bool (*fault)(const Sight&);
};

// For the rules whose place is a byte or a unit; the others have the same sight each.
inline constexpr std::array kSeen{
    Seen{Rule::json_text_trailing,
         [](const Sight& s) { return s.token() == '}' && !s.next_is(" \t\n\r"); }},
    Seen{Rule::json_text_bom,
         [](const Sight& s) { return s.before.empty() && s.after.starts_with("\xEF\xBB\xBF"); }},
    Seen{Rule::json_whitespace,
         [](const Sight& s) {
           return (s.next() < 0x20 || s.next() > 0x7E) && !s.next_is(" \t\n\r");
         }},
    Seen{Rule::json_comment, [](const Sight& s) { return s.next() == '/'; }},
    Seen{Rule::json_value,
         [](const Sight& s) {
           return s.value_is_due() && !s.next_is("\"{[-tfn/'") && !s.next_is(kDigits);
         }},
    Seen{Rule::json_literal,
         [](const Sight& s) {
           return s.value_is_due() ? s.next_is(kLetters) && !s.next_is("tfn")
                                   : s.last_is("trufalsn");
         }},
    Seen{Rule::json_object_name,
         [](const Sight& s) { return s.token_is("{,") && !s.next_is("\"},'"); }},
    Seen{Rule::json_object_colon,
         [](const Sight& s) { return s.token() == '"' && s.next() != ':'; }},
    Seen{Rule::json_object_separator, [](const Sight& s) { return wrong_separator(s, "{", ",}"); }},
    Seen{Rule::json_object_trailing_comma,
         [](const Sight& s) { return s.token() == ',' && s.next() == '}'; }},
    Seen{Rule::json_array_separator, [](const Sight& s) { return wrong_separator(s, "[", ",]"); }},
    Seen{Rule::json_array_trailing_comma,
         [](const Sight& s) { return s.token() == ',' && s.next() == ']'; }},
    Seen{Rule::json_number_leading_zero,
         [](const Sight& s) { return s.last() == '0' && s.next_is(kDigits); }},
    Seen{Rule::json_number_plus_sign,
         [](const Sight& s) { return s.value_is_due() && s.next() == '+'; }},
    Seen{Rule::json_number_integer_part,
         [](const Sight& s) {
           return s.last() == '-' ? !s.next_is(kDigits) : s.value_is_due() && s.next() == '.';
         }},
    Seen{Rule::json_number_fraction,
         [](const Sight& s) { return s.last() == '.' && !s.next_is(kDigits); }},
    Seen{Rule::json_number_exponent,
         [](const Sight& s) { return s.last_is("eE+-") && !s.next_is(kDigits); }},
    Seen{Rule::json_number_hexadecimal,
         [](const Sight& s) { return s.last() == '0' && s.next_is("xX"); }},
    Seen{Rule::json_number_not_finite,
         [](const Sight& s) { return (s.last() == '-' || s.value_is_due()) && s.next_is("NI"); }},
    Seen{
        Rule::json_number_magnitude,
        [](const Sight& s) { return s.value_is_due() && (s.next() == '-' || s.next_is(kDigits)); }},
    Seen{Rule::json_number_integer_range,
         [](const Sight& s) {
           return s.value_is_due() && s.after.find_first_not_of("-0123456789") >= 16;
         }},
    Seen{Rule::json_string_single_quote,
         [](const Sight& s) { return (s.value_is_due() || s.token() == '{') && s.next() == '\''; }},
    Seen{Rule::json_string_control, [](const Sight& s) { return s.next() < 0x20; }},
    Seen{Rule::json_string_escape,
         [](const Sight& s) { return s.last() == '\\' && !s.next_is("\"\\/bfnrtu"); }},
    Seen{Rule::json_string_escape_hex,
         [](const Sight& s) {
           return !s.next_is(kHexDigits) && s.before.rfind("\\u") + 6 > s.before.size();
         }},
    Seen{Rule::json_string_lone_surrogate,
         [](const Sight& s) { return s.after.starts_with("\\ud") || s.after.starts_with("\\uD"); }},
    Seen{Rule::json_string_noncharacter,
         [](const Sight& s) {
           return s.after.starts_with("\\u") || s.next() == 0xEF || s.next() >= 0xF0;
         }},
    Seen{Rule::json_utf8_continuation, [](const Sight& s) { return continues(s.next()); }},
    Seen{Rule::json_utf8_truncated,
         [](const Sight& s) { return s.last() >= 0x80 && !continues(s.next()); }},
    Seen{Rule::json_utf8_overlong,
         [](const Sight& s) {
           return s.next_is("\xC0\xC1") || (s.last_is("\xE0\xF0") && continues(s.next()));
         }},
    Seen{Rule::json_utf8_surrogate,
         [](const Sight& s) { return s.last() == 0xED && s.next() >= 0xA0; }},
    Seen{Rule::json_utf8_range,
         [](const Sight& s) { return s.next() >= 0xF5 || (s.last() == 0xF4 && s.next() >= 0x90); }},
    Seen{Rule::body_object, [](const Sight& s) { return s.token() == '\0' && s.next() != '{'; }},
    Seen{Rule::collection_element_object,
         [](const Sight& s) { return s.token_is("[,") && s.next() != '{'; }},
    Seen{Rule::error_detail_object,
         [](const Sight& s) { return s.token_is("[,") && s.next() != '{'; }},
    Seen{Rule::limit_depth, [](const Sight& s) { return s.value_is_due() && s.next_is("[{"); }},
};

// True when the fault is to be seen where the broken text says.
inline bool is_seen(const BrokenText& broken) {
  const std::string_view text = broken.text;
  const Sight sight{text.substr(0, broken.offset), text.substr(broken.offset)};
  switch (row(broken.rule).place) {
    case Place::member:
      return sight.token_is("{,") && sight.next() == '"';
    case Place::closing_brace:
      return sight.next() == '}';
    case Place::end:
      return sight.after.empty();
    case Place::byte:
    case Place::unit:
    case Place::field:
    case Place::empty_line:
    case Place::none:
      break;
  }
  for (const Seen& seen : kSeen) {
    if (seen.rule == broken.rule) return seen.fault(sight);
  }
  return false;
}

}  // namespace connectorgroup::sight
