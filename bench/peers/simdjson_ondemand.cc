// simdjson's On-Demand interface as a careful user would write it: one walk over the members in the
// order of the text, types checked, declared members once and all of them, nothing behind the
// object. What an undeclared member holds is skipped, as On-Demand does: by its brackets.

#include <simdjson.h>

#include <string>

#include "bench/peer.h"
#include "bench/refusal_rows.h"
#include "bench/scaling_rows.h"

namespace connectorgroup::bench {
namespace {

namespace ondemand = simdjson::ondemand;

enum Seen : unsigned { kId = 1, kName = 2, kType = 4, kDefault = 8, kAll = 15 };

template <class Text_>
bool fill_string(ondemand::value value, Text_& member) {
  std::string_view text;
  if (value.get_string().get(text) != simdjson::SUCCESS) return false;
  member = text;
  return true;
}

// The member that a name declares, or none. Names without escapes, nearly all, are compared where
// they stand.
bool find_member(ondemand::field& field, unsigned& member) {
  const ondemand::raw_json_string raw = field.key();
  std::string_view name;
  if (raw.unsafe_is_equal("id")) {
    member = kId;
  } else if (raw.unsafe_is_equal("name")) {
    member = kName;
  } else if (raw.unsafe_is_equal("connectorGroupType")) {
    member = kType;
  } else if (raw.unsafe_is_equal("isDefault")) {
    member = kDefault;
  } else if (field.unescaped_key().get(name) != simdjson::SUCCESS) {
    return false;
  } else {
    member = name == "id"                   ? kId
             : name == "name"               ? kName
             : name == "connectorGroupType" ? kType
             : name == "isDefault"          ? kDefault
                                            : 0u;
  }
  return true;
}

template <class Object>
bool fill_member(ondemand::field& field, unsigned member, Object& group) {
  switch (member) {
    case kId:
      return fill_string(field.value(), group.id);
    case kName:
      return fill_string(field.value(), group.name);
    case kType:
      return fill_string(field.value(), group.connector_group_type);
    case kDefault:
      return field.value().get_bool().get(group.is_default) == simdjson::SUCCESS;
    default:
      return true;
  }
}

template <class Object>
bool fill(ondemand::object object, Object& group) {
  unsigned seen = 0;
  for (simdjson::simdjson_result<ondemand::field> result : object) {
    ondemand::field field;
    unsigned member = 0;
    if (std::move(result).get(field) != simdjson::SUCCESS || !find_member(field, member)) {
      return false;
    }
    if ((seen & member) != 0 || !fill_member(field, member, group)) return false;
    seen |= member;
  }
  return seen == kAll;
}

template <class ObjectType>
class OnDemandReader {
 public:
  using Object = ObjectType;

  template <class Consumer>
  bool read(const Text& text, Consumer&& consume) {
    ondemand::document document;
    ondemand::object object;
    Object group{};
    if (!iterate(text, document) || document.get_object().get(object) != simdjson::SUCCESS ||
        !fill(object, group) || !is_at_end(document)) {
      return false;
    }
    consume(std::move(group));
    return true;
  }

  template <class Consumer>
  bool read_collection(const Text& text, Consumer&& consume) {
    ondemand::document document;
    ondemand::object object;
    if (!iterate(text, document) || document.get_object().get(object) != simdjson::SUCCESS) {
      return false;
    }
    bool seen = false;
    for (simdjson::simdjson_result<ondemand::field> result : object) {
      ondemand::field field;
      std::string_view name;
      if (std::move(result).get(field) != simdjson::SUCCESS ||
          field.unescaped_key().get(name) != simdjson::SUCCESS) {
        return false;
      }
      if (name != "value") continue;
      if (seen || !read_objects(field.value(), consume)) return false;
      seen = true;
    }
    return seen && is_at_end(document);
  }

 private:
  bool iterate(const Text& text, ondemand::document& document) {
    const PaddedText padded = text.padded();
    return parser_
               .iterate(simdjson::padded_string_view(padded.text.data(), padded.text.size(),
                                                     padded.capacity))
               .get(document) == simdjson::SUCCESS;
  }

  // After the walk, asking for the place in the text fails in this way when there is no more.
  static bool is_at_end(ondemand::document& document) {
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  }

  template <class Consumer>
  static bool read_objects(ondemand::value value, Consumer&& consume) {
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return false;
    for (simdjson::simdjson_result<ondemand::value> element : array) {
      ondemand::object object;
      Object group{};
      if (element.get_object().get(object) != simdjson::SUCCESS || !fill(object, group)) {
        return false;
      }
      consume(std::move(group));
    }
    return true;
  }

  ondemand::parser parser_;
};

}  // namespace

void add_simdjson_ondemand(Suite& suite) {
  suite.add_reader<OnDemandReader<ConnectorGroup>>("simdjson-ondemand");
  suite.add_reader<OnDemandReader<ConnectorGroupView>>("simdjson-ondemand-view");
  add_refusals<OnDemandReader<ConnectorGroupView>>(suite, "simdjson-ondemand-view");
  add_sizes<OnDemandReader<ConnectorGroupView>>(suite, "simdjson-ondemand-view");
  add_threads<OnDemandReader<ConnectorGroupView>>(suite, "simdjson-ondemand-view");
}

}  // namespace connectorgroup::bench
