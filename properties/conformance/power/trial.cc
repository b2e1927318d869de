#include "properties/conformance/power/trial.h"

#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

#include "model/assertion.h"
#include "properties/conformance/power/watched_subject.h"
#include "properties/conformance/runner.h"
#include "properties/drivers/enumeration.h"
#include "properties/generators/messages.h"
#include "properties/generators/source.h"
#include "properties/generators/texts.h"
#include "properties/input_files.h"
#include "properties/subject_failure.h"
#include "properties/subjects/whole_subject.h"
#include "properties/suite.h"

namespace connectorgroup {
namespace {

constexpr std::array<std::string_view, kDrivers.size()> kDriverNames{
    "cases", "laws", "exhaustive", "random", "arbitrary", "fuzz"};

std::vector<ConformanceCase> cases_of(const std::filesystem::path& corpus,
                                      const Contract& contract) {
  CasesAnswer loaded = load_cases(corpus, contract);
  CONNECTORGROUP_ASSERT(std::holds_alternative<std::vector<ConformanceCase>>(loaded));
  return std::get<std::vector<ConformanceCase>>(std::move(loaded));
}

// The texts of the corpus that a room's laws are about.
std::vector<std::string> texts_of(InputKind kind, const std::filesystem::path& corpus) {
  std::vector<std::string> folders{"body"};
  if (kind == InputKind::connection) folders = {"http", "exchange"};
  folders.push_back("regressions");
  std::vector<std::string> texts;
  for (const std::string& folder : folders) {
    for (const std::filesystem::path& file : input_files(corpus / folder).files) {
      std::optional<std::string> text = read_file(file);
      if (text && kind_of(file) == kind) texts.push_back(*std::move(text));
    }
  }
  return texts;
}

// A subject held to the laws of its room.
class Held {
 public:
  Held(const Fault* fault, const LawRoom& room, const Contract& contract)
      : suite_(room, make_watched_subject(
                         fault != nullptr ? fault->make(contract) : make_whole_model(contract),
                         triggered_)),
        laws_(room.laws.begin(), room.laws.end()) {}
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  // The first law that breaks on the bytes, or how the subject failed to answer.
  std::optional<std::string> broken_by(std::string_view bytes) {
    return broken_by(laws_, bytes, Effort::sampled);
  }

  // Every law that breaks and hasn't before.
  std::vector<std::string> newly_broken_by(std::string_view bytes, Effort effort) {
    std::vector<std::string> broken;
    while (const std::optional<std::string> law = broken_by(laws_, bytes, effort)) {
      broken.push_back(*law);
      const auto left = std::remove_if(laws_.begin(), laws_.end(),
                                       [&](const Law& each) { return each.id == *law; });
      if (left == laws_.end()) break;  // it wasn't a law
      laws_.erase(left, laws_.end());
    }
    return broken;
  }

  const Triggered& triggered() const { return triggered_; }

 private:
  std::optional<std::string> broken_by(std::span<const Law> laws, std::string_view bytes,
                                       Effort effort) {
    if (laws.empty()) return std::nullopt;
    try {
      const std::optional<Failure> failure = suite_.check(laws, bytes, effort);
      if (failure) return std::string(failure->law->id);
    } catch (const SubjectFailure& failure) {
      return std::string(name(failure.misbehaviour()));
    }
    return std::nullopt;
  }

  Triggered triggered_;
  Suite suite_;
  std::vector<Law> laws_;
};

Trial try_cases(const Fault* fault, const Contract& contract, const TrialGround& ground) {
  const std::vector<ConformanceCase> cases = cases_of(ground.corpus, contract);
  RunOptions options;
  options.asks_alone = false;
  // Sixteen megabytes, which one rule alone is about.
  const bool has_limit = fault != nullptr && fault->ignored == Rule::limit_bytes;
  options.selected = [has_limit](const ConformanceCase& each) {
    return has_limit || !names("limit/bytes", each.id);
  };
  const SubjectFactory make = [&] {
    return fault != nullptr ? fault->make(contract) : make_whole_model(contract);
  };
  const RunReport report =
      Runner(cases, Standard{&contract, Level::choice, {}}, make, std::move(options)).run();
  Trial trial;
  TrialRun run;
  for (std::size_t i = 0; i < report.cases.size(); ++i) {
    const CaseResult& result = report.cases[i];
    if (!is_failure(result.outcome)) continue;
    if (result.outcome == Outcome::crash || result.outcome == Outcome::timeout) ++trial.crashes;
    ++trial.found_by[result.group];
    if (run.found) continue;
    run.found = i + 1;
    run.by = result.id;
  }
  run.tried = run.found.value_or(report.cases.size());
  trial.runs.push_back(std::move(run));
  return trial;
}

Trial try_texts(Held& held, const std::vector<std::string>& texts, Effort effort) {
  Trial trial;
  TrialRun run;
  std::uint64_t number = 0;
  for (const std::string& text : texts) {
    ++number;
    for (const std::string& law : held.newly_broken_by(text, effort)) {
      trial.found_by.emplace(law, number);
      if (!run.found) {
        run.found = number;
        run.by = law;
      }
    }
  }
  run.tried = run.found.value_or(number);
  run.asked = held.triggered().asked;
  run.different = held.triggered().different;
  trial.runs.push_back(std::move(run));
  return trial;
}

Trial try_laws(const Fault* fault, const LawRoom& room, const Contract& contract,
               const TrialGround& ground) {
  const std::vector<std::string> texts = texts_of(room.input, ground.corpus);
  Held held(fault, room, contract);
  Trial trial = try_texts(held, texts, Effort::sampled);
  // As `replay` tries them, and the model with them, which takes many times as long.
  if (trial.found_by.empty() && fault != nullptr) trial = try_texts(held, texts, Effort::thorough);
  return trial;
}

// Counts inputs, until one breaks a law.
class Search {
 public:
  Search(const Fault* fault, const LawRoom& room, const Contract& contract)
      : held_(fault, room, contract) {}

