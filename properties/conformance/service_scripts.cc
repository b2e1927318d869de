#include "properties/conformance/service_scripts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "model/body/reference_reader.h"
#include "model/exchange/create.h"
#include "model/http/reader.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

using enum ScriptAnswer::Result;

ScriptAnswer broken_by(std::string what) { return {broken, std::move(what)}; }

// What ends a script early.
struct Stop {
  ScriptAnswer answer;
};

std::string quoted(std::string_view bytes) { return "\"" + escaped(bytes, 400) + "\""; }

std::string head(const std::string& method, const std::string& target) {
  return method + " " + target +
         " HTTP/1.1\r\nHost: graph.microsoft.com\r\nAuthorization: Bearer abc\r\n";
}

// One service, asked as a client would that keeps to the rules.
class Client {
 public:
  explicit Client(Subject& subject) : subject_(subject), contract_(subject.contract()) {}

  std::string path() const {
    return "/" + std::string(contract_.version_segments.front()) + std::string(contract_.path);
  }

  std::string create_octets(const std::string& name) const {
    const std::string body = "{\"name\":\"" + name + "\"}";
    return head("POST", path()) +
           "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
  }

  // The same, one octet to a chunk.
  std::string chunked_octets(const std::string& name) const {
    std::string octets = head("POST", path()) +
                         "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const char c : "{\"name\":\"" + name + "\"}") {
      octets.append("1\r\n").append(1, c).append("\r\n");
    }
    return octets + "0\r\n\r\n";
  }

  // The group that is created. Stops the script where none is.
  ConnectorGroup create(const std::string& name) { return created(exchange(create_octets(name))); }

  // The response to a request without content. Stops where the service doesn't offer the method.
  Response ask(const std::string& method, const std::string& target) {
    const std::string octets = exchange(head(method, target) + "\r\n");
    Response response = message(octets);
    if (response.status == 405 || response.status == 501) {
      throw Stop{{skipped, "the service doesn't offer " + method + " of " + target}};
    }
    refuse_to_judge(response.status);
    return response;
  }

  // The same with a body.
  Response update(const std::string& target, const std::string& body) {
    const std::string octets =
        exchange(head("PATCH", target) + "Content-Type: application/json\r\nContent-Length: " +
                 std::to_string(body.size()) + "\r\n\r\n" + body);
    Response response = message(octets);
    if (response.status == 405 || response.status == 501) {
      throw Stop{{skipped, "the service doesn't offer PATCH of " + target}};
    }
    refuse_to_judge(response.status);
    return response;
  }

  // The group at this target. Stops where there is none.
  ConnectorGroup get(const std::string& target) {
    const Response response = ask("GET", target);
    const auto read = ReferenceReader(contract_).read_response(response.content);
    if (response.status != 200 || !read.accepted()) {
      throw Stop{broken_by("GET of a group: status " + std::to_string(response.status) + ", " +
                           quoted(response.content))};
    }
    return read.value();
  }

  // The octets of what is answered, whatever it is.
  std::string octets_of_answer(const std::string& request) { return exchange(request); }

  ConnectorGroup created(std::string_view octets) const {
    refuse_to_judge(message(octets).status);
    CreateReader reader(contract_);
    const Result<CreateResponseView> read = reader.read_response(octets);
    const auto* group = read.accepted() ? std::get_if<CreatedView>(&read.value()) : nullptr;
    if (group == nullptr) throw Stop{broken_by("not created: " + quoted(octets))};
    return own(group->group);
  }

  static Response message(std::string_view octets) {
    MessageReader reader(MessageKind::response);
    reader.feed(octets);
    if (reader.state() == ReadState::incomplete) reader.close();
    if (reader.state() != ReadState::complete) {
      throw Stop{broken_by("not an HTTP response: " + quoted(octets))};
    }
    return own(reader.response());
  }

  // The ids in a list. Stops where it isn't one.
  std::vector<std::string> ids() { return list().ids; }
  // The same; nothing where there are more than the list has.
  std::optional<std::vector<std::string>> all_ids() {
    Listed listed = list();
    if (listed.has_next) return std::nullopt;
    return std::move(listed.ids);
  }

