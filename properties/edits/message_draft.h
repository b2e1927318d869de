// A message in pieces that print to its octets, and can be changed before they do.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/edits/message_text.h"
#include "properties/edits/random_source.h"

namespace connectorgroup {

struct FieldDraft {
  std::string name;
  std::string value;
  std::string before = " ";  // white space
  std::string behind = {};
};

struct ChunkDraft {
  std::string size;  // digits
  std::string extensions;
  std::string data;
};

struct MessageDraft {
  MessageKind kind = MessageKind::request;
  bool empty_line_first = false;
  std::string start_line;  // without its line end
  std::vector<FieldDraft> fields;
  Framed framed = Framed::nowhere;
  std::string content;  // where it isn't chunked
  std::vector<ChunkDraft> chunks;
  std::vector<FieldDraft> trailers;

  // Without the octets of chunks.
  std::string content_octets() const;
};

// print(draft_of(message)) is message.text.
MessageDraft draft_of(const MessageText& message);
std::string print(const MessageDraft& draft);

// Where the start line has its version, and the minor one's digit.
std::size_t version_at(const MessageDraft& draft);
void set_minor_version(MessageDraft& draft, char digit);
// REQUIRES: a response; three digits.
void set_status(MessageDraft& draft, std::string_view code);

// The place of the first field of this name, in any case.
std::optional<std::size_t> find_field(const MessageDraft& draft, std::string_view name);
// A place among the fields for a new one.
std::size_t any_place(const std::vector<FieldDraft>& fields, RandomSource& random);
void insert_field(std::vector<FieldDraft>& fields, std::size_t place, FieldDraft field);

// The same message, its content framed in this way: the field that says so stands where the one
// before did, or anywhere. Trailers go where there are no chunks. REQUIRES: framed isn't
// no_content, neither before nor behind; a request isn't framed until_close, nor a response
// nowhere, nor a message with content; to be chunked it is of HTTP/1.1.
void frame(MessageDraft& draft, Framed framed, RandomSource& random);

// Content cut into chunks at random, the last chunk included; sizes are spelled plainly.
std::vector<ChunkDraft> cut_into_chunks(std::string_view content, RandomSource& random);
std::string hexadecimal(std::size_t size);

}  // namespace connectorgroup
