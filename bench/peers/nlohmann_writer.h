// nlohmann/json as its documentation shows it: make a value of the members, and dump it.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "model/body/writer.h"
#include "model/connector_group.h"

namespace connectorgroup::bench {

class NlohmannWriter {
 public:
  // An object by itself, of either kind; not in canonical form.
  template <class Object>
  std::string_view write(const Object& group, Form form) {
    constexpr int kIndentation = 2;
    constexpr int kNoWhiteSpace = -1;
    out_ = json_of(group).dump(form == Form::page ? kIndentation : kNoWhiteSpace);
    return out_;
  }

  std::string_view write_page_form(const ConnectorGroupView& group) {
    return write(group, Form::page);
  }

  std::string_view write_collection(std::span<const ConnectorGroupView> groups) {
    Json objects = Json::array();
    for (const ConnectorGroupView& group : groups) objects.push_back(json_of(group));
    out_ = Json{{"value", std::move(objects)}}.dump();
    return out_;
  }

 private:
  // Keeps members in the order in which they were put in.
  using Json = nlohmann::ordered_json;

  static Json json_of(const ConnectorGroupView& group) {
    return {{"id", group.id},
            {"name", group.name},
            {"connectorGroupType", group.connector_group_type},
            {"isDefault", group.is_default}};
  }

  static Json json_of(const NewConnectorGroupView& group) {
    Json object{{"name", group.name}};
    if (group.connector_group_type.has_value()) {
      object["connectorGroupType"] = group.connector_group_type.value();
    }
    if (group.is_default.has_value()) object["isDefault"] = group.is_default.value();
    return object;
  }

  std::string out_;
};

}  // namespace connectorgroup::bench
