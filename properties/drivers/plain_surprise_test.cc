// What is known of an object at which the reader that expects stops: that it is refused, why, and
// what of it is right. All of that is held to the reference reader, on objects one step away from
// usual ones and on all objects of a few members.
#include "model/body/plain_surprise.h"

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
#include "model/body/reader.h"
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

// Shows with the member at which the reader stops, without another look.
bool shows_at_once(Rule rule) {
  return rule == Rule::body_member_missing || rule == Rule::body_member_duplicate ||
         rule == Rule::body_member_type || rule == Rule::body_member_null ||
         rule == Rule::json_object_trailing_comma;
}

// A reader that goes on from object to object, and what is due.
class StoppedObjects {
 public:
  StoppedObjects(Role role, const Contract& contract)
      : role_(role),
        contract_(contract),
        reader_(contract, Limits{}),
        indexed_(contract, Limits{}),
        reference_(contract) {}

  std::optional<Violation> violation_of(std::string_view text) {
    return role_ == Role::response ? refusal_in(reference_.read_response(text))
                                   : refusal_in(reference_.read_create_request(text));
  }

  // REQUIRES: the text begins with an opening brace.
  void expect_right(std::string_view text) {
    const std::string_view placed = placed_.place(text, kPadding);
    const std::uint64_t read = objects_read();
    MemberSlots slots;
    const char* const behind =
        reader_.object(placed.data(), placed.data() + placed.size(), role_, slots);
    ASSERT_EQ(objects_read(), read + (behind == nullptr ? 0 : 1)) << escaped(text);
    if (behind == nullptr) {
      const Surprise surprise = reader_.surprise(role_);
      expect_known(text, surprise, surprise.violation(placed.data()),
                   surprise.verified_part(placed.data()));
    } else {
      expect_read(text.substr(0, static_cast<std::size_t>(behind - placed.data())), slots);
    }
  }

 private:
  // What isn't read here is for the index, which tells whether it is accepted.
  void expect_index_right(std::string_view text, bool is_accepted) {
    MemberSlots slots;
    const PaddedText padded{placed_for_index_.place(text, kPadding), text.size() + kPadding};
    ASSERT_EQ(indexed_.object(padded, role_, 1, slots), is_accepted) << escaped(text);
    if (is_accepted) expect_read(text, slots);
  }

  std::uint64_t objects_read() const { return reader_.by_layout() + reader_.by_members(); }

  void expect_read(std::string_view object, const MemberSlots& slots) {
    if (role_ == Role::response) {
      const auto due = reference_.read_response(object);
      ASSERT_TRUE(due.accepted()) << escaped(object);
      ASSERT_EQ(own(group_from(slots)), due.value()) << escaped(object);
    } else {
      const auto due = reference_.read_create_request(object);
      ASSERT_TRUE(due.accepted()) << escaped(object);
      ASSERT_EQ(own(new_group_from(slots)), due.value()) << escaped(object);
    }
  }

  void expect_known(std::string_view text, const Surprise& surprise,
                    const std::optional<Violation>& violation, const VerifiedPart& part) {
    const std::optional<Violation> due = violation_of(text);
    expect_index_right(text, !due);
    const StoppedMember member(text, part.offset);
    expect_part(text, due, part, member);
    if (testing::Test::HasFatalFailure()) return;
    expect_string(text, due, violation, part, member);

    // Refused is what is wrong, unless that is in something that isn't read here.
    const bool is_wrong_here = due && !(asks_for_index(member, part.names, contract_, role_) &&
                                        due->offset >= member.value);
    if (is_wrong_here) {
      ASSERT_TRUE(surprise.is_refused()) << escaped(text);
    }
    if (surprise.is_refused()) {
      ASSERT_TRUE(due) << escaped(text);
    }
    // The reason is right, if it is given, and the simple ones are given.
    if (violation) {
      ASSERT_TRUE(surprise.is_refused()) << escaped(text);
      ASSERT_EQ(violation, due) << escaped(text);
    } else if (due) {
      ASSERT_FALSE(shows_at_once(due->rule) && due->offset < member.value) << escaped(text);
    }
    // The reference reader finds it behind what is right.
    if (due) {
      ASSERT_EQ(refusal_of_object(text, contract_, Limits{}, role_, part), *due) << escaped(text);
    }
  }

