// The writer by itself: exact bytes, exact refusals, and the promises about its buffer. It doesn't
// ask the readers; that what is written reads back is a law on output.
#include "model/body/writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "model/rule.h"
#include "model/violation.h"
#include "properties/drivers/allocation_count.h"
#include "properties/edits/random_source.h"

namespace connectorgroup {

void PrintTo(const Violation& violation, std::ostream* stream) { *stream << describe(violation); }

namespace {

using namespace std::string_literals;

constexpr std::array<Form, 3> kForms{Form::page, Form::compact, Form::canonical};

// One name for the three functions, so that a test can try any of them.
auto write(const NewConnectorGroupView& group, Form form, const Contract& contract,
           std::string& out) {
  return write_create_request(group, form, contract, out);
}
auto write(const ConnectorGroupView& group, Form form, const Contract& contract, std::string& out) {
  return write_response(group, form, contract, out);
}
struct Collection {
  std::vector<ConnectorGroupView> groups;
  CollectionControlsView controls;
};
auto write(const Collection& collection, Form form, const Contract& contract, std::string& out) {
  return write_collection(collection.groups, collection.controls, form, contract, out);
}

template <class Content>
std::string written(const Content& content, Form form, const Contract& contract = graph_2017()) {
  std::string out;
  const auto broken = write(content, form, contract, out);
  EXPECT_FALSE(broken.has_value());
  return out;
}

// Every form refuses `content` with `expected`, and leaves an empty and a used buffer as they were.
template <class Content, class Expected>
void expect_refused(const Content& content, const Contract& contract, const Expected& expected) {
  for (const Form form : kForms) {
    for (const std::string& before : {""s, "used: {\"name\":\"long enough for the heap\"}"s}) {
      std::string out = before;
      const auto broken = write(content, form, contract, out);
      ASSERT_TRUE(broken.has_value());
      EXPECT_EQ(*broken, expected);
      EXPECT_EQ(out, before);
    }
  }
}

NewConnectorGroupView request(std::string_view name) { return {name, {}, {}, {}}; }

NewConnectorGroupView page_request() {
  return {"name-value", std::string_view("connectorGroupType-value"), false, {}};
}
ConnectorGroupView page_response() {
  return {"id-value", "name-value", "connectorGroupType-value", false, {}};
}
ConnectorGroupView beta_response() {
  return {"id", "name", "applicationProxy", true, std::string_view("eur")};
}

// ---- Bytes.

TEST(Writer, PageFormIsTheDocumentationByteForByte) {
  const std::string request_body = written(page_request(), Form::page);
  EXPECT_EQ(request_body,
            "{\n"
            "  \"name\": \"name-value\",\n"
            "  \"connectorGroupType\": \"connectorGroupType-value\",\n"
            "  \"isDefault\": false\n"
            "}");
  EXPECT_EQ(request_body.size(), 100u);
  const std::string response_body = written(page_response(), Form::page);
  EXPECT_EQ(response_body,
            "{\n"
            "  \"id\": \"id-value\",\n"
            "  \"name\": \"name-value\",\n"
            "  \"connectorGroupType\": \"connectorGroupType-value\",\n"
            "  \"isDefault\": false\n"
            "}");
  EXPECT_EQ(response_body.size(), 120u);
}

TEST(Writer, PageFormOfAListIsTheListPage) {
  ConnectorGroupView group = page_response();
  group.is_default = true;
  const std::string body = written(Collection{{group}, {}}, Form::page);
  EXPECT_EQ(body,
            "{\n"
            "  \"value\": [\n"
            "    {\n"
            "      \"id\": \"id-value\",\n"
            "      \"name\": \"name-value\",\n"
            "      \"connectorGroupType\": \"connectorGroupType-value\",\n"
            "      \"isDefault\": true\n"
            "    }\n"
            "  ]\n"
            "}");
  EXPECT_EQ(body.size(), 164u);
}

TEST(Writer, CanonicalFormIsThatOfTheSourceNotes) {
  const std::string request_body = written(page_request(), Form::canonical);
  EXPECT_EQ(request_body, R"({"connectorGroupType":"connectorGroupType-value","isDefault":false,)"
                          R"("name":"name-value"})");
  EXPECT_EQ(request_body.size(), 87u);
  const std::string response_body = written(page_response(), Form::canonical);
  EXPECT_EQ(response_body, R"({"connectorGroupType":"connectorGroupType-value","id":"id-value",)"
                           R"("isDefault":false,"name":"name-value"})");
  EXPECT_EQ(response_body.size(), 103u);
}

TEST(Writer, CompactFormKeepsTheDocumentedOrder) {
  EXPECT_EQ(written(page_request(), Form::compact),
            R"({"name":"name-value","connectorGroupType":"connectorGroupType-value",)"
            R"("isDefault":false})");
  EXPECT_EQ(written(beta_response(), Form::compact, graph_beta()),
            R"({"id":"id","name":"name","connectorGroupType":"applicationProxy","isDefault":true,)"
            R"("region":"eur"})");
}

TEST(Writer, RegionComesLastInEveryForm) {
  EXPECT_EQ(written(beta_response(), Form::canonical, graph_beta()),
            R"({"connectorGroupType":"applicationProxy","id":"id","isDefault":true,)"
            R"("name":"name","region":"eur"})");
  EXPECT_EQ(written(NewConnectorGroupView{"n", {}, {}, kNull}, Form::page, graph_beta()),
            "{\n  \"name\": \"n\",\n  \"region\": null\n}");
}

// The sorted order is a constant of the writer; this is where it meets the contracts' names.
TEST(Writer, CanonicalOrderSortsTheNamesOfEveryContract) {
  for (const Contract& contract : contracts()) {
    ConnectorGroupView group = beta_response();
    if (contract.member(MemberId::region).response == InResponse::unread) group.region = {};
    const std::string body = written(group, Form::canonical, contract);
    std::vector<std::string> names;
    for (const MemberSpec& spec : contract.members) {
      if (spec.response == InResponse::required) names.emplace_back(spec.name);
    }
    std::sort(names.begin(), names.end());
    std::size_t place = 0;
    for (const std::string& name : names) {
      place = body.find("\"" + name + "\":", place);
      EXPECT_NE(place, std::string::npos) << contract.id << " " << name;
    }
  }
}

TEST(Writer, AbsentMembersAreLeftOut) {
  EXPECT_EQ(written(request("n"), Form::page), "{\n  \"name\": \"n\"\n}");
  EXPECT_EQ(written(request(""), Form::compact), R"({"name":""})");
  EXPECT_EQ(written(request(std::string_view()), Form::canonical), R"({"name":""})");
}

TEST(Writer, CollectionWritesCountThenNextLinkThenObjects) {
  const ConnectorGroupView group{"1", "a", "t", true, {}};
  const Collection two{{group, {"2", "b", "t", false, {}}}, {"l", 12u}};
  EXPECT_EQ(written(two, Form::compact),
            R"({"@odata.count":12,"@odata.nextLink":"l","value":[)"
            R"({"id":"1","name":"a","connectorGroupType":"t","isDefault":true},)"
            R"({"id":"2","name":"b","connectorGroupType":"t","isDefault":false}]})");
  EXPECT_EQ(written(two, Form::canonical),
            R"({"@odata.count":12,"@odata.nextLink":"l","value":[)"
            R"({"connectorGroupType":"t","id":"1","isDefault":true,"name":"a"},)"
            R"({"connectorGroupType":"t","id":"2","isDefault":false,"name":"b"}]})");
  EXPECT_EQ(written(two, Form::page),
            "{\n  \"@odata.count\": 12,\n  \"@odata.nextLink\": \"l\",\n  \"value\": [\n"
            "    {\n      \"id\": \"1\",\n      \"name\": \"a\",\n"
            "      \"connectorGroupType\": \"t\",\n      \"isDefault\": true\n    },\n"
            "    {\n      \"id\": \"2\",\n      \"name\": \"b\",\n"
            "      \"connectorGroupType\": \"t\",\n      \"isDefault\": false\n    }\n  ]\n}");
}

TEST(Writer, CollectionControlsAreWrittenEachAlone) {
  EXPECT_EQ(written(Collection{}, Form::page), "{\n  \"value\": []\n}");
  EXPECT_EQ(written(Collection{}, Form::compact), R"({"value":[]})");
  EXPECT_EQ(written(Collection{}, Form::canonical), R"({"value":[]})");
  EXPECT_EQ(written(Collection{{}, {std::nullopt, 0u}}, Form::compact),
            R"({"@odata.count":0,"value":[]})");
  EXPECT_EQ(written(Collection{{}, {std::nullopt, 9007199254740991u}}, Form::page),
            "{\n  \"@odata.count\": 9007199254740991,\n  \"value\": []\n}");
  EXPECT_EQ(written(Collection{{}, {"https://x/?a=\"\\", std::nullopt}}, Form::compact),
            R"({"@odata.nextLink":"https://x/?a=\"\\","value":[]})");
  EXPECT_EQ(written(Collection{{}, {"", std::nullopt}}, Form::compact),
            R"({"@odata.nextLink":"","value":[]})");
}

// ---- Strings, against an oracle that shares nothing with the writer.

// RFC 8785 section 3.2.2.2, spelt out.
constexpr std::array<std::string_view, 32> kControlEscapes{
    "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007",
    "\\b",     "\\t",     "\\n",     "\\u000b", "\\f",     "\\r",     "\\u000e", "\\u000f",
    "\\u0010", "\\u0011", "\\u0012", "\\u0013", "\\u0014", "\\u0015", "\\u0016", "\\u0017",
    "\\u0018", "\\u0019", "\\u001a", "\\u001b", "\\u001c", "\\u001d", "\\u001e", "\\u001f"};

std::string escaped_by_table(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < kControlEscapes.size()) {
      result += kControlEscapes[byte];
    } else {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
  }
  return result;
}

// RFC 3629 section 4, the grammar as it stands there.
struct Range {
  unsigned char low;
  unsigned char high;
};
constexpr Range kTail{0x80, 0xBF};
const std::vector<std::vector<Range>>& utf8_characters() {
  static const std::vector<std::vector<Range>> alternatives{
      {{0x00, 0x7F}},
      {{0xC2, 0xDF}, kTail},
      {{0xE0, 0xE0}, {0xA0, 0xBF}, kTail},
      {{0xE1, 0xEC}, kTail, kTail},
      {{0xED, 0xED}, {0x80, 0x9F}, kTail},
      {{0xEE, 0xEF}, kTail, kTail},
      {{0xF0, 0xF0}, {0x90, 0xBF}, kTail, kTail},
      {{0xF1, 0xF3}, kTail, kTail, kTail},
      {{0xF4, 0xF4}, {0x80, 0x8F}, kTail, kTail},
  };
  return alternatives;
}

std::string utf8(std::uint32_t code_point) {
  std::string bytes;
  const auto add = [&bytes](std::uint32_t byte) { bytes += static_cast<char>(byte); };
  if (code_point < 0x80) {
    add(code_point);
  } else if (code_point < 0x800) {
    add(0xC0 + code_point / 64);
  } else if (code_point < 0x10000) {
    add(0xE0 + code_point / 4096);
    add(0x80 + code_point / 64 % 64);
  } else {
    add(0xF0 + code_point / 262144);
    add(0x80 + code_point / 4096 % 64);
    add(0x80 + code_point / 64 % 64);
  }
  if (code_point >= 0x80) add(0x80 + code_point % 64);
  return bytes;
}

const std::set<std::string, std::less<>>& noncharacters() {
  static const std::set<std::string, std::less<>> all = [] {
    std::set<std::string, std::less<>> encoded;
    for (std::uint32_t c = 0xFDD0; c <= 0xFDEF; ++c) encoded.insert(utf8(c));
    for (std::uint32_t plane = 0; plane <= 0x10; ++plane) {
      encoded.insert(utf8(plane * 0x10000 + 0xFFFE));
      encoded.insert(utf8(plane * 0x10000 + 0xFFFF));
    }
    return encoded;
  }();
  return all;
}

// Why the byte at `place` can't continue the character that begins at `start`.
Rule fault_at(std::string_view text, std::size_t start, std::size_t place) {
  const auto lead = static_cast<unsigned char>(text[start]);
  if (place == start) {
    if (lead < 0xC0) return Rule::json_utf8_continuation;
    return lead < 0xC2 ? Rule::json_utf8_overlong : Rule::json_utf8_range;
  }
  const bool continues =
      place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0) == 0x80;
  if (!continues) return Rule::json_utf8_truncated;
  if (lead == 0xED) return Rule::json_utf8_surrogate;
  return lead == 0xF4 ? Rule::json_utf8_range : Rule::json_utf8_overlong;
}

std::optional<Violation> fault_by_grammar(std::string_view text, std::string_view member) {
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t longest = 0;
    bool whole = false;
    for (const std::vector<Range>& alternative : utf8_characters()) {
      std::size_t i = 0;
      while (i < alternative.size() && start + i < text.size() &&
             static_cast<unsigned char>(text[start + i]) >= alternative[i].low &&
             static_cast<unsigned char>(text[start + i]) <= alternative[i].high) {
        ++i;
      }
      longest = std::max(longest, i);
      if (i == alternative.size()) whole = true;
    }
    if (!whole) {
      return Violation{fault_at(text, start, start + longest), start + longest, member};
    }
    if (noncharacters().count(text.substr(start, longest)) != 0) {
      return Violation{Rule::json_string_noncharacter, start, member};
    }
    start += longest;
  }
  return std::nullopt;
}

