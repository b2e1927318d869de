// The two contracts of POST /connectorGroups, as data: which members a body has, who sets them, and
// what they may hold. Both readers, the writer and the exchange are driven by these tables.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace connectorgroup {

// The declared properties of the resource. The values index Contract::members.
enum class MemberId : std::uint8_t {
  id,
  name,
  connector_group_type,
  is_default,
  region,
  applications,  // navigation property
  members,       // navigation property
};
inline constexpr std::size_t kMemberCount = 7;

// Their names, by MemberId. Contracts differ in what a member may do, not in what it is called.
inline constexpr std::array<std::string_view, kMemberCount> kMemberNames{
    "id", "name", "connectorGroupType", "isDefault", "region", "applications", "members"};

enum class ValueType : std::uint8_t { string, boolean, navigation };

// What a create request may do with a member.
enum class InRequest : std::uint8_t {
  required,
  optional,
  read_only,   // set by the service; the strict model refuses it (rule body.member.read-only)
  undeclared,  // not a property of this contract's resource
};

// What a returned object does with a member.
enum class InResponse : std::uint8_t {
  required,
  unread,  // undeclared or a navigation property: tolerated and skipped
};

struct MemberSpec {
  std::string_view name;
  ValueType type;
  InRequest request;
  InResponse response;
  bool nullable;
  // The enumeration's members, or empty where any string will do.
  std::span<const std::string_view> values;
  // The enumeration may grow (it has the sentinel `unknownFutureValue`): a response keeps values
  // that it doesn't know, raw. A closed one is checked in responses as well.
  bool evolvable;
};

struct Contract {
  std::string_view id;    // "graph-2017"
  std::string_view path;  // below the version segment: "/connectorGroups"
  // What the first segment of a path may be; the first of them is what is written by default.
  std::span<const std::string_view> version_segments;
  // The fragment of a context URL that names the collection (OData Protocol 4.01 section 10):
  // "connectorGroups".
  std::string_view context_fragment;
  std::string_view origin;  // where its statements come from, one line
  std::span<const MemberSpec, kMemberCount> members;
  // The first is what the documentation says and what is expected by default; any further ones were
  // seen live and can be selected.
  std::span<const int> success_statuses;

  const MemberSpec& member(MemberId member_id) const {
    return members[static_cast<std::size_t>(member_id)];
  }
};

// The value that says "newer than this client" in an evolvable enumeration; a request must not send
// it.
inline constexpr std::string_view kUnknownFutureValue = "unknownFutureValue";

// The value of @odata.type for this resource.
inline constexpr std::string_view kResourceType = "#microsoft.graph.connectorGroup";

// The page's contract: the documentation as of 2017. The default everywhere.
const Contract& graph_2017();
// Today's documentation and metadata (beta).
const Contract& graph_beta();
std::span<const Contract> contracts();

// The contract with this id, or null.
const Contract* find_contract(std::string_view id);

}  // namespace connectorgroup
