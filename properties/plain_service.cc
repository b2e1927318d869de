#include "properties/plain_service.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "model/body/reference_reader.h"
#include "model/body/text_check.h"
#include "model/body/writer.h"
#include "model/http/writer.h"

namespace connectorgroup {
namespace {

bool has_region(const Contract& contract) {
  return contract.member(MemberId::region).request == InRequest::optional;
}

std::string path_of(const Contract& contract) {
  return "/" + std::string(contract.version_segments.front()) + std::string(contract.path);
}

std::string item_of(const PlainCommand& command, const Contract& contract) {
  const std::string id = plain_id(command.number);
  switch (command.spelling) {
    case IdSpelling::segment:
      break;
    case IdSpelling::encoded:
      return path_of(contract) + "/%30" + id.substr(1);
    case IdSpelling::key:
      return path_of(contract) + "('" + id + "')";
  }
  return path_of(contract) + "/" + id;
}

std::string list_of(const PlainCommand& command, const Contract& contract) {
  std::string options;
  const auto add = [&options](std::string_view name, const std::string& value) {
    options += options.empty() ? "?" : "&";
    options.append(name).append("=").append(value);
  };
  if (command.top) add("$top", std::to_string(*command.top));
  if (command.skip) add("$skip", std::to_string(*command.skip));
  if (command.count) add("$count", "true");
  return path_of(contract) + options;
}

// JSON of the members that the command sets.
std::string body_of(const PlainCommand& command) {
  std::string body = "{";
  const auto add = [&body](std::string_view name, std::string_view value) {
    if (body.size() > 1) body += ",";
    body.append("\"").append(name).append("\":").append(value);
  };
  if (command.name) {
    // The writer's string, without the object around it.
    NewConnectorGroupView group;
    group.name = *command.name;
    std::string object;
    const auto fault = write_create_request(group, Form::compact, graph_2017(), object);
    add("name", fault ? "\"\"" : std::string_view(object).substr(8, object.size() - 9));
  }
  if (command.is_default) add("isDefault", *command.is_default ? "true" : "false");
  if (command.region) {
    add("region", command.region->empty() ? "null" : "\"" + *command.region + "\"");
  }
  return body + "}";
}

}  // namespace

std::string plain_id(std::size_t number) {
  std::array<char, 40> text{};
  const int size =
      std::snprintf(text.data(), text.size(), "00000000-0000-0000-0000-%012zx", number);
  return std::string(text.data(), static_cast<std::size_t>(size));
}

PlainCommand any_command(const Contract& contract, std::string_view text, std::size_t numbers_end,
                         RandomSource& random) {
  constexpr std::array<CommandKind, 14> kKinds{
      CommandKind::create,     CommandKind::create,   CommandKind::create,   CommandKind::create,
      CommandKind::get,        CommandKind::get,      CommandKind::list,     CommandKind::update,
      CommandKind::update,     CommandKind::remove,   CommandKind::bad_body, CommandKind::bad_path,
      CommandKind::bad_method, CommandKind::bad_token};
  constexpr std::array<std::string_view, 4> kRegions{"nam", "eur", "asia", ""};
  PlainCommand command;
  command.kind = kKinds[random.below(kKinds.size())];
  command.number = 1 + random.below(numbers_end + 1);
  const bool creates = command.kind == CommandKind::create;
  if (creates || random.chance(1, 2)) {
    const std::size_t begin = random.below(text.size() + 1);
    std::string name(text.substr(begin, random.below(24)));
    command.name = check_text(name).fault ? "n" : std::move(name);
  }
  if (random.chance(1, 2)) {
    if (has_region(contract)) {
      command.region = kRegions[random.below(kRegions.size())];
    } else {
      command.is_default = random.chance(1, 2);
    }
  }
  if (random.chance(1, 4)) command.if_version = random.below(4);
  if (random.chance(1, 4)) command.top = random.below(4);
  if (random.chance(1, 4)) command.skip = random.below(4);
  command.count = random.chance(1, 4);
  if (random.chance(1, 4)) command.spelling = static_cast<IdSpelling>(random.below(3));
  // Longer than a column of a table, or an octet's worth of length.
  if (command.name && random.chance(1, 16)) command.name->append(300, 'n');
  return command;
}

Request request_of(const PlainCommand& command, const Contract& contract) {
  const std::string collection = path_of(contract);
  const std::string item = item_of(command, contract);
  Request request;
  request.fields = {{"Host", "h"}, {"Authorization", "Bearer t"}};
  request.method = "GET";
  request.target = collection;
  const auto send = [&](std::string_view method, const std::string& target, std::string body) {
    request.method = method;
    request.target = target;
    request.content = std::move(body);
    request.fields.push_back({"Content-Type", "application/json"});
  };
  switch (command.kind) {
    case CommandKind::create:
      send("POST", collection, body_of(command));
      break;
    case CommandKind::list:
      request.target = list_of(command, contract);
      break;
    case CommandKind::get:
      request.target = item;
      break;
    case CommandKind::update:
      send("PATCH", item, body_of(command));
      break;
    case CommandKind::remove:
      request.method = "DELETE";
      request.target = item;
      break;
    case CommandKind::bad_body:
      send("POST", collection, body_of(command) + "x");
      break;
    case CommandKind::bad_path:
      request.target = item + "/members";
      break;
    case CommandKind::bad_method:
      request.method = "PUT";
      break;
    case CommandKind::bad_token:
      request.method = "DELETE";
      request.target = item;
      request.fields[1].value = "Basic t";
      break;
  }
  const bool gets = command.kind == CommandKind::get;
  const bool conditional =
      gets || command.kind == CommandKind::update || command.kind == CommandKind::remove;
  if (conditional && command.if_version) {
    const std::string tag = "\"" + std::to_string(*command.if_version) + "\"";
    request.fields.push_back(
        {gets ? "If-None-Match" : "If-Match", *command.if_version == 0 ? "*" : tag});
  }
  return request;
}

std::string octets_of(const PlainCommand& command, const Contract& contract) {
  const Request request = request_of(command, contract);
  std::string octets;
  const auto fault = write_request(ViewOf(request).request(), octets);
  CONNECTORGROUP_ASSERT(!fault);
  return octets;
}

PlainAnswer PlainService::create(const PlainCommand& command) {
  if (!command.name) return {400, {}, std::nullopt};
  ConnectorGroup group{plain_id(++created_), *command.name, "applicationProxy", false, {}};
  group.is_default = command.is_default.value_or(false);
  if (has_region(*contract_)) {
    group.region = command.region.value_or("").empty() ? Member<std::string>(kNull)
                                                       : Member<std::string>(*command.region);
  }
  groups_[created_] = {group, 1};
  return {201, {group}, 1};
}

PlainAnswer PlainService::list(const PlainCommand& command) const {
  PlainAnswer answer{200, {}, std::nullopt};
  std::size_t at = 0;
  for (const auto& [number, stored] : groups_) {
    if (at++ < command.skip.value_or(0)) continue;
    if (answer.groups.size() == command.top.value_or(groups_.size())) break;
    answer.groups.push_back(stored.group);
  }
  if (command.count) answer.count = groups_.size();
  return answer;
}

PlainAnswer PlainService::update(const PlainCommand& command, Stored& stored) {
  ConnectorGroup group = stored.group;
  if (command.name) group.name = *command.name;
  if (command.is_default) group.is_default = *command.is_default;
  if (command.region) {
    group.region =
        command.region->empty() ? Member<std::string>(kNull) : Member<std::string>(*command.region);
  }
  if (group != stored.group) stored = {group, stored.version + 1};
  return {200, {stored.group}, stored.version};
}

PlainAnswer PlainService::answer(const PlainCommand& command) {
  const auto found = groups_.find(command.number);
  const bool here = found != groups_.end();
  const bool any = command.if_version == std::uint64_t{0};
  const bool matches =
      !command.if_version || any || (here && *command.if_version == found->second.version);
  switch (command.kind) {
    case CommandKind::create:
      return create(command);
    case CommandKind::list:
      return list(command);
    case CommandKind::get:
      if (!here) return {404, {}, std::nullopt};
      if (command.if_version && matches) return {304, {}, found->second.version};
      return {200, {found->second.group}, found->second.version};
    case CommandKind::update:
      if (!here || !matches) return {here ? 412 : 404, {}, std::nullopt};
      return update(command, found->second);
    case CommandKind::remove:
      if (!here || !matches) return {here ? 412 : 404, {}, std::nullopt};
      groups_.erase(found);
      return {204, {}, std::nullopt};
    case CommandKind::bad_body:
      return {400, {}, std::nullopt};
    case CommandKind::bad_path:
      return {404, {}, std::nullopt};
    case CommandKind::bad_method:
      return {405, {}, std::nullopt};
    case CommandKind::bad_token:
      return {401, {}, std::nullopt};
  }
  return {};
}

Broken judge_answer(const PlainAnswer& due, const Response& response, const Contract& contract) {
  if (response.status != due.status) {
    return "status " + std::to_string(response.status) + ", not " + std::to_string(due.status);
  }
  const Field* tag = find_field(response.fields, "ETag");
  if (due.version && (tag == nullptr || tag->value != "\"" + std::to_string(*due.version) + "\"")) {
    return "not the tag of version " + std::to_string(*due.version);
  }
  if (due.status >= 300 || due.status == 204) return std::nullopt;
  if (due.status == 201) {
    const Field* location = find_field(response.fields, "Location");
    const std::string place = path_of(contract) + "/" + due.groups.front().id;
    if (location == nullptr || !location->value.ends_with(place)) return "not the group's Location";
  }
  ReferenceReader reader(contract);
  if (due.version) {
    const Result<ConnectorGroup> group = reader.read_response(response.content);
    if (!group.accepted()) return describe(group.violation());
    return group.value() == due.groups.front() ? std::nullopt : Broken("another group");
  }
  const Result<ConnectorGroupCollection> groups = reader.read_collection(response.content);
  if (!groups.accepted()) return describe(groups.violation());
  if (groups.value().controls.count != due.count) return "another count";
  return groups.value().groups == due.groups ? std::nullopt : Broken("other groups");
}

}  // namespace connectorgroup
