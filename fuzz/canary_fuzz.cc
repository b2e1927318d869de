// Must fail. A reader that takes numbers with leading zeros is held to the laws; the fuzzer has to
// find an input that shows it, or the alarm of the other targets proves nothing.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "properties/subjects/model_subject.h"
#include "properties/suite.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace connectorgroup;
  static Suite suite(*find_room("body"),
                     make_reference_subject(graph_2017(), RuleSet(Rule::json_number_leading_zero)));
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Law* law = find_law("body.agrees-with-reference");
  if (const auto failure = suite.check({law, 1}, bytes, Effort::sampled)) {
    std::fprintf(stderr, "%s", repair_kit(*failure, bytes, "").c_str());
    std::abort();
  }
  return 0;
}
