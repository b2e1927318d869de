// Services that go wrong about the ids of new groups, or about what they store of a create.

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "properties/faults/faulty_service.h"
#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"

namespace connectorgroup {
namespace {

using namespace faults;

// --- Ids.

// The id is the number of groups and one, which is taken once another than the last was deleted.
std::string number_by_size(Served& served, std::string_view octets) {
  if (!has_method(octets, "POST")) return served.answer(octets);
  const std::uint64_t given = served.groups.size();
  served.numbers = Numbers(given);
  served.groups.remove(Numbers(given).next());
  return served.answer(octets);
}

// The name is the key of a table, as it is in the page's wording "name of the group".
std::string give_id_by_name(Served& served, std::string_view octets) {
  const ServiceState before = served.groups;
  const std::string answer = served.answer(octets);
  if (status_of(answer) != 201) return answer;
  const ConnectorGroup& made = served.groups.groups().rbegin()->second.group;
  for (const auto& [created, stored] : before.groups()) {
    if (stored.group.name != made.name) continue;
    const std::string id = made.id;
    const std::string same = stored.group.id;
    served.groups = before;
    return changed_response(answer, [&](Response& response) {
      response.content = replaced(response.content, id, same);
      for (Field& field : response.fields) field.value = replaced(field.value, id, same);
    });
  }
  return answer;
}

// --- Creates.

// What a lazy reader had taken before it found the fault was stored already.
std::string keep_of_refused(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  const Request request = request_of(octets);
  if (request.method != "POST" || status_of(answer) != 400) return answer;
  const std::size_t end = request.content.find('}');
  if (end == std::string::npos) return answer;
  Request begun = request;
  begun.content.resize(end + 1);
  served.answer(written(begun));
  return answer;
}

// The group is stored for each chunk that completes an object; the last chunk does so again.
std::string store_chunked_twice(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  const Request request = request_of(octets);
  const bool chunked = find_field(request.fields, "Transfer-Encoding") != nullptr;
  if (chunked && status_of(answer) == 201) served.answer(octets);
  return answer;
}

// A pool of eight, and no place is looked for after the last.
std::string refuse_ninth(Served& served, std::string_view octets) {
  if (has_method(octets, "POST") && served.groups.size() >= 8) {
    return "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
  }
  return served.answer(octets);
}

// A cache where there should be a table: what was used least gives way.
std::string evict_oldest(Served& served, std::string_view octets) {
  constexpr std::size_t kRoom = 16;
  const std::string answer = served.answer(octets);
  while (served.groups.size() > kRoom) {
    const std::string oldest = served.groups.groups().begin()->second.group.id;
    served.groups.remove(oldest);
  }
  return answer;
}

// A buffer for the address that is filled once.
std::string locate_first(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  if (status_of(answer) != 201) return answer;
  return changed_response(answer, [&served](Response& response) {
    std::string& first = served.kept["Location"];
    const Field* location = find_field(response.fields, "Location");
    if (first.empty() && location != nullptr) first = location->value;
    set_field(response, "Location", first);
  });
}

std::string cut_long_names(Served& served, std::string_view octets) {
  constexpr std::size_t kMost = 255;
  const std::string answer = served.answer(octets);
  for (const auto& [created, stored] : std::map(served.groups.groups())) {
    if (stored.group.name.size() <= kMost) continue;
    ConnectorGroup shorter = stored.group;
    shorter.name.resize(kMost);
    while (!shorter.name.empty() &&
           (static_cast<unsigned char>(stored.group.name[shorter.name.size()]) & 0xC0) == 0x80) {
      shorter.name.pop_back();
    }
    served.groups.update(shorter);
  }
  return answer;
}

// CHAR of a database, or a form's trim(): of what is read back, not of what is answered.
std::string trim_names(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  for (const auto& [created, stored] : std::map(served.groups.groups())) {
    if (!stored.group.name.ends_with(' ')) continue;
    ConnectorGroup shorter = stored.group;
    shorter.name.erase(shorter.name.find_last_not_of(' ') + 1);
    served.groups.update(shorter);
  }
  return answer;
}

// --- Witnesses.

ScriptAnswer create_delete_create(Asking& service) {
  service.create("a").create("b").send("DELETE", "/#");
  return service.create("c").send("GET", "").told();
}
ScriptAnswer create_twice(Asking& service) { return service.create("a").create("a").told(); }
ScriptAnswer create_badly(Asking& service) {
  return service.send("POST", "", R"({"name":"a"}x)").send("GET", "").told();
}
ScriptAnswer create_in_chunks(Asking& service) {
  return service
      .send_octets(
          "POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n"
          "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
          "c\r\n{\"name\":\"a\"}\r\n0\r\n\r\n")
      .send("GET", "")
      .told();
}
ScriptAnswer create_long(Asking& service) {
  return service.create(std::string(300, 'a')).send("GET", "/#").told();
}
ScriptAnswer create_with_blank(Asking& service) {
  return service.create("a ").send("GET", "/#").told();
}

constexpr std::array kFaults{
    PlantedFault{"service.id-by-size", "Numbers a new group by how many there are.",
                 "exchange.write.status", asks<create_delete_create>,
                 [] { return serving(number_by_size); }},
    PlantedFault{"service.id-by-name", "Gives a second group of a name the id of the first.",
                 "exchange.write.status", asks<create_twice>,
                 [] { return serving(give_id_by_name); }},
    PlantedFault{
        "service.refused-and-kept", "Stores the group of a refused create, as far as it was read.",
        "service.agrees-with-map", asks<create_badly>, [] { return serving(keep_of_refused); }},
    PlantedFault{"service.chunked-twice", "Stores a group twice that comes in chunks.",
                 "http.chunk.several", asks<create_in_chunks>,
                 [] { return serving(store_chunked_twice); }},
    PlantedFault{"service.eight-groups", "Has no room for a ninth group.",
                 "service.agrees-with-map", asks<create_many<9>>,
                 [] { return serving(refuse_ninth); }},
    PlantedFault{"service.sixteen-groups", "Forgets the oldest group when a seventeenth comes.",
                 "exchange.get-equals-post", asks<create_many<17>>,
                 [] { return serving(evict_oldest); }},
    PlantedFault{"service.first-location", "States the Location of the first group for each.",
                 "exchange.write.location", asks<create_twice>,
                 [] { return serving(locate_first); }},
    PlantedFault{"service.long-name-cut", "Stores no more than 255 octets of a name.",
                 "exchange.get-equals-post", asks<create_long>,
                 [] { return serving(cut_long_names); }},
    PlantedFault{"service.name-trimmed", "Stores a name without the blanks at its end.",
                 "exchange.get-equals-post", asks<create_with_blank>,
                 [] { return serving(trim_names); }},
};

}  // namespace

std::span<const PlantedFault> service_create_faults() { return kFaults; }

}  // namespace connectorgroup
