// Bodies that differ in one place from those that programs write. Whichever way a reader takes with
// one, and whatever it has read before, it answers as the reference reader does; and it takes the
// long way only where the text asks for it.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "model/body/reader.h"
#include "model/body/reference_reader.h"
#include "model/contract.h"
#include "model/violation.h"
#include "properties/drivers/nearby_texts.h"
#include "properties/drivers/reader_answers.h"
#include "properties/escaped.h"
#include "properties/subject.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

// --- What a reader says.

struct Answer {
  std::optional<Violation> refusal = std::nullopt;
  std::optional<NewConnectorGroup> new_group = std::nullopt;
  ConnectorGroupCollection groups = {};  // of a response: the one

  friend bool operator==(const Answer&, const Answer&) = default;
};

std::ostream& operator<<(std::ostream& out, const Answer& answer) {
  if (answer.refusal) return out << describe(*answer.refusal);
  return out << "accepted, " << answer.groups.groups.size() << " groups";
}

Answer read(BodyReader& reader, BodyKind kind, const PaddedText& text) {
  Answer answer;
  if (kind == BodyKind::create_request) {
    const auto result = reader.read_create_request(text);
    if (!result.accepted()) return {.refusal = result.violation()};
    answer.new_group = own(result.value());
  } else if (kind == BodyKind::response) {
    const auto result = reader.read_response(text);
    if (!result.accepted()) return {.refusal = result.violation()};
    answer.groups.groups.push_back(own(result.value()));
  } else {
    KeepingVisitor visitor;
    const auto result = reader.read_collection(text, visitor);
    if (!result.accepted()) return {.refusal = result.violation()};
    EXPECT_EQ(result.value().object_count, visitor.groups.size()) << text.text;
    answer.groups.groups = std::move(visitor.groups);
    answer.groups.controls = own(result.value().controls);
  }
  return answer;
}

Answer read(ReferenceReader& reader, BodyKind kind, std::string_view text) {
  Answer answer;
  if (kind == BodyKind::create_request) {
    auto result = reader.read_create_request(text);
    if (!result.accepted()) return {.refusal = result.violation()};
    answer.new_group = result.value();
  } else if (kind == BodyKind::response) {
    auto result = reader.read_response(text);
    if (!result.accepted()) return {.refusal = result.violation()};
    answer.groups.groups.push_back(result.value());
  } else {
    auto result = reader.read_collection(text);
    if (!result.accepted()) return {.refusal = result.violation()};
    answer.groups = result.value();
  }
  return answer;
}

// --- Which way a text asks for.

constexpr std::size_t kUnreadMost = 8;  // that are read without an index

bool is_declared(const std::string& name, BodyKind kind, const Contract& contract) {
  return std::any_of(contract.members.begin(), contract.members.end(), [&](const MemberSpec& spec) {
    if (spec.name != name) return false;
    return kind == BodyKind::create_request
               ? spec.request == InRequest::required || spec.request == InRequest::optional
               : spec.response == InResponse::required;
  });
}

// An object has a number or something nested, or many members that aren't declared.
bool asks_for_index(const nlohmann::json& object, BodyKind kind, const Contract& contract) {
  std::size_t unread = 0;
  for (const auto& [name, value] : object.items()) {
    if (is_declared(name, kind, contract)) continue;
    if (value.is_number() || value.is_structured() || ++unread > kUnreadMost) return true;
  }
  return false;
}

