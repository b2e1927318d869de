// One pass over the prefix keeps a stack of the open objects and arrays. Where the prefix ends, the
// token in progress is finished first, then every open object and array from the inside out.

#include "properties/edits/complete.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <vector>

#include "model/assertion.h"
#include "properties/edits/prefix_cursor.h"

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
  error,         // an error object
  details,       // an error's details
  detail,        // one of them
  inner_error,   // any object
  some_text,     // any string but the empty one
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
  enum class Kind : std::uint8_t {
    resource,
    collection,
    elements,
    error_body,
    error,
    details,
    detail,
    object,
    array,
  };

  Kind kind = Kind::object;
  State state = State::opened;
  // In the states colon and value.
  Expected expected = Expected::anything;
  const MemberSpec* spec = nullptr;
  // The size of the longest name as it is spelled, which is at least its size unescaped: a longer
  // name is a new one.
  std::size_t name_size_max = 0;
  // By MemberId in a resource, by place in kErrorTexts in an error and its details.
  std::bitset<kMemberCount> seen = {};
  // The one member that a collection or an error's body must have: `value`, `error`.
  bool value_seen = false;

  bool is_array() const {
    return kind == Kind::elements || kind == Kind::details || kind == Kind::array;
  }
};

// What an error and each of its details must have.
constexpr std::array<std::string_view, 2> kErrorTexts{"code", "message"};

Frame::Kind outermost_kind(BodyKind kind) {
  switch (kind) {
    case BodyKind::create_request:
    case BodyKind::response:
      return Frame::Kind::resource;
    case BodyKind::collection:
      return Frame::Kind::collection;
    case BodyKind::error:
      break;
  }
  return Frame::Kind::error_body;
}

Frame::Kind object_kind(Expected expected) {
  switch (expected) {
    case Expected::resource:
      return Frame::Kind::resource;
    case Expected::error:
      return Frame::Kind::error;
    case Expected::detail:
      return Frame::Kind::detail;
    default:
      return Frame::Kind::object;
  }
}

Frame::Kind array_kind(Expected expected) {
  if (expected == Expected::elements) return Frame::Kind::elements;
  return expected == Expected::details ? Frame::Kind::details : Frame::Kind::array;
}

Expected expected_in(Frame::Kind array) {
  if (array == Frame::Kind::elements) return Expected::resource;
  return array == Frame::Kind::details ? Expected::detail : Expected::anything;
}

bool is_type_name(std::string_view name) { return name == "@odata.type" || name == "@type"; }

bool is_context_name(std::string_view name) {
  return name == "@odata.context" || name == "@context";
}

// --- The machine.

class Machine {
 public:
  Machine(std::string_view prefix, BodyKind kind, const Contract& contract)
      : cursor_(prefix),
        kind_(kind),
        is_request_(kind == BodyKind::create_request),
        contract_(contract) {}

  Completion run();

 private:
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
  void expect_in_collection(Frame& frame, std::string_view name) const;
  void expect_in_error(Frame& frame, std::string_view name, bool outermost) const;
  bool is_judged(const MemberSpec& spec) const;
  bool is_required(const MemberSpec& spec) const;
  bool is_closed_string(const Frame& frame) const;

  void finish();
  void finish_item(Frame& frame);
  std::string missing_members(const Frame& frame) const;
  std::string filler(Expected expected, const MemberSpec* spec) const;

  PrefixCursor cursor_;
  BodyKind kind_;
  bool is_request_;
  const Contract& contract_;
  std::vector<Frame> stack_;
  bool body_seen_ = false;
  bool restricted_ = false;
};

Completion Machine::run() {
  for (cursor_.skip_space(); !cursor_.at_end(); cursor_.skip_space()) {
    if (!step()) return {Completion::Outcome::not_viable};
  }
  if (restricted_) return {Completion::Outcome::restricted};
  finish();
  return {Completion::Outcome::completed, cursor_.completed()};
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
  return cursor_.take('{');
}

void Machine::begin_body() {
  body_seen_ = true;
  stack_.push_back({outermost_kind(kind_)});
}

bool Machine::in_object(Frame& frame) {
  switch (frame.state) {
    case State::opened:
      if (!cursor_.take('}')) return name(frame);
      close();
      return true;
    case State::item:
      return name(frame);
    case State::colon:
      frame.state = State::value;
      return cursor_.take(':');
    case State::value:
      return value(frame);
    case State::done:
      break;
  }
  frame.state = State::item;
  if (cursor_.take(',')) return true;
  if (!cursor_.take('}')) return false;
  close();
  return true;
}

bool Machine::in_array(Frame& frame) {
  if (frame.state == State::done) {
    frame.state = State::item;
    if (cursor_.take(',')) return true;
    if (!cursor_.take(']')) return false;
    close();
    return true;
  }
  if (frame.state == State::opened && cursor_.take(']')) {
    close();
    return true;
  }
  frame.expected = expected_in(frame.kind);
  return value(frame);
}

