// Jansson with no flags but those for the layout.

#include <jansson.h>

#include <cstdlib>

#include "properties/subjects/libraries/tree_subject.h"

namespace connectorgroup {
namespace {

struct Release {
  void operator()(json_t* tree) const { json_decref(tree); }
};
using Tree = std::unique_ptr<json_t, Release>;

class JanssonReader {
 public:
  using Node = json_t*;  // null: there is none. The functions that ask for a type take it.

  bool parse(std::string_view text) {
    json_error_t error;
    tree_.reset(json_loadb(text.data(), text.size(), kNoFlags, &error));
    return tree_ != nullptr;
  }
  Node root() { return tree_.get(); }

  static bool is_object(Node node) { return json_is_object(node); }
  static bool is_null(Node node) { return json_is_null(node); }
  static bool is_absent(Node node) { return node == nullptr; }
  static Node member(Node node, const std::string& name) {
    return json_object_get(node, name.c_str());
  }
  static std::optional<std::string> string(Node node) {
    if (!json_is_string(node)) return std::nullopt;
    return std::string(json_string_value(node), json_string_length(node));
  }
  static std::optional<bool> boolean(Node node) {
    if (!json_is_boolean(node)) return std::nullopt;
    return json_is_true(node);
  }
  static std::optional<std::uint64_t> integer(Node node) {
    if (!json_is_integer(node) || json_integer_value(node) < 0) return std::nullopt;
    return static_cast<std::uint64_t>(json_integer_value(node));
  }
  template <class Use>
  static bool each(Node node, Use use) {
    if (!json_is_array(node)) return false;
    for (std::size_t index = 0; index < json_array_size(node); ++index) {
      if (!use(json_array_get(node, index))) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kNoFlags = 0;

  Tree tree_;
};

// Jansson makes no value of a string that isn't UTF-8, nor of an integer that it can't hold, and
// says so again when the value is to be set.
class JanssonWriter {
 public:
  JanssonWriter(json_t* object, bool& refused) : object_(object), refused_(refused) {}

  void string(const std::string& name, const std::string& value) {
    set(name, json_stringn(value.data(), value.size()));
  }
  void boolean(const std::string& name, bool value) { set(name, json_boolean(value)); }
  void integer(const std::string& name, std::uint64_t value) {
    const bool fits = value <= static_cast<std::uint64_t>(INT64_MAX);
    set(name, fits ? json_integer(static_cast<json_int_t>(value)) : nullptr);
  }
  void null(const std::string& name) { set(name, json_null()); }
  template <class Fill>
  void object(const std::string& name, Fill fill) {
    json_t* const child = json_object();
    JanssonWriter writer(child, refused_);
    fill(writer);
    set(name, child);
  }
  template <class Range, class Fill>
  void objects(const std::string& name, const Range& range, Fill fill) {
    json_t* const array = json_array();
    for (const auto& element : range) {
      json_t* const child = json_object();
      JanssonWriter writer(child, refused_);
      fill(writer, element);
      refused_ = json_array_append_new(array, child) != 0 || refused_;
    }
    set(name, array);
  }

 private:
  // Takes the value over.
  void set(const std::string& name, json_t* value) {
    refused_ = json_object_set_new(object_, name.c_str(), value) != 0 || refused_;
  }

  json_t* object_;
  bool& refused_;
};

struct Jansson {
  using Reader = JanssonReader;
  using ObjectWriter = JanssonWriter;

  static LibraryInfo info() {
    return {"jansson", jansson_version_str(),
            "json_loadb(text, length, no flags), json_object_get; json_dumps, JSON_COMPACT or "
            "JSON_INDENT(2)",
            "refuses more than 2048 levels"};
  }

  template <class Fill>
  static std::optional<std::string> write(Layout layout, Fill fill) {
    const Tree object(json_object());
    bool refused = false;
    JanssonWriter writer(object.get(), refused);
    fill(writer);
    if (refused) return std::nullopt;
    constexpr std::size_t kIndented = JSON_INDENT(2);
    const std::unique_ptr<char, decltype(&std::free)> text(
        json_dumps(object.get(), layout == Layout::indented ? kIndented : JSON_COMPACT),
        &std::free);
    if (text == nullptr) return std::nullopt;
    return std::string(text.get());
  }
};

}  // namespace

BuiltLibrary jansson_library() { return built_library<Jansson>(); }

}  // namespace connectorgroup
