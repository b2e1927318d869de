#include "properties/faults/faulty_service.h"

#include <memory>
#include <utility>

#include "model/exchange/connection.h"
#include "model/http/reader.h"
#include "model/http/writer.h"
#include "properties/faults/misreading.h"

namespace connectorgroup::faults {
namespace {

ServiceOptions options(const Contract& contract) {
  ServiceOptions options;
  options.contract = &contract;
  return options;
}

std::string path_of(Subject& subject) {
  const Contract& contract = subject.contract();
  return "/" + std::string(contract.version_segments.front()) + std::string(contract.path);
}

}  // namespace

std::string Numbers::next() {
  const std::string digits = in_hexadecimal(++given_, 12);
  return "00000000-0000-0000-0000-" + digits;
}

Served::Served(const Contract& contract) : service_(options(contract)) {}

std::string Served::answer(std::string_view request) {
  Connection connection(service_, groups, numbers);
  std::string octets;
  connection.receive(request, octets);
  connection.end(octets);
  return octets;
}

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

bool has_method(std::string_view octets, std::string_view method) {
  return request_of(octets).method == method;
}

int status_of(std::string_view response) {
  return response.size() < 12 ? 0 : std::stoi(std::string(response.substr(9, 3)));
}

std::string last_segment(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string changed_response(const std::string& octets,
                             const std::function<void(Response&)>& change) {
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

std::string answered_at(Served& served, std::string_view octets, std::string target) {
  Request request = request_of(octets);
  request.target = std::move(target);
  return served.answer(written(request));
}

Asking::Asking(Subject& subject) : subject_(subject), path_(path_of(subject)) {}

Asking& Asking::create(const std::string& name) {
  return send("POST", "", "{\"name\":\"" + name + "\"}");
}

Asking& Asking::send(const std::string& method, const std::string& tail, const std::string& body,
                     const std::string& fields) {
  const std::string target = path_ + replaced(tail, "#", Numbers().next());
  return send_to(method, target, body, fields);
}

Asking& Asking::send_to(const std::string& method, const std::string& target,
                        const std::string& body, const std::string& fields) {
  std::string octets = method + " " + target + " HTTP/1.1\r\nHost: h\r\n" + fields;
  if (fields.find("Authorization") == std::string::npos) {
    octets += "Authorization: Bearer t\r\n";
  }
  if (!body.empty()) {
    octets +=
        "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  }
  return send_octets(octets + "\r\n" + body);
}

Asking& Asking::send_octets(const std::string& octets) {
  answers_ += subject_.exchange(octets).response;
  return *this;
}

}  // namespace connectorgroup::faults
