#include "model/http/framing_values.h"

#include <limits>

#include "model/http/message.h"
#include "model/http/octets.h"

namespace connectorgroup::http {
namespace {

constexpr std::string_view kChunked = "chunked";

}  // namespace

// --- Content-Length = 1*DIGIT; a list of equal ones is a choice of the reader.

void LengthValue::begin(std::uint64_t max) {
  max_ = max;
  number_begins();
}

void LengthValue::number_begins() {
  part_ = Part::before;
  number_ = 0;
  digit_count_ = 0;
}

bool LengthValue::take(char octet, std::size_t at) {
  if (is(kDigit, octet) && part_ != Part::after) return digit(octet, at);
  if (is_white_space(octet) && part_ != Part::before) {
    part_ = Part::after;
    return true;
  }
  if (octet == ',' && digit_count_ > 0) {
    if (!number_ends()) return false;
    number_begins();
    return true;
  }
  // Behind a comma, white space is passed over; at the start of the value it never gets here.
  if (is_white_space(octet)) return true;
  return judge_->refuse(Rule::http_content_length_digits, at, kContentLength);
}

bool LengthValue::digit(char octet, std::size_t at) {
  if (digit_count_ == 0) {
    number_begin_ = at;
    part_ = Part::digits;
  } else if (number_ == 0 && digit_count_ == 1 &&
             !judge_->grant(Rule::http_content_length_leading_zeros, number_begin_,
                            kContentLength)) {
    return false;
  }
  ++digit_count_;
  const std::uint64_t value = hex_value(octet);
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  if (number_ > (kMax - value) / 10 &&
      !judge_->refuse(Rule::http_content_length_range, number_begin_, kContentLength)) {
    return false;
  }
  number_ = number_ * 10 + value;  // wraps where the rule above is ignored
  return true;
}

bool LengthValue::end(std::size_t at) {
  if (digit_count_ == 0) {
    number_begin_ = at;  // of none, where that is ignored
    if (!judge_->refuse(Rule::http_content_length_digits, at, kContentLength)) return false;
  }
  return number_ends();
}

bool LengthValue::number_ends() {
  if (length_) {
    const Rule rule =
        *length_ == number_ ? Rule::http_content_length_repeated : Rule::http_content_length_differ;
    if (!judge_->refuse(rule, number_begin_, kContentLength)) return false;
  }
  if (number_ > max_ && !judge_->refuse(Rule::limit_content, number_begin_, kContentLength)) {
    return false;
  }
  length_ = number_;
  return true;
}

bool LengthValue::take_usual(std::string_view digits, std::uint64_t max) {
  constexpr std::size_t kDigitsMost = 18;  // of numbers that 64 bits hold
  if (digits.empty() || digits.size() > kDigitsMost) return false;
  std::uint64_t number = 0;
  for (const char octet : digits) {
    const auto digit = static_cast<unsigned>(octet) - '0';
    if (digit > 9) return false;
    number = number * 10 + digit;
  }
  if (number > max) return false;
  length_ = number;
  return true;
}

// --- Transfer-Encoding = #transfer-coding

void CodingsValue::begin() {
  part_ = Part::before;
  element_seen_ = false;
}

bool CodingsValue::take(char octet, std::size_t at) {
  if (part_ == Part::skipped) {
    if (octet == ',') part_ = Part::before;
    return true;
  }
  if (is(kToken, octet) && part_ != Part::after) {
    if (part_ == Part::before) {
      part_ = Part::coding;
      coding_begin_ = at;
      coding_size_ = 0;
      is_chunked_ = true;
      all_lower_ = true;
    }
    is_chunked_ =
        is_chunked_ && coding_size_ < kChunked.size() && lower(octet) == kChunked[coding_size_];
    all_lower_ = all_lower_ && lower(octet) == octet;
    ++coding_size_;
    return true;
  }
  if (part_ == Part::coding) {
    part_ = Part::after;
    if (!coding_ends()) return false;
  }
  if (is_white_space(octet)) return true;
  if (octet == ',') return comma(at);
  if (octet == ';' && part_ == Part::after) {
    part_ = Part::skipped;
    return judge_->refuse(Rule::http_transfer_encoding_parameters, at, kTransferEncoding);
  }
  part_ = Part::skipped;
  return judge_->refuse(Rule::http_transfer_encoding_syntax, at, kTransferEncoding);
}

bool CodingsValue::take_usual(std::string_view value) {
  chunked_ = equal_ignoring_case(value, kChunked);
  return chunked_;
}

bool CodingsValue::comma(std::size_t at) {
  const bool empty_element = part_ == Part::before;
  part_ = Part::before;
  return !empty_element ||
         judge_->grant(Rule::http_transfer_encoding_empty_elements, at, kTransferEncoding);
}

bool CodingsValue::coding_ends() {
  element_seen_ = true;
  const bool is_chunked = is_chunked_ && coding_size_ == kChunked.size();
  if (!is_chunked) {
    const Rule rule =
        chunked_ ? Rule::http_transfer_encoding_chunked_last : Rule::http_transfer_encoding_unknown;
    return judge_->refuse(rule, coding_begin_, kTransferEncoding);
  }
  if (chunked_ && !judge_->refuse(Rule::http_transfer_encoding_chunked_twice, coding_begin_,
                                  kTransferEncoding)) {
    return false;
  }
  chunked_ = true;
  return all_lower_ ||
         judge_->grant(Rule::http_transfer_encoding_case, coding_begin_, kTransferEncoding);
}

bool CodingsValue::end(std::size_t at) {
  if (part_ == Part::coding && !coding_ends()) return false;
  if (!element_seen_) {
    return judge_->refuse(Rule::http_transfer_encoding_syntax, at, kTransferEncoding);
  }
  const bool empty_element = part_ == Part::before;
  return !empty_element ||
         judge_->grant(Rule::http_transfer_encoding_empty_elements, at, kTransferEncoding);
}

}  // namespace connectorgroup::http
