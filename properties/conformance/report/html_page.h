// The fixed parts of the HTML report.
#pragma once

#include <string_view>

namespace connectorgroup::html_page {

// From the document's type to behind the start of <body>. Nothing may be loaded, from anywhere.
extern const std::string_view kBegin;
// The filter, which the script brings to light.
extern const std::string_view kFilter;
// The script, and the end of the page.
extern const std::string_view kEnd;

}  // namespace connectorgroup::html_page
