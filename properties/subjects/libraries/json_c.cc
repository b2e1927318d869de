// json-c with a tokener that has no flags, used as the example in its documentation.

#include <json-c/json.h>

#include <climits>

#include "properties/subjects/libraries/tree_subject.h"

namespace connectorgroup {
namespace {

struct Release {
  void operator()(json_object* tree) const { json_object_put(tree); }
  void operator()(json_tokener* tokener) const { json_tokener_free(tokener); }
};
using Tree = std::unique_ptr<json_object, Release>;
using Tokener = std::unique_ptr<json_tokener, Release>;

class JsonCReader {
 public:
  // json-c's word for null is a null pointer, and so is its word for an error.
  struct Node {
    bool present;
    json_object* value;
  };

  // Lengths are ints here.
  bool parse(std::string_view text) {
    if (text.size() >= INT_MAX) return false;
    const Tokener tokener(json_tokener_new());
    // The zero byte behind the text goes with it, as the sign of its end.
    const std::string copy(text);
    tree_.reset(
        json_tokener_parse_ex(tokener.get(), copy.c_str(), static_cast<int>(copy.size()) + 1));
    return json_tokener_get_error(tokener.get()) == json_tokener_success &&
           json_tokener_get_parse_end(tokener.get()) >= copy.size();
  }
  Node root() { return {true, tree_.get()}; }

  static bool is_object(Node node) { return json_object_is_type(node.value, json_type_object); }
  static bool is_null(Node node) {
    return node.present && json_object_is_type(node.value, json_type_null);
  }
  static bool is_absent(Node node) { return !node.present; }
  static Node member(Node node, const std::string& name) {
    json_object* value = nullptr;
    const bool present = json_object_object_get_ex(node.value, name.c_str(), &value);
    return {present, value};
  }
  static std::optional<std::string> string(Node node) {
    if (!json_object_is_type(node.value, json_type_string)) return std::nullopt;
    const auto size = static_cast<std::size_t>(json_object_get_string_len(node.value));
    return std::string(json_object_get_string(node.value), size);
  }
  static std::optional<bool> boolean(Node node) {
    if (!json_object_is_type(node.value, json_type_boolean)) return std::nullopt;
    return json_object_get_boolean(node.value);
  }
  // What is too large for the type comes as its greatest value.
  static std::optional<std::uint64_t> integer(Node node) {
    if (!json_object_is_type(node.value, json_type_int)) return std::nullopt;
    if (json_object_get_int64(node.value) < 0) return std::nullopt;
    return json_object_get_uint64(node.value);
  }
  template <class Use>
  static bool each(Node node, Use use) {
    if (!json_object_is_type(node.value, json_type_array)) return false;
    for (std::size_t index = 0; index < json_object_array_length(node.value); ++index) {
      if (!use(Node{true, json_object_array_get_idx(node.value, index)})) return false;
    }
    return true;
  }

 private:
  Tree tree_;
};

class JsonCWriter {
 public:
  JsonCWriter(json_object* object, bool& refused) : object_(object), refused_(refused) {}

  void string(const std::string& name, const std::string& value) {
    const bool fits = value.size() < INT_MAX;
    refused_ = refused_ || !fits;
    if (fits) {
      add(name, json_object_new_string_len(value.data(), static_cast<int>(value.size())));
    }
  }
  void boolean(const std::string& name, bool value) { add(name, json_object_new_boolean(value)); }
  void integer(const std::string& name, std::uint64_t value) {
    add(name, json_object_new_uint64(value));
  }
  void null(const std::string& name) { add(name, nullptr); }
  template <class Fill>
  void object(const std::string& name, Fill fill) {
    json_object* const child = json_object_new_object();
    JsonCWriter writer(child, refused_);
    fill(writer);
    add(name, child);
  }
  template <class Range, class Fill>
  void objects(const std::string& name, const Range& range, Fill fill) {
    json_object* const array = json_object_new_array();
    for (const auto& element : range) {
      json_object* const child = json_object_new_object();
      JsonCWriter writer(child, refused_);
      fill(writer, element);
      refused_ = json_object_array_add(array, child) != 0 || refused_;
    }
    add(name, array);
  }

 private:
  // Takes the value over.
  void add(const std::string& name, json_object* value) {
    refused_ = json_object_object_add(object_, name.c_str(), value) != 0 || refused_;
  }

  json_object* object_;
  bool& refused_;
};

struct JsonC {
  using Reader = JsonCReader;
  using ObjectWriter = JsonCWriter;

  static LibraryInfo info() {
    return {
        "json-c", json_c_version(),
        "json_tokener_parse_ex, no flags, and no text behind; json_object_to_json_string_length, "
        "JSON_C_TO_STRING_PLAIN or _PRETTY",
        "refuses more than 32 levels"};
  }

  template <class Fill>
  static std::optional<std::string> write(Layout layout, Fill fill) {
    const Tree object(json_object_new_object());
    bool refused = false;
    JsonCWriter writer(object.get(), refused);
    fill(writer);
    if (refused) return std::nullopt;
    std::size_t size = 0;
    const int flags = layout == Layout::indented ? JSON_C_TO_STRING_PRETTY : JSON_C_TO_STRING_PLAIN;
    const char* const text = json_object_to_json_string_length(object.get(), flags, &size);
    if (text == nullptr) return std::nullopt;
    return std::string(text, size);
  }
};

}  // namespace

BuiltLibrary json_c_library() { return built_library<JsonC>(); }

}  // namespace connectorgroup
