#include "properties/subjects/pipe/process_channel.h"

#include <sys/wait.h>

#include <cstdint>
#include <optional>

#include "properties/escaped.h"
#include "properties/subject_failure.h"
#include "properties/subjects/pipe/child_process.h"
#include "properties/subjects/pipe/line_protocol.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;
using line_protocol::kReplySizeMax;

std::string in_seconds(std::chrono::milliseconds time) {
  std::string text = std::to_string(time.count() / 1000);
  if (time.count() % 1000 != 0) text += "." + std::to_string(1000 + time.count() % 1000).substr(1);
  return text + " s";
}

class ProcessChannel : public LineChannel {
 public:
  ProcessChannel(std::vector<std::string> arguments, const Contract& contract,
                 const ProcessOptions& options)
      : arguments_(std::move(arguments)), contract_(&contract), options_(options) {}

  ~ProcessChannel() override {
    // It is told that no more comes, and may end in its own way.
    if (process_) process_->end(500ms);
  }

  std::string ask(std::string_view words) override {
    if (!process_) start();
    return asked(words, options_.answer_timeout);
  }

 private:
  void start() {
    process_.emplace(arguments_);
    pending_.clear();
    const std::string greeting =
        std::string("hello proto=n:1 contract=s:").append(line_protocol::to_hex(contract_->id));
    const std::string words = asked(greeting, options_.startup_timeout);
    std::string fault;
    const auto reply = line_protocol::parse_reply(words, fault);
    if (!reply) fail(Misbehaviour::garbage, "the answer to hello: " + fault);
    const bool known = reply->verdict == line_protocol::ReplyVerdict::ok ||
                       reply->verdict == line_protocol::ReplyVerdict::skip;
    if (!known) {
      fail(
          Misbehaviour::garbage,
          std::string("hello is answered with ok or skip, not with ").append(name(reply->verdict)));
    }
  }

  std::string asked(std::string_view words, std::chrono::milliseconds time) {
    // 32 bits of a number in decimal digits fit an id.
    const std::string id = std::to_string(++count_);
    const std::string line = id + " " + std::string(words) + "\n";
    const std::string answer = read_line(line, time);
    const std::size_t space = answer.find(' ');
    if (space == std::string::npos) {
      fail(Misbehaviour::garbage, "no answer is \"" + escaped(answer, 80) + "\"");
    }
    if (answer.substr(0, space) != id) {
      fail(Misbehaviour::wrong_id, "answers to \"" + escaped(answer.substr(0, space), 40) +
                                       "\" where \"" + id + "\" was asked");
    }
    return answer.substr(space + 1);
  }

  // The next line, without its end.
  std::string read_line(std::string_view to_send, std::chrono::milliseconds time) {
    const auto deadline = ChildProcess::Clock::now() + time;
    std::size_t end = std::string::npos;
    while ((end = pending_.find('\n')) == std::string::npos) {
      if (pending_.size() > kReplySizeMax) too_long();
      switch (process_->move(to_send, pending_, deadline)) {
        case ChildProcess::Moved::octets:
          break;
        case ChildProcess::Moved::closed:
          closed();
        case ChildProcess::Moved::timeout:
          timed_out(time);
      }
    }
    if (end >= kReplySizeMax) too_long();
    if (end + 1 < pending_.size()) {
      const std::string more = escaped(std::string_view(pending_).substr(end + 1), 80);
      fail(Misbehaviour::garbage, "a second answer to one request: \"" + more + "\"");
    }
    std::string line = pending_.substr(0, end);
    pending_.clear();
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }

  [[noreturn]] void too_long() { fail(Misbehaviour::flood, "an answer of more than 1 MiB"); }

  [[noreturn]] void timed_out(std::chrono::milliseconds time) {
    if (pending_.empty()) {
      fail(Misbehaviour::hang, "no answer within " + in_seconds(time));
    }
    fail(Misbehaviour::slow_drip, std::to_string(pending_.size()) +
                                      " octets of an answer, and no line end, within " +
                                      in_seconds(time));
  }

  [[noreturn]] void closed() {
    const std::optional<int> status = process_->wait_for(500ms);
    if (!status) {
      fail(Misbehaviour::closed_pipe, "it closed its standard output and goes on running");
    }
    if (WIFEXITED(*status) && WEXITSTATUS(*status) == 0) {
      fail(Misbehaviour::early_exit, "exit status 0, and an answer is owed");
    }
    fail(Misbehaviour::crash, describe_status(*status));
  }

  [[noreturn]] void fail(Misbehaviour misbehaviour, const std::string& what) {
    process_->end(0ms);
    const std::string errors = process_->error_output();
    process_.reset();
    throw SubjectFailure(misbehaviour, what, errors);
  }

  std::vector<std::string> arguments_;
  const Contract* contract_;
  ProcessOptions options_;
  std::optional<ChildProcess> process_;
  std::string pending_;
  std::uint32_t count_ = 0;
};

}  // namespace

std::unique_ptr<LineChannel> make_process_channel(std::vector<std::string> arguments,
                                                  const Contract& contract,
                                                  const ProcessOptions& options) {
  return std::make_unique<ProcessChannel>(std::move(arguments), contract, options);
}

}  // namespace connectorgroup
