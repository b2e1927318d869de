// The reference reader by itself: which rule it names at which byte, and, where rules are ignored,
// what it makes of a text that breaks them. The fast readers take its word for the former.

#include "model/body/reference_reader.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "model/rule.h"
#include "model/violation.h"
#include "properties/drivers/code_points.h"
#include "properties/drivers/first_infinite.h"
#include "properties/escaped.h"
#include "properties/subject.h"

namespace connectorgroup {
namespace {

// --- What the reader says, as text: "accepted name=…", or "<rule>@<byte> <member>".

std::string describe_refusal(const Violation& violation) {
  std::string said = std::string(row(violation.rule).id) + "@" + std::to_string(violation.offset);
  if (!violation.member.empty()) said.append(" ").append(violation.member);
  return said;
}

std::string shown(std::string_view name, const Member<std::string>& member) {
  if (member.is_absent()) return "";
  return " " + std::string(name) + "=" + (member.is_null() ? "null" : escaped(member.value()));
}

std::string shown(std::string_view name, const Member<bool>& member) {
  if (member.is_absent()) return "";
  return " " + std::string(name) + "=" +
         (member.is_null() ? "null" : (member.value() ? "true" : "false"));
}

std::string describe_group(const ConnectorGroup& group) {
  return " {id=" + escaped(group.id) + " name=" + escaped(group.name) +
         " type=" + escaped(group.connector_group_type) +
         " default=" + (group.is_default ? "true" : "false") + shown("region", group.region) + "}";
}

std::string said_of(const Contract& contract, BodyKind kind, const RuleSet& ignored,
                    std::string_view text, const Limits& limits = {}) {
  ReferenceReader reader(contract, limits, ignored);
  if (kind == BodyKind::create_request) {
    const auto read = reader.read_create_request(text);
    if (!read.accepted()) return describe_refusal(read.violation());
    const NewConnectorGroup& group = read.value();
    return "accepted name=" + escaped(group.name) + shown("type", group.connector_group_type) +
           shown("default", group.is_default) + shown("region", group.region);
  }
  if (kind == BodyKind::response) {
    const auto read = reader.read_response(text);
    if (!read.accepted()) return describe_refusal(read.violation());
    return "accepted" + describe_group(read.value());
  }
  const auto read = reader.read_collection(text);
  if (!read.accepted()) return describe_refusal(read.violation());
  std::string said = "accepted";
  if (read.value().controls.count) said += " count=" + std::to_string(*read.value().controls.count);
  if (read.value().controls.next_link) said += " next=" + escaped(*read.value().controls.next_link);
  for (const ConnectorGroup& group : read.value().groups) said += describe_group(group);
  return said;
}

// --- reference_reader.tsv.

// As C++ has them in its strings; `\x` with two digits.
std::string unescaped(std::string_view written) {
  constexpr std::string_view kLetters = "nrt\\";
  constexpr std::string_view kMeanings = "\n\r\t\\";
  std::string bytes;
  for (std::size_t at = 0; at < written.size(); ++at) {
    if (written[at] != '\\') {
      bytes += written[at];
    } else if (const char letter = written.at(++at); letter == 'x') {
      bytes += static_cast<char>(std::stoi(std::string(written.substr(at + 1, 2)), nullptr, 16));
      at += 2;
    } else {
      bytes += kMeanings.at(kLetters.find(letter));
    }
  }
  return bytes;
}

std::vector<std::string> cells_of(const std::string& line, char separator) {
  std::vector<std::string> cells;
  std::istringstream rest(line);
  for (std::string cell; std::getline(rest, cell, separator);) cells.push_back(cell);
  return cells;
}

RuleSet rules_of(const std::string& ids) {
  RuleSet rules;
  for (const std::string& id : cells_of(ids, ',')) {
    if (id == "-") continue;
    const auto rule = find_rule(id);
    EXPECT_TRUE(rule) << id;
    if (rule) rules.add(*rule);
  }
  return rules;
}

// What may stand behind a text in memory, and is none of it.
constexpr std::string_view kTails[] = {"", ".5", "e1", "0", "\"", "}", "]}"};

// Each row is a contract, a body, rules that are ignored, a text and what is said of it.
void expect_rows(BodyKind kind) {
  std::ifstream table(CONNECTORGROUP_REFERENCE_READER_TABLE);
  std::string line;
  std::getline(table, line);
  std::getline(table, line);
  ASSERT_EQ(line, "contract\tbody\tignored\ttext\tsaid");
  std::size_t count = 0;
  for (std::size_t number = 3; std::getline(table, line); ++number) {
    const std::vector<std::string> cells = cells_of(line, '\t');
    ASSERT_EQ(cells.size(), 5u) << number << ": " << line;
    if (cells[1] != name(kind)) continue;
    ++count;
    const Contract* contract = find_contract(cells[0]);
    ASSERT_NE(contract, nullptr) << number << ": " << line;
    const std::string text = unescaped(cells[3]);
    for (const std::string_view tail : kTails) {
      const std::string memory = text + std::string(tail);
      const std::string_view read = std::string_view(memory).substr(0, text.size());
      EXPECT_EQ(said_of(*contract, kind, rules_of(cells[2]), read), cells[4])
          << "reference_reader.tsv:" << number << ": " << line;
    }
  }
  EXPECT_GT(count, 0u);
}

TEST(ReferenceReader, SaysOfRequestsWhatTheTableHas) { expect_rows(BodyKind::create_request); }
TEST(ReferenceReader, SaysOfResponsesWhatTheTableHas) { expect_rows(BodyKind::response); }
TEST(ReferenceReader, SaysOfCollectionsWhatTheTableHas) { expect_rows(BodyKind::collection); }

// --- Strings, where a few rows of a table aren't enough.

constexpr std::string_view kBefore = "{\"name\":\"";
constexpr std::size_t kAt = kBefore.size();

std::string said_of_name(std::string_view content, const RuleSet& ignored = {}) {
  return said_of(graph_2017(), BodyKind::create_request, ignored,
                 std::string(kBefore).append(content).append("\"}"));
}

std::string at(Rule rule, std::size_t offset) {
  return std::string(row(rule).id) + "@" + std::to_string(offset);
}

std::string accepted(std::string_view name) { return "accepted name=" + escaped(name); }

bool is_separator(std::uint32_t code_point) {
  return (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x2028 || code_point == 0x2029;
}

// What is to be said of these two bytes in front of two continuation bytes: RFC 3629 section 4.
std::string due_of(unsigned lead, unsigned second) {
  if (lead < 0xC0) return at(Rule::json_utf8_continuation, kAt);
  if (lead < 0xC2) return at(Rule::json_utf8_overlong, kAt);
  if (lead > 0xF4) return at(Rule::json_utf8_range, kAt);
  if (second < 0x80 || second > 0xBF) return at(Rule::json_utf8_truncated, kAt + 1);
  const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < least) return at(Rule::json_utf8_overlong, kAt + 1);
  if (second > most) {
    return at(lead == 0xED ? Rule::json_utf8_surrogate : Rule::json_utf8_range, kAt + 1);
  }
  if (lead < 0xE0) return at(Rule::json_utf8_continuation, kAt + 2);
  if (lead < 0xF0) return at(Rule::json_utf8_continuation, kAt + 3);
  return accepted(std::string{static_cast<char>(lead), static_cast<char>(second), '\x80', '\x80'});
}

TEST(ReferenceReader, NamesTheByteThatIsNoneOfACharacter) {
  for (unsigned lead = 0x80; lead < 0x100; ++lead) {
    for (unsigned second = 0; second < 0x100; ++second) {
      const std::string content{static_cast<char>(lead), static_cast<char>(second), '\x80', '\x80'};
      ASSERT_EQ(said_of_name(content), due_of(lead, second)) << escaped(content);
    }
  }
}

TEST(ReferenceReader, TakesCharactersAsTheyAre) {
  const auto is_tried = [](std::uint32_t code_point) {
    return code_point < 0x900 || code_point % 251 == 0 || code_point % 0x1000 > 0xFFC ||
           code_point % 0x1000 < 2 || (code_point > 0xFDC0 && code_point < 0xFE00) ||
           (code_point > 0x2020 && code_point < 0x2030);
  };
  for (std::uint32_t code_point = 0x20; code_point < 0x110000; ++code_point) {
    if (!is_tried(code_point) || code_point == '"' || code_point == '\\') continue;
    if (code_point >= 0xD800 && code_point < 0xE000) continue;
    const std::string name = utf8(code_point);
    const std::string right =
        is_noncharacter(code_point) ? at(Rule::json_string_noncharacter, kAt) : accepted(name);
    ASSERT_EQ(said_of_name(name), right) << escaped(name);
    if (is_noncharacter(code_point)) continue;
    // A reader may refuse what is beyond ASCII, or only what some take for the end of a line.
    const bool separator = is_separator(code_point);
    ASSERT_EQ(said_of_name(name, RuleSet(Rule::json_string_raw_utf8)),
              code_point < 0x80 || separator ? right : at(Rule::json_string_raw_utf8, kAt));
    ASSERT_EQ(said_of_name(name, RuleSet(Rule::json_string_raw_del_and_separators)),
              separator ? at(Rule::json_string_raw_del_and_separators, kAt) : right);
  }
}

std::string escape_of(unsigned unit) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string escape = "\\u";
  for (const unsigned shift : {12u, 8u, 4u, 0u}) escape += kDigits[unit >> shift & 0xF];
  return escape;
}

TEST(ReferenceReader, TakesEveryEscapedCodeUnit) {
  for (unsigned unit = 0; unit < 0x10000; ++unit) {
    const bool surrogate = unit >= 0xD800 && unit < 0xE000;
    ASSERT_EQ(said_of_name(escape_of(unit)), surrogate ? at(Rule::json_string_lone_surrogate, kAt)
                                             : is_noncharacter(unit)
                                                 ? at(Rule::json_string_noncharacter, kAt)
                                                 : accepted(utf8(unit)))
        << unit;
  }
}

TEST(ReferenceReader, TakesPairsOfSurrogates) {
  for (const unsigned high : {0xD800u, 0xD801u, 0xD83Fu, 0xDBFEu, 0xDBFFu}) {
    for (unsigned low = 0xD7F0; low < 0xE010; ++low) {
      const std::uint32_t code_point = 0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00);
      const bool pair = low >= 0xDC00 && low < 0xE000;
      ASSERT_EQ(said_of_name(escape_of(high) + escape_of(low)),
                !pair                         ? at(Rule::json_string_lone_surrogate, kAt)
                : is_noncharacter(code_point) ? at(Rule::json_string_noncharacter, kAt)
                                              : accepted(utf8(code_point)))
          << high << " " << low;
    }
  }
}