// One string, as a name, written or refused as the oracle says. It is copied to where nothing
// follows its last byte, so that AddressSanitizer sees a read beyond it.
void check_string(std::string_view original) {
  const std::vector<char> exact(original.begin(), original.end());
  const std::string_view text(exact.data(), exact.size());
  std::string out = "before";
  const auto broken = write_create_request(request(text), Form::compact, graph_2017(), out);
  const auto expected = fault_by_grammar(text, "name");
  ASSERT_EQ(broken, expected) << testing::PrintToString(std::string(text));
  ASSERT_EQ(out, expected ? "before"s : "before{\"name\":\"" + escaped_by_table(text) + "\"}");
}

// Every string of `size` bytes from `alphabet`.
void check_all_strings(std::string_view alphabet, std::size_t size) {
  std::vector<std::size_t> digits(size, 0);
  std::string text(size, alphabet[0]);
  while (!testing::Test::HasFatalFailure()) {
    for (std::size_t i = 0; i < size; ++i) text[i] = alphabet[digits[i]];
    check_string(text);
    std::size_t i = 0;
    while (i < size && ++digits[i] == alphabet.size()) digits[i++] = 0;
    if (i == size) return;
  }
}

std::string every_byte() {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  return bytes;
}

// The first and last byte of each class that UTF-8, the noncharacters and the escapes tell apart.
const std::string kBoundaryBytes =
    "\x00\x1F \"\\a\x7F\x80\x8F\x90\x9F\xA0\xB7\xBE\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF"
    "\xF0\xF1\xF3\xF4\xF5\xFF"s;
