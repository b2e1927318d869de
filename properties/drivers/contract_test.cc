// The two contracts, as their sources have them: the documentation page of 2017, and today's
// documentation and metadata. Readers, writers and services are driven by these tables: what one
// says is never changed by the way.
#include "model/contract.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/reference_reader.h"

namespace connectorgroup {
namespace {

using Strings = std::vector<std::string_view>;

// MemberSpec, with its values compared one by one.
struct Known {
  std::string_view name;
  ValueType type;
  InRequest request;
  InResponse response;
  bool nullable = false;
  Strings values = {};
  bool evolvable = false;

  friend bool operator==(const Known&, const Known&) = default;
};

void PrintTo(const Known& known, std::ostream* out) {
  *out << known.name << ": type " << static_cast<int>(known.type) << ", in requests "
       << static_cast<int>(known.request) << ", in responses " << static_cast<int>(known.response)
       << (known.nullable ? ", nullable" : "") << (known.evolvable ? ", evolvable" : "");
  for (const std::string_view value : known.values) *out << ' ' << value;
}

std::vector<Known> members_of(const Contract& contract) {
  std::vector<Known> members;
  for (const MemberSpec& spec : contract.members) {
    members.push_back({spec.name, spec.type, spec.request, spec.response, spec.nullable,
                       Strings(spec.values.begin(), spec.values.end()), spec.evolvable});
  }
  return members;
}

constexpr auto kString = ValueType::string;
constexpr auto kBoolean = ValueType::boolean;

const Known kApplications{"applications", ValueType::navigation, InRequest::read_only,
                          InResponse::unread};
const Known kMembers{"members", ValueType::navigation, InRequest::read_only, InResponse::unread};

TEST(Contract, Of2017IsThatOfThePage) {
  EXPECT_EQ(members_of(graph_2017()),
            (std::vector<Known>{
                {"id", kString, InRequest::read_only, InResponse::required},
                {"name", kString, InRequest::required, InResponse::required},
                {"connectorGroupType", kString, InRequest::optional, InResponse::required},
                {"isDefault", kBoolean, InRequest::optional, InResponse::required},
                {"region", kString, InRequest::undeclared, InResponse::unread},
                kApplications,
                kMembers}));
}

TEST(Contract, OfBetaIsThatOfTodaysMetadata) {
  EXPECT_EQ(members_of(graph_beta()),
            (std::vector<Known>{{"id", kString, InRequest::read_only, InResponse::required},
                                {"name", kString, InRequest::required, InResponse::required},
                                {"connectorGroupType",
                                 kString,
                                 InRequest::read_only,
                                 InResponse::required,
                                 false,
                                 {"applicationProxy"}},
                                {"isDefault", kBoolean, InRequest::read_only, InResponse::required},
                                {"region",
                                 kString,
                                 InRequest::optional,
                                 InResponse::required,
                                 true,
                                 {"nam", "eur", "aus", "asia", "ind"},
                                 true},
                                kApplications,
                                kMembers}));
}

TEST(Contract, SaysWhereTheResourceIsAndHowACreateEnds) {
  const auto strings = [](std::span<const std::string_view> all) {
    return Strings(all.begin(), all.end());
  };
  const auto statuses = [](const Contract& contract) {
    return std::vector<int>(contract.success_statuses.begin(), contract.success_statuses.end());
  };
  EXPECT_EQ(graph_2017().path, "/connectorGroups");
  EXPECT_EQ(strings(graph_2017().version_segments), (Strings{"beta", "v1.0"}));
  EXPECT_EQ(graph_2017().context_fragment, "connectorGroups");
  EXPECT_EQ(statuses(graph_2017()), (std::vector<int>{201}));
  EXPECT_EQ(graph_beta().path, "/onPremisesPublishingProfiles/applicationProxy/connectorGroups");
  EXPECT_EQ(strings(graph_beta().version_segments), (Strings{"beta"}));
  EXPECT_EQ(graph_beta().context_fragment,
            "onPremisesPublishingProfiles('applicationProxy')/connectorGroups");
  EXPECT_EQ(statuses(graph_beta()), (std::vector<int>{201, 200}));
}

TEST(Contract, IsFoundByItsId) {
  ASSERT_EQ(contracts().size(), 2u);
  EXPECT_EQ(&contracts()[0], &graph_2017());
  EXPECT_EQ(&contracts()[1], &graph_beta());
  for (const Contract& contract : contracts()) {
    EXPECT_EQ(find_contract(contract.id), &contract);
    EXPECT_FALSE(contract.origin.empty());
  }
  EXPECT_EQ(graph_2017().id, "graph-2017");
  EXPECT_EQ(graph_beta().id, "graph-beta");
  for (const std::string_view id : {"", "graph", "graph-2018", "GRAPH-2017"}) {
    EXPECT_EQ(find_contract(id), nullptr) << id;
  }
}

// Who reads with rules ignored may rely on what isn't there being nothing.
TEST(Contract, LeavesMembersEmptyThatAreMissingWhereThatIsIgnored) {
  for (const Contract& contract : contracts()) {
    ReferenceReader reader(contract, {}, RuleSet(Rule::body_member_missing));
    const Result<ConnectorGroup> read = reader.read_response("{}");
    ASSERT_TRUE(read.accepted());
    EXPECT_EQ(read.value().id, "");
    EXPECT_EQ(read.value().name, "");
    EXPECT_EQ(read.value().connector_group_type, "");
    EXPECT_FALSE(read.value().is_default);
    EXPECT_FALSE(read.value().region.has_value());
  }
}

TEST(Contract, HasEachMemberUnderItsName) {
  for (const Contract& contract : contracts()) {
    for (std::size_t i = 0; i < kMemberCount; ++i) {
      const MemberSpec& spec = contract.member(static_cast<MemberId>(i));
      EXPECT_EQ(&spec, &contract.members[i]);
      EXPECT_EQ(spec.name, kMemberNames[i]);
    }
  }
}

}  // namespace
}  // namespace connectorgroup
