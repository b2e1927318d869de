// Any octets: answered by someone's own service where they are one whole request, read by their own
// client where they are one whole response. Each answer is right.
//
// The input is the octets of a connection, as of fuzz/exchange_fuzz.cc. Every request meets a
// service without groups.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/own/question_session.h"

namespace {

using namespace connectorgroup;

constexpr std::array kVerbs{Verb::exchange, Verb::read_create_response};

// Every rule but the limits shows in far fewer octets; longer inputs only slow the search.
constexpr std::size_t kSizeMax = 8192;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static QuestionSession session(kVerbs);
  if (size > kSizeMax) return 0;
  session.begin();
  const std::string octets(reinterpret_cast<const char*>(data), size);
  if (is_one_message(MessageKind::request, octets)) session.put({Verb::exchange, octets});
  if (is_one_message(MessageKind::response, octets)) {
    session.put({Verb::read_create_response, octets});
  }
  return 0;
}
