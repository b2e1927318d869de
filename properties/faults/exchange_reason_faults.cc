// Readers of the create exchange whose verdict on a whole message is right, and who go wrong in
// what they say of it, in what they take a part of it for, or in the pieces that it comes in.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "properties/exchange_subject.h"
#include "properties/faults/exchange_misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup {
namespace {

using namespace faults;

// Where a field's line begins and ends, its line end not included; nothing where there is none.
struct Line {
  std::size_t begin;
  std::size_t end;
};
std::optional<Line> line_of_field(std::string_view octets, std::string_view name) {
  const std::string_view head = head_of(octets);
  for (std::size_t begin = 0; begin < head.size();) {
    const std::size_t end = std::min(head.find("\r\n", begin), head.size());
    const std::string_view line = head.substr(begin, end - begin);
    if (equal_ignoring_case(parts_of(line).name, name)) return Line{begin, end};
    begin = end + 2;
  }
  return std::nullopt;
}
std::size_t value_begin(std::string_view octets, const Line& line) {
  const std::string_view text = octets.substr(line.begin, line.end - line.begin);
  const std::size_t behind_colon = text.find(':') + 1;
  return line.begin + std::min(text.find_first_not_of(" \t", behind_colon), text.size());
}

// --- Which fault is named.

// As a framework does that finds the handler by the media type before it is asked for credentials.
class TypeBeforeToken : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    Result<CreateRequest> right = ExchangeSubject::read_request(segments);
    if (right.accepted() || !row(right.violation().rule).id.starts_with("bearer.")) return right;
    RuleSet credentials(Rule::bearer_scheme);
    credentials.add(Rule::bearer_token);
    credentials.add(Rule::bearer_one_method);
    Result<CreateRequest> rest = ExchangeSubject(contract(), credentials).read_request(segments);
    const bool is_type = !rest.accepted() && rest.violation().member == "Content-Type";
    return is_type ? rest : right;
  }
};

// --- Which octet is named.

// The challenges are parsed by themselves, and where in them the fault is gets lost.
class ChallengesAsAWhole : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateResponse> read_response(std::span<const std::string_view> segments) override {
    Result<CreateResponse> right = ExchangeSubject::read_response(segments);
    if (right.accepted() || right.violation().member != "WWW-Authenticate") return right;
    const std::string octets = joined(segments);
    const std::optional<Line> line = line_of_field(octets, "WWW-Authenticate");
    // What is missing altogether shows behind the fields.
    if (!line || right.violation().offset >= head_of(octets).size() - 2) return right;
    return Violation{right.violation().rule, line->begin, "WWW-Authenticate"};
  }
};

// Octets are counted by the connection, and begin anew where it begins anew, behind a refusal.
class CountsOn : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    const Result<CreateRequest> right = ExchangeSubject::read_request(segments);
    const std::size_t before = before_;
    before_ = right.accepted() ? joined(segments).size() : 0;
    if (right.accepted() || !row(right.violation().rule).id.starts_with("http.target."))
      return right;
    Violation further = right.violation();
    further.offset += before;
    return further;
  }

 private:
  std::size_t before_ = 0;
};

// --- Beginnings and pieces.

// Takes what has come of a value for all of it.
class JudgesUnfinishedLine : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    Result<CreateRequest> right = ExchangeSubject::read_request(segments);
    const std::string octets = joined(segments);
    if (right.accepted() || right.violation().offset != octets.size()) return right;
    const std::optional<Line> line = line_of_field(octets, "Authorization");
    if (!line || line->end != octets.size()) return right;
    const std::size_t begin = value_begin(octets, *line);
    const std::optional<Violation> fault = token_fault(std::string_view(octets).substr(begin));
    if (!fault) return right;
    return Violation{fault->rule, begin + fault->offset, "Authorization"};
  }
};

// A line is looked for in what one read brings.
class LosesLineOfTwoPieces : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    Result<CreateRequest> right = ExchangeSubject::read_request(segments);
    const std::string octets = joined(segments);
    const std::optional<Line> line = line_of_field(octets, "Authorization");
    if (!right.accepted() || !line) return right;
    std::size_t cut = 0;
    for (const std::string_view segment : segments) {
      cut += segment.size();
      if (cut <= line->begin || cut >= line->end) continue;
      return Violation{Rule::exchange_authorization_missing, head_of(octets).size() - 2,
                       "Authorization"};
    }
    return right;
  }
};

// --- Witnesses.

std::string described(ExchangeSubject& part, std::string_view octets) {
  const Result<CreateRequest> read = part.read_request({&octets, 1});
  return read.accepted() ? "accepted" : describe(read.violation());
}

constexpr ServiceScript kTwoPieces = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    const std::string octets = request_of("/beta/connectorGroups", "Bearer t", "application/json");
    const std::string_view all = octets;
    const std::size_t cut = all.find("Bearer");
    const std::array<std::string_view, 2> pieces{all.substr(0, cut), all.substr(cut)};
    return std::string(part.read_request(pieces).accepted() ? "accepted" : "refused");
  });
});
constexpr ServiceScript kUnfinished = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    const std::string octets = request_of("/beta/connectorGroups", "Bearer t", "application/json");
    const std::string_view beginning = std::string_view(octets).substr(0, octets.find("arer t"));
    return described(part, beginning);
  });
});

constexpr ServiceScript kTypeAndToken = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    return described(part, request_of("/beta/connectorGroups", "Basic a", "text/plain"));
  });
});
constexpr ServiceScript kSecondIsWrong = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    const std::string first =
        described(part, request_of("/beta/connectorGroups", "Bearer t", "application/json"));
    return first + described(part, "POST /% HTTP/1.1\r\nHost: h\r\n\r\n");
  });
});

constexpr std::array kFaults{
    PlantedFault{"exchange.type-before-token",
                 "Judges the media type before the credentials, whichever comes first.",
                 "exchange.first-of-two", [] { return script(kTypeAndToken); },
                 reading_by<TypeBeforeToken>},
    PlantedFault{
        "exchange.challenges-as-a-whole",
        "Points at the line where a challenge is wrong, not at the octet.", "exchange.one-fault",
        [] {
          const std::string fields = "WWW-Authenticate: Bearer realm=a, realm=b\r\n";
          return Question{Verb::read_create_response,
                          response_of("401", fields, R"({"error":{"code":"a","message":"b"}})")};
        },
        reading_by<ChallengesAsAWhole>},
    PlantedFault{"exchange.octets-counted-on",
                 "Counts where a target is wrong from the begin of the request before.",
                 "exchange.memory", [] { return script(kSecondIsWrong); }, reading_by<CountsOn>},
    PlantedFault{"exchange.unfinished-line", "Judges credentials of which only a part has come.",
                 "exchange.verdict-stands", [] { return script(kUnfinished); },
                 reading_by<JudgesUnfinishedLine>},
    PlantedFault{"exchange.line-in-two-pieces", "Loses a field whose line comes in two pieces.",
                 "exchange.segmentation", [] { return script(kTwoPieces); },
                 reading_by<LosesLineOfTwoPieces>},
};

}  // namespace

std::span<const PlantedFault> exchange_reason_faults() { return kFaults; }

}  // namespace connectorgroup
