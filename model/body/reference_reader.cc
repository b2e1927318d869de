// The public face; what it does is in reference_body.cc.

#include "model/body/reference_reader.h"

#include "model/body/reference_body.h"

namespace connectorgroup {

using reference::BodyParse;
using reference::Role;
using reference::Slots;

Result<NewConnectorGroup> ReferenceReader::read_create_request(std::string_view text) {
  BodyParse parse(text, *contract_, limits_, ignored_);
  Slots slots;
  const bool accepted = parse.single(Role::create_request, slots);
  steps_ = parse.steps();
  if (!accepted) return parse.violation();
  return new_group_from(slots);
}

Result<ConnectorGroup> ReferenceReader::read_response(std::string_view text) {
  BodyParse parse(text, *contract_, limits_, ignored_);
  Slots slots;
  const bool accepted = parse.single(Role::response, slots);
  steps_ = parse.steps();
  if (!accepted) return parse.violation();
  return group_from(slots);
}

Result<ConnectorGroupCollection> ReferenceReader::read_collection(std::string_view text) {
  BodyParse parse(text, *contract_, limits_, ignored_);
  ConnectorGroupCollection collection;
  const bool accepted = parse.collection(collection);
  steps_ = parse.steps();
  if (!accepted) return parse.violation();
  return collection;
}

}  // namespace connectorgroup
