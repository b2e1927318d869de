#include "model/body/refusal.h"

#include "model/assertion.h"
#include "model/body/reference_body.h"
#include "model/connector_group.h"

namespace connectorgroup {
namespace {

// That the readers refuse the same texts is a law, so a text that is accepted here is an error of
// ours, not of the text.
Violation found(const reference::BodyParse& parse, [[maybe_unused]] bool accepted) {
  CONNECTORGROUP_ASSERT(!accepted);
  return parse.violation();
}

}  // namespace

Violation refusal_of_object(std::string_view text, const Contract& contract, const Limits& limits,
                            Role role, const VerifiedPart& part) {
  const reference::Role same_role =
      role == Role::response ? reference::Role::response : reference::Role::create_request;
  reference::BodyParse parse(text, contract, limits, {});
  if (part.end != VerifiedPart::End::beginning) {
    return found(parse, parse.rest_of_single(same_role, part));
  }
  reference::Slots slots;
  return found(parse, parse.single(same_role, slots));
}

Violation refusal_of_collection(std::string_view text, const Contract& contract,
                                const Limits& limits, const VerifiedPart& part) {
  reference::BodyParse parse(text, contract, limits, {});
  if (part.end != VerifiedPart::End::beginning) return found(parse, parse.rest_of_collection(part));
  ConnectorGroupCollection collection;
  return found(parse, parse.collection(collection));
}

}  // namespace connectorgroup
