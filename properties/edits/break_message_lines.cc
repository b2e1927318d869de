// Faults in line ends, and in where a message ends.
#include <array>
#include <string>
#include <vector>

#include "properties/edits/message_fault.h"

namespace connectorgroup {
namespace {

std::optional<Fault> incomplete(const MessagePlanting& p) {
  const bool request = p.is_request();
  // No message has begun with nothing, nor with the empty line that a server passes over.
  const std::size_t first = request && p.message.start_line.begin > 0 ? 3 : 1;
  const std::size_t end =
      p.message.framed == Framed::until_close ? p.message.content.begin : p.message.text.size();
  // The last octets of a chunked message and of its parts are as likely as all others together.
  const std::size_t least =
      p.random.chance(1, 2) ? std::max(first, end - std::min<std::size_t>(end, 8)) : first;
  const std::size_t size = least + p.random.below(end - least);
  return Fault{{size, p.message.text.size(), {}}, size};
}

std::optional<Fault> trailing(const MessagePlanting& p) {
  if (p.message.framed == Framed::until_close) return std::nullopt;
  constexpr std::array<std::string_view, 7> kMore{
      "x", " ", "\n", "\r\n", "0\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 200 "};
  const std::size_t end = p.message.text.size();
  std::string more = p.random.chance(1, 4) ? p.message.text : std::string(one_of(kMore, p.random));
  return Fault{{end, end, std::move(more)}, end};
}

// Where the line ends begin that are no content.
std::vector<std::size_t> line_ends(const MessageText& message) {
  constexpr std::size_t kLineEndSize = 2;
  std::vector<std::size_t> ends{message.start_line.end - kLineEndSize, message.empty_line.begin};
  if (message.start_line.begin > 0) ends.push_back(0);
  for (const FieldText* field : all_fields(message)) ends.push_back(field->line.end - kLineEndSize);
  for (const ChunkText& chunk : message.chunks) {
    ends.push_back(chunk.line.end - kLineEndSize);
    if (chunk.data.size() > 0) ends.push_back(chunk.data.end);
  }
  if (!message.chunks.empty()) ends.push_back(message.text.size() - kLineEndSize);
  return ends;
}

// A place between two octets of a text that ends with a line and may hold any text itself: a value
// or a reason phrase.
std::optional<std::size_t> place_in_text(const MessagePlanting& p) {
  std::vector<TextRange> texts;
  if (!p.is_request()) texts.push_back(p.message.reason);
  if (const FieldText* field = plain_field(p)) texts.push_back(field->value);
  if (texts.empty()) return std::nullopt;
  const TextRange text = one_of(texts, p.random);
  return text.begin + p.random.below(text.size() + 1);
}

std::optional<Fault> bare_cr(const MessagePlanting& p) {
  const std::optional<std::size_t> in_text = place_in_text(p);
  // The octet behind the carriage return is the one at fault.
  if (in_text && p.random.chance(1, 2)) return fault_in({*in_text, *in_text, "\r"}, 1);
  const std::size_t line_feed = one_of(line_ends(p.message), p.random) + 1;
  const char octet = any_octet(p.random, [](char c) { return c != '\n'; });
  const std::size_t end = line_feed + (p.random.chance(1, 2) ? 1 : 0);
  return fault_in({line_feed, end, std::string(1, octet)}, 0);
}

std::optional<Fault> bare_lf(const MessagePlanting& p) {
  const std::optional<std::size_t> in_text = place_in_text(p);
  if (in_text && p.random.chance(1, 4)) return fault_in({*in_text, *in_text, "\n"}, 0);
  const std::size_t line_end = one_of(line_ends(p.message), p.random);
  return fault_in({line_end, line_end + 1, {}}, 0);
}

constexpr std::array<MessagePlanter, 4> kPlanters{{
    {Rule::http_message_incomplete, incomplete},
    {Rule::http_message_trailing, trailing},
    {Rule::http_line_bare_cr, bare_cr},
    {Rule::http_line_bare_lf, bare_lf},
}};

}  // namespace

std::span<const MessagePlanter> line_planters() { return kPlanters; }

}  // namespace connectorgroup
