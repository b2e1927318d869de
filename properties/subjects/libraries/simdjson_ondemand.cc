// simdjson's On-Demand interface with the lookup by name that its documentation begins with. What
// isn't asked for is only skipped, so that its faults, and what follows the object, go unseen. It
// has no writer.

#include <simdjson.h>

#include "properties/subjects/libraries/tree_subject.h"

namespace connectorgroup {
namespace {

namespace ondemand = simdjson::ondemand;

class OnDemandReader {
 public:
  using Node = simdjson::simdjson_result<ondemand::value>;

  bool parse(std::string_view text) {
    text_ = simdjson::padded_string(text);
    return parser_.iterate(text_).get(document_) == simdjson::SUCCESS;
  }
  Node root() { return document_.get_value(); }

  static bool is_object(Node node) {
    ondemand::json_type type{};
    return node.type().get(type) == simdjson::SUCCESS && type == ondemand::json_type::object;
  }
  static bool is_null(Node node) {
    bool null = false;
    return node.is_null().get(null) == simdjson::SUCCESS && null;
  }
  static bool is_absent(Node node) { return node.error() == simdjson::NO_SUCH_FIELD; }
  // The members may come in any order, and a name is compared as it is spelled in the text.
  static Node member(Node node, const std::string& name) { return node.find_field_unordered(name); }
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
    ondemand::array array;
    if (node.get_array().get(array) != simdjson::SUCCESS) return false;
    for (const Node element : array) {
      if (!use(element)) return false;
    }
    return true;
  }

 private:
  // In the order of need: the document lives in the parser and in the text.
  simdjson::padded_string text_;
  ondemand::parser parser_;
  ondemand::document document_;
};

struct OnDemand {
  using Reader = OnDemandReader;

  static LibraryInfo info() {
    std::string version = std::to_string(simdjson::SIMDJSON_VERSION_MAJOR);
    version.append(".").append(std::to_string(simdjson::SIMDJSON_VERSION_MINOR));
    version.append(".").append(std::to_string(simdjson::SIMDJSON_VERSION_REVISION));
    return {"simdjson-ondemand", version,
            "ondemand::parser::iterate(padded_string), find_field_unordered; no check for what "
            "follows; no writer",
            "no limit, and no recursion: what isn't asked for is skipped"};
  }
};

}  // namespace

BuiltLibrary simdjson_ondemand_library() { return built_library<OnDemand>(); }

}  // namespace connectorgroup
