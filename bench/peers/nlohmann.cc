// nlohmann/json as its documentation shows it: parse into a value, and get the members.

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "bench/peer.h"
#include "bench/peers/nlohmann_writer.h"

namespace connectorgroup::bench {
namespace {

using Json = nlohmann::json;

ConnectorGroup group_of(const Json& object) {
  ConnectorGroup group;
  object.at("id").get_to(group.id);
  object.at("name").get_to(group.name);
  object.at("connectorGroupType").get_to(group.connector_group_type);
  object.at("isDefault").get_to(group.is_default);
  return group;
}

struct NlohmannReader {
  using Object = ConnectorGroup;

  template <class Consumer>
  bool read(TextView text, Consumer&& consume) {
    try {
      consume(group_of(Json::parse(text.plain())));
      return true;
    } catch (const Json::exception&) {
      return false;
    }
  }

  template <class Consumer>
  bool read_collection(TextView text, Consumer&& consume) {
    try {
      const Json body = Json::parse(text.plain());
      for (const Json& object : body.at("value")) consume(group_of(object));
      return true;
    } catch (const Json::exception&) {
      return false;
    }
  }
};

}  // namespace

void add_nlohmann(Suite& suite) {
  suite.add_reader<NlohmannReader>("nlohmann");
  suite.add_writer<NlohmannWriter>("nlohmann");
}

}  // namespace connectorgroup::bench
