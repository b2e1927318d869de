// JsonCpp with its builders as they come. Its documentation also has a strict mode, which is left
// off here.

#include <json/json.h>

#include "properties/subjects/libraries/tree_subject.h"

namespace connectorgroup {
namespace {

class JsoncppReader {
 public:
  using Node = const Json::Value*;  // null: there is none

  bool parse(std::string_view text) {
    const Json::CharReaderBuilder builder;
    const std::unique_ptr<Json::CharReader> reader(builder.newCharReader());
    const std::string copy(text);  // of which, even empty, there are pointers
    std::string errors;
    try {
      return reader->parse(copy.data(), copy.data() + copy.size(), &tree_, &errors);
    } catch (const Json::Exception&) {
      return false;  // it nests too deeply
    }
  }
  Node root() { return &tree_; }

  static bool is_object(Node node) { return node != nullptr && node->isObject(); }
  static bool is_null(Node node) { return node != nullptr && node->isNull(); }
  static bool is_absent(Node node) { return node == nullptr; }
  static Node member(Node node, const std::string& name) {
    return node->find(name.data(), name.data() + name.size());
  }
  static std::optional<std::string> string(Node node) {
    if (node == nullptr || !node->isString()) return std::nullopt;
    return node->asString();
  }
  static std::optional<bool> boolean(Node node) {
    if (node == nullptr || !node->isBool()) return std::nullopt;
    return node->asBool();
  }
  // True of 1.0 as well.
  static std::optional<std::uint64_t> integer(Node node) {
    if (node == nullptr || !node->isUInt64()) return std::nullopt;
    return node->asUInt64();
  }
  template <class Use>
  static bool each(Node node, Use use) {
    if (node == nullptr || !node->isArray()) return false;
    for (const Json::Value& element : *node) {
      if (!use(&element)) return false;
    }
    return true;
  }

 private:
  Json::Value tree_;
};

class JsoncppWriter {
 public:
  explicit JsoncppWriter(Json::Value& object) : object_(object) {}

  void string(const std::string& name, const std::string& value) { object_[name] = value; }
  void boolean(const std::string& name, bool value) { object_[name] = value; }
  void integer(const std::string& name, std::uint64_t value) {
    object_[name] = Json::UInt64(value);
  }
  void null(const std::string& name) { object_[name] = Json::Value::nullSingleton(); }
  template <class Fill>
  void object(const std::string& name, Fill fill) {
    Json::Value& child = object_[name] = Json::Value(Json::objectValue);
    JsoncppWriter writer(child);
    fill(writer);
  }
  template <class Range, class Fill>
  void objects(const std::string& name, const Range& range, Fill fill) {
    Json::Value& array = object_[name] = Json::Value(Json::arrayValue);
    for (const auto& element : range) {
      JsoncppWriter writer(array.append(Json::Value(Json::objectValue)));
      fill(writer, element);
    }
  }

 private:
  Json::Value& object_;
};

struct Jsoncpp {
  using Reader = JsoncppReader;
  using ObjectWriter = JsoncppWriter;

  static LibraryInfo info() {
    return {"jsoncpp", JSONCPP_VERSION_STRING,
            "CharReaderBuilder, defaults (no strictMode); StreamWriterBuilder with \"indentation\" "
            "of two spaces or none",
            "refuses more than 1000 levels"};
  }

  template <class Fill>
  static std::optional<std::string> write(Layout layout, Fill fill) {
    Json::Value object(Json::objectValue);
    JsoncppWriter writer(object);
    fill(writer);
    Json::StreamWriterBuilder builder;
    builder["indentation"] = layout == Layout::indented ? "  " : "";
    return Json::writeString(builder, object);
  }
};

}  // namespace

BuiltLibrary jsoncpp_library() { return built_library<Jsoncpp>(); }

}  // namespace connectorgroup
