// Strings of JSON where they stand, by themselves: what they hold wherever the blocks that are
// looked at end, and the memory that those with escapes are decoded into.
#include "model/body/plain_string.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/reader.h"
#include "properties/drivers/allocation_count.h"
#include "properties/escaped.h"
#include "properties/guarded_text.h"

namespace connectorgroup {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

// A text at the end of readable memory, with the padding that readers may look at.
class Strings : public testing::Test {
 protected:
  // What looks at UTF-8 makes itself ready with its first text.
  Strings() { static_cast<void>(read<Stride::block>("\xC3\xA9\"")); }

  // The string that the text begins with, behind its opening quotation mark; nothing where it isn't
  // accepted. `left` is what stands behind its closing one.
  template <Stride kStride>
  std::optional<std::string_view> read(std::string_view text, std::string_view padding = " ") {
    text_ = memory_.place(text, kPadding, padding);
    const char* const end = text_.data() + text_.size();
    std::string_view out;
    const char* const behind = reader_.read<kStride>(text_.data(), end, out);
    if (behind > end) return std::nullopt;
    left_ = text_.substr(static_cast<std::size_t>(behind - text_.data()));
    return out;
  }

  // Reads it in both strides.
  void expect(std::string_view text, std::optional<std::string_view> content,
              std::string_view left = "") {
    ASSERT_EQ(read<Stride::block>(text), content) << escaped(text);
    if (content) {
      ASSERT_EQ(left_, left) << escaped(text);
    }
    ASSERT_EQ(read<Stride::two_blocks>(text), content) << escaped(text);
    if (content) {
      ASSERT_EQ(left_, left) << escaped(text);
    }
    reader_.clear();
  }

