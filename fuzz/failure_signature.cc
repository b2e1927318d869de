#include "fuzz/failure_signature.h"

#include <charconv>
#include <cstdint>
#include <optional>

namespace connectorgroup {
namespace {

// What follows `mark` on its line, or nothing.
std::optional<std::string_view> rest_behind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(at + mark.size());
  return rest.substr(0, rest.find('\n'));
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The sentence without what changes with the input's bytes: numbers are 0; quoted bytes and values
// in braces are gone.
std::string without_values(std::string_view sentence) {
  std::string kept;
  bool quoted = false;
  int braces = 0;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const char c = sentence[i];
    if (quoted && c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '{' || c == '}')) {
      braces += c == '{' ? 1 : -1;
    } else if (!quoted && braces <= 0 && !(is_digit(c) && kept.ends_with('0'))) {
      kept += is_digit(c) ? '0' : c;
    }
  }
  return kept;
}

// "    #1 0x55d0 (/bin/body_fuzz+0x1234)": the first that isn't the sanitizer's own.
std::string top_frame(std::string_view report, bool (*is_own_frame)(const void*)) {
  for (std::size_t at = report.find("    #"); at != std::string_view::npos;
       at = report.find("    #", at + 1)) {
    const std::string_view line = report.substr(at, report.find('\n', at) - at);
    const std::size_t hex = line.find("0x");
    const std::size_t module = line.find('(');
    if (hex == std::string_view::npos || module == std::string_view::npos) continue;
    std::uintptr_t address = 0;
    std::from_chars(line.data() + hex + 2, line.data() + line.size(), address, 16);
    if (is_own_frame(reinterpret_cast<const void*>(address))) continue;
    const std::string_view place = line.substr(module + 1);
    return std::string(place.substr(0, place.find(')')));
  }
  return {};
}

FailureSignature of_law(std::string_view law, std::string_view report) {
  const std::string subject(rest_behind(report, "  subject:  ").value_or(""));
  const std::string found = without_values(rest_behind(report, "  found:    ").value_or(""));
  return {"law " + std::string(law), subject + ": " + found};
}

// What the stack looked like when it ended is of no interest.
FailureSignature of_address_sanitizer(std::string_view error, std::string_view report,
                                      bool (*is_own_frame)(const void*)) {
  const std::string_view what = first_word(error);
  std::string place;
  if (what != "stack-overflow") place = top_frame(report, is_own_frame);
  return {"AddressSanitizer " + std::string(what), place};
}

// "model/a.cc:1:2: runtime error: message"
FailureSignature of_undefined_behaviour(std::string_view message, std::string_view report) {
  const std::size_t at = report.find(": runtime error: ");
  const std::size_t line = report.rfind('\n', at);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  return {"UndefinedBehaviorSanitizer " + without_values(message),
          std::string(report.substr(begin, at - begin))};
}

}  // namespace

std::string describe(const FailureSignature& signature) {
  return signature.place.empty() ? signature.kind : signature.kind + " (" + signature.place + ")";
}

FailureSignature signature_of(RunEnd end, std::string_view report, int signal,
                              bool (*is_own_frame)(const void*)) {
  if (end == RunEnd::clean) return {};
  if (end == RunEnd::out_of_time) return {"timeout", {}};
  if (const auto law = rest_behind(report, "law broken: ")) return of_law(*law, report);
  if (const auto error = rest_behind(report, "ERROR: AddressSanitizer: ")) {
    return of_address_sanitizer(*error, report, is_own_frame);
  }
  if (const auto message = rest_behind(report, ": runtime error: ")) {
    return of_undefined_behaviour(*message, report);
  }
  if (const auto expectation = rest_behind(report, ": assertion failed: ")) {
    const std::size_t at = report.find(": assertion failed: ");
    const std::size_t line = report.rfind('\n', at);
    const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
    return {"assertion " + std::string(*expectation),
            std::string(report.substr(begin, at - begin))};
  }
  return {signal == 0 ? "exit" : "signal " + std::to_string(signal), {}};
}

}  // namespace connectorgroup
