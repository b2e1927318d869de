// Bodies that are wrong, or unusual, made of a right one: a group as a service returns it.
#pragma once

#include <string>
#include <string_view>

// REQUIRES, of each: an object with id, name and isDefault, as the model writes it. Time O(n).
namespace connectorgroup::wrong_content {

std::string with_extra_members(std::string_view right);
// The members in another order, white space, and escapes in names and strings.
std::string spelled_otherwise(std::string_view right);

std::string with_duplicate(std::string_view right);  // of name
std::string without_id(std::string_view right);
std::string with_null_name(std::string_view right);
std::string with_wrong_type(std::string_view right);  // of isDefault
std::string in_array(std::string_view right);
std::string with_trailing_comma(std::string_view right);
std::string with_single_quotes(std::string_view right);
std::string with_comment(std::string_view right);
std::string with_byte_order_mark(std::string_view right);
std::string with_invalid_utf8(std::string_view right);
std::string with_surrogate(std::string_view right);
std::string with_not_a_number(std::string_view right);

}  // namespace connectorgroup::wrong_content
