// The laws of the exchange judge the model; here they are judged. Each holds on every file of the
// corpus, and breaks on some file for a subject with a planted fault that it must see.

#include "properties/exchange_laws.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/edits/break_exchange.h"
#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/input_files.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace {

// Larger files are there for the limits of framing.
constexpr std::size_t kSizeMax = 2048;

const std::vector<std::string>& inputs() {
  static const std::vector<std::string> kInputs = [] {
    std::vector<std::string> read;
    for (const std::string_view folder : {"/exchange", "/http"}) {
      const InputFiles files = input_files(std::string(CONNECTORGROUP_CORPUS).append(folder));
      for (const std::filesystem::path& file : files.files) {
        std::optional<std::string> text = read_file(file);
        if (text && text->size() <= kSizeMax) read.push_back(std::move(*text));
      }
    }
    return read;
  }();
  return kInputs;
}

using LawFunction = std::function<Broken(std::string_view, ExchangeSubject&)>;

// What broke on the first input that the law breaks on.
Broken first_broken(const LawFunction& law, ExchangeSubject& subject) {
  for (const std::string& input : inputs()) {
    if (Broken broken = law(input, subject)) return "\"" + escaped(input, 300) + "\": " + *broken;
  }
  return std::nullopt;
}

LawFunction thorough(Broken (*law)(std::string_view, ExchangeSubject&, Effort)) {
  return [law](std::string_view bytes, ExchangeSubject& subject) {
    return law(bytes, subject, Effort::thorough);
  };
}

TEST(ExchangeLaws, HoldOnEveryInput) {
  ASSERT_GE(inputs().size(), 200u);
  const auto unused = make_model_subject(graph_2017());
  std::set<std::string_view> ids;
  for (const Law& law : exchange_laws()) {
    EXPECT_TRUE(ids.insert(law.id).second) << law.id;
    EXPECT_TRUE(law.id.starts_with("exchange.")) << law.id;
    EXPECT_TRUE(law.sentence.ends_with('.')) << law.id;
    for (const std::string& input : inputs()) {
      const Broken broken = law.check(input, *unused, Effort::thorough);
      EXPECT_EQ(broken, std::nullopt) << law.id << " on \"" << escaped(input) << "\": " << *broken;
    }
  }
}

TEST(ExchangeLaws, EveryRuleThatIsIgnoredIsSeen) {
  std::vector<Rule> planted(breakable_exchange_rules().begin(), breakable_exchange_rules().end());
  for (const RuleRow& candidate : exchange_rules()) {
    if (candidate.demand == Demand::accept) planted.push_back(candidate.rule);
  }
  planted.push_back(Rule::http_media_type_parameters);
  planted.push_back(Rule::http_media_type_case);
  for (const Rule rule : planted) {
    bool seen = false;
    for (const Contract& contract : contracts()) {
      ExchangeSubject faulty(contract, RuleSet(rule));
      seen = seen || first_broken(laws::exchange_agrees_with_oracle, faulty);
    }
    EXPECT_TRUE(seen) << row(rule).id;
  }
}

TEST(ExchangeLaws, BreakingARuleThatIsIgnoredIsSeen) {
  for (const Rule rule : breakable_exchange_rules()) {
    bool seen = false;
    for (const Contract& contract : contracts()) {
      ExchangeSubject faulty(contract, RuleSet(rule));
      seen = seen || first_broken(thorough(laws::one_exchange_fault_flips_the_verdict), faulty);
    }
    EXPECT_TRUE(seen) << row(rule).id;
  }
}

// --- Subjects with one fault each.

class WrongOffset : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    const Result<CreateRequest> read = ExchangeSubject::read_request(segments);
    if (read.accepted() || read.violation().offset == 0) return read;
    Violation violation = read.violation();
    --violation.offset;
    return violation;
  }
};

// Knows only what came in the first piece.
class FirstPieceOnly : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    return ExchangeSubject::read_request(segments.first(segments.empty() ? 0 : 1));
  }
};

