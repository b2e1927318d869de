// What stands between two values, as it is learned and found again: of which kind it is, what is
// no such piece, when one has to be learned anew, and when nothing is expected for a while.
#include "model/body/expected_piece.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/reader.h"
#include "model/contract.h"
#include "properties/drivers/allocation_count.h"
#include "properties/drivers/nearby_texts.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;
using Kind = ExpectedPiece::Kind;

class Pieces {
 public:
  Pieces(const Contract& contract, Role role) : pieces_(contract, role) {}

  // The one at the text's beginning.
  ExpectedPiece* find(std::string_view text, bool is_opening) {
    const std::string_view placed = placed_.place(text, kPadding);
    return pieces_.find(placed.data(), placed.data() + placed.size(), is_opening);
  }
  ExpectedPieces& operator*() { return pieces_; }
  ExpectedPieces* operator->() { return &pieces_; }

 private:
  ExpectedPieces pieces_;
  PlacedText placed_;
};

constexpr Role kRoles[] = {Role::create_request, Role::response};

std::string piece_of(std::string_view name, bool is_opening, std::string_view gap = "") {
  std::string text(is_opening ? "{" : ",");
  return text.append(gap).append("\"").append(name).append("\":");
}

// --- Which kind it is of.

TEST(ExpectedPiece, OfAMemberThatIsReadHasItsIndexAndKind) {
  for (const Contract& contract : contracts()) {
    for (const Role role : kRoles) {
      Pieces pieces(contract, role);
      for (std::size_t index = 0; index < kMemberCount; ++index) {
        const MemberSpec& spec = contract.members[index];
        if (!is_read(spec, role)) continue;
        for (const bool is_opening : {true, false}) {
          const std::string text = piece_of(spec.name, is_opening);
          const ExpectedPiece* piece = pieces.find(text + "\"\"", is_opening);
          ASSERT_NE(piece, nullptr) << text;
          EXPECT_EQ(piece->bytes.size(), text.size());
          EXPECT_EQ(piece->index, index) << text;
          EXPECT_EQ(piece->member, bit_of(index)) << text;
          const Kind of_string = allows_any(spec, role) ? Kind::text : Kind::choice;
          EXPECT_EQ(piece->kind, spec.type == ValueType::boolean ? Kind::boolean : of_string);
        }
      }
    }
  }
}

struct Undeclared {
  std::string_view name;
  // Nothing: there is no such piece.
  std::optional<Kind> first_in_request, later_in_request, first_in_response, later_in_response;
};

constexpr std::optional<Kind> kNone = std::nullopt;
constexpr Undeclared kUndeclared[] = {
    {"@odata.context", Kind::unread, Kind::unread, Kind::context, kNone},
    {"@context", Kind::unread, Kind::unread, Kind::context, kNone},
    {"@odata.type", Kind::type, Kind::type, Kind::type, Kind::type},
    {"@type", Kind::type, Kind::type, Kind::type, Kind::type},
    {"@odata.etag", Kind::unread, Kind::unread, Kind::unread, Kind::unread},
    {"a@b", Kind::unread, Kind::unread, Kind::unread, Kind::unread},
    {"a@odata.bind", kNone, kNone, Kind::unread, Kind::unread},
    {"applications", kNone, kNone, Kind::unread, Kind::unread},
    {"members", kNone, kNone, Kind::unread, Kind::unread},
    {"Name", kNone, kNone, Kind::unread, Kind::unread},
    {"", kNone, kNone, Kind::unread, Kind::unread},
    {"\xC3\xA9@", Kind::unread, Kind::unread, Kind::unread, Kind::unread},
    {"\xC3@", kNone, kNone, kNone, kNone},
    {"\x01@", kNone, kNone, kNone, kNone},
    {"\\u0040", kNone, kNone, kNone, kNone},
    {"n\\u0061me", kNone, kNone, kNone, kNone},
};

TEST(ExpectedPiece, OfAMemberThatIsntDeclaredHasItsNameAndKind) {
  for (const Undeclared& undeclared : kUndeclared) {
    for (const Role role : kRoles) {
      const bool in_response = role == Role::response;
      for (const bool is_opening : {true, false}) {
        const std::optional<Kind> due =
            is_opening ? (in_response ? undeclared.first_in_response : undeclared.first_in_request)
                       : (in_response ? undeclared.later_in_response : undeclared.later_in_request);
        Pieces pieces(graph_2017(), role);
        const std::string text = piece_of(undeclared.name, is_opening, " ");
        const ExpectedPiece* piece = pieces.find(text + "\"\"", is_opening);
        ASSERT_EQ(piece != nullptr, due.has_value()) << text;
        if (piece == nullptr) continue;
        EXPECT_EQ(piece->kind, *due) << text;
        EXPECT_EQ(piece->member, 0u) << text;
        EXPECT_EQ(piece->name(text.data()), undeclared.name) << text;
      }
    }
  }
}

