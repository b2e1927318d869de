// What is wrong with a long string, which readers of bodies name without reading the text again.
#include "model/body/string_fault.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "model/body/reader.h"
#include "model/body/reference_reader.h"
#include "model/contract.h"
#include "model/rule.h"
#include "properties/guarded_text.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

struct Fault {
  std::string_view name;
  std::string_view bytes;
};

// Each form of what a string may not hold, and some that are only so in front of what follows.
constexpr Fault kFaults[] = {
    {"a control character", "\x1F"},
    {"an escape of nothing", "\\x"},
    {"a lone surrogate, escaped", "\\uD800"},
    {"a continuation byte", "\x80"},
    {"four of them", "\x80\x80\x80\x80"},
    {"more of them than are looked at together",
     "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"
     "\x80"
     "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"
     "\x80"
     "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80"
     "\x80"},
    {"an overlong character of two bytes", "\xC1\xBF"},
    {"of three", "\xE0\x9F\xBF"},
    {"of four", "\xF0\x8F\xBF\xBF"},
    {"a surrogate", "\xED\xA0\x80"},
    {"a character beyond the last", "\xF4\x90\x80\x80"},
    {"no lead byte", "\xF5"},
    {"two bytes without the last", "\xC3"},
    {"three without the last two", "\xE2"},
    {"three without the last", "\xE2\x82"},
    {"four without the last two", "\xF0\x9F"},
    {"four without the last", "\xF0\x9F\x98"},
    {"four with one too many", "\xF0\x9F\x98\x80\x80"},
    {"a noncharacter", "\xEF\xBF\xBF"},
    {"one of the block FDD0", "\xEF\xB7\x90"},
    {"the last character of a plane", "\xF0\x9F\xBF\xBF"},
};

constexpr std::string_view kCharacters[] = {"n", "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
                                            "\\n"};

std::string repeated(std::string_view character, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += character;
  return text;
}

std::string named(std::string_view content) {
  return std::string(R"({"name":")").append(content).append(R"("})");
}

// The reader that has learned what a body looks like, and the one that reads byte by byte.
class LongString : public testing::Test {
 protected:
  LongString() {
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(reader_.read_create_request(named("a")).accepted());
  }

  void expect_named(const std::string& text, std::string_view what) {
    const auto due = reference_.read_create_request(text);
    const auto read = reader_.read_create_request(text);
    ASSERT_FALSE(due.accepted()) << what;
    ASSERT_FALSE(read.accepted()) << what;
    ASSERT_EQ(read.violation(), due.violation()) << what << ", of " << text.size() << " bytes";
  }

  BodyReader reader_{graph_2017()};
  ReferenceReader reference_{graph_2017()};
};

TEST_F(LongString, ItsFaultIsNamedWhereverItStands) {
  constexpr std::size_t kCountMost = 160;
  for (const Fault& fault : kFaults) {
    for (const std::string_view character : kCharacters) {
      for (std::size_t before = 0; before < kCountMost; ++before) {
        for (const std::size_t behind : {0u, 1u, 90u}) {
          expect_named(named(repeated(character, before)
                                 .append(fault.bytes)
                                 .append(repeated(character, behind))),
                       fault.name);
        }
      }
    }
  }
}

TEST_F(LongString, ItsFirstFaultIsNamed) {
  for (const Fault& first : kFaults) {
    for (const Fault& second : kFaults) {
      for (const std::size_t between : {1u, 20u, 200u}) {
        expect_named(named(std::string("\xE2\x82\xAC")
                               .append(first.bytes)
                               .append(repeated("\xC3\xA4", between))
                               .append(second.bytes)
                               .append(100, 'n')),
                     first.name);
      }
    }
  }
}

TEST_F(LongString, ItsFaultIsNamedWhereTheTextEnds) {
  for (const Fault& fault : kFaults) {
    for (const std::string_view character : kCharacters) {
      for (const std::size_t before : {0u, 1u, 15u, 16u, 17u, 64u, 100u}) {
        const std::string whole = named(repeated(character, before).append(fault.bytes));
        for (std::size_t cut = 0; cut < fault.bytes.size() + 3; ++cut)
          expect_named(whole.substr(0, whole.size() - cut), fault.name);
      }
    }
  }
}

