// page_audit: holds the HTTP examples of documentation pages against the rules of the wire, of JSON
// and of the contract, and prints what it finds.
//
// Exit status: 0 nothing was found, 1 something was, 2 usage, 3 a page couldn't be read or the
// report couldn't be written. A page that can't be read is reported, and the rest is audited.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "model/contract.h"
#include "model/page/audit.h"
#include "model/page/report.h"

namespace {

using namespace connectorgroup;
namespace fs = std::filesystem;

constexpr int kClean = 0;
constexpr int kFindings = 1;
constexpr int kUsage = 2;
constexpr int kUnreadable = 3;

constexpr std::string_view kStandardInput = "-";

enum class Color { automatic, always, never };

struct Arguments {
  ReportFormat format = ReportFormat::text;
  Severity least = Severity::note;
  Color color = Color::automatic;
  std::string contract;
  bool list_checks = false;
  std::vector<std::string> paths;
};

// The last error of the C library, for people.
std::string last_error() { return std::strerror(errno); }

// Standard output, which may be a full disk or a closed pipe.
class Output {
 public:
  void write(std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) fail();
    text.clear();
  }

  // False: not all of it arrived.
  bool finish() {
    if (std::fflush(stdout) != 0) fail();
    return !failed_;
  }

  bool failed() const { return failed_; }

 private:
  void fail() {
    if (!failed_) std::fprintf(stderr, "page_audit: can't write: %s\n", last_error().c_str());
    failed_ = true;
  }

  bool failed_ = false;
};

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// The bytes of a file, or nothing, with errno set. No more than the reader takes: it refuses a page
// that is larger than its limit by the first byte beyond.
std::optional<std::string> read_all(std::FILE* file) {
  std::array<char, std::size_t{64} << 10> block;
  std::string bytes;
  std::size_t count = block.size();
  while (count == block.size() && bytes.size() <= kPageBytesMax) {
    count = std::fread(block.data(), 1, block.size(), file);
    bytes.append(block.data(), count);
  }
  if (std::ferror(file) != 0) return std::nullopt;
  return bytes;
}

std::optional<std::string> read_path(const std::string& path) {
  if (path == kStandardInput) return read_all(stdin);
  const std::unique_ptr<std::FILE, Closer> file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) return std::nullopt;
  return read_all(file.get());
}

class Program {
 public:
  explicit Program(const Arguments& arguments)
      : arguments_(arguments), report_(arguments.format, colored(arguments)) {
    options_.contract = find_contract(arguments.contract);
  }

  int run() {
    report_.begin(text_);
    for (const std::string& path : arguments_.paths) {
      if (output_.failed()) break;
      std::error_code error;
      if (path != kStandardInput && fs::is_directory(path, error)) {
        audit_directory(path);
      } else {
        audit_file(path);
      }
    }
    report_.end(text_);
    output_.write(text_);
    if (!output_.finish() || report_.totals().unreadable > 0) return kUnreadable;
    return report_.totals().findings() > 0 ? kFindings : kClean;
  }

 private:
  static bool colored(const Arguments& arguments) {
    const auto is_set = [](const char* variable) {
      const char* const value = std::getenv(variable);
      return value != nullptr && *value != '\0';
    };
    if (arguments.color != Color::automatic) return arguments.color == Color::always;
    const char* const terminal = std::getenv("TERM");
    const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
    return !is_set("NO_COLOR") && !dumb && isatty(STDOUT_FILENO) != 0;
  }