TEST(ReferenceReader, NamesTheByteThatIsNoHexadecimalDigit) {
  constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
  for (std::size_t i = 0; i < 4; ++i) {
    for (int byte = 0; byte < 0x100; ++byte) {
      const auto digit = static_cast<char>(byte);
      std::string content = "\\u0041";
      content[2 + i] = digit;
      const std::size_t place = kAt + 2 + i;
      const std::size_t value = kDigits.find(digit);
      if (value == std::string_view::npos) {
        ASSERT_EQ(said_of_name(content), at(Rule::json_string_escape_hex, place)) << content;
        continue;
      }
      const auto bits = static_cast<std::uint32_t>(value < 16 ? value : value - 6);
      const unsigned shift = 12 - 4 * static_cast<unsigned>(i);
      const std::uint32_t code_point = (0x41u & ~(0xFu << shift)) | bits << shift;
      ASSERT_EQ(said_of_name(content), accepted(utf8(code_point))) << content;
      ASSERT_EQ(said_of_name(content, RuleSet(Rule::json_string_hex_case)),
                value < 16 ? accepted(utf8(code_point)) : at(Rule::json_string_hex_case, place));
    }
  }
}

// --- Numbers of many digits.

std::string said_of_number(const std::string& number,
                           std::string_view behind = ",\"name\":\"x\"}") {
  return said_of(graph_2017(), BodyKind::create_request, {},
                 "{\"@a\":" + number + std::string(behind));
}

