// The laws judge the model; here they are judged. A law that can't fail proves nothing, so each is
// held to subjects with planted faults, and must break on some file of the corpus.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/body/reader.h"
#include "properties/body_laws.h"
#include "properties/conformance/catalogue.h"
#include "properties/input_files.h"
#include "properties/subjects/model_subject.h"
#include "properties/suite.h"

namespace connectorgroup {
namespace {

// The model, with its answers changed on the way out.
class Meddler : public Subject {
 public:
  using Reading = std::function<void(BodyKind, std::string_view text, ReadAnswer& answer)>;
  using Writing = std::function<void(BodyKind, Form, WriteAnswer& answer)>;

  Meddler(const Contract& contract, Reading reading, Writing writing)
      : model_(make_model_subject(contract)),
        reading_(std::move(reading)),
        writing_(std::move(writing)) {}

  std::string name() const override { return "meddler"; }
  const Contract& contract() const override { return model_->contract(); }
  std::optional<std::uint64_t> steps() const override {
    const std::optional<std::uint64_t> steps = model_->steps();
    return steps ? *steps * steps_factor : steps;
  }
  ReadAnswer read(BodyKind kind, std::string_view text) override {
    ReadAnswer answer = model_->read(kind, text);
    if (reading_) reading_(kind, text, answer);
    return answer;
  }
  WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) override {
    WriteAnswer answer = model_->write(kind, value, form);
    if (writing_) writing_(kind, form, answer);
    return answer;
  }

  std::uint64_t steps_factor = 1;

 private:
  std::unique_ptr<Subject> model_;
  Reading reading_;
  Writing writing_;
};

// Larger files are there for the limits; no law needs them to break, and trying them takes long.
constexpr std::size_t kSizeMax = 2048;

std::vector<std::string> corpus(std::size_t size_max = kSizeMax) {
  const CatalogueAnswer answer = load_catalogue(CONNECTORGROUP_CORPUS);
  const auto* cases = std::get_if<std::vector<Case>>(&answer);
  std::vector<std::string> texts;
  if (cases == nullptr) {
    ADD_FAILURE() << std::get<CatalogueError>(answer).text;
    return texts;
  }
  for (const Case& entry : *cases) {
    const auto text = read_file(file_of(CONNECTORGROUP_CORPUS, entry.path));
    EXPECT_TRUE(text.has_value()) << entry.path;
    if (text && text->size() < size_max) texts.push_back(*text);
  }
  return texts;
}

// Whether the law breaks for the subject on some file of the corpus.
using Check = decltype(Law::check);

Check check_of(std::string_view law_id) {
  const Law* law = find_law(law_id);
  EXPECT_NE(law, nullptr) << law_id;
  return law->check;
}

bool breaks_somewhere(Check law, Subject& subject) {
  for (const std::string& text : corpus()) {
    if (law(text, subject, Effort::thorough)) return true;
  }
  return false;
}

bool breaks_somewhere(std::string_view law_id, Subject& subject) {
  return breaks_somewhere(check_of(law_id), subject);
}

bool breaks_in_some_kind(Check law, Meddler::Reading reading, Meddler::Writing writing = {}) {
  Meddler subject(graph_2017(), std::move(reading), std::move(writing));
  return breaks_somewhere(law, subject);
}

bool breaks_in_some_kind(std::string_view law_id, Meddler::Reading reading,
                         Meddler::Writing writing = {}) {
  return breaks_in_some_kind(check_of(law_id), std::move(reading), std::move(writing));
}

// Whether the law sees the fault, and sees it in the answers about errors alone: each kind of body
// is looked at.
bool breaks(Check law, const Meddler::Reading& reading, const Meddler::Writing& writing = {}) {
  Meddler::Reading in_errors;
  if (reading) {
    in_errors = [&reading](BodyKind kind, std::string_view text, ReadAnswer& answer) {
      if (kind == BodyKind::error) reading(kind, text, answer);
    };
  }
  Meddler::Writing of_errors;
  if (writing) {
    of_errors = [&writing](BodyKind kind, Form form, WriteAnswer& answer) {
      if (kind == BodyKind::error) writing(kind, form, answer);
    };
  }
  return breaks_in_some_kind(law, reading, writing) &&
         breaks_in_some_kind(law, in_errors, of_errors);
}

bool breaks(std::string_view law_id, const Meddler::Reading& reading,
            const Meddler::Writing& writing = {}) {
  return breaks(check_of(law_id), reading, writing);
}

void reject(ReadAnswer& answer, Violation why) { answer = {Verdict::reject, {}, why}; }

TEST(Laws, HaveUniqueIdsAndSentences) {
  std::set<std::string_view> ids;
  std::set<std::string_view> sentences;
  for (const Law& law : body_laws()) {
    EXPECT_TRUE(ids.insert(law.id).second) << law.id;
    EXPECT_TRUE(sentences.insert(law.sentence).second) << law.id;
    EXPECT_TRUE(law.sentence.ends_with('.')) << law.id;
    EXPECT_EQ(find_law(law.id)->check, law.check);
  }
}

TEST(Laws, ServeRulesThatExist) {
  for (const Law& law : body_laws()) {
    std::string_view rest = law.serves;
    while (!rest.empty()) {
      const std::string_view family = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(family.size() + 1, rest.size()));
      bool exists = false;
      for (const RuleRow& rule : body_rules()) exists = exists || rule.id.starts_with(family);
      EXPECT_TRUE(exists) << law.id << " serves " << family;
    }
  }
}

