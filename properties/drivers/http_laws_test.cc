// The laws of messages judge the model; here they are judged. A law that can't fail proves nothing,
// so each is held to subjects with planted faults, and must break on some file of the corpus.

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "properties/drivers/message_cases.h"
#include "properties/http_laws.h"
#include "properties/http_oracle.h"
#include "properties/subjects/message_subject.h"

namespace connectorgroup {
namespace {

// What a subject is asked.
struct Question {
  MessageKind kind;
  std::string octets;  // of all segments
  std::vector<std::size_t> segment_sizes;
  Ending ending;
};

// The model, with its answers changed on the way out.
class Meddler : public Subject {
 public:
  using Reading = std::function<void(const Question&, MessageAnswer& answer)>;
  using Writing = std::function<void(MessageKind, const Message&, WriteAnswer& answer)>;

  explicit Meddler(Reading reading, Writing writing = {})
      : model_(make_message_subject()),
        reading_(std::move(reading)),
        writing_(std::move(writing)) {}

  std::string name() const override { return "meddler"; }
  const Contract& contract() const override { return model_->contract(); }
  std::optional<std::uint64_t> steps() const override {
    const std::optional<std::uint64_t> steps = model_->steps();
    return steps ? *steps * steps_factor : steps;
  }
  ReadAnswer read(BodyKind kind, std::string_view text) override {
    return model_->read(kind, text);
  }
  WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) override {
    return model_->write(kind, value, form);
  }
  MessageAnswer read_message(MessageKind kind, std::span<const std::string_view> segments,
                             Ending ending) override {
    MessageAnswer answer = model_->read_message(kind, segments, ending);
    Question question{kind, {}, {}, ending};
    for (const std::string_view segment : segments) {
      question.octets += segment;
      question.segment_sizes.push_back(segment.size());
    }
    if (reading_) reading_(question, answer);
    return answer;
  }
  WriteAnswer write_message(MessageKind kind, const Message& message) override {
    WriteAnswer answer = model_->write_message(kind, message);
    if (writing_) writing_(kind, message, answer);
    return answer;
  }

  std::uint64_t steps_factor = 1;

 private:
  std::unique_ptr<Subject> model_;
  Reading reading_;
  Writing writing_;
};

// Larger files are there for the limits; no law needs them to break, and trying them takes long.
const std::vector<MessageCase>& corpus() {
  static const std::vector<MessageCase> kCases = message_cases(1024);
  return kCases;
}

const Law& law(std::string_view id) {
  const std::span<const Law> laws = http_laws();
  const auto found =
      std::find_if(laws.begin(), laws.end(), [id](const Law& one) { return one.id == id; });
  EXPECT_NE(found, laws.end()) << id;
  return found == laws.end() ? laws.front() : *found;
}

using Check = decltype(Law::check);

bool breaks_somewhere(Check checked, Subject& subject) {
  return std::any_of(corpus().begin(), corpus().end(), [&](const MessageCase& one) {
    return checked(one.octets, subject, Effort::thorough).has_value();
  });
}

bool breaks_somewhere(std::string_view id, Subject& subject) {
  return breaks_somewhere(law(id).check, subject);
}

bool breaks(std::string_view id, Meddler::Reading reading, Meddler::Writing writing = {}) {
  Meddler subject(std::move(reading), std::move(writing));
  return breaks_somewhere(id, subject);
}

bool breaks_writing(std::string_view id, Meddler::Writing writing) {
  return breaks(id, {}, std::move(writing));
}

void reject(MessageAnswer& answer, Violation why) { answer = {MessageVerdict::reject, {}, 0, why}; }

bool is_accepted(const MessageAnswer& answer) { return answer.verdict == MessageVerdict::accept; }

TEST(HttpLaws, HaveUniqueIdsAndSentences) {
  std::set<std::string_view> ids;
  std::set<std::string_view> sentences;
  for (const Law& one : http_laws()) {
    EXPECT_TRUE(one.id.starts_with("http.")) << one.id;
    EXPECT_TRUE(ids.insert(one.id).second) << one.id;
    EXPECT_TRUE(sentences.insert(one.sentence).second) << one.id;
    EXPECT_TRUE(one.sentence.ends_with('.')) << one.id;
  }
}

TEST(HttpLaws, ServeRulesThatExist) {
  for (const Law& one : http_laws()) {
    std::string_view rest = one.serves;
    while (!rest.empty()) {
      const std::string_view family = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(family.size() + 1, rest.size()));
      bool exists = false;
      for (const RuleRow& rule : http_rules()) exists = exists || rule.id.starts_with(family);
      EXPECT_TRUE(exists) << one.id << " serves " << family;
    }
  }
}

