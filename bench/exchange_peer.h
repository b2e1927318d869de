// How libraries take part in exchange_bench: the adapters that a file in exchange_peers/ defines,
// and the loops that check and time them. The loops are templates, so that no adapter pays for an
// indirect call that its own users wouldn't make.
//
// Reading adapters:
//
//   struct RequestReader {
//     // True: the octets are one whole create request, nothing behind it, and `values` has what it
//     // says. What is borrowed is valid until the next read.
//     bool read(TextView octets, CreateRequestValues& values);
//   };
//   struct CreatedReader {
//     bool read(TextView octets, CreatedValues& values);  // the same of a response of status 201
//   };
//
// A writing adapter; the octets must live until the next write, and none means that it failed:
//
//   struct Writer {
//     std::string_view write(const CreateRequestView& request, Form body);
//     std::string_view write(const CreatedView& created, Form body);
//   };
//
// Adapters are made once per row, so a parser or buffer that may be used again is a member.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <string_view>

#include "bench/documents.h"
#include "bench/exchange_messages.h"
#include "bench/instruction_counter.h"
#include "bench/row_report.h"
#include "bench/rows.h"

namespace connectorgroup::bench {

// The rows of exchange_bench.
class ExchangeSuite : public Rows {
 public:
  // `messages` must outlive the suite.
  explicit ExchangeSuite(const ExchangeMessages& messages) : messages_(&messages) {}

  // The rows read/exchange/request/.../<peer> and read/exchange/response/.../<peer>.
  template <class RequestReader, class CreatedReader>
  void add_reader(std::string_view peer) {
    for (const auto& form : messages_->requests()) {
      add_read<RequestReader>("read/exchange/request/", form, peer);
    }
    for (const auto& form : messages_->responses()) {
      add_read<CreatedReader>("read/exchange/response/", form, peer);
    }
  }
  // The rows write/exchange/....
  template <class Writer>
  void add_writer(std::string_view peer) {
    for (const auto& form : messages_->written_requests()) {
      add_write<Writer>("write/exchange/request/", form, peer);
    }
    for (const auto& form : messages_->written_responses()) {
      add_write<Writer>("write/exchange/response/", form, peer);
    }
  }

 private:
  template <class Reader, class Message>
  void add_read(const char* what, const ExchangeForm<Message>& form, std::string_view peer) {
    add_row(what + form.name, peer,
            [this, &form](benchmark::State& state) { time_read<Reader>(state, form); });
  }
  template <class Writer, class Message>
  void add_write(const char* what, const ExchangeForm<Message>& form, std::string_view peer) {
    add_row(what + form.name, peer,
            [this, &form](benchmark::State& state) { time_write<Writer>(state, form); });
  }
  template <class Reader, class Message>
  void time_read(benchmark::State& state, const ExchangeForm<Message>& form);
  template <class Writer, class Message>
  void time_write(benchmark::State& state, const ExchangeForm<Message>& form);

  const ExchangeMessages* messages_;
};

// Times handle(message) over the messages in turn, so that with several of them a branch predictor
// can't learn one by heart.
template <class Message, class Handle>
void time_exchanges(benchmark::State& state, const ExchangeForm<Message>& form, Handle&& handle) {
  const std::size_t count = form.messages.size();
  Work work{count, 0, count, "message"};
  for (const Message& message : form.messages) work.bytes += message.octets.plain().size();
  std::size_t next = 0;
  const InstructionCounter instructions;
  for ([[maybe_unused]] auto _ : state) {
    handle(form.messages[next]);
    next = next + 1 == count ? 0 : next + 1;
  }
  report(state, work, instructions, [&] {
    for (const Message& message : form.messages) handle(message);
  });
}

// What is wrong with what the adapter makes of a message, or null.
template <class Reader, class Message>
const char* wrong_reading(Reader& reader, const Message& message) {
  const auto expected = message.values();
  auto values = expected;
  values.group = {};
  if (!reader.read(message.octets, values)) return "a message was refused";
  if (values != expected) return "a message was misread";
  const PaddedText whole = message.octets.padded();
  const std::string_view cut_off = whole.text.substr(0, whole.text.size() - 1);
  if (reader.read(TextView({cut_off, whole.capacity}), values)) {
    return "a message that lacks its last octet was taken for whole";
  }
  return nullptr;
}

template <class Reader, class Message>
void ExchangeSuite::time_read(benchmark::State& state, const ExchangeForm<Message>& form) {
  Reader reader;
  for (const Message& message : form.messages) {
    if (const char* wrong = wrong_reading(reader, message)) return fail(state, wrong);
  }
  // Outside of the loop: every reader fills all of them, and clearing them takes its time.
  auto values = form.messages.front().values();
  time_exchanges(state, form, [&reader, &values](const Message& message) {
    bool accepted = reader.read(message.octets, values);
    benchmark::DoNotOptimize(accepted);
    benchmark::DoNotOptimize(values);
  });
}

template <class Writer, class Message>
void ExchangeSuite::time_write(benchmark::State& state, const ExchangeForm<Message>& form) {
  Writer writer;
  for (const Message& message : form.messages) {
    if (writer.write(message.said(), form.body) != message.octets.plain()) {
      return fail(state, "not the expected octets were written");
    }
  }
  time_exchanges(state, form, [&writer, &form](const Message& message) {
    std::string_view written = writer.write(message.said(), form.body);
    benchmark::DoNotOptimize(written);
  });
}

// One function per file of exchange_peers/. All but the first exist where the library of messages
// was there when the program was built.
void add_model(ExchangeSuite& suite);
void add_beast_simdjson_ondemand(ExchangeSuite& suite);  // (CONNECTORGROUP_PEER_BEAST)
void add_beast_simdjson_dom(ExchangeSuite& suite);
void add_beast_rapidjson(ExchangeSuite& suite);
void add_beast_nlohmann(ExchangeSuite& suite);
void add_http_parser_simdjson_ondemand(ExchangeSuite& suite);  // (CONNECTORGROUP_PEER_HTTP_PARSER)
void add_http_parser_simdjson_dom(ExchangeSuite& suite);
void add_http_parser_rapidjson(ExchangeSuite& suite);

}  // namespace connectorgroup::bench