const std::string kFewBoundaryBytes =
    "a\"\x80\x8F\x90\x9F\xA0\xBE\xBF\xC1\xC2\xE0\xED\xEF\xF0\xF1\xF3\xF4\xF5"s;

TEST(WriterStrings, EveryAsciiCharacterIsWrittenAsTheTableSays) {
  std::string all;
  for (char c = 0; c >= 0 && c < 0x7F; ++c) {
    check_string(std::string(1, c));
    all += c;
  }
  check_string("\x7F");
  check_string(all + "\x7F");
}

TEST(WriterStrings, NothingElseIsEscaped) {
  EXPECT_EQ(written(request("/<>&\x7F\xC2\x80\xC3\xA9\xE2\x80\xA8\xE2\x80\xA9\xF0\x9F\x98\x80"),
                    Form::canonical),
            "{\"name\":\"/<>&\x7F\xC2\x80\xC3\xA9\xE2\x80\xA8\xE2\x80\xA9\xF0\x9F\x98\x80\"}");
  // Neither composed nor, at the start of a string, taken for a byte order mark.
  EXPECT_EQ(written(request("\xEF\xBB\xBF"
                            "e\xCC\x81"),
                    Form::canonical),
            "{\"name\":\"\xEF\xBB\xBF"
            "e\xCC\x81\"}");
}

