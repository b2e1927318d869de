// The edits, judged from outside: by another JSON library, by what a person sees at the offset, and
// by the reference reader, which shares nothing with them.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/reference_reader.h"
#include "model/exchange/error.h"
#include "properties/drivers/sight.h"
#include "properties/edits/break_rule.h"
#include "properties/edits/json_tree.h"
#include "properties/edits/respell.h"

namespace connectorgroup {
namespace {

struct Case {
  const Contract* contract;
  BodyKind kind;
  std::string text;
};

constexpr std::string_view kObject2017 =
    R"({"id":"a","name":"b","connectorGroupType":"c","isDefault":true})";
constexpr std::string_view kObjectBeta =
    R"({"id":"a","name":"\u00e9","connectorGroupType":"applicationProxy","isDefault":false,)"
    R"("region":null})";

// Small texts and rich ones, of every contract and kind; all accepted.
std::vector<Case> accepted_texts() {
  std::vector<Case> texts;
  for (const Contract& contract : contracts()) {
    const bool beta = contract.id == "graph-beta";
    const std::string object(beta ? kObjectBeta : kObject2017);
    const std::string rest = object.substr(1);
    const auto add = [&](BodyKind kind, std::string text) {
      texts.push_back({&contract, kind, std::move(text)});
    };
    add(BodyKind::create_request, R"({"name":""})");
    add(BodyKind::create_request,
        R"( { "@odata.context" : 1 , "name" : "a\/\"\ud83d\ude00" , "@odata.type" :)"
        R"( "#microsoft.graph.connectorGroup" } )");
    add(BodyKind::create_request, beta ? R"({"region":"eur","x@y":[[],{"a":[1.5e3]}],"name":"n"})"
                                       : R"({"isDefault":true,"x@y":[[],{"a":-1}],"name":"n"})");
    add(BodyKind::response, object);
    add(BodyKind::response,
        R"({"@odata.context":"c","more":{"name":[null,9007199254740993.0]},)" + rest);
    add(BodyKind::response, R"({"@context":"","members":[{"a":{}}],"@type":)"
                            R"("#microsoft.graph.connectorGroup",)" +
                                rest);
    add(BodyKind::collection, R"({"value":[]})");
    add(BodyKind::collection, R"({"@odata.context":"c","@odata.count":10,"value":[)" + object +
                                  "," + R"({"@odata.context":"","x":"\n",)" + rest +
                                  R"(],"@odata.nextLink":"l"})");
    add(BodyKind::collection, "\n{\"@nextLink\" : \"\xE2\x82\xAC\",\t\"value\":[" + object +
                                  "] ,\r\"@count\":0,\"more\":[{},1]}");
  }
  // The contracts have no say in errors.
  for (const std::string_view text :
       {R"({"error":{"code":"c","message":"m"}})",
        R"({"error":{"code":"c","details":[],"message":"m"}})",
        R"({"error":{"innerError":{"date":"d","request-id":"r","status":[1]},"message":"\u00e9",)"
        R"("target":null,"code":"BadRequest"},"error@a.b":null})",
        "\n{\"@a.b\":[-1.5] ,\t\"error\" : "
        "{\"code\":\"c\",\"message\":\"\xE2\x82\xAC\",\"details\":"
        R"([{"code":"a","message":"b","target":""},{"message":"n","more":{"x":1},"code":"\n"}],)"
        R"("innererror":{}, "more":{"@context":[{}]}}})"}) {
    texts.push_back({&graph_2017(), BodyKind::error, std::string(text)});
  }
  return texts;
}

// What the reference reader says.
template <class Value>
std::optional<Violation> violation_of(const Result<Value>& result, std::optional<Value>& value) {
  if (!result.accepted()) return result.violation();
  value = result.value();
  return std::nullopt;
}

struct Answer {
  std::optional<Violation> violation;
  std::optional<NewConnectorGroup> created;
  std::optional<ConnectorGroup> returned;
  std::optional<ConnectorGroupCollection> listed;
  std::optional<ODataError> error;
  bool operator==(const Answer&) const = default;
};

Answer ask(const Case& asked, std::string_view text, const Limits& limits,
           const RuleSet& ignored = {}) {
  ReferenceReader reader(*asked.contract, limits, ignored);
  Answer answer;
  switch (asked.kind) {
    case BodyKind::create_request:
      answer.violation = violation_of(reader.read_create_request(text), answer.created);
      break;
    case BodyKind::response:
      answer.violation = violation_of(reader.read_response(text), answer.returned);
      break;
    case BodyKind::collection:
      answer.violation = violation_of(reader.read_collection(text), answer.listed);
      break;
    case BodyKind::error:
      answer.violation =
          violation_of(ReferenceErrorReader(limits, ignored).read(text), answer.error);
      break;
  }
  return answer;
}

// The library takes a NUL between tokens for the text's end; no JSON text holds one.
bool nlohmann_accepts(std::string_view text) {
  return text.find('\0') == std::string_view::npos && nlohmann::json::accept(text);
}

// --- The tree.

TEST(JsonTree, RemembersWhereEverythingStands) {
  const std::string text = " {\"a\\u0062\" : [ 1.5e3,null ],\"\xC3\xA9\":\"\\ud83d\\ude00\\n\"}\n";
  const std::optional<JsonTree> tree = parse_json(text);
  ASSERT_TRUE(tree.has_value());
  ASSERT_EQ(tree->values.size(), 5u);
  const JsonValue& array = tree->values[1];
  EXPECT_EQ(array.kind, JsonKind::array);
  EXPECT_EQ(array.name->content, "ab");
  EXPECT_EQ(array.name->begin, 2u);
  EXPECT_EQ(array.name->end, 11u);
  EXPECT_EQ(array.name->colon, 12u);
  EXPECT_EQ(array.begin, 14u);
  EXPECT_EQ(array.end, 28u);
  EXPECT_EQ(array.level, 1u);
  EXPECT_EQ(array.children, (std::vector<std::size_t>{2, 3}));
  EXPECT_EQ(text.substr(tree->values[2].begin, 5), "1.5e3");
  EXPECT_EQ(tree->values[2].level, 2u);
  EXPECT_EQ(tree->values[4].content, "\xF0\x9F\x98\x80\n");
  EXPECT_EQ(tree->values[0].begin, 1u);
  EXPECT_EQ(tree->values[0].end, text.size() - 1);
}

TEST(JsonTree, TakesNestingUpToItsCapAndNoFurther) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(parse_json(nested(kTreeDepthMax)).has_value());
  EXPECT_FALSE(parse_json(nested(kTreeDepthMax + 1)).has_value());
  EXPECT_FALSE(parse_json(std::string(1 << 20, '[')).has_value());
  EXPECT_FALSE(parse_json("").has_value());
}

// Random bytes changed, inserted and removed in accepted texts.
std::string damaged(std::string text, RandomSource& random) {
  constexpr std::string_view kBytes =
      "{}[]\":,\\/u0123eE+-.tfn \n\x01\x7F\x80\xBF\xC2\xE0\xED\xF4\xFF";
  for (std::size_t count = 1 + random.below(3); count > 0 && !text.empty(); --count) {
    const std::size_t at = random.below(text.size());
    const char byte = kBytes[random.below(kBytes.size())];
    switch (random.below(3)) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.insert(at, 1, byte);
        break;
      default:
        text.erase(at, 1 + random.below(4));
    }
  }
  return text;
}