TEST(HttpLaws, HoldForTheModel) {
  const auto model = make_message_subject();
  for (const MessageCase& one : corpus()) {
    for (const Law& checked : http_laws()) {
      const Broken broken = checked.check(one.octets, *model, Effort::sampled);
      EXPECT_FALSE(broken.has_value()) << checked.id << " " << one.path << ": " << *broken;
    }
  }
}

TEST(HttpLaws, PassOverASubjectThatReadsNoMessages) {
  class Mute : public Subject {
   public:
    std::string name() const override { return "mute"; }
    const Contract& contract() const override { return graph_2017(); }
    ReadAnswer read(BodyKind, std::string_view) override { return {}; }
    WriteAnswer write(BodyKind, const BodyValue&, Form) override { return {}; }
  };
  Mute mute;
  for (const Law& checked : http_laws()) {
    EXPECT_EQ(checked.check("GET / HTTP/1.1\r\n\r\n", mute, Effort::thorough), std::nullopt)
        << checked.id;
  }
}

// Every rule, ignored by an otherwise right reader, is found by a law on the corpus. The limits
// have tests of their own, with limits small enough; where one message is due, which is where
// http.message.trailing counts, isn't a connection; the last two are about values that no law of
// messages reads.
bool is_seen_on_connections(const RuleRow& rule) {
  const bool of_values =
      rule.id.starts_with("http.media-type.") || rule.id.starts_with("http.retry-after.");
  return !of_values && !rule.id.starts_with("limit.") && rule.rule != Rule::http_message_trailing;
}

TEST(HttpLaws, CatchEveryRuleIgnored) {
  for (const RuleRow& rule : http_rules()) {
    if (rule.demand != Demand::refuse && rule.demand != Demand::accept) continue;
    if (!is_seen_on_connections(rule)) continue;
    const auto subject = make_message_subject(RuleSet(rule.rule));
    EXPECT_TRUE(breaks_somewhere("http.agrees-with-oracle", *subject)) << rule.id;
  }
}

// The same without the oracle: the edits know each rule too.
TEST(HttpLaws, CatchEveryRuleIgnoredByEditingMessages) {
  for (const RuleRow& rule : http_rules()) {
    if (!is_seen_on_connections(rule)) continue;
    const auto subject = make_message_subject(RuleSet(rule.rule));
    if (rule.demand == Demand::refuse) {
      EXPECT_TRUE(breaks_somewhere("http.one-fault", *subject)) << rule.id;
    }
  }
  // What respelling makes use of.
  for (const Rule rule :
       {Rule::http_line_empty_before_request, Rule::http_version_minor,
        Rule::http_status_line_reason_free, Rule::http_field_name_case,
        Rule::http_field_optional_whitespace, Rule::http_content_length_leading_zeros,
        Rule::http_transfer_encoding_case, Rule::http_transfer_encoding_empty_elements,
        Rule::http_chunk_size_forms, Rule::http_chunk_several, Rule::http_chunk_extension_ignored,
        Rule::http_content_until_close, Rule::http_content_absent}) {
    const auto subject = make_message_subject(RuleSet(rule));
    EXPECT_TRUE(breaks_somewhere("http.respelling", *subject)) << row(rule).id;
  }
}

// --- Reading.

TEST(HttpLaws, AgreementSeesAWrongMessageAndAWrongSize) {
  constexpr std::string_view kLaw = "http.agrees-with-oracle";
  EXPECT_TRUE(breaks(kLaw, [](const Question&, MessageAnswer& a) {
    if (is_accepted(a)) ++a.size;
  }));
  EXPECT_TRUE(breaks(kLaw, [](const Question&, MessageAnswer& a) {
    if (auto* request = std::get_if<Request>(&a.message)) request->trailers.clear();
  }));
  EXPECT_TRUE(breaks(kLaw, [](const Question& q, MessageAnswer& a) {
    if (q.kind == MessageKind::response_to_head && !is_accepted(a)) a = {};
    if (a.verdict == MessageVerdict::skip) a.verdict = MessageVerdict::incomplete;
  }));
}

