// Every fault of the corpus, planted in a text of one or two kilobytes, on a subject that knows
// everything but the rule: how small it gets, and how often the subject is asked for that.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/http/reader.h"
#include "properties/conformance/catalogue.h"
#include "properties/conformance/shrink.h"
#include "properties/edits/body_text.h"
#include "properties/edits/break_message.h"
#include "properties/edits/break_rule.h"
#include "properties/edits/message_draft.h"
#include "properties/edits/respell.h"
#include "properties/edits/respell_message.h"
#include "properties/escaped.h"
#include "properties/input_files.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace {

const std::filesystem::path kCorpus = CONNECTORGROUP_CORPUS;

using Fails = std::function<bool(std::string_view)>;

std::vector<Case> rejected(CorpusRoom room) {
  const CatalogueAnswer answer = load_catalogue(kCorpus, room);
  std::vector<Case> cases = std::get<std::vector<Case>>(answer);
  std::erase_if(cases, [](const Case& it) { return it.verdict != Verdict::reject; });
  return cases;
}

std::string twin_of(const Case& refused, CorpusRoom room) {
  return read_file(file_of(kCorpus, refused.twin, room)).value();
}

// Rule, kind and contract.
std::string family(const Case& refused) {
  std::string text(row(*refused.rule).id);
  text.append(" ").append(name(refused.kind));
  if (refused.contract != nullptr) text.append(" ").append(refused.contract->id);
  return text;
}

// The size of the smallest file of each family.
std::map<std::string, std::size_t> smallest_files(const std::vector<Case>& cases, CorpusRoom room) {
  std::map<std::string, std::size_t> smallest;
  for (const Case& refused : cases) {
    const auto size =
        static_cast<std::size_t>(std::filesystem::file_size(file_of(kCorpus, refused.path, room)));
    const auto [found, is_new] = smallest.emplace(family(refused), size);
    found->second = std::min(found->second, size);
  }
  return smallest;
}

std::string padded_body(std::string text, BodyKind kind, const Contract& contract,
                        RandomSource& random) {
  for (int i = 0; i < 40 && text.size() < 1500; ++i) {
    const std::optional<BodyText> body = read_body_text(text, kind, contract);
    const std::optional<BodyText> more =
        body ? with_annotation(*body, Limits{}, random) : std::nullopt;
    if (!more) break;
    text = more->text;
  }
  return respell(text, random).value_or(text);
}

std::string padded_message(std::string text, MessageKind kind, RandomSource& random) {
  const std::optional<MessageText> message = parse_message(text, kind);
  if (message) {
    MessageDraft draft = draft_of(*message);
    for (int i = 0; i < 12; ++i) {
      FieldDraft field;
      field.name = "X-Padding-" + std::to_string(i);
      field.value = std::string(random.below(40), 'p') + " and more";
      insert_field(draft.fields, any_place(draft.fields, random), field);
    }
    text = print(draft);
  }
  return respell_message(text, kind, true, random).value_or(text);
}

// The first of a hundred faults, each at random, that this subject sees as one fault alone.
template <class Break>
std::optional<std::string> broken(const Break& break_one, const Fails& fails) {
  for (int i = 0; i < 100; ++i) {
    const std::optional<BrokenText> text = break_one();
    if (!text) return std::nullopt;
    if (fails(text->text)) return text->text;
  }
  return std::nullopt;
}

// What was measured of one room.
class Measure {
 public:
  explicit Measure(std::map<std::string, std::size_t> smallest) : smallest_(std::move(smallest)) {}

