// Any octets on a connection, as a request and as both kinds of response that someone's own reader
// of messages is asked for, while more may come and at the connection's end: each answer is right.
//
// The input is the octets of a connection, as of fuzz/http_fuzz.cc.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/own/question_session.h"
#include "properties/message_read.h"

namespace {

using namespace connectorgroup;

constexpr std::array kVerbs{Verb::read_message, Verb::read_last_message};

// Every rule but the limits shows in far fewer octets; longer inputs only slow the search.
constexpr std::size_t kSizeMax = 8192;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static QuestionSession session(kVerbs);
  if (size > kSizeMax) return 0;
  session.begin();
  const std::string octets(reinterpret_cast<const char*>(data), size);
  for (const MessageKind kind : kMessageKinds) {
    for (const Verb verb : kVerbs) session.put({verb, octets, kind});
  }
  return 0;
}
