#include "model/contract.h"

#include <array>

namespace connectorgroup {
namespace {

constexpr std::array<std::string_view, 0> kAnyString{};
constexpr std::array<std::string_view, 1> kConnectorGroupTypes{"applicationProxy"};
constexpr std::array<std::string_view, 5> kRegions{"nam", "eur", "aus", "asia", "ind"};

// unreachable from here: the compiler alone runs it, for constants
constexpr std::string_view named(MemberId member_id) {
  return kMemberNames[static_cast<std::size_t>(member_id)];
}
// unreachable to here

constexpr MemberSpec kApplications{named(MemberId::applications),
                                   ValueType::navigation,
                                   InRequest::read_only,
                                   InResponse::unread,
                                   false,
                                   kAnyString,
                                   false};
constexpr MemberSpec kMembers{named(MemberId::members),
                              ValueType::navigation,
                              InRequest::read_only,
                              InResponse::unread,
                              false,
                              kAnyString,
                              false};

// The page types connectorGroupType as a plain string: "connectorGroupType-value" is a legal value.
constexpr std::array<MemberSpec, kMemberCount> kMembers2017{{
    {named(MemberId::id), ValueType::string, InRequest::read_only, InResponse::required, false,
     kAnyString, false},
    {named(MemberId::name), ValueType::string, InRequest::required, InResponse::required, false,
     kAnyString, false},
    {named(MemberId::connector_group_type), ValueType::string, InRequest::optional,
     InResponse::required, false, kAnyString, false},
    {named(MemberId::is_default), ValueType::boolean, InRequest::optional, InResponse::required,
     false, kAnyString, false},
    {named(MemberId::region), ValueType::string, InRequest::undeclared, InResponse::unread, false,
     kAnyString, false},
    kApplications,
    kMembers,
}};

constexpr std::array<MemberSpec, kMemberCount> kMembersBeta{{
    {named(MemberId::id), ValueType::string, InRequest::read_only, InResponse::required, false,
     kAnyString, false},
    {named(MemberId::name), ValueType::string, InRequest::required, InResponse::required, false,
     kAnyString, false},
    {named(MemberId::connector_group_type), ValueType::string, InRequest::read_only,
     InResponse::required, false, kConnectorGroupTypes, false},
    {named(MemberId::is_default), ValueType::boolean, InRequest::read_only, InResponse::required,
     false, kAnyString, false},
    {named(MemberId::region), ValueType::string, InRequest::optional, InResponse::required, true,
     kRegions, true},
    kApplications,
    kMembers,
}};

// The page leaves the version open ("{ver}") and says what beta means; v1.0 was the other version
// of the service in 2017. Today's documentation and metadata have the resource in beta alone.
constexpr std::array<std::string_view, 2> kVersions2017{"beta", "v1.0"};
constexpr std::array<std::string_view, 1> kVersionsBeta{"beta"};

constexpr std::array<int, 1> kStatuses2017{201};
constexpr std::array<int, 2> kStatusesBeta{201, 200};

constexpr std::array<Contract, 2> kContracts{{
    {"graph-2017", "/connectorGroups", kVersions2017, "connectorGroups",
     "documentation page of 2017-08-07", kMembers2017, kStatuses2017},
    {"graph-beta", "/onPremisesPublishingProfiles/applicationProxy/connectorGroups", kVersionsBeta,
     "onPremisesPublishingProfiles('applicationProxy')/connectorGroups",
     "documentation and metadata of 2026-08, beta endpoint", kMembersBeta, kStatusesBeta},
}};

}  // namespace

const Contract& graph_2017() { return kContracts[0]; }
const Contract& graph_beta() { return kContracts[1]; }
std::span<const Contract> contracts() { return kContracts; }

const Contract* find_contract(std::string_view id) {
  for (const Contract& contract : kContracts) {
    if (contract.id == id) return &contract;
  }
  return nullptr;
}

}  // namespace connectorgroup
