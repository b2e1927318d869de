// Three drivers on an implementation that is linked in: every case of the corpus, each beside its
// twin; every short text; and generated inputs. Each answer is judged by what is due at the level.
//
//   PREFIX_properties [--length N] [--random N] [--seed N] [--failures FOLDER]
//   PREFIX_properties --as VERB FILE...
//
// N of --length: tokens of the longest texts (default 3; 0: none). N of --random: generated inputs
// (default 500; 0: none). FOLDER: where their failures are saved, by default .cgconform. The second
// form asks about files alone, by a verb of the line protocol: read-response, "read-message
// request".
//
// Exit status: 0 all answers are right; 1 one is wrong; 2 wrong arguments; 3 the implementation
// can't be judged, or a file can't be read. An implementation that crashes takes the program along:
// what it was asked is said on standard error.

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/failure_shrinker.h"
#include "properties/conformance/linked_subject.h"
#include "properties/conformance/random_run.h"
#include "properties/conformance/report/report.h"
#include "properties/conformance/report/terminal_report.h"
#include "properties/conformance/runner.h"
#include "properties/conformance/wrong_answer.h"
#include "properties/drivers/enumeration.h"
#include "properties/edits/random_source.h"
#include "properties/input_files.h"
#include "properties/message_read.h"
#include "properties/subjects/own/crash_note.h"
#include "properties/subjects/pipe/line_protocol.h"

namespace {

using namespace connectorgroup;

constexpr int kWrong = 1;
constexpr int kUsage = 2;
constexpr int kNotJudged = 3;
constexpr const char* kProgram = CONNECTORGROUP_OWN_PREFIX "_properties";

struct Arguments {
  std::uint64_t length = 3;
  std::uint64_t random = 500;
  std::uint64_t seed = 1;
  std::string failures = ".cgconform";
  std::optional<Question> asked;  // but for the input
  std::vector<std::string> files;
};

int complain(int status, const std::string& complaint) {
  std::fprintf(stderr, "%s: %s\n", kProgram, complaint.c_str());
  return status;
}

std::optional<std::string> parse_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && !text.empty()) {
    return std::nullopt;
  }
  return "\"" + std::string(text) + "\" is no whole number";
}

std::optional<std::string> parse_verb(const std::string& words, std::optional<Question>& asked) {
  const std::size_t space = words.find(' ');
  const std::optional<Verb> verb = find_verb(words.substr(0, space));
  const bool writes = verb == Verb::write_request || verb == Verb::write_response;
  if (!verb || writes)
    return "\"" + words + "\" is no verb that reads octets, such as read-request";
  asked = Question{*verb};
  if (space == std::string::npos) return std::nullopt;
  for (const MessageKind kind : kMessageKinds) {
    if (name(kind) != words.substr(space + 1)) continue;
    asked->message_kind = kind;
    return std::nullopt;
  }
  return "\"" + words + "\": behind the verb stands request, response or response-to-head";
}

// Nothing, or what is wrong with the arguments.
std::optional<std::string> parse(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (!option.starts_with("--")) {
      arguments.files.push_back(option);
      continue;
    }
    if (i + 1 == argc) return option + " needs a value";
    const std::string value = argv[++i];
    std::optional<std::string> complaint;
    if (option == "--length") {
      complaint = parse_number(value, arguments.length);
    } else if (option == "--random") {
      complaint = parse_number(value, arguments.random);
    } else if (option == "--seed") {
      complaint = parse_number(value, arguments.seed);
    } else if (option == "--failures") {
      arguments.failures = value;
    } else if (option == "--as") {
      complaint = parse_verb(value, arguments.asked);
    } else {
      complaint = "there is no option " + option;
    }
    if (complaint) return complaint;
  }
  if (arguments.asked.has_value() == arguments.files.empty()) return "--as VERB goes with files";
  constexpr std::uint64_t kLengthMax = 8;
  if (arguments.length > kLengthMax) return "--length goes up to " + std::to_string(kLengthMax);
  return std::nullopt;
}

// Puts questions one by one, and tells the first wrong answer.
class Asker {
 public:
  Asker() : observer_(LinkedSubject::standard(), LinkedSubject::make) {}

  // False: the answer is wrong.
  bool ask(const Question& question) {
    if (!LinkedSubject::offers(question.verb)) return true;
    const Observation observed = observer_.observe(question);
    ++questions_;
    if (observed.judgement.accepted) ++accepted_;
    const Outcome outcome = observed.judgement.outcome;
    if (!is_failure(outcome) && outcome != Outcome::protocol_error) return true;
    tell(question, observed);
    return false;
  }
  // Of an enumerated text: as each body.
  bool ask_body(const std::string& text) {
    for (const Verb verb :
         {Verb::read_request, Verb::read_response, Verb::read_collection, Verb::read_error}) {
      if (!ask({verb, text})) return false;
    }
    return true;
  }
  bool ask_connection(const std::string& octets) {
    for (const MessageKind kind : kMessageKinds) {
      if (!ask({Verb::read_message, octets, kind})) return false;
      if (!ask({Verb::read_last_message, octets, kind})) return false;
    }
    if (is_one_message(MessageKind::request, octets) && !ask({Verb::exchange, octets})) {
      return false;
    }
    return !is_one_message(MessageKind::response, octets) ||
           ask({Verb::read_create_response, octets});
  }

  std::size_t questions() const { return questions_; }
  std::size_t accepted() const { return accepted_; }

 private:
  void tell(const Question& question, const Observation& observed) const {
    const Judgement& judgement = observed.judgement;
    const bool is_wrong = judgement.outcome == Outcome::fail;
    const WrongAnswer wrong{is_wrong ? "a wrong answer" : "no answer", judgement.expected,
                            judgement.got, judgement.note};
    std::fputs(told(wrong, question, observed.due, observer_.standard()).c_str(), stdout);
  }

