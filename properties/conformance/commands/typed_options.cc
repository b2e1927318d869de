#include "properties/conformance/commands/typed_options.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <system_error>

namespace connectorgroup {
namespace {

bool use_color(const std::string& asked) {
  const auto is_set = [](const char* variable) {
    const char* const value = std::getenv(variable);
    return value != nullptr && *value != '\0';
  };
  if (asked != "auto") return asked == "always";
  const char* const terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string(terminal) == "dumb";
  return !is_set("NO_COLOR") && !dumb && isatty(STDOUT_FILENO) != 0;
}

std::size_t width() {
  constexpr std::size_t kOtherwise = 100;
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) {
    return kOtherwise;
  }
  return std::max<std::size_t>(40, size.ws_col == 0 ? kOtherwise : size.ws_col);
}

std::chrono::milliseconds duration(const std::string& text) {
  const bool in_milliseconds = text.ends_with("ms");
  return std::chrono::milliseconds(std::stoll(text) * (in_milliseconds ? 1 : 1000));
}

// The first line of the file, or what the environment says.
std::optional<std::string> token_of(const TypedOptions& typed) {
  std::string token;
  if (!typed.token_file.empty()) {
    std::ifstream file(typed.token_file);
    std::getline(file, token);
  } else if (const char* const said = std::getenv("CGCONFORM_TOKEN")) {
    token = said;
  }
  if (token.empty()) return std::nullopt;
  return token;
}

HttpSubjectOptions http_options(const TypedOptions& typed) {
  HttpSubjectOptions http;
  if (!typed.allowed_host.empty()) http.allowed_host = typed.allowed_host;
  for (const std::string& header : typed.headers) {
    const std::size_t colon = header.find(':');
    const std::size_t value = std::min(header.find_first_not_of(' ', colon + 1), header.size());
    http.headers.emplace_back(header.substr(0, colon), header.substr(value));
  }
  http.token = token_of(typed);
  http.ca_file = typed.ca_file;
  if (typed.rate > 0) http.rate = typed.rate;
  return http;
}

// Where it was installed the corpus lies beside it; in the build, where the sources are.
std::filesystem::path own_corpus() {
  const std::filesystem::path installed = own_program().parent_path() / CONNECTORGROUP_SHARED;
  std::error_code ignored;
  const std::filesystem::path corpus = (installed / "corpus").lexically_normal();
  return std::filesystem::is_directory(corpus, ignored) ? corpus : CONNECTORGROUP_CORPUS;
}

// "json=FILE", with one of these kinds.
bool names_file(std::string_view text, std::initializer_list<std::string_view> kinds) {
  return std::any_of(kinds.begin(), kinds.end(), [text](std::string_view kind) {
    return text.starts_with(kind) && text.size() > kind.size();
  });
}

}  // namespace

std::filesystem::path own_program() { return std::filesystem::read_symlink("/proc/self/exe"); }

const std::map<std::string, Level>& levels() {
  static const std::map<std::string, Level> named{{"required", Level::required},
                                                  {"recommended", Level::recommended},
                                                  {"choice", Level::choice}};
  return named;
}

const std::map<std::string, BodyKind>& oneshot_verbs() {
  static const std::map<std::string, BodyKind> named{{"read-request", BodyKind::create_request},
                                                     {"read-response", BodyKind::response},
                                                     {"read-collection", BodyKind::collection},
                                                     {"read-error", BodyKind::error}};
  return named;
}

// "2s", "500ms"; a number alone is seconds.
std::string duration_fault(const std::string& text) {
  const std::size_t digits = text.find_first_not_of("0123456789");
  const std::string unit = digits == std::string::npos ? "s" : text.substr(digits);
  const bool is_number = digits != 0 && text.substr(0, digits).size() <= 6;
  if (is_number && (unit == "s" || unit == "ms")) return {};
  return text + " isn't a time, such as 2s or 500ms";
}

std::string report_fault(const std::string& text) {
  if (names_file(text, {"json=", "junit=", "md=", "html=", "badge="})) return {};
  return text + " isn't KIND=FILE, with json, junit, md, html or badge as KIND";
}

std::string power_report_fault(const std::string& text) {
  if (names_file(text, {"json=", "summary=", "md=", "html="})) return {};
  return text + " isn't KIND=FILE, with json, summary, md or html as KIND";
}

CommonOptions common_options(const TypedOptions& typed, const std::string& subject) {
  CommonOptions common;
  common.subject = subject;
  common.corpus = typed.corpus.empty() ? own_corpus() : std::filesystem::path(typed.corpus);
  common.colored = use_color(typed.color);
  common.width = width();
  common.subject_options.contract = find_contract(typed.contract);
  common.subject_options.http = http_options(typed);
  common.subject_options.library_host = own_program().string();
  OneshotOptions& oneshot = common.subject_options.oneshot;
  oneshot.process.answer_timeout = duration(typed.timeout);
  oneshot.process.startup_timeout = duration(typed.startup_timeout);
  oneshot.kind = oneshot_verbs().at(typed.verb);
  if (typed.reject_exit >= 0) oneshot.reject_exit = typed.reject_exit;
  return common;
}

}  // namespace connectorgroup
