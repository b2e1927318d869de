#include "properties/subjects/own/crash_note.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "properties/subjects/own/implementation_subject.h"

// The sanitizers'; absent in builds without one.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

namespace connectorgroup {
namespace {

const char* program_name = "";

// All that follows is called from signal handlers, which may not allocate.
void put(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void put_hex(std::string_view octets) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const char octet : octets) {
    const auto byte = static_cast<unsigned char>(octet);
    const std::array<char, 2> digits{kDigits[byte >> 4], kDigits[byte & 15]};
    put({digits.data(), digits.size()});
  }
}

bool put_note(std::string_view what) {
  const VerbCall* const call = call_in_progress();
  if (call == nullptr) return false;
  put(program_name);
  put(what);
  put(call->verb);
  if (!call->kind.empty()) put(" ");
  put(call->kind);
  put(" ");
  put_hex(call->octets);
  put("\n");
  return true;
}

void at_death() { put_note(": the implementation crashed on: "); }

void at_signal(int number) {
  at_death();
  std::signal(number, SIG_DFL);
  std::raise(number);
}

void at_exit() {
  if (put_note(": the implementation ended the program on: ")) std::_Exit(1);
}

}  // namespace

void note_crashes(const char* program) {
  program_name = program;
  std::atexit(at_exit);
  if (__sanitizer_set_death_callback != nullptr) {
    __sanitizer_set_death_callback(at_death);
    return;
  }
  for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
    std::signal(number, at_signal);
  }
}

}  // namespace connectorgroup
