// Boost.Beast for the message, simdjson's DOM for its body.

#include "bench/exchange_peer.h"
#include "bench/exchange_peers/beast_framing.h"
#include "bench/exchange_peers/combined_reader.h"
#include "bench/peers/simdjson_dom.h"

namespace connectorgroup::bench {

void add_beast_simdjson_dom(ExchangeSuite& suite) {
  suite.add_reader<
      CombinedRequestReader<BeastFraming<RequestParts>, DomReader<NewConnectorGroupView>>,
      CombinedCreatedReader<BeastFraming<ResponseParts>, DomReader<ConnectorGroupView>>>(
      "beast+simdjson-dom-view");
}

}  // namespace connectorgroup::bench
