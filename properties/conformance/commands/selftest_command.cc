// cgconform selftest

#include <array>
#include <string_view>

#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/misbehaviours.h"
#include "properties/conformance/runner.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

// A pair of twins: enough for every label, and little enough to wait for its timeouts.
constexpr std::string_view kRefused =
    "body/reject/graph-2017/create-request/json/object/trailing-comma";

std::string shown(Outcome outcome, const std::optional<Misbehaviour>& misbehaviour) {
  std::string text(name(outcome));
  if (misbehaviour) text.append(" (").append(name(*misbehaviour)).append(")");
  return text;
}

// The cases that are asked: the refused one and, where it is the point, its twin.
struct Pair {
  std::string refused;
  std::string accepted;
};

std::optional<Pair> find_pair(const std::vector<ConformanceCase>& cases) {
  for (const ConformanceCase& each : cases) {
    if (names(kRefused, each.id)) return Pair{each.id, each.twin};
  }
  return std::nullopt;
}

}  // namespace

int misbehave_command(const std::string& how) {
  const PlannedMisbehaviour* planned = find_planned(how);
  if (planned != nullptr) return misbehave(*planned);
  std::string text = "there is no misbehaviour \"" + how + "\":";
  for (const PlannedMisbehaviour& each : planned_misbehaviours()) {
    text.append("\n  ").append(each.name).append("  ").append(each.what);
  }
  complain(text);
  return kUsage;
}

int selftest_command(const CommonOptions& common, const std::string& own_program) {
  const CasesAnswer loaded = load_cases(common.corpus, *common.subject_options.contract);
  if (const auto* complaint = std::get_if<std::string>(&loaded)) {
    complain(*complaint);
    return kNotJudged;
  }
  const auto& cases = std::get<std::vector<ConformanceCase>>(loaded);
  const std::optional<Pair> pair = find_pair(cases);
  if (!pair) {
    complain("the corpus has no case below " + std::string(kRefused));
    return kNotJudged;
  }
  SubjectOptions subject_options = common.subject_options;
  int wrong = 0;
  std::string text;
  for (const PlannedMisbehaviour& planned : planned_misbehaviours()) {
    const std::string spec = "exec:'" + own_program + "' misbehave " + std::string(planned.name);
    // Long enough for a busy machine; only who never answers is waited for to its end.
    subject_options.oneshot.process.answer_timeout = planned.outcome == Outcome::timeout ? 2s : 20s;
    const auto subject = std::get<NamedSubject>(find_subject(spec, subject_options));
    // Who accepts everything shows it by what it accepts.
    const std::string& asked = planned.name == "always-accept" ? pair->accepted : pair->refused;
    RunOptions options;
    options.selected = [&asked](const ConformanceCase& each) { return each.id == asked; };
    const Standard standard{common.subject_options.contract, Level::required, {}};
    const RunReport report = Runner(cases, standard, subject.make, options).run();
    const CaseResult& result = report.cases.at(0);
    const bool right =
        result.outcome == planned.outcome && result.misbehaviour == planned.misbehaviour;
    if (!right) ++wrong;
    text.append(right ? "ok    " : "WRONG ").append(planned.name).append(": ");
    text.append(shown(result.outcome, result.misbehaviour));
    if (!right) {
      text.append(", expected ").append(shown(planned.outcome, planned.misbehaviour));
      text.append("; ").append(result.note);
    }
    text += "\n";
  }
  text += wrong == 0 ? "the runner says of each what it must\n"
                     : std::to_string(wrong) + " wrong: don't believe this runner here\n";
  if (!write_out(text)) return kInternal;
  return wrong == 0 ? kConforming : kInternal;
}

}  // namespace connectorgroup
