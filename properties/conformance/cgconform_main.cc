// cgconform: points the suite at any implementation. This file knows the arguments; the commands
// are in commands/.
//
// Exit status: 0 conforming; 1 not; 2 usage; 3 the subject couldn't be judged; 4 a fault of the
// suite.

#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/commands/program_text.h"
#include "properties/conformance/commands/typed_options.h"
#include "properties/subjects/pipe/interrupted.h"

namespace {

using namespace connectorgroup;

// `--help` fits a screen of 80 columns and 24 lines; the options of this group are in `--help-all`.
constexpr const char* kRareOptions = "Rarely needed";

class ScreenHelp : public CLI::Formatter {
 public:
  ScreenHelp() { column_width(20); }

  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    const std::string text = Formatter::make_help(app, std::move(name), mode);
    // The group is the last: commands have no footer.
    const std::size_t rare = text.find("\n" + std::string(kRareOptions) + ":");
    if (mode != CLI::AppFormatMode::Normal || rare == std::string::npos) return text;
    return text.substr(0, rare) +
           "More options, of time limits, servers and the like: --help-all\n";
  }

  // What an option takes, without the check of it, which its description tells.
  std::string make_option_opts(const CLI::Option* option) const override {
    const std::string type = option->get_type_name();
    return type.empty() || option->get_items_expected_max() == 0
               ? std::string()
               : " " + type.substr(0, type.find(':'));
  }
};

// The program's arguments, and what is done when they are right.
class Arguments {
 public:
  Arguments(int argc, char** argv) : all_(argv, argv + argc) {
    app_.require_subcommand(1);
    CLI::Option* help = app_.set_help_flag("-h,--help", "This help");
    CLI::Option* version = app_.set_version_flag("--version", "cgconform " CONNECTORGROUP_VERSION);
    CLI::Option* whole_help = app_.set_help_all_flag("--help-all", "Help with all options");
    app_.failure_message([](const CLI::App*, const CLI::Error& error) {
      return std::string(error.what()) + "\nRun with --help for more information.\n";
    });
    app_.footer(
        "Exit status: 0 conforming, 1 not, 2 usage, 3 the subject couldn't be judged,\n"
        "4 a fault of the suite. `cgconform COMMAND --help` has a command's options,\n"
        "--help-all every option, --version the version.");
    app_.formatter(std::make_shared<ScreenHelp>());  // before the commands, which inherit it
    add_run();
    add_replay();
    add_shrink();
    add_characterise();
    add_diff();
    add_smoke();
    add_list();
    add_explain();
    add_export();
    add_check();
    add_answer();
#ifdef CONNECTORGROUP_HAS_SERVE
    add_serve();
#endif
    add_selftest();
    add_power();
    add_program_text();
    add_misbehave();
    // The footer names them. The commands took those of help over before they were hidden.
    for (CLI::Option* option : {help, version, whole_help}) option->group("");
  }