TEST(WriterStrings, EveryShortStringIsJudgedAsTheGrammarSays) {
  check_all_strings(every_byte(), 1);
  check_all_strings(every_byte(), 2);
  check_all_strings(kBoundaryBytes, 3);
  check_all_strings(kFewBoundaryBytes, 4);
}

TEST(WriterStrings, EveryCodePointIsWrittenRawUnlessItIsANoncharacterOrSurrogate) {
  for (std::uint32_t code_point = 0; code_point <= 0x110000 && !HasFatalFailure();
       code_point += code_point < 0x10000 || (code_point & 0xFFFF) >= 0xFFF0 ? 1 : 7) {
    check_string(utf8(code_point));
  }
}

TEST(WriterStrings, TheVerdictDoesNotDependOnAlignmentOrNeighbours) {
  const std::array<std::string, 14> middles{
      "\"",       "\\",           "\x1F",         "\x7F", "\xC3\xA9",     "\xF0\x9F\x98\x80",
      "\xBF",     "\xC1\xBF",     "\xE0\x9F\xBF", "\xC3", "\xED\xA0\x80", "\xF4\x90\x80\x80",
      "\xE2\x82", "\xEF\xB7\x90",
  };
  for (const std::string& middle : middles) {
    for (std::size_t before = 0; before <= 17; ++before) {
      for (std::size_t after = 0; after <= 17 && !HasFatalFailure(); ++after) {
        check_string(std::string(before, '~') + middle + std::string(after, ' '));
      }
    }
  }
}

