// Sixteen bytes looked at side by side. The same questions in three versions: SSE2, which every
// x86-64 has (with AVX2, two blocks are compared as one), NEON, which every AArch64 has, and two
// 64-bit words anywhere. Tests hold them against each other; ByteBlock is the one of the machine
// that is compiled for. Private to the model.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace connectorgroup {

inline constexpr std::size_t kBlockSize = 16;

// of() makes a block of two words, each with its bytes as memory has them.
//
// special(), delimiter() and so on are the index of the first such byte, or kBlockSize where there
// is none:
//
//   special      one that ends a run of a JSON string's plain ASCII: a quotation mark, a reverse
//                solidus, a control character, or one beyond ASCII
//   delimiter    the same without those beyond ASCII
//   control      a control character or DEL
//   other        one that ends a run of a token68's octets (RFC 9110 section 11.2): neither letter
//                nor digit nor among "-._~+/"
//
// is_ascii() says whether no byte is beyond ASCII. special_of_two() and two_show() look at the
// block at `bytes` and the one behind it, look_at_four() at three behind it. has_suspect_pair()
// looks at the block and one byte more: whether two of them together are BF BE, BF BF or EF B7, one
// of which is in every noncharacter.
// four_have_control() and four_have_other() say of the same four blocks whether one has such a
// byte.
struct FourBlocks {
  bool has_delimiter;
  bool has_suspect_pair;
};
inline constexpr std::size_t kFourBlocksSize = 4 * kBlockSize;

class PortableBlock {
 public:
  static PortableBlock load(const char* bytes) {
    PortableBlock block;
    std::memcpy(block.words_, bytes, kBlockSize);
    return block;
  }
  static PortableBlock of(std::uint64_t first, std::uint64_t last) {
    PortableBlock block;
    block.words_[0] = first;
    block.words_[1] = last;
    return block;
  }

  std::size_t special() const {
    return first([](std::uint64_t word) { return delimiters(word) | (word & kHighs); });
  }
  std::size_t delimiter() const { return first(delimiters); }
  std::size_t control() const { return first(controls); }
  std::size_t other() const { return first(others); }
  // Whether the bytes that `mask` keeps (FF; 00 doesn't) are those of `expected`, which has zeros
  // elsewhere.
  bool shows(PortableBlock expected, PortableBlock mask) const {
    return (words_[0] & mask.words_[0]) == expected.words_[0] &&
           (words_[1] & mask.words_[1]) == expected.words_[1];
  }
  bool is_ascii() const { return ((words_[0] | words_[1]) & kHighs) == 0; }

  static std::size_t special_of_two(const char* bytes) {
    const std::size_t at = load(bytes).special();
    return at < kBlockSize ? at : kBlockSize + load(bytes + kBlockSize).special();
  }
  // REQUIRES: `expected` and `mask` are aligned to kBlockSize.
  static bool two_show(const char* bytes, const char* expected, const char* mask) {
    return load(bytes).shows(load(expected), load(mask)) &&
           load(bytes + kBlockSize).shows(load(expected + kBlockSize), load(mask + kBlockSize));
  }

  static bool has_suspect_pair(const char* bytes) {
    const PortableBlock first = load(bytes);
    const PortableBlock second = load(bytes + 1);
    for (std::size_t i = 0; i < 2; ++i) {
      const std::uint64_t a = first.words_[i];
      const std::uint64_t b = second.words_[i];
      const std::uint64_t not_last =
          nonzero(a ^ kEach * 0xBF) | nonzero((b & kEach * 0xFE) ^ kEach * 0xBE);
      const std::uint64_t not_fdd0 = nonzero(a ^ kEach * 0xEF) | nonzero(b ^ kEach * 0xB7);
      if ((not_last & not_fdd0) != kHighs) return true;
    }
    return false;
  }

