#include "properties/http_third_opinion.h"

#include <array>
#include <cstddef>
#include <utility>
#include <variant>

#include "properties/escaped.h"
#include "properties/message_read.h"

namespace connectorgroup {
namespace {

PeerMessage message_of(const Message& message) {
  PeerMessage found;
  std::visit(
      [&found](const auto& parts) {
        found.minor_version = parts.minor_version;
        found.fields = parts.fields;
        found.content = parts.content;
        found.trailers = parts.trailers;
      },
      message);
  if (const Request* request = std::get_if<Request>(&message)) {
    found.method = request->method;
    found.target = request->target;
    found.keeps_connection =
        keeps_connection(request->minor_version, ViewOf(*request).request().fields);
  } else {
    const Response& response = std::get<Response>(message);
    found.status = response.status;
    found.reason = response.reason;
    found.keeps_connection =
        keeps_connection(response.minor_version, ViewOf(response).response().fields);
  }
  return found;
}

// Whether the two differ in what concerns one message that both found.
bool same(PeerDiffersIn what, const PeerMessage& ours, const PeerMessage& theirs) {
  switch (what) {
    case PeerDiffersIn::end:
      return ours.end == theirs.end;
    case PeerDiffersIn::method:
      return ours.method == theirs.method;
    case PeerDiffersIn::target:
      return ours.target == theirs.target;
    case PeerDiffersIn::status:
      return ours.status == theirs.status;
    case PeerDiffersIn::reason:
      return ours.reason == theirs.reason;
    case PeerDiffersIn::minor_version:
      return ours.minor_version == theirs.minor_version;
    case PeerDiffersIn::fields:
      return ours.fields == theirs.fields;
    case PeerDiffersIn::content:
      return ours.content == theirs.content;
    case PeerDiffersIn::trailers:
      return ours.trailers == theirs.trailers;
    case PeerDiffersIn::keeps_connection:
      return ours.keeps_connection == theirs.keeps_connection;
    case PeerDiffersIn::accepting:
    case PeerDiffersIn::refusing:
    case PeerDiffersIn::waiting:
      break;
  }
  return true;
}

constexpr std::array kParts{
    PeerDiffersIn::end,      PeerDiffersIn::method,
    PeerDiffersIn::target,   PeerDiffersIn::status,
    PeerDiffersIn::reason,   PeerDiffersIn::minor_version,
    PeerDiffersIn::fields,   PeerDiffersIn::content,
    PeerDiffersIn::trailers, PeerDiffersIn::keeps_connection,
};

// Goes through two readings of the same octets side by side.
class Comparison {
 public:
  Comparison(std::string_view peer, MessageKind kind, std::string_view octets,
             const OwnReading& ours, const PeerReading& theirs)
      : peer_(peer), kind_(kind), octets_(octets), ours_(ours), theirs_(theirs) {}

  std::vector<PeerDifference> run() {
    while (compare_next()) ++index_;
    return std::move(differences_);
  }

 private:
  // True: the messages after these can be compared.
  bool compare_next() {
    const bool we_found = index_ < ours_.messages.size();
    const bool they_found = index_ < theirs_.messages.size();
    if (we_found && they_found) return compare(ours_.messages[index_], theirs_.messages[index_]);
    if (they_found) {
      add(PeerDiffersIn::accepting, nullptr, &theirs_.messages[index_]);
    } else if (we_found) {
      const bool waits = theirs_.ending != PeerEnding::refused;
      add(waits ? PeerDiffersIn::waiting : PeerDiffersIn::refusing, &ours_.messages[index_],
          nullptr);
    }
    return false;
  }

  bool compare(const PeerMessage& ours, const PeerMessage& theirs) {
    const bool more_follows = ours.end == theirs.end && ours.end < octets_.size();
    for (const PeerDiffersIn part : kParts) {
      if (part == PeerDiffersIn::keeps_connection && !more_follows) continue;
      if (!same(part, ours, theirs)) add(part, &ours, &theirs);
    }
    start_ = ours.end;
    return ours.end == theirs.end && ours.keeps_connection && theirs.keeps_connection;
  }

