#include "bench/peers/simdjson_dom.h"

#include "bench/peer.h"

namespace connectorgroup::bench {

void add_simdjson_dom(Suite& suite) {
  suite.add_reader<DomReader<ConnectorGroup>>("simdjson-dom");
  suite.add_reader<DomReader<ConnectorGroupView>>("simdjson-dom-view");
}

}  // namespace connectorgroup::bench
