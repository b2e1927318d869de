// The groups that a server under test says it has created, so that they can be deleted again.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/contract.h"
#include "model/http/message.h"
#include "properties/subjects/http/server_url.h"

namespace connectorgroup {

// The id in the body of an answer to a create: of an object, the member `id`, if it is a string and
// the text is JSON. Whatever else is wrong with the body doesn't matter. Else empty.
std::string id_in(std::string_view body);

class CreatedGroups {
 public:
  // `contract` must outlive it.
  CreatedGroups(ServerUrl server, const Contract& contract)
      : server_(std::move(server)), contract_(&contract) {}

  // An answer to a request of this method, or as much of one as came. Counts where it is 201, or
  // another 2xx to POST: the group's id is that which Location leads to, if that is a group of this
  // server, or else the one in the body.
  void record(std::string_view method, const ResponseView& answer);

  // The ids recorded since the last call, each once, in the order of creation.
  std::vector<std::string> take_ids();
  // Whether since the last call an answer with status 201 said neither Location nor id.
  bool take_nameless() { return std::exchange(has_nameless_, false); }

 private:
  std::string id_at(std::string_view location) const;

  ServerUrl server_;
  const Contract* contract_;
  std::vector<std::string> ids_;
  std::set<std::string> known_;
  bool has_nameless_ = false;
};

// The path of the collection, without the server's base path.
std::string collection_path(const Contract& contract);
// Where the group is deleted: the collection's path, a slash, the id as one segment. Empty for ids
// that would lead elsewhere: "", "." and "..", which path segments aren't (RFC 3986 section 3.3).
std::string group_path(const Contract& contract, std::string_view id);

}  // namespace connectorgroup
