// simdjson's DOM as its documentation shows it: parse, then ask for members by name.

#include <simdjson.h>

#include <string>
#include <utility>

#include "bench/peer.h"

namespace connectorgroup::bench {
namespace {

namespace dom = simdjson::dom;

template <class StringType>
bool fill_string(const dom::element& element, std::string_view name, StringType& member) {
  std::string_view text;
  if (element[name].get_string().get(text) != simdjson::SUCCESS) return false;
  member = text;
  return true;
}

template <class Object>
bool fill(const dom::element& element, Object& group) {
  return fill_string(element, "id", group.id) && fill_string(element, "name", group.name) &&
         fill_string(element, "connectorGroupType", group.connector_group_type) &&
         element["isDefault"].get_bool().get(group.is_default) == simdjson::SUCCESS;
}

template <class ObjectType>
class DomReader {
 public:
  using Object = ObjectType;

  template <class Consumer>
  bool read(const Text& text, Consumer&& consume) {
    dom::element element;
    Object group{};
    if (!parse(text, element) || !fill(element, group)) return false;
    consume(std::move(group));
    return true;
  }

  template <class Consumer>
  bool read_collection(const Text& text, Consumer&& consume) {
    dom::element element;
    dom::array array;
    if (!parse(text, element) || element["value"].get_array().get(array) != simdjson::SUCCESS) {
      return false;
    }
    for (const dom::element one : array) {
      Object group{};
      if (!fill(one, group)) return false;
      consume(std::move(group));
    }
    return true;
  }

 private:
  bool parse(const Text& text, dom::element& element) {
    constexpr bool kCopyIntoPadding = false;  // the text has its padding
    return parser_.parse(text.plain().data(), text.plain().size(), kCopyIntoPadding).get(element) ==
           simdjson::SUCCESS;
  }

  dom::parser parser_;
};

}  // namespace

void add_simdjson_dom(Suite& suite) {
  suite.add_reader<DomReader<ConnectorGroup>>("simdjson-dom");
  suite.add_reader<DomReader<ConnectorGroupView>>("simdjson-dom-view");
}

}  // namespace connectorgroup::bench
