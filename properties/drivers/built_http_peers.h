// The peers that the tests of HTTP peers run on.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <span>
#include <vector>

#include "properties/http_peers/peer.h"

namespace connectorgroup {

// All that were built, and llhttp, last, where CMake found a node that has the version of it which
// the list of permitted differences is of.
inline std::vector<HttpPeer*> built_http_peers() {
  const std::span<HttpPeer* const> in_process = in_process_http_peers();
  std::vector<HttpPeer*> all(in_process.begin(), in_process.end());
#ifdef CONNECTORGROUP_NODE
  static const std::unique_ptr<HttpPeer> llhttp =
      make_llhttp_peer(CONNECTORGROUP_NODE, CONNECTORGROUP_LLHTTP_SCRIPT);
  if (llhttp == nullptr) ADD_FAILURE() << CONNECTORGROUP_NODE " doesn't run llhttp.js";
  if (llhttp != nullptr) all.push_back(llhttp.get());
#endif
  return all;
}

}  // namespace connectorgroup
