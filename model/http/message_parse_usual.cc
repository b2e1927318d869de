// Lines in their usual form, read at once: those that are there whole, break no rule, reach no
// limit and have nothing about them that takes a second look. What isn't such is left to the
// machine of message_parse.cc, from the line's first octet on, so nothing is refused here.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "model/http/message_parse.h"
#include "model/http/octets.h"
#include "model/http/plain_run.h"

namespace connectorgroup::http {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

// Where this is inlined the text is constant, and no call is made.
inline bool continues_with(std::string_view octets, std::size_t at, std::string_view text) {
  return octets.size() - at >= text.size() &&
         std::memcmp(octets.data() + at, text.data(), text.size()) == 0;
}

}  // namespace

// The line from at_ ends at `at` with both octets, and is within its limit.
bool MessageParse::usual_line_ends(std::size_t at) const {
  return octets_.size() - at >= kLineEnd.size() && octets_[at] == '\r' && octets_[at + 1] == '\n' &&
         at - at_ <= limits_.line_max;
}

// What the last message began with is compared as a whole.
bool MessageParse::usual_start_line() {
  const bool has_room = octets_.size() - at_ >= ExpectedBytes::kBlocks * kBlockSize;
  if (kind_ == last_start_.kind && has_room && last_start_.line.stand_at(octets_.data() + at_)) {
    method_ = last_start_.method.moved_by(at_);
    target_ = last_start_.target.moved_by(at_);
    reason_ = last_start_.reason.moved_by(at_);
    status_ = last_start_.status;
    steps_ += last_start_.steps;
    at_ += last_start_.line.size();
    has_start_line_ = true;
    return true;
  }
  const std::size_t begin = at_;
  const std::uint64_t steps = steps_;
  if (!(kind_ == MessageKind::request ? usual_request_line() : usual_status_line())) return false;
  last_start_.line.remember(octets_.substr(begin, at_ - begin));
  last_start_.kind = kind_;
  last_start_.method = method_.moved_back_by(begin);
  last_start_.target = target_.moved_back_by(begin);
  last_start_.reason = reason_.moved_back_by(begin);
  last_start_.status = status_;
  last_start_.steps = steps_ - steps;
  return true;
}

// A method, a path, and HTTP/1.1.
bool MessageParse::usual_request_line() {
  constexpr std::string_view kBehindTarget = " HTTP/1.1";
  const std::size_t method_end = run_of<kToken>(octets_, at_);
  steps_ += method_end - at_;
  if (method_end == at_ || !continues_with(octets_, method_end, " /")) return false;
  const Range method{at_, method_end};
  if (text(method) == "CONNECT") return false;
  const Range target{method_end + 1, run_of<kTarget>(octets_, method_end + 1)};
  steps_ += target.end - target.begin;
  const std::size_t end = target.end + kBehindTarget.size();
  if (!continues_with(octets_, target.end, kBehindTarget) || !usual_line_ends(end)) return false;
  method_ = method;
  target_ = target;
  at_ = end + kLineEnd.size();
  has_start_line_ = true;
  return true;
}

// HTTP/1.1, a status and a reason.
bool MessageParse::usual_status_line() {
  constexpr std::string_view kVersion = "HTTP/1.1 ";
  constexpr std::size_t kStatusSize = 3;
  if (!continues_with(octets_, at_, kVersion)) return false;
  const std::size_t begin = at_ + kVersion.size();
  const std::size_t status_end = run_of<kDigit>(octets_, begin);
  if (status_end - begin != kStatusSize || !continues_with(octets_, status_end, " ")) return false;
  const char first = octets_[begin];
  if (first < '1' || first > '5') return false;
  const Range reason{status_end + 1, plain_run(octets_, status_end + 1, octets_.size())};
  steps_ += reason.end - at_;
  if (!usual_line_ends(reason.end)) return false;
  for (std::size_t i = begin; i < status_end; ++i) {
    status_ = status_ * 10 + static_cast<int>(hex_value(octets_[i]));
  }
  reason_ = reason;
  at_ = reason.end + kLineEnd.size();
  has_start_line_ = true;
  return true;
}

