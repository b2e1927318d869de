#include "model/page/mended_body.h"

#include <algorithm>

#include "model/page/lines.h"

namespace connectorgroup::page {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

}  // namespace

std::size_t MendedBody::offset_in_body(std::size_t offset) const {
  std::size_t added = 0;
  for (const Addition& addition : additions_) {
    // never false: what is violated comes behind what was added to mend what came before
    if (addition.at < offset) added += std::min(addition.size, offset - addition.at);
  }
  return offset - added;
}

bool MendedBody::make_annotation(std::size_t quote) {
  const std::string_view rest = std::string_view(text_).substr(quote + 1);
  const std::string_view name = rest.substr(0, rest.find('"'));
  if (name.empty() || name.find_first_of("\\@") != std::string_view::npos) return false;
  text_[quote + (name.size() > 1 ? 2 : 1)] = '@';
  annotations_.push_back(quote);
  return true;
}

bool MendedBody::is_made_annotation(std::size_t quote) const {
  return std::find(annotations_.begin(), annotations_.end(), quote) != annotations_.end();
}

void MendedBody::add_member(const MemberSpec& member, std::size_t brace) {
  const std::string_view before = trim(std::string_view(text_).substr(0, brace), kWhiteSpace);
  std::string addition = before.ends_with('{') || before.ends_with(',') ? "\"" : ",\"";
  addition.append(member.name).append("\":");
  if (member.type == ValueType::boolean) {
    addition += "false";
  } else {
    addition.append("\"").append(member.values.empty() ? "" : member.values.front());
    addition += '"';
  }
  text_.insert(brace, addition);
  additions_.push_back({brace, addition.size()});
}

}  // namespace connectorgroup::page
