// Field lines of the header and trailer sections: field-name ":" OWS field-value OWS.

#include <algorithm>
#include <limits>

#include "model/http/message_parse.h"
#include "model/http/octets.h"
#include "model/http/plain_run.h"
#include "model/http/status.h"

namespace connectorgroup::http {
namespace {

constexpr std::string_view kHost = "Host";

}  // namespace

// --- The beginning of a line.

bool MessageParse::field() {
  if (judges_all_ && !in_trailers_) {
    usual_field_lines();
    if (at_ == octets_.size()) return false;
    if (usual_head_end()) return head_ends();
  }
  if (at_line_end()) return empty_line();
  if (is_white_space(octet())) return white_space_first();
  return field_begins();
}

bool MessageParse::empty_line() {
  if (in_trailers_) return line_end(Expect::head_lf);
  head_end_ = at_;
  const bool host_is_due = kind_ == MessageKind::request && minor_version_ > 0;
  if (host_is_due && host_count_ == 0 && !refuse(Rule::http_host_missing, at_, kHost)) return false;
  return line_end(Expect::head_lf);
}

bool MessageParse::white_space_first() {
  const std::size_t before = in_trailers_ ? header_count_ : 0;
  if (fields_.size() == before) {
    return refuse(Rule::http_field_leading_space, at_) && take(Expect::field);
  }
  if (!refuse(Rule::http_field_obs_fold, at_)) return false;
  // Where that is ignored, the fold stays part of the value before it, as it stands.
  line_begins(true);
  folded_ = true;
  framing_ = Framing::none;
  return expect(Expect::value);
}

bool MessageParse::field_begins() {
  line_begins(true);
  folded_ = false;
  framing_ = Framing::none;
  if (fields_.size() >= limits_.fields_max && !refuse(Rule::limit_fields, at_)) return false;
  if (in_trailers_ && !grant(Rule::http_chunk_trailers, at_)) return false;
  part_begin_ = at_;
  return expect(Expect::name);
}

// --- The name.

bool MessageParse::in_name() {
  for (;;) {
    const std::size_t stop = line_stop();
    while (at_ < stop && is(kToken, octet())) ++at_;
    if (at_ == stop && !line_goes_on()) return false;
    const char c = octet();
    if (is(kToken, c)) continue;
    if (at_line_end()) {
      name_ = {part_begin_, at_};
      part_begin_ = at_;
      return refuse(Rule::http_field_colon, at_) && value_ends();
    }
    if (c == ':' && at_ != part_begin_) return name_ends();
    // A line that begins with white space isn't looked at here.
    const Rule rule = is_white_space(c) ? Rule::http_field_name_space : Rule::http_field_name;
    if (!refuse(rule, at_)) return false;
    if (c == ':') return name_ends();
    ++at_;
  }
}

bool MessageParse::name_ends() {
  std::size_t end = at_;
  while (end > part_begin_ && is_white_space(octets_[end - 1])) --end;
  name_ = {part_begin_, end};
  const KnownField* known = find_known_field(text(name_));
  if (judge_.withholds() && !spelled_and_repeated(known)) return false;
  const bool judged = in_trailers_ ? trailer_name(known) : known == nullptr || known_name(*known);
  return judged && take(Expect::value_start);
}

bool MessageParse::known_name(const KnownField& known) {
  return known.framing == Framing::none ? single_name(known) : framing_name(known);
}

bool MessageParse::single_name(const KnownField& known) {
  if (known.list) return true;
  const std::uint64_t bit = std::uint64_t{1} << place_of(&known);
  const bool repeated = (single_fields_seen_ & bit) != 0;
  single_fields_seen_ |= bit;
  return !repeated || refuse(Rule::http_field_repeated, name_.begin, known.name);
}

bool MessageParse::framing_name(const KnownField& known) {
  if (known.framing == Framing::host) {
    if (kind_ != MessageKind::request) return true;
    if (++host_count_ > 1 && !refuse(Rule::http_host_repeated, name_.begin, kHost)) return false;
    host_ = HostValue();
    host_gap_ = false;
    framing_ = Framing::host;
    return true;
  }
  if (must_have_no_framing()) {
    return refuse(Rule::http_no_content_framing, name_.begin, known.name);
  }
  const bool is_length = known.framing == Framing::content_length;
  if (!is_length && minor_version_ == 0 &&
      !refuse(Rule::http_transfer_encoding_version, name_.begin, known.name)) {
    return false;
  }
  if ((is_length ? codings_seen_ : length_seen_) &&
      !refuse(Rule::http_transfer_encoding_with_length, name_.begin, known.name)) {
    return false;
  }
  (is_length ? length_seen_ : codings_seen_) = true;
  if (is_length) {
    // What isn't there exceeds no limit.
    length_.begin(has_no_content() ? std::numeric_limits<std::uint64_t>::max()
                                   : limits_.content_max);
  } else {
    codings_.begin();
  }
  framing_ = known.framing;
  return true;
}

bool MessageParse::trailer_name(const KnownField* known) {
  if (known == nullptr) return true;
  if (!known->in_trailer) {
    return refuse(Rule::http_trailer_forbidden, name_.begin, known->name);
  }
  return single_name(*known);
}

// What names may do, where a rule that grants something is ignored.
bool MessageParse::spelled_and_repeated(const KnownField* known) {
  const std::string_view name = text(name_);
  if (known == nullptr && !grant(Rule::http_field_unknown, name_.begin)) return false;
  if (known != nullptr && known->name != name &&
      !grant(Rule::http_field_name_case, name_.begin, known->name)) {
    return false;
  }
  const bool may_repeat = known == nullptr || (known->list && known->framing == Framing::none);
  const bool repeated = std::any_of(fields_.begin(), fields_.end(), [&](const FieldRange& field) {
    return equal_ignoring_case(text(field.name), name);
  });
  return !may_repeat || !repeated || grant(Rule::http_field_list_repeated, name_.begin);
}

// --- The value.

bool MessageParse::value_start() {
  for (;;) {
    const std::size_t stop = line_stop();
    while (at_ < stop && is_white_space(octet())) ++at_;
    if (at_ == stop && !line_goes_on()) return false;
    if (is_white_space(octet())) continue;
    part_begin_ = at_;
    return expect(Expect::value);
  }
}

bool MessageParse::in_value() {
  const bool plain = framing_ == Framing::none && !judge_.withholds();
  for (;;) {
    const std::size_t stop = line_stop();
    if (plain) at_ = plain_run(octets_, at_, stop);
    if (at_ == stop && !line_goes_on()) return false;
    const char c = octet();
    if (c == '\n') return value_ends();
    if (c == '\r') {
      const CarriageReturn found = carriage_return();
      if (found == CarriageReturn::undecided) return false;
      if (found == CarriageReturn::ends_line) return value_ends();
      if (!octet_fits()) return false;
    }
    if (!value_octet(c)) return false;
    ++at_;
  }
}

bool MessageParse::value_octet(char c) {
  if (!is(kFieldValue, c) && c != '\r') {
    const Rule rule = c == '\0' ? Rule::http_field_null : Rule::http_field_control;
    if (!refuse(rule, at_)) return false;
  }
  if (is_obs_text(c) && !grant(Rule::http_field_obs_text, at_)) return false;
  bool possible = true;
  switch (framing_) {
    case Framing::none:
      break;
    case Framing::host:
      possible = host_octet(c);
      break;
    case Framing::content_length:
      possible = length_.take(c, at_);
      break;
    case Framing::transfer_encoding:
      possible = codings_.take(c, at_);
      break;
  }
  if (!possible) state_ = ReadState::refused;
  return possible;
}

bool MessageParse::host_octet(char c) {
  if (is_white_space(c) && host_.may_end()) {
    host_gap_ = true;
    return true;
  }
  if (c == ':' && host_.host_is_empty()) return refuse(Rule::http_host_empty, at_, kHost);
  if (host_gap_ || !host_.take(c)) return refuse(Rule::http_host_value, at_, kHost);
  const bool has_form = c == '[' || (c == ':' && host_.has_port());
  return !has_form || grant(Rule::http_host_forms, at_, kHost);
}

// At the line's end.
bool MessageParse::value_ends() {
  if (!framing_value_ends()) return false;
  Range value{part_begin_, at_};
  while (value.end > value.begin && is_white_space(octets_[value.end - 1])) --value.end;
  steps_ += at_ - value.end;
  if (judge_.withholds() && !white_space_used(value)) return false;
  if (folded_) {
    fields_.back().value.end = value.end;
  } else {
    fields_.push_back({name_, value, place_of(find_known_field(text(name_)))});
  }
  return line_end(Expect::value_lf);
}

bool MessageParse::framing_value_ends() {
  bool possible = true;
  switch (framing_) {
    case Framing::none:
      break;
    case Framing::host:
      possible = host_ends();
      break;
    case Framing::content_length:
      possible = length_.end(at_);
      break;
    case Framing::transfer_encoding:
      possible = codings_.end(at_);
      break;
  }
  if (!possible) state_ = ReadState::refused;
  return possible;
}

bool MessageParse::host_ends() {
  if (part_begin_ == at_) return refuse(Rule::http_host_empty, at_, kHost);
  if (!host_.may_end() && !refuse(Rule::http_host_value, at_, kHost)) return false;
  if (!judge_.withholds() || authority_.begin == authority_.end) return true;
  std::size_t end = at_;
  while (is_white_space(octets_[end - 1])) --end;
  return equal_ignoring_case(text({part_begin_, end}), text(authority_)) ||
         grant(Rule::http_host_of_absolute_form, part_begin_, kHost);
}

// What values may be, where a rule that grants something is ignored.
bool MessageParse::white_space_used(Range value) {
  if (folded_) return true;
  if (value.begin == value.end) return grant(Rule::http_field_value_empty, value.begin);
  const bool one_space = value.begin == name_.end + 2 && octets_[value.begin - 1] == ' ';
  return (one_space && value.end == at_) ||
         grant(Rule::http_field_optional_whitespace, name_.end + 1);
}

bool MessageParse::field_line_ends() {
  const std::size_t left = limits_.field_section_max - section_used_;
  const std::size_t used = at_ - line_begin_;
  // The line's end can be what doesn't fit.
  if (used > left) {
    if (!refuse(Rule::limit_field_section, line_begin_ + left)) return false;
    limits_.field_section_max = section_used_ + used;
  }
  section_used_ += used;
  return expect(Expect::field);
}

}  // namespace connectorgroup::http
