// cgconform shrink and cgconform replay

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <utility>

#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/commands/preparation.h"
#include "properties/conformance/commands/reproductions.h"
#include "properties/conformance/failure_shrinker.h"
#include "properties/conformance/report/terminal_report.h"
#include "properties/input_files.h"
#include "properties/subjects/pipe/line_protocol.h"

namespace connectorgroup {
namespace {

// What is asked again, and what must be accepted for a refusal to count.
struct Asked {
  std::string id;
  Question question;
  std::optional<Rule> rule;
  Level level = Level::required;
  std::string twin;
  std::optional<Question> twin_question;
};

// A file with a line of the protocol, or with the octets themselves if the verb is given.
Asked asked_in_file(const FailureCommand& command) {
  std::optional<std::string> text = read_file(command.what);
  if (!text) throw Unusable{kUsage, command.what + " can't be read"};
  std::string words = *text;
  if (!command.verb.empty()) {
    words = command.verb;
    if (!text->empty()) words.append(" ").append(line_protocol::to_hex(*text));
  }
  while (words.ends_with('\n') || words.ends_with('\r')) words.pop_back();
  std::string fault;
  std::optional<Question> question = question_of(line_protocol::words_of(words), fault);
  if (!question) {
    throw Unusable{kUsage, command.what + " isn't a line of the protocol (" + fault +
                               "); of any other file, say --as"};
  }
  Asked asked;
  asked.id = command.what;
  asked.question = *std::move(question);
  return asked;
}

Asked asked_case(const FailureCommand& command, const NamedSubject& subject) {
  const std::vector<ConformanceCase> cases = required_cases(subject, command.common);
  const auto find = [&](const std::string& id) {
    return std::find_if(cases.begin(), cases.end(),
                        [&](const auto& each) { return each.id == id; });
  };
  const auto found = find(command.what);
  if (found == cases.end()) {
    require_named(cases, {command.what});
    throw Unusable{kUsage, command.what + " names more than one case: ask for them by run --only"};
  }
  Asked asked{found->id, found->question, found->rule, found->level, found->twin, std::nullopt};
  const auto twin = find(found->twin);
  if (found->must_reject && twin != cases.end()) asked.twin_question = twin->question;
  return asked;
}

Asked find_asked(const FailureCommand& command, const NamedSubject& subject) {
  const bool is_file = std::filesystem::is_regular_file(command.what);
  if (!is_file && command.verb.empty()) return asked_case(command, subject);
  Asked asked = asked_in_file(command);
  if (subject.is_server && asked.question.verb == Verb::read_request) {
    asked.question = in_request(asked.question, *command.common.subject_options.contract);
  }
  return asked;
}

CaseResult result_of(const Asked& asked, const Observation& observed) {
  CaseResult result;
  result.id = asked.id;
  result.verb = name(asked.question.verb);
  result.level = asked.level;
  result.rule = asked.rule ? asked.rule : observed.due.rule;
  result.twin = asked.twin;
  result.input = asked.question.input;
  result.outcome = observed.judgement.outcome;
  result.misbehaviour = observed.misbehaviour;
  result.expected = observed.judgement.expected;
  result.got = observed.judgement.got;
  result.note = observed.judgement.note;
  result.error_output = observed.error_output;
  return result;
}

// A refusal beside a twin that is refused too shows nothing.
Observation observe(Observer& observer, const Asked& asked) {
  Observation observed = observer.observe(asked.question);
  if (observed.judgement.outcome != Outcome::pass || !asked.twin_question) return observed;
  const Observation twin = observer.observe(*asked.twin_question);
  const bool shows = twin.judgement.outcome == Outcome::pass ||
                     (twin.due.due == Due::free && twin.judgement.accepted);
  if (shows) return observed;
  observed.judgement.outcome = Outcome::untestable;
  observed.judgement.note = "refused, but so is its twin: " + asked.twin;
  return observed;
}

TerminalStyle style_of(const FailureCommand& command) {
  TerminalStyle style;
  style.colored = command.common.colored;
  style.width = command.common.width;
  return style;
}

Standard standard_of(const FailureCommand& command, const NamedSubject& subject,
                     const Asked& asked) {
  // A case is asked at its own level at least: who names it wants to know.
  const Level level = std::max(command.level.value_or(subject.level), asked.level);
  return {command.common.subject_options.contract, level, {}};
}

bool is_wrong(Outcome outcome) { return is_failure(outcome) && outcome != Outcome::untestable; }

struct ReplayVerdict {
  std::string_view word;
  int status;
};

// Of three tries.
ReplayVerdict verdict_of(const std::array<Outcome, 3>& outcomes) {
  const bool same = outcomes[0] == outcomes[1] && outcomes[1] == outcomes[2];
  const bool judged = std::all_of(outcomes.begin(), outcomes.end(), [](Outcome outcome) {
    return outcome == Outcome::pass || is_wrong(outcome);
  });
  if (!judged) return {"ERROR", kNotJudged};
  if (!same) return {"FLAKY", kNonconforming};
  if (outcomes[0] == Outcome::pass) return {"FIXED", kConforming};
  return {"FAILED", kNonconforming};
}

int replay(const FailureCommand& command) {
  const NamedSubject subject = required_subject(command.common.subject, command.common);
  const Asked asked = find_asked(command, subject);
  std::array<Outcome, 3> outcomes{};
  std::string blocks;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    Observer fresh(standard_of(command, subject, asked), subject.make);
    const Observation observed = observe(fresh, asked);
    outcomes[i] = observed.judgement.outcome;
    const bool is_new = i == 0 || outcomes[i] != outcomes[i - 1];
    if (outcomes[i] != Outcome::pass && is_new) {
      append_failure(result_of(asked, observed), style_of(command), blocks);
    }
  }
  const ReplayVerdict verdict = verdict_of(outcomes);
  std::string text = std::move(blocks);
  text.append(verdict.word).append(" ").append(asked.id).append(": ");
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    text.append(name(outcomes[i])).append(i + 1 == outcomes.size() ? "\n" : ", ");
  }
  return write_out(text) ? verdict.status : kInternal;
}

int shrink_it(const FailureCommand& command) {
  const NamedSubject subject = required_subject(command.common.subject, command.common);
  const Asked asked = find_asked(command, subject);
  if (!can_be_shrunk(asked.question)) {
    throw Unusable{kUsage, asked.id + " has no input that could be made smaller"};
  }
  Observer observer(standard_of(command, subject, asked), subject.make);
  const Observation before = observer.observe(asked.question);
  CaseResult result = result_of(asked, before);
  if (!is_wrong(result.outcome) && result.outcome != Outcome::protocol_error) {
    throw Unusable{kNotJudged, asked.id + " doesn't fail: " + std::string(name(result.outcome))};
  }
  result.shrunk = shrink_failure(observer, asked.question, command.calls_max);
  Question smallest = asked.question;
  if (result.shrunk) smallest.input = result.shrunk->input;
  result.reproduction.pipe = pipe_line(line_of(smallest), subject);
  std::string text;
  append_failure(result, style_of(command), text);
  if (!result.shrunk) text.append("Nothing smaller fails in the same way.\n");
  const bool said = write_out(text);
  const bool written = command.output.empty() || write_file(command.output, smallest.input);
  return said && written ? kNonconforming : kInternal;
}

}  // namespace

int replay_command(const FailureCommand& command) {
  return complaining([&command] { return replay(command); });
}

int shrink_command(const FailureCommand& command) {
  return complaining([&command] { return shrink_it(command); });
}

}  // namespace connectorgroup
