// One pass over the prefix keeps a stack of the open objects and arrays. Where the prefix ends, the
// token in progress is finished first, then every open object and array from the inside out.

#include "properties/edits/complete.h"

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <vector>

#include "model/assertion.h"

namespace connectorgroup {
namespace {

// What may stand as a value.
enum class Expected : std::uint8_t {
  anything,
  declared,      // what the member's row in the contract says
  type,          // kResourceType
  control_text,  // any string
  count,         // digits
  elements,      // a collection's objects
  resource,      // a connectorGroup object
};

// What comes next in an object or array.
enum class State : std::uint8_t {
  opened,  // an item, or the closing bracket
  item,    // an item: a comma was taken
  colon,
  value,
  done,  // a comma, or the closing bracket
};

struct Frame {
  enum class Kind : std::uint8_t { resource, collection, elements, object, array };

  Kind kind = Kind::object;
  State state = State::opened;
  // In the states colon and value.
  Expected expected = Expected::anything;
  const MemberSpec* spec = nullptr;
  // The size of the longest name as it is spelled, which is at least its size unescaped: a longer
  // name is a new one.
  std::size_t name_size_max = 0;
  std::bitset<kMemberCount> seen = {};
  bool value_seen = false;

  bool is_array() const { return kind == Kind::elements || kind == Kind::array; }
};

enum class Token : std::uint8_t {
  taken,
  cut,     // the prefix ends in it; what it lacks was added
  broken,  // no token begins so
};

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

int hex_value(char byte) {
  if (is_digit(byte)) return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

// The value of four hexadecimal digits, or -1.
int unit_of(std::string_view digits) {
  int unit = 0;
  for (const char digit : digits) {
    if (hex_value(digit) < 0) return -1;
    unit = unit * 16 + hex_value(digit);
  }
  return unit;
}

bool is_type_name(std::string_view name) { return name == "@odata.type" || name == "@type"; }

bool is_context_name(std::string_view name) {
  return name == "@odata.context" || name == "@context";
}

// --- The machine.

class Machine {
 public:
  Machine(std::string_view prefix, BodyKind kind, const Contract& contract)
      : prefix_(prefix),
        kind_(kind),
        is_request_(kind == BodyKind::create_request),
        contract_(contract) {}

  Completion run();

 private:
  bool at_end() const { return at_ >= prefix_.size(); }
  bool take(char byte);
  std::size_t take_digits();
  void skip_space();

  // One step from the cursor; false: the prefix isn't viable.
  bool step();
  bool open_body();
  void begin_body();
  bool in_object(Frame& frame);
  bool in_array(Frame& frame);
  bool name(Frame& frame);
  bool value(Frame& frame);
  void close() { stack_.pop_back(); }

  // What the name lets stand as its value; marks what it makes present.
  void expect(Frame& frame, std::string_view name) const;
  void expect_in_resource(Frame& frame, std::string_view name) const;
  bool is_judged(const MemberSpec& spec) const;
  bool is_required(const MemberSpec& spec) const;
  bool is_closed_string(const Frame& frame) const;

  // Each takes a token, or finishes the one that the prefix cuts off.
  Token string(std::string& content);
  Token escape(std::string& content);
  Token unicode_escape(std::string& content);
  Token character(std::string& content);
  Token number(bool digits_only);
  Token literal(std::string_view word);

  void finish();
  void finish_item(Frame& frame);
  std::string missing_members(const Frame& frame) const;
  std::string filler(Expected expected, const MemberSpec* spec) const;

  std::string_view prefix_;
  BodyKind kind_;
  bool is_request_;
  const Contract& contract_;
  std::size_t at_ = 0;
  std::vector<Frame> stack_;
  bool body_seen_ = false;
  bool restricted_ = false;
  std::string added_;
};

Completion Machine::run() {
  for (skip_space(); !at_end(); skip_space()) {
    if (!step()) return {Completion::Outcome::not_viable};
  }
  if (restricted_) return {Completion::Outcome::restricted};
  finish();
  return {Completion::Outcome::completed, std::string(prefix_) + added_};
}

bool Machine::take(char byte) {
  if (at_end() || prefix_[at_] != byte) return false;
  ++at_;
  return true;
}

std::size_t Machine::take_digits() {
  const std::size_t start = at_;
  while (!at_end() && is_digit(prefix_[at_])) ++at_;
  return at_ - start;
}

void Machine::skip_space() {
  while (!at_end() && is_space(prefix_[at_])) ++at_;
}

// --- Objects and arrays.

bool Machine::step() {
  if (!body_seen_) return open_body();
  if (stack_.empty()) return false;
  Frame& frame = stack_.back();
  return frame.is_array() ? in_array(frame) : in_object(frame);
}

bool Machine::open_body() {
  begin_body();
  return take('{');
}

void Machine::begin_body() {
  body_seen_ = true;
  stack_.push_back(
      {kind_ == BodyKind::collection ? Frame::Kind::collection : Frame::Kind::resource});
}

bool Machine::in_object(Frame& frame) {
  switch (frame.state) {
    case State::opened:
      if (!take('}')) return name(frame);
      close();
      return true;
    case State::item:
      return name(frame);
    case State::colon:
      frame.state = State::value;
      return take(':');
    case State::value:
      return value(frame);
    case State::done:
      break;
  }
  frame.state = State::item;
  if (take(',')) return true;
  if (!take('}')) return false;
  close();
  return true;
}

bool Machine::in_array(Frame& frame) {
  if (frame.state == State::done) {
    frame.state = State::item;
    if (take(',')) return true;
    if (!take(']')) return false;
    close();
    return true;
  }
  if (frame.state == State::opened && take(']')) {
    close();
    return true;
  }
  frame.expected = frame.kind == Frame::Kind::elements ? Expected::resource : Expected::anything;
  return value(frame);
}

bool Machine::name(Frame& frame) {
  if (prefix_[at_] != '"') return false;
  const std::size_t start = at_;
  std::string content;
  const Token token = string(content);
  if (token == Token::cut) {
    // Whatever the name was going to be, it can become an annotation that no rule knows.
    added_ += '@' + std::string(frame.name_size_max + 1, 'z') + '"';
    content.clear();
  }
  frame.name_size_max = std::max(frame.name_size_max, at_ - start);
  frame.state = State::colon;
  expect(frame, content);
  return token != Token::broken;
}

bool Machine::value(Frame& frame) {
  // Before a nested frame makes the stack move.
  frame.state = State::done;
  const Expected expected = frame.expected;
  const char first = prefix_[at_];
  if (take('{')) {
    stack_.push_back(
        {expected == Expected::resource ? Frame::Kind::resource : Frame::Kind::object});
    return true;
  }
  if (take('[')) {
    stack_.push_back({expected == Expected::elements ? Frame::Kind::elements : Frame::Kind::array});
    return true;
  }
  if (first == '"') {
    std::string content;
    const Token token = string(content);
    if (token == Token::cut) {
      restricted_ = is_closed_string(frame);
      added_ += '"';
    }
    return token != Token::broken;
  }
  if (first == '-' || is_digit(first)) return number(expected == Expected::count) != Token::broken;
  for (const std::string_view word : {"true", "false", "null"}) {
    if (first == word[0]) return literal(word) != Token::broken;
  }
  return false;
}

// --- What the contract says.

void Machine::expect(Frame& frame, std::string_view name) const {
  frame.expected = Expected::anything;
  frame.spec = nullptr;
  if (frame.kind == Frame::Kind::resource) return expect_in_resource(frame, name);
  if (frame.kind != Frame::Kind::collection) return;
  if (name == "value") {
    frame.value_seen = true;
    frame.expected = Expected::elements;
  } else if (name == "@odata.count" || name == "@count") {
    frame.expected = Expected::count;
  } else if (name == "@odata.nextLink" || name == "@nextLink" || is_context_name(name)) {
    frame.expected = Expected::control_text;
  }
}

void Machine::expect_in_resource(Frame& frame, std::string_view name) const {
  if (is_type_name(name)) {
    frame.expected = Expected::type;
  } else if (is_context_name(name) && !is_request_) {
    frame.expected = Expected::control_text;
  }
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    const MemberSpec& spec = contract_.members[i];
    if (name != spec.name || !is_judged(spec)) continue;
    frame.seen.set(i);
    frame.expected = Expected::declared;
    frame.spec = &spec;
  }
}

bool Machine::is_judged(const MemberSpec& spec) const {
  if (!is_request_) return spec.response == InResponse::required;
  return spec.request == InRequest::required || spec.request == InRequest::optional;
}

bool Machine::is_required(const MemberSpec& spec) const {
  return is_request_ ? spec.request == InRequest::required : spec.response == InResponse::required;
}

bool Machine::is_closed_string(const Frame& frame) const {
  if (frame.expected == Expected::type) return true;
  if (frame.expected != Expected::declared || frame.spec->values.empty()) return false;
  return is_request_ || !frame.spec->evolvable;
}

// --- Tokens.

// `content` gets the string with its ASCII characters unescaped. Others can't be part of a name
// that anything depends on, and stay as they are spelled.
Token Machine::string(std::string& content) {
  ++at_;
  while (!at_end()) {
    const auto byte = static_cast<unsigned char>(prefix_[at_]);
    if (take('"')) return Token::taken;
    if (byte < 0x20) return Token::broken;
    if (byte == '\\' || byte >= 0x80) {
      const Token token = byte == '\\' ? escape(content) : character(content);
      if (token != Token::taken) return token;
    } else {
      content += prefix_[at_++];
    }
  }
  return Token::cut;
}

Token Machine::escape(std::string& content) {
  ++at_;
  if (at_end()) {
    added_ += 'n';
    return Token::cut;
  }
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const char letter = prefix_[at_++];
  if (letter == 'u') return unicode_escape(content);
  const std::size_t i = kLetters.find(letter);
  if (i == std::string_view::npos) return Token::broken;
  content += kMeanings[i];
  return Token::taken;
}

// The missing digits are zeros, which makes no surrogate but a high one, and no noncharacter. A
// high surrogate is followed by the lowest low one, as far as it isn't there.
Token Machine::unicode_escape(std::string& content) {
  constexpr std::string_view kLowHalf = "\\uDC00";
  std::string digits(prefix_.substr(at_, 4));
  at_ += digits.size();
  const std::size_t missing = 4 - digits.size();
  digits.append(missing, '0');
  const int unit = unit_of(digits);
  if (unit < 0) return Token::broken;
  added_.append(missing, '0');
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    const std::size_t there = std::min(prefix_.size() - at_, kLowHalf.size());
    at_ += there;
    added_ += kLowHalf.substr(there);
    if (there < kLowHalf.size()) return Token::cut;
  }
  if (missing > 0) return Token::cut;
  if (unit < 0x80) {
    content += static_cast<char>(unit);
  } else {
    content += "\\u" + digits;
  }
  return Token::taken;
}

// The lowest continuation bytes that are possible make no noncharacter.
Token Machine::character(std::string& content) {
  const auto lead = static_cast<unsigned char>(prefix_[at_]);
  if (lead < 0xC2 || lead > 0xF4) return Token::broken;
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const std::string_view there = prefix_.substr(at_, size);
  for (const char c : there.substr(1)) {
    if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u) return Token::broken;
  }
  at_ += there.size();
  content += there;
  for (std::size_t i = there.size(); i < size; ++i) {
    const bool after_lead = i == 1;
    added_ += after_lead && lead == 0xE0 ? '\xA0' : after_lead && lead == 0xF0 ? '\x90' : '\x80';
  }
  return there.size() < size ? Token::cut : Token::taken;
}

