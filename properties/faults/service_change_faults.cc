// Services that go wrong about updates and deletes and the conditions on them, and about
// connections: their pieces and their end.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/faults/faulty_service.h"
#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/server_connection.h"

namespace connectorgroup {
namespace {

using namespace faults;

// --- Updates.

std::string patch_without_storing(Served& served, std::string_view octets) {
  const ServiceState before = served.groups;
  const std::string answer = served.answer(octets);
  if (has_method(octets, "PATCH")) served.groups = before;
  return answer;
}

// The whole resource is written, as a PUT would: what isn't sent is what it is by default.
std::string patch_as_put(Served& served, std::string_view octets) {
  Request request = request_of(octets);
  const ServiceState::Stored* stored = served.groups.find(last_segment(request.target));
  const bool has_members = request.content.size() > 2 && request.content.ends_with('}');
  if (request.method != "PATCH" || stored == nullptr || !has_members) {
    return served.answer(octets);
  }
  const auto set_back = [&request](const std::string& member, const std::string& value) {
    if (request.content.find(member) != std::string::npos) return;
    request.content.insert(request.content.size() - 1, ",\"" + member + "\":" + value);
  };
  if (stored->group.is_default) set_back("isDefault", "false");
  if (stored->group.region.has_value()) set_back("region", "null");
  return served.answer(written(request));
}

std::string answer_patch_with_old_tag(Served& served, std::string_view octets) {
  const ServiceState::Stored* stored = served.groups.find(last_segment(request_of(octets).target));
  const std::uint64_t before = stored != nullptr ? stored->version : 0;
  const std::string answer = served.answer(octets);
  if (!has_method(octets, "PATCH") || status_of(answer) != 200) return answer;
  return changed_response(answer, [before](Response& response) {
    set_field(response, "ETag", "\"" + std::to_string(before) + "\"");
  });
}

// What is wrong with the query is seen when the answer is written.
std::string look_at_options_last(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  Request request = request_of(octets);
  const std::size_t query = request.target.find('?');
  if (status_of(answer) < 400 || query == std::string::npos) return answer;
  request.target.resize(query);
  served.answer(written(request));
  return answer;
}

// --- Conditions.

// The answer as it is without these fields of the request.
std::string answered_without(Served& served, std::string_view octets, std::string_view field) {
  Request request = request_of(octets);
  std::erase_if(request.fields,
                [field](const Field& each) { return equal_ignoring_case(each.name, field); });
  return served.answer(written(request));
}

// Tags are counted in one octet.
std::string compare_no_tags_beyond_nine(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  const Field* match = find_field(request.fields, "If-Match");
  if (match == nullptr || match->value.size() != 3) return served.answer(octets);
  const ServiceState::Stored* stored = served.groups.find(last_segment(request.target));
  if (stored == nullptr || stored->version < 10) return served.answer(octets);
  const bool same = match->value[1] == static_cast<char>('0' + stored->version % 10);
  return same ? answered_without(served, octets, "If-Match") : served.answer(octets);
}

std::string ignore_if_match(Served& served, std::string_view octets) {
  return answered_without(served, octets, "If-Match");
}
std::string ignore_if_none_match(Served& served, std::string_view octets) {
  return answered_without(served, octets, "If-None-Match");
}

// The value is compared with the tag, whatever else it may be.
std::string know_no_asterisk(Served& served, std::string_view octets) {
  Request request = request_of(octets);
  for (Field& field : request.fields) {
    if (equal_ignoring_case(field.name, "If-Match") && field.value == "*") field.value = "\"*\"";
  }
  return served.answer(written(request));
}

// --- Deletes.

// A flag that reads of one group look at, and lists don't.
std::string list_deleted(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  const std::string id = last_segment(request.target);
  if (served.kept.contains(id)) return answered_at(served, octets, request.target + "-");
  const ServiceState all = served.groups;
  const std::string answer = served.answer(octets);
  if (request.method != "DELETE" || status_of(answer) != 204) return answer;
  served.groups = all;
  served.kept[id] = "deleted";
  return answer;
}

std::string delete_nothing(Served& served, std::string_view octets) {
  const ServiceState before = served.groups;
  const std::string answer = served.answer(octets);
  if (has_method(octets, "DELETE")) served.groups = before;
  return answer;
}

// The first of the list goes, whichever it is.
std::string delete_first(Served& served, std::string_view octets) {
  const ServiceState before = served.groups;
  const std::string answer = served.answer(octets);
  if (!has_method(octets, "DELETE") || status_of(answer) != 204) return answer;
  served.groups = before;
  const std::string first = before.groups().begin()->second.group.id;
  served.groups.remove(first);
  return answer;
}

// It is done, and then asked whether it may be.
std::string delete_before_asking(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  const Request request = request_of(octets);
  if (request.method == "DELETE" && status_of(answer) == 401) {
    served.groups.remove(last_segment(request.target));
  }
  return answer;
}

std::string delete_what_is_not_there(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  if (!has_method(octets, "DELETE") || status_of(answer) != 404) return answer;
  return "HTTP/1.1 204 No Content\r\nOData-Version: 4.0\r\n\r\n";
}

// --- Connections.

std::string say_nothing_of_the_end(Served& served, std::string_view octets) {
  return replaced(served.answer(octets), "Connection: close\r\n", "");
}

// That a client of HTTP/1.0 expects the end goes without saying, and so it is never said.
std::string say_nothing_to_old_clients(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  const bool expects_end =
      request.minor_version == 0 && find_field(request.fields, "Connection") == nullptr;
  return expects_end ? say_nothing_of_the_end(served, octets) : served.answer(octets);
}

// A line's end is looked for in each read by itself.
class LosesLineFeed : public ServerConnection {
 public:
  explicit LosesLineFeed(std::unique_ptr<ServerConnection> right) : right_(std::move(right)) {}

