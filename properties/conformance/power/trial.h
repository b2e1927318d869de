// One planted fault put to one driver: does the suite find it, and how soon?
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "properties/conformance/cases.h"
#include "properties/faults/every_fault.h"

namespace connectorgroup {

enum class Driver : std::uint8_t {
  cases,       // the cases of a run, judged
  laws,        // the laws of the fault's room on the files of the corpus
  exhaustive,  // the laws on every small input
  random,      // the laws on inputs by this project's generators
  arbitrary,   // a control: the laws on RapidCheck's own strings
  fuzz,        // the fuzz target of the room, from the committed corpus
};
inline constexpr std::array<Driver, 6> kDrivers{Driver::cases,      Driver::laws,
                                                Driver::exhaustive, Driver::random,
                                                Driver::arbitrary,  Driver::fuzz};

// Whose laws faults are held to.
inline constexpr std::array<std::string_view, 4> kPowerRooms{"body", "http", "exchange", "service"};
std::string_view name(Driver driver);
std::optional<Driver> find_driver(std::string_view name);
// A driver that has no seeds tries once.
bool has_seeds(Driver driver);

// What each driver may try. Never a time: what is found mustn't depend on the machine.
struct Budget {
  std::uint64_t seeds = 5;             // 1, 2, ...
  std::uint64_t inputs = 10'000;       // of random and arbitrary, for each seed
  std::uint64_t executions = 200'000;  // of fuzz, for each seed
  std::uint64_t length = 3;            // of exhaustive: tokens of the longest bodies

  friend bool operator==(const Budget&, const Budget&) = default;
};

// One run of a driver.
struct TrialRun {
  std::uint64_t seed = 0;              // 0: the driver has none
  std::optional<std::uint64_t> found;  // the number of the case, input or execution, from 1
  std::uint64_t tried = 0;             // up to what was found
  std::string by;                      // what found it: a case, a law
  std::uint64_t asked = 0;             // random, arbitrary: questions to the subject
  std::uint64_t different = 0;         // and those that the model answers otherwise

  friend bool operator==(const TrialRun&, const TrialRun&) = default;
};

struct Trial {
  std::string fault;  // its id; of the control without one, "model:" and the room
  Driver driver = Driver::cases;
  std::vector<TrialRun> runs;
  // cases: the groups that failed, with how many of their cases. laws: each law that broke, with
  // the number of the first file.
  std::map<std::string, std::uint64_t> found_by;
  std::uint64_t crashes = 0;  // cases: those in which the subject died or hung

  friend bool operator==(const Trial&, const Trial&) = default;
};

// What every trial needs: made once.
struct TrialGround {
  std::filesystem::path corpus;
  Budget budget;
};

// The contract under which a fault shows: a rule's is the first whose cases have it, a planted
// fault's that of its witness.
const Contract& contract_of(const Fault& fault, const std::filesystem::path& corpus);

// Of a driver in this process: not fuzz. `fault` null: the model itself.
Trial try_fault(const Fault* fault, std::string_view room, Driver driver,
                const TrialGround& ground);

}  // namespace connectorgroup
