// Which bodies of a page the audit holds to the contract, to which one, and what it finds in them.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "model/page/audit.h"
#include "properties/drivers/audited_pages.h"

namespace connectorgroup {
namespace {

using namespace audited;

const std::string kBetaPath = "/onPremisesPublishingProfiles/applicationProxy/connectorGroups";
const std::string kGroupType = R"(, "@odata.type": "microsoft.graph.connectorGroup")";

std::string exchange(std::string_view method, std::string_view target,
                     std::string_view response_body, std::string_view members = kGroupType) {
  return request(std::string(method) + " " + std::string(target) + " HTTP/1.1\nHost: a\n\n") +
         response("HTTP/1.1 200 OK\nContent-Type: application/json\n\n" +
                      std::string(response_body) + "\n",
                  members);
}

std::vector<std::string> contract_faults(std::string_view page, const AuditOptions& options = {}) {
  std::vector<std::string> found;
  for (const AuditFinding& finding : audit_page(page, options)) {
    if (finding.check != PageCheck::body_contract) continue;
    found.push_back(finding.declared + ": " + std::string(row(*finding.rule).id));
  }
  return found;
}

using Faults = std::vector<std::string>;

TEST(PageContract, IsThatOfThePath) {
  const std::string body =
      R"({"id": "a", "name": "b", "connectorGroupType": "c", "isDefault": true})";
  EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1", body)), Faults{});
  EXPECT_EQ(contract_faults(exchange("GET", "https://a/beta/connectorGroups/1?$select=id", body)),
            Faults{});
  const Faults beta{"graph-beta, connectorGroupType: body.enum.undeclared",
                    "graph-beta, region: body.member.missing"};
  EXPECT_EQ(contract_faults(exchange("GET", kBetaPath + "/1", body)), beta);
  EXPECT_EQ(contract_faults(exchange("GET", "https://a/{ver}" + kBetaPath + "/1", body)), beta);
  EXPECT_EQ(contract_faults(exchange("PATCH", kBetaPath + "/1", body)), beta);
  EXPECT_EQ(contract_faults(exchange("GET", kBetaPath + "('1')", body)), beta);
}

TEST(PageContract, CanBeChosen) {
  const std::string body =
      R"({"id": "a", "name": "b", "connectorGroupType": "c", "isDefault": true})";
  EXPECT_EQ(contract_faults(exchange("GET", kBetaPath + "/1", body), {&graph_2017()}), Faults{});
  EXPECT_EQ(
      contract_faults(exchange("GET", "/applications/1/connectorGroup", body), {&graph_beta()}),
      (Faults{"graph-beta, connectorGroupType: body.enum.undeclared",
              "graph-beta, region: body.member.missing"}));
}

TEST(PageContract, IsThatOfThePageWhereTheRequestNamesNone) {
  const std::string body =
      R"({"id": "a", "name": "b", "connectorGroupType": "c", "isDefault": true})";
  const std::string other = exchange("GET", "/applications/1/connectorGroup", body);
  EXPECT_EQ(contract_faults(other), Faults{});
  EXPECT_EQ(contract_faults(comment(R"("blockType": "ignored")") +
                            fence("GET " + kBetaPath + "\n") + other)
                .size(),
            2u);
}

TEST(PageContract, IsNotThatOfOtherResources) {
  for (const std::string_view target : {"/connectorGroups/1/members", "/connectorGroup",
                                        "/a/b/connectorGroups", "/connectorGroupsX", "/groups"}) {
    EXPECT_EQ(contract_faults(exchange("GET", target, "{}", "")), Faults{}) << target;
  }
  EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1", "{}",
                                     R"(, "@odata.type": "microsoft.graph.connector")")),
            Faults{});
  EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1", "{}", "")).size(), 4u);
  EXPECT_EQ(contract_faults(exchange("GET", "/groups", "{}",
                                     R"(, "@odata.type": "#microsoft.graph.connectorGroup")"))
                .size(),
            4u);
}

TEST(PageContract, IsThatOfACollectionWhereOneIsMeant) {
  const std::string body = R"({"value": [{"id": "a", "name": 1}]})";
  const Faults expected{"graph-2017, name: body.member.type",
                        "graph-2017, connectorGroupType: body.member.missing",
                        "graph-2017, isDefault: body.member.missing"};
  EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups", body)), expected);
  EXPECT_EQ(contract_faults(exchange("GET", "/a", body, kGroupType + R"(, "isCollection": true)")),
            expected);
  EXPECT_EQ(
      contract_faults(exchange(
          "GET", "/a", body, R"x(, "@odata.type": "Collection(microsoft.graph.connectorGroup)")x")),
      expected);
}

TEST(PageContract, LetsATruncatedBodyLackMembers) {
  EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1", R"({"id": null})",
                                     kGroupType + R"(, "truncated": true)")),
            (Faults{"graph-2017, id: body.member.null"}));
}

