// The RapidCheck driver: every law on generated bodies, one GoogleTest test per law.
//
// CONNECTORGROUP_SEED (a number; default fixed) and CONNECTORGROUP_CASES (default 1000, at least
// 500) set the run; both are printed. RC_PARAMS is never consulted: a stale reproduce string there
// makes RapidCheck pass properties that it didn't run. A failure is saved as a file and repeated
// from that.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "properties/edits/random_source.h"
#include "properties/generators/texts.h"
#include "properties/input_files.h"
#include "properties/suite.h"

namespace connectorgroup {
namespace {

constexpr std::uint64_t kDefaultSeed = 20170807;  // the day of the page's last change
constexpr std::uint64_t kDefaultCases = 1000;
constexpr std::uint64_t kLeastCases = 500;  // fewer can't tell a distribution

// A number from the environment. Anything else there ends the program: a run that isn't the one
// which was asked for must not look like it.
std::uint64_t number_from_environment(const char* variable, std::uint64_t otherwise,
                                      std::uint64_t least) {
  const char* text = std::getenv(variable);
  if (text == nullptr || *text == '\0') return otherwise;
  char* end = nullptr;
  const std::uint64_t number = std::strtoull(text, &end, 10);
  if (*text < '0' || *text > '9' || *end != '\0' || number < least) {
    std::fprintf(stderr, "%s=%s isn't a whole number of at least %llu\n", variable, text,
                 static_cast<unsigned long long>(least));
    std::exit(2);
  }
  return number;
}

std::vector<std::string> corpus_texts() {
  // The largest are there for limits; edited by a byte they only cost time.
  constexpr std::size_t kSizeMax = 2048;
  const InputFiles inputs = input_files(std::filesystem::path(CONNECTORGROUP_CORPUS) / "body");
  EXPECT_EQ(inputs.error, "");
  std::vector<std::string> texts;
  for (const std::filesystem::path& file : inputs.files) {
    const std::optional<std::string> text = read_file(file);
    EXPECT_TRUE(text.has_value()) << file;
    if (text && text->size() <= kSizeMax) texts.push_back(*text);
  }
  return texts;
}

std::string test_name(const Law& law) {
  std::string name(law.id);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }, '_');
  return name;
}

class SilentListener : public rc::detail::TestListener {
 public:
  void onTestCaseFinished(const rc::detail::CaseDescription&) override {}
  void onShrinkTried(const rc::detail::CaseDescription&, bool) override {}
  void onTestFinished(const rc::detail::TestMetadata&, const rc::detail::TestResult&) override {}
};

// What the last failing case, which is the smallest, broke.
struct Smallest {
  std::optional<Failure> failure;
  std::string text;
};

class RapidCheckLaw : public testing::TestWithParam<Law> {
 protected:
  rc::detail::TestResult run(const Law& law, Smallest& smallest,
                             generators::Distribution& distribution) {
    const auto property = rc::detail::toProperty([&] {
      const std::string text = *texts_;
      distribution.observe(text);
      std::optional<Failure> failure = suite_.check({&law, 1}, text, Effort::thorough);
      if (!failure) return;
      const std::string what = failure->what;
      smallest = {std::move(failure), text};
      RC_FAIL(what);
    });
    rc::detail::TestMetadata metadata;
    metadata.id = law.id;
    metadata.description = law.sentence;
    rc::detail::TestParams params;
    params.seed = seed_ ^ hash_of(law.id);
    params.maxSuccess = static_cast<int>(cases_);
    SilentListener listener;
    return rc::detail::checkProperty(property, metadata, params, listener, {});
  }

  const std::uint64_t seed_ = number_from_environment("CONNECTORGROUP_SEED", kDefaultSeed, 0);
  const std::uint64_t cases_ =
      number_from_environment("CONNECTORGROUP_CASES", kDefaultCases, kLeastCases);
  const rc::Gen<std::string> texts_ = generators::body_texts(corpus_texts());
  Suite suite_;
};

TEST_P(RapidCheckLaw, Holds) {
  const Law& law = GetParam();
  std::printf("CONNECTORGROUP_SEED=%llu CONNECTORGROUP_CASES=%llu\n",
              static_cast<unsigned long long>(seed_), static_cast<unsigned long long>(cases_));
  Smallest smallest;
  generators::Distribution distribution;
  const rc::detail::TestResult result = run(law, smallest, distribution);

  if (smallest.failure) {
    const std::string saved =
        save_failure(*smallest.failure, smallest.text, CONNECTORGROUP_FAILURES);
    const std::string found_by = "CONNECTORGROUP_SEED=" + std::to_string(seed_) +
                                 " CONNECTORGROUP_CASES=" + std::to_string(cases_) +
                                 " build/test/properties/rapidcheck_laws --gtest_filter='*" +
                                 test_name(law) + "'";
    FAIL() << repair_kit(*smallest.failure, smallest.text, saved, found_by);
  }
  rc::detail::SuccessResult success;
  ASSERT_TRUE(result.match(success)) << "RapidCheck neither failed nor succeeded: it gave up";
  EXPECT_EQ(static_cast<std::uint64_t>(success.numSuccess), cases_);
  const std::optional<std::string> complaint = distribution.complaint();
  EXPECT_FALSE(complaint.has_value()) << *complaint << "\n" << distribution.table();
}

INSTANTIATE_TEST_SUITE_P(Laws, RapidCheckLaw,
                         testing::ValuesIn(body_laws().begin(), body_laws().end()),
                         [](const auto& parameter) { return test_name(parameter.param); });

}  // namespace

// GoogleTest prints a parameter that it shows.
void PrintTo(const Law& law, std::ostream* out) { *out << law.id; }

}  // namespace connectorgroup
