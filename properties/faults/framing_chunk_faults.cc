// Readers that go wrong about chunks: their sizes and extensions, what stands between them, how
// many there are, and the trailers behind them.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/faults/framing_misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup {
namespace {

using namespace faults;

Question with_chunks(std::string_view chunks) { return message(chunked_request(chunks)); }

// --- The first line of a chunk. What stands in the place of a size keeps its length.

std::string_view size_of_line(std::string_view line) { return line.substr(0, line.find(';')); }

std::string with_size(std::string_view line, std::string size) {
  return size.append(line.substr(size_of_line(line).size()));
}

std::string size_with_prefix(std::string_view line) {
  std::string size(size_of_line(line));
  if (size.starts_with("0x") || size.starts_with("0X")) size[1] = '0';
  return with_size(line, size);
}

std::string size_with_sign(std::string_view line) {
  std::string size(size_of_line(line));
  if (size.size() > 1 && size.front() == '+') size.front() = '0';
  return with_size(line, size);
}

// int() of Python takes 1_0 as it does 10.
std::string size_with_underscores(std::string_view line) {
  std::string size(size_of_line(line));
  if (size.empty() || size.front() == '_' || size.back() == '_') return std::string(line);
  if (size.find("__") != std::string::npos) return std::string(line);
  const auto count = static_cast<std::size_t>(std::count(size.begin(), size.end(), '_'));
  std::erase(size, '_');
  return with_size(line, std::string(count, '0') + size);
}

std::string size_behind_space(std::string_view line) {
  std::string size(size_of_line(line));
  const std::size_t digits = size.find_first_not_of(" \t");
  if (digits == std::string::npos) return std::string(line);
  std::fill_n(size.begin(), digits, '0');
  return with_size(line, size);
}

// Shifted to the left by four bits for each digit, whatever falls out.
std::string size_that_wraps(std::string_view line) {
  const std::string_view size = size_of_line(line);
  if (size.size() <= 16) return std::string(line);
  return with_size(line, std::string(size.size() - 16, '0').append(size.substr(size.size() - 16)));
}

std::string size_in_lower_case(std::string_view line) {
  std::string size(size_of_line(line));
  for (char& c : size) {
    if (c >= 'A' && c <= 'F') c = 'g';
  }
  return with_size(line, size);
}

// Where the last chunk is known by its text.
std::string one_zero_at_end(std::string_view line) {
  const std::string_view size = size_of_line(line);
  const bool zeros = size.size() > 1 && size.find_first_not_of('0') == std::string_view::npos;
  return zeros ? with_size(line, std::string(size.size(), 'g')) : std::string(line);
}

// Up to the line end, without a look.
std::string any_extension(std::string_view line) {
  const std::size_t begin = size_of_line(line).size();
  if (begin == line.size()) return std::string(line);
  return std::string(line.substr(0, begin)) + ";" + std::string(line.size() - begin - 1, 'x');
}

std::string line_end(std::string_view) { return "\r\n"; }

// --- Content and trailers.

// The sizes of the chunks of a message that is one, until the last.
std::vector<std::size_t> chunk_sizes(std::string_view octets) {
  std::vector<std::size_t> sizes;
  std::size_t at = head_of(octets).size();
  while (at < octets.size()) {
    sizes.push_back(std::stoul(std::string(octets.substr(at)), nullptr, 16));
    if (sizes.back() == 0) break;
    at = octets.find("\r\n", at) + 2 + sizes.back() + 2;
  }
  return sizes;
}

// Chunks are put together from an array of pieces, as writev() takes it; the rest is forgotten.
void keep_sixteen_chunks(MessageKind kind, std::string_view octets, MessageAnswer& answer) {
  constexpr std::size_t kMost = 16;
  auto* request = std::get_if<Request>(&answer.message);
  if (answer.verdict != MessageVerdict::accept || kind != MessageKind::request) return;
  if (find_field(request->fields, "Transfer-Encoding") == nullptr) return;
  if (octets.starts_with("\r\n")) octets.remove_prefix(2);
  std::size_t kept_octets = 0;
  const std::vector<std::size_t> sizes = chunk_sizes(octets);
  for (std::size_t i = 0; i < std::min(sizes.size(), kMost); ++i) kept_octets += sizes[i];
  request->content.resize(std::min(request->content.size(), kept_octets));
}

void merge_trailers(MessageKind, std::string_view, MessageAnswer& answer) {
  change_parts(answer, [](auto& parts) {
    parts.fields.insert(parts.fields.end(), parts.trailers.begin(), parts.trailers.end());
    parts.trailers.clear();
  });
}

void drop_trailers_behind_first(MessageKind, std::string_view, MessageAnswer& answer) {
  change_parts(answer, [](auto& parts) {
    if (parts.trailers.size() > 1) parts.trailers.resize(1);
  });
}

// Reads the first line of each chunk as `kLine` makes it.
template <SameLength kLine>
Deviation reading_lines_as() {
  return reading_as([](std::string_view octets) { return changed_chunks(octets, kLine, kept); });
}
// The same, but only where the model refuses the message.
template <SameLength kLine>
Deviation forgiving_lines() {
  return forgiving_octets(
      [](std::string_view octets) { return changed_chunks(octets, kLine, kept); });
}

constexpr std::array kFaults{
    // strtoul() with base 16.
    PlantedFault{"framing.chunk-size-prefix", "Takes 0x before a chunk's size.", "http.chunk.size",
                 [] { return with_chunks("0x1\r\na\r\n0\r\n\r\n"); },
                 forgiving_lines<size_with_prefix>},
    PlantedFault{"framing.chunk-size-sign", "Takes a plus sign before a chunk's size.",
                 "http.chunk.size", [] { return with_chunks("+1\r\na\r\n0\r\n\r\n"); },
                 forgiving_lines<size_with_sign>},
    PlantedFault{"framing.chunk-size-underscore",
                 "Takes underscores between the digits of a chunk's size.", "http.chunk.size",
                 [] { return with_chunks("0_1\r\na\r\n0\r\n\r\n"); },
                 forgiving_lines<size_with_underscores>},
    PlantedFault{"framing.chunk-size-behind-space", "Takes white space before a chunk's size.",
                 "http.chunk.size", [] { return with_chunks(" 1\r\na\r\n0\r\n\r\n"); },
                 forgiving_lines<size_behind_space>},
    PlantedFault{"framing.chunk-size-wraps", "Takes a chunk's size modulo 2^64.",
                 "http.chunk.size-range",
                 [] { return with_chunks("10000000000000001\r\na\r\n0\r\n\r\n"); },
                 forgiving_lines<size_that_wraps>},
    PlantedFault{"framing.chunk-size-lower-case", "Refuses capitals in a chunk's size.",
                 "http.chunk.size-forms",
                 [] { return with_chunks("A\r\n0123456789\r\n0\r\n\r\n"); },
                 reading_lines_as<size_in_lower_case>},
    PlantedFault{"framing.last-chunk-one-zero", "Knows the last chunk by one zero alone.",
                 "http.chunk.size-forms", [] { return with_chunks("1\r\na\r\n00\r\n\r\n"); },
                 reading_lines_as<one_zero_at_end>},
    PlantedFault{"framing.chunk-extension-unread",
                 "Takes for a chunk extension whatever stands before the line end.",
                 "http.chunk.extension", [] { return with_chunks("1;=\x01\r\na\r\n0\r\n\r\n"); },
                 forgiving_lines<any_extension>},
    // CVE-2025-43859
    PlantedFault{"framing.chunk-end-unread",
                 "Passes over two octets behind a chunk, whatever they are.", "http.chunk.data-end",
                 [] { return with_chunks("1\r\naXX0\r\n\r\n"); },
                 [] {
                   return forgiving_octets([](std::string_view octets) {
                     return changed_chunks(octets, kept, line_end);
                   });
                 }},
    PlantedFault{"framing.sixteen-chunks", "Keeps the content of the first 16 chunks.",
                 "http.chunk.several",
                 [] {
                   std::string chunks;
                   for (int i = 0; i < 17; ++i) chunks += "1\r\na\r\n";
                   return with_chunks(chunks + "0\r\n\r\n");
                 },
                 [] { return answering_messages(keep_sixteen_chunks); }},
    PlantedFault{"framing.trailers-as-fields", "Puts trailers among the fields of the header.",
                 "http.chunk.trailers", [] { return with_chunks("0\r\nX: a\r\n\r\n"); },
                 [] { return answering_messages(merge_trailers); }},
    PlantedFault{"framing.one-trailer", "Keeps the first trailer alone.", "http.chunk.trailers",
                 [] { return with_chunks("0\r\nX: a\r\nY: b\r\n\r\n"); },
                 [] { return answering_messages(drop_trailers_behind_first); }},
};

}  // namespace

std::span<const PlantedFault> framing_chunk_faults() { return kFaults; }

}  // namespace connectorgroup
