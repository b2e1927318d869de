#include "properties/conformance/loose_json.h"

#include <algorithm>

#include "properties/edits/json_tree.h"

namespace connectorgroup {
namespace {

constexpr bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

constexpr bool is_word(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || byte == '+' || byte == '-' || byte == '.' || byte == '_';
}

// One past the closing quote, or nothing where there is none.
std::optional<std::size_t> string_end(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == text[begin]) {
      return at + 1;
    }
  }
  return std::nullopt;
}

LooseToken string_at(std::string_view text, std::size_t begin) {
  const std::optional<std::size_t> end = string_end(text, begin);
  return {LooseKind::string, begin, end.value_or(text.size()), end.has_value()};
}

std::optional<LooseToken> comment_at(std::string_view text, std::size_t begin) {
  const std::string_view opening = text.substr(begin, 2);
  if (opening != "/*" && opening != "//") return std::nullopt;
  const std::string_view closing = opening == "/*" ? "*/" : "\n";
  const std::size_t at = text.find(closing, begin + 2);
  const std::size_t end = at == std::string_view::npos ? text.size() : at + closing.size();
  return LooseToken{LooseKind::comment, begin, end};
}

LooseToken other_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  if (!take_utf8(text, end)) ++end;
  return {LooseKind::other, begin, end};
}

LooseToken token_at(std::string_view text, std::size_t begin) {
  const char byte = text[begin];
  if (byte == '"' || byte == '\'') return string_at(text, begin);
  if (byte == ',') return {LooseKind::comma, begin, begin + 1};
  if (byte == ':') return {LooseKind::colon, begin, begin + 1};
  if (std::string_view("{[]}").find(byte) != std::string_view::npos) {
    return {LooseKind::bracket, begin, begin + 1};
  }
  if (is_word(byte)) {
    const auto end =
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), is_word);
    return {LooseKind::word, begin, static_cast<std::size_t>(end - text.begin())};
  }
  return comment_at(text, begin).value_or(other_at(text, begin));
}

std::vector<LooseToken> tokens_of(std::string_view text) {
  std::vector<LooseToken> tokens;
  bool in_apostrophes = true;
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    LooseToken token =
        text[at] == '\'' && !in_apostrophes ? other_at(text, at) : token_at(text, at);
    // A lone apostrophe must not hide all that follows it.
    if (text[at] == '\'' && token.kind == LooseKind::string && !token.closed) {
      in_apostrophes = false;
      token = other_at(text, at);
    }
    tokens.push_back(token);
    at = token.end;
  }
  return tokens;
}

// Puts tokens into containers, one after the other.
class Nesting {
 public:
  explicit Nesting(std::string_view text) : text_(text) { open(0, 0); }

  void take(const LooseToken& token) {
    const char byte = text_[token.begin];
    if (token.kind == LooseKind::comma) {
      next_item(token.end);
    } else if (token.kind == LooseKind::bracket && (byte == '{' || byte == '[')) {
      open(token.begin, token.end);
      ++open_count(byte);
    } else if (token.kind == LooseKind::bracket) {
      close(token);
    } else {
      place(token);
    }
  }

  std::vector<LooseContainer> finish() {
    while (!open_.empty()) close_innermost(text_.size());
    return std::move(containers_);
  }

 private:
  struct Open {
    std::size_t container;
    LooseItem item;          // the one that isn't at its end yet
    bool has_items = false;  // others before it
    bool has_part = false;   // the item isn't empty
  };

  // REQUIRES: not the text itself.
  char opening_of(const Open& open) const { return text_[containers_[open.container].begin]; }
  // How many containers with this bracket are open.
  std::size_t& open_count(char opening) { return opening == '{' ? objects_open_ : arrays_open_; }

  void open(std::size_t begin, std::size_t inside) {
    open_.push_back({containers_.size(), empty_item(inside)});
    containers_.push_back({begin, text_.size(), {}});
  }

  static LooseItem empty_item(std::size_t at) {
    LooseItem item;
    item.begin = item.end = item.value_begin = item.value_end = at;
    return item;
  }

  void next_item(std::size_t at) {
    Open& innermost = open_.back();
    containers_[innermost.container].items.push_back(innermost.item);
    innermost = {innermost.container, empty_item(at), true, false};
  }

  // The part becomes the item's value.
  LooseItem& extend(std::size_t begin, std::size_t end) {
    Open& innermost = open_.back();
    LooseItem& item = innermost.item;
    if (!innermost.has_part) item.begin = begin;
    innermost.has_part = true;
    item.end = item.value_end = end;
    item.value_begin = begin;
    item.container.reset();
    item.token.reset();
    return item;
  }

  void place(const LooseToken& token) {
    const LooseItem& so_far = open_.back().item;
    const std::optional<LooseToken> before = so_far.token;
    if (token.kind == LooseKind::string && so_far.name && (before || so_far.container)) {
      next_item(token.begin);
    }
    LooseItem& item = extend(token.begin, token.end);
    if (token.kind != LooseKind::colon) {
      item.token = token;
      return;
    }
    item.value_begin = token.end;
    if (!item.name && before && before->kind == LooseKind::string) item.name = before;
  }

  // A bracket that closes nothing is a token like any other. One that closes a container further
  // out closes those inside it too.
  void close(const LooseToken& token) {
    const char opening = text_[token.begin] == '}' ? '{' : '[';
    if (open_count(opening) == 0) return place(token);
    while (opening_of(open_.back()) != opening) close_innermost(token.begin);
    close_innermost(token.end);
  }

  void close_innermost(std::size_t end) {
    const Open innermost = open_.back();
    open_.pop_back();
    if (!open_.empty()) --open_count(opening_of(innermost));
    LooseContainer& container = containers_[innermost.container];
    if (innermost.has_part || innermost.has_items) container.items.push_back(innermost.item);
    container.end = end;
    if (!open_.empty()) extend(container.begin, end).container = innermost.container;
  }

  std::string_view text_;
  std::vector<LooseContainer> containers_;
  std::vector<Open> open_;  // the text itself first
  std::size_t objects_open_ = 0;
  std::size_t arrays_open_ = 0;
};

}  // namespace

LooseJson take_apart(std::string_view text) {
  LooseJson json;
  json.tokens = tokens_of(text);
  Nesting nesting(text);
  for (const LooseToken& token : json.tokens) nesting.take(token);
  json.containers = nesting.finish();
  return json;
}

}  // namespace connectorgroup
