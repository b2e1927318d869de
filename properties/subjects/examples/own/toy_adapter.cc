// All that the suite needs: ten lines that hand its texts to the reader, and tell it what was read.
#include "properties/subjects/own/implementation.h"
#include "toy_reader.h"

static connectorgroup_verdict read_request(const char* text, size_t size,
                                           const connectorgroup_sink* sink) {
  toy::Group group;
  if (!toy::read({text, size}, group)) return CONNECTORGROUP_REJECT;
  connectorgroup_say_string(sink, "name", group.name.data(), group.name.size());
  if (group.type) {
    connectorgroup_say_string(sink, "connectorGroupType", group.type->data(), group.type->size());
  }
  if (group.is_default) connectorgroup_say_boolean(sink, "isDefault", *group.is_default);
  return CONNECTORGROUP_ACCEPT;
}

const connectorgroup_implementation* connectorgroup_get_implementation() {
  static connectorgroup_implementation toy{};
  toy.version = CONNECTORGROUP_IMPLEMENTATION_VERSION;
  toy.name = "toy";
  toy.read_request = read_request;
  return &toy;
}
