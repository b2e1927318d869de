#include "properties/http_peer_laws.h"

#include <optional>

#include "properties/http_third_opinion.h"
#include "properties/message_read.h"

namespace connectorgroup::laws {

namespace {

bool is_permitted(const PeerDifference& difference) {
  // A subject needn't say why it refuses; then all that counts is that it does.
  const bool just_refused =
      difference.what == PeerDiffersIn::accepting && !difference.violation.has_value();
  return just_refused || permission_for(difference) != nullptr;
}

}  // namespace

Broken no_smuggling(std::string_view bytes, Subject& subject, Effort) {
  for (const MessageKind kind : kMessageKinds) {
    const std::optional<OwnReading> ours = read_connection(subject, kind, bytes);
    if (!ours) return std::nullopt;
    for (HttpPeer* const peer : in_process_http_peers()) {
      const PeerReading theirs = peer->read(kind, bytes);
      for (const PeerDifference& difference :
           differences(peer->name(), kind, bytes, *ours, theirs)) {
        if (!is_permitted(difference)) return describe(difference);
      }
    }
  }
  return std::nullopt;
}

}  // namespace connectorgroup::laws
