#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/loose_json.h"
#include "properties/conformance/shrink_passes.h"
#include "properties/edits/json_tree.h"

namespace connectorgroup {
namespace {

void remove_white_space(ShrinkRegion& region) {
  std::vector<Splice> gaps;
  std::size_t at = 0;
  for (const LooseToken& token : take_apart(region.text()).tokens) {
    if (token.begin > at) gaps.push_back({at, token.begin, {}});
    at = token.end;
  }
  if (region.text().size() > at) gaps.push_back({at, region.text().size(), {}});
  try_splices(region, gaps);
}

// --- Containers.

// Drops items with their commas: all, halves, single ones. From the last to the first, so that what
// stands before an item stays where it is.
class ItemDrop {
 public:
  ItemDrop(ShrinkRegion& region, const std::vector<LooseItem>& items)
      : region_(&region), items_(&items) {}

  void run() { drop(0, items_->size()); }

 private:
  void drop(std::size_t first, std::size_t last) {
    if (first == last || region_->budget_spent() || attempt(first, last)) return;
    const std::size_t count = last - first;
    if (count == 1) {
      kept_behind_ = (*items_)[first].begin;
    } else if (count <= kOneByOneMax) {
      for (std::size_t i = last; i-- > first;) drop(i, i + 1);
    } else {
      drop(first + count / 2, last);
      drop(first, first + count / 2);
    }
  }

  // With the commas behind the items; at the container's end with those before them.
  bool attempt(std::size_t first, std::size_t last) {
    const LooseItem& item = (*items_)[first];
    if (kept_behind_) {
      if (!region_->attempt(Splice{item.begin, *kept_behind_, {}})) return false;
      kept_behind_ = item.begin;
      return true;
    }
    const std::size_t begin = first > 0 ? (*items_)[first - 1].end : item.begin;
    return region_->attempt(Splice{begin, (*items_)[last - 1].end, {}});
  }

  ShrinkRegion* region_;
  const std::vector<LooseItem>* items_;
  std::optional<std::size_t> kept_behind_;  // where the next item begins that stays
};

bool replace_by_scalar(ShrinkRegion& region, std::size_t begin, std::size_t end) {
  for (const char* scalar : {"\"\"", "0", "null"}) {
    if (region.attempt(Splice{begin, end, scalar})) return true;
  }
  return false;
}

const LooseItem* largest_item(const LooseContainer& container) {
  const auto smaller = [](const LooseItem& a, const LooseItem& b) {
    return a.value_end - a.value_begin < b.value_end - b.value_begin;
  };
  const auto found = std::max_element(container.items.begin(), container.items.end(), smaller);
  return found == container.items.end() ? nullptr : &*found;
}

bool replace_by(ShrinkRegion& region, const LooseContainer& container, const LooseItem& item) {
  return region.attempt(
      Splice{container.begin, container.end,
             region.text().substr(item.value_begin, item.value_end - item.value_begin)});
}

// What lies at the end of the way that leads from the container into its largest value, and so on;
// then half as far, and so on.
bool replace_by_inner(ShrinkRegion& region, const LooseJson& json,
                      const LooseContainer& container) {
  std::vector<const LooseItem*> way;
  for (const LooseItem* item = largest_item(container); item != nullptr;) {
    way.push_back(item);
    item = item->container ? largest_item(json.containers[*item->container]) : nullptr;
  }
  for (std::size_t steps = way.size(); steps > 1; steps /= 2) {
    if (replace_by(region, container, *way[steps - 1])) return true;
  }
  return false;
}

bool replace_by_child(ShrinkRegion& region, const LooseContainer& container) {
  if (container.items.size() > kOneByOneMax) return false;
  return std::any_of(container.items.begin(), container.items.end(), [&](const LooseItem& item) {
    return item.value_end > item.value_begin && replace_by(region, container, item);
  });
}

bool has_container(const LooseContainer& container) {
  return std::any_of(container.items.begin(), container.items.end(),
                     [](const LooseItem& item) { return item.container.has_value(); });
}

// From the outermost to the innermost: what is dropped early is never looked into.
class ContainerPass {
 public:
  explicit ContainerPass(ShrinkRegion& region) : region_(&region) {}

