// The text grows while it is read: where a line stops early it is finished, and then read as if it
// had been there.

#include "properties/edits/complete_message.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "properties/edits/message_text.h"
#include "properties/edits/target_ending.h"

namespace connectorgroup {
namespace {

using Outcome = Completion::Outcome;

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kWhiteSpace = " \t";
constexpr std::string_view kDigits = "0123456789";
constexpr std::size_t kContentAddedMost = std::size_t{64} << 10;

bool is_white_space(char octet) { return kWhiteSpace.find(octet) != std::string_view::npos; }

std::string_view without_leading_space(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kWhiteSpace), text.size()));
}
std::string_view without_trailing_space(std::string_view text) {
  return text.substr(0, text.find_last_not_of(kWhiteSpace) + 1);
}

// The value of digits, or the largest where it is larger.
std::uint64_t number(std::string_view digits, std::uint64_t base) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t value = 0;
  for (const char octet : digits) {
    const auto place = static_cast<std::uint64_t>(
        octet <= '9' ? octet - '0' : (octet <= 'F' ? octet - 'A' : octet - 'a') + 10);
    if (value > (kMost - place) / base) return kMost;
    value = value * base + place;
  }
  return value;
}

// Where chunk extensions stand that stop early.
enum class Extension : std::uint8_t {
  behind,        // a semicolon is due
  behind_space,  // the same, and white space has shown that there will be one
  name_start,
  name,
  name_space,
  value_start,
  value,
  quoted,
  escaped,
};

std::optional<Extension> behind_octet(Extension here, char octet) {
  const bool space = is_white_space(octet);
  switch (here) {
    case Extension::behind:
    case Extension::behind_space:
      if (octet == ';') return Extension::name_start;
      return space ? std::optional(Extension::behind_space) : std::nullopt;
    case Extension::name_start:
      return space ? here : Extension::name;
    case Extension::name:
    case Extension::name_space:
      if (octet == '=') return Extension::value_start;
      if (octet == ';') return Extension::name_start;
      if (space) return Extension::name_space;
      return here == Extension::name ? std::optional(here) : std::nullopt;
    case Extension::value_start:
      if (octet == '"') return Extension::quoted;
      return space ? here : Extension::value;
    case Extension::value:
      if (octet == ';') return Extension::name_start;
      return space ? Extension::behind_space : here;
    case Extension::quoted:
      if (octet == '\\') return Extension::escaped;
      return octet == '"' ? Extension::behind : here;
    case Extension::escaped:
      return Extension::quoted;
  }
  return std::nullopt;
}

// What makes extensions whole that stop here.
std::string_view end_of(Extension here) {
  switch (here) {
    case Extension::behind:
    case Extension::name:
    case Extension::value:
      return "";
    case Extension::behind_space:
    case Extension::name_space:
      return ";a";
    case Extension::name_start:
    case Extension::value_start:
      return "a";
    case Extension::quoted:
      return "\"";
    case Extension::escaped:
      return "a\"";
  }
  return "";
}

class Machine {
 public:
  Machine(std::string_view prefix, MessageKind kind, const HttpLimits& limits)
      : text_(prefix), kind_(kind), limits_(limits) {}

  Completion run() {
    const bool completed = start_line() && head() && content();
    if (!completed) return {outcome_, {}};
    return {Outcome::completed, std::move(text_)};
  }

 private:
  // What finishes a line that stops early, or nothing: the outcome is set then.
  using Rest = std::optional<std::string>;

  Rest no_ending(Outcome outcome) {
    outcome_ = outcome;
    return std::nullopt;
  }

  // The next line without its end. `finish(stub)` says what is to follow what is there of it, which
  // may be nothing.
  template <class Finish>
  std::optional<std::string> line(const Finish& finish) {
    std::size_t end = text_.find(kLineEnd, at_);
    if (end == std::string::npos) {
      std::string stub = text_.substr(at_);
      const bool ends = stub.ends_with('\r');
      if (ends) stub.pop_back();
      const Rest ending = finish(stub);
      if (!ending) return std::nullopt;
      if (ends && !ending->empty()) {
        outcome_ = Outcome::not_viable;
        return std::nullopt;
      }
      end = text_.size() - (ends ? 1 : 0) + ending->size();
      text_ += ends ? "\n" : *ending + std::string(kLineEnd);
    }
    std::string found = text_.substr(at_, end - at_);
    at_ = end + kLineEnd.size();
    return found;
  }

  bool refused() {
    outcome_ = Outcome::not_viable;
    return false;
  }

  // --- Start lines.

