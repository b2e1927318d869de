// Third opinions on where messages begin and end and what is in them: those of the peers in
// http_peers/. None of them is as strict as this project's reader, and each has ways of its own.
// Each way in which a peer may differ is listed here with its reason and with octets that show it;
// a test fails when a listed difference no longer exists, and a law when there is one that isn't
// listed. reference/ECOSYSTEM.md, section 2, is where the list began.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/message.h"
#include "model/violation.h"
#include "properties/http_peers/peer.h"
#include "properties/subject.h"

namespace connectorgroup {

// What a subject finds on a connection that is closed behind the octets.
struct OwnReading {
  std::vector<PeerMessage> messages;
  // There is something behind the messages, and the subject refuses it: why, if it says so. The
  // offset counts from the start of the message that is refused.
  bool refused = false;
  std::optional<Violation> violation;
};
// Nothing where the subject doesn't read messages.
std::optional<OwnReading> read_connection(Subject& subject, MessageKind kind,
                                          std::string_view octets);

// In what the two differ.
enum class PeerDiffersIn : std::uint8_t {
  // The subject refuses, or sees no whole message, where the peer finds one.
  accepting,
  // The subject finds a message that the peer refuses.
  refusing,
  // The subject finds a message of which, to the peer, a part is still to come.
  waiting,
  // Both find one, of which this isn't the same.
  end,
  method,
  target,
  status,
  reason,
  minor_version,
  fields,
  content,
  trailers,
  keeps_connection,  // compared where both end in one place and more octets follow
};
std::string_view name(PeerDiffersIn what);

struct PeerDifference {
  std::string_view peer;
  MessageKind kind;
  PeerDiffersIn what;
  std::size_t start;   // of the message in question, in the octets of the connection
  std::string octets;  // of the connection, from there on
  std::optional<PeerMessage> ours;
  std::optional<PeerMessage> theirs;
  std::optional<Violation> violation;  // why there is no `ours`, where the subject says so
};
std::string describe(const PeerDifference& difference);

// Each difference between the two readings of `octets`, message by message, up to the first after
// which they can't be compared: one that either refused, one that ends in different places, or one
// that closes the connection.
std::vector<PeerDifference> differences(std::string_view peer, MessageKind kind,
                                        std::string_view octets, const OwnReading& ours,
                                        const PeerReading& theirs);

// Some of the peers.
class PeerSet {
 public:
  constexpr explicit PeerSet(unsigned bits) : bits_(bits) {}
  // A peer without a bit is in no set.
  bool contains(std::string_view peer) const;
  constexpr PeerSet operator|(PeerSet other) const { return PeerSet(bits_ | other.bits_); }

 private:
  unsigned bits_;
};
inline constexpr PeerSet kBeast{1};
inline constexpr PeerSet kHttpParser{2};
inline constexpr PeerSet kLlhttp{4};

struct PermittedPeerDifference {
  std::string_view id;  // "empty-line-before-request"; unique
  PeerSet peers;        // who differs so
  std::string_view reason;
  MessageKind kind;  // what the witness is read as
  std::string_view witness;
  bool (*covers)(const PeerDifference& difference);
};
std::span<const PermittedPeerDifference> permitted_peer_differences();

// The entry that covers the difference for its peer, or null. What is refused for no stated reason
// no entry covers.
const PermittedPeerDifference* permission_for(const PeerDifference& difference);

}  // namespace connectorgroup