TEST(JsonTree, IsThereExactlyForWhatAnotherLibraryAccepts) {
  RandomSource random(1);
  std::size_t accepted = 0;
  constexpr std::size_t kRounds = 4000;
  const std::vector<Case> texts = accepted_texts();
  for (std::size_t round = 0; round < kRounds; ++round) {
    for (const Case& one : texts) {
      const std::string text = damaged(one.text, random);
      // The other library skips a byte order mark and refuses numbers that it can't store.
      if (text.starts_with("\xEF\xBB\xBF")) continue;
      const bool expected = nlohmann_accepts(text);
      accepted += expected ? 1 : 0;
      ASSERT_EQ(parse_json(text).has_value(), expected) << text;
    }
  }
  EXPECT_GT(accepted, kRounds);
}

TEST(JsonTree, TakesTheUtf8ThatAnotherLibraryTakes) {
  constexpr std::string_view kTails = "\x7F\x80\x8F\x90\x9F\xA0\xBF\xC2";
  for (unsigned lead = 0x80; lead <= 0xFF; ++lead) {
    for (std::size_t tail = 0; tail < 1 << 11; ++tail) {
      std::string text(1, '"');
      text += static_cast<char>(lead);
      // One to three further bytes, three bits each; the upper bits say how many.
      for (std::size_t i = 0; i < tail >> 9; ++i) text += kTails[(tail >> (3 * i)) % 8];
      text += '"';
      ASSERT_EQ(parse_json(text).has_value(), nlohmann_accepts(text))
          << testing::PrintToString(text);
    }
  }
}

