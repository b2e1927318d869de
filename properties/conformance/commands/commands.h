// The commands of cgconform. The program parses its arguments into these structs; each function
// does the work and gives the exit status (CONFORMANCE of kExit... below).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/contract.h"
#include "model/rule.h"
#include "properties/conformance/cases.h"
#include "properties/conformance/power/trial.h"
#include "properties/conformance/random_run.h"
#include "properties/conformance/report/terminal_report.h"
#include "properties/conformance/shrink.h"
#include "properties/conformance/subject_spec.h"

namespace connectorgroup {

inline constexpr int kConforming = 0;     // or: accepted, done
inline constexpr int kNonconforming = 1;  // or: rejected
inline constexpr int kUsage = 2;
inline constexpr int kNotJudged = 3;  // the subject couldn't be judged; a file can't be read
inline constexpr int kInternal = 4;   // a fault of the suite, or its report can't be written

struct CommonOptions {
  std::string subject = "model";
  SubjectOptions subject_options;
  std::filesystem::path corpus;
  bool colored = false;
  std::size_t width = 100;
};

struct RunCommand {
  CommonOptions common;
  std::optional<Level> level;
  // The user named the contract. Otherwise a fault of another contract's rule is tried under that.
  bool contract_is_chosen = false;
  std::vector<std::string> only;  // patterns
  std::vector<std::string> skip;
  std::size_t failures_max = 0;
  std::optional<RandomOptions> random;
  bool shrinks = true;
  std::string failures = ".cgconform";  // the folder where random failures are saved
  std::string known;                    // a file, or empty
  bool update_known = false;
  std::string choices;   // a file, or empty
  std::string revision;  // empty: the newest
  bool tells_durations = false;
  bool quiet = false;
  Verbosity verbosity = Verbosity::normal;
  // "json=FILE": kinds are json, junit, md, html and badge; a file - is standard output, and what
  // is for people then goes to standard error.
  std::vector<std::string> reports;
  std::vector<std::string> arguments;  // of the program, for reports
};
int run_command(const RunCommand& command);

struct FailureCommand {
  CommonOptions common;
  std::optional<Level> level;
  // A case's id, a file that a run saved, or any file if a verb is given.
  std::string what;
  std::string verb;    // "read-request", "read-message request"
  std::string output;  // of shrink: where the small input goes, or empty
  std::size_t calls_max = kShrinkCallsMax;
};
// Asks again, three times, each on a fresh subject: FIXED, FAILED, FLAKY, or ERROR where it can't
// be judged.
int replay_command(const FailureCommand& command);
// Makes the input smaller.
int shrink_command(const FailureCommand& command);

struct CharacteriseCommand {
  CommonOptions common;
  std::string output = "-";
};
// Finds out the choices that the subject made (choices.h).
int characterise_command(const CharacteriseCommand& command);

struct DiffCommand {
  CommonOptions common;
  std::vector<std::string> subjects;
  std::vector<std::string> only;
  std::string html;  // a file, or empty
};
// What several subjects do otherwise than the strict model, and which of them do the same. That
// they differ is no failure.
int diff_command(const DiffCommand& command);

struct ListCommand {
  CommonOptions common;
  std::vector<std::string> only;
  bool rules = false;
  bool faults = false;
  bool json = false;
};
int list_command(const ListCommand& command);

// `name`: a rule, a case or a planted fault.
int explain_command(const CommonOptions& common, const std::string& name);

// Writes every case as files: its input, and a table of what is due.
int export_command(const CommonOptions& common, const std::filesystem::path& folder);

// The line protocol on standard input and output.
int answer_command(const CommonOptions& common);

// A dozen questions to a wrapper that is being written, with advice in plain words.
int smoke_command(const CommonOptions& common);

// Each misbehaving subject gets the label that it must.
int selftest_command(const CommonOptions& common, const std::string& own_program);
// What selftest starts: a program that speaks the protocol and misbehaves.
int misbehave_command(const std::string& how);

struct PowerCommand {
  CommonOptions common;
  Budget budget;
  std::vector<std::string> only;     // patterns of faults; none: all
  std::vector<std::string> drivers;  // none: all but fuzz, which needs a build of its own
  std::size_t sample = 0;            // so many faults, spread over the list; 0: all
  std::size_t jobs = 1;              // trials at a time
  std::filesystem::path fuzz_build;  // of the preset `fuzz`
  std::string results =
      "build/power/trials.jsonl";    // the file that trials are kept in and gone on from
  std::string record;                // report on this record, and try nothing
  std::vector<std::string> reports;  // "md=FILE": json, summary, md, html
  std::filesystem::path program;     // this one
};
// What the suite finds of planted faults. 0: each is found by the catalogue and, where searches
// were made, by one of them with every seed, or a reason stands in properties/faults/unfound.tsv;
// and the model gives no alarm.
int power_command(const PowerCommand& command);
// One trial, by a process of its own: "cases http.host.missing".
int trial_command(const PowerCommand& command, const std::string& driver, const std::string& fault);

struct ServeCommand {
  const Contract* contract = &graph_2017();
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  std::vector<std::string> tokens;
  std::size_t connections_max = 1024;
  std::string record;  // a file, or empty
  bool expect_clean = false;
  std::string misbehaviour;  // its name, or empty
};
// The reference service on real sockets, until SIGTERM or SIGINT. Only where it was built.
int serve_command(const ServeCommand& command);
// The names of the misbehaviours and what they do, one on a line.
std::string misbehaviours_text();

struct CheckCommand {
  std::string as = "create-request";  // or "page" and others, as --help lists them
  const Contract* contract = &graph_2017();
  bool contract_is_chosen = false;  // otherwise a page says which it is of
  std::string path = "-";
  bool json = false;
};
int check_command(const CheckCommand& command);

}  // namespace connectorgroup
