// The machine itself, lines, and start lines. Fields: message_parse_fields.cc. Content:
// message_parse_content.cc.

#include "model/http/message_parse.h"

#include <algorithm>
#include <array>
#include <limits>

#include "model/http/octets.h"
#include "model/http/status.h"

namespace connectorgroup::http {
namespace {

constexpr std::string_view kVersionStart = "HTTP/";
constexpr std::size_t kVersionSize = 8;  // "HTTP/1.1"
constexpr std::size_t kStatusSize = 3;
constexpr int kStatusMin = 100;
constexpr int kStatusMax = 599;

// Stands for no limit; small enough to be added to.
constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max() / 4;

constexpr std::array<std::string_view, 9> kUsualMethods{
    "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"};

}  // namespace

MessageParse::MessageParse(MessageKind kind, const HttpLimits& limits, const RuleSet& ignored)
    : kind_(kind),
      limits_(limits),
      judge_(ignored),
      judges_all_(ignored.empty()),
      length_(judge_),
      codings_(judge_) {
  limits_.line_max = std::min(limits_.line_max, kNoLimit);
  limits_.field_section_max = std::min(limits_.field_section_max, kNoLimit);
}

void MessageParse::begin(MessageKind kind) {
  static_cast<Progress&>(*this) = Progress();
  static_cast<StartLineProgress&>(*this) = StartLineProgress();
  static_cast<HostProgress&>(*this) = HostProgress();
  static_cast<FieldsProgress&>(*this) = FieldsProgress();
  static_cast<ContentProgress&>(*this) = ContentProgress();
  kind_ = kind;
  octets_ = {};
  fields_.clear();
  content_.clear();
  pieces_.clear();
  length_.forget();
  codings_.forget();
  expected_name_ = &names_.first();
}

void MessageParse::advance(std::string_view octets) {
  octets_ = octets;
  bool go_on = true;
  while (go_on && at_ < octets_.size()) {
    const std::size_t before = at_;
    go_on = run();
    steps_ += at_ - before + 1;
  }
}

void MessageParse::close(Due due) {
  if (state_ != ReadState::incomplete) return;
  if (expect_ == Expect::start && due == Due::maybe) return;
  if (expect_ == Expect::until_close) {
    if (grant(Rule::http_content_until_close, head_end_)) complete();
    return;
  }
  if (!refuse(Rule::http_message_incomplete, octets_.size())) return;
  has_start_line_ = true;
  complete();
}

void MessageParse::trail() { refuse(Rule::http_message_trailing, at_); }

bool MessageParse::run() {
  switch (expect_) {
    case Expect::start:
      return start();
    case Expect::empty_line_lf:
      return line_feed() && expect(Expect::start);
    case Expect::method:
      return in_method();
    case Expect::target_start:
      return target_start();
    case Expect::target_asterisk:
      return target_asterisk();
    case Expect::target_scheme:
      return target_scheme();
    case Expect::target_authority:
      return target_authority();
    case Expect::target:
      return in_target();
    case Expect::version:
      return in_version();
    case Expect::version_end:
      return version_ends();
    case Expect::version_rest:
      return version_rest();
    case Expect::status:
      return in_status();
    case Expect::status_end:
      return status_ends();
    case Expect::reason:
      return in_reason();
    case Expect::start_line_lf:
      return line_feed() && start_line_ends();
    case Expect::field:
      return field();
    case Expect::name:
      return in_name();
    case Expect::value_start:
      return value_start();
    case Expect::value:
      return in_value();
    case Expect::value_lf:
      return line_feed() && field_line_ends();
    case Expect::head_lf:
      return line_feed() && head_ends();
    case Expect::content:
      return counted_content();
    case Expect::until_close:
      return content_until_close();
    case Expect::chunk_size:
      return chunk_size();
    case Expect::extension_semicolon:
    case Expect::extension_name_start:
    case Expect::extension_name:
    case Expect::extension_equals:
    case Expect::extension_value_start:
    case Expect::extension_value:
    case Expect::extension_quoted:
    case Expect::extension_escaped:
    case Expect::extension_quoted_end:
    case Expect::extension_rest:
      return extension();
    case Expect::chunk_lf:
      return line_feed() && chunk_line_ends();
    case Expect::chunk_data:
      return chunk_data();
    case Expect::chunk_data_end:
      return chunk_data_end();
    case Expect::chunk_data_lf:
      return line_feed() && chunk_begins();
  }
  return false;  // unreachable: each state has its case
}

// --- Rules.

bool MessageParse::refuse(Rule rule, std::size_t offset, std::string_view field) {
  if (judge_.refuse(rule, offset, field)) return true;
  state_ = ReadState::refused;
  return false;
}

bool MessageParse::grant(Rule rule, std::size_t offset, std::string_view field) {
  if (judge_.grant(rule, offset, field)) return true;
  state_ = ReadState::refused;
  return false;
}

bool MessageParse::complete() {
  state_ = ReadState::complete;
  return false;
}

// --- Lines.

bool MessageParse::line_end(Expect lf) {
  if (octet() == '\r') return take(lf);
  return refuse(Rule::http_line_bare_lf, at_) && expect(lf);
}

bool MessageParse::line_feed() {
  if (octet() == '\n') {
    ++at_;
    return true;
  }
  // Where this is ignored, the carriage return has ended the line by itself.
  return refuse(Rule::http_line_bare_cr, at_);
}

MessageParse::CarriageReturn MessageParse::carriage_return() const {
  if (!ignores(Rule::http_line_bare_cr)) return CarriageReturn::ends_line;
  if (at_ + 1 == octets_.size()) return CarriageReturn::undecided;
  return octets_[at_ + 1] == '\n' ? CarriageReturn::ends_line : CarriageReturn::alone;
}

std::size_t MessageParse::line_stop() const {
  std::size_t room = limits_.line_max;
  if (line_is_field_) room = std::min(room, limits_.field_section_max - section_used_);
  return std::min(octets_.size(), line_begin_ + room);
}

bool MessageParse::line_goes_on() {
  if (at_ == octets_.size()) return false;
  const std::size_t used = at_ - line_begin_;
  if (line_is_field_ && used >= limits_.field_section_max - section_used_) {
    if (!refuse(Rule::limit_field_section, at_)) return false;
    limits_.field_section_max = kNoLimit;
  }
  return at_line_end() || octet_fits();
}

bool MessageParse::octet_fits() {
  if (at_ - line_begin_ < limits_.line_max) return true;
  if (!refuse(Rule::limit_line, at_)) return false;
  limits_.line_max = kNoLimit;
  return true;
}

// --- Request line: method SP request-target SP HTTP-version.

bool MessageParse::start() {
  if (judges_all_ && usual_start_line()) return expect(Expect::field) && field();
  line_begins(false);
  part_begin_ = at_;
  if (kind_ != MessageKind::request) return expect(Expect::version);
  if (!at_line_end() || empty_line_seen_) return expect(Expect::method);
  empty_line_seen_ = true;
  return grant(Rule::http_line_empty_before_request, at_) && line_end(Expect::empty_line_lf);
}

bool MessageParse::in_method() {
  for (;;) {
    const std::size_t stop = line_stop();
    while (at_ < stop && is(kToken, octet())) ++at_;
    if (at_ == stop && !line_goes_on()) return false;
    if (is(kToken, octet())) continue;
    const bool empty = at_ == part_begin_;
    if (!empty && is_white_space(octet())) return method_ends();
    if (!refuse(Rule::http_method, at_)) return false;
    if (at_line_end() || is_white_space(octet())) return method_ends();
    ++at_;
  }
}

bool MessageParse::method_ends() {
  method_ = {part_begin_, at_};
  const bool usual =
      std::find(kUsualMethods.begin(), kUsualMethods.end(), text(method_)) != kUsualMethods.end();
  if (!usual && !grant(Rule::http_method_any_token, part_begin_)) return false;
  if (at_line_end()) {
    part_begin_ = at_;
    return target_ends();
  }
  if (octet() == '\t' && !refuse(Rule::http_request_line_space, at_)) return false;
  return take(Expect::target_start);
}

bool MessageParse::target_start() {
  if (at_ == line_stop() && !line_goes_on()) return false;
  if (is_white_space(octet())) {
    return refuse(Rule::http_request_line_space, at_) && take(Expect::target_start);
  }
  part_begin_ = at_;
  authority_ = {at_, at_};
  if (text(method_) == "CONNECT") return expect(Expect::target_authority);
  if (octet() == '/') return expect(Expect::target);
  if (octet() == '*' && text(method_) == "OPTIONS") return take(Expect::target_asterisk);
  if (lower(octet()) == 'h') return expect(Expect::target_scheme);
  return refuse(Rule::http_target_form, at_) && expect(Expect::target);
}

bool MessageParse::target_asterisk() {
  if (at_ == line_stop() && !line_goes_on()) return false;
  if (at_line_end() || is_white_space(octet())) return target_ends();
  return refuse(Rule::http_target_form, at_) && expect(Expect::target);
}

// "http://" or "https://", in any case.
bool MessageParse::target_scheme() {
  constexpr std::string_view kPlain = "http://";
  constexpr std::string_view kSecure = "https://";
  constexpr std::size_t kSecureAt = 4;
  for (;;) {
    const std::size_t stop = line_stop();
    if (at_ == stop && !line_goes_on()) return false;
    const std::size_t index = at_ - part_begin_;
    const bool secure = lower(octets_[std::min(at_, part_begin_ + kSecureAt)]) == 's';
    const std::string_view scheme = index >= kSecureAt && secure ? kSecure : kPlain;
    if (lower(octet()) != scheme[index]) {
      return refuse(Rule::http_target_form, at_) && expect(Expect::target);
    }
    ++at_;
    if (index + 1 < scheme.size()) continue;
    authority_ = {at_, at_};
    return grant(Rule::http_target_absolute_form, part_begin_) && expect(Expect::target_authority);
  }
}

bool MessageParse::target_authority() {
  for (;;) {
    if (at_ == line_stop() && !line_goes_on()) return false;
    const char c = octet();
    const bool connect = authority_.begin == part_begin_;
    if (at_line_end() || is_white_space(c) || (!connect && (c == '/' || c == '?'))) {
      return target_authority_ends();
    }
    const bool empty_host = c == ':' && host_.host_is_empty();
    if ((empty_host || !host_.take(c)) && !refuse(Rule::http_target_authority, at_)) return false;
    ++at_;
  }
}

bool MessageParse::target_authority_ends() {
  const bool connect = authority_.begin == part_begin_;
  const bool whole =
      !host_.host_is_empty() && host_.may_end() && (!connect || host_.has_port_digits());
  if (!whole && !refuse(Rule::http_target_authority, at_)) return false;
  authority_.end = at_;
  return expect(Expect::target);
}

bool MessageParse::in_target() {
  for (;;) {
    const std::size_t stop = line_stop();
    if (escape_digits_due_ == 0) {
      while (at_ < stop && is(kTarget, octet())) ++at_;
    }
    if (at_ == stop && !line_goes_on()) return false;
    if (escape_digits_due_ > 0) {
      if (!escape_digit()) return false;
    } else if (octet() == '%') {
      escape_digits_due_ = 2;
      ++at_;
    } else if (at_line_end() || is_white_space(octet())) {
      return target_ends();
    } else if (!is(kTarget, octet())) {
      if (!refuse(Rule::http_target_character, at_)) return false;
      ++at_;
    }
  }
}

bool MessageParse::escape_digit() {
  if (is(kHex, octet())) {
    --escape_digits_due_;
    ++at_;
    return true;
  }
  escape_digits_due_ = 0;
  return refuse(Rule::http_target_percent, at_);
}

bool MessageParse::target_ends() {
  target_ = {part_begin_, at_};
  if (judge_.withholds()) {
    const std::size_t query = text(target_).find('?');
    if (query != std::string_view::npos && !grant(Rule::http_target_query, target_.begin + query)) {
      return false;
    }
  }
  if (at_line_end()) {
    return refuse(Rule::http_request_line_version, at_) && line_end(Expect::start_line_lf);
  }
  if (octet() == '\t' && !refuse(Rule::http_request_line_space, at_)) return false;
  part_begin_ = at_ + 1;
  return take(Expect::version);
}

// --- HTTP-version = %s"HTTP/" DIGIT "." DIGIT, in both kinds of start line.

bool MessageParse::in_version() {
  for (;;) {
    if (at_ == line_stop() && !line_goes_on()) return false;
    const std::size_t index = at_ - part_begin_;
    if (index == kVersionSize) return expect(Expect::version_end);
    if (index == 0 && kind_ == MessageKind::request && is_white_space(octet())) {
      if (!refuse(Rule::http_request_line_space, at_)) return false;
      part_begin_ = ++at_;
    } else if (version_octet(index)) {
      ++at_;
    } else {
      return state_ == ReadState::incomplete && expect(Expect::version_rest);
    }
  }
}

// False: refused, or malformed and that is ignored.
bool MessageParse::version_octet(std::size_t index) {
  constexpr std::size_t kMajor = 5;
  constexpr std::size_t kDot = 6;
  const char c = octet();
  const bool digit_due = index > kDot || index == kMajor;
  const bool well_formed =
      digit_due ? is(kDigit, c) : c == (index == kDot ? '.' : kVersionStart[index]);
  if (!well_formed) {
    refuse(Rule::http_version_form, at_);
    return false;
  }
  if (index == kMajor && c != '1') return refuse(Rule::http_version_major, at_);
  if (index <= kDot) return true;
  minor_version_ = static_cast<int>(hex_value(c));
  if (minor_version_ == 1) return true;
  return grant(minor_version_ == 0 ? Rule::http_version_one_zero : Rule::http_version_minor, at_);
}

bool MessageParse::version_ends() {
  if (at_ == line_stop() && !line_goes_on()) return false;
  if (kind_ != MessageKind::request && octet() == ' ') {
    part_begin_ = at_ + 1;
    return take(Expect::status);
  }
  if (at_line_end()) {
    if (kind_ == MessageKind::request) return line_end(Expect::start_line_lf);
    return refuse(Rule::http_status_code, at_) && line_end(Expect::start_line_lf);
  }
  if (kind_ == MessageKind::request && is_white_space(octet())) {
    return refuse(Rule::http_request_line_space, at_) && take(Expect::version_end);
  }
  return refuse(Rule::http_version_form, at_) && expect(Expect::version_rest);
}

bool MessageParse::version_rest() {
  for (;;) {
    if (at_ == line_stop() && !line_goes_on()) return false;
    const bool ends = at_line_end() || (kind_ != MessageKind::request && octet() == ' ');
    if (ends) return expect(Expect::version_end);
    ++at_;
  }
}

// --- Status line: HTTP-version SP status-code SP [ reason-phrase ].

bool MessageParse::in_status() {
  for (;;) {
    if (at_ == line_stop() && !line_goes_on()) return false;
    const bool whole = !status_is_malformed_ && at_ - part_begin_ == kStatusSize;
    if (whole || (status_is_malformed_ && (at_line_end() || octet() == ' '))) {
      return expect(Expect::status_end);
    }
    if (!status_octet()) return false;
  }
}

bool MessageParse::status_octet() {
  const bool digit = is(kDigit, octet());
  if (!digit && !status_is_malformed_) {
    status_is_malformed_ = true;
    return refuse(Rule::http_status_code, at_);
  }
  // Three digits, unless malformed ones are taken as they come.
  if (digit && status_ <= kStatusMax) status_ = status_ * 10 + static_cast<int>(hex_value(octet()));
  ++at_;
  const bool whole = !status_is_malformed_ && at_ - part_begin_ == kStatusSize;
  const bool in_range = status_ >= kStatusMin && status_ <= kStatusMax;
  return !whole || in_range || refuse(Rule::http_status_range, part_begin_);
}

// There is an octet: the status ended at it.
bool MessageParse::status_ends() {
  if (octet() == ' ') {
    part_begin_ = at_ + 1;
    return take(Expect::reason);
  }
  if (at_line_end()) {
    reason_ = {at_, at_};
    return refuse(Rule::http_status_line_space, at_) && line_end(Expect::start_line_lf);
  }
  status_is_malformed_ = true;
  return refuse(Rule::http_status_code, at_) && expect(Expect::status);
}

bool MessageParse::in_reason() {
  for (;;) {
    const std::size_t stop = line_stop();
    while (at_ < stop && is(kFieldValue, octet())) ++at_;
    if (at_ == stop && !line_goes_on()) return false;
    if (octet() == '\r') {
      const CarriageReturn found = carriage_return();
      if (found == CarriageReturn::undecided) return false;
      if (found == CarriageReturn::ends_line) return reason_ends();
      if (!octet_fits()) return false;
    } else if (octet() == '\n') {
      return reason_ends();
    } else if (!is(kFieldValue, octet()) && !refuse(Rule::http_status_line_reason, at_)) {
      return false;
    }
    ++at_;
  }
}

bool MessageParse::reason_ends() {
  reason_ = {part_begin_, at_};
  if (judge_.withholds() && text(reason_) != reason_phrase(status_) &&
      !grant(Rule::http_status_line_reason_free, part_begin_)) {
    return false;
  }
  return line_end(Expect::start_line_lf);
}

bool MessageParse::start_line_ends() {
  has_start_line_ = true;
  return expect(Expect::field);
}

}  // namespace connectorgroup::http