  void run() {
    json_ = take_apart(region_->text());
    std::size_t index = 0;
    while (index < json_.containers.size() && !region_->budget_spent()) {
      const std::size_t size = region_->text().size();
      ItemDrop(*region_, json_.containers[index].items).run();
      if (region_->text().size() != size) json_ = take_apart(region_->text());
      if (index > 0 && index < json_.containers.size() && replace(json_.containers[index])) {
        json_ = take_apart(region_->text());
      } else {
        ++index;
      }
    }
  }

 private:
  // True: something else stands in the container's place.
  bool replace(const LooseContainer& container) {
    const std::size_t behind = region_->text().size() - container.end;
    if (behind <= no_way_behind_) {
      if (replace_by_inner(*region_, json_, container)) return true;
      no_way_behind_ = behind;
    }
    if (replace_by_child(*region_, container)) return true;
    // Who holds a container is replaced once that is.
    return !has_container(container) && replace_by_scalar(*region_, container.begin, container.end);
  }

  ShrinkRegion* region_;
  LooseJson json_;
  // How many bytes stand behind the container where replace_by_inner() failed last. For those
  // inside it the way leads to the same places, so they only try their children.
  std::size_t no_way_behind_ = static_cast<std::size_t>(-1);
};

// --- Values.

std::vector<LooseToken> value_tokens(const LooseJson& json) {
  std::vector<LooseToken> values;
  for (const LooseContainer& container : json.containers) {
    for (const LooseItem& item : container.items) {
      if (item.token) values.push_back(*item.token);
    }
  }
  std::sort(values.begin(), values.end(),
            [](const LooseToken& a, const LooseToken& b) { return a.begin < b.begin; });
  return values;
}

void shrink_scalars(ShrinkRegion& region) {
  std::vector<Splice> strings;
  for (const LooseToken& value : value_tokens(take_apart(region.text()))) {
    if (value.kind == LooseKind::string) strings.push_back({value.begin, value.end, "\"\""});
  }
  try_splices(region, strings);
  const std::vector<LooseToken> values = value_tokens(take_apart(region.text()));
  for (std::size_t i = values.size(); i-- > 0 && !region.budget_spent();) {
    const LooseToken& value = values[i];
    if (replace_by_scalar(region, value.begin, value.end) || value.kind != LooseKind::word)
      continue;
    // Too large for every type, as digits by the hundred are.
    region.attempt(Splice{value.begin, value.end, "1e999"});
  }
}

// --- Strings.

// Escapes become the characters that they stand for, where these need none.
std::vector<Splice> plain_escapes(std::string_view text) {
  std::vector<Splice> escapes;
  for (const LooseToken& token : take_apart(text).tokens) {
    if (token.kind != LooseKind::string) continue;
    for (std::size_t at = token.begin + 1; at < token.end;) {
      std::size_t end = at;
      const std::optional<char32_t> character =
          text[at] == '\\' ? take_string_character(text.substr(0, token.end), end) : std::nullopt;
      if (character && *character >= ' ' && *character != '"' && *character != '\\') {
        escapes.push_back({at, end, {}});
        append_utf8(*character, escapes.back().replacement);
      }
      // Behind an escape that is none its second character can't begin one.
      at = character ? end : at + (text[at] == '\\' ? 2 : 1);
    }
  }
  return escapes;
}

// What the string says, up to the first thing in it that is wrong.
std::string content_of(std::string_view text, const LooseToken& string) {
  std::string content;
  for (std::size_t at = string.begin + 1; at + 1 < string.end;) {
    const std::optional<char32_t> character =
        take_string_character(text.substr(0, string.end - 1), at);
    if (!character) break;
    append_utf8(*character, content);
  }
  return content;
}

using NameGroups = std::map<std::string, std::vector<LooseToken>>;

// The names of the container's members, however they are spelled, that it has more than once.
NameGroups equal_names(std::string_view text, const LooseContainer& container) {
  NameGroups groups;
  for (const LooseItem& item : container.items) {
    if (item.name) groups[content_of(text, *item.name)].push_back(*item.name);
  }
  std::erase_if(groups, [](const auto& group) { return group.second.size() < 2; });
  return groups;
}

bool rename(ShrinkRegion& region, const std::vector<LooseToken>& names, std::string_view content) {
  const std::string name = '"' + std::string(content) + '"';
  std::vector<Splice> splices;
  for (const LooseToken& old : names) splices.push_back({old.begin, old.end, name});
  return region.attempt(with_splices(region.text(), splices));
}

bool shorten_equal_names(ShrinkRegion& region, const LooseContainer& container) {
  for (const auto& [content, names] : equal_names(region.text(), container)) {
    const std::string half = content.substr(0, content.size() / 2);
    const std::string other_half = content.substr(content.size() / 2);
    for (const std::string& name :
         {std::string(), std::string("a"), content.substr(0, 1), half, other_half}) {
      if (name.size() < content.size() && rename(region, names, name)) return true;
    }
  }
  return false;
}

// A duplicate stays one only when both names are shortened alike.
void shrink_equal_names(ShrinkRegion& region) {
  LooseJson json = take_apart(region.text());
  for (std::size_t i = json.containers.size(); i > 0 && !region.budget_spent();) {
    if (i <= json.containers.size() && shorten_equal_names(region, json.containers[i - 1])) {
      json = take_apart(region.text());
    } else {
      --i;
    }
  }
}

void remove_tokens(ShrinkRegion& region) {
  std::vector<Splice> tokens;
  for (const LooseToken& token : take_apart(region.text()).tokens) {
    tokens.push_back({token.begin, token.end, {}});
  }
  try_splices(region, tokens);
}

constexpr bool is_plain(std::string_view token) {
  return token == "true" || token == "false" || token == "null" || token == "0" ||
         token == "\"\"" || token == "," || token == ":" || token == "{" || token == "}" ||
         token == "[" || token == "]";
}

// A string with its quotes, or what is between them.
void shrink_string(ShrinkRegion& region, const LooseToken& string, bool is_name) {
  const std::string inside = region.text().substr(string.begin + 1, string.end - string.begin - 2);
  if (!is_name && region.attempt(Splice{string.begin, string.end, inside})) {
    shrink_grains(region, string.begin, string.end - 2);
  } else {
    shrink_grains(region, string.begin + 1, string.end - 1);
  }
}

void shrink_insides(ShrinkRegion& region) {
  const std::vector<LooseToken> tokens = take_apart(region.text()).tokens;
  for (std::size_t i = tokens.size(); i-- > 0 && !region.budget_spent();) {
    const LooseToken& token = tokens[i];
    const std::string_view text = region.text();
    if (is_plain(text.substr(token.begin, token.end - token.begin))) continue;
    if (token.kind == LooseKind::string && token.closed && text[token.begin] == '"') {
      shrink_string(region, token, i + 1 < tokens.size() && tokens[i + 1].kind == LooseKind::colon);
    } else {
      shrink_grains(region, token.begin, token.end);
    }
  }
}

}  // namespace

void shrink_body(ShrinkRegion& region) {
  remove_white_space(region);
  region.attempt(with_splices(region.text(), plain_escapes(region.text())));
  ContainerPass(region).run();
  try_splices(region, plain_escapes(region.text()));
  shrink_scalars(region);
  shrink_equal_names(region);
  shrink_insides(region);
  remove_tokens(region);
}

}  // namespace connectorgroup
