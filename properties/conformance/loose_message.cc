#include "properties/conformance/loose_message.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

namespace connectorgroup {
namespace {

std::string_view at(std::string_view text, TextRange range) {
  return text.substr(range.begin, range.size());
}

TextRange line_at(std::string_view text, std::size_t begin) {
  const std::size_t end = text.find('\n', begin);
  return {begin, end == std::string_view::npos ? text.size() : end + 1};
}

void add_lines(std::string_view text, std::size_t begin, std::vector<TextRange>& lines) {
  while (begin < text.size()) {
    lines.push_back(line_at(text, begin));
    begin = lines.back().end;
  }
}

bool is_empty_line(std::string_view line) { return line == "\r\n" || line == "\n"; }

// Without its line end.
TextRange inside(std::string_view text, TextRange line) {
  while (line.size() > 0 && (text[line.end - 1] == '\n' || text[line.end - 1] == '\r')) --line.end;
  return line;
}

TextRange trimmed(std::string_view text, TextRange range) {
  const auto is_space = [](char octet) { return octet == ' ' || octet == '\t'; };
  while (range.size() > 0 && is_space(text[range.begin])) ++range.begin;
  while (range.size() > 0 && is_space(text[range.end - 1])) --range.end;
  return range;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& octet : out) {
    if (octet >= 'A' && octet <= 'Z') octet = static_cast<char>(octet - 'A' + 'a');
  }
  return out;
}

// All of it, or nothing.
std::optional<std::size_t> number(std::string_view digits, int base) {
  std::size_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

struct Framing {
  std::vector<TextRange> lengths;
  bool chunked = false;
};

void read_start_line(std::string_view text, TextRange line, LooseMessage& message) {
  const std::string_view start = at(text, line);
  const std::size_t first = start.find(' ');
  const std::size_t last = start.rfind(' ');
  if (start.substr(0, 5) == "HTTP/" || first == last) return;
  message.target = {line.begin + first + 1, line.begin + last};
}

void read_field(std::string_view text, TextRange line, LooseMessage& message, Framing& framing) {
  const TextRange content = inside(text, line);
  const std::size_t colon = at(text, content).find(':');
  if (colon == std::string_view::npos) return;
  const TextRange value{content.begin + colon + 1, content.end};
  message.values.push_back(value);
  const std::string name = lower(at(text, trimmed(text, {content.begin, content.begin + colon})));
  if (!is_framing_field(name)) return;
  message.framing_lines.push_back(line);
  if (name == "content-length") framing.lengths.push_back(trimmed(text, value));
  if (lower(at(text, value)).find("chunked") != std::string::npos) framing.chunked = true;
}

Framing read_head(std::string_view text, LooseMessage& message) {
  Framing framing;
  bool started = false;
  while (message.head_end < text.size()) {
    const TextRange line = line_at(text, message.head_end);
    message.head_end = line.end;
    message.lines.push_back(line);
    const bool empty = is_empty_line(at(text, line));
    if (empty && started) break;
    if (!empty && started) read_field(text, line, message, framing);
    if (!empty && !started) read_start_line(text, line, message);
    started = started || !empty;
  }
  return framing;
}

std::optional<LooseChunk> chunk_at(std::string_view text, std::size_t begin) {
  const TextRange line = line_at(text, begin);
  const std::string_view hexadecimal = "0123456789abcdefABCDEF";
  const std::size_t digits = std::min(at(text, line).find_first_not_of(hexadecimal), line.size());
  const std::optional<std::size_t> size = number(text.substr(begin, digits), 16);
  if (!size || *size == 0 || *size > text.size() - line.end) return std::nullopt;
  LooseChunk chunk;
  chunk.begin = begin;
  chunk.size = {begin, begin + digits};
  chunk.data = {line.end, line.end + *size};
  chunk.end = chunk.data.end;
  if (is_empty_line(at(text, line_at(text, chunk.end)))) chunk.end = line_at(text, chunk.end).end;
  return chunk;
}

void read_chunks(std::string_view text, LooseMessage& message) {
  std::size_t begin = message.head_end;
  while (const std::optional<LooseChunk> chunk = chunk_at(text, begin)) {
    message.chunks.push_back(*chunk);
    message.lines.push_back({chunk->begin, chunk->data.begin});
    if (chunk->end > chunk->data.end) message.lines.push_back({chunk->data.end, chunk->end});
    begin = chunk->end;
  }
  message.content = {begin, begin};
  add_lines(text, begin, message.lines);
}

// Where two fields differ, the one that is right counts; else the first that is possible.
void read_counted(std::string_view text, const Framing& framing, LooseMessage& message) {
  const std::size_t there = text.size() - message.head_end;
  std::optional<std::size_t> size;
  for (const TextRange length : framing.lengths) {
    const std::optional<std::size_t> value = number(at(text, length), 10);
    if (value && (*value == there || (*value < there && !size))) size = value;
  }
  message.content = {message.head_end, message.head_end + size.value_or(there)};
  for (const TextRange length : framing.lengths) {
    if (number(at(text, length), 10) == message.content.size()) {
      message.true_lengths.push_back(length);
    }
  }
  add_lines(text, message.content.end, message.lines);
}

}  // namespace

LooseMessage take_message_apart(std::string_view text) {
  LooseMessage message;
  const Framing framing = read_head(text, message);
  if (framing.chunked) {
    read_chunks(text, message);
  } else {
    read_counted(text, framing, message);
  }
  return message;
}

}  // namespace connectorgroup