  static FourBlocks look_at_four(const char* bytes) {
    FourBlocks found{false, false};
    for (std::size_t i = 0; i < kFourBlocksSize; i += kBlockSize) {
      const PortableBlock block = load(bytes + i);
      found.has_delimiter = found.has_delimiter || block.delimiter() < kBlockSize;
      found.has_suspect_pair = found.has_suspect_pair || has_suspect_pair(bytes + i);
    }
    return found;
  }
  static bool four_have_control(const char* bytes) {
    return any_of_four(bytes, [](PortableBlock block) { return block.control(); });
  }
  static bool four_have_other(const char* bytes) {
    return any_of_four(bytes, [](PortableBlock block) { return block.other(); });
  }

 private:
  template <class Find>
  static bool any_of_four(const char* bytes, Find find) {
    for (std::size_t i = 0; i < kFourBlocksSize; i += kBlockSize) {
      if (find(load(bytes + i)) < kBlockSize) return true;
    }
    return false;
  }

  static constexpr std::uint64_t kEach = 0x0101010101010101U;
  static constexpr std::uint64_t kHighs = kEach * 0x80;
  static constexpr std::uint64_t kLows = kEach * 0x7F;

  // The high bit of each byte that isn't zero. The sums can't carry into the next byte.
  static std::uint64_t nonzero(std::uint64_t word) {
    return (((word & kLows) + kLows) | word) & kHighs;
  }
  static std::uint64_t delimiters(std::uint64_t word) {
    const std::uint64_t not_control = (word & kLows) + kEach * (0x80 - 0x20);
    const std::uint64_t quote = ~nonzero(word ^ kEach * '"');
    const std::uint64_t solidus = ~nonzero(word ^ kEach * '\\');
    return ((~not_control & ~word) | quote | solidus) & kHighs;
  }
  static std::uint64_t controls(std::uint64_t word) {
    const std::uint64_t low = word & kLows;
    const std::uint64_t not_below_space = low + kEach * (0x80 - 0x20);
    const std::uint64_t is_delete = low + kEach;
    return (~not_below_space | is_delete) & ~word & kHighs;
  }
  // The bytes from `low` to `high`, which are ASCII.
  static std::uint64_t within(std::uint64_t word, std::uint64_t low, std::uint64_t high) {
    const std::uint64_t from_low = (word & kLows) + kEach * (0x80 - low);
    const std::uint64_t beyond_high = (word & kLows) + kEach * (0x7F - high);
    return from_low & ~beyond_high & ~word & kHighs;
  }
  static std::uint64_t others(std::uint64_t word) {
    const std::uint64_t letters = within(word | kEach * 0x20, 'a', 'z');
    const std::uint64_t marks =
        within(word, '+', '+') | within(word, '_', '_') | within(word, '~', '~');
    return ~(letters | within(word, '-', '9') | marks) & kHighs;
  }
  static std::size_t index_of(std::uint64_t high_bits) {
    const int zeros = std::endian::native == std::endian::little ? std::countr_zero(high_bits)
                                                                 : std::countl_zero(high_bits);
    return static_cast<std::size_t>(zeros) / 8;
  }
  template <class Find>
  std::size_t first(Find find) const {
    for (std::size_t i = 0; i < 2; ++i) {
      const std::uint64_t found = find(words_[i]);
      if (found != 0) return i * sizeof(std::uint64_t) + index_of(found);
    }
    return kBlockSize;
  }

  std::uint64_t words_[2];
};

#if defined(__SSE2__)

