// Bytes made readable.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace connectorgroup {

// Bytes as the text of a C++ string literal, without its quotes: printable ASCII as itself, the
// rest escaped. Of more than `size_max` bytes the first ones, and a remark of how many were left
// out.
std::string escaped(std::string_view bytes, std::size_t size_max = 2000);

}  // namespace connectorgroup
