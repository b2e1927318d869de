// Boost.JSON with its plain parse() and serialize(). Needs Boost 1.75 or newer.

#include <boost/json.hpp>
#include <boost/version.hpp>

#include "properties/subjects/libraries/tree_subject.h"

namespace connectorgroup {
namespace {

namespace json = boost::json;

json::string_view text_of(const std::string& text) { return {text.data(), text.size()}; }

class BoostJsonReader {
 public:
  using Node = const json::value*;  // null: there is none

  bool parse(std::string_view text) {
    boost::system::error_code error;
    tree_ = json::parse({text.data(), text.size()}, error);
    return !error;
  }
  Node root() { return &tree_; }

  static bool is_object(Node node) { return node != nullptr && node->is_object(); }
  static bool is_null(Node node) { return node != nullptr && node->is_null(); }
  static bool is_absent(Node node) { return node == nullptr; }
  static Node member(Node node, const std::string& name) {
    return node->get_object().if_contains(text_of(name));
  }
  static std::optional<std::string> string(Node node) {
    const json::string* const text = node == nullptr ? nullptr : node->if_string();
    if (text == nullptr) return std::nullopt;
    return std::string(text->data(), text->size());
  }
  static std::optional<bool> boolean(Node node) {
    const bool* const value = node == nullptr ? nullptr : node->if_bool();
    return value == nullptr ? std::nullopt : std::optional(*value);
  }
  // An integer is a uint64 only where it is too large for an int64.
  static std::optional<std::uint64_t> integer(Node node) {
    if (node == nullptr) return std::nullopt;
    if (const std::uint64_t* const value = node->if_uint64()) return *value;
    const std::int64_t* const value = node->if_int64();
    if (value == nullptr || *value < 0) return std::nullopt;
    return static_cast<std::uint64_t>(*value);
  }
  template <class Use>
  static bool each(Node node, Use use) {
    const json::array* const array = node == nullptr ? nullptr : node->if_array();
    if (array == nullptr) return false;
    for (const json::value& element : *array) {
      if (!use(&element)) return false;
    }
    return true;
  }

 private:
  json::value tree_;
};

class BoostJsonWriter {
 public:
  explicit BoostJsonWriter(json::object& object) : object_(object) {}

  void string(const std::string& name, const std::string& value) {
    object_[text_of(name)] = text_of(value);
  }
  void boolean(const std::string& name, bool value) { object_[text_of(name)] = value; }
  void integer(const std::string& name, std::uint64_t value) { object_[text_of(name)] = value; }
  void null(const std::string& name) { object_[text_of(name)] = nullptr; }
  template <class Fill>
  void object(const std::string& name, Fill fill) {
    BoostJsonWriter writer(object_[text_of(name)].emplace_object());
    fill(writer);
  }
  template <class Range, class Fill>
  void objects(const std::string& name, const Range& range, Fill fill) {
    json::array& array = object_[text_of(name)].emplace_array();
    for (const auto& element : range) {
      BoostJsonWriter writer(array.emplace_back(json::object()).get_object());
      fill(writer, element);
    }
  }

 private:
  json::object& object_;
};

struct BoostJson {
  using Reader = BoostJsonReader;
  using ObjectWriter = BoostJsonWriter;

  static LibraryInfo info() {
    std::string version = std::to_string(BOOST_VERSION / 100000);
    version.append(".").append(std::to_string(BOOST_VERSION / 100 % 1000));
    version.append(".").append(std::to_string(BOOST_VERSION % 100));
    return {"boost-json", version,
            "json::parse(text, error), if_contains; json::serialize, which has no pretty form",
            "refuses more than 32 levels"};
  }

  template <class Fill>
  static std::optional<std::string> write(Layout, Fill fill) {
    json::object object;
    BoostJsonWriter writer(object);
    fill(writer);
    return json::serialize(object);
  }
};

}  // namespace

BuiltLibrary boost_json_library() { return built_library<BoostJson>(); }

}  // namespace connectorgroup
