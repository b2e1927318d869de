// JSON libraries as subjects: that the adapters read and write rightly, and what each library makes
// of texts that aren't JSON, or are it hardly.
#include "properties/subjects/libraries/library_subject.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "properties/input_files.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace {

std::unique_ptr<Subject> library(std::string_view name) {
  return make_library_subject(name, graph_2017());
}

bool accepts(Subject& subject, std::string_view text) {
  return subject.read(BodyKind::create_request, text).verdict == Verdict::accept;
}

TEST(Libraries, SomeAreBuiltAndNoneIsBothBuiltAndMissing) {
  ASSERT_FALSE(libraries().empty());
  std::set<std::string_view> names;
  for (const LibraryInfo& each : libraries()) {
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
    EXPECT_FALSE(each.version.empty()) << each.name;
    EXPECT_FALSE(each.use.empty()) << each.name;
    ASSERT_NE(library(each.name), nullptr) << each.name;
    EXPECT_EQ(library(each.name)->name(), "library:" + std::string(each.name));
  }
  for (const MissingLibrary& each : missing_libraries()) {
    EXPECT_TRUE(names.insert(each.name).second) << each.name;
    EXPECT_EQ(library(each.name), nullptr);
  }
  EXPECT_EQ(library("no-such"), nullptr);
}

// What the model accepts, they accept, with the same values; but for what they are known to refuse.
TEST(Libraries, ReadWhatTheModelReads) {
  const auto model = make_model_subject(graph_2017());
  const std::filesystem::path folder =
      std::filesystem::path(CONNECTORGROUP_CORPUS) / "body/accept/graph-2017/create-request";
  const InputFiles found = input_files(folder);
  ASSERT_GT(found.files.size(), 50U);
  for (const LibraryInfo& each : libraries()) {
    const auto subject = library(each.name);
    std::size_t refused = 0;
    for (const std::filesystem::path& file : found.files) {
      const std::string text = read_file(file).value();
      const ReadAnswer right = model->read(BodyKind::create_request, text);
      const ReadAnswer answer = subject->read(BodyKind::create_request, text);
      if (answer.verdict == Verdict::reject) {
        ++refused;
        continue;
      }
      ASSERT_EQ(right.verdict, Verdict::accept) << file;
      // yajl's tree has strings that end with the first NUL.
      if (each.name == "yajl" && text.find("\\u0000") != text.npos) continue;
      EXPECT_EQ(answer.value.objects.at(0).name, right.value.objects.at(0).name)
          << each.name << " " << file;
    }
    EXPECT_LT(refused * 20, found.files.size()) << each.name;
  }
}

TEST(Libraries, RefuseWhatEndsTooEarlyAndMembersOfOtherTypes) {
  for (const LibraryInfo& each : libraries()) {
    const auto subject = library(each.name);
    EXPECT_TRUE(accepts(*subject, R"({"name":"a"})")) << each.name;
    EXPECT_FALSE(accepts(*subject, R"({"name":"a")")) << each.name;
    EXPECT_FALSE(accepts(*subject, "")) << each.name;
    EXPECT_FALSE(accepts(*subject, R"({"name":1})")) << each.name;
    EXPECT_FALSE(accepts(*subject, R"({"name":null})")) << each.name;
    EXPECT_FALSE(accepts(*subject, R"({"name":"a","isDefault":"true"})")) << each.name;
    EXPECT_FALSE(accepts(*subject, "{}")) << each.name;
    EXPECT_FALSE(accepts(*subject, "[]")) << each.name;
  }
}