  // False: found.
  bool go_on(std::string_view input) {
    ++run_.tried;
    const std::optional<std::string> by = held_.broken_by(input);
    if (!by) return true;
    run_.found = run_.tried;
    run_.by = *by;
    return false;
  }

  TrialRun result(std::uint64_t seed) const {
    TrialRun run = run_;
    run.seed = seed;
    run.asked = held_.triggered().asked;
    run.different = held_.triggered().different;
    return run;
  }

 private:
  Held held_;
  TrialRun run_;
};

Trial try_exhaustive(const Fault* fault, const LawRoom& room, const Contract& contract,
                     const TrialGround& ground) {
  Search search(fault, room, contract);
  const Visit visit = [&search](const std::string& input) { return search.go_on(input); };
  const std::size_t length = ground.budget.length;
  if (room.input == InputKind::body) {
    enumerate_bodies(length, visit);
  } else {
    enumerate_connections(length - 1, visit);
  }
  Trial trial;
  trial.runs.push_back(search.result(0));
  return trial;
}

rc::Gen<std::string> generator_of(Driver driver, InputKind kind, const TrialGround& ground) {
  if (driver == Driver::arbitrary) return rc::gen::arbitrary<std::string>();
  // The largest are there for limits; edited by a byte they only cost time.
  constexpr std::size_t kSizeMax = 3072;
  std::vector<std::string> texts = texts_of(kind, ground.corpus);
  std::erase_if(texts, [](const std::string& text) { return text.size() > kSizeMax; });
  return kind == InputKind::body ? generators::body_texts(std::move(texts))
                                 : generators::connections(std::move(texts));
}

Trial try_seeds(const Fault* fault, const LawRoom& room, const Contract& contract, Driver driver,
                const TrialGround& ground) {
  const rc::Gen<std::string> generator = generator_of(driver, room.input, ground);
  Trial trial;
  for (std::uint64_t seed = 1; seed <= ground.budget.seeds; ++seed) {
    generators::Source source(generator, seed);
    Search search(fault, room, contract);
    for (std::uint64_t i = 0; i < ground.budget.inputs && search.go_on(source.next()); ++i) {
    }
    trial.runs.push_back(search.result(seed));
  }
  return trial;
}

}  // namespace

std::string_view name(Driver driver) { return kDriverNames[static_cast<std::size_t>(driver)]; }

std::optional<Driver> find_driver(std::string_view wanted) {
  for (const Driver driver : kDrivers) {
    if (name(driver) == wanted) return driver;
  }
  return std::nullopt;
}

bool has_seeds(Driver driver) {
  return driver == Driver::random || driver == Driver::arbitrary || driver == Driver::fuzz;
}

const Contract& contract_of(const Fault& fault, const std::filesystem::path& corpus) {
  if (fault.planted != nullptr) return fault.planted->contract();
  for (const Contract& contract : contracts()) {
    for (const ConformanceCase& each : cases_of(corpus, contract)) {
      if (each.rule == fault.ignored) return contract;
    }
  }
  return graph_2017();
}

Trial try_fault(const Fault* fault, std::string_view room_name, Driver driver,
                const TrialGround& ground) {
  const LawRoom& room = *find_room(room_name);
  const Contract& contract = fault != nullptr ? contract_of(*fault, ground.corpus) : graph_2017();
  Trial trial;
  switch (driver) {
    case Driver::cases:
      trial = try_cases(fault, contract, ground);
      break;
    case Driver::laws:
      trial = try_laws(fault, room, contract, ground);
      break;
    case Driver::exhaustive:
      trial = try_exhaustive(fault, room, contract, ground);
      break;
    case Driver::random:
    case Driver::arbitrary:
      trial = try_seeds(fault, room, contract, driver, ground);
      break;
    case Driver::fuzz:
      CONNECTORGROUP_ASSERT(false);
  }
  trial.fault = fault != nullptr ? std::string(fault->id) : "model";
  trial.driver = driver;
  return trial;
}

}  // namespace connectorgroup
