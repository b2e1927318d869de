#include "properties/faults/rereading.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace connectorgroup::faults {
namespace {

bool is_in_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
         c == '-' || c == '.' || c == '_';
}

std::string words_changed(std::string_view part, const Change& change) {
  std::string result;
  for (std::size_t at = 0; at < part.size();) {
    std::size_t end = at;
    while (end < part.size() && is_in_word(part[end])) ++end;
    if (end == at) {
      result += part[at++];
      continue;
    }
    result += change(part.substr(at, end - at));
    at = end;
  }
  return result;
}

void change_member(Member<std::string>& member,
                   const std::function<void(std::string& content)>& change) {
  if (!member.has_value()) return;
  std::string content = member.value();
  change(content);
  member = std::move(content);
}

void change_error(ODataError& error, const std::function<void(std::string& content)>& change) {
  change(error.code);
  change(error.message);
  change_member(error.target, change);
  for (ErrorDetail& detail : error.details) {
    change(detail.code);
    change(detail.message);
    change_member(detail.target, change);
  }
}

}  // namespace

Deviation rereading(std::string (*rewrite)(std::string_view text)) {
  Deviation deviation;
  deviation.read = [rewrite](Subject& model, BodyKind kind, std::string_view text) {
    ReadAnswer right = model.read(kind, text);
    if (right.why && right.why->rule == Rule::limit_bytes) return right;
    ReadAnswer answer = model.read(kind, rewrite(text));
    const bool refused = right.verdict == Verdict::reject && answer.verdict == Verdict::reject;
    return refused ? right : answer;
  };
  return deviation;
}

Deviation only_as(BodyKind kind, Deviation deviation) {
  Deviation only;
  only.read = [kind, read = std::move(deviation.read)](Subject& model, BodyKind asked,
                                                       std::string_view text) {
    return asked == kind ? read(model, asked, text) : model.read(asked, text);
  };
  return only;
}

std::vector<bool> string_bytes(std::string_view text) {
  std::vector<bool> inside(text.size());
  bool open = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!open) {
      open = text[at] == '"';
      continue;
    }
    if (text[at] == '"') {
      open = false;
      continue;
    }
    inside[at] = true;
    if (text[at] == '\\' && at + 1 < text.size()) inside[++at] = true;
  }
  return inside;
}

void change_strings(BodyValue& value, const std::function<void(std::string& content)>& change) {
  for (Members& object : value.objects) {
    for (Member<std::string>* member :
         {&object.id, &object.name, &object.connector_group_type, &object.region}) {
      change_member(*member, change);
    }
  }
  if (value.controls.next_link) change(*value.controls.next_link);
  if (value.error) change_error(*value.error, change);
}

std::string changed_escapes(
    std::string_view text,
    const std::function<std::optional<Taken>(std::string_view rest)>& change) {
  return changed_inside_strings(text, [&change](std::string_view part) {
    std::string result;
    for (std::size_t at = 0; at < part.size();) {
      const bool escape = part[at] == '\\';
      if (const auto taken = escape ? change(part.substr(at)) : std::nullopt) {
        result += taken->as;
        at += taken->size;
      } else {
        result += part.substr(at, escape ? 2u : 1u);
        at += escape ? 2u : 1u;
      }
    }
    return result;
  });
}

std::optional<unsigned> escaped_unit(std::string_view rest) {
  constexpr std::size_t kDigits = 4;
  if (!rest.starts_with("\\u") || rest.size() < 2 + kDigits) return std::nullopt;
  const char* const begin = rest.data() + 2;
  unsigned unit = 0;
  const auto read = std::from_chars(begin, begin + kDigits, unit, 16);
  if (read.ec != std::errc() || read.ptr != begin + kDigits) return std::nullopt;
  return unit;
}

std::string changed_words(std::string_view text, const Change& change) {
  return changed_outside_strings(
      text, [&change](std::string_view part) { return words_changed(part, change); });
}

}  // namespace connectorgroup::faults
