// Enumerates small inputs instead of sampling them, and checks every law on each.
//
//   exhaustive [--length N]
//
// Texts: every sequence of up to N tokens (default 4) of an alphabet that can spell each production
// of JSON and the names of a body, by itself and in two frames: as an annotation's value, and as
// the rest of an object. Values: every combination of {absent, null, empty, one character of each
// UTF-8 length, each escape} for the text members with the truth values, in every kind of body. All
// of it is deterministic; there is no seed. Exit status: 0 the laws hold, 1 a law broke, 2 wrong
// arguments.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "properties/suite.h"

namespace {

using namespace connectorgroup;

constexpr int kBroken = 1;
constexpr int kUsage = 2;
constexpr long kLengthMax = 8;

constexpr std::array<std::string_view, 19> kTokens{
    "{",         "}",        "[",    "]",    ",", ":", "\"name\"", "\"n\\u0061me\"",
    "\"value\"", "\"@a.b\"", "true", "null", "0", "-", "1e9",      "\"\\ud800\"",
    " ",         "\x0B",     "\x80"};

struct Frame {
  std::string_view before;
  std::string_view after;
};
constexpr std::array<Frame, 3> kFrames{
    {{"", ""}, {"{\"name\":\"a\",\"@a.c\":", "}"}, {"{\"name\":\"a\"", "}"}}};

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

void append_member(std::string_view name, std::string_view value, std::string& object) {
  if (value.empty()) return;
  if (object.size() > 1) object += ',';
  object += "\"" + std::string(name) + "\":" + std::string(value);
}

class Exhaustive {
 public:
  // Every sequence of exactly `length` tokens, in every frame.
  bool texts(std::size_t length) {
    std::vector<std::size_t> chosen(length, 0);
    for (;;) {
      std::string text;
      for (const std::size_t token : chosen) text += kTokens[token];
      for (const Frame& frame : kFrames) {
        if (!check(std::string(frame.before) + text + std::string(frame.after))) return false;
      }
      std::size_t i = length;
      while (i > 0 && ++chosen[i - 1] == kTokens.size()) chosen[--i] = 0;
      if (i == 0) return true;
    }
  }

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

  std::size_t inputs() const { return suite_.acceptance().inputs; }
  std::size_t accepted() const { return suite_.acceptance().accepted; }

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

  bool check(std::string_view text) {
    const std::optional<Failure> failure = suite_.check(body_laws(), text, Effort::sampled);
    if (!failure) return true;
    const std::string saved = save_failure(*failure, text, CONNECTORGROUP_FAILURES);
    std::printf("%s\n", repair_kit(*failure, text, saved).c_str());
    return false;
  }

  Suite suite_;
};

int usage() {
  std::fprintf(stderr, "usage: exhaustive [--length N], N from 0 to %ld tokens\n", kLengthMax);
  return kUsage;
}

}  // namespace

int main(int argc, char** argv) {
  long length_max = 4;
  if (argc == 3 && std::string_view(argv[1]) == "--length") {
    char* end = nullptr;
    length_max = std::strtol(argv[2], &end, 10);
    if (end == argv[2] || *end != '\0' || length_max < 0 || length_max > kLengthMax) return usage();
  } else if (argc != 1) {
    return usage();
  }
  Exhaustive exhaustive;
  bool holds = exhaustive.values();
  for (long length = 0; holds && length <= length_max; ++length) {
    holds = exhaustive.texts(static_cast<std::size_t>(length));
  }
  std::printf("enumerated %zu inputs, %zu accepted, on %zu laws: %s\n", exhaustive.inputs(),
              exhaustive.accepted(), body_laws().size(), holds ? "all hold" : "one broke");
  return holds ? 0 : kBroken;
}
