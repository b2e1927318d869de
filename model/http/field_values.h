// The grammar of field values that the exchange depends on: media types, HTTP dates, Retry-After.
// Offsets in violations count from the start of the value. Each function is a single pass.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup {

struct Parameter {
  std::string_view name;     // as sent; compares without regard to case
  std::string value;         // without quotes and their escapes
  std::size_t value_offset;  // of its first octet, or of the opening quote
  bool quoted;

  friend bool operator==(const Parameter&, const Parameter&) = default;
};

struct MediaType {
  std::string_view type;
  std::string_view subtype;
  std::vector<Parameter> parameters;

  friend bool operator==(const MediaType&, const MediaType&) = default;
};

// RFC 9110 section 8.3.1. Ignoring http.media-type.syntax reads what comes before the fault;
// ignoring an accept rule refuses what it grants.
Result<MediaType> read_media_type(std::string_view value, const RuleSet& ignored = {});

// RFC 9110 section 5.6.7: IMF-fixdate, or one of the two obsolete forms. The grammar alone is
// asked: not whether there is such a day.
bool is_http_date(std::string_view text);

// RFC 9110 section 10.2.3: an HTTP date or digits. Nothing, or http.retry-after.syntax with the
// first octet that no accepted value can have there.
std::optional<Violation> check_retry_after(std::string_view value);

}  // namespace connectorgroup
