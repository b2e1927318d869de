// The service against a plain map, by RapidCheck: sequences of commands that shrink to the shortest
// one which is answered wrongly. Each command goes over the octets of a connection, and after each
// one the groups of both are the same.
//
// Seed and number of cases are fixed here: this driver repeats itself exactly. (The law
// service.agrees-with-map does the same for commands that are derived from any bytes.)

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/state.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "model/exchange/connection.h"
#include "properties/escaped.h"
#include "properties/generators/values.h"
#include "properties/plain_service.h"
#include "properties/service_laws.h"

namespace connectorgroup {
namespace {

constexpr std::uint64_t kSeed = 20170807;  // the day of the page's last change
constexpr int kCases = 400;
constexpr int kCommandsMost = 60;  // RapidCheck's size, which is about the length of a sequence
constexpr std::size_t kOfEachKindMin = 100;
constexpr std::size_t kOfEachStatusMin = 20;

// A service and one connection to it.
struct Served {
  explicit Served(const Contract& contract)
      : service(options_for(contract)), connection(service, state, identifiers) {}

  static ServiceOptions options_for(const Contract& contract) {
    ServiceOptions options;
    options.contract = &contract;
    return options;
  }

  Service service;
  ServiceState state;
  CountedIdentifiers identifiers;
  Connection connection;
};

// What the run has met, so that a generator that drifts fails the test.
struct Met {
  std::map<CommandKind, std::size_t> kinds;
  std::map<int, std::size_t> statuses;
};

struct Model {
  const Contract* contract;
  PlainService plain;
  Met* met;
};

std::vector<ConnectorGroup> groups_of(const ServiceState& state) {
  std::vector<ConnectorGroup> groups;
  for (const auto& [created, stored] : state.groups()) groups.push_back(stored.group);
  return groups;
}

std::vector<ConnectorGroup> groups_of(PlainService plain) {
  PlainCommand list;
  list.kind = CommandKind::list;
  return plain.answer(list).groups;
}

template <class Value>
rc::Gen<std::optional<Value>> maybe(rc::Gen<Value> value) {
  return rc::gen::oneOf(rc::gen::just(std::optional<Value>()),
                        rc::gen::map(std::move(value), [](Value made) {
                          return std::optional<Value>(std::move(made));
                        }));
}

class Ask : public rc::state::Command<Model, Served> {
 public:
  // Chosen for a service in this state: most numbers are those of groups that were created.
  explicit Ask(const Model& model) : contract_(model.contract) {
    command_.kind = static_cast<CommandKind>(*rc::gen::weightedElement<int>(
        {{5, 0}, {2, 1}, {1, 2}, {4, 3}, {2, 4}, {1, 5}, {1, 6}, {1, 7}, {1, 8}}));
    command_.number = *rc::gen::inRange<std::size_t>(1, model.plain.size() + 2);
    const bool creates = command_.kind == CommandKind::create;
    command_.name = creates ? std::optional(*generators::text()) : *maybe(generators::text());
    if (model.contract->member(MemberId::region).request == InRequest::optional) {
      command_.region = *maybe(
          rc::gen::elementOf(std::vector<std::string>{"", "nam", "eur", "aus", "asia", "ind"}));
    } else {
      command_.is_default = *maybe(rc::gen::arbitrary<bool>());
    }
    command_.if_version = *rc::gen::weightedOneOf<std::optional<std::uint64_t>>(
        {{3, rc::gen::just(std::optional<std::uint64_t>())},
         {1, maybe(rc::gen::inRange<std::uint64_t>(1, 4))}});
  }

  void apply(Model& model) const override { model.plain.answer(command_); }

  void run(const Model& before, Served& served) const override {
    PlainService after = before.plain;
    const PlainAnswer due = after.answer(command_);
    ++before.met->kinds[command_.kind];
    ++before.met->statuses[due.status];
    std::string out;
    served.connection.receive(octets_of(command_, *before.contract), out);
    const Dialogue dialogue = read_dialogue(octets_of(command_, *before.contract), out);
    RC_ASSERT(!dialogue.broken);
    RC_ASSERT(dialogue.exchanges.size() == 1u);
    const Broken broken = judge_answer(due, dialogue.exchanges[0].response, *before.contract);
    if (broken) RC_FAIL(*broken + "; answered by " + escaped(out));
    RC_ASSERT(groups_of(served.state) == groups_of(after));
    RC_ASSERT(!served.connection.is_closed());
  }

  void show(std::ostream& out) const override { out << escaped(octets_of(command_, *contract_)); }

 private:
  const Contract* contract_;
  PlainCommand command_;
};

class SilentListener : public rc::detail::TestListener {
 public:
  void onTestCaseFinished(const rc::detail::CaseDescription&) override {}
  void onShrinkTried(const rc::detail::CaseDescription&, bool) override {}
  void onTestFinished(const rc::detail::TestMetadata&, const rc::detail::TestResult&) override {}
};

void expect_agreement(const Contract& contract) {
  Met met;
  const auto property = rc::detail::toProperty([&] {
    Served served(contract);
    const Model model{&contract, PlainService(contract), &met};
    rc::state::check(model, served, [](const Model& state) {
      return rc::gen::exec([state] {
        return std::shared_ptr<const rc::state::Command<Model, Served>>(
            std::make_shared<Ask>(state));
      });
    });
  });
  rc::detail::TestMetadata metadata;
  metadata.id = "service commands";
  rc::detail::TestParams params;
  params.seed = kSeed;
  params.maxSuccess = kCases;
  params.maxSize = kCommandsMost;
  SilentListener listener;
  const rc::detail::TestResult result =
      rc::detail::checkProperty(property, metadata, params, listener, {});
  std::ostringstream shown;
  rc::detail::printResultMessage(result, shown);
  rc::detail::SuccessResult success;
  ASSERT_TRUE(result.match(success)) << shown.str();
  EXPECT_EQ(success.numSuccess, kCases);
  for (std::size_t kind = 0; kind < kCommandKindCount; ++kind) {
    EXPECT_GE(met.kinds[static_cast<CommandKind>(kind)], kOfEachKindMin) << kind;
  }
  for (const int status : {200, 201, 204, 400, 401, 404, 405, 412}) {
    EXPECT_GE(met.statuses[status], kOfEachStatusMin) << status;
  }
}

TEST(ServiceCommands, AgreeWithAPlainMapUnderThePagesContract) { expect_agreement(graph_2017()); }

TEST(ServiceCommands, AgreeWithAPlainMapUnderTodaysContract) { expect_agreement(graph_beta()); }

}  // namespace
}  // namespace connectorgroup
