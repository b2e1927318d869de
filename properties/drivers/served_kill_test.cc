// `cgconform serve` that is killed while many clients create: what it recorded is whole, whom it
// answered is in the record, and the next one can begin at the same port at once.
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "properties/conformance/serve/blocking_client.h"
#include "properties/conformance/serve/running_server.h"
#include "properties/input_files.h"
#include "properties/subjects/pipe/child_process.h"

namespace connectorgroup {
namespace {

using std::chrono_literals::operator""s;

// The program in a process of its own, which has said that it listens.
class ServeProcess {
 public:
  explicit ServeProcess(const std::filesystem::path& record, std::uint16_t port = 0)
      // The shell says its own process id, which then is the program's.
      : process_({"/bin/sh", "-c", R"(echo $$; exec "$@")", "sh", CONNECTORGROUP_CGCONFORM, "serve",
                  "--port", std::to_string(port), "--record", record.string()}) {
    const auto deadline = ChildProcess::Clock::now() + 60s;
    std::string_view nothing;
    while (output_.find(kListens) == std::string::npos || !output_.ends_with('\n')) {
      if (process_.move(nothing, output_, deadline) != ChildProcess::Moved::octets) break;
    }
  }

  bool listens() const { return output_.find(kListens) != std::string::npos; }
  std::uint16_t port() const {
    return static_cast<std::uint16_t>(std::stoi(output_.substr(output_.rfind(':') + 1)));
  }
  // Its wait status.
  std::optional<int> kill() {
    ::kill(static_cast<pid_t>(std::stol(output_)), SIGKILL);
    return process_.wait_for(60s);
  }

 private:
  static constexpr std::string_view kListens = "listening on http://";
  ChildProcess process_;
  std::string output_;
};

// Whole lines of the record that tell of a create without fault.
std::size_t good_creates_in(const std::string& record) {
  std::size_t creates = 0;
  for (std::size_t at = 0, end; (end = record.find('\n', at)) != std::string::npos; at = end + 1) {
    const auto line = nlohmann::json::parse(record.begin() + static_cast<std::ptrdiff_t>(at),
                                            record.begin() + static_cast<std::ptrdiff_t>(end));
    if (line.at("method") == "POST" && line.at("violations").empty()) ++creates;
  }
  return creates;
}

TEST(ServedKill, LosesNoRecordOfWhatWasAnsweredAndFreesItsPort) {
  const std::filesystem::path record =
      std::filesystem::path(testing::TempDir()) / "served-kill.jsonl";
  ServeProcess killed(record);
  ASSERT_TRUE(killed.listens());
  constexpr std::size_t kClients = 20;
  constexpr std::size_t kBeforeKill = 500;
  std::atomic<std::size_t> answered = 0;
  std::atomic<std::size_t> gone = 0;
  std::vector<std::thread> clients;
  for (std::size_t i = 0; i < kClients; ++i) {
    clients.emplace_back([&answered, &gone, port = killed.port()] {
      BlockingClient client(port);
      while (client.send(create_request("one of many"))) {
        const std::optional<Response> response = client.read_response();
        if (!response || response->status != 201) break;
        ++answered;
      }
      ++gone;
    });
  }
  while (answered < kBeforeKill && gone < kClients) std::this_thread::yield();
  const std::optional<int> status = killed.kill();
  for (std::thread& client : clients) client.join();
  ASSERT_TRUE(status && WIFSIGNALED(*status));
  EXPECT_GE(answered, kBeforeKill) << "it was under load";
  EXPECT_GE(good_creates_in(read_file(record).value_or("")), answered);

  // Groups are kept in memory alone: the next one begins with none.
  ServeProcess next(record, killed.port());
  ASSERT_TRUE(next.listens());
  ASSERT_EQ(next.port(), killed.port());
  BlockingClient client(next.port());
  ASSERT_TRUE(client.send(create_request("after") + list_request()));
  const std::optional<Response> created = client.read_response();
  ASSERT_TRUE(created && created->status == 201);
  const std::optional<Response> list = client.read_response();
  ASSERT_TRUE(list);
  EXPECT_EQ(names_in(list->content), std::vector<std::string>{"after"});
}

}  // namespace
}  // namespace connectorgroup
