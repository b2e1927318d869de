// Mutation and crossover that know what messages on a connection look like: they respell one, break
// one rule of it, edit its fields, its start line or its content, or put together messages of two
// connections. After an edit that leaves its length wrong, Content-Length is made right half of the
// time, so that faults behind the head are met as well as those of framing. A quarter of the time
// the engine's own mutations of octets do the work. Octets that begin with no message, which most
// of a corpus of refused ones do, are mutated as octets or left for a fresh message, so that the
// search doesn't stay among those that are refused at their first fault.
//
// A target is sound without this file: engines that don't know the hooks ignore them.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/http/reader.h"
#include "properties/edits/break_message.h"
#include "properties/edits/break_rule.h"
#include "properties/edits/message_draft.h"
#include "properties/edits/message_text.h"
#include "properties/edits/random_source.h"
#include "properties/edits/respell.h"
#include "properties/edits/respell_message.h"

// libFuzzer's; other engines may lack it, and so does the replay program.
extern "C" __attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                              std::size_t size_max);

namespace {

using namespace connectorgroup;

// The engine's mutation of these octets, which may grow to `size_max`; without an engine, one octet
// is changed. REQUIRES: size_max > 0.
std::string mutate_octets(std::string_view octets, std::size_t size_max, RandomSource& random) {
  std::string buffer(octets.substr(0, size_max));
  const std::size_t size = buffer.size();
  buffer.resize(size_max);
  if (LLVMFuzzerMutate != nullptr) {
    buffer.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(buffer.data()), size, size_max));
    return buffer;
  }
  buffer.resize(std::max<std::size_t>(size, 1));
  buffer[random.below(buffer.size())] = static_cast<char>(random.below(256));
  return buffer;
}

std::string grown(std::string_view octets, RandomSource& random) {
  constexpr std::size_t kGrowth = 16;
  return mutate_octets(octets, octets.size() + kGrowth, random);
}

// One of the elements of an array, a vector or a span.
template <class Range>
auto& drawn_from(Range&& range, RandomSource& random) {
  return range[random.below(std::size(range))];
}

// --- A connection: messages, and octets behind them that are none.

struct Piece {
  MessageKind kind;
  std::string octets;
};

struct Pieces {
  std::vector<Piece> messages;
  std::string rest;
};

// The message that these octets begin with, as a request or a response.
std::optional<Piece> first_message(std::string_view octets) {
  for (const MessageKind kind : {MessageKind::request, MessageKind::response}) {
    MessageReader reader(kind);
    reader.feed(octets);
    reader.close();
    if (reader.state() != ReadState::complete || reader.size() == 0) continue;
    return Piece{kind, std::string(octets.substr(0, reader.size()))};
  }
  return std::nullopt;
}

Pieces take_apart(std::string_view octets) {
  Pieces pieces;
  while (const auto message = first_message(octets)) {
    octets.remove_prefix(message->octets.size());
    pieces.messages.push_back(*message);
  }
  pieces.rest = octets;
  return pieces;
}

std::string put_together(const Pieces& pieces) {
  std::string octets;
  for (const Piece& piece : pieces.messages) octets += piece.octets;
  return octets + pieces.rest;
}

// An accepted message, spelled at random.
Piece fresh_message(RandomSource& random) {
  constexpr std::string_view kHead =
      "POST /beta/connectorGroups HTTP/1.1\r\nHost: graph.microsoft.com\r\n"
      "Authorization: Bearer mF_9.B5f-4.1JqM\r\nContent-Type: application/json\r\n";
  const std::array<Piece, 8> messages{{
      {MessageKind::request, std::string(kHead) + "Content-Length: 12\r\n\r\n{\"name\":\"n\"}"},
      {MessageKind::request, std::string(kHead) +
                                 "Transfer-Encoding: chunked\r\n\r\n5;a=b\r\n{\"nam\r\n7\r\ne\":"
                                 "\"n\"}\r\n0\r\nETag: e\r\n\r\n"},
      {MessageKind::request, "GET /v1.0/a?b HTTP/1.1\r\nHost: [::1]:80\r\nAccept: a, b\r\n\r\n"},
      {MessageKind::request, "OPTIONS * HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"},
      {MessageKind::response,
       "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 68\r\n\r\n"
       "{\"id\":\"i\",\"name\":\"n\",\"connectorGroupType\":\"\",\"isDefault\":true,\"a\":1}"},
      {MessageKind::response,
       "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"r\"\r\n"
       "Content-Length: 40\r\n\r\n{\"error\":{\"code\":\"c\",\"message\":\"message\"}}"},
      {MessageKind::response, "HTTP/1.1 204 No Content\r\nDate: d\r\n\r\n"},
      {MessageKind::response, "HTTP/1.1 200 OK\r\n\r\nuntil the end"},
  }};
  Piece piece = drawn_from(messages, random);
  piece.octets = respell_message(piece.octets, piece.kind, true, random).value_or(piece.octets);
  return piece;
}

