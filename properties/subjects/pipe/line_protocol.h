// The line protocol, version 1 (PROTOCOL.md): requests and replies as text. What a wrapper of any
// language speaks, and what `cgconform answer` answers.
//
//   request  id SP verb *( SP argument ) LF
//   reply    id SP verdict *( SP key "=" value ) [CR] LF
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace connectorgroup::line_protocol {

// Octets of a reply, its line end included.
inline constexpr std::size_t kReplySizeMax = std::size_t{1} << 20;
// Octets of an id.
inline constexpr std::size_t kIdSizeMax = 16;

// Two lower-case digits a byte.
std::string to_hex(std::string_view bytes);
// Either case. Nothing for an odd number of digits, or what isn't one.
std::optional<std::string> from_hex(std::string_view digits);

enum class ReplyVerdict : std::uint8_t { accept, reject, ok, skip, error };
std::string_view name(ReplyVerdict verdict);

struct Value {
  enum class Type : std::uint8_t { string, bytes, true_, false_, null_, number, other };
  Type type = Type::other;
  std::string text = {};     // of string and bytes
  std::uint64_t number = 0;  // of number

  friend bool operator==(const Value&, const Value&) = default;
};

Value string_value(std::string_view text);
Value bytes_value(std::string_view bytes);
Value number_value(std::uint64_t number);
Value boolean_value(bool value);

// A key and what it says; keys may repeat.
using Pairs = std::vector<std::pair<std::string, Value>>;

// " key=value" for each.
std::string written(const Pairs& pairs);

struct Reply {
  ReplyVerdict verdict = ReplyVerdict::skip;
  Pairs pairs;

  // The first value of this key, or null.
  const Value* find(std::string_view key) const;

  friend bool operator==(const Reply&, const Reply&) = default;
};

// The reply without id and line end: "accept name=s:61".
std::string written(const Reply& reply);

// What the words behind the id say, without line end; or, in `fault`, what is wrong with them.
std::optional<Reply> parse_reply(std::string_view words, std::string& fault);

// A request's words: "1 read-request 7b7d".
struct RequestLine {
  std::string_view id;
  std::string_view verb;
  std::vector<std::string_view> arguments;
};
// Of a line without line feed; a carriage return at its end is passed over. Nothing without id and
// verb.
std::optional<RequestLine> parse_request(std::string_view line);

// The pairs of these words; nothing, and `fault`, where one isn't "key=value".
std::optional<Pairs> parse_pairs(const std::vector<std::string_view>& words, std::string& fault);

// The words between single spaces. Runs of spaces make empty words.
std::vector<std::string_view> words_of(std::string_view line);

}  // namespace connectorgroup::line_protocol