class Sse2Block {
 public:
  static Sse2Block load(const char* bytes) {
    return Sse2Block(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)));
  }
  static Sse2Block of(std::uint64_t first, std::uint64_t last) {
    return Sse2Block(
        _mm_set_epi64x(static_cast<std::int64_t>(last), static_cast<std::int64_t>(first)));
  }

  std::size_t special() const { return static_cast<std::size_t>(std::countr_zero(~plain())); }
  std::size_t delimiter() const { return first(delimiters()); }
  std::size_t control() const { return first(controls_and_delete()); }
  std::size_t other() const {
    const unsigned runs = static_cast<unsigned>(_mm_movemask_epi8(token68()));
    return static_cast<std::size_t>(std::countr_zero(~runs));
  }
  bool shows(Sse2Block expected, Sse2Block mask) const {
    return _mm_movemask_epi8(same(expected, mask)) == 0xFFFF;
  }
  bool is_ascii() const { return _mm_movemask_epi8(bytes_) == 0; }

  static std::size_t special_of_two(const char* bytes) {
    const std::uint64_t plain = load(bytes).plain() | load(bytes + kBlockSize).plain()
                                                          << kBlockSize;
    return static_cast<std::size_t>(std::countr_zero(~plain));
  }
  static bool two_show(const char* bytes, const char* expected, const char* mask) {
#if defined(__AVX2__)
    const __m256i kept = _mm256_and_si256(load_two(bytes), load_two(mask));
    return _mm256_movemask_epi8(_mm256_cmpeq_epi8(kept, load_two(expected))) == -1;
#else
    const __m128i first = load(bytes).same(load_aligned(expected), load_aligned(mask));
    const __m128i second =
        load(bytes + kBlockSize)
            .same(load_aligned(expected + kBlockSize), load_aligned(mask + kBlockSize));
    return _mm_movemask_epi8(_mm_and_si128(first, second)) == 0xFFFF;
#endif
  }

  static bool has_suspect_pair(const char* bytes) {
    return _mm_movemask_epi8(suspect_pairs(bytes)) != 0;
  }

  static FourBlocks look_at_four(const char* bytes) {
    const Sse2Block a = load(bytes);
    const Sse2Block b = load(bytes + kBlockSize);
    const Sse2Block c = load(bytes + 2 * kBlockSize);
    const Sse2Block d = load(bytes + 3 * kBlockSize);
    const __m128i delimiters = _mm_or_si128(_mm_or_si128(a.delimiters(), b.delimiters()),
                                            _mm_or_si128(c.delimiters(), d.delimiters()));
    const __m128i pairs = _mm_or_si128(
        _mm_or_si128(suspect_pairs(bytes), suspect_pairs(bytes + kBlockSize)),
        _mm_or_si128(suspect_pairs(bytes + 2 * kBlockSize), suspect_pairs(bytes + 3 * kBlockSize)));
    return {_mm_movemask_epi8(delimiters) != 0, _mm_movemask_epi8(pairs) != 0};
  }
  static bool four_have_control(const char* bytes) {
    const __m128i first_two = _mm_or_si128(load(bytes).controls_and_delete(),
                                           load(bytes + kBlockSize).controls_and_delete());
    const __m128i last_two = _mm_or_si128(load(bytes + 2 * kBlockSize).controls_and_delete(),
                                          load(bytes + 3 * kBlockSize).controls_and_delete());
    return _mm_movemask_epi8(_mm_or_si128(first_two, last_two)) != 0;
  }
  static bool four_have_other(const char* bytes) {
    const __m128i first_two =
        _mm_and_si128(load(bytes).token68(), load(bytes + kBlockSize).token68());
    const __m128i last_two = _mm_and_si128(load(bytes + 2 * kBlockSize).token68(),
                                           load(bytes + 3 * kBlockSize).token68());
    return _mm_movemask_epi8(_mm_and_si128(first_two, last_two)) != 0xFFFF;
  }

 private:
  explicit Sse2Block(__m128i bytes) : bytes_(bytes) {}
#if defined(__AVX2__)
  static __m256i load_two(const char* bytes) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  }
