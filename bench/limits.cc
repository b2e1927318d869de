// What no reader can beat: parts of its work alone, on the same bytes.

#include <simdjson.h>

#include <cstring>

#include "bench/peer.h"

namespace connectorgroup::bench {
namespace {

// Copying every byte.
class Copy {
 public:
  bool handle(const Text& text) {
    const std::string_view bytes = text.plain();
    if (copy_.size() < bytes.size()) copy_.resize(bytes.size());
    std::memcpy(copy_.data(), bytes.data(), bytes.size());
    char* copy = copy_.data();
    benchmark::DoNotOptimize(copy);
    benchmark::ClobberMemory();
    return true;
  }

 private:
  std::string copy_;
};

// Looking at every byte: is it UTF-8?
struct ValidateUtf8 {
  bool handle(const Text& text) {
    return simdjson::validate_utf8(text.plain().data(), text.plain().size());
  }
};

// The index of simdjson's structural characters, which On-Demand makes before it is asked anything.
class StageOne {
 public:
  bool handle(const Text& text) {
    const PaddedText padded = text.padded();
    simdjson::ondemand::document document;
    return parser_
               .iterate(simdjson::padded_string_view(padded.text.data(), padded.text.size(),
                                                     padded.capacity))
               .get(document) == simdjson::SUCCESS;
  }

 private:
  simdjson::ondemand::parser parser_;
};

template <class Limit>
void add_limit(Suite& suite, std::string_view group, const Document& document,
               std::string_view name) {
  suite.add_row("limit/" + std::string(group) + "/" + document.form, name,
                [&suite, &document](benchmark::State& state) {
                  Limit limit;
                  if (!limit.handle(document.text)) return suite.fail(state, "a text was refused");
                  const auto pass = [&] {
                    bool fine = limit.handle(document.text);
                    benchmark::DoNotOptimize(fine);
                  };
                  const InstructionCounter instructions;
                  for ([[maybe_unused]] auto _ : state) pass();
                  report(state, {1, document.text.plain().size(), document.groups.size()},
                         instructions, pass);
                });
}

void add_limits_of(Suite& suite, std::string_view group, const Document& document) {
  add_limit<Copy>(suite, group, document, "memcpy");
  add_limit<ValidateUtf8>(suite, group, document, "utf8-validation");
  add_limit<StageOne>(suite, group, document, "simdjson-stage-1");
}

}  // namespace

void add_limits(Suite& suite) {
  add_limits_of(suite, "one", suite.documents().page());
  for (const Document& document : suite.documents().collections()) {
    add_limits_of(suite, "collection", document);
  }
}

}  // namespace connectorgroup::bench
