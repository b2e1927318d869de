#include "properties/conformance/misbehaviours.h"

#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include "model/contract.h"
#include "properties/conformance/responder.h"
#include "properties/subjects/pipe/line_protocol.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

constexpr std::array kPlanned{
    PlannedMisbehaviour{"well-behaved", "Answers as the model.", Outcome::pass, std::nullopt},
    PlannedMisbehaviour{"stderr-noise", "Answers as the model, and floods its standard error.",
                        Outcome::pass, std::nullopt},
    PlannedMisbehaviour{"carriage-returns", "Answers as the model, with CR before each LF.",
                        Outcome::pass, std::nullopt},
    PlannedMisbehaviour{"always-accept",
                        "Accepts everything, what is wrong as {\"name\":\"sales\"}.",
                        Outcome::untestable, std::nullopt},
    PlannedMisbehaviour{"always-reject", "Refuses everything.", Outcome::untestable, std::nullopt},
    PlannedMisbehaviour{"skip-all", "Skips everything.", Outcome::untestable, std::nullopt},
    PlannedMisbehaviour{"crash-by-signal", "Dies of a signal.", Outcome::crash,
                        Misbehaviour::crash},
    PlannedMisbehaviour{"crash-by-exit-1", "Ends with exit status 1, as on an uncaught exception.",
                        Outcome::crash, Misbehaviour::crash},
    PlannedMisbehaviour{"early-exit", "Ends with exit status 0 and owes an answer.", Outcome::crash,
                        Misbehaviour::early_exit},
    PlannedMisbehaviour{"closed-pipe", "Closes its standard output and lives on.", Outcome::crash,
                        Misbehaviour::closed_pipe},
    PlannedMisbehaviour{"hang", "Never answers.", Outcome::timeout, Misbehaviour::hang},
    PlannedMisbehaviour{"slow-drip", "Answers with an octet from time to time.", Outcome::timeout,
                        Misbehaviour::slow_drip},
    PlannedMisbehaviour{"flood", "Answers without end.", Outcome::protocol_error,
                        Misbehaviour::flood},
    PlannedMisbehaviour{"garbage", "Answers with a word that is no verdict.",
                        Outcome::protocol_error, Misbehaviour::garbage},
    PlannedMisbehaviour{"bad-hex", "Answers with digits that aren't.", Outcome::protocol_error,
                        Misbehaviour::garbage},
    PlannedMisbehaviour{"two-answers", "Answers twice.", Outcome::protocol_error,
                        Misbehaviour::garbage},
    PlannedMisbehaviour{"wrong-id", "Answers to another request.", Outcome::protocol_error,
                        Misbehaviour::wrong_id},
    PlannedMisbehaviour{"own-error", "Says that it failed itself.", Outcome::protocol_error,
                        Misbehaviour::own_error},
};

void say(std::string_view text) { std::cout << text << std::flush; }

[[noreturn]] void sleep_on() {
  while (true) std::this_thread::sleep_for(1h);
}

[[noreturn]] void drip(std::string_view id) {
  say(std::string(id) + " acc");
  while (true) {
    std::this_thread::sleep_for(50ms);
    say("e");
  }
}

[[noreturn]] void flood(std::string_view id) {
  say(std::string(id) + " accept name=s:");
  const std::string digits(65536, '6');
  while (std::cout) say(digits);
  std::_Exit(1);
}

// What ends or holds up the program instead of an answer.
void fail_to_answer(std::string_view how, std::string_view id) {
  if (how == "crash-by-signal") {
    std::signal(SIGABRT, SIG_DFL);
    std::abort();
  }
  if (how == "crash-by-exit-1") std::_Exit(1);
  if (how == "early-exit") std::_Exit(0);
  if (how == "closed-pipe") ::close(STDOUT_FILENO);
  if (how == "closed-pipe" || how == "hang") sleep_on();
  if (how == "slow-drip") drip(id);
  if (how == "flood") flood(id);
}

std::string answer(std::string_view how, std::string_view id, const std::string& right) {
  const std::string begin = std::string(id) + " ";
  if (how == "stderr-noise") std::cerr << std::string(65536, 'x') << std::endl;
  if (how == "carriage-returns") return right + "\r\n";
  if (how == "always-accept" && !right.starts_with(begin + "accept")) {
    return begin + "accept name=s:73616c6573\n";
  }
  if (how == "always-reject") return begin + "reject\n";
  if (how == "skip-all") return begin + "skip\n";
  if (how == "garbage") return begin + "perhaps\n";
  if (how == "bad-hex") return begin + "accept name=s:7\n";
  if (how == "two-answers") return right + "\n" + right + "\n";
  if (how == "wrong-id") return "x" + right + "\n";
  if (how == "own-error") return begin + "error\n";
  return right + "\n";
}

}  // namespace

std::span<const PlannedMisbehaviour> planned_misbehaviours() { return kPlanned; }

const PlannedMisbehaviour* find_planned(std::string_view name) {
  for (const PlannedMisbehaviour& planned : kPlanned) {
    if (planned.name == name) return &planned;
  }
  return nullptr;
}

int misbehave(const PlannedMisbehaviour& planned) {
  const std::unique_ptr<Subject> model = make_whole_model(graph_2017());
  for (std::string line; std::getline(std::cin, line);) {
    const auto request = line_protocol::parse_request(line);
    if (!request) return 1;
    const std::string right = respond(*model, line);
    // It begins as it should, so that what is asked is what it fails on.
    if (request->verb == "hello") {
      say(right + "\n");
      continue;
    }
    fail_to_answer(planned.name, request->id);
    say(answer(planned.name, request->id, right));
  }
  return 0;
}

}  // namespace connectorgroup