#endif
  static Sse2Block load_aligned(const char* bytes) {
    return Sse2Block(_mm_load_si128(reinterpret_cast<const __m128i*>(bytes)));
  }

  // A bit for each byte that isn't special. Compared as signed, bytes beyond ASCII are below a
  // space.
  std::uint64_t plain() const {
    const __m128i printable = _mm_cmpgt_epi8(bytes_, _mm_set1_epi8(0x1F));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_andnot_si128(quotes(), printable)));
  }
  __m128i same(Sse2Block expected, Sse2Block mask) const {
    return _mm_cmpeq_epi8(_mm_and_si128(bytes_, mask.bytes_), expected.bytes_);
  }
  __m128i delimiters() const { return _mm_or_si128(quotes(), controls()); }
  // Those below a space.
  __m128i controls() const {
    const __m128i last_control = _mm_set1_epi8(0x1F);
    return _mm_cmpeq_epi8(_mm_max_epu8(bytes_, last_control), last_control);
  }
  __m128i controls_and_delete() const { return _mm_or_si128(controls(), are(0x7F)); }
  // The first bytes of pairs.
  static __m128i suspect_pairs(const char* bytes) {
    const Sse2Block first = load(bytes);
    const __m128i second = load(bytes + 1).bytes_;
    const __m128i last_two =
        _mm_cmpeq_epi8(_mm_and_si128(second, _mm_set1_epi8(static_cast<char>(0xFE))),
                       _mm_set1_epi8(static_cast<char>(0xBE)));
    const __m128i second_of_fdd0 = _mm_cmpeq_epi8(second, _mm_set1_epi8(static_cast<char>(0xB7)));
    return _mm_or_si128(_mm_and_si128(first.are(0xBF), last_two),
                        _mm_and_si128(first.are(0xEF), second_of_fdd0));
  }
  // Those of a token68. A hyphen is followed by the dot, the solidus and the digits.
  __m128i token68() const {
    const Sse2Block lower(_mm_or_si128(bytes_, _mm_set1_epi8(0x20)));
    const __m128i marks = _mm_or_si128(are('+'), _mm_or_si128(are('_'), are('~')));
    return _mm_or_si128(_mm_or_si128(lower.within('a', 'z'), within('-', '9')), marks);
  }
  // Those from `low` to `high`: moved to the end of what signed bytes can be, they are beyond what
  // is below them, and so is nothing else.
  __m128i within(char low, char high) const {
    const __m128i moved = _mm_add_epi8(bytes_, _mm_set1_epi8(static_cast<char>(0x7F - high)));
    return _mm_cmpgt_epi8(moved, _mm_set1_epi8(static_cast<char>(0x7F - high + low - 1)));
  }
  __m128i are(unsigned char byte) const {
    return _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(static_cast<char>(byte)));
  }
  __m128i quotes() const { return _mm_or_si128(are('"'), are('\\')); }
  static std::size_t first(__m128i found) {
    constexpr unsigned kNone = 1U << kBlockSize;
    return static_cast<std::size_t>(
        std::countr_zero(static_cast<unsigned>(_mm_movemask_epi8(found)) | kNone));
  }

  __m128i bytes_;
};
using ByteBlock = Sse2Block;

#elif defined(__ARM_NEON) && defined(__aarch64__)

class NeonBlock {
 public:
  static NeonBlock load(const char* bytes) {
    return NeonBlock(vld1q_u8(reinterpret_cast<const std::uint8_t*>(bytes)));
  }
  static NeonBlock of(std::uint64_t first, std::uint64_t last) {
    return NeonBlock(vcombine_u8(vcreate_u8(first), vcreate_u8(last)));
  }

  std::size_t special() const {
    return first(vorrq_u8(delimiters(), vcgeq_u8(bytes_, vdupq_n_u8(0x80))));
  }
  std::size_t delimiter() const { return first(delimiters()); }
  std::size_t control() const { return first(controls_and_delete()); }
  std::size_t other() const { return first(vmvnq_u8(token68())); }
  bool shows(NeonBlock expected, NeonBlock mask) const {
    return vminvq_u8(vceqq_u8(vandq_u8(bytes_, mask.bytes_), expected.bytes_)) != 0;
  }
  bool is_ascii() const { return vmaxvq_u8(bytes_) < 0x80; }

  static std::size_t special_of_two(const char* bytes) {
    const std::size_t at = load(bytes).special();
    return at < kBlockSize ? at : kBlockSize + load(bytes + kBlockSize).special();
  }
  static bool two_show(const char* bytes, const char* expected, const char* mask) {
    return load(bytes).shows(load(expected), load(mask)) &&
           load(bytes + kBlockSize).shows(load(expected + kBlockSize), load(mask + kBlockSize));
  }
  static bool has_suspect_pair(const char* bytes) { return vmaxvq_u8(suspect_pairs(bytes)) != 0; }

