// How a collection is read object by object: what is accepted and refused, when something is left
// to the index, and what is right of a text that isn't accepted. Held to the reference reader, on
// collections one step away from usual ones and on all of a few members.
#include "model/body/plain_collection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/indexed_reader.h"
#include "model/body/plain_reader.h"
#include "model/body/reference_reader.h"
#include "model/body/refusal.h"
#include "model/contract.h"
#include "properties/drivers/nearby_texts.h"
#include "properties/drivers/reader_answers.h"
#include "properties/drivers/stopped_member.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;
using End = VerifiedPart::End;
using Outcome = PlainCollection::Outcome;

// Readers that go on from text to text, and what is due.
class Collections {
 public:
  explicit Collections(const Contract& contract)
      : contract_(contract),
        plain_(contract, Limits{}),
        indexed_(contract, Limits{}),
        reference_(contract) {}

  Refusal refusal_of(std::string_view text) { return refusal_in(reference_.read_collection(text)); }

  void expect_right(std::string_view text) {
    const PaddedText padded{placed_.place(text, kPadding), text.size() + kPadding};
    KeepingVisitor visitor;
    plain_.begin_text();
    PlainCollection collection(plain_, indexed_, visitor);
    const Outcome outcome = collection.read(padded);
    ASSERT_EQ(visitor.groups.size(), collection.summary().object_count) << escaped(text);
    const auto due = reference_.read_collection(text);
    if (outcome == Outcome::accepted) {
      ASSERT_TRUE(due.accepted()) << escaped(text);
      ASSERT_EQ(visitor.groups, due.value().groups) << escaped(text);
      ASSERT_EQ(own(collection.summary().controls), due.value().controls) << escaped(text);
      return;
    }
    const VerifiedPart part = collection.verified_part(padded);
    if (!text.substr(behind_spaces(text, 0)).starts_with('{')) {
      ASSERT_EQ(part.end, End::beginning) << escaped(text);
      ASSERT_EQ(outcome, Outcome::refused) << escaped(text);
      return;
    }
    ASSERT_NO_FATAL_FAILURE(expect_part(text, part));
    const bool is_left =
        part.end == End::members && is_left_to_index(StoppedMember(text, part.offset));
    ASSERT_EQ(outcome, is_left ? Outcome::surprise : Outcome::refused) << escaped(text);
    if (due.accepted()) {
      ASSERT_EQ(outcome, Outcome::surprise) << escaped(text);
      return;
    }
    ASSERT_EQ(refusal_of_collection(text, contract_, Limits{}, part), due.violation())
        << escaped(text);
    const bool asks =
        part.end == End::element &&
        asks_for_index(StoppedMember(text, part.offset), part.names, contract_, Role::response);
    if (!is_left && !asks) expect_last(text, due.violation().offset, part.offset);
  }

 private:
  // A member of the collection that isn't read here, or a count of many digits.
  static bool is_left_to_index(const StoppedMember& member) {
    constexpr std::size_t kDigitsMost = 15;
    if (!member.has_value()) return false;
    const nlohmann::json name =
        nlohmann::json::parse('"' + std::string(member.name) + '"', nullptr, false);
    if (name.is_discarded()) return false;
    if (name == "@odata.count") {
      const std::size_t digits = member.rest.find_first_not_of("0123456789");
      return std::min(digits, member.rest.size()) > kDigitsMost;
    }
    return name != "value" && name != "@odata.context" && name != "@odata.nextLink";
  }

  // Everything up to there may stand in an accepted collection.
  void expect_part(std::string_view text, const VerifiedPart& part) {
    ASSERT_TRUE(is_right_until(text, part.end, part.offset))
        << part.offset << " of " << escaped(text);
    const nlohmann::json body =
        nlohmann::json::parse(std::string(text.substr(0, part.offset)).append(closing(part.end)));
    nlohmann::json object = body;
    if (part.end == End::elements) object.erase("value");
    if (part.end == End::element) object = body["value"].back();
    std::vector<std::string> names(part.names.begin(), part.names.end());
    std::sort(names.begin(), names.end());
    ASSERT_EQ(names, names_of(object)) << escaped(text);
    if (part.end == End::elements) {
      ASSERT_EQ(part.any_element, !body["value"].empty()) << escaped(text);
    }
  }

  // No later place is as right.
  void expect_last(std::string_view text, std::size_t violation_at, std::size_t offset) {
    for (std::size_t at = offset + 1; at <= violation_at; ++at) {
      // A number that goes on may be right up to any of its digits.
      if (at < text.size() && is_digit(text[at - 1]) &&
          std::string_view("0123456789.eExX").find(text[at]) != std::string_view::npos)
        continue;
      for (const End end : {End::body, End::members, End::elements, End::element}) {
        ASSERT_FALSE(is_right_until(text, end, at))
            << at << ", not " << offset << " of " << escaped(text);
      }
    }
  }

