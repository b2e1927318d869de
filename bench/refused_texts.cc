#include "bench/refused_texts.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "model/assertion.h"

namespace connectorgroup::bench {
namespace {

const Document& find(std::span<const Document> documents, std::string_view form) {
  const auto found =
      std::find_if(documents.begin(), documents.end(),
                   [form](const Document& document) { return document.form == form; });
  CONNECTORGROUP_ASSERT(found != documents.end());
  return *found;
}

// The text with `to` in place of the last `from`.
std::string replace_last(std::string_view text, std::string_view from, std::string_view to) {
  const std::size_t at = text.rfind(from);
  CONNECTORGROUP_ASSERT(at != text.npos);
  return std::string(text.substr(0, at)).append(to).append(text.substr(at + from.size()));
}

// The compact text with these bytes behind the last of its name's.
std::string name_ending_in(std::string_view bytes, std::string_view text) {
  constexpr std::string_view kBehindName = R"(","connectorGroupType":)";
  return replace_last(text, kBehindName, std::string(bytes).append(kBehindName));
}

void add_of_page(const Document& page, std::vector<RefusedText>& out) {
  const std::string_view twin = page.text.plain();
  const auto add = [&](std::string_view fault, Rule rule, std::string text) {
    out.push_back(
        {"page-form/" + std::string(fault), rule, 1, false, Text(std::move(text)), Text(twin)});
  };
  const auto replaced = [twin](std::string_view from, std::string_view to) {
    return replace_last(twin, from, to);
  };
  add("trailing-comma", Rule::json_object_trailing_comma, replaced("false\n", "false,\n"));
  add("member-missing", Rule::body_member_missing, replaced(",\n  \"isDefault\": false", ""));
  add("number-for-boolean", Rule::body_member_type, replaced("false", "12345"));
  add("null", Rule::body_member_null, replaced("false", "null"));
  add("member-twice", Rule::body_member_duplicate,
      replaced("false", "false,\n  \"isDefault\": false"));
  add("text-behind", Rule::json_text_trailing, std::string(twin).append("{}"));
}

// `bad` and `good` are as many bytes, behind a name of the form.
void add_long_name(const Document& document, std::string_view fault, Rule rule,
                   std::string_view bad, std::string_view good, std::vector<RefusedText>& out) {
  const std::string_view text = document.text.plain();
  out.push_back({document.form + "/" + std::string(fault), rule, 1, false,
                 Text(name_ending_in(bad, text)), Text(name_ending_in(good, text))});
}

void add_of_collection(const Document& collection, std::vector<RefusedText>& out) {
  const std::string_view twin = collection.text.plain();
  const std::size_t objects = collection.groups.size();
  const auto add = [&](std::string_view fault, Rule rule, std::string text) {
    out.push_back({"collection/" + std::string(fault), rule, objects, true, Text(std::move(text)),
                   Text(twin)});
  };
  const std::size_t last_member = twin.rfind(R"(,"isDefault":)");
  add("last-lacks-member", Rule::body_member_missing,
      std::string(twin.substr(0, last_member)).append("}]}"));
  add("cut-off", Rule::json_text_incomplete, std::string(twin.substr(0, last_member)));
}

}  // namespace

std::vector<RefusedText> refused_texts(const Documents& documents) {
  std::vector<RefusedText> out;
  add_of_page(documents.page(), out);
  const Document& ascii = find(documents.singles(), "name-20k");
  add_long_name(ascii, "control-character", Rule::json_string_control, "\x01", "n", out);
  add_long_name(ascii, "ill-formed-utf-8", Rule::json_utf8_truncated, "\xC3n", "nn", out);
  add_long_name(find(documents.singles(), "escapes-1k"), "bad-escape", Rule::json_string_escape,
                "\\x", "\\n", out);
  const Document& non_ascii = find(documents.singles(), "non-ascii-1k");
  add_long_name(non_ascii, "noncharacter", Rule::json_string_noncharacter, "\xEF\xBF\xBF",
                "\xEF\xBF\xBD", out);
  add_long_name(non_ascii, "ill-formed-utf-8", Rule::json_utf8_truncated, "\xEF\xBFn",
                "\xEF\xBF\xBD", out);
  add_of_collection(find(documents.collections(), "compact"), out);
  return out;
}

}  // namespace connectorgroup::bench