  // Everything up to there may stand in an accepted object, and it is the last such place, unless
  // what follows isn't read here.
  void expect_part(std::string_view text, const std::optional<Violation>& due,
                   const VerifiedPart& part, const StoppedMember& member) {
    ASSERT_EQ(part.end, VerifiedPart::End::members) << escaped(text);
    ASSERT_TRUE(is_right_until(text, part.offset)) << part.offset << " of " << escaped(text);
    std::vector<std::string> names(part.names.begin(), part.names.end());
    std::sort(names.begin(), names.end());
    ASSERT_EQ(names, names_until(text, part.offset)) << escaped(text);
    if (asks_for_index(member, part.names, contract_, role_)) return;
    for (std::size_t at = part.offset + 1; at <= (due ? due->offset : text.size()); ++at) {
      ASSERT_FALSE(is_right_until(text, at))
          << at << ", not " << part.offset << " of " << escaped(text);
    }
  }

  bool is_right_until(std::string_view text, std::size_t at) {
    if (is_separator(text[at - 1])) return false;
    const auto violation = violation_of(std::string(text.substr(0, at)) + "}");
    return !violation || *violation == Violation{Rule::body_member_missing, at, violation->member};
  }

  static std::vector<std::string> names_until(std::string_view text, std::size_t at) {
    return names_of(nlohmann::json::parse(std::string(text.substr(0, at)) + "}"));
  }

  // The string at fault, if the fault is in the member's string: right up to the character or
  // escape that is at fault.
  void expect_string(std::string_view text, const std::optional<Violation>& due,
                     const std::optional<Violation>& violation, const VerifiedPart& part,
                     const StoppedMember& member) {
    const bool is_string = member.has_value() && member.rest.starts_with('"');
    const bool is_due = is_string && due && due->offset > member.value &&
                        due->offset <= closing_quote(text, member.value + 1);
    if (!is_due) {
      ASSERT_EQ(part.string.begin, VerifiedPart::String{}.begin) << escaped(text);
      return;
    }
    ASSERT_EQ(part.string.begin, member.value + 1) << escaped(text);
    expect_string_end(text, *due, part.string);
    // Its rule is known but of an escape, and of a text that ends there.
    const bool is_known =
        part.string.end < text.size() && text[part.string.end] != '\\' && due->offset < text.size();
    ASSERT_EQ(violation.has_value(), is_known) << escaped(text);
  }

  // What is wrong is a character or an escape, and the longest is a pair of escaped surrogates.
  void expect_string_end(std::string_view text, const Violation& due,
                         const VerifiedPart::String& string) {
    constexpr std::size_t kLongest = 12;
    ASSERT_LE(string.end, due.offset) << escaped(text);
    ASSERT_TRUE(is_content(text.substr(string.begin, string.end - string.begin))) << escaped(text);
    const std::size_t last = std::min(string.end + kLongest, closing_quote(text, string.begin));
    for (std::size_t end = string.end + 1; end <= last; ++end) {
      ASSERT_FALSE(is_content(text.substr(string.begin, end - string.begin)))
          << end << " of " << escaped(text);
    }
  }

  bool is_content(std::string_view content) {
    if (closing_quote(content, 0) != content.size()) return false;
    return any_name_.read_create_request(R"({"name":")" + std::string(content) + "\"}").accepted();
  }

  Role role_;
  const Contract& contract_;
  PlainReader reader_;
  IndexedReader indexed_;
  ReferenceReader reference_;
  ReferenceReader any_name_{graph_2017()};
  PlacedText placed_;
  PlacedText placed_for_index_;
};

// --- One step away from usual ones.

void expect_right_nearby(Role role, const Contract& contract, std::string_view text) {
  StoppedObjects objects(role, contract);
  ASSERT_FALSE(objects.violation_of(text)) << text;
  visit_nearby_texts(text, [&](const std::string& changed) {
    if (!changed.starts_with('{')) return true;
    objects.expect_right(text);
    objects.expect_right(changed);
    return !testing::Test::HasFatalFailure();
  });
}

