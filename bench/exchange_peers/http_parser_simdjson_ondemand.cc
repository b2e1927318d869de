// http-parser for the message, simdjson's On-Demand interface for its body.

#include "bench/exchange_peer.h"
#include "bench/exchange_peers/combined_reader.h"
#include "bench/exchange_peers/http_parser_framing.h"
#include "bench/peers/simdjson_ondemand.h"

namespace connectorgroup::bench {

void add_http_parser_simdjson_ondemand(ExchangeSuite& suite) {
  suite.add_reader<
      CombinedRequestReader<HttpParserFraming<RequestParts>, OnDemandReader<NewConnectorGroupView>>,
      CombinedCreatedReader<HttpParserFraming<ResponseParts>, OnDemandReader<ConnectorGroupView>>>(
      "http-parser+simdjson-ondemand-view");
}

}  // namespace connectorgroup::bench
