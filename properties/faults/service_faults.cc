// Services that answer most requests right, one by one, and go wrong in what they keep from one to
// the next, or in what only a few requests ask for.
//
// Each is the model's service with groups of its own, so that a fault can put them back, forget
// them or change them as no request can.

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/body/reader.h"
#include "model/exchange/connection.h"
#include "model/exchange/service.h"
#include "model/http/reader.h"
#include "model/http/writer.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup {
namespace {

using namespace faults;

// Ids that may be set back.
class Numbers : public Identifiers {
 public:
  explicit Numbers(std::uint64_t given = 0) : given_(given) {}
  std::string next() override {
    const std::string digits = in_hexadecimal(++given_, 12);
    return "00000000-0000-0000-0000-" + digits;
  }

 private:
  std::uint64_t given_;
};

// The model's service, from one reset to the next.
class Served {
 public:
  explicit Served(const Contract& contract) : service_(options(contract)) {}

  // As the model answers.
  std::string answer(std::string_view request) {
    Connection connection(service_, groups, numbers);
    std::string octets;
    connection.receive(request, octets);
    connection.end(octets);
    return octets;
  }

  ServiceState groups;
  Numbers numbers;
  std::map<std::string, std::string, std::less<>> kept;  // for a fault's own use

 private:
  static ServiceOptions options(const Contract& contract) {
    ServiceOptions options;
    options.contract = &contract;
    return options;
  }