  // The .md files below it, in the order of their paths. That there are none is an error: a run
  // that had nothing to do must not look like one that found nothing wrong.
  void audit_directory(const std::string& path) {
    std::vector<std::string> files;
    bool complete = true;
    std::vector<fs::path> folders{path};
    while (!folders.empty()) {
      const fs::path folder = std::move(folders.back());
      folders.pop_back();
      if (!list(folder, folders, files)) complete = false;
    }
    if (files.empty() && complete) unreadable(path, "no .md file below it");
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      if (output_.failed()) return;
      audit_file(file);
    }
  }

  // Adds what is in a folder: the folders, but for those that links lead to, and the .md files.
  // False: it can't be read, which is reported. std::filesystem's recursive iterator would end
  // there.
  bool list(const fs::path& folder, std::vector<fs::path>& folders,
            std::vector<std::string>& files) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      std::error_code unknown;
      const bool is_folder = entry->is_directory(unknown);
      if (is_folder && !entry->is_symlink(unknown)) folders.push_back(entry->path());
      if (is_folder || entry->path().extension() != ".md") continue;
      // What can't be looked at is named when it can't be read.
      if (entry->is_regular_file(unknown) || unknown) files.push_back(entry->path().string());
    }
    if (error) unreadable(folder.string(), error.message());
    return !error;
  }

  void audit_file(const std::string& path) {
    errno = 0;
    const std::optional<std::string> page = read_path(path);
    const std::string shown_as = path == kStandardInput ? "<stdin>" : path;
    if (!page) return unreadable(shown_as, last_error());
    std::vector<AuditFinding> findings = audit_page(*page, options_);
    std::erase_if(findings, [this](const AuditFinding& finding) {
      return row(finding.check).severity > arguments_.least;
    });
    report_.page(shown_as, findings, text_);
    output_.write(text_);
  }

  void unreadable(const std::string& path, const std::string& why) {
    std::fprintf(stderr, "page_audit: %s: %s\n", path.c_str(), why.c_str());
    report_.unreadable(path, why);
  }

  const Arguments& arguments_;
  AuditOptions options_;
  AuditReport report_;
  Output output_;
  std::string text_;
};

int list_checks() {
  std::string text;
  for (const CheckRow& check : page_checks()) {
    text.append(check.id).append("\t").append(name(check.severity)).append("\t");
    text.append(check.sentence).append("\n");
  }
  Output output;
  output.write(text);
  return output.finish() ? kClean : kUnreadable;
}

template <class Value>
using Choices = std::vector<std::pair<std::string, Value>>;

// An option whose argument is one of these names. CLI11 has transformers for that, but they show
// how their enumerators are numbered.
template <class Value>
void add_choice(CLI::App& app, const std::string& option, const std::string& help, Value& chosen,
                Choices<Value> choices) {
  std::vector<std::string> names;
  for (const auto& [name, value] : choices) names.push_back(name);
  const auto choose = [&chosen, choices = std::move(choices)](const std::string& given) {
    for (const auto& [name, value] : choices) {
      if (name == given) chosen = value;
    }
  };
  app.add_option_function<std::string>(option, choose, help)->check(CLI::IsMember(names));
}

// Sets up the options; CLI11 writes what it reads into `arguments`.
void declare(CLI::App& app, Arguments& arguments) {
  add_choice(
      app, "--format", "how the findings are printed (default: text)", arguments.format,
      {{"text", ReportFormat::text}, {"json", ReportFormat::json}, {"sarif", ReportFormat::sarif}});
  add_choice(
      app, "--level", "the least grave findings that count (default: note)", arguments.least,
      {{"error", Severity::error}, {"warning", Severity::warning}, {"note", Severity::note}});
  add_choice(app, "--color", "whether text is coloured; auto (default): on a terminal",
             arguments.color,
             {{"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}});
  std::vector<std::string> contract_ids;
  for (const Contract& contract : contracts()) contract_ids.emplace_back(contract.id);
  app.add_option("--contract", arguments.contract,
                 "what connectorGroup bodies are held to; by default, the one whose path they use")
      ->check(CLI::IsMember(contract_ids));
  app.add_flag("--list-checks", arguments.list_checks, "print the checks and end");
  app.add_option("PATH", arguments.paths,
                 "a page; a folder, for the .md files below it; or -, for standard input");
  app.footer("Exit status: 0 nothing found, 1 findings, 2 usage, 3 unreadable input.");
}

}  // namespace

int main(int argc, char** argv) {
  // A closed pipe is an error of writing, not the end.
  std::signal(SIGPIPE, SIG_IGN);
  Arguments arguments;
  CLI::App app("Holds the HTTP examples of documentation pages against the rules of the wire.",
               "page_audit");
  declare(app, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kClean : kUsage;
  }
  if (arguments.list_checks) return list_checks();
  if (arguments.paths.empty()) {
    std::fprintf(stderr, "page_audit: no page to audit\nRun with --help for more information.\n");
    return kUsage;
  }
  return Program(arguments).run();
}
