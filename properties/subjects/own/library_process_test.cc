// A shared library in a process of its own: what becomes of it is told as of any program's.
#include "properties/subjects/own/library_process.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "properties/conformance/runner.h"
#include "properties/conformance/subject_spec.h"
#include "properties/subject_failure.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

struct Planted {
  std::string library;
  Outcome outcome;  // of a case that is due to be refused
  std::optional<Misbehaviour> misbehaviour;
};

void PrintTo(const Planted& planted, std::ostream* out) { *out << planted.library; }

NamedSubject subject_of(const std::string& library, std::chrono::milliseconds timeout = 20s) {
  SubjectOptions options;
  options.library_host = CONNECTORGROUP_CGCONFORM;
  options.oneshot.process.answer_timeout = timeout;
  options.oneshot.process.startup_timeout = 60s;
  const std::string spec = "lib:" CONNECTORGROUP_PLANTED_FOLDER "/" + library + ".so";
  return std::get<NamedSubject>(find_subject(spec, options));
}

const std::vector<ConformanceCase>& cases() {
  static const auto loaded =
      std::get<std::vector<ConformanceCase>>(load_cases(CONNECTORGROUP_CORPUS, graph_2017()));
  return loaded;
}

constexpr std::string_view kRefused =
    "body/reject/graph-2017/create-request/json/object/trailing-comma";
constexpr std::string_view kAccepted =
    "body/accept/graph-2017/create-request/service/today-documented";

// What becomes of the first case below `asked`.
CaseResult result_of(const NamedSubject& subject, std::string_view asked) {
  RunOptions options;
  std::string id;
  for (const ConformanceCase& each : cases()) {
    if (id.empty() && names(asked, each.id)) id = each.id;
  }
  options.selected = [&id](const ConformanceCase& each) { return each.id == id; };
  const RunReport report =
      Runner(cases(), {&graph_2017(), Level::required, {}}, subject.make, options).run();
  return report.cases.at(0);
}

class PlantedLibrary : public testing::TestWithParam<Planted> {
 protected:
  void SetUp() override { std::signal(SIGPIPE, SIG_IGN); }
};

TEST_P(PlantedLibrary, IsToldAsWhatItIs) {
  const Planted& planted = GetParam();
  const bool is_waited_for = planted.outcome == Outcome::timeout;
  const CaseResult result =
      result_of(subject_of(planted.library, is_waited_for ? 500ms : 20s), kRefused);
  EXPECT_EQ(result.outcome, planted.outcome) << result.note;
  EXPECT_EQ(result.misbehaviour, planted.misbehaviour) << result.note;
}

INSTANTIATE_TEST_SUITE_P(
    All, PlantedLibrary,
    testing::Values(Planted{"toy_right", Outcome::pass, std::nullopt},
                    Planted{"CRASHES", Outcome::crash, Misbehaviour::crash},
                    Planted{"CRASHES_WHEN_LOADED", Outcome::crash, Misbehaviour::crash},
                    Planted{"EXITS", Outcome::crash, Misbehaviour::early_exit},
                    Planted{"READS_BEYOND", Outcome::crash, Misbehaviour::crash},
                    Planted{"HANGS", Outcome::timeout, Misbehaviour::hang},
                    Planted{"ACCEPTS_ALL", Outcome::fail, std::nullopt},
                    Planted{"REFUSES_ALL", Outcome::untestable, std::nullopt},
                    Planted{"SAYS_ERROR", Outcome::protocol_error, Misbehaviour::own_error},
                    Planted{"SAYS_NO_VERDICT", Outcome::protocol_error, Misbehaviour::own_error},
                    Planted{"HAS_NO_SYMBOL", Outcome::not_run, Misbehaviour::no_start},
                    Planted{"HAS_NO_READER", Outcome::not_run, Misbehaviour::no_start},
                    Planted{"IS_NULL", Outcome::not_run, Misbehaviour::no_start},
                    Planted{"IS_OF_ANOTHER_VERSION", Outcome::not_run, Misbehaviour::no_start}),
    [](const auto& planted) { return planted.param.library; });

// What it prints itself would be a reply with a wrong id.
TEST_F(PlantedLibrary, MayPrintToStandardOutput) {
  const auto subject = subject_of("PRINTS").make();
  const ReadAnswer answer = subject->read(BodyKind::create_request, R"({"name":"sales"})");
  EXPECT_EQ(answer.verdict, Verdict::accept);
  EXPECT_EQ(answer.value.objects.at(0).name, std::string("sales"));
}

TEST_F(PlantedLibrary, AKindThatIsNoneIsNoAnswer) {
  const CaseResult result = result_of(subject_of("SAYS_NO_KIND"), kAccepted);
  EXPECT_EQ(result.outcome, Outcome::protocol_error) << result.note;
}

TEST_F(PlantedLibrary, AReaderThatRefusesEverythingFails) {
  EXPECT_EQ(result_of(subject_of("REFUSES_ALL"), kAccepted).outcome, Outcome::fail);
}

TEST_F(PlantedLibrary, ThatCantBeLoadedSaysWhy) {
  try {
    subject_of("HAS_NO_READER").make();
    FAIL() << "it was loaded";
  } catch (const SubjectFailure& failure) {
    const std::string what = failure.what();
    EXPECT_NE(what.find("HAS_NO_READER.so: its read_request is null"), std::string::npos) << what;
  }
}

}  // namespace
}  // namespace connectorgroup
