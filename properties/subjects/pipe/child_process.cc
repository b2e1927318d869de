#include "properties/subjects/pipe/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <thread>

#include "properties/subject_failure.h"
#include "properties/subjects/pipe/interrupted.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kErrorOutputMax = std::size_t{8} << 10;
constexpr std::chrono::milliseconds kPoll = 100ms;  // between looks at interrupt_asked

std::string last_error() { return std::strerror(errno); }

void close_once(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

// Both ends close when another program is started.
struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw SubjectFailure(Misbehaviour::no_start, "no pipe: " + last_error());
    }
    read = ends[0];
    write = ends[1];
  }
  ~Pipe() {
    close_once(read);
    close_once(write);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int take(int& end) { return std::exchange(end, -1); }

  int read = -1;
  int write = -1;
};

// What posix_spawn is told: the pipes as standard streams, a process group, default signals.
class SpawnPlan {
 public:
  SpawnPlan(const Pipe& input, const Pipe& output, const Pipe& errors) {
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input.read, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output.write, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors.write, STDERR_FILENO);
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM}) sigaddset(&defaults, signal);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnPlan() {
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};
};

// Pointers as posix_spawn wants them. The strings must outlive them.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

std::vector<std::string> environment_with(
    const std::vector<std::pair<std::string, std::string>>& added) {
  std::vector<std::string> all;
  for (char** variable = environ; *variable != nullptr; ++variable) all.emplace_back(*variable);
  for (const auto& [name, value] : added) {
    const std::string begin = name + "=";
    std::erase_if(all, [&begin](const std::string& text) { return text.starts_with(begin); });
    all.push_back(begin + value);
  }
  return all;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& arguments,
                           const std::vector<std::pair<std::string, std::string>>& environment) {
  Pipe input;
  Pipe output;
  Pipe errors;
  const SpawnPlan plan(input, output, errors);
  std::vector<std::string> words = arguments;
  std::vector<std::string> variables = environment_with(environment);
  const int error = ::posix_spawnp(&pid_, words.at(0).c_str(), &plan.actions, &plan.attributes,
                                   pointers(words).data(), pointers(variables).data());
  if (error != 0) {
    throw SubjectFailure(Misbehaviour::no_start,
                         "can't start " + words[0] + ": " + std::strerror(error));
  }
  input_ = input.take(input.write);
  output_ = output.take(output.read);
  errors_ = errors.take(errors.read);
  for (const int descriptor : {input_, output_, errors_}) {
    ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
  }
}

ChildProcess::~ChildProcess() {
  end(0ms);
  close_once(output_);
  close_once(errors_);
}

void ChildProcess::read_errors() {
  std::array<char, 4096> block;
  while (errors_ >= 0) {
    const ssize_t count = ::read(errors_, block.data(), block.size());
    if (count == 0) close_once(errors_);
    if (count <= 0) return;
    error_output_.append(block.data(), static_cast<std::size_t>(count));
    if (error_output_.size() > kErrorOutputMax) {
      error_output_.erase(0, error_output_.size() - kErrorOutputMax);
    }
    // A program that never stops writing must not hold up what its answers are waited for.
    if (static_cast<std::size_t>(count) < block.size()) return;
  }
}

ChildProcess::Moved ChildProcess::move(std::string_view& input, std::string& output,
                                       Clock::time_point deadline) {
  std::array<char, 65536> block;
  while (true) {
    throw_if_interrupted();
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left <= 0ms) return Moved::timeout;
    if (closes_when_written_ && input.empty()) close_input();
    // Descriptors below zero are passed over.
    std::array<pollfd, 3> watched{
        {{output_, POLLIN, 0}, {errors_, POLLIN, 0}, {input.empty() ? -1 : input_, POLLOUT, 0}}};
    ::poll(watched.data(), watched.size(), static_cast<int>(std::min(left, kPoll).count()) + 1);
    if (watched[1].revents != 0) read_errors();
    if (watched[2].revents != 0) {
      const ssize_t count = ::write(input_, input.data(), input.size());
      if (count > 0) input.remove_prefix(static_cast<std::size_t>(count));
      if (count < 0 && errno != EAGAIN && errno != EINTR) {
        close_once(input_);
        input = {};
      }
    }
    if (watched[0].revents == 0) continue;
    const ssize_t count = ::read(output_, block.data(), block.size());
    if (count == 0) return Moved::closed;
    if (count < 0) continue;
    output.append(block.data(), static_cast<std::size_t>(count));
    return Moved::octets;
  }
}

void ChildProcess::close_input() { close_once(input_); }

std::optional<int> ChildProcess::wait_for(std::chrono::milliseconds time) {
  const auto deadline = Clock::now() + time;
  while (!status_) {
    int status = 0;
    const pid_t ended = ::waitpid(pid_, &status, WNOHANG);
    if (ended == pid_) status_ = status;
    if (ended != 0 || Clock::now() >= deadline) break;
    read_errors();
    std::this_thread::sleep_for(1ms);
  }
  read_errors();
  return status_;
}

int ChildProcess::end(std::chrono::milliseconds grace) {
  constexpr auto kTermTime = 200ms;
  close_input();
  if (!wait_for(grace)) {
    ::kill(-pid_, SIGTERM);
    wait_for(kTermTime);
  }
  // Even where the program has ended: what it started may be left in its group.
  ::kill(-pid_, SIGKILL);
  if (!status_) {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    status_ = status;
  }
  return *status_;
}

std::string describe_status(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    const int signal = WTERMSIG(wait_status);
    return "killed by signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")";
  }
  return "exit status " + std::to_string(WEXITSTATUS(wait_status));
}

std::optional<std::vector<std::string>> split_command(std::string_view line) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool blank = c == ' ' || c == '\t' || c == '\n';
    if (quote == '\0' && blank) {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
      words.back() += line[++i];
    } else {
      words.back() += c;
    }
  }
  if (quote != '\0' || words.empty()) return std::nullopt;
  return words;
}

}  // namespace connectorgroup