  Subject& subject() { return subject_; }

 private:
  struct Listed {
    std::vector<std::string> ids;
    bool has_next = false;
  };
  Listed list() {
    const Response response = ask("GET", path());
    const auto list = ReferenceReader(contract_).read_collection(response.content);
    if (response.status != 200 || !list.accepted()) {
      throw Stop{broken_by("not a list: " + quoted(response.content))};
    }
    Listed found;
    for (const ConnectorGroup& group : list.value().groups) found.ids.push_back(group.id);
    found.has_next = list.value().controls.next_link.has_value();
    return found;
  }

  std::string exchange(const std::string& request) {
    const ExchangeAnswer answer = subject_.exchange(request);
    if (answer.verdict == Verdict::skip) throw Stop{{skipped, "the subject is no service"}};
    return answer.response;
  }

  static void refuse_to_judge(int status) {
    const bool says_nothing = status == 401 || status == 403 || status == 429 || status >= 500 ||
                              (status >= 300 && status < 400 && status != 304);
    if (!says_nothing) return;
    throw Stop{{inconclusive, "status " + std::to_string(status) + " to a request that is right"}};
  }

  Subject& subject_;
  const Contract& contract_;
};

// The responses that come on a connection, until there are so many or it ends.
std::vector<std::string> receive(ServerConnection& connection, std::size_t count) {
  std::vector<std::string> responses;
  std::string octets;
  while (responses.size() < count) {
    MessageReader reader(MessageKind::response);
    const std::size_t size = reader.feed(octets);
    if (reader.state() == ReadState::refused) {
      throw Stop{broken_by("not an HTTP response: " + quoted(octets))};
    }
    if (reader.state() == ReadState::complete) {
      responses.push_back(octets.substr(0, size));
      octets.erase(0, size);
      continue;
    }
    const std::string more = connection.receive();
    if (more.empty()) {
      throw Stop{broken_by("the connection ended after " + std::to_string(responses.size()) +
                           " of " + std::to_string(count) + " responses")};
    }
    octets += more;
  }
  return responses;
}

std::unique_ptr<ServerConnection> connect(Client& client) {
  std::unique_ptr<ServerConnection> connection = client.subject().connect();
  if (!connection) throw Stop{{skipped, "the subject has no connections"}};
  return connection;
}

template <void (*kScript)(Client&)>
ScriptAnswer run(Subject& subject) {
  try {
    Client client(subject);
    kScript(client);
  } catch (const Stop& stop) {
    return stop.answer;
  }
  return {held, {}};
}

// Whether a request of this contract may have isDefault; else it may have region.
bool sets_default(Client& client) {
  return client.subject().contract().member(MemberId::is_default).request == InRequest::optional;
}
std::string member_to_set(Client& client) {
  return sets_default(client) ? "\"isDefault\":true" : "\"region\":\"eur\"";
}

void ids_differ(Client& client) {
  const ConnectorGroup first = client.create("first");
  const ConnectorGroup second = client.create("first");
  if (first.id == second.id) throw Stop{broken_by("two groups of one id, " + quoted(first.id))};
}

void create_then_get(Client& client) {
  const ConnectorGroup group = client.create("one");
  const Response response = client.ask("GET", client.path() + "/" + group.id);
  if (response.status != 200) {
    throw Stop{
        broken_by("GET of a group that was created: status " + std::to_string(response.status))};
  }
  const auto read = ReferenceReader(client.subject().contract()).read_response(response.content);
  if (!read.accepted() || !(read.value() == group)) {
    throw Stop{broken_by("GET returns another group: " + quoted(response.content))};
  }
}

void create_then_list(Client& client) {
  std::vector<std::string> created;
  for (const char* name : {"one", "two", "three"}) created.push_back(client.create(name).id);
  const std::vector<std::string> listed = client.ids();
  for (const std::string& id : created) {
    if (std::count(listed.begin(), listed.end(), id) == 1) continue;
    throw Stop{broken_by("the list doesn't have " + quoted(id) + " once")};
  }
}

