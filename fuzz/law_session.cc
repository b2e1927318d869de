#include "fuzz/law_session.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <span>

#include "properties/edits/random_source.h"
#ifdef CONNECTORGROUP_HAS_FAULTS
#include "properties/faults/every_fault.h"
#endif

namespace connectorgroup {
namespace {

// Laws beside the first that an input is held to.
constexpr std::size_t kChosen = 2;

Effort effort_from_environment() {
  const char* named = std::getenv("CONNECTORGROUP_FUZZ_EFFORT");
  if (named == nullptr || *named == '\0' || std::string_view(named) == "sampled") {
    return Effort::sampled;
  }
  if (std::string_view(named) == "thorough") return Effort::thorough;
  std::fprintf(stderr, "CONNECTORGROUP_FUZZ_EFFORT=%s is neither sampled nor thorough\n", named);
  std::exit(2);
}

// Makes the planted fault that the environment names; nothing where it names none.
std::function<std::unique_ptr<Subject>()> fault_from_environment() {
  const char* named = std::getenv("CONNECTORGROUP_FAULT");
  if (named == nullptr || *named == '\0') return nullptr;
#ifdef CONNECTORGROUP_HAS_FAULTS
  const std::optional<Fault> fault = find_fault(named);
  const char* contract_named = std::getenv("CONNECTORGROUP_FAULT_CONTRACT");
  const Contract* contract =
      contract_named == nullptr ? &graph_2017() : find_contract(contract_named);
  if (fault && contract != nullptr) {
    return [fault = *fault, contract] { return fault.make(*contract); };
  }
#endif
  std::fprintf(stderr, "CONNECTORGROUP_FAULT=%s: there is no such fault or contract here\n", named);
  std::exit(2);
}

}  // namespace

LawSession::LawSession(const LawRoom& room)
    : room_(room), effort_(effort_from_environment()), make_(fault_from_environment()) {
  const char* named = std::getenv("CONNECTORGROUP_FUZZ_LAW");
  if (named == nullptr || *named == '\0') return;
  fixed_ = true;
  if (std::string_view(named) == "all") {
    laws_.assign(room.laws.begin(), room.laws.end());
    return;
  }
  const auto law = std::find_if(room.laws.begin(), room.laws.end(),
                                [named](const Law& candidate) { return candidate.id == named; });
  if (law == room.laws.end()) {
    std::fprintf(stderr, "CONNECTORGROUP_FUZZ_LAW=%s isn't a law of this target\n", named);
    std::exit(2);
  }
  laws_ = {*law};
}

LawSession::~LawSession() {
  std::fprintf(stderr, "executions: %zu\n", executions_);
  std::fprintf(stderr, "accepted: %zu of %zu\n", acceptance_.accepted, acceptance_.inputs);
}

void LawSession::check(std::string_view bytes) {
  if (!fixed_) choose(bytes);
  ++executions_;
  Suite suite = this->suite();
  const std::optional<Failure> failure = suite.check(laws_, bytes, effort_);
  acceptance_.inputs += suite.acceptance().inputs;
  acceptance_.accepted += suite.acceptance().accepted;
  if (!failure) return;
  std::fprintf(stderr, "%s", repair_kit(*failure, bytes, "").c_str());
  std::fprintf(stderr, "executions: %zu\n", executions_);
  std::abort();
}

Suite LawSession::suite() const { return make_ ? Suite(room_, make_()) : Suite(room_); }

void LawSession::choose(std::string_view bytes) {
  const std::span<const Law> others = room_.laws.subspan(1);
  laws_ = {room_.laws.front()};
  if (others.empty()) return;
  RandomSource random(hash_of(bytes));
  const std::size_t first = random.below(others.size());
  for (std::size_t i = 0; i < std::min(kChosen, others.size()); ++i) {
    laws_.push_back(others[(first + i) % others.size()]);
  }
}

}  // namespace connectorgroup
