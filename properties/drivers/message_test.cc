// Messages as values: copies and views of them, looking for fields, connections that go on, and the
// phrases that usually stand with a status.

#include "model/http/message.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/status.h"
#include "properties/drivers/allocation_count.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

// --- Copies and views.

// Of short texts, which std::string keeps in itself.
const Request kPost{"POST",    "/a",        0, {{"A", "b"}, {"C", "d"}, {"E", "f"}, {"G", ""}},
                    "content", {{"T", "u"}}};
const Response kNone{404, "None", 0, {{"A", "b"}, {"C", "d"}, {"E", "f"}}, "content", {{"T", "u"}}};

TEST(MessageViews, GiveEveryPartBack) {
  EXPECT_EQ(own(ViewOf(kPost).request()), kPost);
  EXPECT_EQ(own(ViewOf(kNone).response()), kNone);
}

TEST(MessageViews, AllocateOnceForAllFields) {
  const std::size_t of_view = allocations_of([] { ViewOf view(kPost); });
  EXPECT_EQ(of_view, 2u) << "fields and trailers";
  const ViewOf view(kPost);
  EXPECT_EQ(allocations_of([&view] { own(view.request()); }), 2u);
  const ViewOf other(kNone);
  EXPECT_EQ(allocations_of([&other] { own(other.response()); }), 2u);
}

// --- Fields.

TEST(FindField, FindsTheFirstOfAName) {
  const std::vector<Field> fields{{"Bc", "1"}, {"bd", "2"}, {"B", "3"}, {"BD", "4"}};
  const std::vector<FieldView> views{{"Bc", "1"}, {"bd", "2"}, {"B", "3"}, {"BD", "4"}};
  EXPECT_EQ(find_field(fields, "Bd"), &fields[1]);
  EXPECT_EQ(find_field(views, "Bd"), &views[1]);
  EXPECT_EQ(find_field(views, "b"), &views[2]);
  for (const std::string_view name : {"", "be", "bdd", "-"}) {
    EXPECT_EQ(find_field(fields, name), nullptr) << name;
    EXPECT_EQ(find_field(views, name), nullptr) << name;
  }
  EXPECT_EQ(find_field(std::vector<Field>(), "B"), nullptr);
}

// --- Connections.

// What may stand around an element.
constexpr std::array kSpaces{""sv, " "sv, "\t"sv, " \t "sv};

TEST(KeepsConnection, UnlessTheOptionCloseSaysSo) {
  const auto keeps = [](int minor_version, const std::vector<FieldView>& fields) {
    return keeps_connection(minor_version, fields);
  };
  const auto close = [](const std::string& value) {
    return std::vector<FieldView>{{"Date", "d"}, {"connection", value}};
  };
  EXPECT_TRUE(keeps(1, {}));
  EXPECT_TRUE(keeps(9, {}));
  EXPECT_FALSE(keeps(0, {}));
  EXPECT_TRUE(keeps(1, {{"Close", "close"}, {"X", "close"}})) << "of another field";
  EXPECT_FALSE(keeps(0, {{"Keep-Alive", "keep-alive"}}));
  for (const std::string_view before : kSpaces) {
    for (const std::string_view behind : kSpaces) {
      for (const std::string_view rest : {"", ",", ",a", ", close-not", ",,x"}) {
        const std::string one = std::string(before).append("ClosE").append(behind).append(rest);
        EXPECT_FALSE(keeps(1, close(one))) << one;
        EXPECT_FALSE(keeps(0, close(one))) << one;
        EXPECT_FALSE(keeps(1, close("a," + one))) << one;
        EXPECT_FALSE(keeps(0, close("keep-alive," + one))) << one;
        const std::string kept =
            std::string(before).append("Keep-alivE").append(behind).append(rest);
        EXPECT_TRUE(keeps(0, close(kept))) << kept;
        EXPECT_TRUE(keeps(0, close("a, " + kept))) << kept;
        EXPECT_TRUE(keeps(1, close(kept))) << kept;
      }
    }
  }
  for (const std::string value : {"", ",", " ", "closed", "clos", "close x", "xclose", "close;",
                                  "close\r", ", ,", "upgrade", "keep-alives", "keep alive"}) {
    EXPECT_TRUE(keeps(1, close(value))) << value;
    EXPECT_FALSE(keeps(0, close(value))) << value;
  }
}

TEST(KeepsConnection, LooksAtAllFieldsOfTheName) {
  for (const int minor_version : {0, 1}) {
    for (const std::array<std::string_view, 3>& values :
         {std::array{"close"sv, "a"sv, "keep-alive"sv}, std::array{"keep-alive"sv, "close"sv, ""sv},
          std::array{""sv, "keep-alive"sv, "close"sv}}) {
      std::vector<FieldView> fields;
      for (const std::string_view value : values) fields.push_back({"Connection", value});
      EXPECT_FALSE(keeps_connection(minor_version, fields));
    }
    for (std::size_t place = 0; place < 3; ++place) {
      std::vector<FieldView> fields(3, FieldView{"Connection", "a"});
      fields[place].value = "keep-alive";
      EXPECT_TRUE(keeps_connection(minor_version, fields)) << place;
    }
  }
}

// A value is often part of something larger, which goes on behind it.
TEST(KeepsConnection, LooksNoFurtherThanAValueGoes) {
  for (const std::string_view text :
       {"close"sv, "a,close"sv, "close ,a"sv, "keep-alive"sv, ", "sv}) {
    for (std::size_t size = 0; size <= text.size(); ++size) {
      const std::string alone(text.substr(0, size));
      for (const int minor_version : {0, 1}) {
        const std::array part{FieldView{"Connection", text.substr(0, size)}};
        const std::array whole{FieldView{"Connection", alone}};
        EXPECT_EQ(keeps_connection(minor_version, part), keeps_connection(minor_version, whole))
            << alone;
      }
    }
  }
}

// --- Status codes.

// RFC 9110 section 15, and RFC 6585 sections 3 to 6.
TEST(ReasonPhrase, IsThatOfTheStandards) {
  const std::map<int, std::string_view> phrases{
      {100, "Continue"},
      {101, "Switching Protocols"},
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {203, "Non-Authoritative Information"},
      {204, "No Content"},
      {205, "Reset Content"},
      {206, "Partial Content"},
      {300, "Multiple Choices"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {305, "Use Proxy"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {402, "Payment Required"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {407, "Proxy Authentication Required"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {411, "Length Required"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {416, "Range Not Satisfiable"},
      {417, "Expectation Failed"},
      {421, "Misdirected Request"},
      {422, "Unprocessable Content"},
      {426, "Upgrade Required"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {502, "Bad Gateway"},
      {503, "Service Unavailable"},
      {504, "Gateway Timeout"},
      {505, "HTTP Version Not Supported"},
      {511, "Network Authentication Required"},
  };
  for (int status = -1; status < 1000; ++status) {
    const auto due = phrases.find(status);
    EXPECT_EQ(reason_phrase(status), due == phrases.end() ? ""sv : due->second) << status;
  }
}

}  // namespace
}  // namespace connectorgroup
