#include "bench/peers/rapidjson.h"

#include "bench/peer.h"

namespace connectorgroup::bench {

void add_rapidjson(Suite& suite) {
  suite.add_reader<RapidJsonReader<ConnectorGroup>>("rapidjson");
  suite.add_reader<RapidJsonReader<ConnectorGroupView>>("rapidjson-view");
  suite.add_writer<RapidJsonWriter>("rapidjson");
}

}  // namespace connectorgroup::bench
