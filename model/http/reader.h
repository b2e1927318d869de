// The strict reader of HTTP/1.1 messages: octets of a connection to messages, one after the other
// (RFC 9112, with the fields of RFC 9110).
//
// Octets are fed in any segmentation, and the answer never depends on it. What is fed while no
// message is under way is read in place, without a copy: a whole message in one piece costs none.
// A message that arrives in several pieces is gathered in a buffer of the reader.
//
// A violation is the first in the order of the octets: the rule that makes the earliest one
// impossible. It is found as soon as that octet is there. `Violation::member` is the name of the
// field that the rule is about ("Content-Length"), in its usual spelling, or empty.
//
// Ignoring a rule of demand `refuse` accepts what the rule refuses; ignoring one of demand `accept`
// refuses, with that rule, what it grants. Any set may be ignored: reading still ends.
//
// Time O(n) in the octets fed, whatever the segmentation. Heap: buffers that grow to the largest
// message seen and are reused; a message without chunks, read in place, allocates nothing once the
// reader is warm. A reader belongs to one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "model/http/limits.h"
#include "model/http/message.h"
#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup {

namespace http {
class MessageParse;
}

enum class ReadState : std::uint8_t {
  incomplete,  // possible so far; more octets are due
  complete,    // the message is there
  refused,     // no octets that follow can make a message of it
};

class MessageReader {
 public:
  explicit MessageReader(MessageKind kind, const HttpLimits& limits = {},
                         const RuleSet& ignored = {});
  ~MessageReader();
  MessageReader(MessageReader&&) noexcept;
  MessageReader& operator=(MessageReader&&) noexcept;

  // --- A connection.

  // Reads on, up to the end of the message under way, and says how many of the octets belong to it:
  // fewer than were given where it is complete before their end; the rest is the next message's,
  // and is fed again after next(). Once the state isn't `incomplete`, takes nothing.
  //
  // What request() and response() give of a message that came in one piece borrows from the octets.
  std::size_t feed(std::string_view octets);

  // Nothing more will come. Completes a response whose content ends with the connection; anything
  // else that is incomplete is refused at its end (http.message.incomplete). A reader that has been
  // fed nothing, or only the empty line that may stand before a request, stays incomplete: no
  // message has begun.
  void close();

  // Forgets the message; the next one begins. `kind` is what it will be: whether a response answers
  // HEAD is known to who sent the request.
  void next(MessageKind kind);
  void next() { next(kind()); }

  // --- One message by itself.

  // next(), feed(octets), close(); what follows the message's end breaks http.message.trailing.
  // Complete or refused.
  ReadState read(std::string_view octets) { return read(kind(), octets); }
  // The same, and next(kind).
  ReadState read(MessageKind kind, std::string_view octets);

  // --- What was read.

  MessageKind kind() const;
  ReadState state() const;

  // The octets of the message under way that have been read, those of its framing included. Once
  // complete, its size.
  std::size_t size() const;

  // REQUIRES: state() == refused. The offset counts from the message's first octet.
  const Violation& violation() const;

  // True once the start line is there, even if a later octet is refused.
  bool has_start_line() const;
  // True once the empty line after the fields is there and the message's framing is known.
  bool has_head() const;

  // What was read so far: the start line, the fields whose lines are there whole, and the content
  // up to the last octet read or the violation. Views borrow from the octets fed, or from the
  // reader's buffers, and are valid until the next call of a function that isn't const. REQUIRES:
  // has_start_line(), and the kind.
  RequestView request() const;
  ResponseView response() const;

  // Where the empty line begins that ends the header section. REQUIRES: has_head().
  std::size_t head_end() const;
  // Where on the wire a part of the start line or of a field lies that request() or response()
  // gave.
  std::size_t offset_of(std::string_view part) const;
  // Where on the wire the octet `index` of the content lies; for index == content size, where the
  // next one would. REQUIRES: has_head(), index <= the content's size.
  std::size_t content_offset(std::size_t index) const;

  // What read it, and the octets that its places count in. Private to the model: for judges that
  // go on from what it knows, without views in between.
  const http::MessageParse& parse() const;
  std::string_view octets() const;

  // Octets looked at since next(), counted each time. For tests: linear in the octets fed.
  std::uint64_t steps() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace connectorgroup
