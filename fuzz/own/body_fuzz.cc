// Any bytes, as every kind of body that someone's own implementation reads: each answer is right.
//
// The input is the body itself, as of fuzz/body_fuzz.cc.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/own/question_session.h"

namespace {

using namespace connectorgroup;

constexpr std::array kVerbs{Verb::read_request, Verb::read_response, Verb::read_collection,
                            Verb::read_error};

// Every rule but the limits shows in far fewer bytes; longer inputs only slow the search.
constexpr std::size_t kSizeMax = 16384;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static QuestionSession session(kVerbs);
  if (size > kSizeMax) return 0;
  session.begin();
  for (const Verb verb : kVerbs) {
    session.put({verb, std::string(reinterpret_cast<const char*>(data), size)});
  }
  return 0;
}
