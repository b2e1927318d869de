// Subjects by name, as users say them:
//
//   model                the strict model
//   fault:RULE[,RULE]    the model with these rules ignored
//   exec:COMMAND         a program that speaks the line protocol; words as in a shell, but no shell
//   oneshot:COMMAND      a program that is started for each text
//   lib:PATH             a shared library that implements implementation.h (subjects/own/)
//   library:NAME         a JSON library, as an ordinary user of it would use it
//   http://HOST:PORT/..  a server, and https://
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/contract.h"
#include "model/rule.h"
#include "properties/conformance/runner.h"
#include "properties/subjects/http/http_subject.h"
#include "properties/subjects/pipe/oneshot_subject.h"

namespace connectorgroup {

struct SubjectOptions {
  const Contract* contract = &graph_2017();
  OneshotOptions oneshot;   // its timeouts are those of exec and servers as well
  HttpSubjectOptions http;  // but for its URL, contract, timeouts and run
  // Of lib: the path of cgconform, which is started to answer for the library in a process of its
  // own; empty in that process, where the library is loaded.
  std::string library_host;
};

struct NamedSubject {
  std::string spec;
  SubjectFactory make;
  // The level that it is held to unless asked otherwise: the model and its faults claim to be
  // strict in all, others are held to what is required.
  Level level = Level::required;
  // How a shell starts it for one line of the protocol on its input: "python3 mine.py". Empty where
  // it isn't a program.
  std::string command;
  // It answers whole HTTP requests and nothing else (cases_for_server() of cases.h).
  bool is_server = false;
  // Of a server: what it was left with so far, since it couldn't be deleted. One line each.
  std::function<std::vector<std::string>()> leftovers = [] { return std::vector<std::string>(); };
};

// The subject, or why there is none of this name.
std::variant<NamedSubject, std::string> find_subject(std::string_view spec,
                                                     const SubjectOptions& options);

}  // namespace connectorgroup
