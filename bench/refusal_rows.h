// The rows refuse/<text>/<fault>/<peer>: what a refusal takes, beside the acceptance of a text of
// the same length by the same reader.
//
// An adapter that knows which rule a text broke says so, and is held to it:
//
//   Rule violated_rule() const;  // of the last text, which was refused
#pragma once

#include <string_view>

#include "bench/peer.h"
#include "bench/refused_texts.h"

namespace connectorgroup::bench {

inline constexpr const char* kRefuse = "refuse/";

template <class Adapter>
inline constexpr bool kNamesRules = requires(const Adapter& adapter) {
  { adapter.violated_rule() } -> std::same_as<Rule>;
};

template <class Adapter>
bool accepts(Adapter& adapter, const RefusedText& refused, const Text& text) {
  return refused.is_collection ? adapter.read_collection(text, Looked())
                               : adapter.read(text, Looked());
}

// What is wrong with the adapter's verdicts, or null.
template <class Adapter>
const char* wrong_verdict(Adapter& adapter, const RefusedText& refused) {
  if (!accepts(adapter, refused, refused.twin)) return "the accepted twin was refused";
  if (accepts(adapter, refused, refused.text)) return "a text was accepted";
  if constexpr (kNamesRules<Adapter>) {
    if (adapter.violated_rule() != refused.rule) return "another rule was named";
  }
  return nullptr;
}

// Times one of the two texts, once both verdicts are right: without the twin's acceptance a refusal
// would mean nothing, nor would its time.
template <class Adapter>
void time_verdict(benchmark::State& state, Suite& suite, const RefusedText& refused,
                  const Text& text) {
  Adapter adapter;
  if (const char* wrong = wrong_verdict(adapter, refused)) return suite.fail(state, wrong);
  const auto pass = [&] {
    bool accepted = accepts(adapter, refused, text);
    benchmark::DoNotOptimize(accepted);
  };
  const InstructionCounter instructions;
  for ([[maybe_unused]] auto _ : state) pass();
  report(state, {1, text.plain().size(), refused.objects}, instructions, pass);
}

// One row for each text that the peer refuses. One that names rules is due to refuse them all.
template <class Adapter>
void add_refusals(Suite& suite, std::string_view peer) {
  for (const RefusedText& refused : suite.refused()) {
    if constexpr (!kNamesRules<Adapter>) {
      Adapter adapter;
      if (accepts(adapter, refused, refused.text)) continue;
    }
    suite.add_row(kRefuse + refused.name, peer, [&suite, &refused](benchmark::State& state) {
      time_verdict<Adapter>(state, suite, refused, refused.text);
    });
  }
}

// The same reader on each text's twin.
template <class Adapter>
void add_accepted_twins(Suite& suite) {
  for (const RefusedText& refused : suite.refused()) {
    suite.add_row(kRefuse + refused.name, "accepted-twin-view",
                  [&suite, &refused](benchmark::State& state) {
                    time_verdict<Adapter>(state, suite, refused, refused.twin);
                  });
  }
}

}  // namespace connectorgroup::bench
