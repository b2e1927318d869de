#include "properties/faults/misreading.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace connectorgroup::faults {
namespace {

// Where the string ends whose first byte, behind its quote, is at `begin`: at its quote, or at the
// text's end.
std::size_t string_end(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2U : 1U;
  return at < text.size() ? at : text.size();
}

std::string changed(std::string_view text, const Change* outside, const Change* inside) {
  const auto append = [](std::string& to, std::string_view part, const Change* change) {
    if (change == nullptr) {
      to += part;
    } else {
      to += (*change)(part);
    }
  };
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t quote = std::min(text.find('"', at), text.size());
    append(result, text.substr(at, quote - at), outside);
    if (quote == text.size()) break;
    const std::size_t end = string_end(text, quote + 1);
    result += '"';
    append(result, text.substr(quote + 1, end - quote - 1), inside);
    if (end < text.size()) result += '"';
    at = end + 1;
  }
  return result;
}

}  // namespace

Deviation forgiving(std::string (*forgive)(std::string_view text)) {
  Deviation deviation;
  deviation.read = [forgive](Subject& model, BodyKind kind, std::string_view text) {
    ReadAnswer answer = model.read(kind, text);
    if (answer.verdict != Verdict::reject) return answer;
    // What is forgiven may be shorter, which makes no text short enough.
    if (answer.why && answer.why->rule == Rule::limit_bytes) return answer;
    ReadAnswer forgiven = model.read(kind, forgive(text));
    return forgiven.verdict == Verdict::accept ? forgiven : answer;
  };
  return deviation;
}

Deviation refusing(Rule rule, bool (*objects)(std::string_view text)) {
  Deviation deviation;
  deviation.read = [rule, objects](Subject& model, BodyKind kind, std::string_view text) {
    const ReadAnswer answer = model.read(kind, text);
    if (answer.verdict != Verdict::accept || !objects(text)) return answer;
    return ReadAnswer{Verdict::reject, {}, Violation{rule, 0}};
  };
  return deviation;
}

Deviation answering(
    std::function<void(BodyKind kind, std::string_view text, ReadAnswer& answer)> change) {
  Deviation deviation;
  deviation.read = [change = std::move(change)](Subject& model, BodyKind kind,
                                                std::string_view text) {
    ReadAnswer answer = model.read(kind, text);
    change(kind, text, answer);
    return answer;
  };
  return deviation;
}

std::string changed_outside_strings(std::string_view text, const Change& change) {
  return changed(text, &change, nullptr);
}

std::string changed_inside_strings(std::string_view text, const Change& change) {
  return changed(text, nullptr, &change);
}

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string result;
  while (true) {
    const std::size_t at = text.find(what);
    result += text.substr(0, at);
    if (at == std::string_view::npos) return result;
    result += by;
    text.remove_prefix(at + what.size());
  }
}

}  // namespace connectorgroup::faults
