// Services that go wrong about reads: of lists and their options, of one group, and by HEAD.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "properties/faults/faulty_service.h"
#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"

namespace connectorgroup {
namespace {

using namespace faults;

// --- Lists.

bool is_list(const Request& request) {
  const std::string_view path =
      std::string_view(request.target).substr(0, request.target.find('?'));
  return request.method == "GET" && path.ends_with("/connectorGroups");
}

std::string list_newest_first(Served& served, std::string_view octets) {
  if (!is_list(request_of(octets))) return served.answer(octets);
  const ServiceState before = served.groups;
  ServiceState turned = before;
  for (const auto& [created, stored] : before.groups()) turned.remove(stored.group.id);
  for (auto at = before.groups().rbegin(); at != before.groups().rend(); ++at) {
    turned.add(at->second.group);
  }
  served.groups = turned;
  const std::string answer = served.answer(octets);
  served.groups = before;
  return answer;
}

// A page of ten, and no link to the next.
std::string list_ten(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  if (!is_list(request) || request.target.find('?') != std::string::npos) {
    return served.answer(octets);
  }
  return answered_at(served, octets, request.target + "?$top=10");
}

// An option of the query as a number; nothing where it isn't there.
std::optional<std::size_t> option(const std::string& target, std::string_view name) {
  const std::size_t at = target.find(std::string(name) + "=");
  if (at == std::string::npos) return std::nullopt;
  const std::size_t begin = at + name.size() + 1;
  const std::string digits = target.substr(begin, target.find('&', begin) - begin);
  const bool number = !digits.empty() && digits.size() <= 6 &&
                      digits.find_first_not_of("0123456789") == std::string::npos;
  return number ? std::optional(std::stoul(digits)) : std::nullopt;
}

std::string list_all_at_top_zero(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  if (!is_list(request) || option(request.target, "$top") != 0) return served.answer(octets);
  return answered_at(served, octets, replaced(request.target, "$top=0", "$top=999999"));
}

// Pages are counted from one, and so are their groups.
std::string skip_one_less(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  const std::optional<std::size_t> skip = option(request.target, "$skip");
  if (!is_list(request) || skip.value_or(0) == 0) return served.answer(octets);
  return answered_at(served, octets,
                     replaced(request.target, "$skip=" + std::to_string(*skip),
                              "$skip=" + std::to_string(*skip - 1)));
}

std::string count_what_is_listed(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  const Request request = request_of(octets);
  if (!is_list(request) || status_of(answer) != 200) return answer;
  return changed_response(answer, [&request, &served](Response& response) {
    const std::size_t top = option(request.target, "$top").value_or(served.groups.size());
    const std::string all = "\"@odata.count\":" + std::to_string(served.groups.size());
    const std::string listed =
        "\"@odata.count\":" + std::to_string(std::min(top, served.groups.size()));
    response.content = replaced(response.content, all, listed);
  });
}

// An answer that is kept by its target, and thrown away when that target is written.
std::string cache_lists(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  if (request.method == "POST") served.kept.erase(request.target);
  if (!is_list(request) || !find_field(request.fields, "Authorization")) {
    return served.answer(octets);
  }
  std::string& kept = served.kept[request.target];
  if (kept.empty() || status_of(kept) != 200) kept = served.answer(octets);
  return kept;
}

// --- Groups.

// A time of last use beside the group makes a new version of it.
std::string touch_on_get(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  const Request request = request_of(octets);
  const ServiceState::Stored* stored = served.groups.find(last_segment(request.target));
  if (request.method != "GET" || status_of(answer) != 200 || stored == nullptr) return answer;
  ConnectorGroup group = stored->group;
  group.name += "x";
  served.groups.update(group);
  group.name.pop_back();
  served.groups.update(group);
  return answer;
}

std::string answer_head_without_length(Served& served, std::string_view octets) {
  std::string answer = served.answer(octets);
  if (!has_method(octets, "HEAD")) return answer;
  const std::size_t at = answer.find("Content-Length: ");
  if (at == std::string::npos) return answer;
  return answer.replace(at + 16, answer.find("\r\n", at) - at - 16, "0");
}

std::string take_no_keys_in_parentheses(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  if (request.target.find("connectorGroups(") == std::string::npos) return served.answer(octets);
  return answered_at(served, octets, replaced(request.target, "(", "/("));
}

std::string decode_no_ids(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  const std::string id = last_segment(request.target);
  const bool item = request.target.find("/connectorGroups/") != std::string::npos;
  if (id.find('%') == std::string::npos || !item) return served.answer(octets);
  return answered_at(served, octets, replaced(request.target, "%", "%25"));
}

// A table for each of the service's versions.
std::string keep_versions_apart(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  const bool old = request.target.find("/v1.0/") != std::string::npos;
  const std::string version = old ? "v1.0" : "beta";
  const ServiceState all = served.groups;
  if (request.method == "POST") {
    const std::string answer = served.answer(octets);
    if (served.groups.size() > all.size()) {
      served.kept[served.groups.groups().rbegin()->second.group.id] = version;
    }
    return answer;
  }
  for (const auto& [created, stored] : all.groups()) {
    if (served.kept[stored.group.id] != version) served.groups.remove(stored.group.id);
  }
  const bool changes = request.method == "PATCH" || request.method == "DELETE";
  const std::string answer = served.answer(octets);
  if (!changes || status_of(answer) >= 400) served.groups = all;
  return answer;
}

// --- Paths.

// The web server in front answers for what it has no route for.
std::string answer_with_default_page(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  const Request request = request_of(octets);
  const bool routed = request.target.find("connectorGroups") != std::string::npos;
  if (routed || request.method == "HEAD" || status_of(answer) < 400) return answer;
  return changed_response(answer, [](Response& response) {
    set_field(response, "Content-Type", "text/html");
    response.content = "<h1>Not Found</h1>";
  });
}

// --- Witnesses.

ScriptAnswer list_top_zero(Asking& service) {
  return service.create("a").send("GET", "?$top=0").told();
}
ScriptAnswer list_with_skip(Asking& service) {
  return service.create("a").create("b").send("GET", "?$skip=1").told();
}
ScriptAnswer list_with_count(Asking& service) {
  return service.create("a").create("b").send("GET", "?$top=1&$count=true").told();
}
ScriptAnswer patch_then_list(Asking& service) {
  return service.create("a")
      .send("GET", "")
      .send("PATCH", "/#", R"({"name":"b"})")
      .send("GET", "")
      .told();
}
ScriptAnswer get_twice(Asking& service) {
  return service.create("a").send("GET", "/#").send("GET", "/#").told();
}
ScriptAnswer head(Asking& service) { return service.create("a").send("HEAD", "/#").told(); }
ScriptAnswer get_by_key(Asking& service) { return service.create("a").send("GET", "('#')").told(); }
ScriptAnswer get_encoded(Asking& service) {
  const std::string id = Numbers().next().substr(1);
  return service.create("a").send("GET", "/%30" + id).told();
}
ScriptAnswer get_of_other_version(Asking& service) {
  return service.create("a").send_to("GET", "/v1.0/connectorGroups", "", "").told();
}

ScriptAnswer get_elsewhere(Asking& service) {
  return service.send_to("GET", "/beta/groups", "", "").told();
}

constexpr std::array kFaults{
    PlantedFault{"service.newest-first", "Lists the groups from the last to the first.",
                 "service.agrees-with-map", asks<create_many<2>>,
                 [] { return serving(list_newest_first); }},
    PlantedFault{"service.list-of-ten", "Lists ten groups, and doesn't say that there are more.",
                 "exchange.get-equals-post", asks<create_many<11>>,
                 [] { return serving(list_ten); }},
    PlantedFault{"service.top-zero", "Takes $top=0 for no limit.", "service.agrees-with-map",
                 asks<list_top_zero>, [] { return serving(list_all_at_top_zero); }},
    PlantedFault{"service.skip-from-one", "Counts the groups that $skip passes over from one.",
                 "service.agrees-with-map", asks<list_with_skip>,
                 [] { return serving(skip_one_less); }},
    PlantedFault{"service.count-of-page", "Counts the groups on the page, not all.",
                 "service.agrees-with-map", asks<list_with_count>,
                 [] { return serving(count_what_is_listed); }},
    PlantedFault{"service.cached-list", "Keeps a list until the next create, whatever changes.",
                 "service.agrees-with-map", asks<patch_then_list>,
                 [] { return serving(cache_lists); }},
    PlantedFault{"service.get-touches", "Changes the entity tag of a group that is read.",
                 "service.agrees-with-map", asks<get_twice>, [] { return serving(touch_on_get); }},
    PlantedFault{"service.head-of-zero", "Answers HEAD with a Content-Length of zero.",
                 "http.write.true-length", asks<head>,
                 [] { return serving(answer_head_without_length); }},
    PlantedFault{"service.no-keys", "Doesn't find a group by its key in parentheses.",
                 "exchange.get-equals-post", asks<get_by_key>,
                 [] { return serving(take_no_keys_in_parentheses); }},
    PlantedFault{"service.id-not-decoded", "Compares ids as they stand in the path, encoded.",
                 "exchange.path.percent-encoded", asks<get_encoded>,
                 [] { return serving(decode_no_ids); }},
    PlantedFault{"service.versions-apart", "Keeps the groups of each version of the service apart.",
                 "exchange.get-equals-post", asks<get_of_other_version>,
                 [] { return serving(keep_versions_apart); }},
    PlantedFault{"service.default-page", "Answers a path that it doesn't know with a web page.",
                 "service.answers-are-accepted", asks<get_elsewhere>,
                 [] { return serving(answer_with_default_page); }},
};

}  // namespace

std::span<const PlantedFault> service_read_faults() { return kFaults; }

}  // namespace connectorgroup
