#include <array>

#include "properties/drivers/enumeration.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

constexpr std::array<std::string_view, 19> kTokens{
    "{",         "}",        "[",    "]",    ",", ":", "\"name\"", "\"n\\u0061me\"",
    "\"value\"", "\"@a.b\"", "true", "null", "0", "-", "1e9",      "\"\\ud800\"",
    " ",         "\x0B",     "\x80"};

constexpr std::array<Frame, 3> kFrames{
    {{"", ""}, {"{\"name\":\"a\",\"@a.c\":", "}"}, {"{\"name\":\"a\"", "}"}}};

// What numbers are made of, some of it longer than simdjson reads.
constexpr std::array<std::string_view, 12> kNumberTokens{
    "0", "9", "-", "+", ".", "e", "x", "F", "N", "00000000000000000000", "9007199254740993", "400"};
constexpr std::array<Frame, 3> kNumberFrames{
    {{"", ""}, {"{\"name\":\"a\",\"@a.c\":", "}"}, {"{\"@odata.count\":", ",\"value\":[]}"}}};

// What strings are made of.
constexpr std::array<std::string_view, 15> kStringTokens{"a",
                                                         "\\",
                                                         "u",
                                                         "d83",
                                                         "D",
                                                         "\\ud83d",
                                                         "\\uDE00",
                                                         "00",
                                                         "/",
                                                         "'",
                                                         "\x7F",
                                                         "\n",
                                                         "\xEF\xBF\xBE",
                                                         "\xF0\x9F\xBF\xBE",
                                                         "\xF0\x9F\x98\x80"};
constexpr std::array<Frame, 2> kStringFrames{
    {{"{\"name\":\"", "\"}"}, {"{'", "':1,\"name\":\"a\"}"}}};

// Texts that end inside a token, and second halves of a surrogate pair that go wrong in their
// midst.
constexpr std::array kCutTexts{R"({"@a.b":-)"sv,   R"({"@a.b":1.)"sv,      R"({"@a.b":1e)"sv,
                               R"({"@a.b":1e+)"sv, R"({"@a.b":0xe)"sv,     R"({"@a.b":tru)"sv,
                               R"({"@a.b":[)"sv,   R"({"@a.b":"\ud83d\)"sv};
constexpr std::array kLowHalves{"\\ug"sv,    "\\ud"sv,   "\\udg"sv,   "\\uDBFF"sv,
                                "\\u0041"sv, "\\ude0"sv, "\\uDeg0"sv, "\\uDFFF"sv};
constexpr std::array<Frame, 1> kHighHalf{{{"{\"name\":\"\\ud83d", "\"}"}}};

// A number beyond binary64 whose exponent is still to come, and one that a negative exponent saves.
bool enumerate_long_numbers(const Visit& visit) {
  const std::string number = "{\"name\":\"a\",\"@a.c\":1" + std::string(400, '0') + "e";
  return visit(number + "+") && visit(number + "+5}") && visit(number + "-") &&
         visit(number + "-395}") && visit(number + "5}");
}

// More than a reader looks at side by side: characters of three bytes, some with a lead byte that
// noncharacters have, and unread members.
bool enumerate_long_texts(const Visit& visit) {
  for (const std::string_view character : {"\xE2\x82\xAC", "\xEF\xBC\xA1", "\xEF\xBF\xBD"}) {
    std::string name;
    for (int i = 0; i < 60; ++i) name += character;
    if (!visit("{\"name\":\"" + name + "\"}") ||
        !visit("{\"name\":\"" + name + "\xEF\xBF\xBE" + name + "\"}")) {
      return false;
    }
  }
  std::string object = "{\"name\":\"a\"";
  for (int i = 0; i < 12; ++i) object += ",\"@a" + std::to_string(i) + "\":\"b\"";
  return visit(object + "}") && visit(object + ",\"@a1\":\"b\"}");
}

// JSON texts of a string member: nothing stands for an absent one.
constexpr std::array<std::string_view, 19> kTexts{"",
                                                  "null",
                                                  "\"\"",
                                                  "\"a\"",
                                                  "\"\xC3\xA9\"",
                                                  "\"\xE2\x82\xAC\"",
                                                  "\"\xF0\x9F\x98\x80\"",
                                                  "\"\\\"\"",
                                                  "\"\\\\\"",
                                                  "\"\\/\"",
                                                  "\"\\b\"",
                                                  "\"\\f\"",
                                                  "\"\\n\"",
                                                  "\"\\r\"",
                                                  "\"\\t\"",
                                                  "\"\\u0000\"",
                                                  "\"\\u00e9\"",
                                                  "\"\\ud83d\\ude00\"",
                                                  "\"applicationProxy\""};