  static FourBlocks look_at_four(const char* bytes) {
    const NeonBlock a = load(bytes);
    const NeonBlock b = load(bytes + kBlockSize);
    const NeonBlock c = load(bytes + 2 * kBlockSize);
    const NeonBlock d = load(bytes + 3 * kBlockSize);
    const uint8x16_t delimiters = vorrq_u8(vorrq_u8(a.delimiters(), b.delimiters()),
                                           vorrq_u8(c.delimiters(), d.delimiters()));
    const uint8x16_t pairs = vorrq_u8(
        vorrq_u8(suspect_pairs(bytes), suspect_pairs(bytes + kBlockSize)),
        vorrq_u8(suspect_pairs(bytes + 2 * kBlockSize), suspect_pairs(bytes + 3 * kBlockSize)));
    return {vmaxvq_u8(delimiters) != 0, vmaxvq_u8(pairs) != 0};
  }
  static bool four_have_control(const char* bytes) {
    const uint8x16_t first_two =
        vorrq_u8(load(bytes).controls_and_delete(), load(bytes + kBlockSize).controls_and_delete());
    const uint8x16_t last_two = vorrq_u8(load(bytes + 2 * kBlockSize).controls_and_delete(),
                                         load(bytes + 3 * kBlockSize).controls_and_delete());
    return vmaxvq_u8(vorrq_u8(first_two, last_two)) != 0;
  }
  static bool four_have_other(const char* bytes) {
    const uint8x16_t first_two =
        vandq_u8(load(bytes).token68(), load(bytes + kBlockSize).token68());
    const uint8x16_t last_two =
        vandq_u8(load(bytes + 2 * kBlockSize).token68(), load(bytes + 3 * kBlockSize).token68());
    return vminvq_u8(vandq_u8(first_two, last_two)) == 0;
  }

 private:
  explicit NeonBlock(uint8x16_t bytes) : bytes_(bytes) {}

  // The first bytes of pairs.
  static uint8x16_t suspect_pairs(const char* bytes) {
    const uint8x16_t first = load(bytes).bytes_;
    const uint8x16_t second = load(bytes + 1).bytes_;
    const uint8x16_t last_two = vceqq_u8(vandq_u8(second, vdupq_n_u8(0xFE)), vdupq_n_u8(0xBE));
    return vorrq_u8(
        vandq_u8(vceqq_u8(first, vdupq_n_u8(0xBF)), last_two),
        vandq_u8(vceqq_u8(first, vdupq_n_u8(0xEF)), vceqq_u8(second, vdupq_n_u8(0xB7))));
  }
  uint8x16_t delimiters() const {
    const uint8x16_t quotes =
        vorrq_u8(vceqq_u8(bytes_, vdupq_n_u8('"')), vceqq_u8(bytes_, vdupq_n_u8('\\')));
    return vorrq_u8(quotes, vcltq_u8(bytes_, vdupq_n_u8(0x20)));
  }
  uint8x16_t controls_and_delete() const {
    return vorrq_u8(vcltq_u8(bytes_, vdupq_n_u8(0x20)), vceqq_u8(bytes_, vdupq_n_u8(0x7F)));
  }
  uint8x16_t token68() const {
    const NeonBlock lower(vorrq_u8(bytes_, vdupq_n_u8(0x20)));
    const uint8x16_t marks =
        vorrq_u8(within('+', '+'), vorrq_u8(within('_', '_'), within('~', '~')));
    return vorrq_u8(vorrq_u8(lower.within('a', 'z'), within('-', '9')), marks);
  }
  uint8x16_t within(std::uint8_t low, std::uint8_t high) const {
    return vcleq_u8(vsubq_u8(bytes_, vdupq_n_u8(low)),
                    vdupq_n_u8(static_cast<std::uint8_t>(high - low)));
  }
  // Narrowing leaves four bits of each byte.
  static std::size_t first(uint8x16_t found) {
    const std::uint64_t bits =
        vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(found), 4)), 0);
    return static_cast<std::size_t>(std::countr_zero(bits)) / 4;
  }

  uint8x16_t bytes_;
};
using ByteBlock = NeonBlock;

#else
using ByteBlock = PortableBlock;
#endif

}  // namespace connectorgroup
