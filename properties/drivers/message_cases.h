// Messages for tests: those of the corpus, and damage done to them.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/edits/random_source.h"
#include "properties/input_files.h"
#include "properties/message_read.h"

namespace connectorgroup {

struct MessageCase {
  std::string path;  // below the corpus's folder `http`
  bool accepted = false;
  MessageKind kind = MessageKind::request;
  std::string octets;
};

// All files of corpus/http with fewer octets than `size_max`: verdict/kind/.../name.http.
inline std::vector<MessageCase> message_cases(std::size_t size_max = std::string::npos) {
  const std::filesystem::path folder = std::filesystem::path(CONNECTORGROUP_CORPUS) / "http";
  const InputFiles inputs = input_files(folder);
  EXPECT_EQ(inputs.error, "");
  std::vector<MessageCase> cases;
  for (const std::filesystem::path& file : inputs.files) {
    const std::optional<std::string> octets = read_file(file);
    EXPECT_TRUE(octets.has_value()) << file;
    if (!octets || octets->size() >= size_max) continue;
    const std::string path = file.lexically_relative(folder).generic_string();
    const std::string below = path.substr(path.find('/') + 1);
    MessageCase one{path, path.starts_with("accept/"), MessageKind::request, *octets};
    for (const MessageKind kind : kMessageKinds) {
      if (below.starts_with(std::string(name(kind)) + "/")) one.kind = kind;
    }
    cases.push_back(std::move(one));
  }
  EXPECT_GT(cases.size(), 400u);
  return cases;
}

// Those that are accepted, which are whole messages.
inline std::vector<MessageCase> accepted_messages(std::size_t size_max = 1024) {
  std::vector<MessageCase> accepted;
  for (MessageCase& one : message_cases(size_max)) {
    if (one.accepted) accepted.push_back(std::move(one));
  }
  EXPECT_GT(accepted.size(), 150u);
  return accepted;
}

// One to three edits of a few octets.
inline std::string damaged_message(std::string octets, RandomSource& random) {
  using namespace std::string_view_literals;
  constexpr std::string_view kPieces[] = {
      "\r\n"sv, "\r"sv, "\n"sv, " "sv,     "\t"sv, ":"sv, ";"sv,  "="sv,    "\""sv,   "\\"sv,
      "0"sv,    "1"sv,  "5"sv,  "a"sv,     "F"sv,  ","sv, "["sv,  "::"sv,   "]"sv,    "/"sv,
      "?"sv,    "%"sv,  "*"sv,  "http:"sv, "@"sv,  "."sv, "\0"sv, "\x7F"sv, "\xFF"sv, "x: y\r\n"sv};
  for (std::size_t count = 1 + random.below(3); count > 0; --count) {
    const std::size_t at = random.below(octets.size() + 1);
    switch (random.below(3)) {
      case 0:
        octets.insert(at, kPieces[random.below(std::size(kPieces))]);
        break;
      case 1:
        octets.erase(at, 1 + random.below(3));
        break;
      default:
        if (at < octets.size()) octets[at] = static_cast<char>(random.below(256));
    }
  }
  return octets;
}

}  // namespace connectorgroup