  bool is_right_until(std::string_view text, End end, std::size_t at) {
    if (at == 0 || at > text.size() || is_separator(text[at - 1])) return false;
    const auto violation = refusal_of(std::string(text.substr(0, at)).append(closing(end)));
    if (!violation) return true;
    const Rule missing =
        end == End::members ? Rule::collection_value_missing : Rule::body_member_missing;
    return (end == End::members || end == End::element) && violation->rule == missing &&
           violation->offset == at;
  }

  static std::string_view closing(End end) {
    return end == End::members    ? "}"
           : end == End::elements ? "]}"
           : end == End::element  ? "}]}"
                                  : "";
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  const Contract& contract_;
  PlainReader plain_;
  IndexedReader indexed_;
  ReferenceReader reference_;
  PlacedText placed_;
};

// --- One step away from usual ones.

void expect_right_nearby(const Contract& contract, std::string_view text) {
  Collections collections(contract);
  ASSERT_FALSE(collections.refusal_of(text)) << text;
  visit_nearby_texts(text, [&](const std::string& changed) {
    collections.expect_right(text);
    collections.expect_right(changed);
    return !testing::Test::HasFatalFailure();
  });
}

TEST(PlainCollection, WithoutObjectsNearby) {
  expect_right_nearby(graph_2017(), R"( { "value" : [ ] } )");
  expect_right_nearby(
      graph_2017(), R"({"@odata.context":"c","@odata.count":10,"value":[],"@odata.nextLink":"n"})");
  expect_right_nearby(graph_2017(),
                      R"({"@odata.count":100000000000000,"@odata.nextLink":"","value":[]})");
}

TEST(PlainCollection, WithObjectsNearby) {
  expect_right_nearby(
      graph_2017(),
      R"({"value":[{"id":"1","name":"a","connectorGroupType":"t","isDefault":false} , {"isDefault":true,"x":{"y":"\"}"},"id":"2","name":"","connectorGroupType":""}]})");
}

// Whatever stands behind it.
TEST(PlainCollection, CutOffAnywhere) {
  Collections collections(graph_2017());
  for (
      const std::string_view text :
      {R"( { "@odata.context" : "c" , "@odata.count" : 12 , "value" : [ { "id" : "1" , "name" : "a" , "connectorGroupType" : "t" , "isDefault" : true } , { "x" : 1 } ] } )"sv,
       R"({"value":[{"id":"1","name":"a","connectorGroupType":"t","isDefault":true}],"a":1})"sv}) {
    for (std::size_t size = 0; size <= text.size(); ++size) {
      for (std::size_t i = 0; i < std::size(kTellingPaddings); ++i) {
        collections.expect_right(text.substr(0, size));
        ASSERT_FALSE(testing::Test::HasFatalFailure());
      }
    }
  }
}

// --- All of a few members.

constexpr std::string_view kNames[] = {
    "value", "@odata.context", "@odata.count", "@odata.nextLink", "@count",
    "a",     "valu\\u0065",    "\\x"};
constexpr std::string_view kGroup =
    R"({"id":"1","name":"a","connectorGroupType":"applicationProxy","isDefault":false,"region":null})";

std::vector<std::string> values() {
  const std::string group(kGroup);
  std::string with_number = group;
  with_number.insert(1, R"("n":1,)");
  return {"[]",
          "[ ]",
          "[,]",
          "[" + group + "]",
          "[" + group + "," + with_number + "]",
          "[" + with_number + ",]",
          "[" + with_number.substr(0, with_number.size() - 1) + ",\"id\":\"\"}]",
          "[" + group + " " + group + "]",
          "[" + group + ",",
          "[{}]",
          "[1]",
          "[{\"n\":1",
          "[{\"n\":1}]",
          "\"\"",
          "\"\\n\"",
          "\"\\uD800\"",
          "\"a",
          "null",
          "0",
          "7",
          "00",
          "-1",
          "1.5",
          "1e1",
          "123456789012345",
          "1234567890123456",
          "9007199254740993",
          "12345678901234x",
          ""};
}

constexpr std::string_view kEnds[] = {"}", " } ", "}}", ",}", "", ","};

TEST(PlainCollection, OfUpToTwoMembers) {
  Collections collections(graph_beta());
  std::vector<std::string> members{""};
  for (const std::string_view name : kNames) {
    for (const std::string& value : values())
      members.push_back("\"" + std::string(name) + "\":" + value);
  }
  for (const std::string& first : members) {
    // What is refused is so whatever follows.
    if (!first.empty() && collections.refusal_of("{" + first + "}") &&
        collections.refusal_of("{\"value\":[]," + first + "}"))
      continue;
    for (const std::string& second : members) {
      for (const std::string_view end : kEnds) {
        collections.expect_right("{" + first + (first.empty() ? "" : ",") + second +
                                 std::string(end));
        ASSERT_FALSE(HasFatalFailure());
      }
    }
  }
}

}  // namespace
}  // namespace connectorgroup
