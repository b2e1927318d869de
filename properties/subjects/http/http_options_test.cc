// Options that make no subject: servers that mustn't be asked, and what no request can have.
#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <string>
#include <variant>

#include "properties/subjects/http/http_subject.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

HttpSubjectOptions options_for(const std::string& url) {
  HttpSubjectOptions options;
  options.url = url;
  return options;
}

// Empty: there is a subject.
std::string complaint_about(const HttpSubjectOptions& options) {
  auto made = make_http_subject(options);
  const auto* text = std::get_if<std::string>(&made);
  return text == nullptr ? "" : *text;
}

TEST(HttpOptions, RefusesHostsThatArentThisMachine) {
  for (const char* url : {"http://example.com", "http://127.0.0.1.nip.io", "http://[::2]:80",
                          "http://10.0.0.1", "http://localhost.example"}) {
    EXPECT_NE(complaint_about(options_for(url)).find("--allow-host"), std::string::npos) << url;
  }
  HttpSubjectOptions allowed = options_for("http://example.com");
  allowed.allowed_host = "example.com";
  EXPECT_EQ(complaint_about(allowed), "");
  allowed.allowed_host = "example.org";
  EXPECT_NE(complaint_about(allowed), "");
  EXPECT_EQ(complaint_about(options_for("http://localhost:8080/base")), "");
}

TEST(HttpOptions, RefusesHeadersThatAreTheSuitesOwn) {
  for (const char* name : {"host", "Content-Length", "AUTHORIZATION", "bad name", ""}) {
    HttpSubjectOptions options = options_for("http://127.0.0.1");
    options.headers = {{name, "x"}};
    EXPECT_NE(complaint_about(options), "") << name;
  }
  HttpSubjectOptions good = options_for("http://127.0.0.1");
  good.headers = {{"X-Tenant", "7"}};
  EXPECT_EQ(complaint_about(good), "");
  good.headers = {{"X-Tenant", "7\r\nHost: evil"}};
  EXPECT_NE(complaint_about(good), "");
}

TEST(HttpOptions, RefusesOptionsThatMeanNothing) {
  const HttpSubjectOptions good = options_for("https://127.0.0.1");
  EXPECT_EQ(complaint_about(good), "");
  HttpSubjectOptions options = good;
  options.token = "s3cret with spaces";
  EXPECT_NE(complaint_about(options), "");
  EXPECT_EQ(complaint_about(options).find("s3cret"), std::string::npos);
  for (const double rate : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(),
                            std::numeric_limits<double>::infinity()}) {
    options = good;
    options.rate = rate;
    EXPECT_NE(complaint_about(options), "") << rate;
  }
  options = good;
  options.answer_timeout = 0ms;
  EXPECT_NE(complaint_about(options), "");
  options = good;
  options.ca_file = "/no/such/file.pem";
  EXPECT_NE(complaint_about(options).find("/no/such/file.pem"), std::string::npos);
  options = options_for("http://me:s3cret@127.0.0.1");
  EXPECT_NE(complaint_about(options), "");
  EXPECT_EQ(complaint_about(options).find("s3cret"), std::string::npos);
}

}  // namespace
}  // namespace connectorgroup