  void add(const Case& refused, const std::string& input, Shape shape, const Fails& fails) {
    SCOPED_TRACE(refused.path + ": " + escaped(input));
    const ShrinkResult result = shrink(input, shape, fails);
    EXPECT_TRUE(fails(result.input)) << escaped(result.input);
    calls_.push_back(result.calls);
    // Nothing is left out of hundreds of members, or of brackets, that must all be there.
    if (row(*refused.rule).id.substr(0, 6) == "limit.") return;
    // Few need more calls than there are, mostly of those with values that are nested as deep as
    // may be; which, the compiler's order of evaluation decides.
    if (result.budget_spent) {
      ++spent_;
      return;
    }
    EXPECT_LE(result.input.size(), 128U) << escaped(result.input);
    EXPECT_EQ(shrink(result.input, shape, fails).input, result.input);
    if (result.input.size() > 3 * smallest_.at(family(refused))) ++large_;
  }

  std::size_t count() const { return calls_.size(); }
  // Results of more than three times the size of the smallest file.
  std::size_t large() const { return large_; }
  // Inputs, other than those of limits, for which the calls were too few.
  std::size_t spent() const { return spent_; }
  std::size_t calls_at(std::size_t percent) {
    std::sort(calls_.begin(), calls_.end());
    return calls_[(calls_.size() - 1) * percent / 100];
  }

 private:
  std::map<std::string, std::size_t> smallest_;
  std::vector<std::size_t> calls_;
  std::size_t large_ = 0;
  std::size_t spent_ = 0;
};

TEST(ShrinkCorpus, EveryFaultOfABodyBecomesSmallInFewCalls) {
  const std::vector<Case> cases = rejected(CorpusRoom::body);
  Measure measure(smallest_files(cases, CorpusRoom::body));
  for (const Case& refused : cases) {
    RandomSource random(hash_of(refused.path));
    const BodyKind kind = std::get<BodyKind>(refused.kind);
    const Contract& contract = *refused.contract;
    const auto strict = make_reference_subject(contract);
    const auto faulty = make_reference_subject(contract, RuleSet(*refused.rule));
    const Fails fails = [&](std::string_view text) {
      const ReadAnswer answer = strict->read(kind, text);
      return answer.verdict == Verdict::reject && answer.why && answer.why->rule == refused.rule &&
             faulty->read(kind, text).verdict == Verdict::accept;
    };
    const std::string text =
        padded_body(twin_of(refused, CorpusRoom::body), kind, contract, random);
    const auto input =
        broken([&] { return break_rule(*refused.rule, text, kind, contract, random); }, fails);
    if (input) measure.add(refused, *input, Shape::body, fails);
  }
  EXPECT_GE(measure.count() * 100, cases.size() * 99);
  EXPECT_LE(measure.calls_at(50), 100U);
  EXPECT_LE(measure.calls_at(90), 150U);
  EXPECT_LE(measure.large() * 100, measure.count() * 3);
  EXPECT_LE(measure.spent() * 50, measure.count());
}

TEST(ShrinkCorpus, EveryFaultOfAMessageBecomesSmallInFewCalls) {
  const std::vector<Case> cases = rejected(CorpusRoom::http);
  Measure measure(smallest_files(cases, CorpusRoom::http));
  for (const Case& refused : cases) {
    RandomSource random(hash_of(refused.path));
    const MessageKind kind = std::get<MessageKind>(refused.kind);
    MessageReader strict(kind);
    MessageReader faulty(kind, HttpLimits{}, RuleSet(*refused.rule));
    const Fails fails = [&](std::string_view octets) {
      return strict.read(octets) == ReadState::refused &&
             strict.violation().rule == *refused.rule && faulty.read(octets) == ReadState::complete;
    };
    const std::string text = padded_message(twin_of(refused, CorpusRoom::http), kind, random);
    const auto input =
        broken([&] { return break_message(*refused.rule, text, kind, random); }, fails);
    if (input) measure.add(refused, *input, Shape::message, fails);
  }
  EXPECT_GE(measure.count() * 100, cases.size() * 95);
  EXPECT_LE(measure.calls_at(50), 120U);
  EXPECT_LE(measure.calls_at(100), 250U);
  EXPECT_EQ(measure.large(), 0U);
  EXPECT_EQ(measure.spent(), 0U);
}

}  // namespace
}  // namespace connectorgroup