TEST(HttpLaws, SegmentationSeesALineEndThatIsCut) {
  EXPECT_TRUE(breaks("http.segmentation", [](const Question& q, MessageAnswer& a) {
    std::size_t at = 0;
    for (const std::size_t size : q.segment_sizes) {
      at += size;
      const bool cut = at > 0 && at < q.octets.size() && q.octets[at - 1] == '\r';
      if (cut) reject(a, {Rule::http_line_bare_cr, at});
    }
  }));
}

TEST(HttpLaws, SegmentationSeesAnEmptySegmentTakenForTheEnd) {
  EXPECT_TRUE(breaks("http.segmentation", [](const Question& q, MessageAnswer& a) {
    const auto& sizes = q.segment_sizes;
    if (sizes.size() > 1 && std::find(sizes.begin(), sizes.end(), 0u) != sizes.end()) a = {};
  }));
}

TEST(HttpLaws, OwnInputSeesADependenceOnThePlace) {
  int call = 0;
  EXPECT_TRUE(breaks("http.reads-only-its-input", [&call](const Question&, MessageAnswer& a) {
    if (++call % 2 == 0 && a.why) ++a.why->offset;
  }));
}

TEST(HttpLaws, PrefixesSeeAnAcceptedPrefix) {
  EXPECT_TRUE(breaks("http.prefixes", [](const Question& q, MessageAnswer& a) {
    if (q.octets.ends_with(":")) a.verdict = MessageVerdict::accept;
  }));
  EXPECT_TRUE(breaks("http.prefixes", [](const Question& q, MessageAnswer& a) {
    if (q.ending == Ending::closed && a.why) ++a.why->offset;
  }));
  // Content that the connection ends is as long as it was.
  EXPECT_TRUE(breaks("http.prefixes", [](const Question& q, MessageAnswer& a) {
    auto* response = std::get_if<Response>(&a.message);
    if (q.ending == Ending::closed && response != nullptr && response->content.size() == 1) {
      response->content = "other";
    }
  }));
}

TEST(HttpLaws, StandingVerdictsSeeAChangeOfPlaceAndOfMind) {
  constexpr std::string_view kLaw = "http.verdict-stands";
  EXPECT_TRUE(breaks(kLaw, [](const Question& q, MessageAnswer& a) {
    if (a.why) a.why->offset = q.octets.size() / 2;
  }));
  EXPECT_TRUE(breaks(kLaw, [](const Question& q, MessageAnswer& a) {
    if (a.why && q.octets.ends_with("GET / HTTP/1.1\r\n\r\n"))
      a.verdict = MessageVerdict::incomplete;
  }));
  EXPECT_TRUE(breaks(kLaw, [](const Question& q, MessageAnswer& a) {
    if (is_accepted(a) && q.octets.size() > a.size) a.size = q.octets.size();
  }));
  EXPECT_TRUE(breaks(kLaw, [](const Question& q, MessageAnswer& a) {
    if (a.why && q.ending == Ending::closed) *a.why = {Rule::http_message_incomplete, 0};
  }));
}

TEST(HttpLaws, ViabilitySeesAnOffsetThatIsTooFar) {
  EXPECT_TRUE(breaks("http.offset-viable", [](const Question& q, MessageAnswer& a) {
    if (a.why && a.why->rule == Rule::http_field_colon) a.why->offset = q.octets.size();
  }));
  EXPECT_TRUE(breaks("http.offset-viable", [](const Question& q, MessageAnswer& a) {
    if (a.why && a.why->rule == Rule::http_method) a.why->offset = q.octets.size() + 1;
  }));
}

TEST(HttpLaws, ViabilitySeesAnOffsetThatIsTooNear) {
  EXPECT_TRUE(breaks("http.offset-viable", [](const Question&, MessageAnswer& a) {
    if (a.why && a.why->rule == Rule::http_field_control) --a.why->offset;
  }));
}

TEST(HttpLaws, ViabilitySeesAReaderThatWaitsForWhatCannotCome) {
  EXPECT_TRUE(breaks("http.offset-viable", [](const Question& q, MessageAnswer& a) {
    if (q.ending == Ending::open && a.why && a.why->rule == Rule::http_version_form) {
      a = {MessageVerdict::incomplete, {}, 0, std::nullopt};
    }
  }));
}

