// cgconform answer

#include <unistd.h>

#include <iostream>
#include <string>
#include <string_view>

#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/report/outcome.h"
#include "properties/conformance/responder.h"
#include "properties/subject_failure.h"
#include "properties/subjects/own/library_process.h"

namespace connectorgroup {
namespace {

static_assert(kNotJudged == kNotLoaded);

// What standard output is for replies alone. What a library prints there itself, which would be
// taken for one, goes to standard error.
class Replies {
 public:
  Replies() : output_(::dup(STDOUT_FILENO)) { ::dup2(STDERR_FILENO, STDOUT_FILENO); }
  ~Replies() { ::close(output_); }
  Replies(const Replies&) = delete;
  Replies& operator=(const Replies&) = delete;

  // False: nobody reads on.
  bool send(std::string_view line) const {
    while (!line.empty()) {
      const ssize_t written = ::write(output_, line.data(), line.size());
      if (written <= 0) return false;
      line.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

 private:
  int output_;
};

// An answer that is none is the wrapper's fault, for which the protocol has a verdict. Who ends or
// hangs takes this program along.
std::string reply_to(const std::string& line, Subject& subject) {
  try {
    return respond(subject, line);
  } catch (const SubjectFailure& failure) {
    if (outcome_of(failure.misbehaviour()) != Outcome::protocol_error) throw;
    complain(std::string(name(failure.misbehaviour())) + ": " + failure.what());
    return line.substr(0, line.find(' ')) + " error";
  }
}

int answer(const NamedSubject& named) {
  const Replies replies;
  const std::unique_ptr<Subject> subject = named.make();
  // Lines may have 32 MiB, and are read octet by octet otherwise.
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    if (!replies.send(reply_to(line, *subject) + "\n")) return kInternal;
  }
  return kConforming;
}

}  // namespace

int answer_command(const CommonOptions& common) {
  SubjectOptions options = common.subject_options;
  options.library_host.clear();
  const auto found = find_subject(common.subject, options);
  if (const auto* complaint = std::get_if<std::string>(&found)) {
    complain(*complaint);
    return kUsage;
  }
  try {
    return answer(std::get<NamedSubject>(found));
  } catch (const SubjectFailure& failure) {
    const bool has_begun = failure.misbehaviour() != Misbehaviour::no_start;
    const std::string what = has_begun ? std::string(name(failure.misbehaviour())) + ": " : "";
    complain(what + failure.what());
    return kNotJudged;
  }
}

}  // namespace connectorgroup
