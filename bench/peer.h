// How a library takes part in body_bench: the adapters that a file in peers/ defines, and the
// loops that check and time them. The loops are templates, so that no adapter pays for an indirect
// call that its own users wouldn't make.
//
// A reading adapter:
//
//   struct Reader {
//     using Object = ConnectorGroup;  // strings of its own; or ConnectorGroupView, borrowing
//     // True: the text was accepted, and consume(Object&&) or consume(const Object&) has seen the
//     // object, once. What a view borrows must live until the next read.
//     template <class Consumer>
//     bool read(TextView text, Consumer&& consume);
//     // The same for a collection: each object, in order, once.
//     template <class Consumer>
//     bool read_collection(TextView text, Consumer&& consume);
//   };
//
// A writing adapter; the bytes must live until the next write, and none means that it failed:
//
//   struct Writer {
//     std::string_view write_page_form(const ConnectorGroupView& group);  // may be left out
//     std::string_view write_collection(std::span<const ConnectorGroupView> groups);  // compact
//   };
//
// Adapters are made once per benchmark, so a parser or buffer that may be used again is a member.
// Those that exchange_bench needs too are in headers of peers/: there they also read create
// requests (Object = NewConnectorGroupView), and write objects by themselves.
#pragma once

#include <benchmark/benchmark.h>

#include <concepts>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "bench/documents.h"
#include "bench/instruction_counter.h"
#include "bench/refused_texts.h"
#include "bench/row_report.h"
#include "bench/rows.h"

namespace connectorgroup::bench {

// The rows of body_bench, and what they read and write.
class Suite : public Rows {
 public:
  // A peer's verdict on one response, for the table of what it accepts.
  struct Judge {
    std::string peer;
    std::function<bool(const Text&)> accepts;
  };

  // Both must outlive the suite.
  Suite(const Documents& documents, const std::vector<RefusedText>& refused)
      : documents_(&documents), refused_(&refused) {}

  const Documents& documents() const { return *documents_; }
  const std::vector<RefusedText>& refused() const { return *refused_; }
  const std::vector<Judge>& judges() const { return judges_; }

  template <class Adapter>
  void add_reader(std::string_view peer);
  template <class Adapter>
  void add_writer(std::string_view peer);

 private:
  const Documents* documents_;
  const std::vector<RefusedText>* refused_;
  std::vector<Judge> judges_;
};

inline bool same(const ConnectorGroup& read, const ConnectorGroup& expected) {
  return read == expected;
}
inline bool same(const ConnectorGroupView& read, const ConnectorGroup& expected) {
  return read == view(expected);
}

// Looks at an object, which is made real by having it in memory.
struct Looked {
  template <class Object>
  void operator()(Object&& group) const {
    benchmark::DoNotOptimize(group);
  }
};

// Does with the objects of a collection what a program would: keeps those that own their strings,
// and looks at those that borrow them.
template <class Object>
class Collected {
 public:
  void start() { kept_.clear(); }
  void operator()(Object&& group) {
    if constexpr (std::is_same_v<Object, ConnectorGroup>) {
      kept_.push_back(std::move(group));
    } else {
      Looked()(group);
    }
  }
  void operator()(const ConnectorGroupView& group) { Looked()(group); }

 private:
  std::vector<Object> kept_;
};

// Compares the objects of a collection, as they come, with the expected ones.
template <class Object>
class Compared {
 public:
  explicit Compared(std::span<const ConnectorGroup> expected) : expected_(expected) {}
  void operator()(const Object& group) {
    equal_ = equal_ && seen_ < expected_.size() && same(group, expected_[seen_]);
    ++seen_;
  }
  bool equal() const { return equal_ && seen_ == expected_.size(); }