// Every rule, ignored by an otherwise right reader, is found by the laws on the corpus.
TEST(Laws, CatchEveryRuleIgnored) {
  const std::vector<std::string> texts = corpus(std::string::npos);
  for (const RuleRow& rule : body_rules()) {
    if (rule.demand != Demand::refuse && rule.demand != Demand::accept) continue;
    if (rule.rule == Rule::limit_bytes)
      continue;  // no case; LimitOfBytes has it, with small limits
    bool caught = false;
    for (const Contract& contract : contracts()) {
      const auto subject = make_reference_subject(contract, RuleSet(rule.rule));
      for (const std::string& text : texts) {
        if (caught) break;
        caught = laws::agrees_with_reference(text, *subject, Effort::thorough).has_value();
      }
    }
    EXPECT_TRUE(caught) << rule.id;
  }
}

TEST(Laws, AgreementSeesAWrongValueAndAWrongOffset) {
  EXPECT_TRUE(breaks_in_some_kind("body.agrees-with-reference",
                                  [](BodyKind, std::string_view, ReadAnswer& a) {
                                    if (!a.value.objects.empty())
                                      a.value.objects[0].name = std::string("other");
                                  }));
  EXPECT_TRUE(breaks("body.agrees-with-reference", [](BodyKind, std::string_view, ReadAnswer& a) {
    if (a.value.error) a.value.error->inner.reset();
  }));
  EXPECT_TRUE(breaks("body.agrees-with-reference", [](BodyKind, std::string_view, ReadAnswer& a) {
    if (a.why) ++a.why->offset;
  }));
}

TEST(Laws, OwnInputSeesADependenceOnThePlace) {
  int call = 0;
  EXPECT_TRUE(
      breaks("body.reads-only-its-input", [&call](BodyKind, std::string_view, ReadAnswer& a) {
        if (++call % 2 == 0 && a.why) ++a.why->offset;
      }));
}

TEST(Laws, PrefixesSeeAnAcceptedPrefix) {
  EXPECT_TRUE(
      breaks("body.prefixes-rejected-at-end", [](BodyKind, std::string_view text, ReadAnswer& a) {
        if (text.ends_with('"')) a = {Verdict::accept, {}, std::nullopt};
      }));
}

TEST(Laws, StandingVerdictsSeeAChangeOfPlace) {
  EXPECT_TRUE(breaks("body.verdict-stands", [](BodyKind, std::string_view text, ReadAnswer& a) {
    if (a.why && a.why->rule != Rule::json_text_incomplete) a.why->offset = text.size() / 2;
  }));
}

TEST(Laws, ViabilitySeesAnOffsetThatIsTooFar) {
  EXPECT_TRUE(breaks("body.offset-viable", [](BodyKind, std::string_view text, ReadAnswer& a) {
    if (a.why && a.why->rule == Rule::json_value) a.why->offset = text.size();
  }));
}

TEST(Laws, ViabilitySeesAnOffsetThatIsTooNear) {
  EXPECT_TRUE(breaks("body.offset-viable", [](BodyKind, std::string_view, ReadAnswer& a) {
    if (a.why && a.why->rule == Rule::json_string_control) --a.why->offset;
  }));
}

TEST(Laws, RespellingSeesAReaderThatKnowsOneSpelling) {
  EXPECT_TRUE(breaks("body.respelling", [](BodyKind, std::string_view text, ReadAnswer& a) {
    if (text.find('\r') != std::string_view::npos) reject(a, {Rule::json_whitespace, 0});
  }));
}

