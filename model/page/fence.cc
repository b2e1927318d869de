// Line by line: the start line, headers up to an empty line, then the body. Three slips of authors
// are seen through, so that what stands behind them is read all the same: empty lines before the
// start line, an empty line before the headers, and none before the body.
#include "model/page/fence.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "model/http/message.h"

namespace connectorgroup::page {
namespace {

constexpr std::array<std::string_view, 7> kMethods{"GET",    "POST", "PUT",    "PATCH",
                                                   "DELETE", "HEAD", "OPTIONS"};

// Lines of these names right after an empty line are headers gone astray; lines of other names may
// be the text of a body.
constexpr std::array<std::string_view, 8> kHeaderNames{
    "accept", "authorization", "content-length", "content-type",
    "host",   "if-match",      "prefer",         "consistencylevel"};

bool is_blank(const BlockLine& line) { return trim(line.text).empty(); }

// No header begins so; a body of JSON or XML does.
bool opens_body(std::string_view line) {
  line = trim(line);
  return line.starts_with('{') || line.starts_with('[') || line.starts_with('<');
}

std::optional<std::uint64_t> read_digits(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

bool is_known_header(std::string_view line) {
  const std::string_view header_name = line.substr(0, line.find(':'));
  if (header_name.size() == line.size()) return false;
  return std::any_of(
      kHeaderNames.begin(), kHeaderNames.end(),
      [header_name](std::string_view known) { return equal_ignoring_case(header_name, known); });
}

// Reads a header line into `example`; false: it isn't one.
bool read_header(const BlockLine& line, PageExample& example) {
  const std::string_view text = line.text;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view header_name = text.substr(0, colon);
  const std::string value(trim(text.substr(colon + 1)));
  if (!example.declared_length && equal_ignoring_case(trim(header_name), "content-length")) {
    example.declared_length = DeclaredLength{value, read_digits(value), line.number};
  }
  example.headers.push_back({std::string(header_name), value, line.number});
  return true;
}

void read_body(std::span<const BlockLine> lines, PageExample& example) {
  if (lines.empty()) return;
  for (const BlockLine& line : lines) {
    example.body += line.text;
    example.body += line.ending;
  }
  example.body.resize(example.body.size() - lines.back().ending.size());
  if (!example.body.empty()) example.lines.body = lines.front().number;
}

class MessageLines {
 public:
  MessageLines(std::span<const BlockLine> lines, PageExample& example,
               std::vector<PageFinding>& findings)
      : lines_(lines), example_(example), findings_(findings) {}

  bool read() {
    std::size_t start = 0;
    while (start < lines_.size() && is_blank(lines_[start])) ++start;
    const bool absent = start == lines_.size() || opens_body(lines_[start].text);
    if (start > 0 || absent) {
      report(example_.lines.fence, PageFault::start_line_missing,
             start == lines_.size() ? "the fence is blank" : "first is: " + lines_[start].text);
    }
    if (start == lines_.size()) return false;
    if (absent) {
      read_body(lines_.subspan(start), example_);
      return true;
    }
    example_.start_line = lines_[start].text;
    example_.lines.start = lines_[start].number;
    read_headers(start + 1);
    return true;
  }

 private:
  void read_headers(std::size_t first) {
    std::size_t i = first;
    bool is_header = false;  // the line before
    if (i + 1 < lines_.size() && is_blank(lines_[i]) && is_known_header(lines_[i + 1].text)) {
      report(lines_[i].number, PageFault::headers_after_empty_line,
             "behind it stands: " + lines_[i + 1].text);
      ++i;
    }
    for (; i < lines_.size(); ++i) {
      const BlockLine& line = lines_[i];
      if (is_blank(line)) return read_body(lines_.subspan(i + 1), example_);
      if (opens_body(line.text)) {
        report(line.number, PageFault::body_not_separated, "it begins with: " + line.text);
        return read_body(lines_.subspan(i), example_);
      }
      is_header = read_header(line, example_);
      if (!is_header) {
        report(line.number, PageFault::header_malformed, "it is: " + line.text);
      }
    }
    if (!is_header) return;  // a start line alone, or what has a finding already
    report(lines_.back().number, PageFault::header_end_missing,
           "the code block ends behind: " + lines_.back().text);
  }

  void report(std::size_t line, PageFault what, std::string detail) {
    example_.faults.push_back(what);
    findings_.push_back({line, what, std::move(detail)});
  }

  std::span<const BlockLine> lines_;
  PageExample& example_;
  std::vector<PageFinding>& findings_;
};

bool is_request_line(std::string_view line) {
  const std::string_view method = line.substr(0, line.find(' '));
  return method.size() < line.size() &&
         std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

}  // namespace

bool read_message(std::span<const BlockLine> lines, PageExample& example,
                  std::vector<PageFinding>& findings) {
  return MessageLines(lines, example, findings).read();
}

std::optional<BlockType> infer_type(std::span<const BlockLine> lines) {
  const auto first = std::find_if_not(lines.begin(), lines.end(), is_blank);
  if (first == lines.end()) return std::nullopt;
  const std::string_view start = trim(first->text);
  if (start.starts_with("HTTP/") || start.starts_with("HTTP ")) return BlockType::response;
  if (!is_request_line(start)) return std::nullopt;
  const auto second = std::find_if_not(first + 1, lines.end(), is_blank);
  const bool whole_uri = start.find(" http") != std::string_view::npos;
  if (second == lines.end()) {
    if (whole_uri) return BlockType::request;
    return std::nullopt;
  }
  if (is_request_line(trim(second->text))) return std::nullopt;
  return BlockType::request;
}

}  // namespace connectorgroup::page