 private:
  std::span<const ConnectorGroup> expected_;
  std::size_t seen_ = 0;
  bool equal_ = true;
};

// Each iteration reads the next document, so that with several of them a branch predictor can't
// learn a text by heart.
template <class Adapter>
void time_read(benchmark::State& state, Suite& suite, std::span<const Document> documents) {
  using Object = typename Adapter::Object;
  Adapter adapter;
  Work work{documents.size(), 0, documents.size()};
  for (const Document& document : documents) {
    Compared<Object> compared(document.groups);
    if (!adapter.read(document.text, compared)) return suite.fail(state, "a response was refused");
    if (!compared.equal()) return suite.fail(state, "a response was misread");
    work.bytes += document.text.plain().size();
  }
  std::size_t next = 0;
  const InstructionCounter instructions;
  for ([[maybe_unused]] auto _ : state) {
    bool accepted = adapter.read(documents[next].text, Looked());
    benchmark::DoNotOptimize(accepted);
    next = next + 1 == documents.size() ? 0 : next + 1;
  }
  report(state, work, instructions, [&] {
    for (const Document& document : documents) adapter.read(document.text, Looked());
  });
}

template <class Adapter>
void time_read_collection(benchmark::State& state, Suite& suite, const Document& document) {
  using Object = typename Adapter::Object;
  Adapter adapter;
  Compared<Object> compared(document.groups);
  if (!adapter.read_collection(document.text, compared)) {
    return suite.fail(state, "the collection was refused");
  }
  if (!compared.equal()) return suite.fail(state, "the collection was misread");
  Collected<Object> collected;
  const auto pass = [&] {
    collected.start();
    bool accepted = adapter.read_collection(document.text, collected);
    benchmark::DoNotOptimize(accepted);
  };
  const InstructionCounter instructions;
  for ([[maybe_unused]] auto _ : state) pass();
  report(state, {1, document.text.plain().size(), document.groups.size()}, instructions, pass);
}

// `write` gives the bytes of `objects` objects; they must be the expected ones.
template <class Write>
void time_write(benchmark::State& state, Suite& suite, std::string_view expected,
                std::size_t objects, Write&& write) {
  if (write() != expected) return suite.fail(state, "not the expected bytes were written");
  const auto pass = [&] {
    std::string_view written = write();
    benchmark::DoNotOptimize(written);
  };
  const InstructionCounter instructions;
  for ([[maybe_unused]] auto _ : state) pass();
  report(state, {1, expected.size(), objects}, instructions, pass);
}

template <class Adapter>
void Suite::add_reader(std::string_view peer) {
  const auto add_one = [&](std::string group, std::span<const Document> documents) {
    add_row(std::move(group), peer, [this, documents](benchmark::State& state) {
      time_read<Adapter>(state, *this, documents);
    });
  };
  for (const Document& document : documents_->singles()) {
    add_one("read/one/" + document.form, std::span(&document, 1));
  }
  add_one("read/one-of-64/compact", documents_->rotation());
  for (const Document& document : documents_->collections()) {
    add_row("read/collection/" + document.form, peer, [this, &document](benchmark::State& state) {
      time_read_collection<Adapter>(state, *this, document);
    });
  }
  judges_.push_back(
      {std::string(peer), [](const Text& text) { return Adapter().read(text, Looked()); }});
}

template <class Adapter>
void Suite::add_writer(std::string_view peer) {
  constexpr bool kPageForm = requires(Adapter & adapter, const ConnectorGroupView& group) {
    { adapter.write_page_form(group) } -> std::same_as<std::string_view>;
  };
  if constexpr (kPageForm) {
    add_row("write/one/page-form", peer, [this](benchmark::State& state) {
      Adapter adapter;
      time_write(state, *this, documents_->page().text.plain(), 1,
                 [&] { return adapter.write_page_form(documents_->page_view()); });
    });
  }
  add_row("write/collection/compact", peer, [this](benchmark::State& state) {
    Adapter adapter;
    const std::span<const ConnectorGroupView> groups = documents_->collection_views();
    time_write(state, *this, documents_->written_collection(), groups.size(),
               [&] { return adapter.write_collection(groups); });
  });
}

// One function per file of peers/, and limits.cc. Those in parentheses exist where the library was
// there when the program was built.
void add_model(Suite& suite);
void add_simdjson_ondemand(Suite& suite);
void add_simdjson_dom(Suite& suite);
void add_rapidjson(Suite& suite);
void add_nlohmann(Suite& suite);
void add_boost_json(Suite& suite);  // (CONNECTORGROUP_BENCH_BOOST_JSON)
void add_limits(Suite& suite);

}  // namespace connectorgroup::bench
