// A message's octets with the places of its parts, so that edits can change one place and leave the
// rest alone. Independent of the reader on purpose: a mistake in the reader must not hide itself in
// the edits that test it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/limits.h"
#include "model/http/message.h"

namespace connectorgroup {

// Octets [begin, end) of a text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
};

struct FieldText {
  TextRange line;  // with its line end
  TextRange name;  // the colon is the octet behind it
  TextRange value;
};

struct ChunkText {
  TextRange line;        // size and extensions, with their line end
  TextRange size;        // digits
  TextRange extensions;  // what stands between the digits and the line end
  TextRange data;        // without the line end behind it; empty in the last chunk
};

// How the end of a message's content is known.
enum class Framed : std::uint8_t {
  nowhere,      // there is no content, and no field that counts it
  no_content,   // there is none, whatever the fields say: a response to HEAD, of 1xx, 204, 304
  counted,      // Content-Length
  chunked,      // Transfer-Encoding
  until_close,  // a response with neither
};

struct MessageText {
  std::string text;
  MessageKind kind = MessageKind::request;
  TextRange start_line;  // with its line end; an empty line may stand before it
  TextRange method;      // of a request
  TextRange target;
  TextRange version;
  TextRange status;  // of a response
  TextRange reason;
  std::vector<FieldText> fields;
  TextRange empty_line;  // the one that ends the header section
  Framed framed = Framed::nowhere;
  TextRange content;              // all octets behind the header section, those of chunks included
  std::vector<ChunkText> chunks;  // the last one included
  std::vector<FieldText> trailers;

  std::string_view at(TextRange range) const {
    return std::string_view(text).substr(range.begin, range.size());
  }
  int minor_version() const { return text[version.end - 1] - '0'; }
  // Of a response; 0 for a request.
  int status_code() const;
  // Without the octets of chunks.
  std::string content_octets() const;
};

// The places in a text that is one whole message, from its first octet to its last. Nothing where
// lines, colons or sizes are missing, or octets follow. There is something for every text that the
// strict reader accepts; for others there may be. O(text.size()).
std::optional<MessageText> parse_message(std::string text, MessageKind kind);

// The first field of this name, in any case.
const FieldText* find_field(const MessageText& message, std::string_view name);

// "Content-Length" and "Transfer-Encoding", in any case.
bool is_framing_field(std::string_view name);

// Whether a reader with these limits takes the message, if it takes it with none.
bool fits(const MessageText& message, const HttpLimits& limits);

}  // namespace connectorgroup