  void send(std::string_view octets) override {
    if (after_return_ && octets.starts_with('\n')) octets.remove_prefix(1);
    if (octets.empty()) return;
    after_return_ = octets.ends_with('\r');
    right_->send(octets);
  }
  void end() override { right_->end(); }
  std::string receive() override { return right_->receive(); }

 private:
  std::unique_ptr<ServerConnection> right_;
  bool after_return_ = false;
};

Deviation losing_line_feeds() {
  Deviation deviation;
  deviation.connection = [](std::unique_ptr<ServerConnection> right) {
    return std::make_unique<LosesLineFeed>(std::move(right));
  };
  return deviation;
}

// --- Witnesses.

ScriptAnswer patch_then_get(Asking& service) {
  return service.create("a").send("PATCH", "/#", R"({"name":"b"})").send("GET", "/#").told();
}
ScriptAnswer patch_one_of_two(Asking& service) {
  service.send("POST", "", R"({"name":"a","isDefault":true})");
  return service.send("PATCH", "/#", R"({"name":"b"})").told();
}
ScriptAnswer patch_ten_times(Asking& service) {
  service.create("a");
  for (int i = 0; i < 10; ++i)
    service.send("PATCH", "/#", "{\"name\":\"" + std::to_string(i) + "\"}");
  return service.send("DELETE", "/#", "", "If-Match: \"1\"\r\n").told();
}
ScriptAnswer delete_of_another_tag(Asking& service) {
  return service.create("a").send("DELETE", "/#", "", "If-Match: \"9\"\r\n").told();
}
ScriptAnswer delete_of_any_tag(Asking& service) {
  return service.create("a").send("DELETE", "/#", "", "If-Match: *\r\n").told();
}
ScriptAnswer get_if_new(Asking& service) {
  return service.create("a").send("GET", "/#", "", "If-None-Match: \"1\"\r\n").told();
}
ScriptAnswer delete_then_list(Asking& service) {
  return service.create("a").send("DELETE", "/#").send("GET", "").told();
}
ScriptAnswer delete_then_get(Asking& service) {
  return service.create("a").send("DELETE", "/#").send("GET", "/#").told();
}
ScriptAnswer delete_second(Asking& service) {
  const std::string second = Numbers(1).next();
  return service.create("a").create("b").send("DELETE", "/" + second).send("GET", "").told();
}
ScriptAnswer delete_without_token(Asking& service) {
  return service.create("a")
      .send("DELETE", "/#", "", "Authorization: Basic dTpw\r\n")
      .send("GET", "/#")
      .told();
}
ScriptAnswer delete_twice(Asking& service) {
  return service.create("a").send("DELETE", "/#").send("DELETE", "/#").told();
}
ScriptAnswer list_and_close(Asking& service) {
  return service.send("GET", "", "", "Connection: close\r\n").told();
}

ScriptAnswer delete_with_option(Asking& service) {
  return service.create("a").send("DELETE", "/#?$filter=a").send("GET", "/#").told();
}
ScriptAnswer list_by_old_client(Asking& service) {
  return service
      .send_octets("GET /beta/connectorGroups HTTP/1.0\r\nAuthorization: Bearer t\r\n\r\n")
      .told();
}
constexpr ServiceScript kLineEndInTwoReads = asking([](Subject& subject) {
  const std::unique_ptr<ServerConnection> connection = subject.connect();
  connection->send("GET /beta/connectorGroups HTTP/1.1\r");
  connection->send("\nHost: h\r\nAuthorization: Bearer t\r\n\r\n");
  connection->end();
  return told(connection->receive());
});

constexpr std::array kFaults{
    PlantedFault{"service.update-not-stored", "Answers an update right, and stores nothing.",
                 "service.agrees-with-map", asks<patch_then_get>,
                 [] { return serving(patch_without_storing); }},
    PlantedFault{"service.update-as-put", "Sets back what an update leaves out.",
                 "service.agrees-with-map", asks<patch_one_of_two>,
                 [] { return serving(patch_as_put); }},
    PlantedFault{"service.stale-tag", "Answers an update with the entity tag of before.",
                 "service.agrees-with-map", asks<patch_then_get>,
                 [] { return serving(answer_patch_with_old_tag); }},
    PlantedFault{"service.tag-of-one-digit",
                 "Compares the last digit of a version with a tag of one.",
                 "service.agrees-with-map", asks<patch_ten_times>,
                 [] { return serving(compare_no_tags_beyond_nine); }},
    PlantedFault{"service.if-match-ignored", "Changes a group whatever If-Match says.",
                 "service.agrees-with-map", asks<delete_of_another_tag>,
                 [] { return serving(ignore_if_match); }},
    PlantedFault{"service.if-match-any", "Knows no asterisk in If-Match.",
                 "service.refusal-changes-nothing", asks<delete_of_any_tag>,
                 [] { return serving(know_no_asterisk); }},
    PlantedFault{"service.if-none-match-ignored", "Sends a group whatever If-None-Match says.",
                 "service.agrees-with-map", asks<get_if_new>,
                 [] { return serving(ignore_if_none_match); }},
    PlantedFault{"service.deleted-in-list", "Lists groups that were deleted.",
                 "exchange.write.status", asks<delete_then_list>,
                 [] { return serving(list_deleted); }},
    PlantedFault{"service.delete-nothing", "Answers that a group is deleted, and keeps it.",
                 "exchange.write.status", asks<delete_then_get>,
                 [] { return serving(delete_nothing); }},
    PlantedFault{"service.delete-first", "Deletes the first group, whichever is asked for.",
                 "exchange.write.status", asks<delete_second>,
                 [] { return serving(delete_first); }},
    PlantedFault{"service.delete-before-asking",
                 "Deletes a group before it looks at the credentials.",
                 "exchange.authorization.missing bearer.scheme", asks<delete_without_token>,
                 [] { return serving(delete_before_asking); }},
    PlantedFault{"service.delete-again", "Answers 204 to the delete of a group that isn't there.",
                 "service.agrees-with-map", asks<delete_twice>,
                 [] { return serving(delete_what_is_not_there); }},
    PlantedFault{"service.end-not-said", "Closes a connection and doesn't say so.",
                 "service.every-request-is-answered", asks<list_and_close>,
                 [] { return serving(say_nothing_of_the_end); }},
    PlantedFault{"service.options-last", "Writes, and then refuses what the query asks for.",
                 "service.refusal-changes-nothing", asks<delete_with_option>,
                 [] { return serving(look_at_options_last); }},
    PlantedFault{"service.old-client-end", "Doesn't say to a client of HTTP/1.0 that it closes.",
                 "service.every-request-is-answered", asks<list_by_old_client>,
                 [] { return serving(say_nothing_to_old_clients); }},
    PlantedFault{"service.line-end-in-two-reads",
                 "Loses a line feed that comes in another read than its carriage return.",
                 "service.segmentation", [] { return script(kLineEndInTwoReads); },
                 losing_line_feeds},
};

}  // namespace

std::span<const PlantedFault> service_change_faults() { return kFaults; }

}  // namespace connectorgroup
