// A peer is another reader of HTTP/1.1 messages: what it finds on the octets of a connection is
// held against what this project's reader finds. Peers are libraries in the program, or node's
// parser in a process of its own; each takes part where it is installed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/message.h"

namespace connectorgroup {

// A message as a peer understood it. Octets are as on the wire, but for what the peer itself takes
// away, such as white space around field values.
struct PeerMessage {
  std::string method;  // of a request
  std::string target;
  int status = 0;  // of a response
  std::string reason;
  int minor_version = 1;
  std::vector<Field> fields;
  std::string content;
  std::vector<Field> trailers;
  bool keeps_connection = true;  // another message may follow
  std::size_t end = 0;           // octets of the connection up to the message's end

  friend bool operator==(const PeerMessage&, const PeerMessage&) = default;
};

// How the reading of a connection ended, once its octets were there and it was closed.
enum class PeerEnding : std::uint8_t {
  clean,       // behind a message, or before any
  incomplete,  // inside a message that could have gone on
  refused,     // at octets that no message can have, as the peer sees it
};
std::string_view name(PeerEnding ending);

struct PeerReading {
  std::vector<PeerMessage> messages;
  PeerEnding ending = PeerEnding::clean;
  std::string error;  // refused: the peer's own word for it; informs only
};

class HttpPeer {
 public:
  virtual ~HttpPeer() = default;

  // "beast", "http-parser", "llhttp": constant, and the same for every version.
  virtual std::string_view name() const = 0;
  virtual std::string version() const = 0;

  // Reads messages of one kind from a connection that carries `octets`, all at once, and is then
  // closed. A message that says that it closes the connection doesn't end the reading, nor does one
  // that changes the protocol; some peers refuse what follows. Deterministic; keeps nothing.
  virtual PeerReading read(MessageKind kind, std::string_view octets) = 0;
};

// The peers that were built in, in a fixed order; there may be none. One object each for the
// program's lifetime.
std::span<HttpPeer* const> in_process_http_peers();

// Each exists where the library was there when this was built.
std::unique_ptr<HttpPeer> make_beast_peer();
std::unique_ptr<HttpPeer> make_http_parser_peer();

// llhttp as node has it, driven by `script` (llhttp.js) in a process of node's, which ends with the
// peer. Nothing where node can't be started or doesn't answer. POSIX.
std::unique_ptr<HttpPeer> make_llhttp_peer(const std::string& node, const std::string& script);

// One line: the messages and the ending, escaped.
std::string describe(const PeerMessage& message);
std::string describe(const PeerReading& reading);

}  // namespace connectorgroup
