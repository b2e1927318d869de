// simdjson's DOM as its documentation shows it: parse, then ask for members by name. What isn't
// asked for isn't seen: a member that comes twice, or that a request mustn't have.
#pragma once

#include <simdjson.h>

#include <string_view>
#include <utility>

#include "bench/documents.h"
#include "model/connector_group.h"

namespace connectorgroup::bench {

template <class ObjectType>
class DomReader {
 public:
  using Object = ObjectType;

  template <class Consumer>
  bool read(TextView text, Consumer&& consume) {
    simdjson::dom::element element;
    Object group{};
    if (!parse(text, element) || !fill(element, group)) return false;
    consume(std::move(group));
    return true;
  }

  template <class Consumer>
  bool read_collection(TextView text, Consumer&& consume) {
    simdjson::dom::element element;
    simdjson::dom::array array;
    if (!parse(text, element) || element["value"].get_array().get(array) != simdjson::SUCCESS) {
      return false;
    }
    for (const simdjson::dom::element one : array) {
      Object group{};
      if (!fill(one, group)) return false;
      consume(std::move(group));
    }
    return true;
  }

 private:
  bool parse(TextView text, simdjson::dom::element& element) {
    constexpr bool kCopyIntoPadding = false;  // the text has its padding
    return parser_.parse(text.plain().data(), text.plain().size(), kCopyIntoPadding).get(element) ==
           simdjson::SUCCESS;
  }

  template <class Text>
  static bool fill(const simdjson::dom::element& element, BasicConnectorGroup<Text>& group) {
    return fill_string(element, "id", group.id) && fill_string(element, "name", group.name) &&
           fill_string(element, "connectorGroupType", group.connector_group_type) &&
           element["isDefault"].get_bool().get(group.is_default) == simdjson::SUCCESS;
  }

  static bool fill(const simdjson::dom::element& element, NewConnectorGroupView& group) {
    return fill_string(element, "name", group.name) &&
           fill_if_there(element["connectorGroupType"].get_string(), group.connector_group_type) &&
           fill_if_there(element["isDefault"].get_bool(), group.is_default);
  }

  template <class String>
  static bool fill_string(const simdjson::dom::element& element, std::string_view name,
                          String& member) {
    std::string_view text;
    if (element[name].get_string().get(text) != simdjson::SUCCESS) return false;
    member = text;
    return true;
  }

  template <class Value>
  static bool fill_if_there(simdjson::simdjson_result<Value> found, Member<Value>& member) {
    Value value{};
    const simdjson::error_code error = std::move(found).get(value);
    if (error == simdjson::SUCCESS) member = value;
    return error == simdjson::SUCCESS || error == simdjson::NO_SUCH_FIELD;
  }

  simdjson::dom::parser parser_;
};

}  // namespace connectorgroup::bench