TEST(ReferenceReader, JudgesAMagnitudeAsSoonAsNothingCanMakeItSmaller) {
  const std::string beyond(400, '9');
  const std::string magnitude = at(Rule::json_number_magnitude, 6);
  EXPECT_EQ(said_of_number(beyond + "e+x"), magnitude);
  EXPECT_EQ(said_of_number(beyond + "e-x"), at(Rule::json_number_exponent, 6 + 402));
  EXPECT_EQ(said_of_number(beyond + "ex"), at(Rule::json_number_exponent, 6 + 401));
  // Cut off by the end of the text, it may get another digit.
  EXPECT_EQ(said_of_number(beyond + "e1", ""), magnitude);
  EXPECT_EQ(said_of_number(beyond + "e+1", ""), magnitude);
  for (const std::string_view more : {"", ".", ".5", "e", "e-", "e-9"}) {
    EXPECT_EQ(said_of_number(beyond + std::string(more), ""),
              at(Rule::json_text_incomplete, 6 + 400 + more.size()))
        << more;
  }
}

TEST(ReferenceReader, KnowsTheBorderOfBinary64) {
  const std::string digits = first_infinite();
  std::string below = digits;
  --below.back();
  const std::string accepted_x = accepted("x");
  for (const std::string_view form : {"e0", ".0", "e+0", ".0e-0"}) {
    EXPECT_EQ(said_of_number(digits + std::string(form)), at(Rule::json_number_magnitude, 6));
    EXPECT_EQ(said_of_number("-" + digits + std::string(form)), at(Rule::json_number_magnitude, 6));
    EXPECT_EQ(said_of_number(below + std::string(form)), accepted_x);
  }
  EXPECT_EQ(said_of_number(below + ".9"), accepted_x);
  EXPECT_EQ(said_of_number("0." + digits + "e309"), at(Rule::json_number_magnitude, 6));
  EXPECT_EQ(said_of_number("0." + digits + "e308"), accepted_x);
  EXPECT_EQ(said_of_number("0.0" + digits + "e310"), at(Rule::json_number_magnitude, 6));
}

