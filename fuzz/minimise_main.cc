// What a fuzz target is linked with to make a failing input small and plain: `fuzz/triage` runs it.
//
//   body_fuzz_minimise [--tries N] [--seconds N] FILE OUT
//
// Every candidate is run in a process of its own and counts only if it fails in the same way: the
// same law of the same subject with the same finding, the same report of a sanitizer in the same
// place, the same assertion, or more than N seconds of processor time (--seconds, by default 25).
// The structure that the file's name tells is taken apart first, then what is left byte by byte;
// then bytes are replaced by plain ones. OUT is written when the result has failed three times.
//
// A law that broke is the only one asked while minimising, and is asked thoroughly where that shows
// the same failure, since which edits are sampled depends on every byte. With anything else all
// laws are run. CONNECTORGROUP_FUZZ_LAW and CONNECTORGROUP_FUZZ_EFFORT, where set, decide instead.
//
// Exit status: 0 OUT is written; 2 wrong arguments; 3 FILE can't be read, OUT can't be written, or
// the failure doesn't show every time.

#include <unistd.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "fuzz/isolated_run.h"
#include "properties/conformance/shrink.h"
#include "properties/escaped.h"
#include "properties/input_files.h"
#include "properties/law_rooms.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using namespace connectorgroup;

constexpr int kUsage = 2;
constexpr int kUnusable = 3;
constexpr int kRepeats = 3;
constexpr const char* kLaw = "CONNECTORGROUP_FUZZ_LAW";
constexpr const char* kEffort = "CONNECTORGROUP_FUZZ_EFFORT";

struct Arguments {
  std::size_t tries = 20000;
  unsigned seconds = 25;
  std::string file;
  std::string out;
};

int complain(const std::string& complaint, int status) {
  std::fprintf(stderr, "minimise: %s\n", complaint.c_str());
  return status;
}

template <class Number>
bool take_number(std::string_view text, Number& number) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stop == text.data() + text.size() && number > 0;
}

// Nothing, or what is wrong with the arguments.
std::optional<std::string> parse(int argc, char** argv, Arguments& arguments) {
  std::size_t files = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--tries" || argument == "--seconds") {
      const std::string value = i + 1 < argc ? argv[++i] : "";
      const bool taken = argument == "--tries" ? take_number(value, arguments.tries)
                                               : take_number(value, arguments.seconds);
      if (!taken) return argument + " needs a whole number above zero, not \"" + value + "\"";
    } else if (argument.starts_with("--")) {
      return "unknown option " + argument;
    } else {
      (files++ == 0 ? arguments.file : arguments.out) = argument;
    }
  }
  if (files != 2) return "usage: minimise [--tries N] [--seconds N] FILE OUT";
  return std::nullopt;
}

void choose(const char* law, const char* effort) {
  setenv(kLaw, law, 1);
  setenv(kEffort, effort, 1);
}

// How the input fails as the fuzzer ran it, or, where it doesn't, when held to all laws: other
// drivers do that.
FailureSignature first_failure(std::string_view input, bool chosen, unsigned seconds) {
  FailureSignature failure = run_isolated(input, seconds);
  for (const char* effort : {"sampled", "thorough"}) {
    if (!failure.kind.empty() || chosen) break;
    choose("all", effort);
    failure = run_isolated(input, seconds);
  }
  return failure;
}

// Fixes which laws are asked, so that other bytes don't choose others.
void fix_laws(std::string_view input, const FailureSignature& failure, unsigned seconds) {
  constexpr std::string_view kOfLaw = "law ";
  const bool of_law = failure.kind.starts_with(kOfLaw);
  const std::string law = of_law ? failure.kind.substr(kOfLaw.size()) : "all";
  std::array<const char*, 2> efforts{"sampled", "thorough"};
  if (of_law) std::swap(efforts[0], efforts[1]);
  for (const char* effort : efforts) {
    choose(law.c_str(), effort);
    if (run_isolated(input, seconds) == failure) return;
  }
  unsetenv(kLaw);
  unsetenv(kEffort);
}

// Builds what a target builds on its first input here, instead of in each of the processes.
void warm_up(unsigned seconds) {
  if (!run_isolated({}, seconds).kind.empty()) return;
  const std::uint8_t nothing = 0;
  LLVMFuzzerTestOneInput(&nothing, 0);
}

Shape shape_of(const std::string& file) {
  const std::optional<InputKind> kind = kind_of(file);
  if (kind == InputKind::body) return Shape::body;
  return kind == InputKind::connection ? Shape::message : Shape::bytes;
}

// By structure as long as that helps, then by bytes.
ShrinkResult minimised(const std::string& input, Shape shape, const Arguments& arguments,
                       const FailureSignature& failure) {
  const auto still_fails = [&](std::string_view candidate) {
    return run_isolated(candidate, arguments.seconds) == failure;
  };
  ShrinkResult result{input};
  if (still_fails({})) return {"", 1, false};
  for (std::size_t size = input.size() + 1; result.input.size() < size && !result.budget_spent;) {
    size = result.input.size();
    for (const Shape next : {shape, Shape::bytes}) {
      if (result.calls >= arguments.tries) break;
      const ShrinkResult step =
          shrink(result.input, next, still_fails, arguments.tries - result.calls);
      result = {step.input, result.calls + step.calls, step.budget_spent};
    }
  }
  return result;
}

bool fails_every_time(std::string_view input, const FailureSignature& failure, unsigned seconds) {
  for (int i = 0; i < kRepeats; ++i) {
    const FailureSignature again = run_isolated(input, seconds);
    if (again == failure) continue;
    std::fprintf(stderr, "minimise: flaky: %s at first; then %s\n", describe(failure).c_str(),
                 again.kind.empty() ? "nothing" : describe(again).c_str());
    return false;
  }
  return true;
}

int run(const Arguments& arguments) {
  const std::optional<std::string> input = read_file(arguments.file);
  if (!input) return complain(arguments.file + " can't be read", kUnusable);
  const bool chosen = std::getenv(kLaw) != nullptr;
  const FailureSignature first = first_failure(*input, chosen, arguments.seconds);
  if (first.kind.empty()) {
    return complain(arguments.file + " doesn't fail; if it did once, the failure is flaky",
                    kUnusable);
  }
  if (!fails_every_time(*input, first, arguments.seconds)) return kUnusable;
  if (!chosen) fix_laws(*input, first, arguments.seconds);
  warm_up(arguments.seconds);
  const ShrinkResult result = minimised(*input, shape_of(arguments.file), arguments, first);
  if (!fails_every_time(result.input, first, arguments.seconds)) return kUnusable;
  std::ofstream out(arguments.out, std::ios::binary);
  out << result.input;
  out.close();
  if (!out) return complain(arguments.out + " can't be written", kUnusable);
  std::printf("failure: %s\nminimised: %zu bytes to %zu in %zu tries%s\ninput: \"%s\"\n",
              describe(first).c_str(), input->size(), result.input.size(), result.calls,
              result.budget_spent ? ", with more to try" : "", escaped(result.input).c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (const auto complaint = parse(argc, argv, arguments)) return complain(*complaint, kUsage);
  const int status = run(arguments);
  // The target's statics have nothing to say about inputs that weren't fuzzed.
  std::fflush(nullptr);
  _exit(status);
}
