#include "properties/conformance/cases.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "properties/conformance/catalogue.h"
#include "properties/conformance/judge.h"
#include "properties/conformance/limit_cases.h"
#include "properties/conformance/long_cases.h"
#include "properties/input_files.h"
#include "properties/subjects/http/aimed_request.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace {

constexpr std::array<CorpusRoom, 3> kRooms{CorpusRoom::body, CorpusRoom::http,
                                           CorpusRoom::exchange};

Verb verb_of(BodyKind kind) {
  switch (kind) {
    case BodyKind::create_request:
      return Verb::read_request;
    case BodyKind::response:
      return Verb::read_response;
    case BodyKind::collection:
      return Verb::read_collection;
    case BodyKind::error:
      break;
  }
  return Verb::read_error;
}

std::string without_extension(const std::string& path) { return path.substr(0, path.rfind('.')); }

std::string id_of(CorpusRoom room, const std::string& path) {
  return path.empty() ? std::string()
                      : std::string(name(room)).append("/").append(without_extension(path));
}

std::string group_of(std::string_view room, const std::optional<Rule>& rule) {
  std::string group(room);
  if (!rule) return group.append(" (no rule of its own)");
  const std::string_view id = row(*rule).id;
  const std::size_t dot = id.find('.', id.find('.') + 1);
  return group.append(" ").append(id.substr(0, dot));
}

class Loader {
 public:
  Loader(const std::filesystem::path& corpus, const Contract& contract)
      : corpus_(corpus), contract_(contract) {
    for (const Level level : {Level::required, Level::recommended, Level::choice}) {
      judges_.emplace_back(Standard{&contract, level, {}});
    }
  }

  CasesAnswer load() {
    for (const CorpusRoom room : kRooms) {
      if (std::string fault = load_room(room); !fault.empty()) return fault;
    }
    add_unwritable();
    for (ConformanceCase& each : limit_cases()) cases_.push_back(std::move(each));
    for (ConformanceCase& each : long_cases()) cases_.push_back(std::move(each));
    for (const ServiceScript& script : service_scripts()) {
      Question question{Verb::script};
      question.script = &script;
      add("service/" + std::string(script.id), "service", std::move(question), script.rule, {});
    }
    std::sort(cases_.begin(), cases_.end(),
              [](const auto& left, const auto& right) { return left.id < right.id; });
    group_twins();
    return std::move(cases_);
  }

 private:
  // A twin without a rule of its own is there for the case that is tried beside it: where it fails,
  // so does that.
  void group_twins() {
    std::map<std::string, std::string> groups;
    for (const ConformanceCase& each : cases_) groups.emplace(each.twin, each.group);
    for (ConformanceCase& each : cases_) {
      const auto found = groups.find(each.id);
      if (!each.rule && found != groups.end()) each.group = found->second;
    }
  }

  // Nothing, or what is wrong.
  std::string load_room(CorpusRoom room) {
    CatalogueAnswer answer = load_catalogue(corpus_, room);
    if (const auto* error = std::get_if<CatalogueError>(&answer)) {
      return table_of(corpus_, room).string() + ":" + std::to_string(error->line) + ": " +
             error->text;
    }
    for (const Case& expected : std::get<std::vector<Case>>(answer)) {
      // What doesn't depend on the contract, such as an error, lies under the first.
      const bool is_shared = expected.contract == nullptr || name(expected.kind) == "error";
      if (!is_shared && expected.contract != &contract_) continue;
      const std::filesystem::path file = file_of(corpus_, expected.path, room);
      const std::optional<std::string> bytes = read_file(file);
      if (!bytes) return file.string() + " can't be read";
      add_file(room, expected, *bytes);
    }
    return {};
  }

  void add_file(CorpusRoom room, const Case& expected, const std::string& bytes) {
    const Due due = expected.verdict == Verdict::accept ? Due::accept : Due::reject;
    add(id_of(room, expected.path), name(room), question_of(expected, bytes, due), expected.rule,
        id_of(room, expected.twin));
    const auto* kind = std::get_if<BodyKind>(&expected.kind);
    if (kind == nullptr || due == Due::reject) return;
    if (*kind == BodyKind::create_request || *kind == BodyKind::response) {
      add_writing(expected, *kind, bytes);
    }
  }

  Question question_of(const Case& expected, const std::string& bytes, Due due) {
    Question question;
    question.input = bytes;
    if (const auto* body = std::get_if<BodyKind>(&expected.kind)) {
      question.verb = verb_of(*body);
    } else if (const auto* exchange = std::get_if<ExchangeKind>(&expected.kind)) {
      question.verb =
          *exchange == ExchangeKind::create_request ? Verb::exchange : Verb::read_create_response;
    } else {
      question.message_kind = std::get<MessageKind>(expected.kind);
      // Where the end of the connection makes the verdict, it is told. (Octets behind a message are
      // refused where one is due; on a connection they are left over, and the case is about that.)
      question.verb = Verb::read_last_message;
      const bool due_at_end = judges_.back().expect(question).due == due;
      question.verb = Verb::read_message;
      if (due_at_end && judges_.back().expect(question).due != due) {
        question.verb = Verb::read_last_message;
      }
    }
    return question;
  }