// --- Limits.

std::string said_within(const Limits& limits, BodyKind kind, const RuleSet& ignored,
                        std::string_view text) {
  return said_of(graph_2017(), kind, ignored, text, limits);
}

constexpr std::string_view kRequest = R"({"name":"x"})";
constexpr std::string_view kCollection =
    R"({"value":[{"id":"1","name":"a","connectorGroupType":"t","isDefault":true}]})";
constexpr std::size_t kAtArray = 9;
constexpr std::size_t kAtObject = 10;

TEST(ReferenceReader, KeepsToItsLimitOfDepth) {
  constexpr BodyKind kSingle = BodyKind::create_request;
  constexpr BodyKind kMany = BodyKind::collection;
  const auto depth = [](std::size_t most) { return Limits{.depth_max = most}; };
  const RuleSet limit(Rule::limit_depth);
  const RuleSet reached(Rule::limit_depth_reached);
  const std::string accepted_request = said_within({}, kSingle, {}, kRequest);
  const std::string accepted_collection = said_within({}, kMany, {}, kCollection);
  EXPECT_EQ(said_within(depth(1), kSingle, {}, kRequest), accepted_request);
  EXPECT_EQ(said_within(depth(3), kMany, {}, kCollection), accepted_collection);
  EXPECT_EQ(said_within(depth(2), kMany, {}, kCollection), at(Rule::limit_depth, kAtObject));
  EXPECT_EQ(said_within(depth(1), kMany, {}, kCollection), at(Rule::limit_depth, kAtArray));
  EXPECT_EQ(said_within(depth(1), kMany, limit, kCollection), accepted_collection);
  // A reader may refuse what reaches the limit.
  EXPECT_EQ(said_within(depth(1), kSingle, reached, kRequest), at(Rule::limit_depth_reached, 0));
  EXPECT_EQ(said_within(depth(2), kSingle, reached, kRequest), accepted_request);
  EXPECT_EQ(said_within(depth(1), kMany, reached, kCollection), at(Rule::limit_depth_reached, 0));
  EXPECT_EQ(said_within(depth(2), kMany, reached, kCollection),
            at(Rule::limit_depth_reached, kAtArray));
  EXPECT_EQ(said_within(depth(3), kMany, reached, kCollection),
            at(Rule::limit_depth_reached, kAtObject));
  EXPECT_EQ(said_within(depth(4), kMany, reached, kCollection), accepted_collection);
}