TEST(PageContract, FindsEveryMemberThatIsAtFault) {
  const std::string page =
      request("POST " + kBetaPath +
              " HTTP/1.1\nHost: a\nContent-Type: application/json\n\n"
              R"({"name": 1, "isDefault": true, "id": "a", "x": 1, "y": 2, "region": "mars", )"
              R"("members@odata.bind": [], "x": 3, "z\u0061": 4})"
              "\n") +
      response("HTTP/1.1 204 No Content\n");
  EXPECT_EQ(
      contract_faults(page),
      (Faults{"graph-beta, name: body.member.type", "graph-beta, isDefault: body.member.read-only",
              "graph-beta, id: body.member.read-only", "graph-beta: body.member.undeclared",
              "graph-beta: body.member.undeclared", "graph-beta, region: body.enum.undeclared",
              "graph-beta: odata.bind.refused", "graph-beta: body.member.undeclared",
              "graph-beta: body.member.undeclared"}));
}

TEST(PageContract, FindsEveryMemberThatIsMissing) {
  const std::string page = exchange("GET", kBetaPath, "{\"value\": [ { }, {\n \"name\": 1,\n} ]}");
  std::vector<std::string> found;
  for (const AuditFinding& finding : audit_page(page)) {
    found.push_back(std::to_string(finding.line) + ":" + std::to_string(finding.column) + " " +
                    finding.declared + ": " + std::string(row(*finding.rule).id));
  }
  EXPECT_EQ(found,
            (Faults{"12:15 graph-beta, id: body.member.missing",
                    "12:15 graph-beta, name: body.member.missing",
                    "12:15 graph-beta, connectorGroupType: body.member.missing",
                    "12:15 graph-beta, isDefault: body.member.missing",
                    "12:15 graph-beta, region: body.member.missing",
                    "13:2 graph-beta, name: body.member.type", "14:1 : json.object.trailing-comma",
                    "14:1 graph-beta, id: body.member.missing",
                    "14:1 graph-beta, connectorGroupType: body.member.missing",
                    "14:1 graph-beta, isDefault: body.member.missing",
                    "14:1 graph-beta, region: body.member.missing"}));
}

TEST(PageContract, TellsAMemberThatIsWrongFromOneThatIsMissing) {
  EXPECT_EQ(
      contract_faults(exchange(
          "GET", "/connectorGroups",
          R"({"value": [{"id": "a", "name": 1, "connectorGroupType": "b", "isDefault": true},)"
          R"( {"id": "a", "connectorGroupType": "b", "isDefault": true}]})")),
      (Faults{"graph-2017, name: body.member.type", "graph-2017, name: body.member.missing"}));
}

TEST(PageContract, FindsNoEndOfFaults) {
  std::string body = "{\"value\": [{}";
  for (int i = 0; i < 1000; ++i) body += ", {}";
  const std::size_t count =
      contract_faults(exchange("GET", "/connectorGroups", body + "]}")).size();
  EXPECT_GE(count, 64u);
  EXPECT_LE(count, 70u);
}

TEST(PageContract, IsHeldAgainstABodyWhoseJsonCanBeReadPast) {
  EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1", R"({"id": null,})",
                                     kGroupType + R"(, "truncated": true)")),
            (Faults{"graph-2017, id: body.member.null"}));
  EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1", R"({"id": null,)",
                                     kGroupType + R"(, "truncated": true)")),
            Faults{});
}

TEST(PageContract, IsNotHeldAgainstRefusals) {
  const std::string page =
      request("GET /connectorGroups/1 HTTP/1.1\nHost: a\n\n") +
      response("HTTP/1.1 404 Not Found\nContent-Type: application/json\n\n{\"error\": {}}\n",
               kGroupType);
  EXPECT_EQ(contract_faults(page), Faults{});
}

}  // namespace
}  // namespace connectorgroup