  Service service_;
};

using Serve = std::string (*)(Served& served, std::string_view octets);

Deviation serving(Serve serve) {
  const auto served = std::make_shared<std::unique_ptr<Served>>();
  Deviation deviation;
  deviation.reset = [served] { served->reset(); };
  deviation.answer = [served, serve](Subject& model, std::string_view octets) {
    if (!*served) *served = std::make_unique<Served>(model.contract());
    // The model answers what isn't a request, and numbers its answers: it counts along.
    static_cast<void>(model.exchange(octets));
    return serve(**served, octets);
  };
  return deviation;
}

// --- Requests and responses, taken apart and put together.

Request request_of(std::string_view octets) {
  MessageReader reader(MessageKind::request);
  reader.feed(octets);
  if (reader.state() != ReadState::complete) return {};
  return own(reader.request());
}
std::string written(const Request& request) {
  std::string octets;
  write_request(ViewOf(request).request(), octets);
  return octets;
}

bool is(std::string_view octets, std::string_view method) {
  return request_of(octets).method == method;
}
bool is_list(const Request& request) {
  const std::string_view path =
      std::string_view(request.target).substr(0, request.target.find('?'));
  return request.method == "GET" && path.ends_with("/connectorGroups");
}
int status_of(std::string_view response) {
  return response.size() < 12 ? 0 : std::stoi(std::string(response.substr(9, 3)));
}
std::string last_segment(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  return std::string(path.substr(path.rfind('/') + 1));
}

// The response with `change` made to it; as it is where it isn't one.
std::string changed(const std::string& octets, const std::function<void(Response&)>& change) {
  MessageReader reader(MessageKind::response);
  reader.feed(octets);
  if (reader.state() != ReadState::complete) return octets;
  Response response = own(reader.response());
  change(response);
  std::string result;
  write_response(ViewOf(response).response(), MessageKind::response, result);
  return result;
}
void set_field(Response& response, std::string_view name, const std::string& value) {
  for (Field& field : response.fields) {
    if (field.name == name) field.value = value;
  }
}
std::string replaced_in(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// The answer as it is without these fields of the request.
std::string answered_without(Served& served, std::string_view octets, std::string_view field) {
  Request request = request_of(octets);
  std::erase_if(request.fields,
                [field](const Field& each) { return equal_ignoring_case(each.name, field); });
  return served.answer(written(request));
}
std::string answered_at(Served& served, std::string_view octets, std::string target) {
  Request request = request_of(octets);
  request.target = std::move(target);
  return served.answer(written(request));
}

// --- Ids.

// The id is the number of groups and one, which is taken once another than the last was deleted.
std::string number_by_size(Served& served, std::string_view octets) {
  if (!is(octets, "POST")) return served.answer(octets);
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
    return changed(answer, [&](Response& response) {
      response.content = replaced_in(response.content, id, same);
      for (Field& field : response.fields) field.value = replaced_in(field.value, id, same);
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
  if (is(octets, "POST") && served.groups.size() >= 8) {
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
  return changed(answer, [&served](Response& response) {
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

// --- Reads.

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
  return answered_at(served, octets, replaced_in(request.target, "$top=0", "$top=999999"));
}

// Pages are counted from one, and so are their groups.
std::string skip_one_less(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  const std::optional<std::size_t> skip = option(request.target, "$skip");
  if (!is_list(request) || skip.value_or(0) == 0) return served.answer(octets);
  return answered_at(served, octets,
                     replaced_in(request.target, "$skip=" + std::to_string(*skip),
                                 "$skip=" + std::to_string(*skip - 1)));
}

std::string count_what_is_listed(Served& served, std::string_view octets) {
  const std::string answer = served.answer(octets);
  const Request request = request_of(octets);
  if (!is_list(request) || status_of(answer) != 200) return answer;
  return changed(answer, [&request, &served](Response& response) {
    const std::size_t top = option(request.target, "$top").value_or(served.groups.size());
    const std::string all = "\"@odata.count\":" + std::to_string(served.groups.size());
    const std::string listed =
        "\"@odata.count\":" + std::to_string(std::min(top, served.groups.size()));
    response.content = replaced_in(response.content, all, listed);
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
  if (!is(octets, "HEAD")) return answer;
  const std::size_t at = answer.find("Content-Length: ");
  if (at == std::string::npos) return answer;
  return answer.replace(at + 16, answer.find("\r\n", at) - at - 16, "0");
}

std::string take_no_keys_in_parentheses(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  if (request.target.find("connectorGroups(") == std::string::npos) return served.answer(octets);
  return answered_at(served, octets, replaced_in(request.target, "(", "/("));
}

std::string decode_no_ids(Served& served, std::string_view octets) {
  const Request request = request_of(octets);
  const std::string id = last_segment(request.target);
  const bool item = request.target.find("/connectorGroups/") != std::string::npos;
  if (id.find('%') == std::string::npos || !item) return served.answer(octets);
  return answered_at(served, octets, replaced_in(request.target, "%", "%25"));
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

// --- Updates and deletes.

std::string patch_without_storing(Served& served, std::string_view octets) {
  const ServiceState before = served.groups;
  const std::string answer = served.answer(octets);
  if (is(octets, "PATCH")) served.groups = before;
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
  if (!is(octets, "PATCH") || status_of(answer) != 200) return answer;
  return changed(answer, [before](Response& response) {
    set_field(response, "ETag", "\"" + std::to_string(before) + "\"");
  });
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
  if (is(octets, "DELETE")) served.groups = before;
  return answer;
}

// The first of the list goes, whichever it is.
std::string delete_first(Served& served, std::string_view octets) {
  const ServiceState before = served.groups;
  const std::string answer = served.answer(octets);
  if (!is(octets, "DELETE") || status_of(answer) != 204) return answer;
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
  if (!is(octets, "DELETE") || status_of(answer) != 404) return answer;
  return "HTTP/1.1 204 No Content\r\nOData-Version: 4.0\r\n\r\n";
}

// --- Connections.

std::string say_nothing_of_the_end(Served& served, std::string_view octets) {
  return replaced_in(served.answer(octets), "Connection: close\r\n", "");
}

// --- Witnesses.

std::string path_of(Subject& subject) {
  const Contract& contract = subject.contract();
  return "/" + std::string(contract.version_segments.front()) + std::string(contract.path);
}

// Puts one request after the other, and tells all answers.
class Asking {
 public:
  explicit Asking(Subject& subject) : subject_(subject), path_(path_of(subject)) {}

  Asking& create(const std::string& name) {
    return send("POST", "", "{\"name\":\"" + name + "\"}");
  }
  // `tail` goes behind the path; # stands for the id of the first group.
  Asking& send(const std::string& method, const std::string& tail, const std::string& body = "",
               const std::string& fields = "") {
    const std::string target = path_ + replaced_in(tail, "#", Numbers().next());
    return send_to(method, target, body, fields);
  }
  Asking& send_to(const std::string& method, const std::string& target, const std::string& body,
                  const std::string& fields) {
    std::string octets = method + " " + target + " HTTP/1.1\r\nHost: h\r\n" + fields;
    if (fields.find("Authorization") == std::string::npos) {
      octets += "Authorization: Bearer t\r\n";
    }
    if (!body.empty()) {
      octets += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n";
    }
    return send_octets(octets + "\r\n" + body);
  }
  Asking& send_octets(const std::string& octets) {
    answers_ += subject_.exchange(octets).response;
    return *this;
  }
  ScriptAnswer told() const { return faults::told(answers_); }

 private:
  Subject& subject_;
  std::string path_;
  std::string answers_;
};

template <ScriptAnswer (*kRun)(Asking& service)>
Question asks() {
  static constexpr ServiceScript kScript = asking([](Subject& subject) {
    Asking service(subject);
    return kRun(service);
  });
  return {.verb = Verb::script, .script = &kScript};
}

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
template <int kCount>
ScriptAnswer create_many(Asking& service) {
  for (int i = 0; i < kCount; ++i) service.create("a");
  return service.send("GET", "").told();
}
ScriptAnswer create_long(Asking& service) {
  return service.create(std::string(300, 'a')).send("GET", "/#").told();
}
ScriptAnswer create_with_blank(Asking& service) {
  return service.create("a ").send("GET", "/#").told();
}
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
};

}  // namespace

std::span<const PlantedFault> service_faults() { return kFaults; }

}  // namespace connectorgroup