  Observer observer_;
  std::size_t questions_ = 0;
  std::size_t accepted_ = 0;
};

int ask_about_files(const Arguments& arguments) {
  if (!LinkedSubject::offers(arguments.asked->verb)) {
    return complain(kNotJudged,
                    "the implementation doesn't offer " + std::string(name(arguments.asked->verb)));
  }
  Asker asker;
  bool right = true;
  for (const std::string& file : arguments.files) {
    std::optional<std::string> input = read_file(file);
    if (!input) return complain(kNotJudged, file + " can't be read");
    Question question = *arguments.asked;
    question.input = *std::move(input);
    right = asker.ask(question) && right;
  }
  std::printf("%zu files, %zu accepted: %s\n", arguments.files.size(), asker.accepted(),
              right ? "every answer is right" : "an answer is wrong");
  return right ? 0 : kWrong;
}

// False: an answer is wrong.
bool enumerate(std::size_t length) {
  if (length == 0) return true;
  Asker asker;
  const bool bodies =
      enumerate_bodies(length, [&](const std::string& text) { return asker.ask_body(text); });
  const bool asks_connections = LinkedSubject::offers(Verb::read_message) ||
                                LinkedSubject::offers(Verb::exchange) ||
                                LinkedSubject::offers(Verb::read_create_response);
  const bool connections =
      !asks_connections || enumerate_connections(length - 1, [&](const std::string& octets) {
        return asker.ask_connection(octets);
      });
  std::printf("enumerated: %zu questions, %zu accepted: %s\n", asker.questions(), asker.accepted(),
              bodies && connections ? "every answer is right" : "an answer is wrong");
  return bodies && connections;
}

// The line that asks about the file again, where there is a file and a verb that reads.
void add_reproduction(const Question& question, CaseResult& result) {
  const bool reads = !question.input.empty() && question.verb != Verb::script;
  if (!reads || result.input_file.empty()) return;
  result.reproduction.replay =
      std::string(kProgram) + " --as " + verb_for_shell(question) + " " + result.input_file;
}

std::string corpus_file(const std::string& id) {
  for (const char* extension : {".json", ".http"}) {
    const std::string file = std::string(CONNECTORGROUP_CORPUS "/") + id + extension;
    if (std::filesystem::exists(file)) return file;
  }
  return {};
}

// Saves what was found by chance. False: a file can't be written.
bool save_random(const std::string& folder, RandomRun& random) {
  bool saved = true;
  std::error_code ignored;
  if (!random.failures.empty()) std::filesystem::create_directories(folder, ignored);
  for (CaseResult& failure : random.failures) {
    const std::string& input = failure.shrunk ? failure.shrunk->input : failure.input;
    const std::string file = folder + "/" + std::to_string(hash_of(input + failure.verb));
    std::ofstream out(file, std::ios::binary);
    out.write(input.data(), static_cast<std::streamsize>(input.size()));
    out.close();
    saved = saved && out;
    failure.input_file = file;
    // "read-message request 4745..."
    const std::string line = failure.reproduction.pipe;
    const std::vector<std::string_view> words = line_protocol::words_of(line);
    std::string fault;
    if (const auto question = question_of(words, fault)) add_reproduction(*question, failure);
    failure.reproduction.pipe.clear();
  }
  return saved;
}

// The cases, and generated inputs, as one report.
std::optional<RunReport> examine(const Arguments& arguments, std::string& complaint) {
  const Standard standard = LinkedSubject::standard();
  const CasesAnswer loaded = load_cases(CONNECTORGROUP_CORPUS, *standard.contract);
  if (const auto* fault = std::get_if<std::string>(&loaded)) {
    complaint = *fault;
    return std::nullopt;
  }
  const auto& cases = std::get<std::vector<ConformanceCase>>(loaded);
  RunReport report = Runner(cases, standard, LinkedSubject::make).run();
  Observer observer(standard, LinkedSubject::make);
  shrink_failures(report, cases, observer);
  auto asked = cases.begin();
  for (CaseResult& result : report.cases) {
    while (asked->id != result.id) ++asked;
    if (!is_failure(result.outcome)) continue;
    result.input_file = corpus_file(result.id);
    add_reproduction(asked->question, result);
  }
  if (arguments.random > 0) {
    RandomOptions options;
    options.inputs = arguments.random;
    options.seed = arguments.seed;
    options.corpus = CONNECTORGROUP_CORPUS;
    report.random = run_random(standard, LinkedSubject::make, options);
    if (!save_random(arguments.failures, *report.random)) {
      complaint = arguments.failures + " can't be written to";
      return std::nullopt;
    }
  }
  const Subject::Identity identity = LinkedSubject::make()->identity();
  report.subject = kProgram;
  report.subject_name = identity.name;
  report.subject_version = identity.version;
  return report;
}

int run(const Arguments& arguments) {
  std::string complaint;
  const std::optional<RunReport> report = examine(arguments, complaint);
  if (!report) return complain(kNotJudged, complaint);
  std::string text;
  append_report(*report, {}, text);
  std::fputs(text.c_str(), stdout);
  const bool enumerated = enumerate(arguments.length);
  const int status = exit_status(*report);
  return enumerated || status != 0 ? status : kWrong;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (const auto complaint = parse(argc, argv, arguments)) {
    return complain(kUsage, *complaint +
                                "\nusage: [--length N] [--random N] [--seed N] [--failures FOLDER]"
                                "\n       --as VERB FILE...");
  }
  if (const auto complaint = LinkedSubject::complaint()) return complain(kUsage, *complaint);
  note_crashes(kProgram);
  return arguments.asked ? ask_about_files(arguments) : run(arguments);
}
