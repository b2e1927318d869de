// Enumerates small inputs instead of sampling them, and checks every law on each.
//
//   exhaustive [--length N] [--summary FILE]
//
// N is the length in tokens of the longest bodies (default 4); connections and pages go up to one
// token less, since their laws are dearer. enumeration.h says what is enumerated. Exit status: 0
// the laws hold, 1 a law broke, 2 wrong arguments, 3 FILE can't be written.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "properties/drivers/enumeration.h"
#include "properties/drivers/failures_folder.h"
#include "properties/suite.h"

namespace {

using namespace connectorgroup;

constexpr int kBroken = 1;
constexpr int kUsage = 2;
constexpr int kUnwritable = 3;
constexpr long kLengthMax = 8;

int usage() {
  std::fprintf(stderr,
               "usage: exhaustive [--length N] [--summary FILE]\n"
               "N: tokens of the longest texts, from 1 to %ld. FILE: gets what is printed last.\n",
               kLengthMax);
  return kUsage;
}

struct Arguments {
  long length = 4;
  std::string summary;
};

bool parse(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; i += 2) {
    const std::string_view option = argv[i];
    if (i + 1 == argc) return false;
    if (option == "--summary") {
      arguments.summary = argv[i + 1];
    } else if (option == "--length") {
      char* end = nullptr;
      arguments.length = std::strtol(argv[i + 1], &end, 10);
      const bool whole = end != argv[i + 1] && *end == '\0';
      if (!whole || arguments.length < 1 || arguments.length > kLengthMax) return false;
    } else {
      return false;
    }
  }
  return true;
}

// One room's laws on all inputs of its kind.
class Run {
 public:
  Run(const LawRoom& room, long length)
      : suite_(room),
        length_(static_cast<std::size_t>(length)),
        found_by_("build/test/properties/exhaustive --length " + std::to_string(length)) {}

  // One line that sums up.
  std::string summary() {
    bool holds = true;
    const Visit visit = [this](const std::string& input) { return check(input); };
    switch (suite_.room().input) {
      case InputKind::body:
        holds = enumerate_bodies(length_, visit);
        break;
      case InputKind::connection:
        holds = enumerate_connections(length_ - 1, visit);
        break;
      case InputKind::page:
        holds = enumerate_pages(length_ - 1, visit);
        break;
    }
    broken_ = !holds;
    return std::string(suite_.room().name) + ": enumerated " +
           std::to_string(suite_.acceptance().inputs) + " inputs, " +
           std::to_string(suite_.acceptance().accepted) + " accepted, on " +
           std::to_string(suite_.room().laws.size()) +
           " laws: " + (holds ? "all hold" : "one broke") + "\n";
  }

  bool broken() const { return broken_; }

 private:
  bool check(const std::string& input) {
    const std::optional<Failure> failure = suite_.check(suite_.room().laws, input, Effort::sampled);
    if (!failure) return true;
    const std::string saved = save_failure(*failure, input, failures_folder());
    std::printf("%s\n", repair_kit(*failure, input, saved, found_by_).c_str());
    return false;
  }

  Suite suite_;
  std::size_t length_;
  std::string found_by_;  // the command that finds a failure again
  bool broken_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!parse(argc, argv, arguments)) return usage();
  std::string summary;
  bool broken = false;
  for (const LawRoom& room : law_rooms()) {
    Run run(room, arguments.length);
    const std::string line = run.summary();
    std::fputs(line.c_str(), stdout);
    std::fflush(stdout);
    summary += line;
    broken = broken || run.broken();
  }
  if (!arguments.summary.empty()) {
    std::ofstream file(arguments.summary);
    file << summary;
    if (!file.flush()) {
      std::fprintf(stderr, "exhaustive: %s can't be written\n", arguments.summary.c_str());
      return kUnwritable;
    }
  }
  return broken ? kBroken : 0;
}
