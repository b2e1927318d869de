// The options that several commands have, as the user typed them, and what the commands make of
// them. What is wrong with an option is said in words, for CLI11's validators.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "properties/conformance/commands/commands.h"

namespace connectorgroup {

// What the user typed, before it is turned into what the commands take.
struct TypedOptions {
  std::string contract = "graph-2017";
  std::string corpus;  // empty: the project's own
  std::string color = "auto";
  std::string level;
  std::string timeout = "2s";
  std::string startup_timeout = "10s";
  int reject_exit = -1;
  std::string verb = "read-request";
  std::string allowed_host;
  std::vector<std::string> headers;
  std::string token_file;
  std::string ca_file;
  double rate = 0;
};

const std::map<std::string, Level>& levels();
const std::map<std::string, BodyKind>& oneshot_verbs();

// Of --timeout, of --report, and of that of power. Empty where they are right.
std::string duration_fault(const std::string& text);
std::string report_fault(const std::string& text);
std::string power_report_fault(const std::string& text);

// The path of this program.
std::filesystem::path own_program();

// REQUIRES: what was typed passed its validators.
CommonOptions common_options(const TypedOptions& typed, const std::string& subject);

}  // namespace connectorgroup
