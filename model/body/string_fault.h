// Where a JSON string is at fault. Private to the model.
#pragma once

#include <optional>

#include "model/body/plain_string.h"
#include "model/rule.h"

namespace connectorgroup {

struct StringFault {
  // How far the string is right: before the character or escape at fault, or the text's end. At a
  // closing quotation mark: nothing is wrong with it.
  const char* right_until;
  // Which rule it breaks, and the byte that does, unless that takes another look: of escapes, and
  // at the text's end.
  std::optional<Rule> rule = std::nullopt;
  const char* broken_at = nullptr;
};

// Of a string that StringReader doesn't take, whose content begins at `begin`, in a padded text
// that ends at `end`. Takes about as long as reading it.
StringFault find_string_fault(const char* begin, const char* end);

// The same of one that StringReader has told about.
StringFault find_string_fault(const IllText& ill_text);

}  // namespace connectorgroup