bool Machine::name(Frame& frame) {
  if (cursor_.peek() != '"') return false;
  const std::size_t start = cursor_.position();
  std::string content;
  const Token token = cursor_.string(content);
  if (token == Token::cut) {
    // Whatever the name was going to be, it can become an annotation that no rule knows.
    cursor_.add('@' + std::string(frame.name_size_max + 1, 'z') + '"');
    content.clear();
  }
  frame.name_size_max = std::max(frame.name_size_max, cursor_.position() - start);
  frame.state = State::colon;
  expect(frame, content);
  return token != Token::broken;
}

bool Machine::value(Frame& frame) {
  // Before a nested frame makes the stack move.
  frame.state = State::done;
  const Expected expected = frame.expected;
  const char first = cursor_.peek();
  if (cursor_.take('{')) {
    stack_.push_back({object_kind(expected)});
    return true;
  }
  if (cursor_.take('[')) {
    stack_.push_back({array_kind(expected)});
    return true;
  }
  if (first == '"') {
    std::string content;
    const Token token = cursor_.string(content);
    if (token == Token::cut) {
      restricted_ = is_closed_string(frame);
      const bool empty = content.empty() && cursor_.added_nothing();
      if (expected == Expected::some_text && empty) cursor_.add("x");
      cursor_.add("\"");
    }
    return token != Token::broken;
  }
  if (PrefixCursor::begins_number(first))
    return cursor_.number(expected == Expected::count) != Token::broken;
  for (const std::string_view word : {"true", "false", "null"}) {
    if (first == word[0]) return cursor_.literal(word) != Token::broken;
  }
  return false;
}

// --- What the contract says.

void Machine::expect(Frame& frame, std::string_view name) const {
  frame.expected = Expected::anything;
  frame.spec = nullptr;
  if (frame.kind == Frame::Kind::resource) return expect_in_resource(frame, name);
  if (frame.kind == Frame::Kind::collection) return expect_in_collection(frame, name);
  if (frame.kind == Frame::Kind::error_body && name == "error") {
    frame.value_seen = true;
    frame.expected = Expected::error;
  }
  const bool in_error = frame.kind == Frame::Kind::error;
  if (in_error || frame.kind == Frame::Kind::detail) expect_in_error(frame, name, in_error);
}

void Machine::expect_in_error(Frame& frame, std::string_view name, bool outermost) const {
  for (std::size_t i = 0; i < kErrorTexts.size(); ++i) {
    if (name != kErrorTexts[i]) continue;
    frame.seen.set(i);
    frame.expected = Expected::some_text;
  }
  if (name == "target") frame.expected = Expected::control_text;
  if (!outermost) return;
  if (name == "details") frame.expected = Expected::details;
  if (name == "innererror" || name == "innerError") frame.expected = Expected::inner_error;
}

void Machine::expect_in_collection(Frame& frame, std::string_view name) const {
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

// --- The end.

void Machine::finish() {
  if (!body_seen_) {
    begin_body();
    cursor_.add("{");
  }
  for (; !stack_.empty(); close()) {
    Frame& frame = stack_.back();
    finish_item(frame);
    const std::string missing = missing_members(frame);
    if (frame.state == State::done && !missing.empty()) cursor_.add(",");
    cursor_.add(missing);
    cursor_.add(frame.is_array() ? "]" : "}");
  }
}

void Machine::finish_item(Frame& frame) {
  switch (frame.state) {
    case State::opened:
    case State::done:
      return;
    case State::item:
      if (frame.is_array()) {
        cursor_.add(filler(frame.expected, nullptr));
      } else {
        cursor_.add("\"@" + std::string(frame.name_size_max, 'z') + "\":0");
      }
      break;
    case State::colon:
      cursor_.add(":");
      [[fallthrough]];
    case State::value:
      cursor_.add(filler(frame.expected, frame.spec));
  }
  frame.state = State::done;
}

// Separated by commas; empty where nothing is missing.
std::string Machine::missing_members(const Frame& frame) const {
  if (frame.kind == Frame::Kind::collection && !frame.value_seen) return "\"value\":[]";
  if (frame.kind == Frame::Kind::error_body && !frame.value_seen) {
    return "\"error\":" + filler(Expected::error, nullptr);
  }
  std::string members;
  if (frame.kind == Frame::Kind::error || frame.kind == Frame::Kind::detail) {
    for (std::size_t i = 0; i < kErrorTexts.size(); ++i) {
      if (frame.seen[i]) continue;
      if (!members.empty()) members += ',';
      members += '"' + std::string(kErrorTexts[i]) + "\":" + filler(Expected::some_text, nullptr);
    }
  }
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
    case Expected::details:
      return "[]";
    case Expected::inner_error:
      return "{}";
    case Expected::some_text:
      return "\"x\"";
    case Expected::resource:
    case Expected::error:
    case Expected::detail:
      break;
  }
  return '{' + missing_members(Frame{object_kind(expected)}) + '}';
}

}  // namespace

Completion complete(std::string_view prefix, BodyKind kind, const Contract& contract) {
  return Machine(prefix, kind, contract).run();
}

}  // namespace connectorgroup
