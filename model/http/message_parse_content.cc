// Where a message's content ends (RFC 9112 section 6), and the chunked coding (section 7.1).

#include <algorithm>
#include <limits>
#include <optional>

#include "model/http/message_parse.h"
#include "model/http/octets.h"

namespace connectorgroup::http {

// --- Content as a whole.

bool MessageParse::head_ends() {
  if (in_trailers_) return complete();
  header_count_ = fields_.size();
  has_head_ = true;
  content_begin_ = at_;
  return framed();
}

// RFC 9112 section 6.3, in the order of its list.
bool MessageParse::framed() {
  if (has_no_content()) return grant(Rule::http_no_content_ends, head_end_) && complete();
  if (codings_.chunked()) {
    in_chunks_ = true;
    return chunk_begins();
  }
  if (length_.length()) {
    if (*length_.length() == 0) return complete();
    expect(Expect::content);
    return counted_content();
  }
  if (kind_ == MessageKind::request) {
    return grant(Rule::http_content_absent, head_end_) && complete();
  }
  return expect(Expect::until_close);
}

bool MessageParse::counted_content() {
  const std::uint64_t length = *length_.length();
  const std::size_t here = octets_.size() - content_begin_;
  if (here < length) {
    at_ = octets_.size();
    return false;
  }
  at_ = content_begin_ + static_cast<std::size_t>(length);
  return counted_content_ends();
}

bool MessageParse::counted_content_ends() {
  if (!judge_.withholds()) return complete();
  const std::string_view content = text({content_begin_, at_});
  const auto wide = std::find_if(content.begin(), content.end(), is_obs_text);
  if (wide != content.end()) {
    const auto index = static_cast<std::size_t>(wide - content.begin());
    if (!grant(Rule::http_content_length_octets, content_begin_ + index)) return false;
  }
  if (content.back() == '\n' && !grant(Rule::http_content_final_line_end, at_ - 1)) return false;
  return complete();
}

bool MessageParse::content_until_close() {
  at_ = octets_.size();
  if (at_ - content_begin_ > limits_.content_max) {
    at_ = content_begin_ + static_cast<std::size_t>(limits_.content_max);
    if (!refuse(Rule::limit_content, at_)) return false;
    at_ = octets_.size();
  }
  return false;
}

// --- Chunks.

bool MessageParse::chunk_begins() {
  line_begins(false);
  chunk_size_ = 0;
  chunk_digits_ = 0;
  chunk_overflowed_ = false;
  return expect(Expect::chunk_size);
}

bool MessageParse::chunk_size() {
  if (judges_all_ && chunk_digits_ == 0) {
    usual_chunks();
    line_begins(false);
  }
  for (;;) {
    if (at_ == line_stop() && !line_goes_on()) return false;
    const bool some = chunk_digits_ > 0;
    if (is(kHex, octet())) {
      if (!chunk_size_digit()) return false;
    } else if (at_line_end()) {
      if (!some && !refuse(Rule::http_chunk_size, at_)) return false;
      return chunk_size_ends() && line_end(Expect::chunk_lf);
    } else if (some && (octet() == ';' || is_white_space(octet()))) {
      return chunk_size_ends() && grant(Rule::http_chunk_extension_ignored, at_) &&
             expect(Expect::extension_semicolon);
    } else if (refuse(Rule::http_chunk_size, at_)) {
      ++at_;
    } else {
      return false;
    }
  }
}

bool MessageParse::chunk_size_digit() {
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  const char c = octet();
  if (chunk_digits_ == 0) part_begin_ = at_;
  const bool leading_zero = chunk_digits_ > 0 && chunk_size_ == 0 && !chunk_overflowed_;
  const bool upper = c >= 'A' && c <= 'F';
  if ((leading_zero || upper) && !grant(Rule::http_chunk_size_forms, part_begin_)) return false;
  if (chunk_size_ > kMax >> 4U && !chunk_overflowed_) {
    chunk_overflowed_ = true;
    if (!refuse(Rule::http_chunk_size_range, part_begin_)) return false;
  }
  chunk_size_ = chunk_size_ << 4U | hex_value(c);  // wraps where the rule above is ignored
  ++chunk_digits_;
  ++at_;
  return true;
}

bool MessageParse::chunk_size_ends() {
  const std::uint64_t room =
      limits_.content_max - std::min<std::uint64_t>(limits_.content_max, content_.size());
  if (chunk_size_ > room && !refuse(Rule::limit_content, part_begin_)) return false;
  const bool another = chunk_size_ > 0 && !pieces_.empty();
  return !another || grant(Rule::http_chunk_several, part_begin_);
}

namespace {

// chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] ), where a value is a
// token or a quoted string. What follows `here` when the octet is taken, or nothing.
std::optional<Expect> after_extension_octet(Expect here, char octet) {
  const bool space = is_white_space(octet);
  const bool token = is(kToken, octet);
  switch (here) {
    case Expect::extension_semicolon:
      if (octet == ';') return Expect::extension_name_start;
      return space ? std::optional(here) : std::nullopt;
    case Expect::extension_name_start:
      if (token) return Expect::extension_name;
      return space ? std::optional(here) : std::nullopt;
    case Expect::extension_name:
    case Expect::extension_equals:
      if (octet == '=') return Expect::extension_value_start;
      if (octet == ';') return Expect::extension_name_start;
      if (space) return Expect::extension_equals;
      return token && here == Expect::extension_name ? std::optional(here) : std::nullopt;
    case Expect::extension_value_start:
      if (octet == '"') return Expect::extension_quoted;
      if (token) return Expect::extension_value;
      return space ? std::optional(here) : std::nullopt;
    case Expect::extension_value:
    case Expect::extension_quoted_end:
      if (octet == ';') return Expect::extension_name_start;
      if (space) return Expect::extension_semicolon;
      return token && here == Expect::extension_value ? std::optional(here) : std::nullopt;
    case Expect::extension_quoted:
      if (octet == '"') return Expect::extension_quoted_end;
      if (octet == '\\') return Expect::extension_escaped;
      return is(kQuoted, octet) ? std::optional(here) : std::nullopt;
    case Expect::extension_escaped:
      return is(kFieldValue, octet) ? std::optional(Expect::extension_quoted) : std::nullopt;
    default:  // extension_rest
      return here;
  }
}

bool extensions_may_end(Expect here) {
  return here == Expect::extension_name || here == Expect::extension_value ||
         here == Expect::extension_quoted_end || here == Expect::extension_rest;
}

}  // namespace

bool MessageParse::extension() {
  for (;;) {
    if (at_ == line_stop() && !line_goes_on()) return false;
    if (at_line_end()) {
      if (!extensions_may_end(expect_) && !refuse(Rule::http_chunk_extension, at_)) return false;
      return line_end(Expect::chunk_lf);
    }
    if (extension_octets_ == limits_.chunk_extensions_max &&
        !refuse(Rule::limit_chunk_extensions, at_)) {
      return false;
    }
    ++extension_octets_;
    const std::optional<Expect> next = after_extension_octet(expect_, octet());
    if (!next && !refuse(Rule::http_chunk_extension, at_)) return false;
    take(next.value_or(Expect::extension_rest));
  }
}

bool MessageParse::chunk_line_ends() {
  if (chunk_size_ == 0) {
    in_trailers_ = true;
    return expect(Expect::field);
  }
  pieces_.push_back({content_.size(), at_});
  chunk_left_ = chunk_size_;
  return expect(Expect::chunk_data);
}

bool MessageParse::chunk_data() {
  const auto taken =
      static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_, octets_.size() - at_));
  content_.append(octets_.substr(at_, taken));
  at_ += taken;
  chunk_left_ -= taken;
  return chunk_left_ > 0 || expect(Expect::chunk_data_end);
}

bool MessageParse::chunk_data_end() {
  if (at_line_end()) return line_end(Expect::chunk_data_lf);
  return refuse(Rule::http_chunk_data_end, at_) && chunk_begins();
}

}  // namespace connectorgroup::http
