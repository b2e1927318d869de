// Replays inputs: every law, or those named, on every file of the given files and folders, twice.
//
//   replay [--law ID]... [--failures FOLDER] PATH...
//
// A folder is searched for .json files, and one without any is an error: a driver that had nothing
// to do must not look like one that found nothing wrong. Exit status: 0 the laws hold; 1 a law
// broke, or the second run differed from the first; 2 wrong arguments; 3 a path can't be read or
// holds nothing.

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

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

// The files of a path in a stable order. Empty: there are none, and standard error says why.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& path) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  if (std::filesystem::is_regular_file(path, error)) return {path};
  for (std::filesystem::recursive_directory_iterator entry(path, error), end;
       !error && entry != end; entry.increment(error)) {
    if (entry->is_regular_file() && entry->path().extension() == ".json") {
      files.push_back(entry->path());
    }
  }
  if (error) {
    std::fprintf(stderr, "replay: %s: %s\n", path.c_str(), error.message().c_str());
    return {};
  }
  if (files.empty()) std::fprintf(stderr, "replay: %s: no .json file in it\n", path.c_str());
  std::sort(files.begin(), files.end());
  return files;
}

std::string what(const std::optional<Failure>& failure) {
  return failure ? std::string(failure->law->id) + ": " + failure->what : "nothing broke";
}

class Replay {
 public:
  explicit Replay(Arguments arguments) : arguments_(std::move(arguments)) {}

  int run() {
    for (const std::filesystem::path& path : arguments_.paths) {
      const std::vector<std::filesystem::path> files = files_of(path);
      if (files.empty()) return kUnreadable;
      for (const std::filesystem::path& file : files) {
        if (!replay(file)) return kUnreadable;
      }
    }
    std::printf("replayed %zu inputs, %zu accepted, on %zu laws: %zu broken\n",
                suite_.acceptance().inputs / 2, suite_.acceptance().accepted / 2,
                arguments_.laws.size(), broken_);
    return broken_ == 0 ? 0 : kBroken;
  }

 private:
  bool replay(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in.is_open() || in.bad()) {
      std::fprintf(stderr, "replay: %s can't be read\n", file.c_str());
      return false;
    }
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
    return true;
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
