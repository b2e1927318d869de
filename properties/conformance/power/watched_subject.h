// A faulty subject and the model side by side: shows whether inputs got so far that the fault made
// a difference, whoever noticed.
#pragma once

#include <cstdint>
#include <memory>

#include "properties/subject.h"

namespace connectorgroup {

struct Triggered {
  std::uint64_t asked = 0;      // questions
  std::uint64_t different = 0;  // those that the model answers otherwise
};

// Answers as `subject` does, and counts in `count`, which must outlive it.
std::unique_ptr<Subject> make_watched_subject(std::unique_ptr<Subject> subject, Triggered& count);

}  // namespace connectorgroup
