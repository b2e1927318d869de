// simdjson's DOM as its documentation shows it: parse, then ask for members by name. It has no
// writer for values that it didn't parse.

#include <simdjson.h>

#include "properties/subjects/libraries/tree_subject.h"

namespace connectorgroup {
namespace {

namespace dom = simdjson::dom;

class SimdjsonReader {
 public:
  using Node = simdjson::simdjson_result<dom::element>;

  bool parse(std::string_view text) {
    root_ = parser_.parse(simdjson::padded_string(text));
    return root_.error() == simdjson::SUCCESS;
  }
  Node root() { return root_; }

  static bool is_object(Node node) { return node.is_object(); }
  static bool is_null(Node node) { return node.is_null(); }
  static bool is_absent(Node node) { return node.error() == simdjson::NO_SUCH_FIELD; }
  static Node member(Node node, const std::string& name) { return node.at_key(name); }
  static std::optional<std::string> string(Node node) {
    std::string_view text;
    if (node.get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
    return std::string(text);
  }
  static std::optional<bool> boolean(Node node) {
    bool value = false;
    if (node.get_bool().get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
  }
  static std::optional<std::uint64_t> integer(Node node) {
    std::uint64_t value = 0;
    if (node.get_uint64().get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
  }
  template <class Use>
  static bool each(Node node, Use use) {
    dom::array array;
    if (node.get_array().get(array) != simdjson::SUCCESS) return false;
    for (const dom::element element : array) {
      if (!use(Node(dom::element(element)))) return false;
    }
    return true;
  }

 private:
  dom::parser parser_;
  Node root_;
};

struct Simdjson {
  using Reader = SimdjsonReader;

  static LibraryInfo info() {
    std::string version = std::to_string(simdjson::SIMDJSON_VERSION_MAJOR);
    version.append(".").append(std::to_string(simdjson::SIMDJSON_VERSION_MINOR));
    version.append(".").append(std::to_string(simdjson::SIMDJSON_VERSION_REVISION));
    return {"simdjson", version, "dom::parser::parse(padded_string), at_key; no writer",
            "refuses more than 1024 levels"};
  }
};

}  // namespace

BuiltLibrary simdjson_library() { return built_library<Simdjson>(); }

}  // namespace connectorgroup