constexpr std::array<std::string_view, 4> kTruths{"", "null", "true", "false"};
constexpr std::array<std::string_view, 5> kRegions{"", "null", "\"\"", "\"nam\"", "\"japan\""};

// The same of an error's members.
constexpr std::array<std::string_view, 4> kErrorTexts{"", "null", "\"\"", "\"a\""};
constexpr std::array<std::string_view, 4> kDetails{"", "null", "[]",
                                                   R"([{"code":"c","message":"m"}])"};
constexpr std::array<std::string_view, 4> kInnerErrors{"", "null", "{}", R"({"date":"d"})"};

void append_member(std::string_view name, std::string_view value, std::string& object) {
  if (value.empty()) return;
  if (object.size() > 1) object += ',';
  object += "\"" + std::string(name) + "\":" + std::string(value);
}

class Values {
 public:
  explicit Values(const Visit& visit) : visit_(visit) {}

  bool values() {
    for (const std::string_view name : kTexts) {
      for (const std::string_view type : kTexts) {
        for (const std::string_view truth : kTruths) {
          for (const std::string_view region : kRegions) {
            if (!bodies(name, type, truth, region)) return false;
          }
        }
      }
    }
    return true;
  }

  bool errors() {
    for (const std::string_view code : kErrorTexts) {
      for (const std::string_view message : kErrorTexts) {
        for (const std::string_view target : kErrorTexts) {
          for (const std::string_view details : kDetails) {
            for (const std::string_view inner : kInnerErrors) {
              if (!error(code, message, target, details, inner)) return false;
            }
          }
        }
      }
    }
    return true;
  }

 private:
  bool bodies(std::string_view name, std::string_view type, std::string_view truth,
              std::string_view region) {
    std::string request = "{";
    append_member("name", name, request);
    append_member("connectorGroupType", type, request);
    append_member("isDefault", truth, request);
    append_member("region", region, request);
    request += '}';
    std::string response = "{\"id\":\"i\"";
    append_member("name", name, response);
    append_member("connectorGroupType", type, response);
    append_member("isDefault", truth, response);
    append_member("region", region, response);
    response += '}';
    return check(request) && check(response) && check("{\"value\":[" + response + "]}");
  }

  bool error(std::string_view code, std::string_view message, std::string_view target,
             std::string_view details, std::string_view inner) {
    std::string object = "{";
    append_member("code", code, object);
    append_member("message", message, object);
    append_member("target", target, object);
    append_member("details", details, object);
    append_member("innerError", inner, object);
    return check("{\"error\":" + object + "}}");
  }

  bool check(const std::string& text) { return visit_(text); }

  const Visit& visit_;
};

// Two responses in which what stands before the second member differs only behind many blanks.
bool enumerate_deep_texts(const Visit& visit) {
  for (std::size_t depth = 28; depth < 48; ++depth) {
    const std::string gap = "," + std::string(depth, ' ');
    const std::string rest = R"("name":"n","connectorGroupType":"t","isDefault":true})";
    const std::string first = R"({"id":"i")" + gap + rest;
    const std::string second = R"({"id":"i")" + gap + R"("nam_":"n",)" + rest;
    if (!visit("{\"value\":[" + first + "," + second + "]}")) return false;
  }
  return true;
}

}  // namespace

bool enumerate_bodies(std::size_t length, const Visit& visit) {
  Values values(visit);
  return values.values() && values.errors() && enumerate_tokens(kTokens, kFrames, length, visit) &&
         enumerate_tokens(kNumberTokens, kNumberFrames, length, visit) &&
         enumerate_tokens(kStringTokens, kStringFrames, length - 1, visit) &&
         enumerate_texts(kCutTexts, kNoFrame, visit) &&
         enumerate_texts(kLowHalves, kHighHalf, visit) && enumerate_long_numbers(visit) &&
         enumerate_long_texts(visit) && enumerate_deep_texts(visit);
}

}  // namespace connectorgroup