TEST(ReferenceReader, KeepsToItsLimitOfBytes) {
  constexpr BodyKind kSingle = BodyKind::create_request;
  const std::string accepted_request = said_within({}, kSingle, {}, kRequest);
  for (std::size_t most = 0; most <= kRequest.size() + 1; ++most) {
    const Limits limits{.bytes_max = most};
    EXPECT_EQ(said_within(limits, kSingle, {}, kRequest),
              most < kRequest.size() ? at(Rule::limit_bytes, most) : accepted_request);
    EXPECT_EQ(said_within(limits, kSingle, RuleSet(Rule::limit_bytes), kRequest), accepted_request);
  }
}

TEST(ReferenceReader, KeepsToItsLimitOfMembers) {
  constexpr BodyKind kSingle = BodyKind::create_request;
  constexpr std::string_view kThree = R"({"@a":{"b":1,"c":2},"@d":3,"name":"x"})";
  const std::string accepted_request = said_within({}, kSingle, {}, kThree);
  EXPECT_EQ(said_within({.members_max = 3}, kSingle, {}, kThree), accepted_request);
  EXPECT_EQ(said_within({.members_max = 2}, kSingle, {}, kThree),
            at(Rule::limit_members, kThree.find("\"name")));
  EXPECT_EQ(said_within({.members_max = 1}, kSingle, {}, kThree),
            at(Rule::limit_members, kThree.find("\"c")));
  EXPECT_EQ(said_within({.members_max = 1}, kSingle, RuleSet(Rule::limit_members), kThree),
            accepted_request);
}

// --- Its work.

std::uint64_t steps_of(BodyKind kind, std::string_view text, const RuleSet& ignored = {}) {
  ReferenceReader reader(graph_2017(), {}, ignored);
  EXPECT_EQ(reader.steps(), 0u);
  if (kind == BodyKind::create_request) {
    EXPECT_TRUE(reader.read_create_request(text).accepted()) << text;
  } else if (kind == BodyKind::response) {
    EXPECT_TRUE(reader.read_response(text).accepted()) << text;
  } else {
    EXPECT_TRUE(reader.read_collection(text).accepted()) << text;
  }
  return reader.steps();
}

// One byte more in the place of the number sign takes one step more.
void expect_one_step_a_byte(BodyKind kind, std::string_view text, char byte,
                            const RuleSet& ignored = {}) {
  const auto with = [&](std::size_t count) {
    const std::size_t place = text.find('#');
    return std::string(text.substr(0, place)).append(count, byte).append(text.substr(place + 1));
  };
  const std::uint64_t first = steps_of(kind, with(1), ignored);
  for (std::size_t count = 2; count < 20; ++count) {
    EXPECT_EQ(steps_of(kind, with(count), ignored), first + count - 1) << text;
  }
}

TEST(ReferenceReader, LooksAtNothingOfAnEmptyText) {
  ReferenceReader reader(graph_2017());
  EXPECT_FALSE(reader.read_create_request("").accepted());
  EXPECT_EQ(reader.steps(), 0u);
}

TEST(ReferenceReader, LooksOnceAtEachByteOfALongToken) {
  expect_one_step_a_byte(BodyKind::create_request, R"({"name":"#"})", 'a');
  expect_one_step_a_byte(BodyKind::create_request, R"({"name":"x"#})", ' ');
  expect_one_step_a_byte(BodyKind::create_request, R"({"@a":1.#,"name":"x"})", '1');
  expect_one_step_a_byte(BodyKind::create_request, R"({"name":"x"/*#*/})", 'b',
                         RuleSet(Rule::json_comment));
  expect_one_step_a_byte(BodyKind::response,
                         R"({"id":"#","name":"x","connectorGroupType":"t","isDefault":true})", 'a');
  expect_one_step_a_byte(BodyKind::collection, R"({"@odata.nextLink":"#","value":[]})", 'a');
}

}  // namespace
}  // namespace connectorgroup
