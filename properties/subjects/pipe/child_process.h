// A program that was started, with pipes to its standard input, output and error. It gets a process
// group of its own, and with it goes: what it started in turn is ended with it, and none is left as
// a zombie. POSIX.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace connectorgroup {

class ChildProcess {
 public:
  using Clock = std::chrono::steady_clock;

  // Starts the program by its argument vector, looked up in PATH; no shell. `environment`: added to
  // this process's own. Throws SubjectFailure (no_start) when it can't be started.
  //
  // This process must ignore SIGPIPE; the program gets the default back.
  explicit ChildProcess(const std::vector<std::string>& arguments,
                        const std::vector<std::pair<std::string, std::string>>& environment = {});
  // end().
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  enum class Moved {
    octets,   // output came
    closed,   // the program closed its output, or it ended
    timeout,  // neither, until the deadline
  };
  // Writes `input` from the front, which takes away what was written, and appends what comes from
  // standard output to `output`, until there is some, or the deadline. Standard error is read along
  // the way. An input that the program doesn't take any more is dropped. Throws Interrupted
  // (interrupted.h) when the user asked this process to stop.
  Moved move(std::string_view& input, std::string& output, Clock::time_point deadline);

  // The program sees the end of its standard input: now, or when move() has written its input.
  void close_input();
  void close_input_when_written() { closes_when_written_ = true; }

  // Its wait status, when it has ended within the time; the pipes may still hold output.
  std::optional<int> wait_for(std::chrono::milliseconds time);

  // Ends it: closes its input, gives it `grace` to end by itself, then SIGTERM to its group, then
  // SIGKILL. Reaps it. Gives its wait status.
  int end(std::chrono::milliseconds grace);

  // The last of its standard error, at most 8 KiB.
  const std::string& error_output() const { return error_output_; }

 private:
  void read_errors();

  pid_t pid_ = -1;
  bool closes_when_written_ = false;
  int input_ = -1;
  int output_ = -1;
  int errors_ = -1;
  std::optional<int> status_;
  std::string error_output_;
};

// "exit status 1", "killed by signal 11 (Segmentation fault)"
std::string describe_status(int wait_status);

// An argument vector from one line: words between white space; quotes ('...' and "...") and
// backslashes as in a shell, and nothing else of a shell. Nothing where a quote is open at the end
// or there is no word.
std::optional<std::vector<std::string>> split_command(std::string_view line);

}  // namespace connectorgroup
