// Readers, services and laws in several threads at once, each thread with its own: they share the
// bytes and the constants of the model, and nothing else. Every thread must come to what one thread
// alone comes to. Under ThreadSanitizer (preset `tsan`) a table that is written while another
// thread reads it is reported as well; so threads come first, and find nothing warm.

#include <gtest/gtest.h>

#include <barrier>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "model/body/reader.h"
#include "model/body/reference_reader.h"
#include "model/exchange/connection.h"
#include "model/exchange/service.h"
#include "model/http/reader.h"
#include "properties/input_files.h"
#include "properties/suite.h"

namespace connectorgroup {
namespace {

constexpr std::size_t kThreads = 4;
// The largest files are there for limits; under a sanitizer they only cost time.
constexpr std::size_t kSizeMax = 1024;

using Texts = std::vector<std::string>;
using Answers = std::vector<std::string>;

// One in `each` of the files in this folder of the corpus.
Texts corpus_texts(const char* folder, std::size_t each) {
  const InputFiles inputs = input_files(std::filesystem::path(CONNECTORGROUP_CORPUS) / folder);
  EXPECT_EQ(inputs.error, "");
  Texts texts;
  for (std::size_t i = 0; i < inputs.files.size(); i += each) {
    const std::optional<std::string> text = read_file(inputs.files[i]);
    EXPECT_TRUE(text.has_value()) << inputs.files[i];
    if (text && text->size() <= kSizeMax) texts.push_back(*text);
  }
  EXPECT_GE(texts.size(), 5U) << folder;
  return texts;
}

// What the work comes to in each of several threads that begin at once.
template <class Work>
std::vector<Answers> in_each_thread(Work work) {
  std::vector<Answers> all(kThreads);
  std::barrier all_there(static_cast<std::ptrdiff_t>(kThreads));
  std::vector<std::thread> threads;
  for (Answers& answers : all) {
    threads.emplace_back([&answers, &all_there, &work] {
      all_there.arrive_and_wait();
      answers = work();
    });
  }
  for (std::thread& thread : threads) thread.join();
  return all;
}

// Every thread, and then one alone, comes to the same answers; they aren't all the same one.
template <class Work>
void expect_same_in_each_thread(Work work) {
  const std::vector<Answers> all = in_each_thread(work);
  const Answers alone = work();
  ASSERT_GT(alone.size(), 1U);
  for (const Answers& answers : all) EXPECT_EQ(answers, alone);
  EXPECT_NE(alone, Answers(alone.size(), alone.front()));
}

template <class Value>
std::string summary(const Result<Value>& result) {
  return result.accepted() ? "accepted" : describe(result.violation());
}

Answers read_bodies(const Texts& texts) {
  Answers answers;
  for (const Contract& contract : contracts()) {
    BodyReader reader(contract);
    ReferenceReader reference(contract);
    for (const std::string& text : texts) {
      answers.push_back(summary(reader.read_create_request(text)));
      answers.push_back(summary(reader.read_response(text)));
      answers.push_back(summary(reference.read_create_request(text)));
    }
  }
  return answers;
}

Answers read_messages(const Texts& texts) {
  Answers answers;
  for (const MessageKind kind : {MessageKind::request, MessageKind::response}) {
    MessageReader reader(kind);
    for (const std::string& text : texts) {
      reader.next(kind);
      const ReadState state = reader.read(text);
      answers.push_back(state == ReadState::refused ? describe(reader.violation()) : "complete");
    }
  }
  return answers;
}

// The answers of one service to all of them, each on a connection of its own.
Answers serve(const Texts& texts) {
  Answers answers;
  for (const Contract& contract : contracts()) {
    ServiceOptions options;
    options.contract = &contract;
    Service service(options);
    ServiceState state;
    CountedIdentifiers identifiers;
    for (const std::string& text : texts) {
      std::string out;
      Connection connection(service, state, identifiers);
      connection.receive(text, out);
      connection.end(out);
      answers.push_back(out);
    }
  }
  return answers;
}

// What broke, or that nothing did, for each text; every room's laws on the inputs of its kind.
Answers hold_laws(InputKind kind, const Texts& texts) {
  Answers answers;
  for (const LawRoom& room : law_rooms()) {
    if (room.input != kind) continue;
    Suite suite(room);
    for (const std::string& text : texts) {
      const std::optional<Failure> failure = suite.check(room.laws, text, Effort::sampled);
      answers.push_back(failure ? std::string(failure->law->id) + ": " + failure->what : "held");
    }
  }
  return answers;
}

void expect_laws_hold_in_each_thread(InputKind kind, const Texts& texts) {
  for (const Answers& answers : in_each_thread([&] { return hold_laws(kind, texts); })) {
    EXPECT_GE(answers.size(), texts.size());
    EXPECT_EQ(answers, Answers(answers.size(), "held"));
  }
}

TEST(Threads, ReadersOfBodies) {
  const Texts texts = corpus_texts("body", 3);
  expect_same_in_each_thread([&texts] { return read_bodies(texts); });
}

TEST(Threads, ReadersOfMessages) {
  const Texts texts = corpus_texts("http", 1);
  expect_same_in_each_thread([&texts] { return read_messages(texts); });
}

TEST(Threads, Services) {
  const Texts texts = corpus_texts("exchange", 1);
  expect_same_in_each_thread([&texts] { return serve(texts); });
}

TEST(Threads, LawsOfBodies) {
  expect_laws_hold_in_each_thread(InputKind::body, corpus_texts("body", 12));
}

TEST(Threads, LawsOfConnections) {
  Texts texts = corpus_texts("http", 12);
  for (std::string& text : corpus_texts("exchange", 12)) texts.push_back(std::move(text));
  expect_laws_hold_in_each_thread(InputKind::connection, texts);
}

TEST(Threads, LawsOfPages) {
  const Texts pages = {
      "<!-- {\"blockType\": \"request\"} -->\n```http\nPOST /beta/connectorGroups\n"
      "Content-Length: 13\n\n{\"name\":\"a\"}\n```\n"};
  expect_laws_hold_in_each_thread(InputKind::page, pages);
}

}  // namespace
}  // namespace connectorgroup
