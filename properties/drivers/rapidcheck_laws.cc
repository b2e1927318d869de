// The RapidCheck driver: every law on generated inputs of its kind, one GoogleTest test per law.
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
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "properties/drivers/failures_folder.h"
#include "properties/edits/random_source.h"
#include "properties/generators/messages.h"
#include "properties/generators/pages.h"
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

// The files of these folders of the corpus.
std::vector<std::string> corpus_texts(const std::vector<std::string>& folders) {
  // The largest are there for limits; edited by a byte they only cost time.
  constexpr std::size_t kSizeMax = 3072;
  std::vector<std::string> texts;
  for (const std::string& folder : folders) {
    const InputFiles inputs = input_files(std::filesystem::path(CONNECTORGROUP_CORPUS) / folder);
    EXPECT_EQ(inputs.error, "");
    for (const std::filesystem::path& file : inputs.files) {
      const std::optional<std::string> text = read_file(file);
      EXPECT_TRUE(text.has_value()) << file;
      if (text && text->size() <= kSizeMax) texts.push_back(*text);
    }
  }
  return texts;
}

// Inputs of one kind, and a watch on what they are.
class Inputs {
 public:
  virtual ~Inputs() = default;
  virtual std::string draw() const = 0;
  virtual void observe(std::string_view input) = 0;
  // Nothing, or how the inputs have drifted from what they should be.
  virtual std::optional<std::string> complaint() const = 0;
};

template <class Distribution>
class WatchedInputs : public Inputs {
 public:
  explicit WatchedInputs(rc::Gen<std::string> generator) : generator_(std::move(generator)) {}

  std::string draw() const override { return *generator_; }
  void observe(std::string_view input) override { distribution_.observe(input); }
  std::optional<std::string> complaint() const override {
    const std::optional<std::string> complaint = distribution_.complaint();
    if (!complaint) return std::nullopt;
    return *complaint + "\n" + distribution_.table();
  }

 private:
  rc::Gen<std::string> generator_;
  Distribution distribution_;
};

std::unique_ptr<Inputs> inputs_of(InputKind kind) {
  switch (kind) {
    case InputKind::body:
      return std::make_unique<WatchedInputs<generators::TextDistribution>>(
          generators::body_texts(corpus_texts({"body"})));
    case InputKind::connection:
      return std::make_unique<WatchedInputs<generators::ConnectionDistribution>>(
          generators::connections(corpus_texts({"http", "exchange"})));
    case InputKind::page:
      return std::make_unique<WatchedInputs<generators::PageDistribution>>(
          generators::pages(corpus_texts({"pages"})));
  }
  return nullptr;
}

std::vector<Law> all_laws() {
  std::vector<Law> laws;
  for (const LawRoom& room : law_rooms()) {
    laws.insert(laws.end(), room.laws.begin(), room.laws.end());
  }
  return laws;
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
  rc::detail::TestResult run(const Law& law, Smallest& smallest, Inputs& inputs) {
    Suite suite(room_of(law));
    const auto property = rc::detail::toProperty([&] {
      const std::string text = inputs.draw();
      inputs.observe(text);
      std::optional<Failure> failure = suite.check({&law, 1}, text, Effort::thorough);
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
};

TEST_P(RapidCheckLaw, Holds) {
  const Law& law = GetParam();
  std::printf("CONNECTORGROUP_SEED=%llu CONNECTORGROUP_CASES=%llu\n",
              static_cast<unsigned long long>(seed_), static_cast<unsigned long long>(cases_));
  Smallest smallest;
  const std::unique_ptr<Inputs> inputs = inputs_of(room_of(law).input);
  const rc::detail::TestResult result = run(law, smallest, *inputs);

  if (smallest.failure) {
    const std::string saved = save_failure(*smallest.failure, smallest.text, failures_folder());
    const std::string found_by = "CONNECTORGROUP_SEED=" + std::to_string(seed_) +
                                 " CONNECTORGROUP_CASES=" + std::to_string(cases_) +
                                 " build/test/properties/rapidcheck_laws --gtest_filter='*" +
                                 test_name(law) + "'";
    FAIL() << repair_kit(*smallest.failure, smallest.text, saved, found_by);
  }
  rc::detail::SuccessResult success;
  ASSERT_TRUE(result.match(success)) << "RapidCheck neither failed nor succeeded: it gave up";
  EXPECT_EQ(static_cast<std::uint64_t>(success.numSuccess), cases_);
  const std::optional<std::string> complaint = inputs->complaint();
  EXPECT_FALSE(complaint.has_value()) << *complaint;
}

INSTANTIATE_TEST_SUITE_P(Laws, RapidCheckLaw, testing::ValuesIn(all_laws()),
                         [](const auto& parameter) { return test_name(parameter.param); });

}  // namespace

// GoogleTest prints a parameter that it shows.
void PrintTo(const Law& law, std::ostream* out) { *out << law.id; }

}  // namespace connectorgroup
