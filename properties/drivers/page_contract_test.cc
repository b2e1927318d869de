// Which bodies of a page the audit holds to the contract, to which one, and what it finds in them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
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

TEST(PageContract, IsThatOfThePathBehindAnyVersionSegmentOrNone) {
  const Faults missing{"graph-2017, id: body.member.missing",
                       "graph-2017, name: body.member.missing",
                       "graph-2017, connectorGroupType: body.member.missing",
                       "graph-2017, isDefault: body.member.missing"};
  for (const std::string_view target :
       {"/connectorGroups/1", "/v/connectorGroups/1", "/beta/connectorGroups(1)",
        "//connectorGroups/1", "https://a/v1.0/connectorGroups/1?a"}) {
    EXPECT_EQ(contract_faults(exchange("GET", target, "{}", "")), missing) << target;
  }
}

TEST(PageContract, IsForTheMethodsThatGiveOrTakeTheResource) {
  const auto count = [](std::string_view method, std::string_view target) {
    return contract_faults(exchange(method, target, "{}", "")).size();
  };
  EXPECT_EQ(count("POST", "/connectorGroups"), 4u);
  EXPECT_EQ(count("GET", "/connectorGroups"), 1u);
  EXPECT_EQ(count("GET", "/connectorGroups/1"), 4u);
  EXPECT_EQ(count("PATCH", "/connectorGroups/1"), 4u);
  for (const std::string_view method : {"PUT", "DELETE", "HEAD", "get", "OPTIONS"}) {
    EXPECT_EQ(count(method, "/connectorGroups"), 0u) << method;
    EXPECT_EQ(count(method, "/connectorGroups/1"), 0u) << method;
  }
  EXPECT_EQ(count("PATCH", "/connectorGroups"), 0u);
  EXPECT_EQ(count("POST", "/connectorGroups/1"), 0u);
  // Only what is sent to create one is held to the contract of requests.
  for (const std::string_view method : {"POST", "PUT", "PATCH"}) {
    const std::string page = request(std::string(method) +
                                     " /connectorGroups HTTP/1.1\nHost: a\n"
                                     "Content-Type: application/json\n\n{}\n") +
                             response("HTTP/1.1 404 Not Found\n");
    EXPECT_EQ(contract_faults(page).size(), method == "POST" ? 1u : 0u) << method;
  }
}

TEST(PageContract, IsForResponsesOfSuccess) {
  for (int status = 100; status <= 599; ++status) {
    const std::string page = request("GET /connectorGroups/1 HTTP/1.1\nHost: a\n\n") +
                             response("HTTP/1.1 " + std::to_string(status) + " OK\n\n{}\n");
    EXPECT_EQ(contract_faults(page).size(), status >= 200 && status < 300 ? 4u : 0u) << status;
  }
}

TEST(PageContract, SaysWhichStatusACreateHas) {
  for (const auto& [path, expected, others] :
       {std::tuple{std::string("/connectorGroups"), "graph-2017, 201", std::set{201}},
        std::tuple{kBetaPath, "graph-beta, 201", std::set{200, 201}}}) {
    for (int status = 100; status <= 599; ++status) {
      std::vector<std::string> found;
      for (const AuditFinding& finding :
           audit_page(request("POST " + path + " HTTP/1.1\nHost: a\n\n") +
                      response("HTTP/1.1 " + std::to_string(status) + " OK\n"))) {
        if (finding.check != PageCheck::status_undocumented) continue;
        EXPECT_EQ(finding.line, 9u);
        found.push_back(finding.declared + ", not " + finding.actual);
      }
      const bool documented = status >= 400 || others.contains(status);
      EXPECT_EQ(found, documented
                           ? Faults{}
                           : Faults{std::string(expected) + ", not " + std::to_string(status)});
    }
  }
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
  for (const std::string_view target :
       {"/connectorGroups/1/members", "/connectorGroup", "/a/b/connectorGroups",
        "/connectorGroupsX", "/groups", "/connectorGroups//", "/connectorGroups/1/"}) {
    EXPECT_EQ(contract_faults(exchange("GET", target, "{}", "")), Faults{}) << target;
  }
  EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1", "{}",
                                     R"(, "@odata.type": "microsoft.graph.connector")")),
            Faults{});
  for (const std::string_view type :
       {"Collection(microsoft.graph.connectorGroupX", "Collection(microsoft.graph.connectorGroup",
        "collection(microsoft.graph.connectorGroup)", "microsoft.graph.connectorGroup)", ""}) {
    EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1", "{}",
                                       ", \"@odata.type\": \"" + std::string(type) + "\"")),
              Faults{})
        << type;
  }
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
  // In each object, and where it stands there twice.
  const std::string group =
      R"({"id": "a", "name": 1, "connectorGroupType": "b", "isDefault": true})";
  EXPECT_EQ(contract_faults(
                exchange("GET", "/connectorGroups", "{\"value\": [" + group + "," + group + "]}")),
            (Faults{"graph-2017, name: body.member.type", "graph-2017, name: body.member.type"}));
  EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1",
                                     R"({"id": "a", "name": 1, "name": 2,)"
                                     R"("connectorGroupType": "b", "isDefault": true})")),
            (Faults{"graph-2017, name: body.member.type", "graph-2017, name: body.member.type"}));
  EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1",
                                     R"({"id": "a", "id": "b", "name": "c", "x": 1, "x": 2,)"
                                     R"("connectorGroupType": "d", "isDefault": true})")),
            (Faults{"graph-2017: body.member.duplicate", "graph-2017: body.member.duplicate"}));
}

TEST(PageContract, HasNoLimits) {
  const std::string deep(200, '[');
  std::string many;
  for (int i = 0; i < 5000; ++i) many += ", \"m" + std::to_string(i) + "\": 0";
  for (const std::string& more : {", \"x\": " + deep + std::string(200, ']'), many}) {
    EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups/1",
                                       R"({"id": "a", "name": null, "connectorGroupType": "b",)"
                                       R"("isDefault": true)" +
                                           more + "}")),
              Faults{"graph-2017, name: body.member.null"});
  }
}

// Each costs a reading of the body. The last is the one that shows that there are more.
TEST(PageContract, FindsNoEndOfFaults) {
  for (const std::size_t missing : {63u, 64u, 65u, 66u, 150u}) {
    std::string body = R"({"value": [{"id": "a", "connectorGroupType": "c", "isDefault": true})";
    for (std::size_t i = 1; i < missing; ++i) {
      body += R"(, {"name": "b", "connectorGroupType": "c", "isDefault": true})";
    }
    EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups", body + "]}")).size(),
              std::min<std::size_t>(missing, 65));
    // Those of another rule are still found, once it is known that there are more.
    body += R"(, {"id": "a", "name": null, "connectorGroupType": "c", "isDefault": true})";
    EXPECT_EQ(contract_faults(exchange("GET", "/connectorGroups", body + "]}")).size(),
              std::min<std::size_t>(missing, 65) + 1);
  }
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
