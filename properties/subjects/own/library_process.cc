#include "properties/subjects/own/library_process.h"

#include <sys/wait.h>

#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "properties/subject_failure.h"
#include "properties/subjects/own/implementation_subject.h"
#include "properties/subjects/own/shared_library.h"
#include "properties/subjects/pipe/child_process.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

// "cgconform: mine.so: there is no such file" and a line end, without what is around the reason.
std::string reason_in(std::string_view error_output) {
  while (error_output.ends_with('\n')) error_output.remove_suffix(1);
  constexpr std::string_view kProgram = "cgconform: ";
  if (error_output.starts_with(kProgram)) error_output.remove_prefix(kProgram.size());
  return std::string(error_output);
}

}  // namespace

std::unique_ptr<Subject> make_loaded_subject(const std::string& path, const Contract& contract) {
  const auto loaded = load_implementation(path);
  if (const auto* complaint = std::get_if<std::string>(&loaded)) {
    throw SubjectFailure(Misbehaviour::no_start, *complaint);
  }
  return make_implementation_subject("lib:" + path, contract,
                                     *std::get<const connectorgroup_implementation*>(loaded));
}

void LibraryHost::require_loaded() {
  if (is_loaded_) return;
  ChildProcess process(words_);
  process.close_input();
  std::string_view nothing;
  std::string output;
  const auto deadline = ChildProcess::Clock::now() + options_.startup_timeout;
  while (process.move(nothing, output, deadline) == ChildProcess::Moved::octets) {
  }
  const std::optional<int> status = process.wait_for(500ms);
  if (status && WIFEXITED(*status) && WEXITSTATUS(*status) == kNotLoaded) {
    throw SubjectFailure(Misbehaviour::no_start, reason_in(process.error_output()));
  }
  // A library that crashes or hangs when it is loaded does so again when it is asked, and is told
  // so.
  is_loaded_ = true;
}

std::unique_ptr<Subject> LibraryHost::make(const std::string& name, const Contract& contract) {
  require_loaded();
  return make_line_subject(name, contract, make_process_channel(words_, contract, options_));
}

}  // namespace connectorgroup
