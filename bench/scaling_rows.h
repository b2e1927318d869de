// How a reader scales: with the number of objects, in time and in memory, and with threads.
//
//   read/collection-of-<n>/compact/<peer>      from 100 to 1,000,000 objects
//   read/collection/compact/one-thread/<peer>  by real time, to be compared with
//   read/collection/compact/two-threads/<peer> two threads, a reader each, the same text
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/drawn_group.h"
#include "bench/peer.h"
#include "bench/spelled_group.h"

namespace connectorgroup::bench {

// The text of 1,000,000 objects is some 140 MB. Each repetition makes its texts anew and gives them
// back, so that no other row runs beside them; for the largest that takes ten times as long as
// reading it, hence the few repetitions.
struct CollectionSize {
  std::string_view name;
  std::size_t objects;
  std::optional<int> repetitions = std::nullopt;
};
inline constexpr std::array<CollectionSize, 5> kCollectionSizes{
    {{"100", 100}, {"1k", 1'000}, {"10k", 10'000}, {"100k", 100'000}, {"1M", 1'000'000, 3}}};

// Compact collections of this size, of at least so many different objects together that a branch
// predictor can't learn them by heart: else the small ones would seem cheaper by that. The objects
// are those of a GroupSource, from one collection to the next.
inline std::vector<Text> texts_of_collections(std::size_t objects) {
  constexpr std::size_t kDifferentObjects = Documents::kCollectionSize;
  GroupSource source;
  std::vector<Text> texts;
  for (std::size_t made = 0; made < kDifferentObjects; made += objects) {
    SpelledCollection collection(kCompact, Order::documented, Purpose::reading);
    for (std::size_t i = 0; i < objects; ++i) collection.add(source.next());
    texts.emplace_back(collection.finish());
  }
  return texts;
}

// Compares the objects of such collections, as they come, with the same ones drawn again.
template <class Object>
class ComparedWithDrawn {
 public:
  void operator()(const Object& group) {
    equal_ = equal_ && same(group, source_.next().group);
    ++seen_;
  }
  bool equal(std::size_t objects) const { return equal_ && seen_ == objects; }

 private:
  GroupSource source_;
  std::size_t seen_ = 0;
  bool equal_ = true;
};

// What is wrong with what the adapter reads, or null.
template <class Adapter>
const char* wrong_reading(Adapter& adapter, std::span<const Text> texts, std::size_t objects) {
  ComparedWithDrawn<typename Adapter::Object> compared;
  for (const Text& text : texts) {
    if (!adapter.read_collection(text, compared)) return "a collection was refused";
  }
  return compared.equal(objects) ? nullptr : "a collection was misread";
}

// Each iteration reads the next collection.
template <class Adapter>
void time_read_of_size(benchmark::State& state, Suite& suite, std::size_t objects) {
  const std::vector<Text> texts = texts_of_collections(objects);
  Work work{texts.size(), 0, texts.size() * objects};
  for (const Text& text : texts) work.bytes += text.plain().size();
  const MemoryGauge memory;
  Adapter adapter;
  const auto read = [&adapter](const Text& text) {
    bool accepted = adapter.read_collection(text, Looked());
    benchmark::DoNotOptimize(accepted);
  };
  const auto pass = [&] { std::for_each(texts.begin(), texts.end(), read); };
  pass();
  const std::optional<std::size_t> held = memory.bytes();
  if (const char* wrong = wrong_reading(adapter, texts, work.objects)) {
    return suite.fail(state, wrong);
  }
  std::size_t next = 0;
  const InstructionCounter instructions;
  for ([[maybe_unused]] auto _ : state) {
    read(texts[next]);
    next = next + 1 == texts.size() ? 0 : next + 1;
  }
  report(state, work, instructions, pass);
  if (held) state.counters["reader_bytes"] = static_cast<double>(*held);
}

template <class Adapter>
void add_sizes(Suite& suite, std::string_view peer) {
  for (const CollectionSize& size : kCollectionSizes) {
    suite.add_row("read/collection-of-" + std::string(size.name) + "/compact", peer,
                  [&suite, objects = size.objects](benchmark::State& state) {
                    time_read_of_size<Adapter>(state, suite, objects);
                  },
                  {.repetitions = size.repetitions});
  }
}

template <class Adapter>
void add_threads(Suite& suite, std::string_view peer) {
  const Document& document = suite.documents().collections().front();
  const auto add = [&](const char* group, int threads) {
    suite.add_row(group, peer,
                  [&suite, &document](benchmark::State& state) {
                    time_read_collection<Adapter>(state, suite, document);
                  },
                  {.threads = threads});
  };
  add("read/collection/compact/one-thread", 1);
  add("read/collection/compact/two-threads", 2);
}

}  // namespace connectorgroup::bench
