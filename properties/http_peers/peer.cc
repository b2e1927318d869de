#include "properties/http_peers/peer.h"

#include "properties/escaped.h"

namespace connectorgroup {
namespace {

std::string quoted(std::string_view bytes) { return "\"" + escaped(bytes, 200) + "\""; }

std::string describe(const std::vector<Field>& fields) {
  std::string text = "{";
  for (const Field& field : fields) {
    if (text.size() > 1) text += ", ";
    text += quoted(field.name) + ": " + quoted(field.value);
  }
  return text + "}";
}

std::vector<HttpPeer*> built_in() {
  std::vector<HttpPeer*> peers;
#ifdef CONNECTORGROUP_PEER_BEAST
  static const std::unique_ptr<HttpPeer> beast = make_beast_peer();
  peers.push_back(beast.get());
#endif
#ifdef CONNECTORGROUP_PEER_HTTP_PARSER
  static const std::unique_ptr<HttpPeer> http_parser = make_http_parser_peer();
  peers.push_back(http_parser.get());
#endif
  return peers;
}

}  // namespace

std::string_view name(PeerEnding ending) {
  switch (ending) {
    case PeerEnding::clean:
      return "clean";
    case PeerEnding::incomplete:
      return "incomplete";
    case PeerEnding::refused:
      return "refused";
  }
  return "";
}

std::span<HttpPeer* const> in_process_http_peers() {
  static const std::vector<HttpPeer*> peers = built_in();
  return peers;
}

std::string describe(const PeerMessage& message) {
  std::string text = message.status != 0
                         ? std::to_string(message.status) + " " + quoted(message.reason)
                         : quoted(message.method) + " " + quoted(message.target);
  text += " HTTP/1." + std::to_string(message.minor_version) + " " + describe(message.fields);
  text += " content " + quoted(message.content);
  if (!message.trailers.empty()) text += " trailers " + describe(message.trailers);
  if (!message.keeps_connection) text += " closes";
  return text + " up to " + std::to_string(message.end);
}

std::string describe(const PeerReading& reading) {
  std::string text;
  for (const PeerMessage& message : reading.messages) text += "[" + describe(message) + "] ";
  text += name(reading.ending);
  if (!reading.error.empty()) text += " (" + reading.error + ")";
  return text;
}

}  // namespace connectorgroup