  bool start_line() {
    if (kind_ != MessageKind::request) return status_line();
    if (text_ == "\r") text_ += '\n';
    if (text_.starts_with(kLineEnd)) at_ = kLineEnd.size();
    const auto whole = line([this](std::string_view stub) { return end_of_request_line(stub); });
    if (!whole || whole->size() < kVersion.size()) return whole.has_value() && refused();
    minor_version_ = whole->back();
    return true;
  }

  static constexpr std::string_view kVersion = "HTTP/1.1";

  static Rest end_of_version(std::string_view stub) {
    const std::string_view start = stub.substr(0, kVersion.size() - 1);
    if (stub.size() > kVersion.size() || !kVersion.starts_with(start)) return std::nullopt;
    return std::string(kVersion.substr(stub.size()));
  }

  Rest end_of_request_line(std::string_view stub) {
    const std::size_t space = stub.find(' ');
    const std::string_view method = stub.substr(0, space);
    const std::string behind_target = " " + std::string(kVersion);
    if (space == std::string_view::npos) {
      const std::string target = method == "CONNECT" ? " a:1" : " /";
      return (method.empty() ? "GET" : "") + target + behind_target;
    }
    const std::string_view rest = stub.substr(space + 1);
    const std::size_t second = rest.find(' ');
    Rest ending;
    if (second == std::string_view::npos) {
      ending = end_of_target(method, rest);
      if (ending) *ending += behind_target;
    } else if (second > 0) {
      ending = end_of_version(rest.substr(second + 1));
    }
    return ending ? ending : no_ending(Outcome::not_viable);
  }

  // HTTP/1.1 SP 3DIGIT SP reason
  bool status_line() {
    const auto whole = line([this](std::string_view stub) { return end_of_status_line(stub); });
    if (!whole || whole->size() < kBeforeReason) return whole.has_value() && refused();
    minor_version_ = (*whole)[kVersion.size() - 1];
    status_ = static_cast<int>(number(whole->substr(kVersion.size() + 1, kStatusSize), 10));
    return true;
  }

  static constexpr std::size_t kStatusSize = 3;
  static constexpr std::size_t kBeforeReason = 13;

  Rest end_of_status_line(std::string_view stub) {
    if (stub.size() <= kVersion.size()) {
      Rest ending = end_of_version(stub);
      if (ending) return *ending + " 200 ";
      return no_ending(Outcome::not_viable);
    }
    if (stub[kVersion.size()] != ' ') return no_ending(Outcome::not_viable);
    const std::string_view digits = stub.substr(kVersion.size() + 1, kStatusSize);
    if (digits.find_first_not_of(kDigits) != std::string_view::npos) {
      return no_ending(Outcome::not_viable);
    }
    if (!digits.empty() && (digits.front() < '1' || digits.front() > '5')) {
      return no_ending(Outcome::restricted);
    }
    if (stub.size() >= kBeforeReason) return "";
    const std::string_view rest = std::string_view(digits.empty() ? "200" : "00")
                                      .substr(digits.empty() ? 0 : digits.size() - 1);
    return std::string(rest) + " ";
  }

  // --- Fields.

  bool host_is_due() const {
    return kind_ == MessageKind::request && minor_version_ != '0' && !host_seen_;
  }

  bool head() {
    for (;;) {
      const auto whole = line([this](std::string_view stub) { return end_of_field(stub); });
      if (!whole) return false;
      if (whole->empty()) return !host_is_due() || refused();
      if (!take_field(*whole)) return refused();
    }
  }

  // Notes what the fields say that frame the message.
  bool take_field(std::string_view whole) {
    const std::size_t colon = whole.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view name = whole.substr(0, colon);
    const std::string_view value =
        without_trailing_space(without_leading_space(whole.substr(colon + 1)));
    if (equal_ignoring_case(name, "Host")) host_seen_ = true;
    if (equal_ignoring_case(name, "Transfer-Encoding")) codings_seen_ = true;
    if (!equal_ignoring_case(name, "Content-Length")) return true;
    const bool digits =
        !value.empty() && value.find_first_not_of(kDigits) == std::string_view::npos;
    if (!digits || length_) return false;
    length_ = number(value, 10);
    return true;
  }

  Rest end_of_field(std::string_view stub) {
    if (stub.empty()) return host_is_due() ? "Host: a" : "";
    const std::size_t colon = stub.find(':');
    // No field has a name that ends so.
    if (colon == std::string_view::npos) return "-z:";
    const std::string_view name = stub.substr(0, colon);
    const std::string_view value = without_leading_space(stub.substr(colon + 1));
    if (kind_ == MessageKind::request && equal_ignoring_case(name, "Host")) {
      return end_of_host(value);
    }
    if (equal_ignoring_case(name, "Content-Length")) return end_of_length(value);
    if (equal_ignoring_case(name, "Transfer-Encoding")) return end_of_codings(value);
    return "";
  }

