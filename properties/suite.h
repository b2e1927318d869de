// All laws on one input: what each driver runs, and what it prints when a law breaks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "properties/law.h"
#include "properties/subject.h"

namespace connectorgroup {

// A law that an input broke.
struct Failure {
  const Law* law;
  std::string subject;
  std::string_view contract;
  std::string what;
};

// The laws and the subjects that every input is tried on.
class Suite {
 public:
  // The model under both contracts. Reading in place differs from reading a copy only in where the
  // bytes lie, so padded texts are held to the first law (agreement with the reference) alone.
  Suite();
  // One subject, held to all laws; a planted fault, say.
  explicit Suite(std::unique_ptr<Subject> subject);
  ~Suite();

  // The first failure of these laws on these bytes, in the order of laws and subjects.
  std::optional<Failure> check(std::span<const Law> laws, std::string_view bytes, Effort effort);

  // How often a subject accepted the bytes of check() as some body, out of how many inputs.
  struct Acceptance {
    std::size_t inputs = 0;
    std::size_t accepted = 0;
  };
  const Acceptance& acceptance() const { return acceptance_; }

 private:
  struct Subjects;
  std::unique_ptr<Subjects> subjects_;
  Acceptance acceptance_;
};

// The text that a driver prints: law, sentence, what broke (both answers, with the rules that they
// name), escaped input, where it was saved, and the commands that repeat it in each driver.
// `saved_as` is empty where the fuzzing engine saves the input; `found_by` is the command that
// makes the driver find it again, or empty where that is replaying the file.
std::string repair_kit(const Failure& failure, std::string_view bytes, std::string_view saved_as,
                       std::string_view found_by = {});

// Saves the input under `folder`, which is made, as <law>-<hash of the bytes>.json and gives its
// path, or an empty string when it can't be written.
std::string save_failure(const Failure& failure, std::string_view bytes, std::string_view folder);

}  // namespace connectorgroup