// A number that is cut off may be too large as it stands, and is made tiny as long as its exponent
// can still be negative: further than any text's digits reach.
Token Machine::number(bool digits_only) {
  const auto cut = [this](std::string_view rest) {
    added_ += rest;
    return Token::cut;
  };
  take('-');
  const std::size_t integer_size = take_digits();
  if (at_end()) return cut(integer_size == 0 ? "0" : digits_only ? "" : "e-999999999");
  if (integer_size == 0) return Token::broken;
  if (take('.')) {
    const std::size_t fraction_size = take_digits();
    if (at_end()) return cut(fraction_size == 0 ? "0e-999999999" : "e-999999999");
    if (fraction_size == 0) return Token::broken;
  }
  if (!take('e') && !take('E')) return Token::taken;
  if (at_end()) return cut("-999999999");
  const bool negative = take('-');
  if (!negative) take('+');
  const std::size_t exponent_size = take_digits();
  if (at_end()) return cut(negative ? "999999999" : exponent_size == 0 ? "0" : "");
  return exponent_size == 0 ? Token::broken : Token::taken;
}

Token Machine::literal(std::string_view word) {
  const std::string_view there = prefix_.substr(at_, word.size());
  if (!word.starts_with(there)) return Token::broken;
  at_ += there.size();
  added_ += word.substr(there.size());
  return there.size() < word.size() ? Token::cut : Token::taken;
}

