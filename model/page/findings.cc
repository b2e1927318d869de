#include "model/page/findings.h"

#include <algorithm>
#include <tuple>

#include "model/assertion.h"

namespace connectorgroup::page {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string_view without_mark(std::string_view markdown) {
  if (markdown.starts_with(kByteOrderMark)) markdown.remove_prefix(kByteOrderMark.size());
  return markdown;
}

}  // namespace

Findings::Findings(std::string_view markdown) : lines_(split_lines(without_mark(markdown))) {}

AuditFinding& Findings::add(PageCheck check, Spot spot, std::optional<Rule> rule) {
  if (!rule) rule = row(check).rule;
  return findings_.emplace_back(AuditFinding{spot.line, spot.column, check, rule, {}, {}, {}, {}});
}

std::string_view Findings::line(std::size_t number) const {
  CONNECTORGROUP_ASSERT(number >= 1 && number <= lines_.size());
  return lines_[number - 1].text;
}

Spot Findings::spot(std::size_t number, std::string_view text, std::size_t offset) const {
  const std::size_t size = line(number).size();
  const std::size_t begin = size - std::min(size, text.size());
  return spot(number, begin + offset);
}

Spot Findings::spot(std::size_t number, std::size_t offset) const {
  const std::string_view before = line(number).substr(0, offset);
  const auto characters =
      std::count_if(before.begin(), before.end(), [](char c) { return !continues_character(c); });
  return {number, static_cast<std::size_t>(characters) + 1};
}

std::vector<AuditFinding> Findings::take() {
  std::stable_sort(
      findings_.begin(), findings_.end(), [](const AuditFinding& a, const AuditFinding& b) {
        return std::tie(a.line, a.column, a.check) < std::tie(b.line, b.column, b.check);
      });
  return std::move(findings_);
}

std::string shown(std::string_view bytes) {
  constexpr std::size_t kSizeMax = 120;
  if (bytes.size() <= kSizeMax) return std::string(bytes);
  std::size_t size = kSizeMax;
  while (size > kSizeMax - 4 && continues_character(bytes[size])) --size;
  return std::string(bytes.substr(0, size)) + "...";
}

}  // namespace connectorgroup::page
