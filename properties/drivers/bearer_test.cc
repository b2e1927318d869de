// Bearer tokens and challenges: which values are read, as what, and where the others break which
// rule.

#include "model/exchange/bearer.h"

#include <gtest/gtest.h>

#include <cctype>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/escaped.h"

namespace connectorgroup {
namespace {

std::string shown(const std::optional<Violation>& violation) {
  return violation ? describe(*violation) : "accepted";
}

std::optional<Violation> token_violation(std::string_view value, const RuleSet& ignored = {}) {
  const Result<std::string_view> read = read_bearer_token(value, ignored);
  if (read.accepted()) return std::nullopt;
  return read.violation();
}

std::optional<Violation> challenge_violation(std::string_view value, int status,
                                             const RuleSet& ignored = {}) {
  ChallengeReader reader(status, ignored);
  return reader.read(value);
}

// --- Tokens.

// Long ones are looked at in blocks, and in four at once.
TEST(BearerToken, EndsAtTheFirstOctetThatItCannotHave) {
  const std::string_view marks = "-._~+/";
  for (const std::size_t size : {15u, 16u, 17u, 63u, 64u, 65u, 80u, 128u, 150u}) {
    std::string token(size, 'a');
    for (std::size_t at = 0; at < size; ++at) {
      for (int octet = 0; octet < 256; ++octet) {
        token[at] = static_cast<char>(octet);
        const bool is_of_token = (octet < 0x80 && std::isalnum(octet) != 0) ||
                                 marks.find(token[at]) != std::string_view::npos;
        // An equals sign ends it as well, but may stand at its end.
        const bool ends = octet == '=' && at > 0;
        const std::size_t end = is_of_token ? size : ends ? at + 1 : at;
        ASSERT_EQ(bearer_token_end(token, 0), end) << octet << " at " << at << " of " << size;
      }
      token[at] = 'a';
    }
  }
}

TEST(BearerToken, IsWhatStandsBehindTheScheme) {
  struct Row {
    std::string_view value, token;
  };
  const std::vector<Row> rows{
      {"Bearer mF_9.B5f-4.1JqM", "mF_9.B5f-4.1JqM"},
      {"Bearer a", "a"},
      {"Bearer a==", "a=="},
      {"Bearer AZaz09-._~+/=", "AZaz09-._~+/="},
      {"Bearer  a", "a"},
      {"Bearer     a", "a"},
      {"bearer a", "a"},
      {"BEARER a", "a"},
      {"beArEr  a=", "a="},
  };
  for (const Row& row : rows) {
    const Result<std::string_view> read = read_bearer_token(row.value);
    ASSERT_TRUE(read.accepted()) << row.value << ": " << describe(read.violation());
    EXPECT_EQ(read.value(), row.token) << row.value;
  }
}

// Tokens are looked at in blocks, and so many of these that some are looked at four at a time.
TEST(BearerToken, OfAnyLengthEndsAtTheFirstOctetThatItCannotHave) {
  constexpr std::size_t kScheme = std::string_view("Bearer ").size();
  constexpr std::string_view kOctets = "AZaz09-._~+/";
  std::string token;
  while (token.size() < 200) {
    token += kOctets[token.size() % kOctets.size()];
    const std::string value = "Bearer " + token;
    const Result<std::string_view> read = read_bearer_token(value);
    ASSERT_TRUE(read.accepted()) << value << ": " << describe(read.violation());
    EXPECT_EQ(read.value(), token);
    EXPECT_EQ(bearer_token_end(token + "==", 0), token.size() + 2);
  }
  for (std::size_t at = 1; at < token.size(); ++at) {
    for (const char octet : {' ', ',', ':', '@', '[', '`', '{', '\x7F', '\x80', '\xFF', '='}) {
      std::string value = "Bearer " + token;
      value[kScheme + at] = octet;
      const bool padding = octet == '=';
      const bool ends = padding && at + 1 == token.size();
      const std::size_t fault = kScheme + at + (padding ? 1 : 0);
      EXPECT_EQ(shown(token_violation(value)),
                ends ? "accepted" : shown(Violation{Rule::bearer_token, fault, "Authorization"}))
          << escaped(value);
    }
  }
}

struct TokenFault {
  std::string_view value;
  Rule rule;
  std::size_t offset;
};

const std::vector<TokenFault>& token_faults() {
  using namespace std::string_view_literals;
  static const std::vector<TokenFault> kFaults{
      {"", Rule::bearer_scheme, 0},
      {"Basic dXNlcg==", Rule::bearer_scheme, 0},
      {"abc", Rule::bearer_scheme, 0},
      {"Bearer2 abc", Rule::bearer_scheme, 0},
      {"Beare abc", Rule::bearer_scheme, 0},
      {"=", Rule::bearer_scheme, 0},
      {"Bearer", Rule::bearer_token, 6},
      {"Bearer ", Rule::bearer_token, 7},
      {"Bearer  ", Rule::bearer_token, 8},
      {"Bearer\ta", Rule::bearer_token, 6},
      {"Bearer \ta", Rule::bearer_token, 7},
      {"Bearer,a", Rule::bearer_token, 6},
      {"Bearer/a", Rule::bearer_token, 6},
      {"Bearer =", Rule::bearer_token, 7},
      {"Bearer a b", Rule::bearer_token, 8},
      {"Bearer a ", Rule::bearer_token, 8},
      {"Bearer a=b", Rule::bearer_token, 9},
      {"Bearer a==b=", Rule::bearer_token, 10},
      {"Bearer a,b", Rule::bearer_token, 8},
      {"Bearer \"a\"", Rule::bearer_token, 7},
      {"Bearer a!", Rule::bearer_token, 8},
      {"Bearer a%2F", Rule::bearer_token, 8},
      {"Bearer a\xC3\xA9", Rule::bearer_token, 8},
      {"Bearer a\0"sv, Rule::bearer_token, 8},
  };
  return kFaults;
}

TEST(BearerToken, IsRefusedAtTheFirstImpossibleOctet) {
  for (const TokenFault& fault : token_faults()) {
    const Violation expected{fault.rule, fault.offset, "Authorization"};
    const std::optional<Violation> got = token_violation(fault.value);
    EXPECT_EQ(got, expected) << escaped(fault.value) << ": " << shown(got);
  }
}

TEST(BearerToken, IsTakenAsItIsWhereItsRuleIsIgnored) {
  for (const TokenFault& fault : token_faults()) {
    if (fault.rule != Rule::bearer_token) continue;
    EXPECT_EQ(token_violation(fault.value, RuleSet(fault.rule)), std::nullopt)
        << escaped(fault.value);
  }
  EXPECT_EQ(read_bearer_token("Bearer a b", RuleSet(Rule::bearer_token)).value(), "a b");
  EXPECT_EQ(read_bearer_token("Bearer", RuleSet(Rule::bearer_token)).value(), "");
  EXPECT_EQ(read_bearer_token("Basic dXNlcg==", RuleSet(Rule::bearer_scheme)).value(), "dXNlcg==");
  // Behind another scheme, or none, a token is still due.
  for (const auto& [value, offset] : std::vector<std::pair<std::string_view, std::size_t>>{
           {"abc", 3}, {"", 0}, {"=", 0}, {"=a", 0}}) {
    EXPECT_EQ(token_violation(value, RuleSet(Rule::bearer_scheme)),
              (Violation{Rule::bearer_token, offset, "Authorization"}))
        << value;
  }
}

TEST(BearerToken, WhatIsGrantedIsRefusedWhereItsRuleIsIgnored) {
  EXPECT_EQ(token_violation("bearer a", RuleSet(Rule::bearer_scheme_case)),
            (Violation{Rule::bearer_scheme_case, 0, "Authorization"}));
  EXPECT_EQ(token_violation("Bearer  a", RuleSet(Rule::bearer_spaces)),
            (Violation{Rule::bearer_spaces, 7, "Authorization"}));
  for (const Rule rule : {Rule::bearer_scheme_case, Rule::bearer_spaces}) {
    EXPECT_EQ(token_violation("Bearer a", RuleSet(rule)), std::nullopt) << row(rule).id;
  }
  EXPECT_EQ(token_violation("bearer a", RuleSet(Rule::bearer_spaces)), std::nullopt);
}

// --- Challenges.

// Schemes, token68 and parameters in one text: "Basic; Bearer[realm=a,error=b]".
std::string text_of(const std::vector<Challenge>& challenges) {
  std::string text;
  for (const Challenge& challenge : challenges) {
    if (!text.empty()) text += "; ";
    text += challenge.scheme;
    if (!challenge.token68.empty()) text += "(" + std::string(challenge.token68) + ")";
    if (challenge.parameters.empty()) continue;
    text += "[";
    for (const Parameter& parameter : challenge.parameters) {
      if (&parameter != challenge.parameters.data()) text += ",";
      text += std::string(parameter.name) + "=" + parameter.value;
    }
    text += "]";
  }
  return text;
}

TEST(Challenges, AreReadAsTheGrammarSays) {
  struct Row {
    std::string_view value, read;
  };
  const std::vector<Row> rows{
      {"", ""},
      {" , ,\t,", ""},
      {"Basic", "Basic"},
      {"Bearer realm=\"r\"", "Bearer[realm=r]"},
      {"Bearer realm=r", "Bearer[realm=r]"},
      {"Bearer realm = \t \"r\"", "Bearer[realm=r]"},
      {"Bearer   realm=\"a\\\"b\\\\c\"", "Bearer[realm=a\"b\\c]"},
      {"Bearer realm=\"\"", "Bearer[realm=]"},
      {"Bearer realm=\"a, b=c\"", "Bearer[realm=a, b=c]"},
      {"Bearer realm=\"r\", error=\"x\"", "Bearer[realm=r,error=x]"},
      {"Bearer realm=\"r\" ,, error=x ,", "Bearer[realm=r,error=x]"},
      {"Bearer , realm=\"r\"", "Bearer[realm=r]"},
      {"Bearer ,realm=\"r\"", "Bearer[realm=r]"},
      {",Bearer realm=\"r\"", "Bearer[realm=r]"},
      {"Negotiate, Bearer realm=\"r\"", "Negotiate; Bearer[realm=r]"},
      {"Negotiate\t, Bearer realm=\"r\"", "Negotiate; Bearer[realm=r]"},
      {"Negotiate abc==, Bearer realm=\"r\"", "Negotiate(abc==); Bearer[realm=r]"},
      {"Negotiate abc=", "Negotiate(abc=)"},
      {"Negotiate abc= , Basic", "Negotiate(abc=); Basic"},
      {"Negotiate abc", "Negotiate(abc)"},
      {"Negotiate a/b+c=", "Negotiate(a/b+c=)"},
      {"Negotiate a=b", "Negotiate[a=b]"},
      {"Negotiate a= b", "Negotiate[a=b]"},
      {"Negotiate a!=b", "Negotiate[a!=b]"},
      {"Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"",
       "Newauth[realm=apps,type=1,title=Login to \"apps\"]; Basic[realm=simple]"},
      {"Basic realm=\"s\", Bearer realm=\"r\"", "Basic[realm=s]; Bearer[realm=r]"},
      {"Digest, Basic, Bearer a=1", "Digest; Basic; Bearer[a=1]"},
  };
  for (const Row& row : rows) {
    ChallengeReader reader(0);
    const std::optional<Violation> violation = reader.read(row.value);
    EXPECT_EQ(violation, std::nullopt) << row.value << ": " << shown(violation);
    EXPECT_EQ(text_of(reader.challenges()), row.read) << row.value;
  }
}

TEST(Challenges, ParametersSayWhereTheirValuesStand) {
  ChallengeReader reader(0);
  const std::string_view value = "Bearer realm= \"r\", Scope=s";
  ASSERT_EQ(reader.read(value), std::nullopt);
  const Challenge& challenge = reader.challenges().front();
  EXPECT_EQ(challenge.parameters[0].value_offset, value.find('"'));
  EXPECT_TRUE(challenge.parameters[0].quoted);
  EXPECT_EQ(challenge.find("SCOPE")->value_offset, value.find("s", 20));
  EXPECT_FALSE(challenge.find("scope")->quoted);
  EXPECT_EQ(challenge.find("error"), nullptr);
}

struct ChallengeFault {
  int status;
  std::string_view value;
  Rule rule;
  std::size_t offset;
};

const std::vector<ChallengeFault>& challenge_faults() {
  static const std::vector<ChallengeFault> kFaults{
      {401, "\"realm\"", Rule::bearer_challenge_syntax, 0},
      {401, "=", Rule::bearer_challenge_syntax, 0},
      {401, "realm=\"r\"", Rule::bearer_challenge_syntax, 5},
      {401, "realm =\"r\"", Rule::bearer_challenge_syntax, 6},
      {401, "Bearer realm=", Rule::bearer_challenge_parameter, 0},
      {401, "Bearer realm=\"r", Rule::bearer_challenge_syntax, 15},
      {401, "Bearer realm=\"r\\", Rule::bearer_challenge_syntax, 16},
      {401, "Bearer realm=\"r\x01\"", Rule::bearer_challenge_syntax, 15},
      {401, "Bearer realm=\"\\\x7F\"", Rule::bearer_challenge_syntax, 15},
      {401, "Bearer realm=\"r\" scope=s", Rule::bearer_challenge_syntax, 17},
      {401, "Bearer realm=\"r\", scope=", Rule::bearer_challenge_syntax, 24},
      {401, "Bearer realm=\"r\", =s", Rule::bearer_challenge_syntax, 18},
      {401, "Bearer realm=r;scope=s", Rule::bearer_challenge_syntax, 14},
      {401, "Bearer realm==\"r\"", Rule::bearer_challenge_syntax, 14},
      {401, "Bearer realm!", Rule::bearer_challenge_syntax, 13},
      {401, "Bearer a b", Rule::bearer_challenge_syntax, 9},
      {401, "Bearer \"r\"", Rule::bearer_challenge_syntax, 7},
      {401, "Bearer\trealm=\"r\"", Rule::bearer_challenge_syntax, 7},
      {401, "Bearer \trealm=\"r\"", Rule::bearer_challenge_syntax, 8},
      {401, "Negotiate abc==, realm=\"r\"", Rule::bearer_challenge_syntax, 22},
      {401, "Negotiate, realm=\"r\"", Rule::bearer_challenge_syntax, 16},
      {401, "Negotiate abc==d", Rule::bearer_challenge_syntax, 15},
      {401, "Negotiate a/b!", Rule::bearer_challenge_syntax, 13},
      {401, "Negotiate a!b/c", Rule::bearer_challenge_syntax, 13},
      {401, "Bearer", Rule::bearer_challenge_parameter, 0},
      {401, "Bearer ", Rule::bearer_challenge_parameter, 0},
      {401, "Bearer abc", Rule::bearer_challenge_parameter, 0},
      {401, "Bearer abc==", Rule::bearer_challenge_parameter, 0},
      {401, "Bearer, realm=\"r\"", Rule::bearer_challenge_parameter, 0},
      {401, "Bearer, \"r\"", Rule::bearer_challenge_parameter, 0},
      {401, "Basic realm=\"s\", Bearer", Rule::bearer_challenge_parameter, 17},
      {401, "bearer , Basic realm=\"s\"", Rule::bearer_challenge_parameter, 0},
      {401, "Bearer realm=\"r\", realm=\"r\"", Rule::bearer_challenge_repeated, 18},
      {401, "Bearer realm=\"r\", Realm=s", Rule::bearer_challenge_repeated, 18},
      {401, "Bearer scope=a, error=b, scope=c", Rule::bearer_challenge_repeated, 25},
      {401, "Basic realm=a, realm=b", Rule::bearer_challenge_repeated, 15},
      {401, "Bearer error=\"invalid_request\"", Rule::bearer_error_status, 13},
      {401, "Bearer error=insufficient_scope", Rule::bearer_error_status, 13},
      {403, "Bearer realm=\"r\", error=\"invalid_token\"", Rule::bearer_error_status, 24},
      {400, "bearer ERROR=\"invalid_token\"", Rule::bearer_error_status, 13},
      // The first of two.
      {400, "Bearer error=invalid_token, error=x, y z", Rule::bearer_error_status, 13},
      {401, "Bearer a=1, a=2, b c", Rule::bearer_challenge_repeated, 12},
  };
  return kFaults;
}

TEST(Challenges, AreRefusedAtTheFirstImpossibleOctet) {
  for (const ChallengeFault& fault : challenge_faults()) {
    const Violation expected{fault.rule, fault.offset, "WWW-Authenticate"};
    const std::optional<Violation> got = challenge_violation(fault.value, fault.status);
    EXPECT_EQ(got, expected) << escaped(fault.value) << ": " << shown(got);
  }
}

TEST(Challenges, ErrorsGoWithTheirStatus) {
  EXPECT_EQ(challenge_violation("Bearer error=\"invalid_request\"", 400), std::nullopt);
  EXPECT_EQ(challenge_violation("Bearer error=\"invalid_token\"", 401), std::nullopt);
  EXPECT_EQ(challenge_violation("Bearer error=\"insufficient_scope\"", 403), std::nullopt);
  // An error that RFC 6750 doesn't define goes with any; another scheme's is its own affair; and
  // without a status none is held against one.
  EXPECT_EQ(challenge_violation("Bearer error=\"other\"", 401), std::nullopt);
  EXPECT_EQ(challenge_violation("DPoP error=\"invalid_request\"", 401), std::nullopt);
  EXPECT_EQ(challenge_violation("Bearer error=\"invalid_request\"", 0), std::nullopt);
}

TEST(Challenges, AFaultIsTheOnlyOneWhereItsRuleIsIgnored) {
  EXPECT_EQ(challenge_violation("Bearer", 401, RuleSet(Rule::bearer_challenge_parameter)),
            std::nullopt);
  EXPECT_EQ(challenge_violation("Bearer a=1, a=2", 401, RuleSet(Rule::bearer_challenge_repeated)),
            std::nullopt);
  EXPECT_EQ(
      challenge_violation("Bearer error=invalid_token", 400, RuleSet(Rule::bearer_error_status)),
      std::nullopt);
  // What stands before a fault of syntax is kept, and what follows it isn't read.
  ChallengeReader reader(401, RuleSet(Rule::bearer_challenge_syntax));
  EXPECT_EQ(reader.read("Bearer realm=\"r\" x, Basic"), std::nullopt);
  EXPECT_EQ(reader.read("Basic, Digest \"d\", Other"), std::nullopt);
  EXPECT_EQ(text_of(reader.challenges()), "Bearer[realm=r]; Basic; Digest");
  // A parameter whose value has the fault isn't whole.
  for (const std::string_view value :
       {"Basic a=\"x\x01", "Basic a=\"x\\\x01", "Basic a=\"x", "Basic a=\""}) {
    ChallengeReader cut(401, RuleSet(Rule::bearer_challenge_syntax));
    EXPECT_EQ(cut.read(value), std::nullopt);
    EXPECT_EQ(text_of(cut.challenges()), "Basic") << escaped(value);
  }
}

// As the value is read on, so are the faults behind.
TEST(Challenges, BehindAFaultThatIsIgnoredAreRead) {
  struct Row {
    std::string_view value;
    Rule ignored;
    std::string_view read;
  };
  for (const Row& row : std::vector<Row>{
           {"Bearer, Basic b=1", Rule::bearer_challenge_parameter, "Bearer; Basic[b=1]"},
           {"Basic a=1, a=2, b=3, Digest", Rule::bearer_challenge_repeated,
            "Basic[a=1,a=2,b=3]; Digest"},
           {"Bearer error=invalid_token, b=1", Rule::bearer_error_status,
            "Bearer[error=invalid_token,b=1]"}}) {
    ChallengeReader reader(400, RuleSet(row.ignored));
    EXPECT_EQ(reader.read(row.value), std::nullopt) << row.value;
    EXPECT_EQ(text_of(reader.challenges()), row.read);
    const std::string broken = std::string(row.value) + " \"";
    EXPECT_EQ(challenge_violation(broken, 400, RuleSet(row.ignored)),
              (Violation{Rule::bearer_challenge_syntax, broken.size() - 1, "WWW-Authenticate"}));
  }
}

// The first fault ends the reading, so that none behind it is named.
TEST(Challenges, OfTwoFaultsTheFirstIsNamed) {
  EXPECT_EQ(challenge_violation("Basic, Digest, \"", 401, RuleSet(Rule::bearer_challenge_several)),
            (Violation{Rule::bearer_challenge_several, 7, "WWW-Authenticate"}));
  EXPECT_EQ(challenge_violation("bearer a=1, \"", 401, RuleSet(Rule::bearer_scheme_case)),
            (Violation{Rule::bearer_scheme_case, 0, "WWW-Authenticate"}));
  EXPECT_EQ(challenge_violation("Bearer a=1, a=2, \"", 401),
            (Violation{Rule::bearer_challenge_repeated, 12, "WWW-Authenticate"}));
}

// What stands behind a value, in a longer text, is no part of it.
TEST(Challenges, AreReadToTheirEnd) {
  std::vector<std::string_view> values{"Negotiate a= b",
                                       "Bearer realm=\"a\\\"b\\\\c\", x=y , Basic"};
  for (const ChallengeFault& fault : challenge_faults()) values.push_back(fault.value);
  for (const std::string_view value : values) {
    for (std::size_t size = 0; size <= value.size(); ++size) {
      ChallengeReader cut(401);
      ChallengeReader alone(401);
      const std::string copy(value.substr(0, size));
      EXPECT_EQ(cut.read(value.substr(0, size)), alone.read(copy)) << escaped(copy);
      EXPECT_EQ(text_of(cut.challenges()), text_of(alone.challenges())) << escaped(copy);
    }
  }
}

TEST(Challenges, WhatIsGrantedIsRefusedWhereItsRuleIsIgnored) {
  const RuleSet several(Rule::bearer_challenge_several);
  EXPECT_EQ(challenge_violation("Bearer a=1", 401, several), std::nullopt);
  EXPECT_EQ(challenge_violation("Bearer a=1, Basic", 401, several),
            (Violation{Rule::bearer_challenge_several, 12, "WWW-Authenticate"}));
  ChallengeReader lines(401, several);
  EXPECT_EQ(lines.read("Basic"), std::nullopt);
  EXPECT_EQ(lines.read("Bearer a=1"),
            (Violation{Rule::bearer_challenge_several, 0, "WWW-Authenticate"}));
  const RuleSet scheme_case(Rule::bearer_scheme_case);
  EXPECT_EQ(challenge_violation("Bearer a=1, basic", 401, scheme_case), std::nullopt);
  EXPECT_EQ(challenge_violation("Basic, bearer a=1", 401, scheme_case),
            (Violation{Rule::bearer_scheme_case, 7, "WWW-Authenticate"}));
}

TEST(Challenges, OfSeveralFieldsAreOneList) {
  ChallengeReader reader(401);
  EXPECT_FALSE(reader.has_bearer());
  EXPECT_EQ(reader.read("Basic realm=\"s\""), std::nullopt);
  EXPECT_FALSE(reader.has_bearer());
  EXPECT_EQ(reader.read("BEARER realm=\"r\""), std::nullopt);
  EXPECT_TRUE(reader.has_bearer());
  EXPECT_EQ(text_of(reader.challenges()), "Basic[realm=s]; BEARER[realm=r]");
}

}  // namespace
}  // namespace connectorgroup