// --- Edits of one message. Each gives an empty text where it isn't possible.

// Content-Length says how many octets follow the head, if there is one.
std::string with_true_length(std::string octets) {
  const std::size_t head_end = octets.find("\r\n\r\n");
  if (head_end == std::string::npos) return octets;
  const std::size_t size = octets.size() - head_end - 4;
  constexpr std::string_view kName = "content-length:";
  for (std::size_t line = octets.find("\r\n"); line < head_end;
       line = octets.find("\r\n", line + 2)) {
    const std::size_t name = line + 2;
    if (!equal_ignoring_case(std::string_view(octets).substr(name, kName.size()), kName)) continue;
    const std::size_t value = name + kName.size();
    const std::size_t end = octets.find("\r\n", value);
    return octets.replace(value, end - value, " " + std::to_string(size));
  }
  return octets;
}

std::string break_some_rule(const Piece& piece, RandomSource& random) {
  const auto rules = breakable_message_rules();
  const auto broken = break_message(drawn_from(rules, random), piece.octets, piece.kind, random);
  if (!broken) return {};
  // The twin is worth as much: an accepted message with what the fault needed.
  return random.chance(1, 3) ? broken->twin : broken->text;
}

// A field is put elsewhere, doubled, left out, gets another's value, or an edited name or value.
void edit_field(std::vector<FieldDraft>& fields, RandomSource& random) {
  if (fields.empty()) {
    fields.push_back({"X", grown("y", random)});
    return;
  }
  const std::size_t chosen = random.below(fields.size());
  FieldDraft field = fields[chosen];
  switch (random.below(6)) {
    case 0:
      fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(chosen));
      insert_field(fields, any_place(fields, random), std::move(field));
      break;
    case 1:
      insert_field(fields, any_place(fields, random), std::move(field));
      break;
    case 2:
      fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(chosen));
      break;
    case 3:
      drawn_from(fields, random).value = field.value;
      break;
    case 4:
      fields[chosen].name = grown(field.name, random);
      break;
    default:
      fields[chosen].value = grown(field.value, random);
  }
}

// Content that is JSON is mostly edited as that.
std::string edited_content(const std::string& content, RandomSource& random) {
  std::optional<std::string> edited;
  switch (random.below(3)) {
    case 0:
      edited = respell(content, random);
      break;
    case 1: {
      const auto rules = breakable_rules();
      const Contract& contract = drawn_from(contracts(), random);
      const auto broken = break_rule(drawn_from(rules, random), content,
                                     drawn_from(kBodyKinds, random), contract, random);
      if (broken) edited = broken->text;
      break;
    }
    default:
      break;
  }
  return edited ? *edited : grown(content, random);
}

void edit_content(MessageDraft& draft, RandomSource& random) {
  const std::string content = edited_content(draft.content_octets(), random);
  if (draft.framed != Framed::chunked) {
    draft.content = content;
  } else if (random.chance(3, 4)) {
    draft.chunks = cut_into_chunks(content, random);
  } else {
    ChunkDraft& chunk = drawn_from(draft.chunks, random);
    chunk.size = grown(chunk.size, random);
  }
}

std::string edit_parts(const Piece& piece, RandomSource& random) {
  const auto message = parse_message(piece.octets, piece.kind);
  if (!message) return {};
  MessageDraft draft = draft_of(*message);
  switch (random.below(6)) {
    case 0:
      draft.start_line = grown(draft.start_line, random);
      break;
    case 1:
    case 2:
      edit_field(draft.fields, random);
      break;
    case 3:
      edit_field(draft.framed == Framed::chunked ? draft.trailers : draft.fields, random);
      break;
    default:
      edit_content(draft, random);
  }
  std::string octets = print(draft);
  return random.chance(1, 2) ? with_true_length(std::move(octets)) : octets;
}

