// How the tests of the writer call it, and hold it to refusing.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/writer.h"
#include "model/contract.h"
#include "model/violation.h"

namespace connectorgroup {

// GoogleTest prints a violation that it shows.
inline void PrintTo(const Violation& violation, std::ostream* stream) {
  *stream << describe(violation);
}

inline constexpr std::array<Form, 3> kForms{Form::page, Form::compact, Form::canonical};

// One name for the three functions, so that a test can try any of them.
inline auto write(const NewConnectorGroupView& group, Form form, const Contract& contract,
                  std::string& out) {
  return write_create_request(group, form, contract, out);
}
inline auto write(const ConnectorGroupView& group, Form form, const Contract& contract,
                  std::string& out) {
  return write_response(group, form, contract, out);
}
struct Collection {
  std::vector<ConnectorGroupView> groups;
  CollectionControlsView controls;
};
inline auto write(const Collection& collection, Form form, const Contract& contract,
                  std::string& out) {
  return write_collection(collection.groups, collection.controls, form, contract, out);
}

template <class Content>
std::string written(const Content& content, Form form, const Contract& contract = graph_2017()) {
  std::string out;
  const auto broken = write(content, form, contract, out);
  EXPECT_FALSE(broken.has_value());
  return out;
}

// Every form refuses `content` with `expected`, and leaves an empty and a used buffer as they were.
template <class Content, class Expected>
void expect_refused(const Content& content, const Contract& contract, const Expected& expected) {
  for (const Form form : kForms) {
    for (const std::string& before :
         {std::string(), std::string("used: {\"name\":\"long enough for the heap\"}")}) {
      std::string out = before;
      const auto broken = write(content, form, contract, out);
      ASSERT_TRUE(broken.has_value());
      EXPECT_EQ(*broken, expected);
      EXPECT_EQ(out, before);
    }
  }
}

inline NewConnectorGroupView request(std::string_view name) { return {name, {}, {}, {}}; }

}  // namespace connectorgroup