// How many objects of an accepted text are to be read by an index; nothing where it isn't known:
// its names may have escapes, or a collection's own members ask for one.
std::optional<std::uint64_t> index_is_due(std::string_view text, BodyKind kind,
                                          const Contract& contract) {
  if (text.find('\\') != std::string_view::npos) return std::nullopt;
  const nlohmann::json body = nlohmann::json::parse(text);
  if (kind != BodyKind::collection) return asks_for_index(body, kind, contract) ? 1 : 0;
  for (const auto& [name, value] : body.items()) {
    if (name != "value" && name != "@odata.context" && name != "@odata.count" &&
        name != "@odata.nextLink") {
      return std::nullopt;
    }
    if (value.is_number() && (!value.is_number_integer() || value >= 1'000'000'000'000'000)) {
      return std::nullopt;
    }
  }
  std::uint64_t due = 0;
  for (const nlohmann::json& object : body["value"]) {
    if (asks_for_index(object, BodyKind::response, contract)) ++due;
  }
  return due;
}

// --- The readers, which go on from text to text.

class Readers {
 public:
  Readers(BodyKind kind, const Contract& contract)
      : kind_(kind),
        contract_(contract),
        expecting_(contract),
        by_index_(contract, {}, Expectations::off),
        reference_(contract) {}

  bool accept(std::string_view text) { return !read(reference_, kind_, text).refusal; }

  void expect_agreement(std::string_view text) {
    const Answer due = read(reference_, kind_, text);
    const PaddedText padded{placed_.place(text, kPadding), text.size() + kPadding};
    const std::uint64_t before = expecting_.paths().by_index;
    const Answer expecting = read(expecting_, kind_, padded);
    ASSERT_EQ(expecting, due) << "with expectations: " << escaped(text);
    ASSERT_EQ(read(by_index_, kind_, padded), due) << "by index: " << escaped(text);
    if (due.refusal) return;
    if (const auto index = index_is_due(text, kind_, contract_)) {
      ASSERT_EQ(expecting_.paths().by_index - before, *index) << escaped(text);
    }
  }

 private:
  BodyKind kind_;
  const Contract& contract_;
  BodyReader expecting_;
  BodyReader by_index_;
  ReferenceReader reference_;
  PlacedText placed_;
};

// --- The texts.

void expect_agreement_nearby(BodyKind kind, const Contract& contract, std::string_view text) {
  Readers readers(kind, contract);
  ASSERT_TRUE(readers.accept(text)) << text;
  visit_nearby_texts(text, [&](const std::string& changed) {
    // What was changed before mustn't be all that is known.
    readers.expect_agreement(text);
    readers.expect_agreement(changed);
    return !testing::Test::HasFatalFailure();
  });
}

TEST(NearbyTexts, OfRequests) {
  for (const std::string_view text : {R"({"name":"A","region":"eur"})"sv,
                                      R"({ "region" : null , "@a.b":true,"name":"\u00e9\n" })"sv}) {
    expect_agreement_nearby(BodyKind::create_request, graph_beta(), text);
  }
  expect_agreement_nearby(BodyKind::create_request, graph_2017(),
                          R"({"name":"A","connectorGroupType":"t","isDefault":false})");
  expect_agreement_nearby(BodyKind::create_request, graph_2017(),
                          R"({"@odata.type":"#microsoft.graph.connectorGroup","name":""})");
}

TEST(NearbyTexts, OfResponses) {
  constexpr std::string_view kCompact =
      R"({"id":"1","name":"a","connectorGroupType":"applicationProxy","isDefault":false})";
  constexpr std::string_view kPage =
      "{\n  \"id\": \"1\",\n  \"name\": \"\xC3\xA9\",\n  \"connectorGroupType\": \"x\",\n  "
      "\"isDefault\": true\n}";
  expect_agreement_nearby(BodyKind::response, graph_2017(), kCompact);
  expect_agreement_nearby(BodyKind::response, graph_2017(), kPage);
}

TEST(NearbyTexts, OfResponsesWithMembersThatArentDeclared) {
  expect_agreement_nearby(
      BodyKind::response, graph_beta(),
      R"({"@odata.context":"c","id":"","name":"","region":null,"connectorGroupType":"applicationProxy","a":null,"@type":"#microsoft.graph.connectorGroup","b":[-1,{"c":1.5e3}],"isDefault":true})");
}

TEST(NearbyTexts, OfCollections) {
  expect_agreement_nearby(
      BodyKind::collection, graph_2017(),
      R"({"@odata.context":"c","@odata.count":12,"value":[{"id":"1","name":"a","connectorGroupType":"t","isDefault":false}],"@odata.nextLink":"n"})");
  expect_agreement_nearby(BodyKind::collection, graph_2017(), R"( { "value" : [ ] , "a":-1 })");
}

TEST(NearbyTexts, OfCollectionsWithObjectsThatAskForAnIndex) {
  expect_agreement_nearby(
      BodyKind::collection, graph_beta(),
      R"({"value":[{"id":"1","name":"a","region":"eur","connectorGroupType":"applicationProxy","isDefault":false,"x":[{"y":"}"}]},{"id":"2","connectorGroupType":"applicationProxy","region":null,"isDefault":true,"name":"\\"}]})");
}

// --- Long ones, whose strings and white space are longer than what is looked at together.

TEST(NearbyTexts, OfLongStrings) {
  for (const std::size_t size : {13u, 16u, 31u, 64u, 80u}) {
    const std::string name(size, 'n');
    Readers readers(BodyKind::create_request, graph_2017());
    for (std::size_t at = 0; at <= size; ++at) {
      for (const std::string_view piece :
           {"\\n"sv, "\xC3\xA9"sv, "\xEF\xBF\xBE"sv, "\\uD800"sv, "\\uFFFF"sv, "\""sv, "\x01"sv,
            "\xF0\x9F\x98\x80"sv, "\xF0\x9F\xBF\xBF"sv, "\\ud83d\\ude00"sv, "\\"sv, "\x80"sv}) {
        const std::string text = R"({"name":")" + std::string(name).insert(at, piece) + "\"}";
        ASSERT_NO_FATAL_FAILURE(readers.expect_agreement(text));
        // It may end anywhere behind that.
        for (std::size_t cut = 1; cut < 4; ++cut) {
          ASSERT_NO_FATAL_FAILURE(
              readers.expect_agreement(std::string_view(text).substr(0, text.size() - cut)));
        }
      }
    }
  }
}

// --- Escapes: each code unit, each letter behind a reverse solidus, and what may follow the first
// half of a pair.

std::string escape_of(unsigned unit, std::string_view digits) {
  std::string escape = "\\u";
  for (const unsigned shift : {12u, 8u, 4u, 0u}) escape += digits[unit >> shift & 0xF];
  return escape;
}

TEST(NearbyTexts, OfEscapes) {
  constexpr std::string_view kLower = "0123456789abcdef";
  constexpr std::string_view kUpper = "0123456789ABCDEF";
  Readers readers(BodyKind::create_request, graph_2017());
  const auto expect = [&readers](const std::string& content) {
    readers.expect_agreement(R"({"name":")" + content + "\"}");
  };
  for (unsigned unit = 0; unit < 0x10000; ++unit) {
    const bool is_near = unit < 0x100 || unit % 0x100 < 2 || unit % 0x40 == 0x3F ||
                         unit % 0x100 >= 0xFE || (unit > 0xFDC0 && unit < 0xFE00);
    if (!is_near) continue;
    expect(escape_of(unit, kLower));
    expect(escape_of(unit, kUpper));
    for (const unsigned first : {0xD800u, 0xD83Du, 0xDBFFu, 0xDC00u}) {
      expect(escape_of(first, kUpper) + escape_of(unit, kLower));
    }
  }
  for (int byte = 0; byte < 0x100; ++byte) {
    const std::string letter(1, static_cast<char>(byte));
    expect("\\" + letter);
    expect("\\ud83d" + letter + "ude00");
    expect("\\ud83d\\" + letter + "de00");
    for (std::size_t digit = 2; digit < 6; ++digit) {
      expect(std::string("\\u0000").replace(digit, 1, letter));
      expect(std::string("\\ud83d\\ude00").replace(digit + 6, 1, letter));
    }
  }
}

