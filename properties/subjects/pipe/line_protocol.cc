#include "properties/subjects/pipe/line_protocol.h"

#include <array>
#include <charconv>

#include "properties/escaped.h"

namespace connectorgroup::line_protocol {
namespace {

constexpr std::array<std::string_view, 5> kVerdicts{"accept", "reject", "ok", "skip", "error"};

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string quoted(std::string_view text) { return "\"" + escaped(text, 80) + "\""; }

// "s:616263" and the like.
std::optional<Value> parse_value(std::string_view text) {
  if (text == "true" || text == "false") return boolean_value(text == "true");
  if (text == "null") return Value{Value::Type::null_};
  if (text == "other") return Value{Value::Type::other};
  if (text.size() < 2 || text[1] != ':') return std::nullopt;
  const std::string_view rest = text.substr(2);
  if (text[0] == 'n') {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error != std::errc() || end != rest.data() + rest.size()) return std::nullopt;
    return number_value(number);
  }
  if (text[0] != 's' && text[0] != 'b') return std::nullopt;
  std::optional<std::string> bytes = from_hex(rest);
  if (!bytes) return std::nullopt;
  return text[0] == 's' ? string_value(*bytes) : bytes_value(*bytes);
}

std::string written(const Value& value) {
  switch (value.type) {
    case Value::Type::string:
      return "s:" + to_hex(value.text);
    case Value::Type::bytes:
      return "b:" + to_hex(value.text);
    case Value::Type::true_:
      return "true";
    case Value::Type::false_:
      return "false";
    case Value::Type::null_:
      return "null";
    case Value::Type::number:
      return "n:" + std::to_string(value.number);
    case Value::Type::other:
      return "other";
  }
  return {};
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  digits.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    digits += kDigits[byte >> 4];
    digits += kDigits[byte & 0xF];
  }
  return digits;
}

std::optional<std::string> from_hex(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const int high = digit_value(digits[i]);
    const int low = digit_value(digits[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string_view name(ReplyVerdict verdict) { return kVerdicts[static_cast<std::size_t>(verdict)]; }

Value string_value(std::string_view text) { return Value{Value::Type::string, std::string(text)}; }
Value bytes_value(std::string_view bytes) { return Value{Value::Type::bytes, std::string(bytes)}; }
Value number_value(std::uint64_t number) { return Value{Value::Type::number, {}, number}; }
Value boolean_value(bool value) { return Value{value ? Value::Type::true_ : Value::Type::false_}; }

std::string written(const Pairs& pairs) {
  std::string text;
  for (const auto& [key, value] : pairs) text.append(" ").append(key).append("=" + written(value));
  return text;
}

const Value* Reply::find(std::string_view key) const {
  for (const auto& [name, value] : pairs) {
    if (name == key) return &value;
  }
  return nullptr;
}

std::string written(const Reply& reply) {
  return std::string(name(reply.verdict)).append(written(reply.pairs));
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t space = line.find(' ');
    words.push_back(line.substr(0, space));
    if (space == std::string_view::npos) return words;
    line.remove_prefix(space + 1);
  }
}

std::optional<Pairs> parse_pairs(const std::vector<std::string_view>& words, std::string& fault) {
  Pairs pairs;
  for (const std::string_view word : words) {
    // `why` is a word of its own kind: no type stands before it.
    const std::size_t equals = word.find('=');
    if (equals == 0 || equals == std::string_view::npos) {
      fault = quoted(word) + " isn't key=value";
      return std::nullopt;
    }
    const std::string_view key = word.substr(0, equals);
    const std::string_view text = word.substr(equals + 1);
    std::optional<Value> value = parse_value(text);
    if (!value && key == "why") value = Value{Value::Type::other, std::string(text)};
    if (!value) {
      fault = quoted(word) +
              ": the value has none of the forms s:HEX, b:HEX, n:DIGITS, true, "
              "false, null, other";
      return std::nullopt;
    }
    pairs.emplace_back(key, std::move(*value));
  }
  return pairs;
}

std::optional<Reply> parse_reply(std::string_view line, std::string& fault) {
  std::vector<std::string_view> words = words_of(line);
  Reply reply;
  std::size_t verdict = 0;
  while (verdict < kVerdicts.size() && kVerdicts[verdict] != words[0]) ++verdict;
  if (verdict == kVerdicts.size()) {
    fault = quoted(words[0]) + " isn't a verdict (accept, reject, ok, skip, error)";
    return std::nullopt;
  }
  reply.verdict = static_cast<ReplyVerdict>(verdict);
  words.erase(words.begin());
  std::optional<Pairs> pairs = parse_pairs(words, fault);
  // What informs never decides, and an error is its wrapper's to word.
  if (!pairs && reply.verdict == ReplyVerdict::error) pairs.emplace();
  if (!pairs) return std::nullopt;
  reply.pairs = std::move(*pairs);
  return reply;
}

std::optional<RequestLine> parse_request(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::vector<std::string_view> words = words_of(line);
  if (words.size() < 2 || words[0].empty() || words[1].empty()) return std::nullopt;
  RequestLine request{words[0], words[1], {}};
  request.arguments.assign(words.begin() + 2, words.end());
  return request;
}

}  // namespace connectorgroup::line_protocol
