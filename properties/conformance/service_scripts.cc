#include "properties/conformance/service_scripts.h"

#include <algorithm>
#include <array>
#include <cstddef>
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
  std::vector<std::string> ids() {
    const Response response = ask("GET", path());
    const auto list = ReferenceReader(contract_).read_collection(response.content);
    if (response.status != 200 || !list.accepted()) {
      throw Stop{broken_by("not a list: " + quoted(response.content))};
    }
    std::vector<std::string> found;
    for (const ConnectorGroup& group : list.value().groups) found.push_back(group.id);
    return found;
  }

  Subject& subject() { return subject_; }

 private:
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
    ServiceScript{"half-close", "A request is answered though its sender sends nothing more.",
                  Level::recommended, Rule::http_write_accepted, true, run<half_close>},
};

}  // namespace

std::span<const ServiceScript> service_scripts() { return kScripts; }

}  // namespace connectorgroup
