// Holds blocks of bytes, of the machine that this is compiled for and of any, against the bytes one
// by one: each byte at each place, among others of each sort. Exit status: 0 they agree, 1 they
// don't. cmake/check-neon runs it on an emulated AArch64.

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "properties/block_agreement.h"

namespace {

using namespace connectorgroup;

// The bytes at the edges of what blocks are asked about.
constexpr std::array<unsigned char, 31> kAround{
    0xB7, 0xBD, 0xBE, 0xBF, 0x00, 0x1F, 0x20, 0x21, '"',  '#',  '+',  '-',  '9',  'A',  'Z', '[',
    '\\', ']',  '_',  'a',  'z',  0x7E, 0x7F, 0x80, 0x9F, 0xC3, 0xEE, 0xEF, 0xF0, 0xFE, 0xFF};

int failed(std::string_view version, std::string_view what, std::string_view bytes) {
  std::printf("byte_block_check: %s: %s:", std::string(version).c_str(), std::string(what).c_str());
  for (const char byte : bytes) std::printf(" %02x", static_cast<unsigned char>(byte));
  std::printf("\n");
  return 1;
}

int check(std::string_view bytes, std::size_t size, std::size_t flipped) {
  const std::string_view portable = blocks_differ<PortableBlock>(bytes, size, flipped);
  if (!portable.empty()) return failed("portable", portable, bytes);
  const std::string_view own = blocks_differ<ByteBlock>(bytes, size, flipped);
  return own.empty() ? 0 : failed("of this machine", own, bytes);
}

}  // namespace

int main() {
  std::size_t count = 0;
  for (const unsigned char around : kAround) {
    std::string bytes(kFourBlocksSize + 1, static_cast<char>(around));
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        bytes[at] = static_cast<char>(byte);
        if (check(bytes, count % (kBlockSize + 1), count % (8 * kBlockSize)) != 0) return 1;
        ++count;
      }
      bytes[at] = static_cast<char>(around);
    }
  }
  std::printf("byte_block_check: %zu blocks agree\n", count);
  return 0;
}