TEST(ExpectedPiece, OfAnEndIsTheBraceWithWhatIsBeforeIt) {
  for (const std::string_view end : {"}", " }", "\r\n\t}"}) {
    Pieces pieces(graph_2017(), Role::response);
    const ExpectedPiece* piece = pieces.find(std::string(end) + ",", false);
    ASSERT_NE(piece, nullptr) << end;
    EXPECT_EQ(piece->kind, Kind::end);
    EXPECT_EQ(piece->bytes.size(), end.size());
  }
}

// --- What is no piece.

TEST(ExpectedPiece, IsNoneWhereOneIsCutOff) {
  for (const bool is_opening : {true, false}) {
    for (const std::string_view name : {"name", "@a"}) {
      const std::string whole =
          is_opening ? "{ \"" + std::string(name) + "\" : " : " , \"" + std::string(name) + "\" : ";
      for (std::size_t size = 0; size < whole.size(); ++size) {
        const bool has_colon = whole.find(':') < size;
        for (std::size_t i = 0; i < std::size(kTellingPaddings); ++i) {
          Pieces pieces(graph_2017(), Role::response);
          // As one that is read piece by piece from a larger text: it goes on behind the end.
          std::string bytes = whole;
          while (bytes.size() < size + kPadding) bytes += kTellingPaddings[i];
          const ExpectedPiece* piece = pieces->find(bytes.data(), bytes.data() + size, is_opening);
          // An empty object's end may stand where a member might.
          EXPECT_EQ(piece != nullptr, has_colon) << whole.substr(0, size);
        }
      }
    }
  }
}

// Nor is anything learned where the text ends before a name.
TEST(ExpectedPiece, IsNoneBehindTheText) {
  for (const std::string_view text : {"", " ", ",", " , ", ",\n"}) {
    for (const std::string_view behind : {"}", ",", "\"name\":", ",\"name\":", "\"", ":"}) {
      Pieces pieces(graph_2017(), Role::response);
      const std::string bytes = std::string(text).append(behind).append(kPadding, ' ');
      EXPECT_EQ(pieces->find(bytes.data(), bytes.data() + text.size(), false), nullptr) << bytes;
      EXPECT_EQ(pieces->learned(), 0u) << bytes;
    }
  }
}

TEST(ExpectedPiece, IsNoneOfAnotherSeparator) {
  for (const std::string_view text :
       {"\"name\":1"sv, ":\"name\":1"sv, ",,\"name\":1"sv, ", name\":1"sv, ",\"name\",1"sv,
        ",\"name\"\":1"sv, "]"sv, "\f}"sv, ",\f\"name\":1"sv, ",\x0E\"name\":1"sv,
        ",\"name\"\f:1"sv}) {
    Pieces pieces(graph_2017(), Role::response);
    EXPECT_EQ(pieces.find(text, false), nullptr) << text;
  }
}

// --- Learned once, and found again.

std::vector<std::string_view> names_read(const Contract& contract, Role role) {
  std::vector<std::string_view> names;
  for (const MemberSpec& spec : contract.members) {
    if (is_read(spec, role)) names.push_back(spec.name);
  }
  return names;
}

// Finds each name with these gaps before it; how many had to be learned.
std::uint64_t learned_of(Pieces& pieces, const std::vector<std::string_view>& names,
                         const std::vector<std::string>& gaps, bool is_opening) {
  const std::uint64_t before = pieces->learned();
  for (const std::string& gap : gaps) {
    for (const std::string_view name : names) {
      EXPECT_NE(pieces.find(piece_of(name, is_opening, gap) + "1", is_opening), nullptr);
    }
  }
  return pieces->learned() - before;
}

TEST(ExpectedPiece, OfEachNameIsKeptWhateverWhiteSpaceThereIs) {
  for (const Contract& contract : contracts()) {
    for (const Role role : kRoles) {
      const std::vector<std::string_view> names = names_read(contract, role);
      for (std::size_t spaces = 0; spaces < 24; ++spaces) {
        for (const bool is_opening : {true, false}) {
          Pieces pieces(contract, role);
          const std::vector<std::string> gaps{std::string(spaces, ' ')};
          EXPECT_EQ(learned_of(pieces, names, gaps, is_opening), names.size());
          EXPECT_EQ(learned_of(pieces, names, gaps, is_opening), 0u) << spaces << " spaces";
        }
      }
    }
  }
}

