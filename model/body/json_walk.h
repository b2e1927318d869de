// What the fast reader does with JSON through simdjson On-Demand, which validates only what is
// visited: here everything is. Each function returns false where the text isn't accepted; why is
// the reference reader's to say. Private to the model.
#pragma once

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/body/limits.h"
#include "model/body/reader.h"

namespace connectorgroup {

class JsonWalk {
 public:
  // REQUIRES: the limits are within the bounds that limits.h states.
  explicit JsonWalk(const Limits& limits);

  const Limits& limits() const { return limits_; }
  std::uint64_t steps() const { return steps_; }

  // A copy of a text behind which nothing may be read; valid until the next one. A text beyond the
  // limit on bytes, which open() refuses, isn't copied.
  PaddedText pad(std::string_view text);
  // Starts to read the text, which must begin with an object.
  bool open(const PaddedText& text, simdjson::ondemand::document& document,
            simdjson::ondemand::object& body);
  // Nothing is left behind the object.
  static bool at_end(simdjson::ondemand::document& document) {
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  }

  // A string value, unescaped. The view borrows from the text where nothing is escaped, else from
  // the parser's buffer.
  bool string(simdjson::ondemand::value& value, std::string_view& out);
  // A member's name, unescaped. Borrows from the parser's buffer.
  bool name(simdjson::ondemand::field& field, std::string_view& out);
  bool boolean(simdjson::ondemand::value& value, bool& out);
  bool null(simdjson::ondemand::value& value);
  // A number that I-JSON can carry. `is_integer`: without fraction and exponent.
  bool number(simdjson::ondemand::value& value, double& out, bool& is_integer);
  // Any value, nested ones included, visited to the last byte. `depth` is that of the object or
  // array which holds it.
  bool skip(simdjson::ondemand::value& value, std::size_t depth);

  // The token at the cursor, without the white space behind it.
  static std::string_view token(simdjson::ondemand::value& value);
  bool within_depth(std::size_t depth) const { return depth <= limits_.depth_max; }

  // Names that an object has, to find duplicates among. Objects nest, so this is a stack: an object
  // remembers where its names begin and hands that to names_are_unique(), which also forgets them.
  std::size_t names_begin() const { return names_.size(); }
  void add_name(std::string_view name) { names_.push_back(name); }
  bool names_are_unique(std::size_t begin);
  // `count` members are more than an object may have.
  bool too_many_members(std::size_t count) const { return count > limits_.members_max; }

 private:
  bool skip_array(simdjson::ondemand::value& value, std::size_t depth);
  bool skip_object(simdjson::ondemand::value& value, std::size_t depth);

  Limits limits_;
  simdjson::ondemand::parser parser_;
  std::vector<char> buffer_;
  std::vector<std::string_view> names_;
  std::uint64_t steps_ = 0;
};

}  // namespace connectorgroup
