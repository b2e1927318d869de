// A cursor with one function per production of RFC 8259. A byte that can't stand where it stands is
// given to refuse() with the rule that says so; when that rule is ignored, the function goes on in
// the way that a reader without the rule would. Every such way takes at least one byte before the
// same place can be reached again, so reading ends whatever is ignored.

#include "model/body/reference_json.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/body/reference_number.h"

namespace connectorgroup::reference {
namespace {

bool is_letter(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool is_white_space(unsigned char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool is_hex_digit(unsigned char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

}  // namespace

bool is_digit(unsigned char byte) { return byte >= '0' && byte <= '9'; }

bool begins_value(unsigned char byte) {
  return byte == '"' || byte == '{' || byte == '[' || byte == '-' || is_digit(byte) ||
         byte == 't' || byte == 'f' || byte == 'n';
}

JsonCursor::JsonCursor(std::string_view text, const Limits& limits, const RuleSet& ignored)
    : text_(text), limits_(limits), ignored_(ignored) {
  // What comes before the limit is judged first, so the text is cut there.
  if (text.size() > limits.bytes_max && !ignores(Rule::limit_bytes)) {
    longer_than_limit_ = true;
    text_ = text.substr(0, limits.bytes_max);
  }
}

// --- Rules and bytes.

bool JsonCursor::refuse(Rule rule, std::size_t offset, std::string_view member) {
  if (ignores(rule)) return true;
  violation_ = Violation{rule, offset, member};
  return false;
}

bool JsonCursor::grant(Rule rule, std::size_t offset, std::string_view member) {
  if (!ignores(rule)) return true;
  violation_ = Violation{rule, offset, member};
  return false;
}

bool JsonCursor::end_early() {
  if (longer_than_limit_) {
    violation_ = Violation{Rule::limit_bytes, text_.size()};
  } else if (refuse(Rule::json_text_incomplete, text_.size())) {
    ended_ = true;
  }
  return false;
}

void JsonCursor::go_to(const VerifiedPart& part) {
  using End = VerifiedPart::End;
  position_ = part.offset;
  depth_ = part.end == End::element    ? 3
           : part.end == End::elements ? 2
           : part.end == End::members  ? 1
                                       : 0;
  known_ = part.string;
}

// --- White space and the ends of the text.

bool JsonCursor::byte_order_mark() {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (!text_.starts_with(kMark)) return true;
  if (!refuse(Rule::json_text_bom, 0)) return false;
  position_ = kMark.size();
  return true;
}

bool JsonCursor::white_space() {
  while (!at_end()) {
    const unsigned char byte = peek();
    if (is_white_space(byte)) {
      if (!grant(Rule::json_whitespace_between_tokens, position_)) return false;
      ++position_;
    } else if (byte == '/') {
      if (!comment()) return false;
    } else if (byte < 0x20 || byte >= 0x7F) {
      if (!refuse(Rule::json_whitespace, position_)) return false;
      ++position_;
    } else {
      return true;
    }
  }
  return true;
}

// Ignored, comments are those of JavaScript; a lone solidus is skipped.
bool JsonCursor::comment() {
  if (!refuse(Rule::json_comment, position_)) return false;
  const std::string_view rest = text_.substr(position_);
  std::size_t size = 1;
  if (rest.starts_with("//")) {
    size = std::min(rest.find('\n'), rest.size());
  } else if (rest.starts_with("/*")) {
    const std::size_t end = rest.find("*/", 2);
    size = end == std::string_view::npos ? rest.size() : end + 2;
  }
  steps_ += size;
  position_ += size;
  return true;
}

bool JsonCursor::end_of_text() {
  if (!white_space()) return false;
  if (!at_end()) return refuse(Rule::json_text_trailing, position_);
  if (longer_than_limit_) return end_early();
  return true;
}

bool JsonCursor::start(bool& object) {
  if (!byte_order_mark() || !white_space_and_byte()) return false;
  object = peek() == '{';
  if (object) return true;
  if (begins_value(peek()) && !refuse(Rule::body_object, position_)) return false;
  return skip_value() && end_of_text();
}

// --- Numbers and literals.

void JsonCursor::take_digits() {
  while (!at_end() && is_digit(peek())) ++position_;
}

std::string_view JsonCursor::digits_ahead() const {
  const std::string_view rest = text_.substr(position_);
  return rest.substr(0, rest.find_first_not_of("0123456789"));
}

bool JsonCursor::fraction_or_exponent_ahead() const {
  const std::size_t i = position_ + digits_ahead().size();
  return i < text_.size() && (text_[i] == '.' || text_[i] == 'e' || text_[i] == 'E');
}

bool JsonCursor::number() {
  const std::size_t start = position_;
  if (peek() == '+' || peek() == '-') ++position_;
  if (!need_byte()) return false;
  if (peek() == 'N' || peek() == 'I') {
    if (!refuse(Rule::json_number_not_finite, position_)) return false;
    while (!at_end() && is_letter(peek())) ++position_;
    return true;
  }
  if (!integer_part()) return false;
  if (!at_end() && peek() == '.') {
    ++position_;
    if (!digits_after_mark(Rule::json_number_fraction)) return false;
  }
  if (!at_end() && (peek() == 'e' || peek() == 'E')) {
    ++position_;
    if (!need_byte()) return false;
    // After e+ no exponent can make the number smaller.
    if (peek() == '+' && exceeds_binary64(taken_since(start)) &&
        !refuse(Rule::json_number_magnitude, start)) {
      return false;
    }
    if (peek() == '+' || peek() == '-') ++position_;
    if (!digits_after_mark(Rule::json_number_exponent)) return false;
  }
  return judge_number(start);
}

bool JsonCursor::integer_part() {
  const unsigned char first = peek();
  if (!is_digit(first)) return refuse(Rule::json_number_integer_part, position_);
  ++position_;
  if (first == '0' && !at_end()) {
    const unsigned char next = peek();
    if (is_digit(next) && !refuse(Rule::json_number_leading_zero, position_)) return false;
    if (next == 'x' || next == 'X') {
      if (!refuse(Rule::json_number_hexadecimal, position_)) return false;
      ++position_;
      while (!at_end() && is_hex_digit(peek())) ++position_;
      return true;
    }
  }
  take_digits();
  return true;
}

bool JsonCursor::digits_after_mark(Rule rule) {
  if (!need_byte()) return false;
  if (!is_digit(peek()) && !refuse(rule, position_)) return false;
  take_digits();
  return true;
}

// A number that the text's end cuts off may yet get a fraction or an exponent, so it isn't judged,
// unless nothing that may follow can make it smaller.
bool JsonCursor::judge_number(std::size_t start) {
  const std::string_view token = taken_since(start);
  if (at_end() && depth_ > 0 && !exponent_only_grows(token)) return need_byte();
  if (exceeds_integer_range(token) && !refuse(Rule::json_number_integer_range, start)) return false;
  if (exceeds_binary64(token) && !refuse(Rule::json_number_magnitude, start)) return false;
  if (at_end() && depth_ > 0) return need_byte();
  return is_plain_integer(token) || grant(Rule::json_number_forms, start);
}

// Its first letter tells which literal is meant. Ignored, any word will do.
bool JsonCursor::literal() {
  const unsigned char first = peek();
  const std::string_view expected = first == 't' ? "true" : first == 'f' ? "false" : "null";
  for (const char letter : expected) {
    if (!need_byte()) return false;
    if (peek() != static_cast<unsigned char>(letter)) {
      if (!refuse(Rule::json_literal, position_)) return false;
      while (!at_end() && is_letter(peek())) ++position_;
      return true;
    }
    ++position_;
  }
  return true;
}

// --- Values.

bool JsonCursor::scalar() {
  const unsigned char byte = peek();
  if (byte == '"') {
    std::string value;
    return string(value);
  }
  if (byte == '-' || is_digit(byte)) return number();
  if (is_letter(byte) && byte != 'N' && byte != 'I') return literal();
  return not_a_value();
}

// The byte begins no value. What it looks like says which rule is named, and, ignored, how it is
// read. One that looks like nothing is dropped.
bool JsonCursor::not_a_value() {
  const unsigned char byte = peek();
  if (byte == '\'') {
    std::string value;
    return refuse(Rule::json_string_single_quote, position_) && string(value);
  }
  if (byte == '+') return refuse(Rule::json_number_plus_sign, position_) && number();
  if (byte == '.') return number();
  if (byte == 'N' || byte == 'I') return number();
  if (!refuse(Rule::json_value, position_)) return false;
  if (byte == ',' || byte == ']' || byte == '}') return true;
  ++position_;
  const bool scalar_behind = !at_end() && begins_value(peek()) && peek() != '{' && peek() != '[';
  return !scalar_behind || scalar();
}

bool JsonCursor::skip_value() {
  struct Level {
    bool object;
    Container container;
  };
  std::vector<Level> levels;
  std::string name;
  std::size_t name_offset = 0;
  do {
    const unsigned char byte = peek();
    if (byte == '{' || byte == '[') {
      if (!grant(Rule::json_value_nested, position_) || !open()) return false;
      levels.push_back({byte == '{', {}});
    } else if (!scalar()) {
      return false;
    }
    while (!levels.empty()) {
      Level& level = levels.back();
      const Step step = level.object ? next_name(level.container, name, name_offset)
                                     : next_element(level.container);
      if (step == Step::over) return false;
      if (step == Step::item) {
        if (level.object && !colon()) return false;
        break;
      }
      levels.pop_back();
    }
  } while (!levels.empty());
  return true;
}

// --- Containers.

bool JsonCursor::open() {
  ++depth_;
  if (depth_ > limits_.depth_max && !refuse(Rule::limit_depth, position_)) return false;
  if (depth_ == limits_.depth_max && !grant(Rule::limit_depth_reached, position_)) return false;
  ++position_;
  return true;
}

Step JsonCursor::close() {
  ++position_;
  --depth_;
  return Step::closed;
}

// Ignored, what stands in a comma's place is skipped up to what may be the next item, or the end.
bool JsonCursor::skip_to_item() {
  constexpr std::string_view kEnds = "\"',{}[]";
  while (!at_end() && kEnds.find(static_cast<char>(peek())) == std::string_view::npos) ++position_;
  return need_byte();
}

// White space, and the comma that must stand between two items, up to the next item or through the
// closing bracket.
Step JsonCursor::next_item(Container& container, const Brackets& brackets) {
  if (!white_space_and_byte()) return Step::over;
  if (peek() == brackets.closing) return close();
  if (!container.first) {
    if (peek() == ',') {
      ++position_;
      if (!white_space_and_byte()) return Step::over;
      if (peek() == brackets.closing) {
        return refuse(brackets.trailing_comma, position_) ? close() : Step::over;
      }
    } else {
      if (!refuse(brackets.separator, position_) || !skip_to_item()) return Step::over;
      if (peek() == '}' || peek() == ']') return close();
    }
  }
  container.first = false;
  while (peek() == ',') {
    if (!refuse(brackets.separator, position_)) return Step::over;
    ++position_;
    if (!white_space_and_byte()) return Step::over;
    if (peek() == brackets.closing) return close();
  }
  return Step::item;
}

Step JsonCursor::next_element(Container& array) {
  return next_item(array, {']', Rule::json_array_separator, Rule::json_array_trailing_comma});
}

bool NameSet::had(std::string_view name) const {
  return std::find(before_.begin(), before_.end(), name) != before_.end();
}

bool NameSet::add(const std::string& name) {
  if (name == last_ || had(name) || added_.count(name) > 0) return false;
  if (last_) added_.insert(std::move(*last_));
  last_ = name;
  return true;
}

Step JsonCursor::next_name(Container& object, std::string& name_out, std::size_t& name_offset) {
  const Step step =
      next_item(object, {'}', Rule::json_object_separator, Rule::json_object_trailing_comma});
  if (step != Step::item) return step;
  name_offset = position_;
  if (!name(name_out)) return Step::over;
  ++object.member_count;
  if (object.member_count > limits_.members_max && !refuse(Rule::limit_members, name_offset)) {
    return Step::over;
  }
  return object.names.add(name_out) || refuse(Rule::body_member_duplicate, name_offset)
             ? Step::item
             : Step::over;
}

bool JsonCursor::name(std::string& name_out) {
  const unsigned char byte = peek();
  const std::size_t start = position_;
  if (byte == '\'' && !refuse(Rule::json_string_single_quote, position_)) return false;
  if (byte != '"' && byte != '\'') return unquoted_name(name_out);
  if (!string(name_out)) return false;
  // A reader without the rule takes names as they are spelled.
  if (ignores(Rule::json_name_compared_unescaped)) {
    const std::string_view spelled = taken_since(start);
    name_out = spelled.substr(1, spelled.size() - 2);
  }
  return true;
}

// Ignored, a name reaches to the next byte that could end one.
bool JsonCursor::unquoted_name(std::string& name_out) {
  if (!refuse(Rule::json_object_name, position_)) return false;
  const std::size_t start = position_;
  while (!at_end()) {
    const unsigned char byte = peek();
    if (is_white_space(byte) || byte == ':' || byte == ',' || byte == '}' || byte == ']') break;
    ++position_;
  }
  name_out = taken_since(start);
  return true;
}

bool JsonCursor::colon() {
  if (!white_space_and_byte()) return false;
  if (peek() != ':') {
    if (!refuse(Rule::json_object_colon, position_)) return false;
    // Ignored, another sign may stand in the colon's place, or none.
    if (!begins_value(peek())) ++position_;
  } else {
    ++position_;
  }
  return white_space_and_byte();
}

}  // namespace connectorgroup::reference
