// Many clients at once: every answer is right, and no group is lost or there twice.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "model/body/reader.h"
#include "properties/conformance/serve/blocking_client.h"
#include "properties/conformance/serve/running_server.h"

namespace connectorgroup {
namespace {

constexpr std::size_t kThreads = 4;
constexpr std::size_t kClientsOfThread = 50;
constexpr std::size_t kRounds = 5;
constexpr std::size_t kRequestsOfRound = 20;
constexpr std::size_t kCreates = kThreads * kClientsOfThread * kRounds * kRequestsOfRound;

struct Group {
  std::string id;
  std::string name;

  friend bool operator==(const Group&, const Group&) = default;
  friend bool operator<(const Group& left, const Group& right) {
    return std::tie(left.id, left.name) < std::tie(right.id, right.name);
  }
};

// What one thread's clients were told. Names say who created what.
class Clients {
 public:
  Clients(std::size_t number, std::uint16_t port) : number_(number), port_(port) {}

  bool connect() {
    clients_ = std::vector<BlockingClient>(kClientsOfThread);
    return std::all_of(clients_.begin(), clients_.end(),
                       [this](BlockingClient& client) { return client.connect(port_); });
  }

  // Sends to all of them before it reads from any.
  void create_round(std::size_t round) {
    for (std::size_t client = 0; client < clients_.size(); ++client) {
      std::string octets;
      for (std::size_t i = 0; i < kRequestsOfRound; ++i) {
        octets += create_request(name(client, round, i));
      }
      if (!clients_[client].send(octets)) ++wrong_answers;
    }
    for (std::size_t client = 0; client < clients_.size(); ++client) {
      for (std::size_t i = 0; i < kRequestsOfRound; ++i) {
        read_answer(clients_[client], name(client, round, i));
      }
    }
  }

  std::vector<Group> created;
  std::size_t wrong_answers = 0;

 private:
  std::string name(std::size_t client, std::size_t round, std::size_t i) const {
    return std::to_string(number_) + "-" + std::to_string(client) + "-" + std::to_string(round) +
           "-" + std::to_string(i);
  }

  void read_answer(BlockingClient& client, const std::string& name) {
    const std::optional<Response> response = client.read_response();
    if (!response || response->status != 201) {
      ++wrong_answers;
      return;
    }
    const Result<ConnectorGroupView> group = reader_.read_response(response->content);
    if (!group.accepted() || group.value().name != name) {
      ++wrong_answers;
      return;
    }
    created.push_back({std::string(group.value().id), name});
  }

  std::size_t number_;
  std::uint16_t port_;
  std::vector<BlockingClient> clients_;
  BodyReader reader_{graph_2017()};
};

std::vector<Group> groups_in(std::string_view list) {
  struct Visitor : ConnectorGroupVisitor {
    std::vector<Group> groups;
    void visit(const ConnectorGroupView& group) override {
      groups.push_back({std::string(group.id), std::string(group.name)});
    }
  } visitor;
  EXPECT_TRUE(BodyReader(graph_2017()).read_collection(list, visitor).accepted());
  return visitor.groups;
}

TEST(ServedLoad, TwoHundredConnectionsCreateTwentyThousandGroups) {
  static_assert(kThreads * kClientsOfThread == 200 && kCreates == 20000);
  RunningServer server;
  std::vector<Clients> clients;
  for (std::size_t i = 0; i < kThreads; ++i) clients.emplace_back(i, server.port());
  std::barrier all_connected(static_cast<std::ptrdiff_t>(kThreads));
  std::atomic<std::size_t> unconnected = 0;
  std::vector<std::thread> threads;
  for (Clients& mine : clients) {
    threads.emplace_back([&mine, &all_connected, &unconnected] {
      if (!mine.connect()) ++unconnected;
      all_connected.arrive_and_wait();
      for (std::size_t round = 0; round < kRounds; ++round) mine.create_round(round);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(unconnected, 0U);

  std::vector<Group> created;
  for (const Clients& mine : clients) {
    EXPECT_EQ(mine.wrong_answers, 0U);
    created.insert(created.end(), mine.created.begin(), mine.created.end());
  }
  EXPECT_EQ(created.size(), kCreates);
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send(list_request()));
  const std::optional<Response> list = client.read_response();
  ASSERT_TRUE(list);
  std::vector<Group> listed = groups_in(list->content);
  std::sort(listed.begin(), listed.end());
  std::sort(created.begin(), created.end());
  EXPECT_TRUE(listed == created);
  const auto same_id = [](const Group& left, const Group& right) { return left.id == right.id; };
  EXPECT_EQ(std::adjacent_find(listed.begin(), listed.end(), same_id), listed.end());
  EXPECT_EQ(server.stop(), ServeStatus::good);
  EXPECT_EQ(server.server().counts().connections, kThreads * kClientsOfThread + 1);
}

}  // namespace
}  // namespace connectorgroup
