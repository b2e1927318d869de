#include "properties/edits/respell.h"

#include <iterator>
#include <utility>
#include <vector>

#include "model/assertion.h"
#include "properties/edits/json_tree.h"

namespace connectorgroup {
namespace {

// The letter of the two-character escape, or NUL where there is none.
char short_escape(char32_t character) {
  switch (character) {
    case U'"':
    case U'\\':
    case U'/':
      return static_cast<char>(character);
    case U'\b':
      return 'b';
    case U'\f':
      return 'f';
    case U'\n':
      return 'n';
    case U'\r':
      return 'r';
    case U'\t':
      return 't';
    default:
      return '\0';
  }
}

bool must_be_escaped(char32_t character) {
  return character < 0x20 || character == U'"' || character == U'\\';
}

void spell_character(char32_t character, const Spelling& spelling, RandomSource& random,
                     std::string& out) {
  if (!must_be_escaped(character) && !random.chance(spelling.escape_chance, 100)) {
    append_utf8(character, out);
    return;
  }
  const char letter = short_escape(character);
  if (letter != '\0' && random.chance(spelling.short_chance, 100)) {
    out += '\\';
    out += letter;
  } else if (character > 0xFFFF) {
    append_unit_escape(0xD800 + ((character - 0x10000) >> 10), random, out);
    append_unit_escape(0xDC00 + ((character - 0x10000) & 0x3FF), random, out);
  } else {
    append_unit_escape(character, random, out);
  }
}

// Prints a tree anew. Recursion is as deep as the tree, which parse_json() bounds.
class Printer {
 public:
  Printer(std::string_view text, const JsonTree& tree, const Spelling& spelling,
          RandomSource& random)
      : text_(text),
        tree_(tree),
        spelling_(spelling),
        random_(random),
        space_left_(text.size() + 256) {}

  std::string print() {
    print_space();
    print_value(tree_.values.front());
    print_space();
    return std::move(out_);
  }

 private:
  void print_value(const JsonValue& value) {
    switch (value.kind) {
      case JsonKind::object:
        print_container(value, '{', '}');
        break;
      case JsonKind::array:
        print_container(value, '[', ']');
        break;
      case JsonKind::string:
        spell_string(value.content, spelling_, random_, out_);
        break;
      case JsonKind::number:
      case JsonKind::literal:
        out_ += text_.substr(value.begin, value.end - value.begin);
        break;
    }
  }

  void print_container(const JsonValue& container, char open, char close) {
    std::vector<std::size_t> order = container.children;
    if (container.kind == JsonKind::object && spelling_.reorder) permute(order);
    out_ += open;
    print_space();
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i > 0) {
        out_ += ',';
        print_space();
      }
      print_child(tree_.values[order[i]]);
      print_space();
    }
    out_ += close;
  }

  void print_child(const JsonValue& child) {
    if (child.name) {
      spell_string(child.name->content, spelling_, random_, out_);
      print_space();
      out_ += ':';
      print_space();
    }
    print_value(child);
  }

  void permute(std::vector<std::size_t>& members) {
    std::size_t fixed = 0;
    for (const std::size_t member : members) {
      if (is_context_name(tree_.values[member].name->content)) fixed = 1;
    }
    for (std::size_t i = members.size(); i > fixed + 1; --i) {
      std::swap(members[i - 1], members[fixed + random_.below(i - fixed)]);
    }
  }

  // The budget keeps the result's size within the promised bound.
  void print_space() {
    if (!random_.chance(spelling_.space_chance, 100)) return;
    for (std::size_t length = 1 + random_.below(3); length > 0 && space_left_ > 0; --length) {
      out_ += " \t\n\r"[random_.below(4)];
      --space_left_;
    }
  }

  std::string_view text_;
  const JsonTree& tree_;
  const Spelling& spelling_;
  RandomSource& random_;
  std::size_t space_left_;
  std::string out_;
};

}  // namespace

bool is_context_name(std::string_view name) {
  return name == "@odata.context" || name == "@context";
}

Spelling random_spelling(RandomSource& random) {
  const auto percent = [&random]() -> std::size_t {
    constexpr std::size_t kChances[] = {0, 0, 10, 50, 90, 100};
    return kChances[random.below(std::size(kChances))];
  };
  Spelling spelling;
  spelling.space_chance = percent();
  spelling.escape_chance = percent();
  spelling.short_chance = percent();
  spelling.reorder = random.chance(3, 4);
  return spelling;
}

void append_unit_escape(char32_t unit, RandomSource& random, std::string& out) {
  CONNECTORGROUP_ASSERT(unit <= 0xFFFF);
  out += "\\u";
  for (unsigned shift = 16; shift > 0;) {
    shift -= 4;
    const std::string_view digits = random.chance(1, 2) ? "0123456789abcdef" : "0123456789ABCDEF";
    out += digits[(unit >> shift) & 0xF];
  }
}

void spell_string(std::string_view content, const Spelling& spelling, RandomSource& random,
                  std::string& out) {
  out += '"';
  std::size_t at = 0;
  while (at < content.size()) {
    const std::optional<char32_t> character = take_utf8(content, at);
    CONNECTORGROUP_ASSERT(character.has_value());
    spell_character(*character, spelling, random, out);
  }
  out += '"';
}

std::optional<std::string> respell(std::string_view text, RandomSource& random,
                                   std::size_t size_max) {
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return std::nullopt;
  const Spelling spelling = random_spelling(random);
  std::string respelled = Printer(text, *tree, spelling, random).print();
  if (respelled.size() > size_max) return std::nullopt;
  return respelled;
}

}  // namespace connectorgroup