// Where they have been read to is kept in a local variable, since each line begins where the one
// before it ended: nothing is to wait for memory in between.
void MessageParse::usual_field_lines() {
  const std::string_view octets = octets_;
  const std::size_t section_begin = at_ - section_used_;
  const std::size_t section_end_most = section_begin + limits_.field_section_max;
  std::size_t room = limits_.fields_max - std::min(limits_.fields_max, fields_.size());
  std::size_t at = at_;
  for (; at < octets.size() && octets[at] != '\r' && room > 0; --room) {
    ExpectedName* const expected = usual_name(at);
    if (expected == nullptr) break;
    std::size_t value_begin = at + expected->bytes.size();
    while (value_begin < octets.size() && is_white_space(octets[value_begin])) ++value_begin;
    const std::size_t line_end = plain_run(octets, value_begin, octets.size());
    const std::size_t end = line_end + kLineEnd.size();
    steps_ += line_end - at;
    if (!continues_with(octets, line_end, kLineEnd) || line_end - at > limits_.line_max ||
        end > section_end_most) {
      break;
    }
    Range value{value_begin, line_end};
    while (value.end > value.begin && is_white_space(octets[value.end - 1])) --value.end;
    if (expected->frames && !usual_framing(*expected->known, value)) break;
    if ((single_fields_seen_ & expected->single_bit) != 0) break;
    single_fields_seen_ |= expected->single_bit;
    expected_name_ = &expected->next;
    fields_.push_back({{at, at + expected->size}, value, expected->place});
    at = end;
  }
  section_used_ = at - section_begin;
  at_ = at;
}

// It isn't the one that followed last time.
ExpectedName* MessageParse::other_name(std::string_view octets) {
  const bool has_room = octets.size() >= ExpectedBytes::kBlocks * kBlockSize;
  ExpectedName* name = has_room ? names_.find(octets) : nullptr;
  if (name == nullptr) {
    const std::size_t size = run_of<kToken>(octets, 0);
    if (size == 0 || size == octets.size() || octets[size] != ':') return nullptr;
    name = names_.learn(octets, size);
  }
  *expected_name_ = name;
  return name;
}

// The empty line that ends the header section, with what it needs.
bool MessageParse::usual_head_end() {
  if (!continues_with(octets_, at_, kLineEnd)) return false;
  if (kind_ == MessageKind::request && host_count_ == 0) return false;
  head_end_ = at_;
  at_ += kLineEnd.size();
  return true;
}

// Host: the first, a name and a port or none. Content-Length or Transfer-Encoding: the first of
// either, a number of not too many digits, or chunked alone.
bool MessageParse::usual_framing(const KnownField& known, Range value) {
  if (known.framing == Framing::host) {
    if (kind_ != MessageKind::request) return true;
    if (host_count_ > 0 || !usual_host(text(value))) return false;
    host_count_ = 1;
    return true;
  }
  if (length_seen_ || codings_seen_ || must_have_no_framing()) return false;
  if (known.framing == Framing::content_length) {
    length_seen_ = length_.take_usual(text(value), limits_.content_max);
    return length_seen_;
  }
  codings_seen_ = minor_version_ > 0 && codings_.take_usual(text(value));
  return codings_seen_;
}

bool MessageParse::usual_host(std::string_view value) {
  if (!last_host_.empty() && value == last_host_) return true;
  if (!is_plain_host(value)) return false;
  last_host_.assign(value);
  return true;
}

void MessageParse::usual_chunks() {
  while (usual_chunk()) continue;
}

// A chunk that is there whole, but for the last one: size, line end, octets, line end.
bool MessageParse::usual_chunk() {
  constexpr std::size_t kDigitsMost = 15;  // of sizes that 64 bits hold, and can be added to
  const std::size_t size_end = run_of<kHex>(octets_, at_);
  steps_ += size_end - at_;
  if (size_end - at_ > kDigitsMost || !usual_line_ends(size_end)) return false;
  std::uint64_t size = 0;
  for (std::size_t i = at_; i < size_end; ++i) size = size << 4U | hex_value(octets_[i]);
  const std::size_t begin = size_end + kLineEnd.size();
  if (size == 0 || size > limits_.content_max - content_.size()) return false;
  if (octets_.size() - begin < size + kLineEnd.size()) return false;
  const std::size_t end = begin + static_cast<std::size_t>(size);
  if (octets_[end] != '\r' || octets_[end + 1] != '\n') return false;
  pieces_.push_back({content_.size(), begin});
  content_.append(octets_, begin, end - begin);
  at_ = end + kLineEnd.size();
  return true;
}

}  // namespace connectorgroup::http