std::string edit_message(const Piece& piece, bool last, RandomSource& random) {
  switch (random.below(6)) {
    case 0:
    case 1:
      return respell_message(piece.octets, piece.kind, last, random).value_or(std::string());
    case 2:
      return break_some_rule(piece, random);
    default:
      return edit_parts(piece, random);
  }
}

// --- Edits of a connection.

std::string edit(std::string_view octets, RandomSource& random) {
  Pieces pieces = take_apart(octets);
  if (pieces.messages.empty()) {
    return random.chance(1, 2) ? fresh_message(random).octets : std::string();
  }
  if (random.chance(1, 8)) {
    Piece another =
        random.chance(1, 2) ? drawn_from(pieces.messages, random) : fresh_message(random);
    pieces.messages.push_back(std::move(another));
    return put_together(pieces);
  }
  if (pieces.messages.size() > 1 && random.chance(1, 8)) {
    pieces.messages.erase(pieces.messages.begin() +
                          static_cast<std::ptrdiff_t>(random.below(pieces.messages.size())));
    return put_together(pieces);
  }
  const std::size_t chosen = random.below(pieces.messages.size());
  const bool last = chosen + 1 == pieces.messages.size() && pieces.rest.empty();
  std::string edited = edit_message(pieces.messages[chosen], last, random);
  if (edited.empty()) return {};
  pieces.messages[chosen].octets = std::move(edited);
  return put_together(pieces);
}

// Parts of one message in another: its content, its fields, or both messages one behind the other.
std::string cross(const Piece& into, const Piece& from, RandomSource& random) {
  const auto target = parse_message(into.octets, into.kind);
  const auto source = parse_message(from.octets, from.kind);
  if (!target || !source) return {};
  MessageDraft draft = draft_of(*target);
  MessageDraft other = draft_of(*source);
  switch (random.below(3)) {
    case 0:
      if (draft.framed == Framed::chunked) {
        draft.chunks = cut_into_chunks(other.content_octets(), random);
      } else {
        draft.content = other.content_octets();
      }
      break;
    case 1:
      if (other.fields.empty()) return {};
      insert_field(draft.fields, any_place(draft.fields, random), drawn_from(other.fields, random));
      break;
    default:
      return into.octets + from.octets;
  }
  std::string octets = print(draft);
  return random.chance(1, 2) ? with_true_length(std::move(octets)) : octets;
}

std::size_t put(std::string_view octets, std::uint8_t* out, std::size_t size_max) {
  const std::size_t size = std::min(octets.size(), size_max);
  if (size > 0) std::memcpy(out, octets.data(), size);
  return size;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned int seed) {
  RandomSource random(seed);
  const std::string octets(reinterpret_cast<const char*>(data), size);
  if (!random.chance(1, 4)) {
    const std::string edited = edit(octets, random);
    if (!edited.empty() && edited.size() <= size_max && edited != octets) {
      return put(edited, data, size_max);
    }
  }
  return put(mutate_octets(octets, size_max, random), data, size_max);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                                 const std::uint8_t* data2, std::size_t size2,
                                                 std::uint8_t* out, std::size_t out_size_max,
                                                 unsigned int seed) {
  RandomSource random(seed);
  const std::string_view first(reinterpret_cast<const char*>(data1), size1);
  const std::string_view second(reinterpret_cast<const char*>(data2), size2);
  Pieces into = take_apart(first);
  const Pieces from = take_apart(second);
  if (!into.messages.empty() && !from.messages.empty()) {
    Piece& place = drawn_from(into.messages, random);
    const std::string crossed = cross(place, drawn_from(from.messages, random), random);
    if (!crossed.empty()) {
      place.octets = crossed;
      return put(put_together(into), out, out_size_max);
    }
  }
  // No messages: the head of one with the tail of the other.
  const std::size_t cut1 = random.below(size1 + 1);
  const std::size_t cut2 = random.below(size2 + 1);
  return put(std::string(first.substr(0, cut1)) + std::string(second.substr(cut2)), out,
             out_size_max);
}
