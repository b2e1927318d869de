// Boost.Beast's serializer for the message, nlohmann/json for its body: writing only, since it has
// no views to read.

#include "bench/exchange_peer.h"
#include "bench/exchange_peers/beast_writer.h"
#include "bench/peers/nlohmann_writer.h"

namespace connectorgroup::bench {

void add_beast_nlohmann(ExchangeSuite& suite) {
  suite.add_writer<BeastWriter<NlohmannWriter>>("beast+nlohmann");
}

}  // namespace connectorgroup::bench