// Waits for the message's end before it judges its path.
class LatePath : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    const Result<CreateRequest> read = ExchangeSubject::read_request(segments);
    if (read.accepted() || read.violation().rule != Rule::exchange_path) return read;
    ExchangeSubject patient(contract(), RuleSet(Rule::exchange_path));
    const Result<CreateRequest> rest = patient.read_request(segments);
    return rest.accepted() ? read : rest;
  }
};

class SchemeAsSent : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    std::string all;
    for (const std::string_view segment : segments) all += segment;
    if (all.find("BEARER") != std::string::npos) return Violation{Rule::bearer_scheme, 0};
    return ExchangeSubject::read_request(segments);
  }
};

// What a request leaves out is what the one before said.
class KeepsGroup : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    const Result<CreateRequest> read = ExchangeSubject::read_request(segments);
    if (!read.accepted()) return read;
    CreateRequest request = read.value();
    if (request.group.is_default.is_absent()) request.group.is_default = is_default_;
    is_default_ = request.group.is_default;
    return request;
  }

 private:
  Member<bool> is_default_;
};

// Goes by Host, whatever the target says.
class TakesHost : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    const Result<CreateRequest> read = ExchangeSubject::read_request(segments);
    std::string all;
    for (const std::string_view segment : segments) all += segment;
    if (!read.accepted() || all.find("other.example") == std::string::npos) return read;
    CreateRequest request = read.value();
    request.authority = "other.example";
    return request;
  }
};

class RefusesLongTokens : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    const Result<CreateRequest> read = ExchangeSubject::read_request(segments);
    const bool is_long = read.accepted() && read.value().token.size() > 1024;
    if (is_long) return Violation{Rule::bearer_token, 0};
    return read;
  }
};

class ForgetsLocation : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<std::string> write_response(const CreateResponse& response, Form form) override {
    CreateResponse changed = response;
    if (auto* created = std::get_if<Created>(&changed)) created->location.reset();
    return ExchangeSubject::write_response(changed, form);
  }
};

class WritesAnyToken : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<std::string> write_request(const CreateRequest& request, Form form) override {
    CreateRequest proper = request;
    proper.token = "T0KEN";
    const Result<std::string> written = ExchangeSubject::write_request(proper, form);
    if (!written.accepted()) return written;
    std::string octets = written.value();
    octets.replace(octets.find("T0KEN"), 5, request.token);
    return octets;
  }
};

// Names rules that it is told to ignore.
class NeverIgnores : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  std::unique_ptr<ExchangeSubject> ignoring(const RuleSet&) const override {
    return std::make_unique<NeverIgnores>(contract());
  }
};

// Finds a fault behind the message where rules are ignored.
class FaultsBehind : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  std::unique_ptr<ExchangeSubject> ignoring(const RuleSet& rules) const override {
    return std::make_unique<FaultsBehind>(contract(), rules);
  }
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    const Result<CreateRequest> read = ExchangeSubject::read_request(segments);
    if (read.accepted()) return read;
    Violation violation = read.violation();
    for (const std::string_view segment : segments) violation.offset += segment.size() + 1;
    return violation;
  }
};

// Takes schemes as they are spelled, and finds faults of URIs at their end.
class WrongValues : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  std::optional<Violation> token_fault(std::string_view value) override {
    return value.starts_with("bearer") ? Violation{Rule::bearer_scheme, 0}
                                       : ExchangeSubject::token_fault(value);
  }
  std::optional<std::size_t> uri_fault(std::string_view value) override {
    const auto fault = ExchangeSubject::uri_fault(value);
    return fault && *fault < value.size() ? std::optional(value.size()) : fault;
  }
};

template <class Faulty>
bool sees(const LawFunction& law) {
  bool seen = false;
  for (const Contract& contract : contracts()) {
    Faulty faulty(contract);
    seen = seen || first_broken(law, faulty);
  }
  return seen;
}

