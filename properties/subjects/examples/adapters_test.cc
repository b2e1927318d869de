// The examples as a user starts them. What they say of texts that JSON doesn't allow is their
// library's; here they are held to what every wrapper must do.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "model/contract.h"
#include "properties/subjects/pipe/child_process.h"
#include "properties/subjects/pipe/line_subject.h"
#include "properties/subjects/pipe/process_channel.h"

namespace connectorgroup {
namespace {

const std::filesystem::path kFolder = CONNECTORGROUP_EXAMPLES;

// The commands of those whose interpreter is installed.
const std::map<std::string, std::string> kCommands = {
    {"adapter.cc", CONNECTORGROUP_ADAPTER_CC},
#ifdef CONNECTORGROUP_PYTHON
    {"adapter.py", CONNECTORGROUP_PYTHON},
#endif
#ifdef CONNECTORGROUP_NODE
    {"adapter.js", CONNECTORGROUP_NODE},
#endif
#ifdef CONNECTORGROUP_PERL
    {"adapter.pl", CONNECTORGROUP_PERL},
#endif
#ifdef CONNECTORGROUP_JQ
    {"adapter.sh", "/bin/sh"},
#endif
};

class Adapter : public testing::TestWithParam<std::pair<const std::string, std::string>> {
 protected:
  std::unique_ptr<Subject> start() const {
    const auto& [file, program] = GetParam();
    std::vector<std::string> words{program};
    if (file != "adapter.cc") words.push_back((kFolder / file).string());
    return make_line_subject(file, graph_2017(), make_process_channel(words, graph_2017(), {}));
  }
};

TEST_P(Adapter, ReadsAName) {
  const auto subject = start();
  for (const std::string name :
       {"", "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "a=b c"}) {
    const ReadAnswer answer =
        subject->read(BodyKind::create_request, "{\"name\":\"" + name + "\"}");
    ASSERT_EQ(answer.verdict, Verdict::accept) << name;
    EXPECT_EQ(answer.value.objects.at(0).name, name);
  }
}

TEST_P(Adapter, RefusesWhatIsNoGroup) {
  const auto subject = start();
  for (const std::string_view text :
       {"", "{", "[]", "1", "{\"name\":1}", "{}", "{\"name\":null}"}) {
    EXPECT_EQ(subject->read(BodyKind::create_request, text).verdict, Verdict::reject) << text;
  }
}

TEST_P(Adapter, SurvivesAnyBytes) {
  const auto subject = start();
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(subject->read(BodyKind::create_request, all).verdict, Verdict::reject);
  EXPECT_EQ(subject->read(BodyKind::create_request, R"({"name":"a"})").verdict, Verdict::accept);
}

TEST_P(Adapter, SkipsWhatItDoesntKnow) {
  const auto subject = start();
  EXPECT_EQ(subject->read(BodyKind::error, "{}").verdict, Verdict::skip);
  EXPECT_EQ(subject->exchange("GET / HTTP/1.1\r\n\r\n").verdict, Verdict::skip);
}

TEST_P(Adapter, HasAtMostThirtyLines) {
  std::ifstream file(kFolder / GetParam().first);
  ASSERT_TRUE(file);
  EXPECT_LE(std::count(std::istreambuf_iterator<char>(file), {}, '\n'), 30);
}

INSTANTIATE_TEST_SUITE_P(Examples, Adapter, testing::ValuesIn(kCommands), [](const auto& adapter) {
  std::string name = adapter.param.first;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
});

}  // namespace
}  // namespace connectorgroup
