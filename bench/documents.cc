#include "bench/documents.h"

#include <utility>

#include "bench/drawn_group.h"
#include "bench/spelled_group.h"

namespace connectorgroup::bench {
namespace {

std::string spell_collection(std::span<const DrawnGroup> drawn, const Layout& layout, Order order,
                             Purpose purpose) {
  SpelledCollection collection(layout, order, purpose);
  for (const DrawnGroup& one : drawn) collection.add(one);
  return collection.finish();
}

std::vector<DrawnGroup> draw_groups(std::size_t count) {
  GroupSource source;
  std::vector<DrawnGroup> drawn;
  drawn.reserve(count);
  while (drawn.size() < count) drawn.push_back(source.next());
  return drawn;
}

constexpr std::string_view kGoodName = R"("name":"n",)";

// A response with an undeclared member, which is legal. `name` is the whole member with its comma.
std::string response(std::string_view name = kGoodName, std::string_view extra = "10") {
  std::string text(R"({"id":"i",)");
  text.append(name).append(R"("connectorGroupType":"t","isDefault":false,"extra":)");
  return text.append(extra).append("}");
}

}  // namespace

Text::Text(std::string text) : size_(text.size()), bytes_(std::move(text)) {
  bytes_.resize(size_ + kPadding, '\0');
}

Documents::Documents(std::string_view page_text) {
  const std::vector<DrawnGroup> drawn = draw_groups(kCollectionSize);
  for (const DrawnGroup& one : drawn) groups_.push_back(one.group);
  for (const ConnectorGroup& group : groups_) collection_views_.push_back(view(group));

  const std::vector<LongName> long_names = draw_long_names();
  single_groups_.push_back({"id-value", "name-value", "connectorGroupType-value", false, {}});
  for (const LongName& name : long_names) single_groups_.push_back(name.drawn.group);
  page_view_ = view(single_groups_.front());
  const auto add_single = [&](std::string_view form, std::string_view text, std::size_t group) {
    singles_.push_back(
        {std::string(form), Text(text), std::span(single_groups_).subspan(group, 1)});
  };
  add_single("page-form", page_text, 0);
  const std::string& page_name = single_groups_.front().name;  // ASCII
  add_single("compact",
             spell_object({single_groups_.front(), {page_name.begin(), page_name.end()}}), 0);
  for (std::size_t i = 0; i < long_names.size(); ++i) {
    add_single(long_names[i].form, spell_object(long_names[i].drawn), i + 1);
  }
  for (std::size_t i = 0; i < kRotationSize; ++i) {
    rotation_.push_back(
        {"compact", Text(spell_object(drawn[i])), std::span(groups_).subspan(i, 1)});
  }
  const auto add_collection = [&](std::string form, const Layout& layout, Order order) {
    collections_.push_back(
        {std::move(form), Text(spell_collection(drawn, layout, order, Purpose::reading)), groups_});
  };
  add_collection("compact", kCompact, Order::documented);
  add_collection("page-form", kPageForm, Order::documented);
  add_collection("shuffled", kCompact, Order::shuffled);
  written_collection_ = spell_collection(drawn, kCompact, Order::documented, Purpose::writing);
}

std::vector<BadText> bad_texts() {
  const std::string good = response();
  const auto with_name = [](std::string_view name) { return response(name); };
  const auto with_extra = [](std::string_view extra) { return response(kGoodName, extra); };
  const auto bad = [](std::string_view name, Rule rule, std::string_view text,
                      std::string_view twin) {
    return BadText{name, rule, Text(text), Text(twin)};
  };
  return {
      bad("trailing comma", Rule::json_object_trailing_comma, with_extra("10,"), good),
      bad("text behind the object", Rule::json_text_trailing, good + "{}", good),
      bad("declared member twice", Rule::body_member_duplicate,
          with_name(R"("name":"n","name":"n",)"), good),
      bad("declared member missing", Rule::body_member_missing, with_name(""), good),
      bad("null for a member", Rule::body_member_null, with_name(R"("name":null,)"), good),
      bad("number for a string", Rule::body_member_type, with_name(R"("name":1,)"), good),
      bad("overlong UTF-8", Rule::json_utf8_overlong, with_name("\"name\":\"\xC0\xAF\","),
          with_name("\"name\":\"\xC3\xAF\",")),
      bad("lone surrogate, escaped", Rule::json_string_lone_surrogate,
          with_name(R"("name":"\ud83d",)"), with_name(R"("name":"\ud83d\ude00",)")),
      bad("byte order mark", Rule::json_text_bom, "\xEF\xBB\xBF" + good, good),
      bad("control character in a string", Rule::json_string_control,
          with_name("\"name\":\"\x01\","), with_name(R"("name":"\u0001",)")),
      bad("leading zero in an extra member", Rule::json_number_leading_zero, with_extra("010"),
          good),
      bad("missing comma in an extra member", Rule::json_array_separator, with_extra("[1 0]"),
          with_extra("[1,0]")),
  };
}

}  // namespace connectorgroup::bench
