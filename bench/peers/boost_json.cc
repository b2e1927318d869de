// Boost.JSON as its documentation recommends for many small texts: one parser that is used again,
// and a monotonic resource on a buffer for the values. Needs Boost 1.75 or newer.

#include <array>
#include <boost/json.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "bench/peer.h"

namespace connectorgroup::bench {
namespace {

namespace json = boost::json;

template <class StringType>
bool fill_string(const json::object& object, std::string_view name, StringType& member) {
  const json::value* value = object.if_contains({name.data(), name.size()});
  const json::string* text = value == nullptr ? nullptr : value->if_string();
  if (text == nullptr) return false;
  member = std::string_view(text->data(), text->size());
  return true;
}

template <class Object>
bool fill(const json::value& value, Object& group) {
  const json::object* object = value.if_object();
  if (object == nullptr || !fill_string(*object, "id", group.id) ||
      !fill_string(*object, "name", group.name) ||
      !fill_string(*object, "connectorGroupType", group.connector_group_type)) {
    return false;
  }
  const json::value* is_default = object->if_contains("isDefault");
  const bool* flag = is_default == nullptr ? nullptr : is_default->if_bool();
  if (flag == nullptr) return false;
  group.is_default = *flag;
  return true;
}

template <class ObjectType>
class BoostReader {
 public:
  using Object = ObjectType;

  template <class Consumer>
  bool read(TextView text, Consumer&& consume) {
    Object group{};
    if (!parse(text) || !fill(*value_, group)) return false;
    consume(std::move(group));
    return true;
  }

  template <class Consumer>
  bool read_collection(TextView text, Consumer&& consume) {
    if (!parse(text)) return false;
    const json::object* body = value_->if_object();
    const json::value* value = body == nullptr ? nullptr : body->if_contains("value");
    const json::array* objects = value == nullptr ? nullptr : value->if_array();
    if (objects == nullptr) return false;
    for (const json::value& object : *objects) {
      Object group{};
      if (!fill(object, group)) return false;
      consume(std::move(group));
    }
    return true;
  }

 private:
  static constexpr std::size_t kBufferSize = 16 * 1024;

  bool parse(TextView text) {
    value_.reset();
    memory_.release();
    parser_.reset(&memory_);
    boost::system::error_code error;
    parser_.write(text.plain().data(), text.plain().size(), error);
    if (error) return false;
    value_.emplace(parser_.release());
    return true;
  }

  // In the order of need: the value lives in the resource, and that in the buffer.
  std::array<unsigned char, kBufferSize> buffer_;
  json::monotonic_resource memory_{buffer_.data(), buffer_.size()};
  json::parser parser_;
  std::optional<json::value> value_;
};

class BoostWriter {
 public:
  std::string_view write_collection(std::span<const ConnectorGroupView> groups) {
    json::monotonic_resource memory;
    json::array objects(&memory);
    objects.reserve(groups.size());
    for (const ConnectorGroupView& group : groups) add(group, objects);
    json::object body(&memory);
    body.emplace("value", std::move(objects));
    out_ = json::serialize(body);
    return out_;
  }

 private:
  static void add(const ConnectorGroupView& group, json::array& objects) {
    json::object object(objects.storage());
    object.reserve(4);
    object.emplace("id", text(group.id));
    object.emplace("name", text(group.name));
    object.emplace("connectorGroupType", text(group.connector_group_type));
    object.emplace("isDefault", group.is_default);
    objects.emplace_back(std::move(object));
  }
  static json::string_view text(std::string_view text) { return {text.data(), text.size()}; }

  std::string out_;
};

}  // namespace

void add_boost_json(Suite& suite) {
  suite.add_reader<BoostReader<ConnectorGroup>>("boost-json");
  suite.add_reader<BoostReader<ConnectorGroupView>>("boost-json-view");
  suite.add_writer<BoostWriter>("boost-json");
}

}  // namespace connectorgroup::bench
