// The server as a program: its line, its signals, its exit statuses.

#include "properties/conformance/serve/serve.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>

#include "properties/conformance/serve/blocking_client.h"
#include "properties/conformance/serve/running_server.h"

namespace connectorgroup {
namespace {

// A process that serves, with what it writes.
class ServingProcess {
 public:
  explicit ServingProcess(const ServeOptions& options) {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    process_ = ::fork();
    EXPECT_GE(process_, 0);
    if (process_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(ends[1], STDERR_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      const int status = serve(options, std::cout, std::cerr);
      ::_exit(status);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  ~ServingProcess() {
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      ::waitpid(process_, nullptr, 0);
    }
    ::close(output_);
  }
  ServingProcess(const ServingProcess&) = delete;

  // Its next line, or what it wrote before it ended.
  std::string read_line() {
    std::string line;
    char octet = 0;
    while (::read(output_, &octet, 1) == 1 && octet != '\n') line += octet;
    return line;
  }

  // From its first line.
  std::uint16_t port() {
    const std::string line = read_line();
    constexpr std::string_view kBegin = "listening on http://127.0.0.1:";
    EXPECT_TRUE(line.starts_with(kBegin)) << line;
    if (!line.starts_with(kBegin)) return 0;
    return static_cast<std::uint16_t>(std::stoul(line.substr(kBegin.size())));
  }

  void signal(int number) const { ::kill(process_, number); }

  // Waits for its end; nothing where a signal killed it.
  std::optional<int> exit_status() {
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = -1;
    if (!WIFEXITED(status)) return std::nullopt;
    return WEXITSTATUS(status);
  }

 private:
  pid_t process_ = -1;
  int output_ = -1;
};

int status_of_create(std::uint16_t port, std::string_view name) {
  BlockingClient client(port);
  EXPECT_TRUE(client.send(create_request(name)));
  const std::optional<Response> response = client.read_response();
  return response ? response->status : 0;
}

TEST(Serve, SaysWhereItListensAndEndsOnASignal) {
  for (const int signal : {SIGTERM, SIGINT}) {
    ServingProcess process{ServeOptions{}};
    EXPECT_EQ(status_of_create(process.port(), "a"), 201);
    process.signal(signal);
    EXPECT_EQ(process.exit_status(), 0);
  }
}

TEST(Serve, SecondSignalDoesntWaitForRequests) {
  ServeOptions options;
  options.times.grace = std::chrono::hours(1);
  ServingProcess process(options);
  BlockingClient client(process.port());
  ASSERT_TRUE(client.send(create_head(9, "Expect: 100-continue\r\n")));
  ASSERT_TRUE(client.read_response());
  process.signal(SIGTERM);
  // Signals of one kind that are pending are one; so the other kind.
  process.signal(SIGINT);
  EXPECT_EQ(process.exit_status(), 0);
}

TEST(Serve, StatusSaysWhetherClientsBrokeRules) {
  ServeOptions options;
  options.expect_clean = true;
  struct Case {
    std::string octets;
    int status;
    std::string says;
  };
  const std::array<Case, 3> cases{{{"", 3, "0 requests, 0 broke rules"},
                                   {create_request("a"), 0, "1 request, 0 broke rules"},
                                   {"hello\r\n", 1, "1 request, 1 broke rules"}}};
  for (const Case& expected : cases) {
    ServingProcess process(options);
    {
      BlockingClient client(process.port());
      ASSERT_TRUE(client.send(expected.octets));
      client.end_sending();
      client.read_to_end();
    }
    process.signal(SIGTERM);
    EXPECT_EQ(process.read_line(), expected.says);
    EXPECT_EQ(process.exit_status(), expected.status);
  }
}

TEST(Serve, SaysThatTheRecordCouldntBeWritten) {
  ServeOptions options;
  options.record = "/dev/full";
  ServingProcess process(options);
  EXPECT_EQ(status_of_create(process.port(), "a"), 201);
  process.signal(SIGTERM);
  EXPECT_EQ(process.read_line(), "1 request, 0 broke rules");
  EXPECT_NE(process.read_line().find("the record isn't whole: /dev/full: "), std::string::npos);
  EXPECT_EQ(process.exit_status(), 4);
}

TEST(Serve, SaysWhyItCantListen) {
  const RunningServer other;
  ServeOptions taken;
  taken.port = other.port();
  ServeOptions misspelt;
  misspelt.address = "localhost.";
  struct Case {
    ServeOptions options;
    std::string_view why;
  };
  for (const Case& expected : {Case{taken, "in use"}, Case{misspelt, "isn't an IPv4 or IPv6"}}) {
    std::ostringstream out;
    std::ostringstream log;
    EXPECT_EQ(serve(expected.options, out, log), 3);
    EXPECT_EQ(out.str(), "");
    EXPECT_NE(log.str().find("can't listen on " + expected.options.address), std::string::npos);
    EXPECT_NE(log.str().find(expected.why), std::string::npos) << log.str();
  }
}

TEST(Serve, ListensOnIpv6WhereThereIsAny) {
  ServeOptions options;
  options.address = "::1";
  Server server(options);
  const auto failure = server.listen();
  if (failure) {
    EXPECT_EQ(failure->status, ServeStatus::not_served);
    EXPECT_NE(failure->reason.find("can't listen on ::1"), std::string::npos) << failure->reason;
  } else {
    EXPECT_EQ(server.url(), "http://[::1]:" + std::to_string(server.port()));
  }
}

}  // namespace
}  // namespace connectorgroup