TEST(WriterStrings, RandomTextsAreJudgedAsTheGrammarSays) {
  const std::array<std::string, 12> pieces{"a",
                                           "plain text ",
                                           "\"",
                                           "\\",
                                           "\n",
                                           "\x01",
                                           "\x7F",
                                           "\xC3\xA9",
                                           "\xE2\x82\xAC",
                                           "\xF0\x9F\x98\x80",
                                           "\xEF\xBF\xBD",
                                           "\xF4\x8F\xBF\xBD"};
  for (std::uint64_t seed = 0; seed < 20000 && !HasFatalFailure(); ++seed) {
    RandomSource random(seed);
    std::string text;
    for (std::size_t i = random.below(24); i > 0; --i) text += pieces[random.below(pieces.size())];
    if (!text.empty() && random.chance(1, 2)) {
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    }
    check_string(text);
  }
}

TEST(WriterStrings, OffsetNamesTheByteThatCannotStandThere) {
  struct Case {
    std::string text;
    Rule rule;
    std::size_t offset;
  };
  const std::array<Case, 12> cases{{
      {"ab\x80", Rule::json_utf8_continuation, 2},
      {"ab\xC3", Rule::json_utf8_truncated, 3},
      {"ab\xC3z", Rule::json_utf8_truncated, 3},
      {"ab\xE2\x82\"", Rule::json_utf8_truncated, 4},
      {"ab\xC0\xAF", Rule::json_utf8_overlong, 2},
      {"ab\xE0\x80\x80", Rule::json_utf8_overlong, 3},
      {"ab\xF0\x8F\xBF\xBF", Rule::json_utf8_overlong, 3},
      {"ab\xED\xA0\x80", Rule::json_utf8_surrogate, 3},
      {"ab\xF4\x90\x80\x80", Rule::json_utf8_range, 3},
      {"ab\xF5\x80\x80\x80", Rule::json_utf8_range, 2},
      {"ab\xEF\xBF\xBE", Rule::json_string_noncharacter, 2},
      {"ab\xF0\x9F\xBF\xBF\x80", Rule::json_string_noncharacter, 2},
  }};
  for (const Case& c : cases) {
    expect_refused(request(c.text), graph_2017(), Violation{c.rule, c.offset, "name"});
  }
}

// ---- Refusals.

const std::string kBad = "ok\xFF";

TEST(WriterRefusals, EveryStringOfARequestIsChecked) {
  NewConnectorGroupView group = page_request();
  group.connector_group_type = std::string_view(kBad);
  expect_refused(group, graph_2017(), Violation{Rule::json_utf8_range, 2, "connectorGroupType"});
  group.name = "\xC3";
  expect_refused(group, graph_2017(), Violation{Rule::json_utf8_truncated, 1, "name"});
  // A region that isn't UTF-8 is no region either; the encoding is named.
  expect_refused(NewConnectorGroupView{"n", {}, {}, std::string_view(kBad)}, graph_beta(),
                 Violation{Rule::json_utf8_range, 2, "region"});
}

TEST(WriterRefusals, EveryStringOfAResponseIsChecked) {
  const auto expected = [](std::string_view member) {
    return Violation{Rule::json_utf8_range, 2, member};
  };
  ConnectorGroupView group = beta_response();
  group.region = std::string_view(kBad);
  expect_refused(group, graph_beta(), expected("region"));
  group.connector_group_type = kBad;
  expect_refused(group, graph_beta(), expected("connectorGroupType"));
  group.name = kBad;
  expect_refused(group, graph_beta(), expected("name"));
  group.id = kBad;
  expect_refused(group, graph_beta(), expected("id"));
}