// --- Respelling.

TEST(Respell, KeepsVerdictAndValue) {
  std::set<std::string> spellings;
  for (const Case& one : accepted_texts()) {
    const Answer before = ask(one, one.text, {});
    ASSERT_FALSE(before.violation.has_value()) << one.text << describe(*before.violation);
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
      RandomSource random(seed);
      const std::optional<std::string> text = respell(one.text, random);
      ASSERT_TRUE(text.has_value());
      ASSERT_LE(text->size(), 7 * one.text.size() + 256);
      ASSERT_EQ(nlohmann::json::parse(*text), nlohmann::json::parse(one.text)) << *text;
      ASSERT_EQ(ask(one, *text, {}), before) << *text;
      spellings.insert(*text);
    }
  }
  EXPECT_GT(spellings.size(), accepted_texts().size() * 300);
}

TEST(Respell, UsesEverySpellingThatJsonGrants) {
  const std::string text = "{\"@context\":\"/\\n\\u0000\xF0\x9F\x98\x80\",\"a\":[1,2],\"b\":true}";
  std::string all;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    RandomSource random(seed);
    all += respell(text, random).value() + "|";
  }
  for (const std::string_view part :
       {"\t", "\r", "\n", " ", "\\/", "\"/", "\\n", "\\u000a", "\\u000A", "\\ud83d\\ude00",
        "\\uD83D\\uDE00", "\xF0\x9F\x98\x80", "\\u0061", "\"b\":true,\"a\"", "\"a\":[1,2],\"b\""}) {
    EXPECT_NE(all.find(part), std::string::npos) << part;
  }
}

TEST(Respell, HasNothingForWhatIsNoJsonOrTooLong) {
  RandomSource random(1);
  EXPECT_FALSE(respell("{", random).has_value());
  EXPECT_FALSE(respell("\"\xFF\"", random).has_value());
  EXPECT_FALSE(respell("\"\\ud800\"", random).has_value());
  EXPECT_FALSE(respell(R"({"name":"abc"})", random, 4).has_value());
}

// --- Breaking rules.

TEST(BreakRule, KnowsEveryRuleOnBodiesThatIsRefusedButTheLimitOnBytes) {
  RuleSet breakable;
  for (const Rule rule : breakable_rules()) {
    EXPECT_FALSE(breakable.has(rule)) << row(rule).id;
    breakable.add(rule);
  }
  for (const RuleRow& known : body_rules()) {
    const bool expected = known.demand == Demand::refuse && known.rule != Rule::limit_bytes;
    EXPECT_EQ(breakable.has(known.rule), expected) << known.id;
  }
}

constexpr std::array<Limits, 3> kLimits{
    {{}, {4096, 5, 8}, {std::size_t{16} << 20, kDepthMaxHighest, 40}}};

