// The corpora of messages and of the exchange: files and rows belong together, and each file is
// what its row says, breaks nothing else, and has a real twin. The laws are replayed over them by
// replay.cc.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/exchange/create.h"
#include "model/http/reader.h"
#include "properties/conformance/catalogue.h"
#include "properties/escaped.h"
#include "properties/input_files.h"

namespace connectorgroup {
namespace {

using Refusal = std::optional<Violation>;

// Seeds of the fuzzers stay whole up to this; only what shows a limit has to be longer.
constexpr std::size_t kSmall = 1024;
constexpr std::size_t kLarge = 20480;
constexpr std::size_t kCasesOfRuleMin = 3;

struct Loaded {
  Case expected;
  std::string octets;
};

Refusal refusal_of_message(const Loaded& loaded, const RuleSet& ignored) {
  MessageReader reader(std::get<MessageKind>(loaded.expected.kind), {}, ignored);
  if (reader.read(loaded.octets) == ReadState::complete) return std::nullopt;
  return reader.violation();
}

Refusal refusal_of_exchange(const Loaded& loaded, const RuleSet& ignored) {
  CreateReader reader(*loaded.expected.contract, {}, ignored);
  if (std::get<ExchangeKind>(loaded.expected.kind) == ExchangeKind::create_request) {
    const Result<CreateRequestView> read = reader.read_request(loaded.octets);
    return read.accepted() ? Refusal() : read.violation();
  }
  const Result<CreateResponseView> read = reader.read_response(loaded.octets);
  return read.accepted() ? Refusal() : read.violation();
}

// Fields whose values no framing depends on are the exchange's to read.
bool is_of_a_field_value(Rule rule) {
  return rule == Rule::http_media_type_syntax || rule == Rule::http_media_type_parameters ||
         rule == Rule::http_media_type_case || rule == Rule::http_retry_after_syntax;
}

struct Room {
  CorpusRoom room;
  Refusal (*refusal)(const Loaded&, const RuleSet& ignored);
  std::size_t files_min;
};

class ConnectionCorpus : public testing::TestWithParam<Room> {
 protected:
  static std::filesystem::path corpus() { return CONNECTORGROUP_CORPUS; }
  static std::filesystem::path folder() { return corpus() / name(GetParam().room); }
  static Refusal refusal(const Loaded& loaded, const RuleSet& ignored = {}) {
    return GetParam().refusal(loaded, ignored);
  }

  // Fails the test, with the reason, where the corpus can't be loaded.
  static std::vector<Loaded> load() {
    const CatalogueAnswer answer = load_catalogue(corpus(), GetParam().room);
    if (const auto* error = std::get_if<CatalogueError>(&answer)) {
      ADD_FAILURE() << "expectations.tsv:" << error->line << ": " << error->text;
      return {};
    }
    std::vector<Loaded> loaded;
    for (const Case& expected : std::get<std::vector<Case>>(answer)) {
      const std::optional<std::string> octets =
          read_file(file_of(corpus(), expected.path, GetParam().room));
      if (octets) {
        loaded.push_back({expected, *octets});
      } else {
        ADD_FAILURE() << "a row without a file: " << expected.path;
      }
    }
    return loaded;
  }

