// A program that is started for each text: the text on its standard input, the verdict line on its
// standard output ("accept name=s:61", as in the line protocol behind the id), exit status 0. Any
// other status is a crash, unless it is the one that means "rejected".
//
// The program reads one kind of text, that of `verb`; it also finds the verb and the contract in
// its environment, as CGCONFORM_VERB and CGCONFORM_CONTRACT.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/contract.h"
#include "properties/subject.h"
#include "properties/subjects/pipe/process_channel.h"

namespace connectorgroup {

struct OneshotOptions {
  ProcessOptions process;  // the startup timeout is that of a text
  BodyKind kind = BodyKind::create_request;
  // The exit status by which an existing validator says that it refuses; then 0 says that it
  // accepts, nothing is read from its output, no value is judged, and a crash with that status
  // can't be told from a refusal.
  std::optional<int> reject_exit;
};

std::unique_ptr<Subject> make_oneshot_subject(std::string name, std::vector<std::string> arguments,
                                              const Contract& contract,
                                              const OneshotOptions& options = {});

}  // namespace connectorgroup
