// Replays inputs: every law, or those named, on every file of the given files and folders, twice.
//
//   replay [--law ID]... [--failures FOLDER] PATH...
//
// A folder is searched for .json files, and one without any is an error: a driver that had nothing
// to do must not look like one that found nothing wrong. Exit status: 0 the laws hold; 1 a law
// broke, or the second run differed from the first; 2 wrong arguments; 3 a path can't be read or
// holds nothing.

#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/input_files.h"
#include "properties/suite.h"

namespace {

using namespace connectorgroup;

constexpr int kBroken = 1;
constexpr int kUsage = 2;
constexpr int kUnreadable = 3;

struct Arguments {
  std::vector<Law> laws;
  std::string failures = CONNECTORGROUP_FAILURES;
  std::vector<std::filesystem::path> paths;
};

int usage(const std::string& complaint) {
  std::fprintf(stderr,
               "replay: %s\n"
               "usage: replay [--law ID]... [--failures FOLDER] PATH...\n"
               "laws:\n",
               complaint.c_str());
  for (const Law& law : body_laws()) {
    std::fprintf(stderr, "  %-30.*s %.*s\n", static_cast<int>(law.id.size()), law.id.data(),
                 static_cast<int>(law.sentence.size()), law.sentence.data());
  }
  return kUsage;
}

// Nothing, or what is wrong with the arguments.
std::optional<std::string> parse(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--law" || argument == "--failures") {
      if (i + 1 == argc) return argument + " needs a value";
      const std::string value = argv[++i];
      if (argument == "--failures") {
        arguments.failures = value;
      } else if (const Law* law = find_law(value)) {
        arguments.laws.push_back(*law);
      } else {
        return "there is no law \"" + value + "\"";
      }
    } else if (argument.size() > 1 && argument.front() == '-') {
      return "unknown option " + argument;
    } else {
      arguments.paths.emplace_back(argument);
    }
  }
  if (arguments.paths.empty()) return "no file or folder given";
  if (arguments.laws.empty()) arguments.laws.assign(body_laws().begin(), body_laws().end());
  return std::nullopt;
}

std::string what(const std::optional<Failure>& failure) {
  return failure ? std::string(failure->law->id) + ": " + failure->what : "nothing broke";
}

class Replay {
 public:
  explicit Replay(Arguments arguments) : arguments_(std::move(arguments)) {}

  int run() {
    for (const std::filesystem::path& path : arguments_.paths) {
      const InputFiles inputs = input_files(path);
      if (!inputs.error.empty()) {
        std::fprintf(stderr, "replay: %s\n", inputs.error.c_str());
        return kUnreadable;
      }
      for (const std::filesystem::path& file : inputs.files) {
        const std::optional<std::string> bytes = read_file(file);
        if (!bytes) {
          std::fprintf(stderr, "replay: %s can't be read\n", file.c_str());
          return kUnreadable;
        }
        replay(file, *bytes);
      }
    }
    std::printf("replayed %zu inputs, %zu accepted, on %zu laws: %zu broken\n",
                suite_.acceptance().inputs / 2, suite_.acceptance().accepted / 2,
                arguments_.laws.size(), broken_);
    return broken_ == 0 ? 0 : kBroken;
  }

 private:
  void replay(const std::filesystem::path& file, std::string_view bytes) {
    const std::optional<Failure> first = suite_.check(arguments_.laws, bytes, Effort::thorough);
    const std::optional<Failure> second = suite_.check(arguments_.laws, bytes, Effort::thorough);
    if (what(first) != what(second)) {
      ++broken_;
      std::printf("%s: two runs differ\n  first:  %s\n  second: %s\n", file.c_str(),
                  what(first).c_str(), what(second).c_str());
    } else if (first) {
      ++broken_;
      const std::string saved = save_failure(*first, bytes, arguments_.failures);
      std::printf("%s\n%s\n", file.c_str(), repair_kit(*first, bytes, saved).c_str());
    }
  }

  Arguments arguments_;
  Suite suite_;
  std::size_t broken_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (const std::optional<std::string> complaint = parse(argc, argv, arguments)) {
    return usage(*complaint);
  }
  return Replay(std::move(arguments)).run();
}
