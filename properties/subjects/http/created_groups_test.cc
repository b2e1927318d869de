// Which groups an answer says were created, and where they are deleted.
#include "properties/subjects/http/created_groups.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/http/reader.h"

namespace connectorgroup {
namespace {

using Ids = std::vector<std::string>;

CreatedGroups groups() { return {{"http", "127.0.0.1", 8080, "/base"}, graph_2017()}; }

void record(CreatedGroups& created, const std::string& method, const std::string& status,
            const std::string& fields, const std::string& body) {
  std::string octets = "HTTP/1.1 " + status + " Told\r\n" + fields + "Content-Length: ";
  octets.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
  MessageReader reader(MessageKind::response);
  ASSERT_EQ(reader.read(octets), ReadState::complete);
  created.record(method, reader.response());
}

Ids ids_after(const std::string& method, const std::string& status, const std::string& fields,
              const std::string& body) {
  CreatedGroups created = groups();
  record(created, method, status, fields, body);
  return created.take_ids();
}

std::string location(const std::string& reference) { return "Location: " + reference + "\r\n"; }

TEST(CreatedGroups, AreNamedByLocationBeforeTheBody) {
  const std::string body = R"({"id":"body"})";
  for (const char* reference : {"http://127.0.0.1:8080/base/beta/connectorGroups/7",
                                "/base/beta/connectorGroups/7", "connectorGroups/7"}) {
    EXPECT_EQ(ids_after("POST", "201", location(reference), body), Ids{"7"}) << reference;
  }
  // One that leads elsewhere must not turn a deletion there.
  for (const char* reference :
       {"http://127.0.0.1:9/base/beta/connectorGroups/7",
        "//example.com/base/beta/connectorGroups/7", "/beta/connectorGroups/7",
        "/based/beta/connectorGroups/7", "/base/beta/users/7", "/base/beta/connectorGroups"}) {
    EXPECT_EQ(ids_after("POST", "201", location(reference), body), Ids{"body"}) << reference;
  }
}

TEST(CreatedGroups, AreNotWhatOtherAnswersSpeakOf) {
  const std::string body = R"({"id":"7"})";
  EXPECT_EQ(ids_after("POST", "200", "", body), Ids{"7"});
  EXPECT_EQ(ids_after("PUT", "201", "", body), Ids{"7"});
  EXPECT_EQ(ids_after("GET", "200", "", body), Ids{});
  EXPECT_EQ(ids_after("POST", "400", "", body), Ids{});
  EXPECT_EQ(ids_after("POST", "303", location("/base/beta/connectorGroups/7"), ""), Ids{});
}

TEST(CreatedGroups, AreEachOnceAndInOrderUntilTaken) {
  CreatedGroups created = groups();
  for (const char* body : {R"({"id":"b"})", R"({"id":"a"})", R"({"id":"b"})"}) {
    record(created, "POST", "201", "", body);
  }
  EXPECT_EQ(created.take_ids(), (Ids{"b", "a"}));
  EXPECT_EQ(created.take_ids(), Ids{});
  record(created, "POST", "201", "", R"({"id":"b"})");
  EXPECT_EQ(created.take_ids(), Ids{"b"});
}

TEST(CreatedGroups, WithoutANameAreToldOnce) {
  CreatedGroups created = groups();
  record(created, "POST", "200", "", "a page");
  EXPECT_FALSE(created.take_nameless());
  record(created, "POST", "201", "", "");
  EXPECT_TRUE(created.take_nameless());
  EXPECT_FALSE(created.take_nameless());
}

TEST(CreatedGroups, TheIdOfABodyIsAStringMemberOfItsObject) {
  EXPECT_EQ(id_in(R"({"name":"a","id":"\u0037/\u00e4"})"), "7/\xc3\xa4");
  for (const char* body : {"", "{", "[]", R"("id")", R"({"id":7})", R"({"ID":"7"})",
                           R"({"a":{"id":"7"}})", R"([{"id":"7"}])", R"({"id":"7"} x)"}) {
    EXPECT_EQ(id_in(body), "") << body;
  }
}

TEST(CreatedGroups, AnIdIsOneSegmentOfThePathThatDeletesIt) {
  EXPECT_EQ(group_path(graph_2017(), "7"), "/beta/connectorGroups/7");
  EXPECT_EQ(group_path(graph_2017(), "../a b?#%\r\n\xc3\xa4"),
            "/beta/connectorGroups/..%2Fa%20b%3F%23%25%0D%0A%C3%A4");
  for (const char* none : {"", ".", ".."}) EXPECT_EQ(group_path(graph_2017(), none), "") << none;
}

}  // namespace
}  // namespace connectorgroup
