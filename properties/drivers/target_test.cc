// Targets, their spellings, and URI references.

#include "model/exchange/target.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorgroup {
namespace {

TEST(Target, HasItsParts) {
  struct Row {
    std::string_view target, authority, path;
    std::optional<std::string_view> query;
  };
  const std::vector<Row> rows{
      {"/beta/connectorGroups", "", "/beta/connectorGroups", std::nullopt},
      {"/", "", "/", std::nullopt},
      {"/a?", "", "/a", ""},
      {"/a?b=c/d?e", "", "/a", "b=c/d?e"},
      {"/a?b=http://c/d", "", "/a", "b=http://c/d"},
      {"//a/b", "", "//a/b", std::nullopt},
      {"http://h/a", "h", "/a", std::nullopt},
      {"https://h:443/a?b", "h:443", "/a", "b"},
      {"https://[::1]:443/a", "[::1]:443", "/a", std::nullopt},
      {"http://h", "h", "", std::nullopt},
      {"http://h?q", "h", "", "q"},
      {"http://h/a://b", "h", "/a://b", std::nullopt},
      {"*", "", "", std::nullopt},
      {"host:443", "", "", std::nullopt},
      {"", "", "", std::nullopt},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(split_target(row.target), (TargetParts{row.authority, row.path, row.query}))
        << row.target;
  }
}

TEST(CreatePath, NamesItsVersion) {
  struct Row {
    std::string_view target, version;
  };
  const std::vector<Row> rows{
      {"/beta/connectorGroups", "beta"},          {"/v1.0/connectorGroups?a", "v1.0"},
      {"https://h/beta/connectorGroups", "beta"}, {"/b%65ta/connector%47roups", "beta"},
      {"/v1%2e0/connectorGroups", "v1.0"},        {"/v1%2E0/connectorGroups", "v1.0"},
  };
  for (const Row& row : rows) {
    const Result<std::string_view> version = read_create_path(row.target, graph_2017());
    ASSERT_TRUE(version.accepted()) << row.target << ": " << describe(version.violation());
    EXPECT_EQ(version.value(), row.version) << row.target;
  }
  EXPECT_TRUE(
      read_create_path("/beta/onPremisesPublishingProfiles/applicationProxy/connectorGroups",
                       graph_beta())
          .accepted());
}

TEST(CreatePath, IsRefusedWhereItDiffers) {
  struct Row {
    std::string_view target;
    Rule rule;
    std::size_t offset;
  };
  const std::vector<Row> rows{
      {"/", Rule::exchange_version_segment, 1},
      {"//connectorGroups", Rule::exchange_version_segment, 1},
      {"/connectorGroups", Rule::exchange_version_segment, 1},
      {"/v1/connectorGroups", Rule::exchange_version_segment, 1},
      {"/beta2/x", Rule::exchange_version_segment, 1},
      {"/beta%2FconnectorGroups", Rule::exchange_version_segment, 1},
      {"/beta%20/connectorGroups", Rule::exchange_version_segment, 1},
      {"http://h", Rule::exchange_version_segment, 8},
      {"http://h?q", Rule::exchange_version_segment, 8},
      {"http://h/", Rule::exchange_version_segment, 9},
      {"https://host/v3/connectorGroups", Rule::exchange_version_segment, 13},
      {"*", Rule::exchange_version_segment, 0},
      {"/beta", Rule::exchange_path, 5},
      {"/beta?connectorGroups", Rule::exchange_path, 5},
      {"/beta/", Rule::exchange_path, 5},
      {"/beta/connectorGroups/", Rule::exchange_path, 5},
      {"/beta/connectorGroups//", Rule::exchange_path, 5},
      {"/beta/ConnectorGroups", Rule::exchange_path, 5},
      {"/beta/connectorGroups%2F", Rule::exchange_path, 5},
      {"/beta/../beta/connectorGroups", Rule::exchange_path, 5},
      {"/be%74a/connectorGroup", Rule::exchange_path, 7},
      {"http://h/v1.0/x", Rule::exchange_path, 13},
  };
  for (const Row& row : rows) {
    const Result<std::string_view> version = read_create_path(row.target, graph_2017());
    ASSERT_FALSE(version.accepted()) << row.target;
    EXPECT_EQ(version.violation(), (Violation{row.rule, row.offset})) << row.target;
  }
  EXPECT_EQ(
      read_create_path("/beta/onPremisesPublishingProfiles%2FapplicationProxy/connectorGroups",
                       graph_beta())
          .violation(),
      (Violation{Rule::exchange_path, 5}));
  EXPECT_EQ(read_create_path("/v1.0/connectorGroups", graph_beta()).violation(),
            (Violation{Rule::exchange_version_segment, 1}));
}

TEST(CreatePath, IgnoredRulesDontCount) {
  const RuleSet version(Rule::exchange_version_segment);
  EXPECT_EQ(read_create_path("/v3/connectorGroups", graph_2017(), version).value(), "beta");
  EXPECT_EQ(read_create_path("/v3/x", graph_2017(), version).violation(),
            (Violation{Rule::exchange_path, 3}));
  EXPECT_EQ(read_create_path("/v1.0/x", graph_2017(), RuleSet(Rule::exchange_path)).value(),
            "v1.0");
  const RuleSet encoded(Rule::exchange_path_percent_encoded);
  EXPECT_EQ(read_create_path("/b%65ta/connector%47roups", graph_2017(), encoded).violation(),
            (Violation{Rule::exchange_path_percent_encoded, 2}));
  EXPECT_EQ(read_create_path("/beta/connectorGroups?%41", graph_2017(), encoded).value(), "beta");
}

TEST(Percent, IsDecodedAndEncoded) {
  EXPECT_EQ(with_unreserved_decoded("%41%7a%30%2D%2e%5F%7E%2F%25%zz%4"), "Az0-._~%2F%25%zz%4");
  EXPECT_EQ(percent_decoded("%41%2F%00%ff%zz%4%"), std::string("A/\0\xFF%zz%4%", 10));
  EXPECT_EQ(percent_encoded(std::string("aZ9-._~/ '\0\xFF%", 13)), "aZ9-._~%2F%20%27%00%FF%25");
  std::string all;
  for (int octet = 0; octet < 256; ++octet) all += static_cast<char>(octet);
  EXPECT_EQ(percent_decoded(percent_encoded(all)), all);
  // Beside the letters and digits in ASCII.
  EXPECT_EQ(percent_encoded("@[`{/:"), "%40%5B%60%7B%2F%3A");
  EXPECT_EQ(with_unreserved_decoded("%40%5B%60%7B%2F%3A"), "%40%5B%60%7B%2F%3A");
  EXPECT_EQ(percent_decoded("%G1%1G"), "%G1%1G");
  // What stands behind, in a longer text, is no part of it.
  const std::string_view longer = "abc%41";
  for (std::size_t size = 0; size < longer.size(); ++size) {
    EXPECT_EQ(percent_decoded(longer.substr(0, size)), longer.substr(0, size));
  }
}

TEST(Query, HasItsOptions) {
  using Options = std::vector<QueryOption>;
  EXPECT_EQ(query_options(""), Options{});
  EXPECT_EQ(query_options("&&"), Options{});
  EXPECT_EQ(query_options("a=1&b&=c&d=&e=f=g&"),
            (Options{{"a", "1"}, {"b", std::nullopt}, {"", "c"}, {"d", ""}, {"e", "f=g"}}));
  for (const std::string_view query :
       {"access_token=a", "access_token", "x&access%5ftoken=", "%61ccess_token=a&b"}) {
    EXPECT_TRUE(has_token_option(query)) << query;
  }
  for (const std::string_view query :
       {"", "token=access_token", "Access_Token=a", "access_tokens=a", "a=b;access_token=c"}) {
    EXPECT_FALSE(has_token_option(query)) << query;
  }
}

// --- URI references.

TEST(UriReference, IsAcceptedByItsGrammar) {
  for (const std::string_view text : {"",
                                      "/",
                                      "//h",
                                      "//",
                                      "a",
                                      "a/b:c",
                                      "./b:c",
                                      "?",
                                      "#",
                                      "?a/b?c:d@e",
                                      "#a/b?c:d@e",
                                      "/a?b#c",
                                      "http:",
                                      "http://",
                                      "http://h",
                                      "http://h:",
                                      "http://h:80/a;b=c,d/(e)!*'$&+=~_-.?x#y",
                                      "h+t-t.p1:a",
                                      "mailto:a@b",
                                      "urn:a:b",
                                      "http://u:p@h/",
                                      "http://@h",
                                      "http://u%40:@[::1]:8/",
                                      "http://[v1.a:b]",
                                      "http://[2001:db8::192.0.2.1]",
                                      "http://%41.b",
                                      "@a/b",
                                      "%41%2f",
                                      "/a//b",
                                      "a//b:c",
                                      "a//b@c:d@e",
                                      "http://h/a@b:c",
                                      "a@b",
                                      "/a%20b?%20#%20"}) {
    EXPECT_EQ(uri_reference_fault(text), std::nullopt) << text;
  }
}

// Those of https are looked at in blocks first.
TEST(UriReference, OfHttpsIsRefusedAtTheFirstImpossibleOctet) {
  const std::string text = "https://graph.microsoft.com/beta/connectorGroups('0a8b-1')/a@b:c?d/e?f";
  EXPECT_EQ(uri_reference_fault(text), std::nullopt);
  for (std::size_t at = std::string_view("https://").size(); at < text.size(); ++at) {
    for (const char octet : {' ', '"', '<', '\\', '^', '`', '{', '\x7F', '\x80'}) {
      std::string wrong = text;
      wrong[at] = octet;
      EXPECT_EQ(uri_reference_fault(wrong), at) << wrong;
    }
    const std::string escaped = text.substr(0, at) + "%41" + text.substr(at);
    EXPECT_EQ(uri_reference_fault(escaped), std::nullopt) << escaped;
  }
  for (const char* other : {"https://h", "https:///p", "https://", "https://h:80/p",
                            "https://u@h/p", "https://[::1]/p", "https://h/p#f"}) {
    EXPECT_EQ(uri_reference_fault(other), std::nullopt) << other;
  }
}

TEST(UriReference, IsRefusedAtTheFirstImpossibleOctet) {
  using namespace std::string_view_literals;
  struct Row {
    std::string_view text;
    std::size_t fault;
  };
  const std::vector<Row> rows{
      {" ", 0},
      {"a b", 1},
      {"<a>", 0},
      {"a\"b", 1},
      {"/{id}", 1},
      {"/a\\b", 2},
      {"/a^", 2},
      {"/a`", 2},
      {"/a|b", 2},
      {"/[", 1},
      {"?[", 1},
      {"#[", 1},
      {"#a#b", 2},
      {"?a#b#c", 4},
      {"/a\xC3\xA9", 2},
      {"/a\0"sv, 2},
      {"/a\x7F", 2},
      {"https://a:x", 11},
      {"https://a:1[", 11},
      {"a///[::1]", 4},
      {":", 0},
      {":a", 0},
      {"1a:b", 2},
      {"a%41:b", 4},
      {"a_b:c", 3},
      {"a@b:c", 3},
      {"%", 1},
      {"%4", 2},
      {"%4g", 2},
      {"%g4", 1},
      {"/a?%", 4},
      {"/a?%4/", 5},
      {"#%zz", 2},
      {"http://h:8x/", 11},
      {"http://h:8x", 11},
      {"http://h:8[", 10},
      {"http://[::1", 11},
      {"http://[::1]a", 12},
      {"http://[]", 8},
      {"http://a[b]", 8},
      {"http://a b", 8},
      {"http://u@h@i", 10},
      {"http://u[@h", 8},
      {"http://u%4@h", 10},
      {"http://h%4/", 10},
      {"//h:80:90/", 9},
      {"//[@", 3},
      {"//[::1]@h", 7},
      {"//a@[g", 5},
      {"//a@b@c", 5},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(uri_reference_fault(row.text), row.fault) << row.text;
  }
}

// What stands behind, in a longer text, is no part of it.
TEST(UriReference, IsJudgedToItsEnd) {
  for (const std::string_view text : {"a:b", "a?b", "a#b", "//ab", "//a:1", "//[::1]",
                                      "//u@h:1/p?q#f", "https://ab:1/p%20?q#f"}) {
    for (std::size_t size = 0; size <= text.size(); ++size) {
      const std::string copy(text.substr(0, size));
      EXPECT_EQ(uri_reference_fault(text.substr(0, size)), uri_reference_fault(copy)) << copy;
    }
  }
}

}  // namespace
}  // namespace connectorgroup
