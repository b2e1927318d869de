// http-parser for the message, simdjson's DOM for its body.

#include "bench/exchange_peer.h"
#include "bench/exchange_peers/combined_reader.h"
#include "bench/exchange_peers/http_parser_framing.h"
#include "bench/peers/simdjson_dom.h"

namespace connectorgroup::bench {

void add_http_parser_simdjson_dom(ExchangeSuite& suite) {
  suite.add_reader<
      CombinedRequestReader<HttpParserFraming<RequestParts>, DomReader<NewConnectorGroupView>>,
      CombinedCreatedReader<HttpParserFraming<ResponseParts>, DomReader<ConnectorGroupView>>>(
      "http-parser+simdjson-dom-view");
}

}  // namespace connectorgroup::bench
