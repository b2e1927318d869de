#include "properties/conformance/serve/wrong_content.h"

#include <nlohmann/json.hpp>

#include "model/assertion.h"

namespace connectorgroup::wrong_content {
namespace {

using Json = nlohmann::ordered_json;

// What the service's own writer wrote is never anything else.
Json object(std::string_view right) {
  Json json = Json::parse(right, nullptr, false);
  CONNECTORGROUP_ASSERT(json.is_object());
  return json;
}

// With more text before the closing brace.
std::string ending_in(std::string_view right, std::string_view more) {
  const std::size_t brace = right.rfind('}');
  CONNECTORGROUP_ASSERT(brace != std::string_view::npos);
  return std::string(right).insert(brace, more);
}

// The text as a JSON string, every character of ASCII escaped.
std::string escaped_string(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char character : text) {
    const auto octet = static_cast<unsigned char>(character);
    if (octet < 0x80) {
      out.append("\\u00").append({kDigits[octet / 16U], kDigits[octet % 16U]});
    } else {
      out += character;
    }
  }
  return out + "\"";
}

}  // namespace

std::string with_extra_members(std::string_view right) {
  return ending_in(right, R"(,"tier":{"level":[1,-2.5e3,null]},"description":"","note@x.y":true)");
}

// Control information stays in front, which the context must (odata.context.first).
std::string spelled_otherwise(std::string_view right) {
  std::string controls;
  std::string members;
  const Json group = object(right);
  for (const auto& [name, value] : group.items()) {
    const std::string text =
        value.is_string() ? escaped_string(value.get<std::string>()) : value.dump();
    if (name.starts_with('@')) {
      controls.append("\r\n\t\"").append(name).append("\" :\n").append(text).append(" ,");
    } else {
      std::string member = " ,";
      member.append(escaped_string(name)).append("\t:").append(text);
      members.insert(0, member);
    }
  }
  return " {" + controls + members.substr(2) + " }\r\n";
}

std::string with_duplicate(std::string_view right) {
  return ending_in(right, R"(,"name":"twice")");
}

std::string without_id(std::string_view right) {
  Json group = object(right);
  group.erase("id");
  return group.dump();
}

std::string with_null_name(std::string_view right) {
  Json group = object(right);
  group["name"] = nullptr;
  return group.dump();
}

std::string with_wrong_type(std::string_view right) {
  Json group = object(right);
  group["isDefault"] = group["isDefault"].dump();
  return group.dump();
}

std::string in_array(std::string_view right) { return std::string("[").append(right).append("]"); }

std::string with_trailing_comma(std::string_view right) { return ending_in(right, ","); }

std::string with_single_quotes(std::string_view right) {
  return ending_in(right, R"(,"note":'single')");
}

std::string with_comment(std::string_view right) { return ending_in(right, "/* complete */"); }

std::string with_byte_order_mark(std::string_view right) {
  return std::string("\xEF\xBB\xBF").append(right);
}

// In ISO-8859-1.
std::string with_invalid_utf8(std::string_view right) {
  return ending_in(right, ",\"note\":\"caf\xE9\"");
}

std::string with_surrogate(std::string_view right) {
  return ending_in(right, R"(,"note":"\uD83D")");
}

std::string with_not_a_number(std::string_view right) { return ending_in(right, R"(,"size":NaN)"); }

}  // namespace connectorgroup::wrong_content