// The reader keeps what it saw of a string that is no text. The next one is copied to the same
// place.
TEST_F(LongString, TheLastOnesFaultIsNotNamedAgain) {
  const std::string ill = named(std::string(100, 'n') + "\xFF");
  const std::size_t at = ill.find('\xFF');
  for (const Fault& fault : kFaults) {
    expect_named(ill, "a byte of no character");
    expect_named(std::string(ill).replace(at, 1, fault.bytes), fault.name);
    expect_named(ill, "a byte of no character");
    expect_named(ill.substr(0, at).append(fault.bytes), "the text's end");
  }
}

// ---- What is found by itself. It may go on looking behind the text, in the padding, whatever that
// holds.

constexpr std::string_view kPaddings[] = {
    "nnnnnnnnnnnnnnnn\x80", "n", "\"", "\\", "\\n", "\x80", "\xC3\xA9", "\x01"};

class FoundFault : public testing::Test {
 protected:
  StringFault find(std::string_view text, std::string_view padding = " ") {
    text_ = memory_.place(text, kPadding, padding);
    return find_string_fault(text_.data(), text_.data() + text_.size());
  }
  std::size_t place_of(const char* at) const { return static_cast<std::size_t>(at - text_.data()); }

  GuardedText memory_;
  std::string_view text_;
};

// With nothing wrong up to where it ends, or up to the quotation mark that closes it.
TEST_F(FoundFault, IsNoneInARightString) {
  for (const std::string_view character :
       {"n"sv, "\xC3\xA4"sv, "\xE2\x82\xAC"sv, "\\n"sv, "\\u00e9"sv, "\\ud83d\\ude00"sv}) {
    for (std::size_t count = 0; count < 90; ++count) {
      const std::string content = repeated(character, count);
      for (const std::string_view padding : kPaddings) {
        for (const std::string& text : {content, content + "\"", content + "\"\xFF"}) {
          const StringFault fault = find(text, padding);
          ASSERT_EQ(place_of(fault.right_until), content.size()) << padding;
          ASSERT_FALSE(fault.rule);
          ASSERT_EQ(fault.broken_at, nullptr);
        }
      }
    }
  }
}

TEST_F(FoundFault, NamesAControlCharacterWhereverItStands) {
  for (int control = 0; control < 0x20; ++control) {
    for (std::size_t before = 0; before < 40; ++before) {
      const std::string content(before, 'n');
      const StringFault fault = find(content + static_cast<char>(control) + "n\"");
      ASSERT_EQ(place_of(fault.right_until), before);
      ASSERT_EQ(fault.rule, Rule::json_string_control);
      ASSERT_EQ(place_of(fault.broken_at), before);
    }
  }
}

TEST_F(FoundFault, StopsInFrontOfAnEscapeThatIsNone) {
  for (const std::string_view escape :
       {"\\x"sv, "\\u"sv, "\\u12g4"sv, "\\uD800n"sv, "\\uDC00"sv, "\\uFFFF"sv, "\\uD800\\uD800"sv,
        "\\uD83F\\uDFFE"sv, "\\\x80"sv, "\\\x01"sv}) {
    for (std::size_t before = 0; before < 90; ++before) {
      for (const std::string_view character : {"n"sv, "\xC3\xA4"sv, "\\t"sv}) {
        const std::string content = repeated(character, before);
        const StringFault fault = find(content + std::string(escape) + "n\"");
        ASSERT_EQ(place_of(fault.right_until), content.size()) << escape;
        ASSERT_FALSE(fault.rule) << escape;
      }
    }
  }
}

// An escape that the text breaks off in is none, though what stands behind may go on with it.
TEST_F(FoundFault, StopsInFrontOfAnEscapeThatBreaksOff) {
  const std::string_view escape = "\\ud83d\\ude00";
  for (std::size_t before = 0; before < 40; ++before) {
    for (std::size_t size = 1; size <= escape.size(); ++size) {
      const std::string content(before, 'n');
      const std::string_view rest = escape.substr(size);
      const StringFault fault =
          find(content + std::string(escape.substr(0, size)), rest.empty() ? " "sv : rest);
      const bool is_whole = size == escape.size();
      ASSERT_EQ(place_of(fault.right_until), is_whole ? before + size : before) << size;
      ASSERT_FALSE(fault.rule);
    }
  }
}

}  // namespace
}  // namespace connectorgroup
