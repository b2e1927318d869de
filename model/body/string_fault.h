// Where a JSON string is at fault. Private to the model.
#pragma once

namespace connectorgroup {

// How far a string is right that StringReader doesn't take, whose content begins at `begin`, in a
// padded text that ends at `end`: before the character or escape at fault, or the text's end. At a
// closing quotation mark: nothing is wrong with it. Takes about as long as reading it.
const char* string_right_until(const char* begin, const char* end);

}  // namespace connectorgroup
