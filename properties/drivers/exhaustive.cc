// Enumerates small inputs instead of sampling them, and checks every law on each.
//
//   exhaustive [--length N] [--summary FILE]
//
// Texts: every sequence of up to N tokens (default 4) of an alphabet that can spell each production
// of JSON and the names of a body, by itself and in two frames: as an annotation's value, and as
// the rest of an object. Values: every combination of {absent, null, empty, one character of each
// UTF-8 length, each escape} for the text members with the truth values, in every kind of body. All
// of it is deterministic; there is no seed. Exit status: 0 the laws hold, 1 a law broke, 2 wrong
// arguments, 3 FILE can't be written.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "properties/suite.h"

namespace {

using namespace connectorgroup;

constexpr int kBroken = 1;
constexpr int kUsage = 2;
constexpr int kUnwritable = 3;
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
  explicit Exhaustive(long length)
      : found_by_("build/test/properties/exhaustive --length " + std::to_string(length)) {}

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
    std::printf("%s\n", repair_kit(*failure, text, saved, found_by_).c_str());
    return false;
  }

  std::string found_by_;  // the command that finds a failure again
  Suite suite_;
};

int usage() {
  std::fprintf(stderr,
               "usage: exhaustive [--length N] [--summary FILE]\n"
               "N: tokens of the longest texts, from 0 to %ld. FILE: gets the last line printed.\n",
               kLengthMax);
  return kUsage;
}

struct Arguments {
  long length = 4;
  std::string summary;
};

bool parse(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; i += 2) {
    const std::string_view option = argv[i];
    if (i + 1 == argc) return false;
    if (option == "--summary") {
      arguments.summary = argv[i + 1];
    } else if (option == "--length") {
      char* end = nullptr;
      arguments.length = std::strtol(argv[i + 1], &end, 10);
      const bool whole = end != argv[i + 1] && *end == '\0';
      if (!whole || arguments.length < 0 || arguments.length > kLengthMax) return false;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!parse(argc, argv, arguments)) return usage();
  Exhaustive exhaustive(arguments.length);
  bool holds = exhaustive.values();
  for (long length = 0; holds && length <= arguments.length; ++length) {
    holds = exhaustive.texts(static_cast<std::size_t>(length));
  }
  const std::string summary = "enumerated " + std::to_string(exhaustive.inputs()) + " inputs, " +
                              std::to_string(exhaustive.accepted()) + " accepted, on " +
                              std::to_string(body_laws().size()) +
                              " laws: " + (holds ? "all hold" : "one broke") + "\n";
  std::fputs(summary.c_str(), stdout);
  if (!arguments.summary.empty()) {
    std::ofstream file(arguments.summary);
    file << summary;
    if (!file.flush()) {
      std::fprintf(stderr, "exhaustive: %s can't be written\n", arguments.summary.c_str());
      return kUnwritable;
    }
  }
  return holds ? 0 : kBroken;
}