TEST(WriterRefusals, ARequestCarriesOnlyWhatItsContractLetsItSet) {
  for (const Member<std::string_view>& type :
       {Member<std::string_view>(kNull), Member<std::string_view>("applicationProxy"),
        Member<std::string_view>(kBad)}) {
    expect_refused(NewConnectorGroupView{"n", type, true, std::string_view("moon")}, graph_beta(),
                   Violation{Rule::body_member_read_only, 0, "connectorGroupType"});
  }
  for (const Member<bool>& is_default :
       {Member<bool>(kNull), Member<bool>(true), Member<bool>(false)}) {
    expect_refused(NewConnectorGroupView{"n", {}, is_default, std::string_view("moon")},
                   graph_beta(), Violation{Rule::body_member_read_only, 0, "isDefault"});
  }
  for (const Member<std::string_view>& region :
       {Member<std::string_view>(kNull), Member<std::string_view>("eur"),
        Member<std::string_view>(kBad)}) {
    expect_refused(NewConnectorGroupView{"n", {}, {}, region}, graph_2017(),
                   Violation{Rule::body_member_undeclared, 0, "region"});
  }
}

TEST(WriterRefusals, NullIsWrittenOnlyWhereTheMemberIsNullable) {
  expect_refused(NewConnectorGroupView{"n", kNull, kNull, {}}, graph_2017(),
                 Violation{Rule::body_member_null, 0, "connectorGroupType"});
  expect_refused(NewConnectorGroupView{"n", {}, kNull, {}}, graph_2017(),
                 Violation{Rule::body_member_null, 0, "isDefault"});
  ConnectorGroupView group = beta_response();
  group.region = kNull;
  EXPECT_EQ(written(group, Form::canonical, graph_beta()),
            R"({"connectorGroupType":"applicationProxy","id":"id","isDefault":true,)"
            R"("name":"name","region":null})");
}

TEST(WriterRefusals, AResponseHasTheMembersThatItsContractReads) {
  ConnectorGroupView group = beta_response();
  group.region = {};
  expect_refused(group, graph_beta(), Violation{Rule::body_member_missing, 0, "region"});
  group.region = kNull;
  expect_refused(group, graph_2017(), Violation{Rule::body_member_undeclared, 0, "region"});
  group.region = std::string_view("eur");
  expect_refused(group, graph_2017(), Violation{Rule::body_member_undeclared, 0, "region"});
}

TEST(WriterRefusals, ARequestNamesARegionThatIsDeclared) {
  const auto with_region = [](std::string_view region) {
    return NewConnectorGroupView{"n", {}, {}, region};
  };
  for (const std::string_view region : {"nam", "eur", "aus", "asia", "ind"}) {
    EXPECT_EQ(written(with_region(region), Form::compact, graph_beta()),
              "{\"name\":\"n\",\"region\":\"" + std::string(region) + "\"}");
  }
  expect_refused(with_region("unknownFutureValue"), graph_beta(),
                 Violation{Rule::body_enum_sentinel, 0, "region"});
  for (const std::string_view region : {"0", "-1", "007", "99999999999999999999", "-0"}) {
    expect_refused(with_region(region), graph_beta(),
                   Violation{Rule::body_enum_numeric, 0, "region"});
  }
  for (const std::string_view region : {"", "-", "--1", "+1", "1a", "1.0", " 1", "NAM", "nam ",
                                        "japan", "UnknownFutureValue", ":", "/"}) {
    expect_refused(with_region(region), graph_beta(),
                   Violation{Rule::body_enum_undeclared, 0, "region"});
  }
}

TEST(WriterRefusals, AResponseKeepsToClosedEnumerationsAndNotToOpenOnes) {
  ConnectorGroupView group = beta_response();
  for (const std::string_view region : {"japan", "unknownFutureValue", "0", ""}) {
    group.region = region;
    EXPECT_NE(written(group, Form::compact, graph_beta())
                  .find("\"region\":\"" + std::string(region) + "\"}"),
              std::string::npos);
  }
  for (const std::string_view type : {"", "0", "-1", "unknownFutureValue", "ApplicationProxy"}) {
    group.connector_group_type = type;
    expect_refused(group, graph_beta(),
                   Violation{Rule::body_enum_undeclared, 0, "connectorGroupType"});
  }
}