// --- The end.

void Machine::finish() {
  if (!body_seen_) {
    begin_body();
    added_ += '{';
  }
  for (; !stack_.empty(); close()) {
    Frame& frame = stack_.back();
    finish_item(frame);
    const std::string missing = missing_members(frame);
    if (frame.state == State::done && !missing.empty()) added_ += ',';
    added_ += missing;
    added_ += frame.is_array() ? ']' : '}';
  }
}

void Machine::finish_item(Frame& frame) {
  switch (frame.state) {
    case State::opened:
    case State::done:
      return;
    case State::item:
      if (frame.is_array()) {
        added_ += filler(frame.expected, nullptr);
      } else {
        added_ += "\"@" + std::string(frame.name_size_max, 'z') + "\":0";
      }
      break;
    case State::colon:
      added_ += ':';
      [[fallthrough]];
    case State::value:
      added_ += filler(frame.expected, frame.spec);
  }
  frame.state = State::done;
}

// Separated by commas; empty where nothing is missing.
std::string Machine::missing_members(const Frame& frame) const {
  if (frame.kind == Frame::Kind::collection && !frame.value_seen) return "\"value\":[]";
  std::string members;
  if (frame.kind != Frame::Kind::resource) return members;
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    const MemberSpec& spec = contract_.members[i];
    if (frame.seen[i] || !is_required(spec)) continue;
    if (!members.empty()) members += ',';
    members += '"' + std::string(spec.name) + "\":" + filler(Expected::declared, &spec);
  }
  return members;
}

std::string Machine::filler(Expected expected, const MemberSpec* spec) const {
  switch (expected) {
    case Expected::anything:
    case Expected::count:
      return "0";
    case Expected::declared:
      CONNECTORGROUP_ASSERT(spec != nullptr);
      if (spec->type == ValueType::boolean) return "true";
      if (spec->nullable) return "null";
      return '"' + std::string(spec->values.empty() ? "x" : spec->values[0]) + '"';
    case Expected::type:
      return '"' + std::string(kResourceType) + '"';
    case Expected::control_text:
      return "\"\"";
    case Expected::elements:
      return "[]";
    case Expected::resource:
      break;
  }
  return '{' + missing_members(Frame{Frame::Kind::resource}) + '}';
}

}  // namespace

Completion complete(std::string_view prefix, BodyKind kind, const Contract& contract) {
  return Machine(prefix, kind, contract).run();
}

}  // namespace connectorgroup
