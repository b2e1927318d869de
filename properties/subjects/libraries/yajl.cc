// YAJL's tree, which its documentation has for small texts, and its generator. The tree is made of
// text and strings that end at their first zero byte.

#include <yajl/yajl_gen.h>
#include <yajl/yajl_tree.h>
#include <yajl/yajl_version.h>

#include <array>
#include <climits>

#include "properties/subjects/libraries/tree_subject.h"

namespace connectorgroup {
namespace {

class YajlReader {
 public:
  using Node = yajl_val;  // null: there is none. The macros that ask for a type take it.

  bool parse(std::string_view text) {
    std::array<char, 256> error{};
    tree_.reset(yajl_tree_parse(std::string(text).c_str(), error.data(), error.size()));
    return tree_ != nullptr;
  }
  Node root() { return tree_.get(); }

  static bool is_object(Node node) { return YAJL_IS_OBJECT(node); }
  static bool is_null(Node node) { return YAJL_IS_NULL(node); }
  static bool is_absent(Node node) { return node == nullptr; }
  static Node member(Node node, const std::string& name) {
    std::array<const char*, 2> path{name.c_str(), nullptr};
    return yajl_tree_get(node, path.data(), yajl_t_any);
  }
  static std::optional<std::string> string(Node node) {
    if (!YAJL_IS_STRING(node)) return std::nullopt;
    return std::string(YAJL_GET_STRING(node));
  }
  static std::optional<bool> boolean(Node node) {
    if (!YAJL_IS_TRUE(node) && !YAJL_IS_FALSE(node)) return std::nullopt;
    return YAJL_IS_TRUE(node);
  }
  static std::optional<std::uint64_t> integer(Node node) {
    if (!YAJL_IS_INTEGER(node) || YAJL_GET_INTEGER(node) < 0) return std::nullopt;
    return static_cast<std::uint64_t>(YAJL_GET_INTEGER(node));
  }
  template <class Use>
  static bool each(Node node, Use use) {
    if (!YAJL_IS_ARRAY(node)) return false;
    for (std::size_t index = 0; index < YAJL_GET_ARRAY(node)->len; ++index) {
      if (!use(YAJL_GET_ARRAY(node)->values[index])) return false;
    }
    return true;
  }

 private:
  struct Release {
    void operator()(yajl_val tree) const { yajl_tree_free(tree); }
  };
  std::unique_ptr<yajl_val_s, Release> tree_;
};

// Once the generator has refused something, it goes on refusing.
class YajlWriter {
 public:
  YajlWriter(yajl_gen generator, bool& refused) : generator_(generator), refused_(refused) {}

  void string(const std::string& name, const std::string& value) {
    put(name);
    put(value);
  }
  void boolean(const std::string& name, bool value) {
    put(name);
    check(yajl_gen_bool(generator_, value));
  }
  void integer(const std::string& name, std::uint64_t value) {
    put(name);
    const std::string digits = std::to_string(value);
    check(yajl_gen_number(generator_, digits.data(), digits.size()));
  }
  void null(const std::string& name) {
    put(name);
    check(yajl_gen_null(generator_));
  }
  template <class Fill>
  void object(const std::string& name, Fill fill) {
    put(name);
    nested([&] { fill(*this); });
  }
  template <class Range, class Fill>
  void objects(const std::string& name, const Range& range, Fill fill) {
    put(name);
    check(yajl_gen_array_open(generator_));
    for (const auto& element : range) nested([&] { fill(*this, element); });
    check(yajl_gen_array_close(generator_));
  }
  template <class Fill>
  void nested(Fill fill) {
    check(yajl_gen_map_open(generator_));
    fill();
    check(yajl_gen_map_close(generator_));
  }

 private:
  void check(yajl_gen_status status) { refused_ = refused_ || status != yajl_gen_status_ok; }
  void put(const std::string& text) {
    check(yajl_gen_string(generator_, reinterpret_cast<const unsigned char*>(text.data()),
                          text.size()));
  }

  yajl_gen generator_;
  bool& refused_;
};

struct Yajl {
  using Reader = YajlReader;
  using ObjectWriter = YajlWriter;

  static LibraryInfo info() {
    const int version = yajl_version();  // 20100 is 2.1.0
    std::string text = std::to_string(version / 10000);
    text.append(".").append(std::to_string(version / 100 % 100));
    text.append(".").append(std::to_string(version % 100));
    return {"yajl", text,
            "yajl_tree_parse(zero-terminated text), yajl_tree_get; yajl_gen, yajl_gen_beautify",
            "no limit; freeing the tree recurses: deep texts overflow the stack"};
  }

  template <class Fill>
  static std::optional<std::string> write(Layout layout, Fill fill) {
    struct Release {
      void operator()(yajl_gen generator) const { yajl_gen_free(generator); }
    };
    const std::unique_ptr<std::remove_pointer_t<yajl_gen>, Release> generator(
        yajl_gen_alloc(nullptr));
    yajl_gen_config(generator.get(), yajl_gen_beautify, layout == Layout::indented ? 1 : 0);
    yajl_gen_config(generator.get(), yajl_gen_indent_string, "  ");
    bool refused = false;
    YajlWriter writer(generator.get(), refused);
    writer.nested([&] { fill(writer); });
    const unsigned char* text = nullptr;
    std::size_t size = 0;
    if (refused || yajl_gen_get_buf(generator.get(), &text, &size) != yajl_gen_status_ok) {
      return std::nullopt;
    }
    return std::string(reinterpret_cast<const char*>(text), size);
  }
};

}  // namespace

BuiltLibrary yajl_library() { return built_library<Yajl>(); }

}  // namespace connectorgroup
