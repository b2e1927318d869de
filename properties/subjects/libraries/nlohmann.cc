// nlohmann/json with its plain parse() and dump(), which throw.

#include <nlohmann/json.hpp>

#include "properties/subjects/libraries/tree_subject.h"

namespace connectorgroup {
namespace {

using nlohmann::json;

class NlohmannReader {
 public:
  using Node = const json*;  // null: there is none

  bool parse(std::string_view text) {
    try {
      tree_ = json::parse(text);
    } catch (const json::exception&) {
      return false;
    }
    return true;
  }
  Node root() { return &tree_; }

  static bool is_object(Node node) { return node != nullptr && node->is_object(); }
  static bool is_null(Node node) { return node != nullptr && node->is_null(); }
  static bool is_absent(Node node) { return node == nullptr; }
  static Node member(Node node, const std::string& name) {
    const auto found = node->find(name);
    return found == node->end() ? nullptr : &*found;
  }
  static std::optional<std::string> string(Node node) {
    if (node == nullptr || !node->is_string()) return std::nullopt;
    return node->get<std::string>();
  }
  static std::optional<bool> boolean(Node node) {
    if (node == nullptr || !node->is_boolean()) return std::nullopt;
    return node->get<bool>();
  }
  static std::optional<std::uint64_t> integer(Node node) {
    if (node == nullptr || !node->is_number_unsigned()) return std::nullopt;
    return node->get<std::uint64_t>();
  }
  template <class Use>
  static bool each(Node node, Use use) {
    if (node == nullptr || !node->is_array()) return false;
    for (const json& element : *node) {
      if (!use(&element)) return false;
    }
    return true;
  }

 private:
  json tree_;
};

class NlohmannWriter {
 public:
  explicit NlohmannWriter(json& object) : object_(object) {}

  void string(const std::string& name, const std::string& value) { object_[name] = value; }
  void boolean(const std::string& name, bool value) { object_[name] = value; }
  void integer(const std::string& name, std::uint64_t value) { object_[name] = value; }
  void null(const std::string& name) { object_[name] = nullptr; }
  template <class Fill>
  void object(const std::string& name, Fill fill) {
    json& child = object_[name] = json::object();
    NlohmannWriter writer(child);
    fill(writer);
  }
  template <class Range, class Fill>
  void objects(const std::string& name, const Range& range, Fill fill) {
    json& array = object_[name] = json::array();
    for (const auto& element : range) {
      NlohmannWriter writer(array.emplace_back(json::object()));
      fill(writer, element);
    }
  }

 private:
  json& object_;
};

struct Nlohmann {
  using Reader = NlohmannReader;
  using ObjectWriter = NlohmannWriter;

  static LibraryInfo info() {
    return {"nlohmann", json::meta().at("version").at("string").get<std::string>(),
            "json::parse(text) and dump() of a json, defaults",
            "no limit, and no recursion: memory is the only bound"};
  }

  template <class Fill>
  static std::optional<std::string> write(Layout layout, Fill fill) {
    json object = json::object();
    NlohmannWriter writer(object);
    fill(writer);
    constexpr int kIndent = 2;
    constexpr int kCompact = -1;
    try {
      return object.dump(layout == Layout::indented ? kIndent : kCompact);
    } catch (const json::exception&) {
      return std::nullopt;  // a string isn't UTF-8
    }
  }
};

}  // namespace

BuiltLibrary nlohmann_library() { return built_library<Nlohmann>(); }

}  // namespace connectorgroup
