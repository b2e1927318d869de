// JSON for the reference reader: one cursor over a text that takes tokens one by one, in plain code
// that follows the grammar of RFC 8259, and knows for every byte which rule it breaks.
//
// Every function that takes something returns false when reading is over: a rule was broken that
// isn't ignored (violation()), or the text ended early while json.text.incomplete is ignored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "model/assertion.h"
#include "model/body/limits.h"
#include "model/body/verified_part.h"
#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup::reference {

// The names that an object has so far.
class NameSet {
 public:
  NameSet() = default;
  // With those that another reader has read.
  explicit NameSet(VerifiedPart::Names before) : before_(before) {}

  // The other reader's are meant alone.
  bool had(std::string_view name) const;
  // False: it has it.
  bool add(const std::string& name);

 private:
  VerifiedPart::Names before_;
  std::set<std::string> added_;      // but for the last
  std::optional<std::string> last_;  // apart, since often no other is added
};

// An object or array that is being read.
struct Container {
  bool first = true;
  std::size_t member_count = 0;
  NameSet names;
};

// What comes next in a container.
enum class Step {
  item,    // a member or an element
  closed,  // the closing bracket, taken
  over,    // reading is over
};

class JsonCursor {
 public:
  // The text must outlive the cursor.
  JsonCursor(std::string_view text, const Limits& limits, const RuleSet& ignored);

  // --- Rules.

  // The text breaks `rule` at `offset`: true when that is ignored, else reading is over.
  bool refuse(Rule rule, std::size_t offset, std::string_view member = {});
  // The text uses what `rule` grants: true, unless that rule is ignored.
  bool grant(Rule rule, std::size_t offset, std::string_view member = {});
  bool ignores(Rule rule) const { return ignored_.has(rule); }
  const std::optional<Violation>& violation() const { return violation_; }

  // --- Bytes.

  std::size_t position() const { return position_; }
  std::uint64_t steps() const { return steps_; }
  bool at_end() const { return position_ >= text_.size(); }
  // The next byte. REQUIRES: !at_end().
  unsigned char peek() {
    CONNECTORGROUP_ASSERT(!at_end());
    ++steps_;
    return static_cast<unsigned char>(text_[position_]);
  }
  // There must be a next byte: json.text.incomplete.
  bool need_byte() { return !at_end() || end_early(); }
  // The bytes from `start` up to the cursor.
  std::string_view taken_since(std::size_t start) const {
    return text_.substr(start, position_ - start);
  }
  // The digits at the cursor.
  std::string_view digits_ahead() const;
  // True when they are followed by a fraction or an exponent.
  bool fraction_or_exponent_ahead() const;

  // Goes behind what is known to be right. A string that is so only in part is passed over up to
  // there when it comes, and its content isn't to be used.
  void go_to(const VerifiedPart& part);

  // --- Tokens.

  bool byte_order_mark();
  bool white_space();
  // White space, then a byte.
  bool white_space_and_byte() { return white_space() && need_byte(); }
  // Nothing but white space is left, and the text isn't longer than the limit.
  bool end_of_text();
  // The text up to a body's opening brace, at which the cursor then is. Where body.object is
  // ignored and another value stands there, `object` is false and the whole text was taken.
  bool start(bool& object);
  // Whether reading is over without a violation. `complete`: the whole text was taken.
  bool settle(bool complete) const { return complete || ended_; }

  // Each REQUIRES that the cursor is at the token's first byte.
  bool string(std::string& value);
  bool number();
  bool literal();
  // Any value, nested ones with a stack of their own. Says which rule a byte breaks that begins
  // none.
  bool skip_value();

  // --- Containers.

  // Takes the opening bracket at the cursor.
  bool open();
  // The next member's name, up to and with its closing quote; duplicates and the limit are judged.
  Step next_name(Container& object, std::string& name, std::size_t& name_offset);
  // The colon after a name, and the white space around it; the cursor is then at the value.
  bool colon();
  // The cursor is then at the element's first byte.
  Step next_element(Container& array);

 private:
  bool end_early();  // always false: it says why reading ends there
  bool comment();
  void take_plain(std::string& value);
  bool escape(std::string& value);
  bool unicode_escape(std::string& value, std::size_t start);
  bool first_unit(std::size_t start, unsigned& unit);
  bool low_half(std::string& value, std::size_t start, unsigned high);
  bool hex_digit(unsigned& unit, bool& taken);
  bool character(std::string& value);
  bool continuation_bytes(std::size_t start, std::string& value);
  bool judge_character(std::size_t start, std::string_view bytes);
  bool integer_part();
  bool digits_after_mark(Rule rule);
  bool judge_number(std::size_t start);
  void take_digits();
  bool scalar();
  bool not_a_value();
  bool unquoted_name(std::string& name);
  bool name(std::string& name);
  bool skip_to_item();
  Step close();
  struct Brackets {
    unsigned char closing;
    Rule separator;
    Rule trailing_comma;
  };
  Step next_item(Container& container, const Brackets& brackets);

  std::string_view text_;
  Limits limits_;
  RuleSet ignored_;
  bool longer_than_limit_ = false;
  std::size_t position_ = 0;
  std::size_t depth_ = 0;
  VerifiedPart::String known_;
  bool ended_ = false;
  std::uint64_t steps_ = 0;
  std::optional<Violation> violation_;
};

// True for the bytes that can begin a JSON value.
bool begins_value(unsigned char byte);
bool is_digit(unsigned char byte);

}  // namespace connectorgroup::reference