TEST(Laws, OneFaultSeesAnotherRuleNamed) {
  EXPECT_TRUE(breaks("body.one-fault", [](BodyKind, std::string_view, ReadAnswer& a) {
    if (a.why && a.why->rule == Rule::body_member_null) a.why->rule = Rule::body_member_type;
  }));
}

TEST(Laws, LinearWorkSeesTooManySteps) {
  Meddler subject(graph_2017(), {}, {});
  subject.steps_factor = 1000;
  EXPECT_TRUE(breaks_somewhere("body.linear-work", subject));
}

TEST(Laws, IgnoringSeesAReaderThatIsLaxer) {
  EXPECT_TRUE(breaks("body.ignoring-ends", [](BodyKind, std::string_view, ReadAnswer& a) {
    if (a.verdict == Verdict::reject) a = {Verdict::accept, {}, std::nullopt};
  }));
}

TEST(Laws, LimitsSeeAReaderThatIsStricterWithoutThem) {
  EXPECT_TRUE(breaks(laws::limits_only_refuse, [](BodyKind, std::string_view, ReadAnswer& a) {
    if (a.verdict == Verdict::accept) reject(a, {Rule::json_value, 0});
  }));
}

TEST(Laws, MovedSeesAnotherVerdictBehind) {
  EXPECT_TRUE(breaks(laws::a_moved_reader_reads_on, [](BodyKind, std::string_view, ReadAnswer& a) {
    if (a.why) ++a.why->offset;
  }));
}

TEST(Laws, NamedSeesAContractThatIsntFoundByItsId) {
  const Contract copy = graph_2017();
  Meddler subject(copy, {}, {});
  EXPECT_TRUE(breaks_somewhere("body.named", subject));
}

TEST(Laws, WritingLawsSeeLostMembersWhiteSpaceAndDrift) {
  EXPECT_TRUE(breaks_in_some_kind("body.write-then-read", {}, [](BodyKind, Form, WriteAnswer& a) {
    const std::size_t at = a.body.find("false");
    if (at != std::string::npos) a.body.replace(at, 5, "true");
  }));
  EXPECT_TRUE(breaks("body.write-then-read", {}, [](BodyKind, Form, WriteAnswer& a) {
    const std::size_t at = a.body.find("innerError");
    if (at != std::string::npos) a.body.replace(at, 5, "other");
  }));
  int call = 0;
  EXPECT_TRUE(breaks("body.rewriting-fixpoint", {}, [&call](BodyKind, Form, WriteAnswer& a) {
    if (++call % 2 == 0) a.body += ' ';
  }));
  EXPECT_TRUE(breaks("body.canonical-form", {}, [](BodyKind, Form form, WriteAnswer& a) {
    if (form == Form::canonical && !a.body.empty()) a.body.insert(1, " ");
  }));
  EXPECT_TRUE(breaks("body.any-name", {}, [](BodyKind, Form, WriteAnswer& a) {
    if (a.why) ++a.why->offset;
  }));
  EXPECT_TRUE(breaks("body.any-value", {}, [](BodyKind, Form, WriteAnswer& a) {
    if (a.why) a.why->rule = Rule::json_value;
  }));
  EXPECT_TRUE(breaks("body.any-value", {}, [](BodyKind, Form, WriteAnswer& a) {
    if (a.why) a = {Verdict::accept, "{}", std::nullopt};
  }));
}

TEST(Suite, NamesTheLawAndSavesNothingByItself) {
  Suite suite(*find_room("body"),
              make_reference_subject(graph_2017(), RuleSet(Rule::json_number_leading_zero)));
  const auto failure = suite.check(body_laws(), R"({"name":"a","@a.b":01})", Effort::sampled);
  ASSERT_TRUE(failure.has_value());
  const std::string kit = repair_kit(*failure, "a\x01", "failures/x.json", "driver --again");
  EXPECT_NE(kit.find("law broken: body.agrees-with-reference"), std::string::npos) << kit;
  EXPECT_NE(kit.find("fault:json.number.leading-zero under graph-2017"), std::string::npos) << kit;
  EXPECT_NE(kit.find("\"a\\x01\" (2 bytes)"), std::string::npos) << kit;
  EXPECT_NE(kit.find("driver --again\n"), std::string::npos) << kit;
  EXPECT_NE(kit.find("json.number.leading-zero at byte 20"), std::string::npos) << kit;
  EXPECT_NE(kit.find("replay --law body.agrees-with-reference failures/x.json"), std::string::npos);
}

}  // namespace
}  // namespace connectorgroup
