#include "properties/edits/message_draft.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "model/assertion.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

std::vector<FieldDraft> drafts(const MessageText& message, const std::vector<FieldText>& fields) {
  std::vector<FieldDraft> found;
  for (const FieldText& field : fields) {
    found.push_back({std::string(message.at(field.name)), std::string(message.at(field.value)),
                     std::string(message.at({field.name.end + 1, field.value.begin})),
                     std::string(message.at({field.value.end, field.line.end - kLineEnd.size()}))});
  }
  return found;
}

void append(const std::vector<FieldDraft>& fields, std::string& text) {
  for (const FieldDraft& field : fields) {
    text.append(field.name).append(":").append(field.before).append(field.value);
    text.append(field.behind).append(kLineEnd);
  }
}

}  // namespace

std::string MessageDraft::content_octets() const {
  if (framed != Framed::chunked) return content;
  std::string octets;
  for (const ChunkDraft& chunk : chunks) octets += chunk.data;
  return octets;
}

MessageDraft draft_of(const MessageText& message) {
  MessageDraft draft;
  draft.kind = message.kind;
  draft.empty_line_first = message.start_line.begin > 0;
  draft.start_line =
      message.at({message.start_line.begin, message.start_line.end - kLineEnd.size()});
  draft.fields = drafts(message, message.fields);
  draft.framed = message.framed;
  if (draft.framed != Framed::chunked) draft.content = message.at(message.content);
  for (const ChunkText& chunk : message.chunks) {
    draft.chunks.push_back({std::string(message.at(chunk.size)),
                            std::string(message.at(chunk.extensions)),
                            std::string(message.at(chunk.data))});
  }
  draft.trailers = drafts(message, message.trailers);
  return draft;
}

std::string print(const MessageDraft& draft) {
  std::string text;
  if (draft.empty_line_first) text += kLineEnd;
  text.append(draft.start_line).append(kLineEnd);
  append(draft.fields, text);
  text += kLineEnd;
  if (draft.framed != Framed::chunked) return text + draft.content;
  for (std::size_t i = 0; i < draft.chunks.size(); ++i) {
    const ChunkDraft& chunk = draft.chunks[i];
    text.append(chunk.size).append(chunk.extensions).append(kLineEnd).append(chunk.data);
    if (i + 1 < draft.chunks.size()) text += kLineEnd;
  }
  append(draft.trailers, text);
  return text + std::string(kLineEnd);
}

std::size_t version_at(const MessageDraft& draft) {
  constexpr std::size_t kVersionSize = 8;
  return draft.kind == MessageKind::request ? draft.start_line.size() - kVersionSize : 0;
}

void set_minor_version(MessageDraft& draft, char digit) {
  constexpr std::size_t kMinor = 7;
  draft.start_line[version_at(draft) + kMinor] = digit;
}

void set_status(MessageDraft& draft, std::string_view code) {
  constexpr std::size_t kStatusAt = 9;
  CONNECTORGROUP_ASSERT(draft.kind != MessageKind::request);
  draft.start_line.replace(kStatusAt, code.size(), code);
}

std::optional<std::size_t> find_field(const MessageDraft& draft, std::string_view name) {
  for (std::size_t i = 0; i < draft.fields.size(); ++i) {
    if (equal_ignoring_case(draft.fields[i].name, name)) return i;
  }
  return std::nullopt;
}

std::size_t any_place(const std::vector<FieldDraft>& fields, RandomSource& random) {
  return random.below(fields.size() + 1);
}

void insert_field(std::vector<FieldDraft>& fields, std::size_t place, FieldDraft field) {
  fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(place), std::move(field));
}

void frame(MessageDraft& draft, Framed framed, RandomSource& random) {
  CONNECTORGROUP_ASSERT(framed != Framed::no_content && draft.framed != Framed::no_content);
  std::string content = draft.content_octets();
  std::optional<std::size_t> place;
  for (std::size_t i = draft.fields.size(); i > 0; --i) {
    if (!is_framing_field(draft.fields[i - 1].name)) continue;
    place = i - 1;
    draft.fields.erase(draft.fields.begin() + static_cast<std::ptrdiff_t>(i - 1));
  }
  draft.framed = framed;
  draft.content.clear();
  if (framed != Framed::chunked) {
    draft.chunks.clear();
    draft.trailers.clear();
  } else {
    draft.chunks = cut_into_chunks(content, random);
  }
  const std::size_t at = place.value_or(any_place(draft.fields, random));
  if (framed == Framed::counted) {
    insert_field(draft.fields, at, {"Content-Length", std::to_string(content.size())});
  } else if (framed == Framed::chunked) {
    insert_field(draft.fields, at, {"Transfer-Encoding", "chunked"});
    return;
  }
  draft.content = std::move(content);
}

std::vector<ChunkDraft> cut_into_chunks(std::string_view content, RandomSource& random) {
  constexpr std::size_t kCutsMost = 4;
  constexpr std::size_t kSmall = 32;
  std::vector<std::size_t> cuts{0, content.size()};
  if (content.size() <= kSmall && random.chance(1, 4)) {
    for (std::size_t i = 1; i < content.size(); ++i) cuts.push_back(i);
  } else if (random.chance(1, 2)) {
    for (std::size_t count = 1 + random.below(kCutsMost); count > 0; --count) {
      cuts.push_back(random.below(content.size() + 1));
    }
  }
  std::sort(cuts.begin(), cuts.end());
  std::vector<ChunkDraft> chunks;
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    const std::string_view data = content.substr(cuts[i - 1], cuts[i] - cuts[i - 1]);
    // A chunk without octets would be the last.
    if (!data.empty()) chunks.push_back({hexadecimal(data.size()), {}, std::string(data)});
  }
  chunks.push_back({"0", {}, {}});
  return chunks;
}

std::string hexadecimal(std::size_t size) {
  std::array<char, 16> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), size, 16);
  CONNECTORGROUP_ASSERT(error == std::errc{});
  return {digits.data(), end};
}

}  // namespace connectorgroup