// What no contract of today says, but a row of its table could.
TEST(WriterRefusals, RulesComeFromTheContractsTable) {
  std::array<MemberSpec, kMemberCount> members{};
  std::copy_n(graph_beta().members.begin(), kMemberCount, members.begin());
  MemberSpec& region = members[static_cast<std::size_t>(MemberId::region)];
  region.nullable = false;
  region.evolvable = false;
  region.request = InRequest::required;
  region.name = "zone";
  const std::array<int, 1> statuses{201};
  const Contract contract{"test", "/", "", members, statuses};
  EXPECT_EQ(written(beta_response(), Form::canonical, contract),
            R"({"connectorGroupType":"applicationProxy","id":"id","isDefault":true,)"
            R"("name":"name","zone":"eur"})");
  expect_refused(request("n"), contract, Violation{Rule::body_member_missing, 0, "zone"});
  ConnectorGroupView group = beta_response();
  group.region = kNull;
  expect_refused(group, contract, Violation{Rule::body_member_null, 0, "zone"});
  group.region = std::string_view("japan");
  expect_refused(group, contract, Violation{Rule::body_enum_undeclared, 0, "zone"});
}

TEST(WriterRefusals, ACollectionSaysWhichObjectOrThatItIsTheControls) {
  const Violation bad_name{Rule::json_utf8_range, 2, "name"};
  Collection collection{{page_response(), page_response(), page_response()}, {"next", 3u}};
  collection.groups[2].name = kBad;
  expect_refused(collection, graph_2017(), CollectionViolation{2, bad_name});
  collection.groups[0].name = kBad;
  expect_refused(collection, graph_2017(), CollectionViolation{0, bad_name});
  collection.controls.next_link = "\xEF\xBF\xBF";
  expect_refused(
      collection, graph_2017(),
      CollectionViolation{3, Violation{Rule::json_string_noncharacter, 0, "@odata.nextLink"}});
  for (const std::uint64_t count : {std::uint64_t{1} << 53, ~std::uint64_t{0}}) {
    collection.controls.count = count;
    expect_refused(
        collection, graph_2017(),
        CollectionViolation{3, Violation{Rule::json_number_integer_range, 0, "@odata.count"}});
  }
}

// ---- The buffer.

TEST(WriterBuffer, WritingAppends) {
  std::string out = "[";
  for (const Form form : kForms) {
    EXPECT_EQ(write(page_request(), form, graph_2017(), out), std::nullopt);
    EXPECT_EQ(write(page_response(), form, graph_2017(), out), std::nullopt);
    EXPECT_EQ(write(Collection{{page_response()}, {}}, form, graph_2017(), out), std::nullopt);
  }
  std::string expected = "[";
  for (const Form form : kForms) {
    expected += written(page_request(), form) + written(page_response(), form) +
                written(Collection{{page_response()}, {}}, form);
  }
  EXPECT_EQ(out, expected);
}

TEST(WriterBuffer, NothingIsAllocatedWhereTheCapacitySuffices) {
  const NewConnectorGroupView escaped = request("\x01\"\\ and some more that is plain");
  const Collection collection{{page_response(), page_response()}, {"link\n", 7u}};
  for (const Form form : kForms) {
    std::string exact =
        written(escaped, form) + written(page_response(), form) + written(collection, form);
    std::string out;
    out.reserve(exact.size());
    ASSERT_EQ(allocations_of([&] {
                static_cast<void>(write(escaped, form, graph_2017(), out));
                static_cast<void>(write(page_response(), form, graph_2017(), out));
                static_cast<void>(write(collection, form, graph_2017(), out));
              }),
              0u);
    EXPECT_EQ(out, exact);
  }
}

TEST(WriterBuffer, ARefusedObjectAllocatesNothing) {
  std::string out;
  EXPECT_EQ(allocations_of([&] {
              static_cast<void>(write(request("a long name \xFF"), Form::page, graph_2017(), out));
            }),
            0u);
  EXPECT_EQ(out.capacity(), std::string().capacity());
}

TEST(WriterBuffer, TheBufferGrowsGeometrically) {
  std::string out;
  EXPECT_EQ(allocations_of(
                [&] { static_cast<void>(write(page_response(), Form::page, graph_2017(), out)); }),
            1u);
  EXPECT_LT(allocations_of([&] {
              for (int i = 0; i < 20000; ++i) {
                static_cast<void>(write(page_response(), Form::page, graph_2017(), out));
              }
            }),
            40u);
  const Collection many{std::vector<ConnectorGroupView>(20000, page_response()), {}};
  std::string list;
  EXPECT_LT(
      allocations_of([&] { static_cast<void>(write(many, Form::compact, graph_2017(), list)); }),
      40u);
}

}  // namespace
}  // namespace connectorgroup
