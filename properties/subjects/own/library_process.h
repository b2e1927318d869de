// A shared library as a subject: loaded into this process, or, so that its crash is an answer to be
// told and no more, into one of its own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/contract.h"
#include "properties/subject.h"
#include "properties/subjects/pipe/process_channel.h"

namespace connectorgroup {

// Loaded here. Throws SubjectFailure (no_start), with what load_implementation() complains about.
std::unique_ptr<Subject> make_loaded_subject(const std::string& path, const Contract& contract);

// What a program says by its exit status that answers for a library and can't load it; the reason
// stands on its standard error.
inline constexpr int kNotLoaded = 3;

// Starts a program that answers for the library over the line protocol.
class LibraryHost {
 public:
  // `words`: the program and its arguments.
  LibraryHost(std::vector<std::string> words, const ProcessOptions& options)
      : words_(std::move(words)), options_(options) {}

  // Asks the program once, at first, whether it can load the library; throws SubjectFailure
  // (no_start) with its complaint where it can't. `contract` must outlive the subject.
  std::unique_ptr<Subject> make(const std::string& name, const Contract& contract);

 private:
  void require_loaded();

  std::vector<std::string> words_;
  ProcessOptions options_;
  bool is_loaded_ = false;
};

}  // namespace connectorgroup
