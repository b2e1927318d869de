#include "properties/conformance/limit_cases.h"

#include <cstdint>
#include <string>
#include <utility>

#include "model/body/limits.h"
#include "model/http/limits.h"

namespace connectorgroup {
namespace {

// A body of so many bytes, most of them white space.
Question body_of(std::size_t size) {
  std::string text = R"({"name":"a"})";
  text.resize(size, ' ');
  return Question{Verb::read_request, std::move(text)};
}

Question request_with(const std::string& fields) {
  Question question{Verb::read_message};
  question.input = "POST / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
  return question;
}

// A request that says that so much content follows, and has none of it yet.
Question content_of(std::uint64_t size) {
  return request_with("Content-Length: " + std::to_string(size) + "\r\n");
}

// A request whose field lines have so many octets in all.
Question fields_of(std::size_t size) {
  constexpr std::string_view kHost = "Host: h\r\n";
  constexpr std::string_view kBegin = "x: ";
  constexpr std::string_view kEnd = "\r\n";
  constexpr std::size_t kLine = 8000;
  std::string fields;
  for (std::size_t left = size - kHost.size(); left > 0;) {
    // What is left behind a line must be enough for one more.
    const std::size_t line = left < 2 * kLine ? left : kLine;
    fields += kBegin;
    fields.append(line - kBegin.size() - kEnd.size(), 'v').append(kEnd);
    left -= line;
  }
  return request_with(fields);
}

void add(std::vector<ConformanceCase>& cases, Rule rule, const std::string& name, Question within,
         Question beyond) {
  const std::string begin = "limit/" + name;
  cases.push_back({begin + "/at", "limit", std::move(within), Level::required, rule, {}, false});
  cases.push_back(
      {begin + "/beyond", "limit", std::move(beyond), Level::choice, rule, begin + "/at", true});
}

}  // namespace

std::vector<ConformanceCase> limit_cases() {
  const Limits bodies;
  const HttpLimits messages;
  std::vector<ConformanceCase> cases;
  add(cases, Rule::limit_bytes, "bytes", body_of(bodies.bytes_max), body_of(bodies.bytes_max + 1));
  add(cases, Rule::limit_content, "content", content_of(messages.content_max),
      content_of(messages.content_max + 1));
  add(cases, Rule::limit_field_section, "field-section", fields_of(messages.field_section_max),
      fields_of(messages.field_section_max + 1));
  return cases;
}

}  // namespace connectorgroup
