// How break_message.cc reaches the functions that know one rule each, and what they share. Internal
// to the edits.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/limits.h"
#include "model/rule.h"
#include "properties/edits/fault.h"
#include "properties/edits/message_draft.h"
#include "properties/edits/message_text.h"
#include "properties/edits/random_source.h"

namespace connectorgroup {

// What a planter works on. It may first change `message` to one that has a place for the fault, as
// long as it stays accepted: what it leaves there is the twin.
struct MessagePlanting {
  MessageText& message;
  const HttpLimits& limits;
  RandomSource& random;

  bool is_request() const { return message.kind == MessageKind::request; }
};

// Nothing when the message has no place for the fault.
struct MessagePlanter {
  Rule rule;
  std::optional<Fault> (*plant)(const MessagePlanting& planting);
};

std::span<const MessagePlanter> line_planters();        // line ends, the message's end
std::span<const MessagePlanter> start_line_planters();  // of requests and responses
std::span<const MessagePlanter> field_planters();
std::span<const MessagePlanter> framing_planters();  // Host, Content-Length, Transfer-Encoding
std::span<const MessagePlanter> chunk_planters();    // and trailers
std::span<const MessagePlanter> message_limit_planters();

// The draft becomes the message, if it is one within the limits.
bool rebuild(const MessagePlanting& planting, const MessageDraft& draft);

// Each makes the message have what the fault needs, unless it has it. False: it can't.

// Content in chunks, or counted. A response of status 1xx, 204 or 304, and one to HEAD, has none.
bool make_chunked(const MessagePlanting& planting);
bool make_counted(const MessagePlanting& planting);
// A trailer that isn't known.
bool make_trailer(const MessagePlanting& planting);
// A field that isn't known, with a value, at any place.
bool make_plain_field(const MessagePlanting& planting);
// REQUIRES: a request.
bool make_host(const MessagePlanting& planting);

// All fields, trailers behind those of the header.
std::vector<const FieldText*> all_fields(const MessageText& message);
// One whose value is any text: not Host, nor a field that frames the content.
const FieldText* plain_field(const MessagePlanting& planting);

// Where a field line that is inserted can begin: before each field, and behind the last.
std::size_t any_field_place(const MessagePlanting& planting);
// The same among the trailers. REQUIRES: chunks.
std::size_t any_trailer_place(const MessagePlanting& planting);

// A second field where one may stand: the fault shows at the later of the two. `at_in_line` is
// where in the new line, `old_at` where in the message it would show.
Fault second_of_two(std::size_t place, std::string line, std::size_t at_in_line, std::size_t old_at,
                    std::string_view member);

// The whole line of a field, spelled at random.
std::string field_line(std::string_view name, std::string_view value, RandomSource& random);

// A number as readers of other numbers take it: with a sign, the prefix of a base, a separator or a
// suffix. `fault_at` is where that shows.
struct OtherNotation {
  std::string text;
  std::size_t fault_at;
};
OtherNotation in_other_notation(std::string_view digits, RandomSource& random);

// An octet for which `wanted` holds. REQUIRES: there is one.
template <class Wanted>
char any_octet(RandomSource& random, const Wanted& wanted) {
  const std::size_t first = random.below(256);
  for (std::size_t i = 0;; ++i) {
    const char octet = static_cast<char>((first + i) % 256);
    if (wanted(octet)) return octet;
  }
}

constexpr bool is_among(std::string_view octets, char octet) {
  return octets.find(octet) != std::string_view::npos;
}
inline constexpr std::string_view kDecimalDigits = "0123456789";
inline constexpr std::string_view kHexadecimalDigits = "0123456789abcdefABCDEF";
inline constexpr std::string_view kTokenOctets =
    "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

// Neither white space nor of a line end.
constexpr bool is_dark(char octet) { return !is_among(" \t\r\n", octet); }
constexpr bool is_control(char octet) {
  const auto value = static_cast<unsigned char>(octet);
  return (value < 0x20 && is_dark(octet)) || value == 0x7F;
}

}  // namespace connectorgroup