TEST(HttpLaws, RespellingSeesAReaderThatKnowsOneSpelling) {
  EXPECT_TRUE(breaks("http.respelling", [](const Question& q, MessageAnswer& a) {
    if (q.octets.find('\t') != std::string::npos) reject(a, {Rule::http_field_control, 0});
  }));
  // Fields are taken from the wrong one of two lines.
  EXPECT_TRUE(breaks("http.respelling", [](const Question& q, MessageAnswer& a) {
    auto* request = std::get_if<Request>(&a.message);
    if (request != nullptr && q.octets.find("chunked") != std::string::npos) {
      request->fields.pop_back();
    }
  }));
}

TEST(HttpLaws, OneFaultSeesAnotherRuleNamed) {
  EXPECT_TRUE(breaks("http.one-fault", [](const Question&, MessageAnswer& a) {
    if (a.why && a.why->rule == Rule::http_host_empty) a.why->rule = Rule::http_host_value;
  }));
  EXPECT_TRUE(breaks("http.one-fault", [](const Question&, MessageAnswer& a) {
    if (a.why) a.why->member = {};
  }));
}

TEST(HttpLaws, OneFaultSeesWhatFollowsTakenIn) {
  EXPECT_TRUE(breaks("http.one-fault", [](const Question& q, MessageAnswer& a) {
    if (is_accepted(a) && q.octets.size() > a.size) reject(a, {Rule::http_message_trailing, 0});
  }));
}

TEST(HttpLaws, PipeliningSeesALostOctetAndALastingState) {
  EXPECT_TRUE(breaks("http.pipelined", [](const Question& q, MessageAnswer& a) {
    if (is_accepted(a) && q.octets.size() > a.size) ++a.size;
  }));
  bool after_chunks = false;
  EXPECT_TRUE(breaks("http.pipelined", [&after_chunks](const Question& q, MessageAnswer& a) {
    if (after_chunks && is_accepted(a)) a.size = q.octets.size();
    after_chunks = is_accepted(a) && q.octets.find("\r\n0\r\n") < a.size;
  }));
}

TEST(HttpLaws, LinearWorkSeesTooManySteps) {
  Meddler subject({});
  subject.steps_factor = 3;
  EXPECT_TRUE(breaks_somewhere("http.linear-work", subject));
}

TEST(HttpLaws, IgnoringSeesAReaderThatIsLaxer) {
  EXPECT_TRUE(breaks("http.ignoring-ends", [](const Question&, MessageAnswer& a) {
    if (a.why && a.why->rule == Rule::http_chunk_size) {
      a.verdict = MessageVerdict::accept;
      a.why.reset();
    }
  }));
}

// --- Writing.

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

TEST(HttpLaws, WritingThenReadingSeesAValueThatChanges) {
  EXPECT_TRUE(
      breaks_writing("http.write-then-read", [](MessageKind, const Message&, WriteAnswer& a) {
        replace_all(a.body, "graph.microsoft.com", "example.org");
      }));
  EXPECT_TRUE(breaks_writing("http.write-then-read", [](MessageKind, const Message&,
                                                        WriteAnswer& a) { a.body += "\r\n"; }));
  EXPECT_TRUE(
      breaks_writing("http.write-then-read", [](MessageKind, const Message&, WriteAnswer& a) {
        if (a.body.find("chunked") != std::string::npos) a = {Verdict::reject, {}, {}};
      }));
}

TEST(HttpLaws, FixpointSeesDrift) {
  int call = 0;
  EXPECT_TRUE(breaks_writing("http.rewriting-fixpoint",
                             [&call](MessageKind, const Message&, WriteAnswer& a) {
                               if (++call % 2 == 0) replace_all(a.body, "Host: ", "Host:  ");
                             }));
}