TEST(Libraries, WriteWhatTheModelReads) {
  const auto model = make_model_subject(graph_2017());
  BodyValue value;
  value.objects.emplace_back();
  value.objects[0].name = std::string("a \"quoted\" \\ \n\x01 \xC3\xA9 \xF0\x9F\x98\x80");
  value.objects[0].is_default = true;
  std::size_t wrote = 0;
  for (const LibraryInfo& each : libraries()) {
    for (const Form form : {Form::compact, Form::page}) {
      const WriteAnswer answer = library(each.name)->write(BodyKind::create_request, value, form);
      if (answer.verdict == Verdict::skip) continue;
      ++wrote;
      ASSERT_EQ(answer.verdict, Verdict::accept) << each.name;
      const ReadAnswer read = model->read(BodyKind::create_request, answer.body);
      ASSERT_EQ(read.verdict, Verdict::accept) << each.name << ": " << answer.body;
      EXPECT_EQ(read.value.objects.at(0).name, value.objects[0].name) << each.name;
      EXPECT_EQ(read.value.objects.at(0).is_default, value.objects[0].is_default) << each.name;
    }
  }
  EXPECT_GE(wrote, 2U);
}

struct Witness {
  std::string_view what;
  std::string_view text;
};

const Witness kWitnesses[] = {
    {"byte order mark", "\xEF\xBB\xBF{\"name\":\"a\"}"},
    {"duplicate member", R"({"name":"a","name":"b"})"},
    {"trailing comma", R"({"name":"a",})"},
    {"comment", R"({/**/"name":"a"})"},
    {"single quotes", "{'name':'a'}"},
    {"control character", "{\"name\":\"\x01\"}"},
    {"lone surrogate", R"({"name":"\ud800"})"},
    {"invalid UTF-8", "{\"name\":\"\xFF\"}"},
    {"NaN", R"({"name":"a","x@y.z":NaN})"},
    {"leading zero", R"({"name":"a","x@y.z":01})"},
    {"1e999", R"({"name":"a","x@y.z":1e999})"},
    {"text behind it", R"({"name":"a"} x)"},
    {"NUL behind it", std::string_view("{\"name\":\"a\"}\0", 13)},
};

// What Debian 12's versions accept of the witnesses: facts, found by running, that tell of a change
// in a library or in its adapter. Of other versions nothing is known.
const std::map<std::string_view, std::string_view> kVersions = {
    {"nlohmann", "3.11.2"}, {"rapidjson", "1.1.0"},       {"rapidjson-validating", "1.1.0"},
    {"simdjson", "3.0"},    {"simdjson-ondemand", "3.0"}, {"jansson", "2.14"},
    {"json-c", "0.16"},     {"jsoncpp", "1.9.5"},         {"yajl", "2.1.0"},
};
const std::map<std::string_view, std::set<std::string_view>> kAccepted = {
    {"nlohmann", {"byte order mark", "duplicate member", "NUL behind it"}},
    {"rapidjson", {"byte order mark", "duplicate member", "invalid UTF-8", "NUL behind it"}},
    {"rapidjson-validating", {"byte order mark", "duplicate member", "NUL behind it"}},
    {"simdjson", {"duplicate member"}},
    {"simdjson-ondemand",
     {"duplicate member", "NaN", "leading zero", "1e999", "text behind it", "NUL behind it"}},
    {"jansson", {"duplicate member"}},
    {"json-c",
     {"duplicate member", "trailing comma", "comment", "single quotes", "control character",
      "lone surrogate", "invalid UTF-8", "NaN", "leading zero", "1e999"}},
    {"jsoncpp",
     {"byte order mark", "duplicate member", "trailing comma", "comment", "control character",
      "invalid UTF-8", "leading zero", "text behind it", "NUL behind it"}},
    {"yajl", {"duplicate member", "comment", "lone surrogate", "1e999", "NUL behind it"}},
};

TEST(Libraries, AcceptOfTheWitnessesWhatIsKnown) {
  for (const LibraryInfo& each : libraries()) {
    const auto known = kAccepted.find(each.name);
    if (known == kAccepted.end() || !each.version.starts_with(kVersions.at(each.name))) continue;
    const auto subject = library(each.name);
    for (const Witness& witness : kWitnesses) {
      EXPECT_EQ(accepts(*subject, witness.text), known->second.contains(witness.what))
          << each.name << " " << each.version << ": " << witness.what;
    }
  }
}

}  // namespace
}  // namespace connectorgroup