// Calls `check(case, broken, limits)` for many faults of every rule in every text, and says how
// often each rule was broken.
template <class Check>
std::map<Rule, std::size_t> break_all(std::uint64_t seeds, const Check& check) {
  std::map<Rule, std::size_t> counts;
  for (const Case& one : accepted_texts()) {
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      for (const Rule rule : breakable_rules()) {
        RandomSource random(seed * 1000 + static_cast<std::uint64_t>(rule));
        const Limits& limits = kLimits[seed % kLimits.size()];
        if (limits.members_max > 1000 && rule == Rule::limit_members && seed % 10 != 0) continue;
        std::string text = one.text;
        if (random.chance(1, 2)) text = respell(one.text, random, limits.bytes_max).value();
        const std::optional<BrokenText> broken =
            break_rule(rule, text, one.kind, *one.contract, random, limits);
        if (!broken) continue;
        ++counts[rule];
        check(one, *broken, limits);
        if (::testing::Test::HasFatalFailure()) return counts;
      }
    }
  }
  return counts;
}

std::string shown(const BrokenText& broken) {
  return std::string(row(broken.rule).id) + " at " + std::to_string(broken.offset) + " (" +
         std::string(broken.member) + ") in: " + broken.text + "\ntwin: " + broken.twin;
}

TEST(BreakRule, IsReportedAsSaidAndItsTwinAccepted) {
  std::map<Rule, std::size_t> passed_without_rule;
  const auto counts =
      break_all(60, [&](const Case& one, const BrokenText& broken, const Limits& limits) {
        const Answer answer = ask(one, broken.text, limits);
        ASSERT_TRUE(answer.violation.has_value()) << shown(broken);
        ASSERT_EQ(describe(*answer.violation),
                  describe(Violation{broken.rule, broken.offset, broken.member}))
            << shown(broken);
        const Answer twin = ask(one, broken.twin, limits);
        ASSERT_FALSE(twin.violation.has_value()) << describe(*twin.violation) << "\n"
                                                 << shown(broken);
        const Answer faulty = ask(one, broken.text, limits, RuleSet(broken.rule));
        if (!faulty.violation) ++passed_without_rule[broken.rule];
      });
  for (const Rule rule : breakable_rules()) {
    ASSERT_EQ(counts.count(rule), 1u) << row(rule).id;
    // Some of the texts break nothing else, so that a reader without the rule is caught.
    EXPECT_GT(passed_without_rule[rule], counts.at(rule) / 10) << row(rule).id;
  }
}

// Rules of RFC 8259's grammar and of UTF-8. The other library takes a byte order mark, and
// judges no noncharacters and integer ranges.
bool breaks_the_grammar(Rule rule) {
  constexpr std::array kOthers{Rule::json_text_bom, Rule::json_string_noncharacter,
                               Rule::json_number_integer_range};
  return rule <= Rule::json_utf8_range &&
         std::find(kOthers.begin(), kOthers.end(), rule) == kOthers.end();
}

TEST(BreakRule, ShowsAtItsOffsetAndToAnotherLibrary) {
  break_all(30, [](const Case&, const BrokenText& broken, const Limits&) {
    ASSERT_LE(broken.offset, broken.text.size()) << shown(broken);
    ASSERT_TRUE(sight::is_seen(broken)) << shown(broken);
    ASSERT_EQ(nlohmann_accepts(broken.text), !breaks_the_grammar(broken.rule)) << shown(broken);
    ASSERT_TRUE(nlohmann_accepts(broken.twin)) << shown(broken);
  });
}

