// JSON libraries as subjects: each reads and writes the bodies of the exchange as an ordinary user
// of it would. A text is accepted when the library parses it and the members that the contract
// requires are there with their types. Nothing else is looked at: undeclared members, duplicates,
// enumerations, annotations and read-only members pass.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "properties/subject.h"

namespace connectorgroup {

struct LibraryInfo {
  std::string_view name;     // as in "library:nlohmann"
  std::string version;       // the library's own word for it: "3.11.2"
  std::string_view use;      // one line: the functions and flags that read and write
  std::string_view nesting;  // one line: the depth at which it refuses a text, or that it has none
};

// The libraries that were built in, in a fixed order; there may be none.
std::span<const LibraryInfo> libraries();

struct MissingLibrary {
  std::string_view name;
  std::string_view package;  // of Debian: what to install before building again
};

// The libraries that are known but weren't there when this was built, in a fixed order.
std::span<const MissingLibrary> missing_libraries();

// The subject "library:<name>", or null when no library of this name was built in. `contract` must
// outlive it. It reads and writes every kind of body, writes Form::page with the library's pretty
// printer, and skips what a JSON library has no say in: the canonical form, messages, the exchange;
// simdjson skips all writing, since it has no writer for values that it didn't parse.
//
// Reading and writing don't throw but for a lack of memory. Where LibraryInfo::nesting says so, a
// text that nests deeply enough overflows the stack, as it would in the library's user.
std::unique_ptr<Subject> make_library_subject(std::string_view name, const Contract& contract);

}  // namespace connectorgroup
