#include "bench/peers/simdjson_ondemand.h"

#include "bench/peer.h"
#include "bench/refusal_rows.h"
#include "bench/scaling_rows.h"

namespace connectorgroup::bench {

void add_simdjson_ondemand(Suite& suite) {
  suite.add_reader<OnDemandReader<ConnectorGroup>>("simdjson-ondemand");
  suite.add_reader<OnDemandReader<ConnectorGroupView>>("simdjson-ondemand-view");
  add_refusals<OnDemandReader<ConnectorGroupView>>(suite, "simdjson-ondemand-view");
  add_sizes<OnDemandReader<ConnectorGroupView>>(suite, "simdjson-ondemand-view");
  add_threads<OnDemandReader<ConnectorGroupView>>(suite, "simdjson-ondemand-view");
}

}  // namespace connectorgroup::bench