void delete_then_get(Client& client) {
  const ConnectorGroup group = client.create("one");
  const std::string target = client.path() + "/" + group.id;
  const Response removed = client.ask("DELETE", target);
  if (removed.status != 204) {
    throw Stop{broken_by("DELETE: status " + std::to_string(removed.status))};
  }
  const Response response = client.ask("GET", target);
  if (response.status != 404) {
    throw Stop{broken_by("GET of a deleted group: status " + std::to_string(response.status))};
  }
}

// What a create leaves out doesn't come from the one before.
void creates_alike(Client& client) {
  const ConnectorGroup first = client.create("one");
  const std::string body = "{\"name\":\"two\"," + member_to_set(client) + "}";
  const std::string octets = client.octets_of_answer(
      head("POST", client.path()) + "Content-Type: application/json\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  if (Client::message(octets).status >= 400) throw Stop{{skipped, "the service refuses " + body}};
  ConnectorGroup last = client.create("one");
  last.id = first.id;
  if (last != first) throw Stop{broken_by("two creates of one body make groups that differ")};
}

std::size_t count_of(const std::vector<std::string>& ids, const std::string& id) {
  return static_cast<std::size_t>(std::count(ids.begin(), ids.end(), id));
}

// Ids by the number of groups give one twice, once another than the last was deleted.
void ids_differ_after_delete(Client& client) {
  const ConnectorGroup first = client.create("first");
  const ConnectorGroup second = client.create("second");
  client.ask("DELETE", client.path() + "/" + first.id);
  const ConnectorGroup third = client.create("third");
  if (third.id != second.id) return;
  throw Stop{broken_by("two groups of one id, " + quoted(second.id))};
}

void delete_then_list(Client& client) {
  const ConnectorGroup first = client.create("first");
  const ConnectorGroup second = client.create("second");
  const Response removed = client.ask("DELETE", client.path() + "/" + second.id);
  if (removed.status != 204) return;  // delete-then-get's to say
  const std::vector<std::string> listed = client.ids();
  if (count_of(listed, second.id) != 0) {
    throw Stop{broken_by("the list has the deleted " + quoted(second.id))};
  }
  if (count_of(listed, first.id) != 1) {
    throw Stop{broken_by("the list doesn't have " + quoted(first.id) + ", which wasn't deleted")};
  }
}

void update_then_get(Client& client) {
  const ConnectorGroup group = client.create("one");
  const std::string target = client.path() + "/" + group.id;
  for (const std::string& body :
       {"{" + member_to_set(client) + "}", std::string("{\"name\":\"two\"}")}) {
    const Response updated = client.update(target, body);
    if (updated.status >= 400) throw Stop{{skipped, "the service doesn't take this update"}};
  }
  ConnectorGroup due = group;
  due.name = "two";
  if (sets_default(client)) {
    due.is_default = true;
  } else {
    due.region = std::string("eur");
  }
  if (client.get(target) == due) return;
  throw Stop{broken_by("an update of one member isn't stored, or changes another")};
}

// The text is right but for its last octet.
void refused_then_list(Client& client) {
  const std::vector<std::string> before = client.ids();
  const std::string body = "{\"name\":\"refused\"}x";
  const std::string answer = client.octets_of_answer(
      head("POST", client.path()) + "Content-Type: application/json\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  const int status = Client::message(answer).status;
  if (status < 400 || status >= 500) throw Stop{{skipped, "the service doesn't refuse it"}};
  for (const std::string& id : client.ids()) {
    if (count_of(before, id) != 0) continue;
    throw Stop{broken_by("a create that was refused made " + quoted(id))};
  }
}

void chunked_then_list(Client& client) {
  const std::vector<std::string> before = client.ids();
  const std::string octets = client.octets_of_answer(client.chunked_octets("in chunks"));
  if (Client::message(octets).status == 411) {
    throw Stop{{skipped, "the service asks for Content-Length"}};
  }
  const ConnectorGroup group = client.created(octets);
  if (group.name != "in chunks") throw Stop{broken_by("another name: " + quoted(group.name))};
  const std::vector<std::string> after = client.ids();
  if (count_of(after, group.id) != 1 || after.size() != before.size() + 1) {
    throw Stop{
        broken_by("one create made " + std::to_string(after.size() - before.size()) + " groups")};
  }
}

// Of ids that stand in a path as they are.
void locations_differ(Client& client) {
  constexpr std::string_view kPlain =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~";
  for (const char* name : {"one", "two"}) {
    const std::string octets = client.octets_of_answer(client.create_octets(name));
    const ConnectorGroup group = client.created(octets);
    const Response response = Client::message(octets);
    const Field* location = find_field(response.fields, "Location");
    const bool plain = group.id.find_first_not_of(kPlain) == std::string::npos;
    if (location == nullptr || !plain) continue;
    if (location->value.find(group.id) != std::string::npos) continue;
    throw Stop{broken_by("the Location of " + quoted(group.id) + " is " + quoted(location->value))};
  }
}

void many_then_list(Client& client) {
  constexpr int kMany = 20;
  std::vector<std::string> created;
  for (int i = 0; i < kMany; ++i) created.push_back(client.create("one of many").id);
  const std::optional<std::vector<std::string>> listed = client.all_ids();
  if (!listed) throw Stop{{skipped, "the list has a next page"}};
  for (const std::string& id : created) {
    if (count_of(*listed, id) == 1) continue;
    throw Stop{broken_by("of " + std::to_string(kMany) + " groups the list doesn't have " +
                         quoted(id) + " once")};
  }
}

// As long as no column of 255 holds, and with blanks that a form would trim.
void long_name_then_get(Client& client) {
  const std::string name = std::string(300, 'n') + " ";
  const std::string octets = client.octets_of_answer(client.create_octets(name));
  const int status = Client::message(octets).status;
  if (status >= 400 && status < 500) throw Stop{{skipped, "the service doesn't take the name"}};
  const ConnectorGroup group = client.created(octets);
  if (client.get(client.path() + "/" + group.id) == group) return;
  throw Stop{broken_by("GET returns another group than the create")};
}

void delete_without_token(Client& client) {
  const ConnectorGroup group = client.create("one");
  const std::string target = client.path() + "/" + group.id;
  const std::string octets = client.octets_of_answer(
      "DELETE " + target + " HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n");
  if (Client::message(octets).status < 400) {
    throw Stop{{skipped, "the service deletes without a token"}};
  }
  if (client.get(target) == group) return;
  throw Stop{broken_by("a delete that was refused changed the group")};
}

void head_then_get(Client& client) {
  const ConnectorGroup group = client.create("one");
  const std::string target = client.path() + "/" + group.id;
  const std::string octets = client.octets_of_answer(head("HEAD", target) + "\r\n");
  MessageReader reader(MessageKind::response_to_head);
  const std::size_t size_read = reader.feed(octets);
  const bool complete = reader.state() == ReadState::complete;
  // Who doesn't know HEAD may not know either that its refusal has no content.
  if (complete && reader.response().status != 200) {
    throw Stop{{skipped, "the service doesn't offer HEAD of " + target}};
  }
  if (!complete || size_read != octets.size()) {
    throw Stop{broken_by("not an HTTP response to HEAD: " + quoted(octets))};
  }
  const FieldView* length = find_field(reader.response().fields, "Content-Length");
  const std::string size = std::to_string(client.ask("GET", target).content.size());
  if (length == nullptr || length->value == size) return;
  throw Stop{
      broken_by("HEAD tells a length of " + std::string(length->value) + ", GET has " + size)};
}

void keep_alive(Client& client) {
  const auto connection = connect(client);
  for (const char* name : {"one", "two", "three"}) {
    connection->send(client.subject().aimed(client.create_octets(name)));
    client.created(receive(*connection, 1).front());
  }
}

void pipelining(Client& client) {
  constexpr std::array<const char*, 3> kNames{"one", "two", "three"};
  const auto connection = connect(client);
  std::string octets;
  for (const char* name : kNames) octets += client.subject().aimed(client.create_octets(name));
  connection->send(octets);
  const std::vector<std::string> responses = receive(*connection, kNames.size());
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (client.created(responses[i]).name == kNames[i]) continue;
    throw Stop{broken_by("answers in another order than the requests: " + quoted(responses[i]))};
  }
}

void segmentation(Client& client) {
  const auto connection = connect(client);
  const std::string octets = client.subject().aimed(client.create_octets("in pieces"));
  for (std::size_t at = 0; at < octets.size(); at += 7) {
    connection->send(std::string_view(octets).substr(at, 7));
  }
  const ConnectorGroup group = client.created(receive(*connection, 1).front());
  if (group.name != "in pieces") throw Stop{broken_by("another name: " + quoted(group.name))};
}

void half_close(Client& client) {
  const auto connection = connect(client);
  connection->send(client.subject().aimed(client.create_octets("last")));
  connection->end();
  client.created(receive(*connection, 1).front());
}

constexpr std::array kScripts{
    ServiceScript{"ids-differ", "Two creates make two groups, whatever their names.",
                  Level::required, Rule::exchange_write_status, false, run<ids_differ>},
    ServiceScript{"create-then-get", "A group that was created is there, with the same members.",
                  Level::recommended, Rule::exchange_get_equals_post, false, run<create_then_get>},
    ServiceScript{"create-then-list", "Every group that was created is in the list once.",
                  Level::recommended, Rule::exchange_get_equals_post, false, run<create_then_list>},
    ServiceScript{"delete-then-get", "A group that was deleted isn't there.", Level::recommended,
                  Rule::exchange_write_status, false, run<delete_then_get>},
    ServiceScript{"keep-alive", "A connection carries one request after the other.",
                  Level::recommended, Rule::http_write_accepted, true, run<keep_alive>},
    ServiceScript{"pipelining", "Requests that come without waiting are answered in their order.",
                  Level::required, Rule::http_write_accepted, true, run<pipelining>},
    ServiceScript{"segmentation", "The pieces that a request comes in change nothing.",
                  Level::required, Rule::http_content_length_octets, true, run<segmentation>},
    ServiceScript{"ids-differ-after-delete",
                  "A new group has another id than those that are there.", Level::required,
                  Rule::exchange_write_status, false, run<ids_differ_after_delete>},
    ServiceScript{"creates-alike", "What a create leaves out doesn't come from the one before.",
                  Level::recommended, Rule::exchange_write_status, false, run<creates_alike>},
    ServiceScript{"delete-then-list", "A delete takes the group from the list, and no other.",
                  Level::recommended, Rule::exchange_write_status, false, run<delete_then_list>},
    ServiceScript{"update-then-get", "An update changes the members that it has, and no others.",
                  Level::recommended, Rule::exchange_write_status, false, run<update_then_get>},
    ServiceScript{"refused-then-list", "A create that is refused makes no group.",
                  Level::recommended, Rule::exchange_write_status, false, run<refused_then_list>},
    ServiceScript{"chunked-then-list", "A create that comes in chunks makes one group.",
                  Level::recommended, Rule::http_chunk_several, false, run<chunked_then_list>},
    ServiceScript{"locations-differ", "The Location of a create has the new group's id.",
                  Level::recommended, Rule::exchange_write_location, false, run<locations_differ>},
    ServiceScript{"many-then-list", "Of many groups each is in the list once.", Level::recommended,
                  Rule::exchange_get_equals_post, false, run<many_then_list>},
    ServiceScript{"long-name-then-get", "A long name is stored whole, or refused.",
                  Level::recommended, Rule::exchange_get_equals_post, false,
                  run<long_name_then_get>},
    ServiceScript{"delete-without-token", "A delete that is refused deletes nothing.",
                  Level::recommended, Rule::exchange_write_status, false,
                  run<delete_without_token>},
    ServiceScript{"head-then-get", "HEAD tells the length that GET has, or none.", Level::required,
                  Rule::http_write_true_length, false, run<head_then_get>},
    ServiceScript{"half-close", "A request is answered though its sender sends nothing more.",
                  Level::recommended, Rule::http_write_accepted, true, run<half_close>},
};

}  // namespace

std::span<const ServiceScript> service_scripts() { return kScripts; }

}  // namespace connectorgroup
