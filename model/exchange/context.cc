#include "model/exchange/context.h"

#include "model/assertion.h"
#include "model/exchange/target.h"

namespace connectorgroup {

std::string collection_context(std::string_view root, std::string_view version,
                               const Contract& contract) {
  std::string context(root);
  context.append("/").append(version).append("/$metadata#").append(contract.context_fragment);
  return context;
}

std::string entity_context(std::string_view root, std::string_view version,
                           const Contract& contract) {
  return collection_context(root, version, contract) + "/$entity";
}

void insert_context(std::string_view context, Form form, std::size_t begin, std::string& out) {
  // What a URI is made of needs no escapes in JSON.
  CONNECTORGROUP_ASSERT(!uri_reference_fault(context));
  CONNECTORGROUP_ASSERT(out.size() > begin + 1 && out[begin] == '{' && out[begin + 1] != '}');
  const bool page = form == Form::page;
  std::string member(page ? "\n  " : "");
  member.append("\"@odata.context\":").append(page ? " \"" : "\"");
  member.append(context).append("\",");
  out.insert(begin + 1, member);
}

}  // namespace connectorgroup
