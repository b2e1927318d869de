// simdjson's On-Demand interface as a careful user would write it: one walk over the members in the
// order of the text, types checked, declared members once and all of them, nothing behind the
// object. What an undeclared member holds is skipped, as On-Demand does: by its brackets.
#pragma once

#include <simdjson.h>

#include <string_view>
#include <utility>

#include "bench/documents.h"
#include "bench/peers/declared_members.h"

namespace connectorgroup::bench {

template <class ObjectType>
class OnDemandReader {
 public:
  using Object = ObjectType;

  template <class Consumer>
  bool read(TextView text, Consumer&& consume) {
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    Object group{};
    if (!iterate(text, document) || document.get_object().get(object) != simdjson::SUCCESS ||
        !fill(object, group) || !is_at_end(document)) {
      return false;
    }
    consume(std::move(group));
    return true;
  }

  template <class Consumer>
  bool read_collection(TextView text, Consumer&& consume) {
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (!iterate(text, document) || document.get_object().get(object) != simdjson::SUCCESS) {
      return false;
    }
    bool seen = false;
    for (simdjson::simdjson_result<simdjson::ondemand::field> result : object) {
      simdjson::ondemand::field field;
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
  bool iterate(TextView text, simdjson::ondemand::document& document) {
    const PaddedText& padded = text.padded();
    return parser_
               .iterate(simdjson::padded_string_view(padded.text.data(), padded.text.size(),
                                                     padded.capacity))
               .get(document) == simdjson::SUCCESS;
  }

  // After the walk, asking for the place in the text fails in this way when there is no more.
  static bool is_at_end(simdjson::ondemand::document& document) {
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  }

  template <class Consumer>
  static bool read_objects(simdjson::ondemand::value value, Consumer&& consume) {
    simdjson::ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return false;
    for (simdjson::simdjson_result<simdjson::ondemand::value> element : array) {
      simdjson::ondemand::object object;
      Object group{};
      if (element.get_object().get(object) != simdjson::SUCCESS || !fill(object, group)) {
        return false;
      }
      consume(std::move(group));
    }
    return true;
  }

  static bool fill(simdjson::ondemand::object object, Object& group) {
    MemberBits seen = 0;
    for (simdjson::simdjson_result<simdjson::ondemand::field> result : object) {
      simdjson::ondemand::field field;
      MemberBits member = kUndeclared;
      if (std::move(result).get(field) != simdjson::SUCCESS || !find_member(field, member)) {
        return false;
      }
      if ((seen & member) != 0 || !fill_member(field, member, group)) return false;
      seen |= member;
    }
    return (seen & kRequired<Object>) == kRequired<Object>;
  }

  // The member that a name declares. Names without escapes, nearly all, are compared where they
  // stand. False: there may be no such member.
  static bool find_member(simdjson::ondemand::field& field, MemberBits& member) {
    const simdjson::ondemand::raw_json_string raw = field.key();
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
      member = declared_member(name);
      return member != kUndeclared || may_be_undeclared<Object>(name);
    }
    return true;
  }

  static bool fill_member(simdjson::ondemand::field& field, MemberBits member, Object& group) {
    switch (member) {
      case kId:
        if constexpr (kIsRequest<Object>) {
          return false;
        } else {
          return fill_string(field.value(), group.id);
        }
      case kName:
        return fill_string(field.value(), group.name);
      case kType:
        return fill_string(field.value(), group.connector_group_type);
      case kDefault:
        return fill_boolean(field.value(), group.is_default);
      default:
        return true;
    }
  }

  template <class String>
  static bool fill_string(simdjson::ondemand::value value, String& member) {
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS) return false;
    member = text;
    return true;
  }

  template <class Boolean>
  static bool fill_boolean(simdjson::ondemand::value value, Boolean& member) {
    bool is_true = false;
    if (value.get_bool().get(is_true) != simdjson::SUCCESS) return false;
    member = is_true;
    return true;
  }

  simdjson::ondemand::parser parser_;
};

}  // namespace connectorgroup::bench