TEST(ExchangeLaws, SeeTheirPlantedFaults) {
  EXPECT_TRUE(sees<WrongOffset>(thorough(laws::one_exchange_fault_flips_the_verdict)));
  EXPECT_TRUE(sees<WrongOffset>(thorough(laws::an_exchange_verdict_stands)));
  EXPECT_TRUE(sees<FirstPieceOnly>(laws::exchange_segmentation_changes_nothing));
  EXPECT_TRUE(sees<LatePath>(thorough(laws::the_first_of_two_faults_is_named)));
  EXPECT_TRUE(sees<SchemeAsSent>(thorough(laws::exchange_respelling_changes_nothing)));
  EXPECT_TRUE(sees<TakesHost>(thorough(laws::exchange_respelling_changes_nothing)));
  EXPECT_TRUE(sees<KeepsGroup>(laws::an_exchange_reader_remembers_nothing));
  EXPECT_TRUE(sees<KeepsGroup>(laws::an_exchange_is_read_in_place));
  EXPECT_TRUE(sees<RefusesLongTokens>(laws::any_exchange_is_written_or_refused));
  EXPECT_TRUE(sees<NeverIgnores>(thorough(laws::exchange_reading_ends)));
  EXPECT_TRUE(sees<FaultsBehind>(thorough(laws::exchange_reading_ends)));
  EXPECT_TRUE(sees<WrongOffset>(thorough(laws::exchange_limits_only_refuse)));
  EXPECT_TRUE(sees<WrongOffset>(laws::a_moved_exchange_reader_reads_on));
  EXPECT_TRUE(sees<ForgetsLocation>(laws::written_exchange_is_read_back));
  EXPECT_TRUE(sees<ForgetsLocation>(laws::a_response_is_composed_as_it_is_written));
  EXPECT_TRUE(sees<WritesAnyToken>(laws::any_exchange_is_written_or_refused));
}

TEST(ExchangeLaws, SeeAWrongFaultInAValue) {
  WrongValues faulty(graph_2017());
  EXPECT_NE(laws::values_agree_with_oracle("bearer a", faulty), std::nullopt);
  EXPECT_NE(laws::values_agree_with_oracle("/a b<", faulty), std::nullopt);
}

// --- The breaker.

TEST(BreakExchange, BreaksEveryRuleOfReading) {
  std::set<Rule> known(breakable_exchange_rules().begin(), breakable_exchange_rules().end());
  EXPECT_EQ(known.size(), breakable_exchange_rules().size());
  for (const RuleRow& candidate : exchange_rules()) {
    EXPECT_EQ(known.contains(candidate.rule), candidate.demand == Demand::refuse) << candidate.id;
  }
}

TEST(BreakExchange, NamesRuleAndOctetOnAcceptedMessages) {
  std::set<Rule> broken;
  RandomSource random(1);
  for (const Contract& contract : contracts()) {
    CreateReader reader(contract);
    for (const std::string& input : inputs()) {
      const bool request = reader.read_request(input).accepted();
      if (!request && !reader.read_response(input).accepted()) continue;
      const MessageKind kind = request ? MessageKind::request : MessageKind::response;
      for (const Rule rule : breakable_exchange_rules()) {
        const std::optional<BrokenText> made = break_exchange(rule, input, kind, contract, random);
        if (!made) continue;
        broken.insert(rule);
        EXPECT_LE(made->offset, made->text.size());
        EXPECT_NE(made->text, made->twin);
      }
    }
  }
  EXPECT_EQ(broken.size(), breakable_exchange_rules().size());
}

TEST(BreakExchange, KnowsItsMessages) {
  RandomSource random(1);
  const std::string_view request = "POST / HTTP/1.1\r\nHost: h\r\n\r\n";
  EXPECT_EQ(break_exchange(Rule::json_comment, request, MessageKind::request, graph_2017(), random),
            std::nullopt);
  EXPECT_EQ(
      break_exchange(Rule::exchange_status, request, MessageKind::request, graph_2017(), random),
      std::nullopt);
  EXPECT_EQ(break_exchange(Rule::exchange_method, "not a message", MessageKind::request,
                           graph_2017(), random),
            std::nullopt);
}

}  // namespace
}  // namespace connectorgroup