  static std::string message(const Loaded& loaded, const Refusal& got) {
    return loaded.expected.path + "\n  got:   " + (got ? describe(*got) : "accepted") +
           "\n  octets: \"" + escaped(loaded.octets) + "\"";
  }
};

bool rejected(const Loaded& loaded) { return loaded.expected.verdict == Verdict::reject; }

TEST_P(ConnectionCorpus, HasManySmallFiles) {
  const std::vector<Loaded> all = load();
  EXPECT_GE(all.size(), GetParam().files_min);
  for (const Loaded& loaded : all) {
    const bool about_limits = loaded.expected.path.find("/limit/") != std::string::npos;
    EXPECT_LE(loaded.octets.size(), about_limits ? kLarge : kSmall) << loaded.expected.path;
  }
}

TEST_P(ConnectionCorpus, EveryFileHasARow) {
  std::set<std::string> paths;
  for (const Loaded& loaded : load()) paths.insert(loaded.expected.path);
  for (const std::string_view verdict : {"accept", "reject"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder() / verdict)) {
      if (entry.is_directory()) continue;
      const std::string path = entry.path().lexically_relative(folder()).generic_string();
      EXPECT_TRUE(paths.contains(path)) << "a file without a row: " << path;
    }
  }
}

TEST_P(ConnectionCorpus, NoTwoFilesAskTheSame) {
  std::map<std::string, std::string> seen;
  for (const Loaded& loaded : load()) {
    const Case& expected = loaded.expected;
    const std::string_view contract = expected.contract == nullptr ? "" : expected.contract->id;
    const std::string question =
        std::string(contract) + "\n" + std::string(name(expected.kind)) + "\n" + loaded.octets;
    const auto [found, added] = seen.emplace(question, expected.path);
    EXPECT_TRUE(added) << expected.path << " has the octets of " << found->second;
  }
}

TEST_P(ConnectionCorpus, TheReaderMeetsEveryExpectation) {
  for (const Loaded& loaded : load()) {
    const Case& expected = loaded.expected;
    const Refusal got = refusal(loaded);
    if (rejected(loaded)) {
      EXPECT_EQ(got, (Violation{*expected.rule, *expected.offset, expected.member}))
          << message(loaded, got);
    } else {
      EXPECT_EQ(got, std::nullopt) << message(loaded, got);
    }
  }
}

TEST_P(ConnectionCorpus, ARejectedFileHasASingleFault) {
  for (const Loaded& loaded : load()) {
    if (!rejected(loaded)) continue;
    const Refusal got = refusal(loaded, RuleSet(*loaded.expected.rule));
    EXPECT_EQ(got, std::nullopt) << "with the rule ignored: " << message(loaded, got);
  }
}

TEST_P(ConnectionCorpus, AnAcceptedFileUsesWhatItsRuleGrants) {
  for (const Loaded& loaded : load()) {
    if (rejected(loaded) || !loaded.expected.rule) continue;
    const Rule pinned = *loaded.expected.rule;
    const Refusal got = refusal(loaded, RuleSet(pinned));
    EXPECT_TRUE(got && got->rule == pinned) << "without the rule: " << message(loaded, got);
  }
}

TEST_P(ConnectionCorpus, EveryTwinIsAnAcceptedFileOfTheSameKind) {
  const std::vector<Loaded> all = load();
  std::map<std::string, const Loaded*> accepted;
  for (const Loaded& loaded : all) {
    if (!rejected(loaded)) accepted[loaded.expected.path] = &loaded;
  }
  std::set<std::string> twins;
  for (const Loaded& loaded : all) {
    if (!rejected(loaded)) continue;
    twins.insert(loaded.expected.twin);
    const auto found = accepted.find(loaded.expected.twin);
    if (found == accepted.end()) {
      ADD_FAILURE() << loaded.expected.path << ": no accepted twin " << loaded.expected.twin;
      continue;
    }
    EXPECT_EQ(found->second->expected.kind, loaded.expected.kind) << loaded.expected.path;
    EXPECT_EQ(found->second->expected.contract, loaded.expected.contract) << loaded.expected.path;
  }
  for (const auto& [path, loaded] : accepted) {
    EXPECT_TRUE(loaded->expected.rule || twins.contains(path))
        << path << " pins no rule and is no file's twin";
  }
}

TEST_P(ConnectionCorpus, EveryRuleHasItsCasesOrSaysWhyNot) {
  std::map<Rule, std::size_t> count;
  for (const Loaded& loaded : load()) {
    if (loaded.expected.rule) ++count[*loaded.expected.rule];
  }
  const bool http = GetParam().room == CorpusRoom::http;
  for (const RuleRow& candidate : rules()) {
    const bool is_http =
        http_rules().data() <= &candidate && &candidate < http_rules().data() + http_rules().size();
    const bool is_exchange = &candidate >= exchange_rules().data();
    const bool field_value = is_of_a_field_value(candidate.rule);
    const bool due = http ? is_http && !field_value : is_exchange || field_value;
    const bool read = candidate.demand == Demand::refuse || candidate.demand == Demand::accept;
    if (!due || !read) continue;
    if (candidate.note.empty()) {
      EXPECT_GE(count[candidate.rule],
                row(candidate.rule).id.starts_with("limit.") ? 1U : kCasesOfRuleMin)
          << candidate.id;
    } else {
      EXPECT_EQ(count[candidate.rule], 0U) << candidate.id << " says that it has no case";
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Rooms, ConnectionCorpus,
                         testing::Values(Room{CorpusRoom::http, refusal_of_message, 450},
                                         Room{CorpusRoom::exchange, refusal_of_exchange, 200}),
                         [](const auto& parameter) {
                           return std::string(name(parameter.param.room));
                         });

}  // namespace
}  // namespace connectorgroup
