#include "properties/conformance/failure_shrinker.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "model/http/reader.h"
#include "properties/subjects/pipe/interrupted.h"

namespace connectorgroup {
namespace {

bool is_wrong(const Observation& observed) {
  return is_failure(observed.judgement.outcome) ||
         observed.judgement.outcome == Outcome::protocol_error;
}

// "reject" of "reject", "accept" of "accept name=...".
std::string_view verdict_word(const Judgement& judgement) {
  return std::string_view(judgement.got).substr(0, judgement.got.find(' '));
}

bool is_same_failure(const Observation& before, const Observation& now) {
  return is_wrong(now) && now.due.due == before.due.due && now.due.rule == before.due.rule &&
         now.judgement.outcome == before.judgement.outcome &&
         now.misbehaviour == before.misbehaviour &&
         now.judgement.accepted == before.judgement.accepted &&
         (before.due.due == Due::reject ||
          verdict_word(now.judgement) == verdict_word(before.judgement));
}

Shape shape_of(Verb verb) {
  switch (verb) {
    case Verb::read_message:
    case Verb::read_last_message:
    case Verb::read_create_response:
    case Verb::exchange:
      return Shape::message;
    default:
      return Shape::body;
  }
}

// An exchange is about one request: behind it nothing may wait for an answer.
bool can_be_asked(const Question& question) {
  if (question.verb != Verb::exchange) return true;
  MessageReader reader(MessageKind::request);
  reader.feed(question.input);
  return reader.state() == ReadState::refused ||
         (reader.state() == ReadState::complete && reader.size() == question.input.size());
}

const ConformanceCase& find_case(const std::vector<ConformanceCase>& cases, std::string_view id) {
  return *std::lower_bound(
      cases.begin(), cases.end(), id,
      [](const ConformanceCase& left, std::string_view right) { return left.id < right; });
}

}  // namespace

bool can_be_shrunk(const Question& question) {
  constexpr std::size_t kSizeMax = std::size_t{1} << 20;
  const bool has_input = question.verb != Verb::write_request &&
                         question.verb != Verb::write_response && question.verb != Verb::script;
  return has_input && !question.input.empty() && question.input.size() <= kSizeMax;
}

std::optional<Shrunk> shrink_failure(Observer& observer, const Question& question,
                                     std::size_t calls_max) {
  if (!can_be_shrunk(question)) return std::nullopt;
  const Observation before = observer.observe(question);
  if (!is_wrong(before)) return std::nullopt;
  if (before.judgement.outcome == Outcome::timeout) {
    calls_max = std::min(calls_max, kShrinkTimeoutsMax);
  }
  Question candidate = question;
  Observation smallest = before;
  const ShrinkResult result = shrink(
      question.input, shape_of(question.verb),
      [&](std::string_view input) {
        candidate.input = input;
        if (!can_be_asked(candidate)) return false;
        Observation now = observer.observe(candidate);
        if (!is_same_failure(before, now)) return false;
        smallest = std::move(now);
        return true;
      },
      calls_max);
  if (result.input == question.input) return std::nullopt;
  return Shrunk{result.input, smallest.judgement.expected, smallest.judgement.got, result.calls};
}

void shrink_failures(RunReport& report, const std::vector<ConformanceCase>& cases,
                     Observer& observer) {
  constexpr std::size_t kShrunkMax = 20;
  std::set<std::tuple<std::string, Outcome, std::optional<Rule>>> buckets;
  for (CaseResult& result : report.cases) {
    const bool is_wrong_answer =
        is_failure(result.outcome) && result.outcome != Outcome::untestable;
    if (!is_wrong_answer || buckets.size() == kShrunkMax) continue;
    if (!buckets.emplace(result.verb, result.outcome, result.rule).second) continue;
    try {
      result.shrunk = shrink_failure(observer, find_case(cases, result.id).question);
    } catch (const Interrupted&) {
      return;
    }
  }
}

}  // namespace connectorgroup
