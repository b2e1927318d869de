// Replays inputs: every law, or those named, on every file of the given files and folders, twice.
//
//   replay [--law ID]... [--failures FOLDER] [--first] PATH...
//
// With --first it stops at the first input that breaks a law: for who asks whether one does.
// A file's name says which laws it is for: .json those of bodies, .http those of connections
// (messages, the exchange, the service), .md those of pages. A law that is named takes any file. A
// folder is searched for such files, and one without any is an error: a driver that had nothing to
// do must not look like one that found nothing wrong. Exit status: 0 the laws hold; 1 a law broke,
// or the second run differed from the first; 2 wrong arguments; 3 a path can't be read or holds
// nothing.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/drivers/failures_folder.h"
#include "properties/input_files.h"
#include "properties/suite.h"

namespace {

using namespace connectorgroup;

constexpr int kBroken = 1;
constexpr int kUsage = 2;
constexpr int kUnreadable = 3;

struct Arguments {
  std::vector<const Law*> laws;  // none: those that each file is for
  std::string failures = failures_folder();
  bool first = false;  // stop at the first input that breaks a law
  std::vector<std::filesystem::path> paths;
};

int usage(const std::string& complaint) {
  std::fprintf(stderr,
               "replay: %s\n"
               "usage: replay [--law ID]... [--failures FOLDER] [--first] PATH...\n"
               "laws:\n",
               complaint.c_str());
  for (const LawRoom& room : law_rooms()) {
    for (const Law& law : room.laws) {
      std::fprintf(stderr, "  %-30.*s %.*s\n", static_cast<int>(law.id.size()), law.id.data(),
                   static_cast<int>(law.sentence.size()), law.sentence.data());
    }
  }
  return kUsage;
}

// Nothing, or what is wrong with the arguments.
std::optional<std::string> parse(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--first") {
      arguments.first = true;
    } else if (argument == "--law" || argument == "--failures") {
      if (i + 1 == argc) return argument + " needs a value";
      const std::string value = argv[++i];
      if (argument == "--failures") {
        arguments.failures = value;
      } else if (const Law* law = find_law(value)) {
        arguments.laws.push_back(law);
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
  return std::nullopt;
}

std::string what(const std::optional<Failure>& failure) {
  return failure ? std::string(failure->law->id) + ": " + failure->what : "nothing broke";
}

// The laws of one room on the inputs that are for it.
class Replay {
 public:
  Replay(const LawRoom& room, const Arguments& arguments)
      : suite_(room), named_(!arguments.laws.empty()), failures_(arguments.failures) {
    for (const Law& law : room.laws) {
      const auto same = [&law](const Law* named) { return named->id == law.id; };
      const bool wanted =
          !named_ || std::any_of(arguments.laws.begin(), arguments.laws.end(), same);
      if (wanted) laws_.push_back(law);
    }
  }

  bool takes(const std::filesystem::path& file) const {
    return !laws_.empty() && (named_ || kind_of(file) == suite_.room().input);
  }

  void replay(const std::filesystem::path& file, std::string_view bytes) {
    const std::optional<Failure> first = suite_.check(laws_, bytes, Effort::thorough);
    const std::optional<Failure> second = suite_.check(laws_, bytes, Effort::thorough);
    if (what(first) != what(second)) {
      ++broken_;
      std::printf("%s: two runs differ\n  first:  %s\n  second: %s\n", file.c_str(),
                  what(first).c_str(), what(second).c_str());
    } else if (first) {
      ++broken_;
      const std::string saved = save_failure(*first, bytes, failures_);
      std::printf("%s\n%s\n", file.c_str(), repair_kit(*first, bytes, saved).c_str());
    }
  }

  bool broken() const { return broken_ > 0; }

  // Prints what was done, if anything was; says whether the laws hold.
  bool report() const {
    const std::string_view name = suite_.room().name;
    if (suite_.acceptance().inputs > 0) {
      std::printf("%.*s: replayed %zu inputs, %zu accepted, on %zu laws: %zu broken\n",
                  static_cast<int>(name.size()), name.data(), suite_.acceptance().inputs / 2,
                  suite_.acceptance().accepted / 2, laws_.size(), broken_);
    }
    return broken_ == 0;
  }

 private:
  Suite suite_;
  bool named_;
  std::string failures_;
  std::vector<Law> laws_;
  std::size_t broken_ = 0;
};

int unreadable(const std::string& complaint) {
  std::fprintf(stderr, "replay: %s\n", complaint.c_str());
  return kUnreadable;
}

int run(const Arguments& arguments) {
  std::vector<Replay> replays;
  for (const LawRoom& room : law_rooms()) replays.emplace_back(room, arguments);
  for (const std::filesystem::path& path : arguments.paths) {
    const InputFiles inputs = input_files(path);
    if (!inputs.error.empty()) return unreadable(inputs.error);
    for (const std::filesystem::path& file : inputs.files) {
      const std::optional<std::string> bytes = read_file(file);
      if (!bytes) return unreadable(file.string() + " can't be read");
      bool taken = false;
      for (Replay& replay : replays) {
        if (!replay.takes(file)) continue;
        replay.replay(file, *bytes);
        if (arguments.first && replay.broken()) return kBroken;
        taken = true;
      }
      if (!taken) {
        return unreadable(file.string() +
                          ": its name doesn't say what it is (.json, .http, .md): name a law");
      }
    }
  }
  bool hold = true;
  for (const Replay& replay : replays) hold = replay.report() && hold;
  return hold ? 0 : kBroken;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (const std::optional<std::string> complaint = parse(argc, argv, arguments)) {
    return usage(*complaint);
  }
  return run(arguments);
}
