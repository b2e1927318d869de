// nlohmann/json as its documentation shows it: parse into a value, get the members, and back.

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "bench/peer.h"

namespace connectorgroup::bench {
namespace {

using Json = nlohmann::json;
// Keeps members in the order in which they were put in.
using OrderedJson = nlohmann::ordered_json;

ConnectorGroup group_of(const Json& object) {
  ConnectorGroup group;
  object.at("id").get_to(group.id);
  object.at("name").get_to(group.name);
  object.at("connectorGroupType").get_to(group.connector_group_type);
  object.at("isDefault").get_to(group.is_default);
  return group;
}

OrderedJson json_of(const ConnectorGroupView& group) {
  return {{"id", group.id},
          {"name", group.name},
          {"connectorGroupType", group.connector_group_type},
          {"isDefault", group.is_default}};
}

struct NlohmannReader {
  using Object = ConnectorGroup;

  template <class Consumer>
  bool read(const Text& text, Consumer&& consume) {
    try {
      consume(group_of(Json::parse(text.plain())));
      return true;
    } catch (const Json::exception&) {
      return false;
    }
  }

  template <class Consumer>
  bool read_collection(const Text& text, Consumer&& consume) {
    try {
      const Json body = Json::parse(text.plain());
      for (const Json& object : body.at("value")) consume(group_of(object));
      return true;
    } catch (const Json::exception&) {
      return false;
    }
  }
};

class NlohmannWriter {
 public:
  std::string_view write_page_form(const ConnectorGroupView& group) {
    constexpr int kIndentation = 2;
    out_ = json_of(group).dump(kIndentation);
    return out_;
  }

  std::string_view write_collection(std::span<const ConnectorGroupView> groups) {
    OrderedJson objects = OrderedJson::array();
    for (const ConnectorGroupView& group : groups) objects.push_back(json_of(group));
    out_ = OrderedJson{{"value", std::move(objects)}}.dump();
    return out_;
  }

 private:
  std::string out_;
};

}  // namespace

void add_nlohmann(Suite& suite) {
  suite.add_reader<NlohmannReader>("nlohmann");
  suite.add_writer<NlohmannWriter>("nlohmann");
}

}  // namespace connectorgroup::bench