// Where a rule has something to judge in this kind of body, under this contract.
bool can_be_broken(Rule rule, const Case& one) {
  const bool request = one.kind == BodyKind::create_request;
  const bool collection = one.kind == BodyKind::collection;
  const bool error = one.kind == BodyKind::error;
  const bool beta = one.contract->id == "graph-beta";
  const bool has_object = one.text.find("\"value\":[]") == std::string::npos;
  switch (rule) {
    case Rule::body_member_undeclared:
    case Rule::body_member_read_only:
    case Rule::body_member_names_case_sensitive:
    case Rule::odata_bind_refused:
      return request;
    case Rule::body_enum_sentinel:
    case Rule::body_enum_numeric:
      return request && beta;
    case Rule::body_enum_undeclared:
      return beta && has_object;
    case Rule::body_member_missing:
    case Rule::body_member_null:
    case Rule::body_member_type:
      return has_object;
    case Rule::odata_type_mismatch:
      return has_object && !error;
    case Rule::odata_context_first:
    case Rule::odata_context_string:
      return !request && !error;
    default:
      if (row(rule).id.starts_with("error.")) return error;
      return collection || !row(rule).id.starts_with("collection.");
  }
}

TEST(BreakRule, FindsAPlaceWhereverThereIsOne) {
  for (const Case& one : accepted_texts()) {
    for (const Rule rule : breakable_rules()) {
      for (std::uint64_t seed = 0; seed < 20; ++seed) {
        RandomSource random(seed);
        const auto broken = break_rule(rule, one.text, one.kind, *one.contract, random);
        ASSERT_EQ(broken.has_value(), can_be_broken(rule, one)) << row(rule).id << one.text;
      }
    }
  }
}

// What is left of 9007199254740993.0 may break a rule by itself, but not where the text ends with
// it.
TEST(BreakRule, CutsInsideNumbersToo) {
  const Case one{&graph_2017(), BodyKind::create_request,
                 R"({"name":"","@a":[9007199254740993.0,123456789012345678e-9,1e-9],"@b":1E-40})"};
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    RandomSource random(seed);
    const auto broken =
        break_rule(Rule::json_text_incomplete, one.text, one.kind, *one.contract, random);
    ASSERT_EQ(ask(one, broken->text, {}).violation,
              (Violation{Rule::json_text_incomplete, broken->text.size()}))
        << broken->text;
  }
}

TEST(BreakRule, WantsTheOutlineOfAnError) {
  const auto has_outline = [](std::string_view text) {
    RandomSource random(1);
    return break_rule(Rule::json_text_bom, text, BodyKind::error, graph_2017(), random).has_value();
  };
  const auto with = [](std::string_view rest) {
    return R"({"error":{"code":"c","message":"m",)" + std::string(rest) + "}}";
  };
  EXPECT_TRUE(has_outline(with(R"("x":0)")));
  EXPECT_TRUE(has_outline(with(R"("details":[{"details":0,"innererror":[],"error":1}])")));
  EXPECT_FALSE(has_outline(R"({"@a":{}})"));
  EXPECT_FALSE(has_outline(R"({"error":{},"error":{}})"));
  EXPECT_FALSE(has_outline(R"({"error":[]})"));
  EXPECT_FALSE(has_outline(with(R"("details":{})")));
  EXPECT_FALSE(has_outline(with(R"("details":[{},0])")));
  EXPECT_FALSE(has_outline(with(R"("innererror":[])")));
  EXPECT_FALSE(has_outline(with(R"("innerError":null)")));
}

TEST(BreakRule, IsHarmlessOnAnyBytes) {
  RandomSource random(2);
  for (const Case& one : accepted_texts()) {
    for (std::size_t round = 0; round < 30; ++round) {
      const std::string text = damaged(one.text, random);
      for (const Rule rule : breakable_rules()) {
        const auto broken = break_rule(rule, text, one.kind, *one.contract, random, {4096, 6, 9});
        if (!broken) continue;
        ASSERT_LE(broken->offset, broken->text.size()) << shown(*broken);
      }
    }
  }
  EXPECT_FALSE(break_rule(Rule::limit_bytes, "{}", BodyKind::response, graph_2017(), random));
  EXPECT_FALSE(break_rule(Rule::json_value, "[", BodyKind::response, graph_2017(), random));
}

}  // namespace
}  // namespace connectorgroup