  void add_writing(const Case& expected, BodyKind kind, const std::string& bytes) {
    const ReadAnswer read = make_reference_subject(contract_)->read(kind, bytes);
    if (read.verdict != Verdict::accept) return;
    Question question{kind == BodyKind::response ? Verb::write_response : Verb::write_request};
    question.value = read.value;
    const std::string path = without_extension(expected.path.substr(expected.path.find('/')));
    add("write" + path, "write", std::move(question), Rule::write_strictly_conforming, {});
  }

  // A name with these bytes. Every JSON text that has them breaks a rule of strings.
  void add_unwritable() {
    struct Unwritable {
      std::string_view id;
      std::string_view name;
    };
    constexpr std::array<Unwritable, 6> kNames{{{"continuation-alone", "a\x80"},
                                                {"overlong", "\xC0\x80"},
                                                {"surrogate", "\xED\xA0\x80"},
                                                {"truncated", "\xE2\x82"},
                                                {"beyond-unicode", "\xF4\x90\x80\x80"},
                                                {"noncharacter", "\xEF\xBF\xBF"}}};
    for (const Unwritable& unwritable : kNames) {
      Question question{Verb::write_request};
      question.value.objects.emplace_back().name = std::string(unwritable.name);
      add("write/unwritable/" + std::string(contract_.id) + "/" + std::string(unwritable.id),
          "write", std::move(question), Rule::write_refuses_unrepresentable, {});
    }
  }

  void add(std::string id, std::string_view room, Question question, std::optional<Rule> rule,
           std::string twin) {
    ConformanceCase added{std::move(id), group_of(room, rule), std::move(question), Level::choice,
                          rule,          std::move(twin)};
    for (std::size_t i = judges_.size(); i-- > 0;) {
      const Expectation due = judges_[i].expect(added.question);
      if (due.due == Due::free) break;
      added.level = judges_[i].standard().level;
      added.must_reject = due.due == Due::reject;
    }
    cases_.push_back(std::move(added));
  }

  const std::filesystem::path& corpus_;
  const Contract& contract_;
  std::vector<Judge> judges_;  // by level
  std::vector<ConformanceCase> cases_;
};

// A pattern against a text, octet by octet, with all the places in the pattern that the octets so
// far may have led to: the time is bounded by the product of the lengths, whatever stars there are.
class PatternMatch {
 public:
  explicit PatternMatch(std::string_view pattern) : pattern_(pattern), at_(pattern.size() + 1) {
    at_[0] = true;
    pass_stars();
  }

  bool is_at_end() const { return at_.back(); }

  void take(char octet) {
    std::vector<bool> next(at_.size());
    for (std::size_t i = 0; i < pattern_.size(); ++i) {
      if (!at_[i]) continue;
      if (pattern_[i] != '*') {
        if (pattern_[i] == octet) next[i + 1] = true;
      } else if (octet != '/' || star(i) == 2) {
        next[i] = true;
      }
    }
    at_ = std::move(next);
    pass_stars();
  }

 private:
  // The length of the star here: * or **.
  std::size_t star(std::size_t i) const { return pattern_.substr(i).starts_with("**") ? 2 : 1; }
  // A star may stand for nothing.
  void pass_stars() {
    for (std::size_t i = 0; i < pattern_.size(); ++i) {
      if (at_[i] && pattern_[i] == '*') at_[i + star(i)] = true;
    }
  }

  std::string_view pattern_;
  std::vector<bool> at_;
};

// Of the whole text, or of a folder that it is in.
bool matches(std::string_view pattern, std::string_view text) {
  PatternMatch match(pattern);
  for (const char octet : text) {
    if (octet == '/' && match.is_at_end()) return true;
    match.take(octet);
  }
  return match.is_at_end();
}

// Levenshtein's.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

}  // namespace

CasesAnswer load_cases(const std::filesystem::path& corpus, const Contract& contract) {
  return Loader(corpus, contract).load();
}

Question in_request(const Question& body, const Contract& contract) {
  std::string request = "POST /";
  request.append(contract.version_segments.front()).append(contract.path);
  request.append(" HTTP/1.1\r\nHost: ").append(kAskedHost);
  request.append("\r\nAuthorization: Bearer ").append(kGoodToken);
  request.append("\r\nContent-Type: application/json\r\nContent-Length: ");
  request.append(std::to_string(body.input.size())).append("\r\n\r\n").append(body.input);
  return {Verb::exchange, std::move(request)};
}

std::vector<ConformanceCase> cases_for_server(std::vector<ConformanceCase> cases,
                                              const Contract& contract) {
  std::erase_if(cases, [](const ConformanceCase& each) {
    const Verb verb = each.question.verb;
    return verb != Verb::read_request && verb != Verb::exchange && verb != Verb::script;
  });
  for (ConformanceCase& each : cases) {
    if (each.question.verb == Verb::read_request) {
      each.question = in_request(each.question, contract);
    }
  }
  return cases;
}

bool names(std::string_view pattern, std::string_view id) {
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  return !pattern.empty() && matches(pattern, id);
}

std::vector<std::string> nearest(std::string_view name, const std::vector<std::string>& ids) {
  constexpr std::size_t kMost = 3;
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const std::string& id : ids) ranked.emplace_back(distance(name, id), id);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> best;
  for (const auto& [_, id] : ranked) {
    if (best.size() == kMost) break;
    best.push_back(id);
  }
  return best;
}

}  // namespace connectorgroup