TEST(HttpLaws, TrueLengthSeesEveryOther) {
  const auto breaks_with = [](std::string_view what, std::string_view with) {
    return breaks_writing("http.true-length", [=](MessageKind, const Message&, WriteAnswer& a) {
      replace_all(a.body, what, with);
    });
  };
  EXPECT_TRUE(breaks_with("Content-Length: ", "Content-Length: 1"));
  EXPECT_TRUE(breaks_with("Content-Length: ", "X-Length: "));
  EXPECT_TRUE(breaks_with("Content-Length: 0\r\n", ""));
  EXPECT_TRUE(breaks_with("Content-Length: 0\r\n", "Content-Length: 0\r\nContent-Length: 0\r\n"));
  EXPECT_TRUE(breaks_with(": chunked", ": chunked\r\nContent-Length: 1"));
  EXPECT_TRUE(breaks_with(": chunked", ": gzip, chunked"));
  EXPECT_TRUE(breaks_with("\r\n0\r\n", "\r\n00\r\n1\r\nx\r\n0\r\n"));
  EXPECT_TRUE(breaks_with("204 No Content", "204 No Content\r\nContent-Length: 0"));
  // To HEAD, the length that was stated.
  EXPECT_TRUE(
      breaks_writing("http.true-length", [](MessageKind kind, const Message&, WriteAnswer& a) {
        if (kind == MessageKind::response_to_head) replace_all(a.body, "Content-Length", "X");
      }));
}

// Writes what it is given.
std::string carelessly(const Message& message) {
  const auto* request = std::get_if<Request>(&message);
  if (request == nullptr) return {};
  std::string text = request->method + " " + request->target + " HTTP/1.1\r\n";
  for (const Field& field : request->fields) text += field.name + ": " + field.value + "\r\n";
  text += "Content-Length: " + std::to_string(request->content.size()) + "\r\n\r\n";
  return text + request->content;
}

void write_carelessly(MessageKind, const Message& message, WriteAnswer& answer) {
  if (answer.verdict != Verdict::reject) return;
  const std::string text = carelessly(message);
  if (!text.empty()) answer = {Verdict::accept, text, std::nullopt};
}

TEST(HttpLaws, AnyPartSeesAWriterThatTrustsOrDistrusts) {
  EXPECT_TRUE(breaks_writing("http.any-part", write_carelessly));
  EXPECT_TRUE(
      breaks_writing("http.any-part", [](MessageKind, const Message& message, WriteAnswer& a) {
        const auto* request = std::get_if<Request>(&message);
        if (request != nullptr && request->content.find('\n') != std::string::npos) {
          a = {Verdict::reject, {}, {}};
        }
      }));
  EXPECT_TRUE(breaks_writing("http.any-part", [](MessageKind, const Message&, WriteAnswer& a) {
    if (a.verdict == Verdict::reject) a.body = "GET";
  }));
  EXPECT_TRUE(breaks_writing("http.any-part", [](MessageKind, const Message&, WriteAnswer& a) {
    if (a.why) a.why->offset += 1000;
  }));
}

TEST(HttpLaws, LimitsAndMovesSeeAReaderThatIsStricterWithoutThem) {
  for (const Check checked :
       {laws::message_limits_only_refuse, laws::a_moved_message_reader_reads_on}) {
    Meddler subject(
        [](const Question&, MessageAnswer& answer) {
          if (is_accepted(answer)) reject(answer, {Rule::http_method, 0});
        },
        {});
    EXPECT_TRUE(breaks_somewhere(checked, subject));
  }
}

TEST(HttpLaws, AnyMessageSeesAWriterThatTrustsOrDistrusts) {
  EXPECT_TRUE(
      breaks_writing("http.any-message", [](MessageKind, const Message&, WriteAnswer& answer) {
        answer = {Verdict::reject, {}, std::nullopt};
      }));
  EXPECT_TRUE(
      breaks_writing("http.any-message", [](MessageKind, const Message&, WriteAnswer& answer) {
        if (answer.verdict == Verdict::reject) answer.verdict = Verdict::accept;
      }));
  EXPECT_TRUE(
      breaks_writing("http.any-message", [](MessageKind, const Message&, WriteAnswer& answer) {
        if (answer.verdict == Verdict::reject) answer.body = "x";
      }));
}

TEST(HttpLaws, InjectionSeesAWriterThatTrusts) {
  EXPECT_TRUE(breaks_writing("http.field-injection", write_carelessly));
  EXPECT_TRUE(breaks_writing(
      "http.field-injection",
      [](MessageKind, const Message&, WriteAnswer& a) { replace_all(a.body, "x-a", "x\rb"); }));
  EXPECT_TRUE(
      breaks_writing("http.field-injection", [](MessageKind, const Message&, WriteAnswer& a) {
        replace_all(a.body, "x-t: ", "x: y\r\nx-t: ");
      }));
}

}  // namespace
}  // namespace connectorgroup
