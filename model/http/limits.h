// What a reader of messages is willing to take. Exceeding a limit is a rule of its own (limit.*),
// never an error of syntax.
#pragma once

#include <cstddef>
#include <cstdint>

namespace connectorgroup {

struct HttpLimits {
  // Octets of a start line, a field's line or a chunk's first line, without the line end. RFC 9112
  // section 3 asks for at least 8000; a bearer token can take most of it.
  std::size_t line_max = 16384;
  // Fields of a message, trailers included.
  std::size_t fields_max = 128;
  // Octets of the field lines in all, line ends and trailers included.
  std::size_t field_section_max = std::size_t{64} << 10;
  // Octets of the content, as sent and after chunks are put together.
  std::uint64_t content_max = std::uint64_t{16} << 20;
  // Octets of a message's chunk extensions in all.
  std::size_t chunk_extensions_max = 16384;
};

}  // namespace connectorgroup
