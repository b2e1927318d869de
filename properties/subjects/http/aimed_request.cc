#include "properties/subjects/http/aimed_request.h"

#include <algorithm>

#include "model/http/message.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kAskedOrigin = "https://graph.microsoft.com/";
constexpr std::string_view kBlank = " \t";

// The line at the start of the octets, with its LF; nothing where there is no LF.
std::string_view first_line(std::string_view octets) {
  const std::size_t end = octets.find('\n');
  return end == std::string_view::npos ? std::string_view() : octets.substr(0, end + 1);
}

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return text.substr(text.size());
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

bool is_blank(char octet) { return kBlank.find(octet) != std::string_view::npos; }

// The line with a part of it replaced. `old_part` is a view into the line.
std::string replaced(std::string_view line, std::string_view old_part, std::string_view by) {
  const auto before = static_cast<std::size_t>(old_part.data() - line.data());
  std::string text(line.substr(0, before));
  text.append(by).append(line.substr(before + old_part.size()));
  return text;
}

// The word of the line that is its target: behind white space, with a slash or the asked origin at
// its start. Empty where there is none.
std::string_view target_start(std::string_view line) {
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (!is_blank(line[at - 1]) || is_blank(line[at])) continue;
    const std::string_view rest = line.substr(at);
    if (rest.starts_with(kAskedOrigin)) return rest.substr(0, kAskedOrigin.size());
    if (rest.front() == '/') return rest.substr(0, 1);
  }
  return {};
}

std::string aimed_start_line(std::string_view line, const ServerUrl& server) {
  const std::string_view start = target_start(line);
  if (start.empty()) return std::string(line);
  const std::string base = server.base_path + "/";
  return replaced(line, start, start == "/" ? base : server.origin() + base);
}

// method SP target SP HTTP/1.x CRLF, as far as it matters for what comes behind it.
bool is_usual(std::string_view line) {
  constexpr std::string_view kEnd = " HTTP/1.x\r\n";
  if (line.size() <= kEnd.size()) return false;
  const std::string_view rest = line.substr(0, line.size() - kEnd.size());
  const std::string_view end = line.substr(rest.size());
  const std::size_t space = rest.find(' ');
  const bool two_words = space != 0 && space != std::string_view::npos && space + 1 < rest.size() &&
                         rest.find_first_of(" \t\r", space + 1) == std::string_view::npos;
  const bool version = end.starts_with(" HTTP/1.") && end.ends_with("\r\n") &&
                       std::string_view("0123456789").find(end[8]) != std::string_view::npos;
  return two_words && version;
}

// The good token in a value "Bearer token"; empty where there is none.
std::string_view good_token_in(std::string_view value) {
  const std::size_t space = value.find(' ');
  if (space == std::string_view::npos || !equal_ignoring_case(value.substr(0, space), "Bearer")) {
    return {};
  }
  const std::string_view token =
      value.substr(std::min(value.find_first_not_of(' ', space), value.size()));
  return token == kGoodToken || token == kScriptToken ? token : std::string_view();
}

std::string aimed_field_line(std::string_view line, const Aim& aim) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return std::string(line);
  const std::string_view name = trimmed(line.substr(0, colon));
  const std::string_view value = trimmed(without_line_end(line).substr(colon + 1));
  if (equal_ignoring_case(name, "Host") && value == kAskedHost) {
    return replaced(line, value, aim.server.authority());
  }
  if (aim.token && equal_ignoring_case(name, "Authorization")) {
    const std::string_view token = good_token_in(value);
    if (!token.empty()) return replaced(line, token, *aim.token);
  }
  return std::string(line);
}

}  // namespace

std::string aimed_request(std::string_view request, const Aim& aim) {
  std::string aimed;
  std::string_view rest = request;
  const auto advance = [&aimed, &rest](std::string_view line, std::string_view as) {
    aimed.append(as);
    rest.remove_prefix(line.size());
  };
  std::string_view start_line = first_line(rest);
  while (!start_line.empty() && without_line_end(start_line).empty()) {
    advance(start_line, start_line);
    start_line = first_line(rest);
  }
  advance(start_line, aimed_start_line(start_line, aim.server));
  if (is_usual(start_line)) {
    for (const auto& [name, value] : aim.fields) {
      aimed.append(name).append(": ").append(value).append("\r\n");
    }
  }
  while (!start_line.empty()) {
    const std::string_view line = first_line(rest);
    if (without_line_end(line).empty()) break;
    advance(line, aimed_field_line(line, aim));
  }
  return aimed.append(rest);
}

}  // namespace connectorgroup
