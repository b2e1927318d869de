// Faults against the reader's limits. The twin reaches the limit and is accepted.
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "properties/edits/message_fault.h"

namespace connectorgroup {
namespace {

constexpr std::size_t kLineEndSize = 2;

// Larger limits aren't reached: the texts would be of no use to anybody.
constexpr std::size_t kGrowthMost = std::size_t{256} << 10;

std::size_t length_of(const FieldDraft& field) {
  return field.name.size() + 1 + field.before.size() + field.value.size() + field.behind.size();
}

// --- Lines. The octet that is one too many shows where the limit is.

std::optional<Fault> one_octet_more(const MessagePlanting& p, TextRange line, std::size_t place) {
  return Fault{{place, place, "x"}, line.begin + p.limits.line_max};
}

// How many octets a line still takes; nothing where filling it is out of reach.
std::optional<std::size_t> room(std::size_t length, std::size_t line_max) {
  if (length > line_max || line_max - length > kGrowthMost) return std::nullopt;
  return line_max - length;
}

std::optional<Fault> start_line(const MessagePlanting& p) {
  const TextRange line = p.message.start_line;
  const auto left = room(line.size() - kLineEndSize, p.limits.line_max);
  if (!left) return std::nullopt;
  MessageDraft draft = draft_of(p.message);
  const bool in_method = p.is_request();
  // A longer method is another one, and CONNECT and OPTIONS have targets of their own.
  if (in_method && p.message.at(p.message.target).front() != '/') return std::nullopt;
  draft.start_line.insert(in_method ? 0 : draft.start_line.size(), std::string(*left, 'x'));
  if (!rebuild(p, draft)) return std::nullopt;
  const TextRange full = p.message.start_line;
  return one_octet_more(p, full, in_method ? full.begin : full.end - kLineEndSize);
}

std::optional<Fault> field_line(const MessagePlanting& p) {
  if (!make_plain_field(p)) return std::nullopt;
  const std::vector<const FieldText*> fields = all_fields(p.message);
  std::vector<std::size_t> plain;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string_view name = p.message.at(fields[i]->name);
    if (!is_framing_field(name) && !equal_ignoring_case(name, "Host")) plain.push_back(i);
  }
  const std::size_t chosen = one_of(plain, p.random);
  MessageDraft draft = draft_of(p.message);
  const std::size_t headers = draft.fields.size();
  FieldDraft& field = chosen < headers ? draft.fields[chosen] : draft.trailers[chosen - headers];
  const auto left = room(length_of(field), p.limits.line_max);
  if (!left) return std::nullopt;
  field.value += std::string(*left, 'x');
  if (!rebuild(p, draft)) return std::nullopt;
  const FieldText& full = *all_fields(p.message)[chosen];
  return one_octet_more(p, full.line, full.value.end);
}

std::optional<Fault> chunk_line(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  MessageDraft draft = draft_of(p.message);
  const std::size_t chosen = p.random.below(draft.chunks.size());
  ChunkDraft& chunk = draft.chunks[chosen];
  const auto left = room(chunk.size.size() + chunk.extensions.size(), p.limits.line_max);
  if (!left) return std::nullopt;
  chunk.size.insert(0, std::string(*left, '0'));
  if (!rebuild(p, draft)) return std::nullopt;
  const TextRange line = p.message.chunks[chosen].line;
  return Fault{{line.begin, line.begin, "0"}, line.begin + p.limits.line_max};
}

std::optional<Fault> line(const MessagePlanting& p) {
  constexpr std::array kLines{start_line, field_line, chunk_line};
  const std::size_t first = p.random.below(kLines.size());
  for (std::size_t i = 0; i < kLines.size(); ++i) {
    if (auto fault = kLines[(first + i) % kLines.size()](p)) return fault;
  }
  return std::nullopt;
}

// --- Fields.

std::optional<Fault> fields(const MessagePlanting& p) {
  MessageDraft draft = draft_of(p.message);
  const std::size_t count = draft.fields.size() + draft.trailers.size();
  if (count > p.limits.fields_max || p.limits.fields_max - count > kGrowthMost) return std::nullopt;
  const bool as_trailer = draft.framed == Framed::chunked && p.random.chance(1, 2);
  std::vector<FieldDraft>& section = as_trailer ? draft.trailers : draft.fields;
  section.insert(section.end(), p.limits.fields_max - count, {"x", ""});
  if (!rebuild(p, draft)) return std::nullopt;
  const std::string added = "y:\r\n";
  const std::size_t behind_last =
      p.message.chunks.empty() ? p.message.empty_line.begin : p.message.text.size() - kLineEndSize;
  // The last field is the one too many, wherever the new one is put.
  if (p.random.chance(1, 2) || p.limits.fields_max == 0) {
    return Fault{{behind_last, behind_last, added}, behind_last};
  }
  const std::size_t first = all_fields(p.message).front()->line.begin;
  const std::size_t last = all_fields(p.message).back()->line.begin;
  return Fault{{first, first, added}, last + added.size()};
}

std::size_t section_size(const MessageText& message) {
  std::size_t size = 0;
  for (const FieldText* field : all_fields(message)) size += field->line.size();
  return size;
}

// Field lines of these octets in all. REQUIRES: octets is 0 or at least the shortest line's.
std::vector<FieldDraft> filling(std::size_t octets, std::size_t line_max) {
  constexpr std::size_t kShortest = 4;  // "x:" and its line end
  std::vector<FieldDraft> fields;
  while (octets > 0) {
    std::size_t length = std::min(octets, line_max + kLineEndSize);
    const std::size_t rest = octets - length;
    if (rest > 0 && rest < kShortest) length -= kShortest;
    fields.push_back({"x", std::string(length - kShortest, 'v'), ""});
    octets -= length;
  }
  return fields;
}

std::optional<Fault> field_section(const MessagePlanting& p) {
  constexpr std::size_t kLeastRoom = 8;
  const std::size_t used = section_size(p.message);
  const std::size_t max = p.limits.field_section_max;
  if (used + kLeastRoom > max || max - used > kGrowthMost || p.limits.line_max < kLeastRoom) {
    return std::nullopt;
  }
  MessageDraft draft = draft_of(p.message);
  const bool as_trailer = draft.framed == Framed::chunked && p.random.chance(1, 2);
  std::vector<FieldDraft>& section = as_trailer ? draft.trailers : draft.fields;
  // The last line stays short, so that it has room for one octet more.
  std::vector<FieldDraft> added = filling(max - used - 4, p.limits.line_max);
  added.push_back({"y", "", ""});
  section.insert(section.end(), added.begin(), added.end());
  if (!rebuild(p, draft)) return std::nullopt;
  const std::vector<const FieldText*> all = all_fields(p.message);
  const std::size_t headers = p.message.fields.size();
  const FieldText& grown = *all[as_trailer ? all.size() - 1 : headers - 1];
  // One octet more there, and the last line's line feed is one too many.
  return Fault{{grown.value.end, grown.value.end, "z"}, all.back()->line.end};
}

// --- Content. Half of the time, where it isn't too much, it is really there.

bool may_grow_by(const MessagePlanting& p, std::uint64_t octets) {
  return octets <= kGrowthMost && p.random.chance(1, 2);
}

std::optional<Fault> counted_content(const MessagePlanting& p) {
  const TextRange value = find_field(p.message, "Content-Length")->value;
  const std::uint64_t size = p.limits.content_max + 1 + p.random.below(1000);
  Splice splice{value.begin, value.end, std::to_string(size)};
  const std::uint64_t missing = size - p.message.content.size();
  if (may_grow_by(p, missing)) {
    const std::size_t end = p.message.text.size();
    splice.replacement += p.message.at({value.end, end});
    splice.replacement.append(static_cast<std::size_t>(missing), 'x');
    splice.end = end;
  }
  return fault_in(std::move(splice), 0, "Content-Length");
}

std::optional<Fault> chunked_content(const MessagePlanting& p) {
  std::size_t before = 0;
  const std::size_t chosen = p.random.below(p.message.chunks.size());
  for (std::size_t i = 0; i < chosen; ++i) before += p.message.chunks[i].data.size();
  const ChunkText& chunk = p.message.chunks[chosen];
  const auto size =
      static_cast<std::size_t>(p.limits.content_max - before + 1 + p.random.below(1000));
  Splice splice{chunk.size.begin, chunk.size.end, hexadecimal(size)};
  const std::size_t missing = size - chunk.data.size();
  if (chosen + 1 < p.message.chunks.size() && may_grow_by(p, missing)) {
    splice.replacement += p.message.at({chunk.size.end, chunk.data.end});
    splice.replacement.append(missing, 'x');
    splice.end = chunk.data.end;
  }
  return fault_in(std::move(splice), 0);
}

std::optional<Fault> content_until_close(const MessagePlanting& p) {
  const std::size_t end = p.message.text.size();
  const std::uint64_t left = p.limits.content_max - p.message.content.size();
  if (left > kGrowthMost) return std::nullopt;
  const auto fill = static_cast<std::size_t>(left);
  return fault_in({end, end, std::string(fill + 1, 'x')}, fill);
}

std::optional<Fault> content(const MessagePlanting& p) {
  constexpr std::uint64_t kTooMany = std::numeric_limits<std::uint64_t>::max() / 2;
  if (p.limits.content_max > kTooMany) return std::nullopt;
  if (p.message.framed == Framed::nowhere && !make_counted(p)) return std::nullopt;
  switch (p.message.framed) {
    case Framed::counted:
      return counted_content(p);
    case Framed::chunked:
      return chunked_content(p);
    case Framed::until_close:
      return content_until_close(p);
    case Framed::nowhere:
    case Framed::no_content:
      break;
  }
  return std::nullopt;
}

// --- Chunk extensions.

std::optional<Fault> extensions(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  MessageDraft draft = draft_of(p.message);
  std::size_t used = 0;
  for (const ChunkDraft& chunk : draft.chunks) used += chunk.extensions.size();
  const std::size_t max = p.limits.chunk_extensions_max;
  if (max < used || max - used > kGrowthMost) return std::nullopt;
  // In two lines, since one may be too short for all.
  if (draft.chunks.size() == 1) draft.chunks.insert(draft.chunks.begin(), {"1", {}, "x"});
  const std::size_t left = max - used;
  const std::size_t first = left >= 4 ? left / 2 : 0;
  const auto extend = [](ChunkDraft& chunk, std::size_t octets) {
    if (octets > 0) chunk.extensions += ";" + std::string(octets - 1, 'e');
  };
  if (first == 1 || left - first == 1) return std::nullopt;
  extend(draft.chunks.front(), first);
  extend(draft.chunks.back(), left - first);
  if (!rebuild(p, draft)) return std::nullopt;
  const TextRange last = p.message.chunks.back().extensions;
  const std::string more = left == 0 ? ";e" : "e";
  return fault_in({last.end, last.end, more}, 0);
}

constexpr std::array<MessagePlanter, 5> kPlanters{{
    {Rule::limit_line, line},
    {Rule::limit_fields, fields},
    {Rule::limit_field_section, field_section},
    {Rule::limit_content, content},
    {Rule::limit_chunk_extensions, extensions},
}};

}  // namespace

std::span<const MessagePlanter> message_limit_planters() { return kPlanters; }

}  // namespace connectorgroup
