// Boost.Beast for the message, simdjson's On-Demand interface for its body.

#include "bench/exchange_peer.h"
#include "bench/exchange_peers/beast_framing.h"
#include "bench/exchange_peers/combined_reader.h"
#include "bench/peers/simdjson_ondemand.h"

namespace connectorgroup::bench {

void add_beast_simdjson_ondemand(ExchangeSuite& suite) {
  suite.add_reader<
      CombinedRequestReader<BeastFraming<RequestParts>, OnDemandReader<NewConnectorGroupView>>,
      CombinedCreatedReader<BeastFraming<ResponseParts>, OnDemandReader<ConnectorGroupView>>>(
      "beast+simdjson-ondemand-view");
}

}  // namespace connectorgroup::bench
