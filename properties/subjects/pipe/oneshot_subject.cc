#include "properties/subjects/pipe/oneshot_subject.h"

#include <sys/wait.h>

#include <algorithm>
#include <utility>

#include "properties/subject_failure.h"
#include "properties/subjects/pipe/child_process.h"
#include "properties/subjects/pipe/line_protocol.h"
#include "properties/subjects/pipe/line_values.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

// What one run of the program said.
class Run {
 public:
  Run(const std::vector<std::string>& arguments, const Contract& contract, BodyKind kind,
      std::string_view text, std::chrono::milliseconds time)
      : process_(arguments, {{"CGCONFORM_VERB", std::string(line_protocol::read_verb(kind))},
                             {"CGCONFORM_CONTRACT", std::string(contract.id)}}) {
    const auto deadline = ChildProcess::Clock::now() + time;
    std::string_view rest = text;
    process_.close_input_when_written();
    while (true) {
      const ChildProcess::Moved moved = process_.move(rest, output_, deadline);
      if (moved == ChildProcess::Moved::closed) break;
      if (moved == ChildProcess::Moved::timeout) {
        const bool dripped = !output_.empty();
        fail(dripped ? Misbehaviour::slow_drip : Misbehaviour::hang, "no end within the time");
      }
      if (output_.size() > line_protocol::kReplySizeMax) {
        fail(Misbehaviour::flood, "an answer of more than 1 MiB");
      }
    }
    const auto left = deadline - ChildProcess::Clock::now();
    const auto status = process_.wait_for(
        std::max(1ms, std::chrono::duration_cast<std::chrono::milliseconds>(left)));
    if (!status) fail(Misbehaviour::closed_pipe, "it closed its output and goes on running");
    if (!WIFEXITED(*status)) fail(Misbehaviour::crash, describe_status(*status));
    status_ = WEXITSTATUS(*status);
  }

  int status() const { return status_; }
  const std::string& output() const { return output_; }

  [[noreturn]] void fail(Misbehaviour misbehaviour, const std::string& what) {
    process_.end(0ms);
    throw SubjectFailure(misbehaviour, what, process_.error_output());
  }

 private:
  ChildProcess process_;
  std::string output_;
  int status_ = 0;
};

class OneshotSubject : public Subject {
 public:
  OneshotSubject(std::string name, std::vector<std::string> arguments, const Contract& contract,
                 const OneshotOptions& options)
      : name_(std::move(name)),
        arguments_(std::move(arguments)),
        contract_(&contract),
        options_(options) {}

  std::string name() const override { return name_; }
  const Contract& contract() const override { return *contract_; }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    if (kind != options_.kind) return {};
    Run run(arguments_, *contract_, kind, text, options_.process.startup_timeout);
    if (options_.reject_exit && run.status() == *options_.reject_exit) {
      return {Verdict::reject, {}, std::nullopt};
    }
    if (run.status() != 0) {
      run.fail(Misbehaviour::crash, "exit status " + std::to_string(run.status()));
    }
    if (options_.reject_exit) return {Verdict::accept, {}, std::nullopt};
    return said(kind, run);
  }

  WriteAnswer write(BodyKind, const BodyValue&, Form) override { return {}; }

 private:
  ReadAnswer said(BodyKind kind, Run& run) {
    std::string_view line = run.output();
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::string fault;
    const auto reply = line_protocol::parse_reply(line, fault);
    if (!reply) run.fail(Misbehaviour::garbage, fault);
    if (reply->verdict == line_protocol::ReplyVerdict::skip) return {};
    if (reply->verdict == line_protocol::ReplyVerdict::reject) {
      return {Verdict::reject, {}, std::nullopt};
    }
    if (reply->verdict != line_protocol::ReplyVerdict::accept) {
      run.fail(Misbehaviour::garbage, "the verdict is accept or reject");
    }
    std::optional<ReadAnswer> answer = line_protocol::body_of(kind, reply->pairs, fault);
    if (!answer) run.fail(Misbehaviour::garbage, fault);
    return std::move(*answer);
  }

  std::string name_;
  std::vector<std::string> arguments_;
  const Contract* contract_;
  OneshotOptions options_;
};

}  // namespace

std::unique_ptr<Subject> make_oneshot_subject(std::string name, std::vector<std::string> arguments,
                                              const Contract& contract,
                                              const OneshotOptions& options) {
  return std::make_unique<OneshotSubject>(std::move(name), std::move(arguments), contract, options);
}

}  // namespace connectorgroup