  int run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? kConforming : kUsage;
    }
    try {
      return action_();
    } catch (const Interrupted&) {
      complain("interrupted");
      return kNotJudged;
    }
  }

 private:
  CLI::App* command(const std::string& name, const std::string& what, std::function<int()> action) {
    CLI::App* added = app_.add_subcommand(name, what);
    added->set_help_all_flag("--help-all", "Help with all options")->group("");
    added->callback([this, action] { action_ = action; });
    return added;
  }

  void add_contract(CLI::App* command) {
    std::vector<std::string> ids;
    for (const Contract& contract : contracts()) ids.emplace_back(contract.id);
    command->add_option("--contract", typed_.contract, "Which contract, by default graph-2017")
        ->check(CLI::IsMember(ids));
  }
  void add_corpus(CLI::App* command) {
    command->add_option("--corpus", typed_.corpus, "The corpus, by default the project's own")
        ->check(CLI::ExistingDirectory)
        ->group(kRareOptions);
    add_contract(command);
  }
  void add_subject(CLI::App* command) {
    command->add_option("--subject", subject_,
                        "model, fault:RULE, library:NAME, lib:FILE.so, exec:COMMAND,\n"
                        "oneshot:COMMAND or http://HOST:PORT/BASE; default model");
    add_waiting(command);
  }
  // How long a subject may take, and how the program of a oneshot subject answers.
  void add_waiting(CLI::App* command) {
    const auto time = [](const std::string& text) { return duration_fault(text); };
    command->add_option("--timeout", typed_.timeout, "For each answer, by default 2s")
        ->check(time)
        ->group(kRareOptions);
    command
        ->add_option("--startup-timeout", typed_.startup_timeout,
                     "For the first, and for each text of oneshot; by default 10s")
        ->check(time)
        ->group(kRareOptions);
    command
        ->add_option("--reject-exit", typed_.reject_exit,
                     "oneshot: the exit status that means rejected")
        ->check(CLI::Range(1, 255))
        ->group(kRareOptions);
    std::vector<std::string> verbs;
    for (const auto& [verb, _] : oneshot_verbs()) verbs.push_back(verb);
    command->add_option("--verb", typed_.verb, "oneshot: what it reads, by default read-request")
        ->check(CLI::IsMember(verbs))
        ->group(kRareOptions);
    add_server_options(command);
  }
  void add_server_options(CLI::App* command) {
    const auto header_fault = [](const std::string& text) {
      return text.find(':') == std::string::npos ? text + " isn't NAME: VALUE" : std::string();
    };
    CLI::Option* allowed =
        command->add_option("--allow-host", typed_.allowed_host,
                            "A server's host that isn't this machine; by default only loopback is");
    CLI::Option* headers = command
                               ->add_option("--header", typed_.headers,
                                            "NAME: VALUE, sent to a server with each request")
                               ->check(header_fault);
    CLI::Option* token =
        command
            ->add_option("--token-file", typed_.token_file,
                         "A file with the token for a server; or CGCONFORM_TOKEN says it")
            ->check(CLI::ExistingFile);
    CLI::Option* authorities =
        command
            ->add_option("--ca-file", typed_.ca_file, "https: authorities in place of the system's")
            ->check(CLI::ExistingFile);
    CLI::Option* rate =
        command->add_option("--rate", typed_.rate, "Requests to a server a second at most")
            ->check(CLI::PositiveNumber);
    for (CLI::Option* option : {allowed, headers, token, authorities, rate}) {
      option->group(kRareOptions);
    }
  }

  void add_run() {
    CLI::App* added = command("run", "Put the cases to a subject", [this] {
      run_.common = common_options(typed_, subject_);
      run_.contract_is_chosen = app_.get_subcommand("run")->count("--contract") > 0;
      run_.arguments.assign(all_.begin() + 1, all_.end());
      if (!typed_.level.empty()) run_.level = levels().at(typed_.level);
      if (verbosity_ > 0) {
        run_.verbosity = verbosity_ > 1 ? Verbosity::very_verbose : Verbosity::verbose;
      }
      if (seconds_ > 0) random_.time = std::chrono::seconds(seconds_);
      if (random_.inputs > 0 || random_.time) run_.random = random_;
      return run_command(run_);
    });
    add_subject(added);
    add_corpus(added);
    added
        ->add_option("--level", typed_.level,
                     "The highest that counts: required, recommended or choice;\n"
                     "default required, of model and fault: choice")
        ->check(CLI::IsMember(levels()));
    added->add_option("--only", run_.only, "Cases by id; * is anything but /, ** anything");
    added->add_option("--skip", run_.skip, "Not these");
    added->add_option("--max-fail", run_.failures_max, "End with this failure");
    CLI::Option* inputs =
        added->add_option("--random", random_.inputs, "Also put the laws to so many random inputs");
    CLI::Option* time = added->add_option("--max-time", seconds_,
                                          "Also put the laws to random inputs for so many seconds");
    CLI::Option* seed =
        added->add_option("--seed", random_.seed, "Of the random inputs; default 1");
    for (CLI::Option* option : {inputs, time, seed}) option->check(CLI::PositiveNumber);
    added
        ->add_option("--report", run_.reports,
                     "KIND=FILE,...: json, junit, md, html, badge; - is stdout")
        ->delimiter(',')
        ->check([](const std::string& text) { return report_fault(text); });
    added
        ->add_flag("--timestamps", run_.tells_durations,
                   "How long each answer took, in json and junit; they then differ by run")
        ->group(kRareOptions);
    add_lists(added);
    added
        ->add_option("--failures", run_.failures,
                     "The folder for inputs of random failures, by default .cgconform")
        ->group(kRareOptions);
    added->add_flag("!--no-shrink", run_.shrinks, "Leave failing inputs as they are")
        ->group(kRareOptions);
    added->add_flag("-q,--quiet", run_.quiet, "The summary alone");
    added->add_flag("-v", verbosity_, "Also known failures and what wasn't judged; -vv: all");
    add_color(added);
  }

  void add_lists(CLI::App* run) {
    CLI::Option* known = run->add_option("--known", run_.known, "The list of known failures");
    run->add_flag("--update-known", run_.update_known, "Write that list anew")->needs(known);
    run->add_option("--choices", run_.choices, "Hold the subject to these choices")
        ->check(CLI::ExistingFile);
    run->add_option("--revision", run_.revision, "The scored set, by default the newest")
        ->group(kRareOptions);
  }

  void add_color(CLI::App* command) {
    command->add_option("--color", typed_.color, "auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->group(kRareOptions);
  }

  void add_failure_options(CLI::App* command) {
    command
        ->add_option("what", failure_.what,
                     "A case's id, a file that run saved, or any file with --as")
        ->required();
    command->add_option("--as", failure_.verb,
                        "How a file of octets is asked about: a verb of the line\n"
                        "protocol, such as \"read-message request\"");
    add_subject(command);
    add_corpus(command);
    command->add_option("--level", typed_.level, "As of run, but at least the case's own")
        ->check(CLI::IsMember(levels()));
    add_color(command);
  }

  const FailureCommand& failure() {
    failure_.common = common_options(typed_, subject_);
    if (!typed_.level.empty()) failure_.level = levels().at(typed_.level);
    return failure_;
  }

  void add_replay() {
    add_failure_options(command("replay", "Ask again, three times: FIXED, FAILED or FLAKY?",
                                [this] { return replay_command(failure()); }));
  }

  void add_shrink() {
    CLI::App* added = command("shrink", "Make a failing input small",
                              [this] { return shrink_command(failure()); });
    add_failure_options(added);
    added->add_option("--output", failure_.output, "Where the small input goes");
    added->add_option("--calls", failure_.calls_max, "Questions at most, by default 400")
        ->check(CLI::PositiveNumber);
  }

  void add_characterise() {
    CLI::App* added =
        command("characterise", "Find out what a subject chose where it may choose", [this] {
          characterise_.common = common_options(typed_, subject_);
          return characterise_command(characterise_);
        });
    added->add_option("--write", characterise_.output,
                      "The file for run --choices; by default standard output");
    add_subject(added);
    add_corpus(added);
  }

  void add_diff() {
    CLI::App* added = command("diff", "What do several subjects do otherwise, by rule?", [this] {
      diff_.common = common_options(typed_, subject_);
      return diff_command(diff_);
    });
    added->add_option("--subject", diff_.subjects, "As of run; once for each")->required();
    add_waiting(added);
    added->add_option("--only", diff_.only, "Cases by id, as for run");
    added->add_option("--html", diff_.html, "The matrix of all cases, as a page");
    add_corpus(added);
  }

  void add_smoke() {
    CLI::App* added = command("smoke", "Is my wrapper right? A dozen questions, with advice",
                              [this] { return smoke_command(common_options(typed_, subject_)); });
    add_subject(added);
    add_contract(added);
  }

  void add_list() {
    CLI::App* added = command("list", "Say which cases, rules or planted faults there are", [this] {
      list_.common = common_options(typed_, subject_);
      return list_command(list_);
    });
    added->add_option("only", list_.only, "Cases by id, as for run");
    CLI::Option* rules = added->add_flag("--rules", list_.rules, "The rules");
    added->add_flag("--faults", list_.faults, "The planted faults: fault:NAME of run is one")
        ->excludes(rules);
    added->add_flag("--json", list_.json, "As JSON");
    add_corpus(added);
  }

  void add_explain() {
    CLI::App* added =
        command("explain", "Say what a rule, a case or a planted fault is about",
                [this] { return explain_command(common_options(typed_, subject_), name_); });
    added->add_option("name", name_, "The id of a rule, a case or a fault")->required();
    add_corpus(added);
  }

  void add_export() {
    CLI::App* added = command("export", "Write all cases to a folder", [this] {
      return export_command(common_options(typed_, subject_), name_);
    });
    added->add_option("folder", name_, "Where cases.json and requests.txt go")->required();
    add_corpus(added);
  }

  void add_check() {
    CLI::App* added = command("check", "Is this text right? Or which rule does it break?", [this] {
      check_.contract = find_contract(typed_.contract);
      check_.contract_is_chosen = app_.get_subcommand("check")->count("--contract") > 0;
      return check_command(check_);
    });
    added
        ->add_option("--as", check_.as,
                     "create-request, create-response, collection, error,\n"
                     "http-request, http-response or page; default the first")
        ->check(CLI::IsMember({"create-request", "create-response", "collection", "error",
                               "http-request", "http-response", "page"}));
    added->add_flag("--json", check_.json, "The answer as JSON");
    added->add_option("file", check_.path, "By default -, standard input");
    add_contract(added);
  }

  void add_answer() {
    CLI::App* added = command("answer", "Speak the line protocol for a subject",
                              [this] { return answer_command(common_options(typed_, subject_)); });
    add_subject(added);
    add_contract(added);
  }

#ifdef CONNECTORGROUP_HAS_SERVE
  void add_serve() {
    CLI::App* added = command("serve", "Be the reference service, on real sockets", [this] {
      serve_.contract = find_contract(typed_.contract);
      return serve_command(serve_);
    });
    added->add_option("--port", serve_.port, "By default one that is free; it is said");
    added->add_option("--address", serve_.address, "By default 127.0.0.1");
    added->add_option("--token", serve_.tokens, "A token to take; by default any");
    added->add_option("--connections", serve_.connections_max, "At once, by default 1024")
        ->check(CLI::PositiveNumber);
    added->add_option("--record", serve_.record,
                      "A file: of each request what it broke, a line of JSON each");
    added->add_flag("--expect-clean", serve_.expect_clean,
                    "Exit 1 if a request broke a rule, 3 if none came");
    added->add_option("--misbehave", serve_.misbehaviour,
                      "Answer creates wrongly; `list` says in which ways");
    add_contract(added);
  }
#endif

  void add_selftest() {
    CLI::App* added =
        command("selftest", "Does the runner label what misbehaves as it must, here?", [this] {
          return selftest_command(common_options(typed_, subject_), own_program().string());
        });
    add_corpus(added);
  }

  void add_power() {
    CLI::App* added = command("power", "What does the suite find of planted faults?", [this] {
      power_.common = common_options(typed_, subject_);
      power_.program = own_program();
      if (!trial_.empty()) return trial_command(power_, trial_.at(0), trial_.at(1));
      return power_command(power_);
    });
    add_corpus(added);
    added->add_option("--only", power_.only, "Faults by id; * and ** as for run");
    added->add_option("--sample", power_.sample, "So many of them, spread over the list");
    std::vector<std::string> drivers;
    for (const Driver driver : kDrivers) drivers.emplace_back(name(driver));
    added
        ->add_option("--drivers", power_.drivers,
                     "cases, laws, exhaustive, random, arbitrary, fuzz;\n"
                     "default all, but fuzz only with --fuzz-build")
        ->delimiter(',')
        ->check(CLI::IsMember(drivers));
    added
        ->add_option("--fuzz-build", power_.fuzz_build,
                     "A build of the preset fuzz-plain or fuzz,\nsuch as build/fuzz-plain")
        ->check(CLI::ExistingDirectory);
    CLI::Option* seeds =
        added->add_option("--seeds", power_.budget.seeds, "Of what has some; default 5");
    CLI::Option* inputs = added->add_option("--inputs", power_.budget.inputs,
                                            "Generated for each seed; default 10000");
    CLI::Option* executions = added->add_option("--executions", power_.budget.executions,
                                                "Of a fuzz target for each seed; default 200000");
    CLI::Option* length = added
                              ->add_option("--length", power_.budget.length,
                                           "Tokens of the longest enumerated bodies; default 3")
                              ->check(CLI::Range(2, 6));
    CLI::Option* jobs = added->add_option("--jobs", power_.jobs, "Trials at a time; default 1");
    for (CLI::Option* option : {seeds, inputs, executions, jobs}) {
      option->check(CLI::PositiveNumber);
    }
    added
        ->add_option("--results", power_.results,
                     "Where trials are kept, and gone on from by the same program;\n"
                     "default build/power/trials.jsonl")
        ->group(kRareOptions);
    added->add_option("--record", power_.record, "Report on what --report json= wrote; try nothing")
        ->check(CLI::ExistingFile);
    added->add_option("--report", power_.reports, "KIND=FILE,...: json, summary, md, html")
        ->delimiter(',')
        ->check([](const std::string& text) { return power_report_fault(text); });
    added->add_option("--trial", trial_, "One trial, by this process: DRIVER FAULT")
        ->expected(2)
        ->group("");
    length->group(kRareOptions);
  }

  void add_program_text() {
    CLI::App* completes = command("completion", "Print a completion script for a shell", [this] {
      return write_out(completion(app_, name_)) ? kConforming : kInternal;
    });
    completes->add_option("shell", name_, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    command("manual", "Print the manual page: cgconform manual | man -l -",
            [this] { return write_out(manual(app_)) ? kConforming : kInternal; });
  }

  void add_misbehave() {
    CLI::App* added = command("misbehave", "Be a subject that misbehaves (for selftest)",
                              [this] { return misbehave_command(name_); });
    added->group("");
    added->add_option("how", name_, "Which way; any other word lists them")->required();
  }

  CLI::App app_{"Says which rules of POST /connectorGroups an implementation breaks.", "cgconform"};
  std::vector<std::string> all_;
  TypedOptions typed_;
  std::string subject_ = "model";
  std::string name_;
  RunCommand run_;
  int verbosity_ = 0;
  FailureCommand failure_;
  CharacteriseCommand characterise_;
  DiffCommand diff_;
  RandomOptions random_;
  std::uint32_t seconds_ = 0;
  ListCommand list_;
  CheckCommand check_;
  ServeCommand serve_;
  PowerCommand power_;
  std::vector<std::string> trial_;
  std::function<int()> action_;
};

void ask_to_stop(int) { interrupt_asked.store(true); }

}  // namespace

int main(int argc, char** argv) {
  // A subject that has gone is seen by what a write says.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  return Arguments(argc, argv).run(argc, argv);
}
