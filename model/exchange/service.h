// A service that answers requests on connectorGroups: the reference implementation of the
// exchange, and what everything else can be pointed at. It is pure: the answer depends on the
// options, the state, the request and the identifiers that the caller supplies; it knows no clock,
// no socket and nothing global. So it sends no Date, which RFC 9110 section 6.6.1 allows to a
// server without a clock.
//
// P is the contract's path below a version segment.
//
//   POST P          201 (or another status of the contract's) with the group, Location and ETag
//   GET P           200 with all groups in the order of their creation; $top, $skip and $count
//   GET P/{id}      200 with the group and ETag; also P('id'). 304 where If-None-Match has its tag
//   PATCH P/{id}    200 with the group as it is then
//   DELETE P/{id}   204
//   HEAD            as GET, without content
//
// A request is refused for the first of these: method that isn't known (501), path (404), method
// of the path (405 with Allow), credentials (401, or 400 for malformed ones, with
// WWW-Authenticate), query options that aren't offered (501) or are malformed (400), an item that
// isn't there (404), a length that is missing (411), Content-Encoding and Content-Type (415, or
// 400 for a malformed one), a precondition (428 where one is asked for, 412 where it fails), size
// (413), the body (400). Each refusal carries an error object: its code is the status in camel
// case, its message begins with the id of a rule of the table, its target is the member or field
// at fault. Where no rule of a request is broken (an unknown item, say), the rule is
// exchange.write.status.
//
// Decisions. A path that isn't the contract's is 404, though Graph says 400. A scheme other than
// Bearer counts as no credentials (RFC 6750 section 3.1). Query options without a dollar sign are
// passed over; system query options are answered, or refused with 501 (OData Protocol 4.01 section
// 9.3.1). Entity tags are strong and count the changes of a group. A request's charset, Accept,
// Prefer and OData-MaxVersion change nothing. In an update, unknownFutureValue leaves the member as
// it is. What a create leaves out is applicationProxy, false and null.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/limits.h"
#include "model/contract.h"
#include "model/exchange/service_state.h"
#include "model/http/message.h"
#include "model/violation.h"

namespace connectorgroup {

// Where the ids of new groups come from.
class Identifiers {
 public:
  virtual ~Identifiers() = default;
  // A string that no group of the state has: well-formed UTF-8 without noncharacters, not empty.
  virtual std::string next() = 0;
};

// "00000000-0000-0000-0000-000000000001" and so on: looks like what the service gives.
class CountedIdentifiers : public Identifiers {
 public:
  std::string next() override;

 private:
  std::uint64_t count_ = 0;
};

struct ServiceOptions {
  const Contract* contract = &graph_2017();
  // Of a create; 0: the contract's first. REQUIRES: one of the contract's.
  int create_status = 0;
  // What stands before the version in addresses, a URI without a slash at its end, or empty: then
  // Location and contexts are relative.
  std::string root = "https://graph.microsoft.com";
  std::string realm = "graph.microsoft.com";  // printable ASCII without quotes and backslashes
  // The tokens that are taken; empty: any that is well-formed.
  std::vector<std::string> tokens;
  // Whether updates and deletes without If-Match are refused.
  bool match_required = false;
  Limits limits;
};

class Service {
 public:
  explicit Service(ServiceOptions options = {});
  ~Service();
  Service(Service&&) noexcept;
  Service& operator=(Service&&) noexcept;

  const ServiceOptions& options() const;

  // The answer to a request that MessageReader accepts. Its Content-Length is the writer's to add,
  // but in an answer to HEAD, which has it and no content. Time O(request + answer), and O(log n)
  // in the n groups.
  Response step(ServiceState& state, const RequestView& request, Identifiers& identifiers);

  // The answer to octets that aren't a request.
  Response refuse(ServiceState& state, int status, const Violation& violation);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace connectorgroup
