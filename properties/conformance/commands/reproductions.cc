#include "properties/conformance/commands/reproductions.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <optional>
#include <system_error>

#include "properties/conformance/commands/output.h"
#include "properties/conformance/question.h"
#include "properties/edits/random_source.h"
#include "properties/subjects/pipe/line_protocol.h"

namespace connectorgroup {
namespace {

// Arguments of one program may be no longer than this on Linux (MAX_ARG_STRLEN).
constexpr std::size_t kArgumentMax = 100000;

// For printf of any POSIX shell, which knows no hexadecimal escapes.
std::string octal(std::string_view octets) {
  std::string text;
  for (const char octet : octets) {
    const auto value = static_cast<unsigned char>(octet);
    text += '\\';
    for (const int shift : {6, 3, 0}) text += static_cast<char>('0' + ((value >> shift) & 7));
  }
  return text;
}

// curl's telnet sends octets as they are, so what is no HTTP can be sent as well.
std::string curled(const Question& question, const NamedSubject& subject) {
  if (!subject.spec.starts_with("http://") || question.verb != Verb::exchange) return {};
  const std::string request = subject.make()->aimed(question.input);
  if (request.size() > kArgumentMax / 4) return {};
  const std::string_view rest = std::string_view(subject.spec).substr(7);
  std::string line = "printf '";
  line.append(octal(request)).append("' | curl -s -m 5 telnet://");
  return line.append(for_shell(std::string(rest.substr(0, rest.find('/')))));
}

std::string hexadecimal(std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(value >> shift) & 15U];
  return text;
}

std::string corpus_file(const std::filesystem::path& corpus, const std::string& id) {
  for (const char* extension : {".json", ".http"}) {
    std::filesystem::path file = corpus / id;
    file += extension;
    if (std::filesystem::exists(file)) return file.string();
  }
  return {};
}

}  // namespace

std::string for_shell(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("-_./:=,@%+").find(c) != std::string_view::npos;
  });
  if (plain) return word;
  std::string quoted = "'";
  for (const char c : word) quoted.append(c == '\'' ? "'\\''" : std::string(1, c));
  return quoted + "'";
}

std::string pipe_line(const std::string& line, const NamedSubject& subject) {
  if (line.empty() || subject.command.empty() || line.size() > kArgumentMax) return {};
  return "printf '1 " + line + "\\n' | " + subject.command;
}

void add_reproductions(RunReport& report, const std::vector<ConformanceCase>& cases,
                       const NamedSubject& subject, const std::filesystem::path& corpus) {
  auto asked = cases.begin();
  for (CaseResult& result : report.cases) {
    while (asked->id != result.id) ++asked;
    if (result.outcome == Outcome::pass || result.outcome == Outcome::skipped) continue;
    Question question = asked->question;
    if (result.shrunk) question.input = result.shrunk->input;
    result.reproduction.pipe = pipe_line(line_of(question), subject);
    result.reproduction.curl = curled(question, subject);
    result.reproduction.replay =
        "cgconform replay --subject " + for_shell(subject.spec) + " " + for_shell(result.id);
    if (report.contract != graph_2017().id) {
      result.reproduction.replay.append(" --contract ").append(report.contract);
    }
    result.input_file = corpus_file(corpus, result.id);
  }
}

bool save_random_failures(RunReport& report, const NamedSubject& subject,
                          const std::filesystem::path& folder) {
  if (!report.random || report.random->failures.empty()) return true;
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  bool saved = true;
  for (CaseResult& failure : report.random->failures) {
    const std::string line = failure.reproduction.pipe;
    const std::filesystem::path file = folder / (hexadecimal(hash_of(line)) + ".line");
    saved = write_file(file.string(), line + "\n") && saved;
    failure.input_file = file.string();
    failure.reproduction.pipe = pipe_line(line, subject);
    failure.reproduction.replay =
        "cgconform replay --subject " + for_shell(subject.spec) + " " + for_shell(file.string());
    if (report.contract != graph_2017().id) {
      failure.reproduction.replay.append(" --contract ").append(report.contract);
    }
  }
  return saved;
}

}  // namespace connectorgroup
