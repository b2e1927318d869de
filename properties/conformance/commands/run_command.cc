// cgconform run

#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <optional>
#include <utility>

#include "properties/conformance/choices.h"
#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/commands/preparation.h"
#include "properties/conformance/commands/reproductions.h"
#include "properties/conformance/failure_shrinker.h"
#include "properties/conformance/known_list.h"
#include "properties/conformance/report/badge_report.h"
#include "properties/conformance/report/html_report.h"
#include "properties/conformance/report/json_report.h"
#include "properties/conformance/report/junit_report.h"
#include "properties/conformance/report/markdown_report.h"
#include "properties/conformance/report/terminal_report.h"
#include "properties/conformance/revision.h"
#include "properties/conformance/runner.h"
#include "properties/input_files.h"
#include "properties/subjects/pipe/interrupted.h"

namespace connectorgroup {
namespace {

std::string report_of(std::string_view kind, const RunReport& report) {
  if (kind == "json") return json_report(report);
  if (kind == "junit") return junit_report(report);
  if (kind == "md") return markdown_report(report);
  if (kind == "html") return html_report({&report, 1});
  return badge_report(report);
}

// One run of the command: what it needs, and what becomes of it.
class RunOfCommand {
 public:
  explicit RunOfCommand(const RunCommand& command) : command_(command) {}

  int run() {
    return complaining([this] {
      prepare();
      judge();
      return tell();
    });
  }

 private:
  const CommonOptions& common() const { return command_.common; }

  void prepare() {
    choose_contract();
    subject_ = required_subject(common().subject, common());
    cases_ = required_cases(subject_, common());
    require_named(cases_, command_.only);
    require_named(cases_, command_.skip);
    load_lists();
  }

  // A rule may be of one contract alone; then its fault shows there and nowhere else.
  void choose_contract() {
    const std::optional<Rule> rule = common().subject.starts_with("fault:")
                                         ? find_rule(std::string_view(common().subject).substr(6))
                                         : std::nullopt;
    if (!rule || command_.contract_is_chosen) return;
    for (const Contract& contract : contracts()) {
      const CasesAnswer loaded = load_cases(common().corpus, contract);
      const auto* cases = std::get_if<std::vector<ConformanceCase>>(&loaded);
      const bool has_rule =
          cases != nullptr && std::any_of(cases->begin(), cases->end(),
                                          [&](const auto& each) { return each.rule == rule; });
      if (!has_rule) continue;
      command_.common.subject_options.contract = &contract;
      return;
    }
  }

  std::string content_of(const std::string& path) const {
    std::optional<std::string> text = read_file(path);
    if (!text) throw Unusable{kUsage, path + " can't be read"};
    return *std::move(text);
  }

  void load_lists() {
    if (!command_.known.empty()) {
      // A list that is to be written need not be there.
      const bool is_new = command_.update_known && !std::filesystem::exists(command_.known);
      auto list = KnownList::parse(is_new ? "" : content_of(command_.known));
      if (const auto* fault = std::get_if<std::string>(&list)) {
        throw Unusable{kUsage, command_.known + ": " + *fault};
      }
      known_ = std::get<KnownList>(std::move(list));
    }
    if (!command_.choices.empty()) {
      auto choices = parse_choices(content_of(command_.choices));
      if (const auto* fault = std::get_if<std::string>(&choices)) {
        throw Unusable{kUsage, command_.choices + ": " + *fault};
      }
      choices_ = std::get<std::map<Rule, Choice>>(std::move(choices));
    }
    const std::vector<std::string> known_revisions = revisions(common().corpus);
    if (command_.revision.empty() && known_revisions.empty()) return;
    auto revision = load_revision(
        common().corpus, command_.revision.empty() ? known_revisions.back() : command_.revision);
    if (const auto* fault = std::get_if<std::string>(&revision)) throw Unusable{kUsage, *fault};
    revision_ = std::get<Revision>(std::move(revision));
  }

