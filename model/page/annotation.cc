// simdjson's DOM checks the comment's JSON whole, then the members that count are taken from it.
#include "model/page/annotation.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/page/lines.h"

namespace connectorgroup {
namespace {

constexpr std::array<std::string_view, 8> kBlockTypeNames{
    "request", "response",          "ignored",    "example",
    "samples", "simulatedResponse", "testParams", "resource"};

}  // namespace

std::string_view name(BlockType type) { return kBlockTypeNames[static_cast<std::size_t>(type)]; }

}  // namespace connectorgroup

namespace connectorgroup::page {
namespace {

constexpr std::string_view kCommentEnd = "-->";

// The members that are read, as they stand in the JSON.
struct AnnotationMembers {
  std::optional<std::string> block_type;
  std::optional<std::vector<std::string>> names;
  std::optional<std::string> odata_type;
  std::optional<bool> truncated;
  std::optional<bool> is_collection;
  std::optional<std::string> type;
};

// False: a value of another JSON type.
bool read_value(simdjson::dom::element value, std::string& out) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return false;
  out = text;
  return true;
}

bool read_value(simdjson::dom::element value, bool& out) {
  return value.get(out) == simdjson::SUCCESS;
}

bool read_value(simdjson::dom::element value, std::vector<std::string>& out) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return read_value(value, out.emplace_back());
  for (const simdjson::dom::element element : array) {
    if (!read_value(element, out.emplace_back())) return false;
  }
  return true;
}

// False: another JSON type, or the member's second occurrence.
template <class Value>
bool read_once(simdjson::dom::element value, std::optional<Value>& member) {
  return !member.has_value() && read_value(value, member.emplace());
}

bool read_member(std::string_view key, simdjson::dom::element value, AnnotationMembers& members) {
  if (key == "blockType") return read_once(value, members.block_type);
  if (key == "name") return read_once(value, members.names);
  if (key == "@odata.type") return read_once(value, members.odata_type);
  if (key == "truncated") return read_once(value, members.truncated);
  if (key == "isCollection") return read_once(value, members.is_collection);
  if (key == "type") return read_once(value, members.type);
  return true;
}

Comment interpret(AnnotationMembers members, std::size_t line) {
  if (!members.block_type) {
    if (members.type == "#page.annotation") return std::monostate{};
    return PageFinding{line, PageFault::block_type_missing, "the annotation has no blockType"};
  }
  const auto known = std::find(kBlockTypeNames.begin(), kBlockTypeNames.end(), *members.block_type);
  if (known == kBlockTypeNames.end()) {
    return PageFinding{line, PageFault::block_type_unknown,
                       "no such blockType: " + *members.block_type};
  }
  Annotation annotation;
  annotation.type = static_cast<BlockType>(known - kBlockTypeNames.begin());
  annotation.names = std::move(members.names).value_or(std::vector<std::string>{});
  annotation.odata_type = std::move(members.odata_type);
  annotation.truncated = members.truncated.value_or(false);
  annotation.is_collection = members.is_collection.value_or(false);
  return annotation;
}

}  // namespace

Comment read_comment(simdjson::dom::parser& parser, std::string_view html, std::size_t line) {
  html.remove_prefix(html.find(kCommentBegin) + kCommentBegin.size());
  const std::string_view json = html.substr(0, html.find(kCommentEnd));
  if (!trim(json, " \t\r\n").starts_with('{')) return std::monostate{};
  if (json.size() == html.size()) {
    return PageFinding{line, PageFault::annotation_unclosed, "the comment has no \"-->\""};
  }
  simdjson::dom::object object;
  const simdjson::error_code error = parser.parse(json.data(), json.size()).get(object);
  if (error != simdjson::SUCCESS) {
    return PageFinding{line, PageFault::annotation_json, simdjson::error_message(error)};
  }
  AnnotationMembers members;
  for (const simdjson::dom::key_value_pair member : object) {
    if (!read_member(member.key, member.value, members)) {
      return PageFinding{line, PageFault::annotation_member,
                         "wrong type, or a second time: " + std::string(member.key)};
    }
  }
  return interpret(std::move(members), line);
}

}  // namespace connectorgroup::page
