// All laws on one input: what each driver runs, and what it prints when a law breaks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/law.h"
#include "properties/law_rooms.h"
#include "properties/subject.h"

namespace connectorgroup {

// A law that an input broke.
struct Failure {
  const Law* law;
  std::string subject;
  std::string_view contract;
  std::string what;
};

// A room's laws and the subjects that every input is tried on.
class Suite {
 public:
  // The subjects of the room.
  explicit Suite(const LawRoom& room);
  // One subject, held to all laws; a planted fault, say.
  Suite(const LawRoom& room, std::unique_ptr<Subject> subject);
  ~Suite();
  Suite(Suite&&) noexcept;
  Suite& operator=(Suite&&) noexcept;

  const LawRoom& room() const { return *room_; }

  // The first failure of these laws, all of this room, on these bytes, in the order of laws and
  // subjects.
  std::optional<Failure> check(std::span<const Law> laws, std::string_view bytes, Effort effort);

  // How often a subject accepted the bytes of check(), as the room says, out of how many inputs.
  struct Acceptance {
    std::size_t inputs = 0;
    std::size_t accepted = 0;
  };
  const Acceptance& acceptance() const { return acceptance_; }

 private:
  class Remembering;

  const LawRoom* room_;
  std::vector<std::unique_ptr<Remembering>> subjects_;
  std::vector<std::unique_ptr<Remembering>> first_law_subjects_;
  Acceptance acceptance_;
};

// The text that a driver prints: law, sentence, what broke (both answers, with the rules that they
// name), escaped input, where it was saved, and the commands that repeat it in each driver.
// `saved_as` is empty where the fuzzing engine saves the input; `found_by` is the command that
// makes the driver find it again, or empty where that is replaying the file.
std::string repair_kit(const Failure& failure, std::string_view bytes, std::string_view saved_as,
                       std::string_view found_by = {});

// Saves the input under `folder`, which is made, as <law>-<hash of the bytes>.<extension of the
// input kind> and gives its path, or an empty string when it can't be written.
std::string save_failure(const Failure& failure, std::string_view bytes, std::string_view folder);

}  // namespace connectorgroup
