// The messages that http_bench reads.
//
// The octets of a message and the values in it are built together, by this file's own spelling and
// by no reader or writer that is measured: what a peer makes of the octets is compared with what
// was put into them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/message.h"

namespace connectorgroup::bench {

template <class Message>
struct OnTheWire {
  std::string octets;
  Message expected;
};

// Messages that one row reads in turn.
template <class Message>
struct MessageGroup {
  std::string name;  // "short-token": the third part of a benchmark's name
  std::vector<OnTheWire<Message>> messages;
};

// Everything that is read, made once per program and never changed. Choices are drawn from a
// RandomSource of fixed seed. Tokens have the letters of a JSON Web Token; short ones have 64
// octets, long ones 1024, those of the 64 requests from 900 to 2000.
class HttpMessages {
 public:
  // The bodies of the page's request and response.
  HttpMessages(std::string_view request_body, std::string_view response_body);

  // The page's request with what it lacks (version, Host, a token, a true Content-Length), with a
  // short and a long token; and 64 requests as clients send them, with eight fields in an order of
  // their own each.
  std::span<const MessageGroup<Request>> requests() const { return requests_; }
  // The page's response; the same with the fields that Graph sends, whole and in two chunks; and 64
  // of the former.
  std::span<const MessageGroup<Response>> responses() const { return responses_; }

 private:
  std::vector<MessageGroup<Request>> requests_;
  std::vector<MessageGroup<Response>> responses_;
};

}  // namespace connectorgroup::bench
