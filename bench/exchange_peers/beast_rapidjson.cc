// Boost.Beast for the message, RapidJSON's SAX interface, parsing in place, for its body. Its
// writers, and Beast's serializer, write.

#include "bench/exchange_peer.h"
#include "bench/exchange_peers/beast_framing.h"
#include "bench/exchange_peers/beast_writer.h"
#include "bench/exchange_peers/combined_reader.h"
#include "bench/peers/rapidjson.h"

namespace connectorgroup::bench {

void add_beast_rapidjson(ExchangeSuite& suite) {
  suite.add_reader<
      CombinedRequestReader<BeastFraming<RequestParts>, RapidJsonReader<NewConnectorGroupView>>,
      CombinedCreatedReader<BeastFraming<ResponseParts>, RapidJsonReader<ConnectorGroupView>>>(
      "beast+rapidjson-view");
  suite.add_writer<BeastWriter<RapidJsonWriter>>("beast+rapidjson");
}

}  // namespace connectorgroup::bench
