// What the clients of a server sent, judged, and written as lines of JSON:
//
//   {"connection":1,"request":2,"method":"POST","target":"/beta/connectorGroups","octets":212,
//    "violations":[{"rule":"json.object.trailing-comma","offset":210,"sentence":"..."}]}
//
// on one line each. Connections count from 1 in the order in which they were accepted, requests
// from 1 on each. Method and target are null where the request's first line wasn't one. A
// violation's offset counts from the request's first octet; it has a "member" where the rule is
// about a member or field. `octets` are those that were received.
//
// A request that was refused before its end is judged when its connection ends, with what the
// client sent after it (the first MiB), so that the verdict doesn't depend on how the octets were
// cut into pieces. Such lines come later than their numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "model/exchange/create.h"

namespace connectorgroup {

class RequestRecord {
 public:
  // REQUIRES: `contract` outlives it.
  RequestRecord(const Contract& contract, const ExchangeLimits& limits)
      : contract_(contract), limits_(limits) {}

  // From now on lines go to this file, which is replaced. False, and fault() says why: it can't be
  // opened. Without a file requests are only counted.
  bool open(const std::filesystem::path& path);

  // Judges one request, and writes its line through to the file.
  void add(std::uint64_t connection, std::uint64_t request, std::string_view octets);

  std::size_t requests() const { return requests_; }
  std::size_t requests_with_violations() const { return requests_with_violations_; }

  // The first thing that kept a line from being written; for people.
  const std::optional<std::string>& fault() const { return fault_; }

 private:
  void write(const std::string& line);

  const Contract& contract_;
  ExchangeLimits limits_;
  std::filesystem::path path_;
  std::ofstream file_;
  std::size_t requests_ = 0;
  std::size_t requests_with_violations_ = 0;
  std::optional<std::string> fault_;
};

}  // namespace connectorgroup
