// A service with its state, asked by values: for tests of the service.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/exchange/create.h"
#include "model/exchange/error.h"
#include "model/exchange/refusal.h"
#include "model/exchange/service.h"
#include "model/http/message.h"
#include "model/http/status.h"
#include "model/rule.h"

namespace connectorgroup {

// The value of a response's field, or nothing.
inline std::optional<std::string> field_of(const Response& response, std::string_view name) {
  const Field* field = find_field(response.fields, name);
  if (field == nullptr) return std::nullopt;
  return field->value;
}

// The error object of a response, which must have one.
inline ODataError error_in(const Response& response) {
  const Result<ODataError> read = ErrorReader().read(response.content);
  return read.accepted() ? read.value()
                         : ODataError{"no error object", response.content, {}, {}, {}};
}

// A refusal: its status, its code, the rule that begins its message, and that the rule is one.
inline void expect_refusal(const Response& response, int status, std::string_view rule) {
  EXPECT_EQ(response.status, status) << response.content;
  EXPECT_EQ(response.reason, reason_phrase(status));
  EXPECT_EQ(field_of(response, "Content-Type"), kJsonMinimalMetadata);
  EXPECT_EQ(field_of(response, "OData-Version"), "4.0");
  const ODataError error = error_in(response);
  EXPECT_EQ(error.code, error_code(status));
  EXPECT_EQ(error.message.substr(0, error.message.find(':')), rule) << error.message;
  EXPECT_TRUE(find_rule(rule).has_value()) << rule;
  ASSERT_TRUE(error.inner.has_value());
  EXPECT_TRUE(error.inner->request_id.has_value());
}

struct AskedService {
  explicit AskedService(ServiceOptions options = {}) : service(std::move(options)) {}

  // The page's path, and a request that is in order.
  static constexpr std::string_view kPath = "/beta/connectorGroups";
  static constexpr std::string_view kPageBody =
      "{\n  \"name\": \"name-value\",\n  \"connectorGroupType\": \"connectorGroupType-value\",\n"
      "  \"isDefault\": false\n}";
  static std::string path_of(std::string_view id) {
    return std::string(kPath).append("/").append(id);
  }
  // REQUIRES: `number` below ten.
  static std::string id(int number) {
    return "00000000-0000-0000-0000-00000000000" + std::to_string(number);
  }

  static Request request(std::string_view method, std::string_view target,
                         std::string_view content = {}) {
    Request asked;
    asked.method = method;
    asked.target = target;
    asked.fields = {{"Host", "h"}, {"Authorization", "Bearer t"}};
    asked.content = content;
    if (method == "POST" || method == "PATCH") {
      asked.fields.push_back({"Content-Type", "application/json"});
      asked.fields.push_back({"Content-Length", std::to_string(content.size())});
    }
    return asked;
  }

  Response ask(const Request& asked) {
    const ViewOf view(asked);
    Response response = service.step(state, view.request(), identifiers);
    EXPECT_EQ(response.minor_version, 1);
    return response;
  }
  Response ask(std::string_view method, std::string_view target, std::string_view content = {}) {
    return ask(request(method, target, content));
  }
  // With these fields added, or in the place of those of the same name; an empty value takes the
  // field out.
  Response ask_with(std::string_view method, std::string_view target,
                    const std::vector<Field>& fields, std::string_view content = {}) {
    Request asked = request(method, target, content);
    for (const Field& field : fields) {
      std::erase_if(asked.fields, [&field](const Field& old) {
        return equal_ignoring_case(old.name, field.name);
      });
    }
    for (const Field& field : fields) {
      if (!field.value.empty()) asked.fields.push_back(field);
    }
    return ask(asked);
  }

  Service service;
  ServiceState state;
  CountedIdentifiers identifiers;
};

}  // namespace connectorgroup