  void add(PeerDiffersIn what, const PeerMessage* ours, const PeerMessage* theirs) {
    PeerDifference difference{peer_, kind_, what, start_, std::string(octets_.substr(start_)),
                              {},    {},    {}};
    if (ours != nullptr) difference.ours = *ours;
    if (theirs != nullptr) difference.theirs = *theirs;
    if (ours == nullptr) difference.violation = ours_.violation;
    differences_.push_back(std::move(difference));
  }

  std::string_view peer_;
  MessageKind kind_;
  std::string_view octets_;
  const OwnReading& ours_;
  const PeerReading& theirs_;
  std::size_t index_ = 0;
  std::size_t start_ = 0;  // of the messages that are compared next
  std::vector<PeerDifference> differences_;
};

}  // namespace

std::optional<OwnReading> read_connection(Subject& subject, MessageKind kind,
                                          std::string_view octets) {
  OwnReading reading;
  for (std::size_t start = 0; start < octets.size(); start = reading.messages.back().end) {
    const MessageAnswer answer = read_message(subject, kind, octets.substr(start), Ending::closed);
    if (answer.verdict == MessageVerdict::skip) return std::nullopt;
    if (answer.verdict != MessageVerdict::accept || answer.size == 0) {
      reading.refused = answer.verdict == MessageVerdict::reject;
      reading.violation = answer.why;
      break;
    }
    reading.messages.push_back(message_of(answer.message));
    reading.messages.back().end = start + answer.size;
  }
  return reading;
}

std::string_view name(PeerDiffersIn what) {
  switch (what) {
    case PeerDiffersIn::accepting:
      return "accepting";
    case PeerDiffersIn::refusing:
      return "refusing";
    case PeerDiffersIn::waiting:
      return "waiting";
    case PeerDiffersIn::end:
      return "end";
    case PeerDiffersIn::method:
      return "method";
    case PeerDiffersIn::target:
      return "target";
    case PeerDiffersIn::status:
      return "status";
    case PeerDiffersIn::reason:
      return "reason";
    case PeerDiffersIn::minor_version:
      return "minor version";
    case PeerDiffersIn::fields:
      return "fields";
    case PeerDiffersIn::content:
      return "content";
    case PeerDiffersIn::trailers:
      return "trailers";
    case PeerDiffersIn::keeps_connection:
      return "keeping the connection";
  }
  return "";
}

std::string describe(const PeerDifference& difference) {
  std::string text = std::string(difference.peer) + " differs in " +
                     std::string(name(difference.what)) + " on a " +
                     std::string(name(difference.kind)) + ": \"" + escaped(difference.octets) +
                     "\"\n  subject: ";
  text += difference.ours        ? describe(*difference.ours)
          : difference.violation ? describe(*difference.violation)
                                 : "refuses";
  text += "\n  " + std::string(difference.peer) + ": ";
  text += difference.theirs                           ? describe(*difference.theirs)
          : difference.what == PeerDiffersIn::waiting ? "waits for more"
                                                      : "refuses";
  return text;
}

std::vector<PeerDifference> differences(std::string_view peer, MessageKind kind,
                                        std::string_view octets, const OwnReading& ours,
                                        const PeerReading& theirs) {
  return Comparison(peer, kind, octets, ours, theirs).run();
}

bool PeerSet::contains(std::string_view peer) const {
  const PeerSet one = peer == "beast"         ? kBeast
                      : peer == "http-parser" ? kHttpParser
                      : peer == "llhttp"      ? kLlhttp
                                              : PeerSet(0);
  return (bits_ & one.bits_) != 0;
}

const PermittedPeerDifference* permission_for(const PeerDifference& difference) {
  for (const PermittedPeerDifference& permitted : permitted_peer_differences()) {
    if (permitted.peers.contains(difference.peer) && permitted.covers(difference)) {
      return &permitted;
    }
  }
  return nullptr;
}

}  // namespace connectorgroup