// --- Deep ones, around the limit: wherever nesting begins, it is counted from the body.

TEST(NearbyTexts, OfDeepTexts) {
  constexpr std::string_view kElement =
      R"({"id":"1","name":"a","connectorGroupType":"t","isDefault":true)";
  for (std::size_t depth = 58; depth < 68; ++depth) {
    const std::string nested = std::string(depth, '[') + std::string(depth, ']');
    Readers requests(BodyKind::create_request, graph_2017());
    requests.expect_agreement(R"({"name":"a","@b":)" + nested + "}");
    requests.expect_agreement(R"({"@b":)" + nested + R"(,"name":"a"})");
    Readers responses(BodyKind::response, graph_2017());
    responses.expect_agreement(std::string(kElement) + R"(,"b":)" + nested + "}");
    Readers collections(BodyKind::collection, graph_2017());
    for (const std::string_view before : {"", ",\"c\":\"d\""}) {
      collections.expect_agreement(R"({"value":[)" + std::string(kElement) + std::string(before) +
                                   R"(,"b":)" + nested + "}]}");
      collections.expect_agreement(R"({"a":"b")" + std::string(before) + R"(,"b":)" + nested +
                                   R"(,"value":[]})");
      collections.expect_agreement(R"({"value":[])" + std::string(before) + R"(,"b":)" + nested +
                                   "}");
      collections.expect_agreement(R"({"value":[])" + std::string(before) + R"(,"b":)" + nested);
    }
  }
}

}  // namespace
}  // namespace connectorgroup
