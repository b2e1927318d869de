// http-parser for the message, RapidJSON's SAX interface, parsing in place, for its body.

#include "bench/exchange_peer.h"
#include "bench/exchange_peers/combined_reader.h"
#include "bench/exchange_peers/http_parser_framing.h"
#include "bench/peers/rapidjson.h"

namespace connectorgroup::bench {

void add_http_parser_rapidjson(ExchangeSuite& suite) {
  suite.add_reader<
      CombinedRequestReader<HttpParserFraming<RequestParts>,
                            RapidJsonReader<NewConnectorGroupView>>,
      CombinedCreatedReader<HttpParserFraming<ResponseParts>, RapidJsonReader<ConnectorGroupView>>>(
      "http-parser+rapidjson-view");
}

}  // namespace connectorgroup::bench
