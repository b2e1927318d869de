// Readers of messages that are wrong in one of the usual ways, for files of the catalogue. They
// gather all octets that have come before they look at them, so a mistake shows however the octets
// come, but where a file cuts them itself.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/rule.h"
#include "properties/conformance/question.h"
#include "properties/subjects/deviating_subject.h"

namespace connectorgroup::faults {

// What a reader takes octets for. It may change the length of the head alone.
using Rewrite = std::string (*)(std::string_view octets);

// Reads octets as the model reads what is made of them; it gives fields as they came.
Deviation reading_as(Rewrite rewrite);
// The same, but only octets that the model refuses, and doesn't refuse so.
Deviation forgiving_octets(Rewrite rewrite);
// Refuses as well the messages that `objects` to. It says `rule`.
Deviation refusing_messages(Rule rule, bool (*objects)(const Message& message));
// Changes what the model answers; it is told what the octets are.
Deviation answering_messages(void (*change)(MessageKind kind, std::string_view octets,
                                            MessageAnswer& answer));

std::string joined(std::span<const std::string_view> segments);

// The start line, the fields and the empty line behind them; all octets where that hasn't come.
std::string_view head_of(std::string_view octets);

// A field line in two: what stands before the first colon and what stands behind it. Without a
// colon, all of it is the name.
struct LineParts {
  std::string_view name;
  std::string_view value;
};
LineParts parts_of(std::string_view line);
std::string_view trimmed(std::string_view value);

// The octets with `change` made to each field line of the head, which is given without its line
// end; where it gives nothing, the line is left out.
using LineChange = std::function<std::optional<std::string>(std::string_view line)>;
std::string changed_fields(std::string_view octets, const LineChange& change);
// With `change` made to the values of this field, without the white space around them.
using ValueChange = std::function<std::string(std::string_view value)>;
std::string changed_values(std::string_view octets, std::string_view name,
                           const ValueChange& change);

// With `change` made to the first line of each chunk, which is given without its line end, and to
// the two octets behind each chunk's. Both must keep their length.
using SameLength = std::string (*)(std::string_view octets);
std::string changed_chunks(std::string_view octets, SameLength line, SameLength data_end);
std::string kept(std::string_view octets);

// The number in hexadecimal, filled up to this length with zeros.
std::string in_hexadecimal(std::uint64_t number, std::size_t size);

// Witnesses.
Question message(std::string_view octets, MessageKind kind = MessageKind::request);
Question last_message(std::string_view octets, MessageKind kind = MessageKind::request);
// Several questions in a row, or one in pieces, for what no verb asks; the answers are told in
// words.
constexpr ServiceScript asking(ScriptAnswer (*run)(Subject& subject)) {
  return {"witness",       "It is answered as by the model.",
          Level::required, Rule::http_write_accepted,
          false,           run};
}
Question script(const ServiceScript& asked);
ScriptAnswer told(std::string words);

}  // namespace connectorgroup::faults