  GuardedText memory_;
  std::string_view text_;
  std::string_view left_;
  StringReader reader_;
};

constexpr std::size_t kPlaces = 100;  // in blocks, in four of them, and behind those

TEST_F(Strings, WithoutEscapesAreViewsOfTheText) {
  for (const std::string_view character : {"n"sv, "\xC3\xA9"sv}) {
    std::string content;
    for (std::size_t size = 0; size < kPlaces; ++size, content += character) {
      std::optional<std::string_view> value;
      const std::string text = content + "\":1";
      ASSERT_EQ(allocations_of([&] { value = read<Stride::block>(text); }), 0u);
      ASSERT_EQ(value, content);
      ASSERT_EQ(value->data(), text_.data());
      ASSERT_NO_FATAL_FAILURE(expect(text, content, ":1"));
    }
  }
}

TEST_F(Strings, EveryByteIsWhatItIsAtEveryPlace) {
  constexpr std::size_t kSize = 40;
  for (std::size_t at = 0; at < kSize; ++at) {
    for (int i = 0; i < 256; ++i) {
      const char byte = static_cast<char>(i);
      const std::string before(at, 'a');
      const std::string behind(kSize - at, 'b');
      std::optional<std::string> content = before + byte + behind;
      std::string left;
      // Alone, a byte beyond ASCII is no character; behind the solidus stands none that escapes.
      if (i < 0x20 || i >= 0x80 || byte == '\\') content = std::nullopt;
      if (byte == '"') content = before, left = behind + "\"";
      if (byte == '\\') content = before + "\b" + behind.substr(1);
      ASSERT_NO_FATAL_FAILURE(expect(before + byte + behind + "\"", content, left)) << i;
    }
  }
}

struct Piece {
  std::string_view spelled;
  std::optional<std::string_view> meant;
};
constexpr Piece kPieces[] = {
    {"\\\"", "\""},
    {"\\\\", "\\"},
    {"\\/", "/"},
    {"\\b\\f\\n\\r\\t", "\b\f\n\r\t"},
    {"\\u0000", std::string_view("\0", 1)},
    {"\\u007f", "\x7F"},
    {"\\u0080\\u07FF", "\xC2\x80\xDF\xBF"},
    {"\\u0800\\uFFFD", "\xE0\xA0\x80\xEF\xBF\xBD"},
    {"\\ud800\\udc00\\uDBFF\\uDFFD", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBD"},
    {"\xC2\x80", "\xC2\x80"},
    {"\xE2\x82\xAC", "\xE2\x82\xAC"},
    {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
    // These share a pair of bytes with noncharacters.
    {"\xE2\xBF\xBE", "\xE2\xBF\xBE"},
    {"\xF0\x9E\xBF\xBF\xEF\xB7\x8F", "\xF0\x9E\xBF\xBF\xEF\xB7\x8F"},
    {"\xE2\xBF\xBE\\n", "\xE2\xBF\xBE\n"},
    {"\xEF\xBF\xBE", std::nullopt},
    {"\xEF\xB7\x90", std::nullopt},
    {"\xF0\x9F\xBF\xBF", std::nullopt},
    {"\xEF\xBF\xBE\\n", std::nullopt},
    {"\\n\xEF\xB7\x90", std::nullopt},
    {"\\uFFFF", std::nullopt},
    {"\\uD83F\\uDFFF", std::nullopt},
    {"\\uD800", std::nullopt},
    {"\\uDC00", std::nullopt},
    {"\\uD800\\u0041", std::nullopt},
    {"\\u00g0", std::nullopt},
    {"\\x", std::nullopt},
    {"\\n\x01", std::nullopt},
    {"\x1F", std::nullopt},
    {"\xC3", std::nullopt},
    {"\x80\\n", std::nullopt},
    {"\\n\xC3", std::nullopt},
};

// Characters that stand around a piece.
std::string repeated(std::string_view character, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += character;
  return text;
}

TEST_F(Strings, MeanTheSameWhereverTheirPiecesStand) {
  for (const Piece& piece : kPieces) {
    for (const std::string_view character : {"n"sv, "\xC3\xA9"sv}) {
      for (std::size_t count = 0; count < kPlaces; ++count) {
        for (const std::size_t behind : {0u, 1u, 20u}) {
          const std::string before = repeated(character, count);
          const std::string text = before + std::string(piece.spelled) + std::string(behind, 'z');
          std::optional<std::string> content;
          if (piece.meant) content = before + std::string(*piece.meant) + std::string(behind, 'z');
          ASSERT_NO_FATAL_FAILURE(expect(text + "\",", content, ","));
        }
      }
    }
  }
}

TEST_F(Strings, MayBeFullOfEscapes) {
  for (const Piece& piece : {Piece{"\\n", "\n"}, Piece{"\\u20ac", "\xE2\x82\xAC"},
                             Piece{"\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
                             Piece{"\\tabcdefghijklmnopqrs", "\tabcdefghijklmnopqrs"}}) {
    for (const std::size_t count : {1u, 2u, 7u, 8u, 9u, 16u, 17u, 500u, 1010u, 1030u, 5000u}) {
      ASSERT_NO_FATAL_FAILURE(
          expect(repeated(piece.spelled, count) + "\"", repeated(*piece.meant, count)));
    }
  }
}

// Wherever memory ends among as many as are decoded together.
TEST_F(Strings, MayHaveEscapesWhereMemoryEnds) {
  for (std::size_t before = 0; before < 48; ++before) {
    std::string spelled(before, 'b');
    std::string meant = spelled;
    while (meant.size() < 5000) {
      spelled += std::string(15, 'a') + repeated("\\ud83d\\ude00", 8);
      meant += std::string(15, 'a') + repeated("\xF0\x9F\x98\x80", 8);
    }
    ASSERT_EQ(read<Stride::block>(spelled + "\""), meant) << before;
    reader_ = StringReader();
  }
}

// What stands behind the text may go on as a string would, and is none of it.
TEST_F(Strings, EndBeforeTheTextDoes) {
  for (const std::size_t size : {0u, 1u, 14u, 15u, 16u, 17u, 31u, 32u, 33u, 63u, 64u, 65u, 90u}) {
    for (const std::string_view piece : {""sv, "\\n"sv, "\xC3\xA9"sv, "\\u00e9"sv}) {
      const std::string whole = std::string(size, 'n') + std::string(piece);
      for (const std::string_view padding : {"\""sv, "n\""sv, "\\\""sv, "\\"sv, "\x80"sv, " "sv}) {
        for (std::size_t cut = 0; cut <= piece.size(); ++cut) {
          const std::string_view text = std::string_view(whole).substr(0, whole.size() - cut);
          ASSERT_FALSE(read<Stride::block>(text, padding)) << escaped(text) << padding;
          ASSERT_FALSE(read<Stride::two_blocks>(text, padding)) << escaped(text) << padding;
        }
        // Its last byte may close it.
        ASSERT_TRUE(read<Stride::block>(whole + "\"", padding));
        ASSERT_EQ(left_, "");
        ASSERT_TRUE(read<Stride::two_blocks>(whole + "\"", padding));
      }
    }
  }
}

// ---- Strings that are no text.

struct Ill {
  std::string_view bytes;
  bool is_utf8;
  bool may_have_noncharacter;
};

TEST_F(Strings, ThatAreNoTextAreToldAbout) {
  for (const Ill& ill :
       {Ill{"\x80", false, false}, Ill{"\xC3", false, false}, Ill{"\xFF", false, false},
        Ill{"\xEF\xBF\xBE", true, true}, Ill{"\xEF\xB7\x90", true, true},
        Ill{"\xF0\x9F\xBF\xBF", true, true}, Ill{"\x80\xEF\xBF\xBE", false, true}}) {
    for (std::size_t before = 0; before < kPlaces; ++before) {
      for (const std::size_t behind : {0u, 1u, 80u}) {
        const std::string content =
            std::string(before, 'a').append(ill.bytes).append(std::string(behind, 'b'));
        ASSERT_FALSE(read<Stride::block>(content + "\""));
        const IllText told = reader_.take_ill_text();
        ASSERT_EQ(told.string, text_.data());
        // Only ASCII is left out before.
        ASSERT_EQ(told.bytes.data() + told.bytes.size(), text_.data() + content.size());
        ASSERT_GE(told.bytes.size(), ill.bytes.size() + behind);
        ASSERT_LE(told.bytes.size(), content.size());
        ASSERT_EQ(told.is_utf8, ill.is_utf8) << escaped(content);
        ASSERT_EQ(told.may_have_noncharacter, ill.may_have_noncharacter) << escaped(content);
        ASSERT_EQ(reader_.take_ill_text().string, nullptr);
      }
    }
  }
}

TEST_F(Strings, ThatAreTextOrBreakOffAreNotToldAbout) {
  for (const std::string_view text :
       {"a\""sv, "\xC3\xA9\""sv, "\xE2\xBF\xBE\""sv, "\x80"sv, "\x80\x01\""sv, "\x80\\n\""sv,
        "\\u00e9\""sv, "\\uFFFF\""sv, "\x01\""sv}) {
    static_cast<void>(read<Stride::block>(text));
    EXPECT_EQ(reader_.take_ill_text().string, nullptr) << escaped(text);
  }
}

// ---- The memory of those with escapes.

// Spelled with an escape, of that size when it is decoded.
std::string decoded_text(std::size_t size, char filling = 'x') {
  return "\n" + std::string(size - 1, filling);
}
std::string spelled_text(std::size_t size, char filling = 'x') {
  return "\\n" + std::string(size - 1, filling) + "\"";
}

// The sizes around which memory is taken.
std::vector<std::size_t> decisive_sizes() {
  std::vector<std::size_t> sizes{1, 2, 100, 1000, 3000};
  for (const std::size_t size : {4096u, 8192u}) {
    for (std::size_t less = 0; less < 100; ++less) sizes.push_back(size + 20 - less);
  }
  return sizes;
}

TEST_F(Strings, EachOfManyStaysAsItWas) {
  std::vector<std::string_view> values;
  std::vector<std::string> due;
  for (const std::size_t size :
       {1u, 700u, 3000u, 300u, 90u, 20u, 5000u, 3u, 3050u, 60u, 1u, 9000u, 50u, 33000u, 7u, 7u}) {
    const char filling = static_cast<char>('a' + values.size());
    const std::optional<std::string_view> value = read<Stride::block>(spelled_text(size, filling));
    ASSERT_TRUE(value);
    values.push_back(*value);
    due.push_back(decoded_text(size, filling));
    for (std::size_t i = 0; i < values.size(); ++i) ASSERT_EQ(values[i], due[i]) << i;
  }
}

TEST_F(Strings, AreDecodedSideBySideWhileThereIsRoom) {
  for (const std::size_t first : decisive_sizes()) {
    reader_ = StringReader();
    std::optional<std::string_view> last = read<Stride::block>(spelled_text(first));
    ASSERT_EQ(last, decoded_text(first));
    for (const std::size_t size : {10u, 1u, 500u, 20u}) {
      const std::string text = spelled_text(size);
      std::optional<std::string_view> next;
      const std::size_t allocations = allocations_of([&] { next = read<Stride::block>(text); });
      ASSERT_EQ(next, decoded_text(size));
      if (allocations == 0) {
        ASSERT_EQ(next->data(), last->data() + last->size()) << first;
      }
      last = next;
    }
  }
}

// What had room once has it again, and at the same place.
TEST_F(Strings, AreDecodedWithoutAllocationsOnceOthersWereGivenUp) {
  for (const std::size_t size : decisive_sizes()) {
    reader_ = StringReader();
    const std::string text = spelled_text(size);
    const std::optional<std::string_view> first = read<Stride::block>(text);
    ASSERT_EQ(first, decoded_text(size));
    reader_.clear();
    std::optional<std::string_view> second;
    ASSERT_EQ(allocations_of([&] { second = read<Stride::block>(text); }), 0u) << size;
    ASSERT_EQ(second, decoded_text(size));
    ASSERT_EQ(second->data(), first->data());
  }
}

TEST_F(Strings, GivenUpLeaveTheLargestMemoryAlone) {
  constexpr std::size_t kBlocks = 4;  // of 4096 bytes and twice as much each
  for (std::size_t block = 0; block < kBlocks; ++block)
    ASSERT_TRUE(read<Stride::block>(spelled_text(std::size_t{3000} << block)));
  EXPECT_EQ(releases_of([&] { reader_.clear(); }), kBlocks - 1);
  EXPECT_EQ(releases_of([&] { reader_.clear(); }), 0u);
}

TEST_F(Strings, TakeMemoryGeometrically) {
  const std::string text = spelled_text(1u << 20);
  EXPECT_LT(allocations_of([&] { EXPECT_TRUE(read<Stride::block>(text)); }), 25u);
}

// A reader gives them up before each object.
TEST(StringsOfAReader, AreDecodedIntoTheSameMemoryAgain) {
  const std::string text = R"({"name":"\n)" + std::string(900, 'x') + R"("})";
  const std::string padded = text + std::string(kPadding, ' ');
  BodyReader reader;
  const auto read = [&] {
    return reader
        .read_create_request(
            PaddedText{std::string_view(padded).substr(0, text.size()), padded.size()})
        .accepted();
  };
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(read());
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 100; ++i) EXPECT_TRUE(read());
            }),
            0u);
}

}  // namespace
}  // namespace connectorgroup