  RunOptions run_options(std::optional<Progress>& progress) {
    RunOptions options;
    options.selected = [this](const ConformanceCase& each) {
      return (command_.only.empty() || is_named(command_.only, each.id)) &&
             !is_named(command_.skip, each.id);
    };
    if (revision_) {
      options.scored = [this](const ConformanceCase& each) {
        return revision_->ids.contains(each.id);
      };
    }
    options.failures_max = command_.failures_max;
    options.tells_durations = command_.tells_durations;
    if (!command_.quiet) {
      options.progress = [&](std::size_t planned, const ProgressState& state) {
        if (!progress) progress.emplace(planned, progress_style(), standard_error_);
        progress->update(state);
      };
    }
    return options;
  }

  Progress::Style progress_style() const { return {isatty(STDERR_FILENO) != 0, common().width}; }

  void judge() {
    const Standard standard{common().subject_options.contract,
                            command_.level.value_or(subject_.level), choices_};
    {
      std::optional<Progress> progress;
      report_ = Runner(cases_, standard, subject_.make, run_options(progress)).run();
    }
    report_.subject = subject_.spec;
    report_.command = command_.arguments;
    report_.tool_version = CONNECTORGROUP_VERSION;
    if (revision_) report_.revision = revision_->name;
    for (const auto& [rule, choice] : choices_) {
      report_.choices.emplace_back(row(rule).id, name(choice));
    }
    identify(subject_, report_);
    if (command_.shrinks && report_.complete) {
      Observer observer(standard, subject_.make);
      shrink_failures(report_, cases_, observer);
    }
    if (command_.random && report_.complete) judge_random(standard);
    if (interrupt_asked.load() && report_.complete) {
      report_.complete = false;
      report_.stopped = "interrupted";
    }
  }

  void judge_random(const Standard& standard) {
    RandomOptions random = *command_.random;
    random.corpus = common().corpus;
    random.is_server = subject_.is_server;
    if (!command_.shrinks) random.shrink_calls_max = 0;
    report_.random = run_random(standard, subject_.make, random);
  }

  int tell() {
    report_.leftovers = subject_.leftovers();
    bool written = save_random_failures(report_, subject_, command_.failures);
    add_reproductions(report_, cases_, subject_, common().corpus);
    written = apply_known() && written;
    if (const auto contradiction = check(report_)) {
      complain("the report contradicts itself: " + *contradiction);
      return kInternal;
    }
    std::string text;
    TerminalStyle style;
    style.colored = common().colored;
    style.width = common().width;
    style.verbosity = command_.quiet ? Verbosity::quiet : command_.verbosity;
    append_report(report_, style, text);
    const bool out_is_taken = std::any_of(command_.reports.begin(), command_.reports.end(),
                                          [](const auto& asked) { return asked.ends_with("=-"); });
    written = (out_is_taken ? write_error(text) : write_out(text)) && written;
    return write_reports() && written ? exit_status(report_) : kInternal;
  }

  bool apply_known() {
    if (command_.known.empty()) return true;
    const std::vector<std::string> ids = ids_of(cases_);
    bool written = true;
    // What a run that ended early says of later cases isn't known.
    if (command_.update_known && report_.complete) {
      const std::string text = known_.updated(report_, ids);
      written = write_file(command_.known, text);
      known_ = std::get<KnownList>(KnownList::parse(text));
    }
    known_.apply(report_, ids, today());
    return written;
  }

  bool write_reports() const {
    bool written = true;
    for (const std::string& each : command_.reports) {
      const std::size_t equals = each.find('=');
      const std::string text = report_of(each.substr(0, equals), report_);
      written = write_file(each.substr(equals + 1), text) && written;
    }
    return written;
  }

  RunCommand command_;
  NamedSubject subject_;
  std::vector<ConformanceCase> cases_;
  KnownList known_;
  std::map<Rule, Choice> choices_;
  std::optional<Revision> revision_;
  StandardError standard_error_;
  RunReport report_;
};

}  // namespace

int run_command(const RunCommand& command) { return RunOfCommand(command).run(); }

}  // namespace connectorgroup