  Rest end_of_host(std::string_view value) {
    if (!value.empty() && is_white_space(value.back())) return "";
    const auto ending = end_of_authority(value, false);
    return ending ? Rest(*ending) : no_ending(Outcome::not_viable);
  }

  Rest end_of_length(std::string_view value) {
    const bool list = value.find(',') != std::string_view::npos;
    const std::string_view digits = without_trailing_space(value);
    const bool too_large = has_content() && number(only_digits(digits), 10) > limits_.content_max;
    if (length_ || list || too_large) return no_ending(Outcome::restricted);
    return value.empty() ? "0" : "";
  }

  static std::string_view only_digits(std::string_view text) {
    return text.substr(0, text.find_first_not_of(kDigits));
  }

  Rest end_of_codings(std::string_view value) {
    constexpr std::string_view kChunked = "chunked";
    if (codings_seen_) return no_ending(Outcome::restricted);
    const std::size_t comma = value.rfind(',');
    const std::string_view before = value.substr(0, comma == std::string_view::npos ? 0 : comma);
    const std::string_view last =
        comma == std::string_view::npos ? value : without_leading_space(value.substr(comma + 1));
    const bool seen = before.find_first_not_of(", \t") != std::string_view::npos;
    if (seen) return last.empty() ? Rest("") : no_ending(Outcome::restricted);
    const std::string_view coding = without_trailing_space(last);
    const bool possible = coding.size() <= kChunked.size() &&
                          equal_ignoring_case(coding, kChunked.substr(0, coding.size()));
    if (!possible) return no_ending(Outcome::restricted);
    return std::string(kChunked.substr(coding.size()));
  }

  // --- Content.

  bool has_content() const {
    const bool informs = status_ >= 100 && status_ < 200;
    return kind_ != MessageKind::response_to_head && !informs && status_ != 204 && status_ != 304;
  }

  bool content() {
    if (!has_content()) return true;
    if (codings_seen_) return chunks();
    return !length_ || take(*length_);
  }

  // Octets of content, which are added where they aren't there.
  bool take(std::uint64_t size) {
    const std::size_t here = text_.size() - at_;
    if (size > here + kContentAddedMost) {
      outcome_ = Outcome::restricted;
      return false;
    }
    const auto wanted = static_cast<std::size_t>(size);
    if (wanted > here) text_.append(wanted - here, 'x');
    at_ += wanted;
    return true;
  }

  bool chunks() {
    std::uint64_t room = limits_.content_max;
    for (;;) {
      const auto whole =
          line([this, room](std::string_view stub) { return end_of_chunk_line(stub, room); });
      if (!whole) return false;
      const std::uint64_t size = number(hexadecimal_digits(*whole), 16);
      if (size == 0) return trailers();
      if (size > room) return refused();
      room -= size;
      if (!take(size)) return false;
      const auto behind = line([](std::string_view) { return Rest(""); });
      if (!behind || !behind->empty()) return refused();
    }
  }

  bool trailers() {
    for (;;) {
      const auto whole = line([](std::string_view stub) {
        const bool named = stub.empty() || stub.find(':') != std::string_view::npos;
        return Rest(named ? "" : "-z:");
      });
      if (!whole || whole->empty()) return whole.has_value();
    }
  }

  static std::string_view hexadecimal_digits(std::string_view text) {
    return text.substr(0, text.find_first_not_of("0123456789abcdefABCDEF"));
  }

  Rest end_of_chunk_line(std::string_view stub, std::uint64_t room) {
    if (stub.empty()) return "0";
    const std::string_view digits = hexadecimal_digits(stub);
    if (digits.empty()) return no_ending(Outcome::not_viable);
    if (number(digits, 16) > room) return no_ending(Outcome::restricted);
    std::optional<Extension> here = Extension::behind;
    for (const char octet : stub.substr(digits.size())) {
      here = behind_octet(*here, octet);
      if (!here) return no_ending(Outcome::not_viable);
    }
    return std::string(end_of(*here));
  }

  std::string text_;
  std::size_t at_ = 0;
  MessageKind kind_;
  HttpLimits limits_;
  Outcome outcome_ = Outcome::not_viable;

  char minor_version_ = '1';
  int status_ = 0;
  bool host_seen_ = false;
  bool codings_seen_ = false;
  std::optional<std::uint64_t> length_;
};

}  // namespace

Completion complete_message(std::string_view prefix, MessageKind kind, const HttpLimits& limits) {
  return Machine(prefix, kind, limits).run();
}

}  // namespace connectorgroup
