// The grammar of field values: media types, dates, Retry-After.

#include "model/http/field_values.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "properties/escaped.h"

namespace connectorgroup {

// GoogleTest prints a parameter that it shows.
void PrintTo(const Parameter& parameter, std::ostream* out) {
  *out << parameter.name << "=" << parameter.value << " at " << parameter.value_offset
       << (parameter.quoted ? ", quoted" : "");
}

namespace {

using namespace std::string_view_literals;

// --- Media types.

MediaType media_type(std::string_view value) {
  const Result<MediaType> result = read_media_type(value);
  EXPECT_TRUE(result.accepted()) << escaped(value);
  return result.accepted() ? result.value() : MediaType{};
}

std::optional<Violation> refusal(std::string_view value, const RuleSet& ignored = {}) {
  const Result<MediaType> result = read_media_type(value, ignored);
  if (result.accepted()) return std::nullopt;
  return result.violation();
}

TEST(MediaType, HasATypeAndASubtype) {
  const MediaType type = media_type("application/json");
  EXPECT_EQ(type.type, "application");
  EXPECT_EQ(type.subtype, "json");
  EXPECT_TRUE(type.parameters.empty());
  EXPECT_EQ(media_type("Application/vnd.X+JSON").subtype, "vnd.X+JSON");
}

TEST(MediaType, HasParameters) {
  const auto parameters = [](std::string_view value) { return media_type(value).parameters; };
  using Parameters = std::vector<Parameter>;
  EXPECT_EQ(parameters("a/b;c=d"), (Parameters{{"c", "d", 6, false}}));
  EXPECT_EQ(parameters("a/b \t; c=d;E=f"),
            (Parameters{{"c", "d", 9, false}, {"E", "f", 13, false}}));
  EXPECT_EQ(parameters("a/b;c=\"\""), (Parameters{{"c", "", 6, true}}));
  EXPECT_EQ(parameters("a/b;c=\"d\\\"\\\\e;f\t\xFF\" ;g=h"),
            (Parameters{{"c", "d\"\\e;f\t\xFF", 6, true}, {"g", "h", 22, false}}));
  EXPECT_EQ(parameters("a/b;c=\"\\d\""), (Parameters{{"c", "d", 6, true}}));
  // RFC 9110 section 5.6.6: a semicolon may stand with nothing behind it.
  EXPECT_TRUE(parameters("a/b;").empty());
  EXPECT_TRUE(parameters("a/b ; ").empty());
  EXPECT_EQ(parameters("a/b; ;;c=d"), (Parameters{{"c", "d", 9, false}}));
}

TEST(MediaType, IsRefusedAtTheOctetAtFault) {
  struct Row {
    std::string_view value;
    std::size_t offset;
  };
  for (const Row& row : std::vector<Row>{{"", 0},
                                         {"json", 4},
                                         {"application", 11},
                                         {"application/", 12},
                                         {"/json", 0},
                                         {"a b/c", 1},
                                         {" a/b", 0},
                                         {"a/ b", 2},
                                         {"a/\xC3\xA9", 2},
                                         {"a/b/c", 3},
                                         {"a/b c", 4},
                                         {"a/b ", 4},
                                         {"a/b,c/d", 3},
                                         {"application/json, text/html", 16},
                                         {"a/b;c", 5},
                                         {"a/b;=c", 4},
                                         {"a/b;c=", 6},
                                         {"a/b;c =d", 5},
                                         {"a/b;c= d", 6},
                                         {"a/b;c=d e", 8},
                                         {"a/b;c=d=e", 7},
                                         {"a/b;c=\"", 7},
                                         {"a/b;c=\"d", 8},
                                         {"a/b;c=\"\x01\"", 7},
                                         {"a/b;c=\"\x7F\"", 7},
                                         {"a/b;c=\"\\", 8},
                                         {"a/b;c=\"\\\x01\"", 8},
                                         {"a/b;c=\"d\"e", 9},
                                         {"a/b;c=d\"e\"", 7},
                                         {"a/b;(c)=d", 4}}) {
    EXPECT_EQ(refusal(row.value),
              (Violation{Rule::http_media_type_syntax, row.offset, "Content-Type"}))
        << escaped(row.value);
    EXPECT_EQ(refusal(row.value, RuleSet(Rule::http_media_type_syntax)), std::nullopt)
        << escaped(row.value);
  }
}

// A value is often part of something larger, which goes on behind it.
TEST(MediaType, IsReadNoFurtherThanItGoes) {
  constexpr auto kText = "a/b; c=\"\\d\\\"e\"; f=g;h=\"\""sv;
  for (std::size_t size = 0; size <= kText.size(); ++size) {
    const std::string alone(kText.substr(0, size));
    ASSERT_EQ(refusal(kText.substr(0, size)), refusal(alone)) << alone;
    if (!refusal(alone)) {
      ASSERT_EQ(media_type(kText.substr(0, size)), media_type(alone)) << alone;
    }
  }
}

TEST(MediaType, KeepsNoParameterThatIsAtFault) {
  const RuleSet ignored(Rule::http_media_type_syntax);
  for (const std::string_view value :
       {"a/b;c", "a/b;c=", "a/b;c=\"", "a/b;c=\"d", "a/b;c=\"d\\", "a/b;c=\"d\x01\"",
        "a/b;c=\"\\\x7F\"", "a/b;=d", "a/b;c =d"}) {
    const MediaType type = read_media_type(value, ignored).value();
    EXPECT_EQ(type.subtype, "b") << escaped(value);
    EXPECT_TRUE(type.parameters.empty()) << escaped(value);
  }
}

TEST(MediaType, IsReadUpToAFaultThatIsIgnored) {
  const RuleSet ignored(Rule::http_media_type_syntax);
  const MediaType type = read_media_type("a/b;c=d;e=", ignored).value();
  EXPECT_EQ(type.subtype, "b");
  EXPECT_EQ(type.parameters, (std::vector<Parameter>{{"c", "d", 6, false}}));
}

TEST(MediaType, IsRefusedForWhatIsWithheld) {
  const RuleSet no_parameters(Rule::http_media_type_parameters);
  const RuleSet no_case(Rule::http_media_type_case);
  const auto withheld = [](const RuleSet& rules, std::size_t offset) {
    const Rule rule = rules.has(Rule::http_media_type_case) ? Rule::http_media_type_case
                                                            : Rule::http_media_type_parameters;
    return Violation{rule, offset, "Content-Type"};
  };
  EXPECT_EQ(refusal("A/b", no_parameters), std::nullopt);
  EXPECT_EQ(refusal("a/b;c=d", no_parameters), withheld(no_parameters, 3));
  EXPECT_EQ(refusal("a/b  ;", no_parameters), withheld(no_parameters, 3));
  EXPECT_EQ(refusal("a/b;c=D", no_case), std::nullopt);
  EXPECT_EQ(refusal("A/b", no_case), withheld(no_case, 0));
  EXPECT_EQ(refusal("a/bC", no_case), withheld(no_case, 2));
  EXPECT_EQ(refusal("a/b; c=d; cD=e", no_case), withheld(no_case, 10));
}

// --- Dates.

constexpr std::array kDates{"Sun, 06 Nov 1994 08:49:37 GMT"sv, "Sunday, 06-Nov-94 08:49:37 GMT"sv,
                            "Sun Nov  6 08:49:37 1994"sv};

TEST(HttpDate, HasThreeForms) {
  for (const std::string_view date : kDates) EXPECT_TRUE(is_http_date(date)) << date;
  EXPECT_TRUE(is_http_date("Sun Nov 16 08:49:37 1994"));
  for (const std::string_view day : {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}) {
    EXPECT_TRUE(is_http_date(std::string(day) + ", 29 Feb 2023 24:60:60 GMT"));
  }
  for (const std::string_view day :
       {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}) {
    EXPECT_TRUE(is_http_date(std::string(day) + ", 31-Dec-99 23:59:59 GMT"));
  }
  for (const std::string_view month :
       {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}) {
    EXPECT_TRUE(is_http_date("Mon, 01 " + std::string(month) + " 2024 00:00:00 GMT"));
  }
}

TEST(HttpDate, HasNoOthers) {
  for (const std::string_view date :
       {"", "now", "2024-01-01T00:00:00Z", "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 gmt", "Sun, 06 Nov 1994 08:49:37",
        "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 November 1994 08:49:37 GMT",
        "Sun,  6 Nov 1994 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun Nov 06 08:49:37 1994 GMT", "Sun Nov 6 08:49:37 1994", " Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT "}) {
    EXPECT_FALSE(is_http_date(date)) << date;
  }
}

// In place of a digit there is a digit, of a space that one of a single digit may have one too, and
// of anything else nothing but itself.
TEST(HttpDate, HasOneOfItsOctetsInEachPlace) {
  for (const std::string_view date : kDates) {
    for (std::size_t at = 0; at < date.size(); ++at) {
      for (int octet = 0; octet < 256; ++octet) {
        std::string other(date);
        other[at] = static_cast<char>(octet);
        const bool is_digit = octet >= '0' && octet <= '9';
        const bool digit_is_due = date[at] >= '0' && date[at] <= '9';
        const bool padded = date.substr(0, at) == "Sun Nov ";
        const bool is_date = other == date || (is_digit && (digit_is_due || padded));
        ASSERT_EQ(is_http_date(other), is_date) << escaped(other);
        ASSERT_EQ(is_http_date(std::string(date.substr(0, at)) + other.substr(at + 1)), false);
      }
    }
  }
}

// --- Retry-After.

std::optional<Violation> at(std::size_t offset) {
  return Violation{Rule::http_retry_after_syntax, offset, "Retry-After"};
}

TEST(RetryAfter, IsDigitsOrADate) {
  for (const std::string_view value : {"0", "120", "00", "99999999999999999999999999"}) {
    EXPECT_EQ(check_retry_after(value), std::nullopt) << value;
  }
  for (const std::string_view date : kDates) {
    EXPECT_EQ(check_retry_after(date), std::nullopt) << date;
  }
}

TEST(RetryAfter, IsRefusedAtTheOctetAtFault) {
  EXPECT_EQ(check_retry_after(""), at(0));
  EXPECT_EQ(check_retry_after("-1"), at(0));
  EXPECT_EQ(check_retry_after("+1"), at(0));
  EXPECT_EQ(check_retry_after(".5"), at(0));
  EXPECT_EQ(check_retry_after("2.128"), at(1));
  EXPECT_EQ(check_retry_after("120 "), at(3));
  EXPECT_EQ(check_retry_after("1e3"), at(1));
  EXPECT_EQ(check_retry_after("0x78"), at(1));
  EXPECT_EQ(check_retry_after("soon"), at(0));
  EXPECT_EQ(check_retry_after("Jan"), at(0));
  EXPECT_EQ(check_retry_after("Dec"), at(0));
  EXPECT_EQ(check_retry_after("Mar"), at(1));
  EXPECT_EQ(check_retry_after("Soon"), at(1));
  EXPECT_EQ(check_retry_after("Sunday, 06 Nov 1994 08:49:37 GMT"), at(10));
  EXPECT_EQ(check_retry_after("Sun, 06 Jux 1994 08:49:37 GMT"), at(10));
}

// Every prefix of a date may still become one, and no date has a bell.
TEST(RetryAfter, KeepsADateForPossibleAsLongAsItIs) {
  for (const std::string_view date : kDates) {
    for (std::size_t size = 0; size < date.size(); ++size) {
      EXPECT_EQ(check_retry_after(date.substr(0, size)), at(size)) << date.substr(0, size);
      std::string wrong(date);
      wrong[size] = '\a';
      EXPECT_EQ(check_retry_after(wrong), at(size)) << escaped(wrong);
    }
    EXPECT_EQ(check_retry_after(std::string(date) + "x"), at(date.size()));
  }
}

}  // namespace
}  // namespace connectorgroup