// Services that write differently answer the same client.
TEST(ExpectedPiece, OfThePagesNamesIsKeptCompactAndIndentedAtATime) {
  for (const Role role : kRoles) {
    const std::vector<std::string_view> names = names_read(graph_2017(), role);
    for (const std::string_view indented : {"\n  "sv, "\n    "sv, "\n\t"sv, "\r\n  "sv}) {
      Pieces pieces(graph_2017(), role);
      const std::vector<std::string> gaps{"", std::string(indented)};
      EXPECT_EQ(learned_of(pieces, names, gaps, false), 2 * names.size());
      EXPECT_EQ(learned_of(pieces, names, gaps, false), 0u) << indented.size();
    }
  }
}

// A name that stands first is apart from those that stand later.
TEST(ExpectedPiece, OfAnOpeningIsKeptBesideTheSameNameLater) {
  for (const Role role : kRoles) {
    const std::vector<std::string_view> names = names_read(graph_2017(), role);
    Pieces pieces(graph_2017(), role);
    for (const std::uint64_t due : {names.size(), std::size_t{0}}) {
      EXPECT_EQ(learned_of(pieces, names, {""}, true), due);
      EXPECT_EQ(learned_of(pieces, names, {""}, false), due);
    }
  }
}

TEST(ExpectedPiece, OfAnEndIsKeptWithAndWithoutWhiteSpace) {
  Pieces pieces(graph_2017(), Role::response);
  for (int i = 0; i < 3; ++i) {
    for (const std::string_view end : {"}", "\n}"}) {
      ASSERT_NE(pieces.find(end, false), nullptr);
    }
    EXPECT_EQ(pieces->learned(), 2u);
  }
}

TEST(ExpectedPiece, WithMoreWhiteSpaceIsLearnedAnew) {
  for (const bool is_opening : {true, false}) {
    Pieces pieces(graph_2017(), Role::response);
    std::string text = piece_of("name", is_opening);
    for (std::uint64_t learned = 1; learned < 5; ++learned) {
      for (int i = 0; i < 2; ++i) {
        const ExpectedPiece* piece = pieces.find(text + "1", is_opening);
        ASSERT_NE(piece, nullptr);
        EXPECT_EQ(piece->bytes.size(), text.size());
        EXPECT_EQ(pieces->learned(), learned);
      }
      text += ' ';
    }
  }
}

TEST(ExpectedPiece, EscapedNamesTakeNoMoreMemoryFromOneToTheNext) {
  ExpectedPieces pieces(graph_2017(), Role::response);
  const std::string name = piece_of(R"(\u00e9\u00e9\u00e9\u00e9)", false);
  const std::string text = name + std::string(kPadding, ' ');
  const auto find = [&] {
    EXPECT_EQ(pieces.find(text.data(), text.data() + name.size(), false), nullptr);
  };
  find();
  // Some 4 KiB are kept for such names at first.
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 2000; ++i) find();
            }),
            0u);
}

// --- When nothing is expected for a while.

// How often something is found, each time with so many objects read, until that is decided.
std::uint64_t found_until_turn(ExpectedPieces& pieces, std::uint64_t objects) {
  const bool before = pieces.expects();
  std::uint64_t found = 0;
  do {
    pieces.note_found(objects);
    ++found;
  } while (pieces.expects() == before && found < 10'000);
  return found;
}

TEST(ExpectedPiece, IsntExpectedForAWhileWhereNoneCameSo) {
  ExpectedPieces pieces(graph_2017(), Role::response);
  EXPECT_TRUE(pieces.expects());
  // One of each object.
  EXPECT_EQ(found_until_turn(pieces, 63), 64u);
  EXPECT_FALSE(pieces.expects());
  EXPECT_EQ(found_until_turn(pieces, 5000), 1024u);
  EXPECT_TRUE(pieces.expects());
  // What counts are the objects since then.
  EXPECT_EQ(found_until_turn(pieces, 5063), 64u);
  EXPECT_EQ(found_until_turn(pieces, 5063), 1024u);
}

TEST(ExpectedPiece, IsExpectedWhereMostCameSo) {
  ExpectedPieces pieces(graph_2017(), Role::response);
  std::uint64_t objects = 0;
  for (int trial = 0; trial < 5; ++trial) {
    objects += 64;
    for (int i = 0; i < 64; ++i) {
      EXPECT_TRUE(pieces.expects());
      pieces.note_found(objects);
    }
  }
  EXPECT_TRUE(pieces.expects());
  // One object fewer than were found: not any more.
  EXPECT_EQ(found_until_turn(pieces, objects + 63), 64u);
}

}  // namespace
}  // namespace connectorgroup
