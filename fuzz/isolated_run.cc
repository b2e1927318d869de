#include "fuzz/isolated_run.h"

#include <dlfcn.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "model/assertion.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

// Addresses instead of names: see signature_of(). Called by the sanitizer, where there is one.
extern "C" const char* __asan_default_options() { return "symbolize=0:detect_leaks=0"; }

namespace connectorgroup {
namespace {

// A process that waits takes no processor time. Others may have the processor, so this is generous.
constexpr unsigned kClockForProcessor = 20;

[[noreturn]] void run_target(std::string_view bytes, unsigned seconds, int report) {
  dup2(report, STDERR_FILENO);
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  const rlimit time{seconds, seconds + 1};
  setrlimit(RLIMIT_CPU, &time);
  const std::vector<std::uint8_t> block(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(block.data(), block.size());
  _exit(0);
}

// What is written until the other end is closed. False: it wasn't within the time.
bool read_all(int from, unsigned seconds, std::string& text) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + std::chrono::seconds(seconds);
  std::array<char, 4096> buffer{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    pollfd waiting{from, POLLIN, 0};
    if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) == 0) return false;
    const ssize_t size = read(from, buffer.data(), buffer.size());
    if (size == 0) return true;
    if (size > 0) text.append(buffer.data(), static_cast<std::size_t>(size));
  }
}

// The runtime's functions are exported by the program that they are linked into; the project's own
// aren't. What lies in a shared library is never the runtime's.
bool is_sanitizer_frame(const void* address) {
  Dl_info frame{};
  Dl_info program{};
  if (dladdr(address, &frame) == 0 || frame.dli_sname == nullptr) return false;
  if (dladdr(reinterpret_cast<const void*>(&run_isolated), &program) == 0) return false;
  return std::strcmp(frame.dli_fname, program.dli_fname) == 0;
}

}  // namespace

FailureSignature run_isolated(std::string_view bytes, unsigned seconds) {
  std::array<int, 2> ends{};
  const bool piped = pipe(ends.data()) == 0;
  CONNECTORGROUP_ASSERT(piped);
  const pid_t child = fork();
  CONNECTORGROUP_ASSERT(child >= 0);
  if (child == 0) {
    close(ends[0]);
    run_target(bytes, seconds, ends[1]);
  }
  close(ends[1]);
  std::string report;
  const bool ended = read_all(ends[0], seconds * kClockForProcessor, report);
  close(ends[0]);
  if (!ended) kill(child, SIGKILL);
  int status = 0;
  const pid_t gone = waitpid(child, &status, 0);
  CONNECTORGROUP_ASSERT(gone == child);
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (!ended || signal == SIGXCPU) {
    return signature_of(RunEnd::out_of_time, report, signal, is_sanitizer_frame);
  }
  const bool clean = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return signature_of(clean ? RunEnd::clean : RunEnd::failed, report, signal, is_sanitizer_frame);
}

}  // namespace connectorgroup
