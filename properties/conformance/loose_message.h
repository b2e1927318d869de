// Any octets taken apart as if they were an HTTP/1.1 message, whatever is wrong with them. The
// shrinker changes messages by these parts; properties/edits/message_text.h has places only for
// those whose lines and sizes are right.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "properties/edits/message_text.h"

namespace connectorgroup {

struct LooseChunk {
  TextRange size;  // digits, which tell the size of the data
  TextRange data;
  std::size_t begin = 0;  // of its first line
  std::size_t end = 0;    // behind the line end that follows the data
};

struct LooseMessage {
  // With their line ends: those of the header section, the first one too; those of chunks and
  // trailers; the empty ones; and, where the content is counted, those of what follows it. In the
  // order of the text.
  std::vector<TextRange> lines;
  // Fields that say where the content ends: Content-Length and Transfer-Encoding.
  std::vector<TextRange> framing_lines;
  // Of each field in the header section, what stands between the colon and the line end.
  std::vector<TextRange> values;
  // Of a request, what stands between the first space and the last of its line; empty elsewhere.
  TextRange target;
  // Of each Content-Length that is the size of the content, the digits.
  std::vector<TextRange> true_lengths;
  std::size_t head_end = 0;  // behind the empty line
  TextRange content;         // empty where there are chunks
  // All but the last. Octets behind them that are no chunk are lines.
  std::vector<LooseChunk> chunks;
};

// Never fails. O(text.size()).
LooseMessage take_message_apart(std::string_view text);

}  // namespace connectorgroup
