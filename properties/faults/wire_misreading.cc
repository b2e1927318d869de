#include "properties/faults/wire_misreading.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace connectorgroup::faults {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

MessageAnswer read(Subject& model, MessageKind kind, std::string_view octets, Ending ending) {
  return model.read_message(kind, {&octets, 1}, ending);
}

MessageAnswer read_rewritten(Subject& model, MessageKind kind, std::string_view octets,
                             std::string_view rewritten, Ending ending) {
  MessageAnswer answer = read(model, kind, rewritten, ending);
  // Where in the octets as they came; the subtraction may go below zero on its way.
  if (answer.verdict == MessageVerdict::accept) {
    answer.size = std::min(answer.size + octets.size() - rewritten.size(), octets.size());
  }
  if (answer.why) answer.why->offset = std::min(answer.why->offset, octets.size());
  return answer;
}

}  // namespace

namespace {

// The field lines as they came, whatever the reader took them for.
void put_fields_back(std::string_view octets, Message& message) {
  std::vector<Field> fields;
  changed_fields(octets, [&fields](std::string_view line) {
    const auto [name, value] = parts_of(line);
    fields.push_back({std::string(name), std::string(trimmed(value))});
    return std::string(line);
  });
  std::visit(
      [&fields](auto& parts) {
        if (parts.fields.size() == fields.size()) parts.fields = std::move(fields);
      },
      message);
}

}  // namespace

Deviation reading_as(Rewrite rewrite) {
  Deviation deviation;
  deviation.read_message = [rewrite](Subject& model, MessageKind kind,
                                     std::span<const std::string_view> segments, Ending ending) {
    const std::string octets = joined(segments);
    const std::string rewritten = rewrite(octets);
    if (rewritten == octets) return read(model, kind, octets, ending);
    MessageAnswer answer = read_rewritten(model, kind, octets, rewritten, ending);
    if (answer.verdict == MessageVerdict::accept) put_fields_back(octets, answer.message);
    return answer;
  };
  return deviation;
}

Deviation forgiving_octets(Rewrite rewrite) {
  Deviation deviation;
  deviation.read_message = [rewrite](Subject& model, MessageKind kind,
                                     std::span<const std::string_view> segments, Ending ending) {
    const std::string octets = joined(segments);
    const MessageAnswer answer = read(model, kind, octets, ending);
    if (answer.verdict != MessageVerdict::reject) return answer;
    const MessageAnswer forgiven = read_rewritten(model, kind, octets, rewrite(octets), ending);
    return forgiven.verdict == MessageVerdict::reject ? answer : forgiven;
  };
  return deviation;
}

Deviation refusing_messages(Rule rule, bool (*objects)(const Message& message)) {
  Deviation deviation;
  deviation.read_message = [rule, objects](Subject& model, MessageKind kind,
                                           std::span<const std::string_view> segments,
                                           Ending ending) {
    const MessageAnswer answer = model.read_message(kind, segments, ending);
    if (answer.verdict != MessageVerdict::accept || !objects(answer.message)) return answer;
    return MessageAnswer{MessageVerdict::reject, {}, 0, Violation{rule, 0}};
  };
  return deviation;
}

Deviation answering_messages(void (*change)(MessageKind kind, std::string_view octets,
                                            MessageAnswer& answer)) {
  Deviation deviation;
  deviation.read_message = [change](Subject& model, MessageKind kind,
                                    std::span<const std::string_view> segments, Ending ending) {
    MessageAnswer answer = model.read_message(kind, segments, ending);
    change(kind, joined(segments), answer);
    return answer;
  };
  return deviation;
}

std::string joined(std::span<const std::string_view> segments) {
  std::string octets;
  for (const std::string_view segment : segments) octets += segment;
  return octets;
}

std::string_view head_of(std::string_view octets) {
  const std::size_t end = octets.find("\r\n\r\n");
  return octets.substr(0, end == std::string_view::npos ? end : end + 4);
}

LineParts parts_of(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {line, {}};
  return {line.substr(0, colon), line.substr(colon + 1)};
}

std::string_view trimmed(std::string_view value) {
  const std::size_t begin = value.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return value.substr(begin, value.find_last_not_of(" \t") + 1 - begin);
}

std::string changed_fields(std::string_view octets, const LineChange& change) {
  const std::string_view head = head_of(octets);
  std::string result;
  bool is_start_line = true;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t end = std::min(head.find(kLineEnd, at), head.size());
    const std::string_view line = head.substr(at, end - at);
    const std::string_view line_end = head.substr(end, kLineEnd.size());
    // An empty line may stand before a request.
    const bool stays = is_start_line || line.empty();
    const std::optional<std::string> changed = stays ? std::string(line) : change(line);
    if (changed) result.append(*changed).append(line_end);
    is_start_line = is_start_line && line.empty();
    at = end + line_end.size();
  }
  return result.append(octets.substr(head.size()));
}

std::string changed_values(std::string_view octets, std::string_view name,
                           const ValueChange& change) {
  return changed_fields(octets, [&](std::string_view line) -> std::optional<std::string> {
    const auto [found, value] = parts_of(line);
    if (!equal_ignoring_case(found, name)) return std::string(line);
    const std::string_view within = trimmed(value);
    const auto begin = static_cast<std::size_t>(within.empty() ? 0 : within.data() - value.data());
    return std::string(found) + ":" + std::string(value.substr(0, begin)) + change(within) +
           std::string(value.substr(begin + within.size()));
  });
}

std::string changed_chunks(std::string_view octets, SameLength line, SameLength data_end) {
  std::string result(octets);
  std::size_t at = head_of(octets).size();
  while (at < result.size()) {
    const std::size_t end = result.find(kLineEnd, at);
    if (end == std::string::npos) break;
    result.replace(at, end - at, line(std::string_view(result).substr(at, end - at)));
    std::size_t size = 0;
    std::size_t digits = at;
    for (; digits < end && size < result.size(); ++digits) {
      const auto digit = std::string_view("0123456789abcdefABCDEF").find(result[digits]);
      if (digit == std::string_view::npos) break;
      size = size * 16 + (digit < 16 ? digit : digit - 6);
    }
    if (size == 0 || size > result.size()) break;
    at = end + kLineEnd.size() + size;
    if (at + kLineEnd.size() > result.size()) break;
    result.replace(at, kLineEnd.size(), data_end(std::string_view(result).substr(at, 2)));
    at += kLineEnd.size();
  }
  return result;
}

std::string kept(std::string_view octets) { return std::string(octets); }

std::string in_hexadecimal(std::uint64_t number, std::size_t size) {
  std::string digits(size, '0');
  for (std::size_t at = size; at > 0 && number > 0; number >>= 4) {
    digits[--at] = "0123456789abcdef"[number & 0x0F];
  }
  return digits;
}

Question message(std::string_view octets, MessageKind kind) {
  return {Verb::read_message, std::string(octets), kind};
}

Question last_message(std::string_view octets, MessageKind kind) {
  return {Verb::read_last_message, std::string(octets), kind};
}

Question script(const ServiceScript& asked) { return {.verb = Verb::script, .script = &asked}; }

ScriptAnswer told(std::string words) { return {ScriptAnswer::Result::held, std::move(words)}; }

}  // namespace connectorgroup::faults
