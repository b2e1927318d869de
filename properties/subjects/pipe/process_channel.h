// The line protocol with a program over its standard input and output.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/contract.h"
#include "properties/subjects/pipe/line_subject.h"

namespace connectorgroup {

struct ProcessOptions {
  // Until the first answer, which includes the start of an interpreter; and for each further one.
  std::chrono::milliseconds startup_timeout{10'000};
  std::chrono::milliseconds answer_timeout{2'000};
};

// Starts the program (an argument vector, looked up in PATH) at the first question, and greets it.
// When it has failed to answer it is ended, and the next question starts it anew.
std::unique_ptr<LineChannel> make_process_channel(std::vector<std::string> arguments,
                                                  const Contract& contract,
                                                  const ProcessOptions& options = {});

}  // namespace connectorgroup