TEST(PlainSurprise, OfRequestsNearby) {
  expect_right_nearby(Role::create_request, graph_beta(), R"({"name":"A","region":"eur"})");
  expect_right_nearby(Role::create_request, graph_beta(),
                      R"({ "region" : null , "@a.b":true,"name":"\u00e9\n" })");
  expect_right_nearby(Role::create_request, graph_2017(),
                      R"({"@type":"#microsoft.graph.connectorGroup","name":"","isDefault":false})");
}

TEST(PlainSurprise, OfResponsesNearby) {
  expect_right_nearby(
      Role::response, graph_2017(),
      R"({"@odata.context":"c","id":"1","name":"a","connectorGroupType":"t","isDefault":false})");
}

TEST(PlainSurprise, OfResponsesWithMembersThatArentDeclaredNearby) {
  expect_right_nearby(
      Role::response, graph_beta(),
      R"({"id":"","name":"","region":null,"connectorGroupType":"applicationProxy","a":null,"@odata.type":"#microsoft.graph.connectorGroup","b":[-1],"c":true,"isDefault":true})");
}

// --- All of a few members.

constexpr std::string_view kNames[] = {"id",
                                       "name",
                                       "connectorGroupType",
                                       "isDefault",
                                       "region",
                                       "applications",
                                       "@type",
                                       "@odata.type",
                                       "@context",
                                       "@odata.context",
                                       "@a",
                                       "a",
                                       "",
                                       "x@odata.bind",
                                       "\\u0069d",
                                       "n\\u0061me",
                                       "isDefau\\u006ct",
                                       "regio\\u006e",
                                       "\\u0040a",
                                       "Name",
                                       "names",
                                       "@\xFF",
                                       "\\uD800"};
constexpr std::string_view kValues[] = {"\"a\"",
                                        "\"\"",
                                        "\"eur\"",
                                        "\"applicationProxy\"",
                                        "\"unknownFutureValue\"",
                                        "\"#microsoft.graph.connectorGroup\"",
                                        "null",
                                        "true",
                                        "false",
                                        "nul",
                                        "tru",
                                        "falsE",
                                        "1",
                                        "-1.5e3",
                                        "01",
                                        "[]",
                                        "{}",
                                        "[{]",
                                        "\"\\n\"",
                                        "\"\\uD800\"",
                                        "\"\x01\"",
                                        "\"\xFF\"",
                                        "\"\xEF\xBF\xBE\"",
                                        "\"a",
                                        "#",
                                        "}",
                                        "",
                                        "'a'",
                                        "!a\""};
constexpr std::string_view kEnds[] = {"}", " , }", "", ",", "\""};

std::vector<std::string> one_member() {
  std::vector<std::string> all;
  for (const std::string_view name : kNames) {
    for (const std::string_view value : kValues)
      all.push_back("\"" + std::string(name) + "\":" + std::string(value));
  }
  return all;
}

class SurpriseInRole : public testing::TestWithParam<Role> {};

// Members that make an object whole, for any role and contract.
constexpr std::string_view kWholes[] = {
    "",
    R"("name":"a")",
    R"("id":"1","name":"a","connectorGroupType":"applicationProxy","isDefault":true)",
    R"("id":"1","name":"a","connectorGroupType":"applicationProxy","isDefault":true,"region":null)",
    R"("name":"a","":"")",
    R"("name":"a","@a":"","@odata.type":"#microsoft.graph.connectorGroup")",
    R"("@1":"","@2":"","@3":"","@4":null,"@5":true,"@6":false,"@7":"","name":"a")",
    R"("@1":"","@2":"","@3":"","@4":null,"@5":true,"@6":false,"@7":"","@8":"","name":"a")"};

TEST_P(SurpriseInRole, OfEveryMemberBehindWhatMayBeWhole) {
  for (const Contract& contract : contracts()) {
    StoppedObjects objects(GetParam(), contract);
    for (const std::string_view whole : kWholes) {
      for (const std::string& member : one_member()) {
        for (const std::string_view end : kEnds) {
          objects.expect_right("{" + std::string(whole) + (whole.empty() ? "" : ",") + member +
                               std::string(end));
          ASSERT_FALSE(HasFatalFailure());
        }
      }
    }
  }
}

// Of each the same whatever the padding holds.
TEST_P(SurpriseInRole, OfAMemberThatIsCutOff) {
  for (const Contract& contract : contracts()) {
    StoppedObjects objects(GetParam(), contract);
    for (const std::string_view whole : kWholes) {
      for (const std::string_view name : kNames) {
        const std::string text = "{" + std::string(whole) + (whole.empty() ? "" : ",") + "\"" +
                                 std::string(name) + "\" : \"a";
        for (std::size_t size = text.size() - 6; size <= text.size(); ++size) {
          for (std::size_t i = 0; i < std::size(kTellingPaddings); ++i) {
            // Where the one before stopped isn't where this one does.
            objects.expect_right("{");
            objects.expect_right(std::string_view(text).substr(0, size));
            ASSERT_FALSE(HasFatalFailure());
          }
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Roles, SurpriseInRole,
                         testing::Values(Role::create_request, Role::response));

}  // namespace
}  // namespace connectorgroup
