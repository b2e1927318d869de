#include "properties/law_rooms.h"

#include <algorithm>
#include <string>

#include "model/assertion.h"
#include "model/exchange/connection.h"
#include "model/exchange/create.h"
#include "model/exchange/service.h"
#include "properties/exchange_laws.h"
#include "properties/http_laws.h"
#include "properties/http_peer_laws.h"
#include "properties/service_laws.h"
#include "properties/subjects/message_subject.h"
#include "properties/subjects/model_subject.h"
#ifdef CONNECTORGROUP_HAS_PAGES
#include "model/page/reader.h"
#include "properties/page_laws.h"
#endif

namespace connectorgroup {
namespace {

Subjects models(Placement placement) {
  Subjects subjects;
  for (const Contract& contract : contracts()) {
    subjects.push_back(make_model_subject(contract, {}, placement));
  }
  return subjects;
}

// Reading in place differs from reading a copy only in where the bytes lie, so padded texts are
// held to the first law (agreement with the reference) alone.
Subjects body_models() { return models(Placement::unpadded); }
Subjects padded_body_models() { return models(Placement::padded); }

Subjects message_model() {
  Subjects subjects;
  subjects.push_back(make_message_subject());
  return subjects;
}

// The laws of the exchange, the service and pages ask the model itself, under each contract that
// matters; the subject only names it.
Subjects any_model() {
  Subjects subjects;
  subjects.push_back(make_model_subject(graph_2017()));
  return subjects;
}

Subjects nobody() { return {}; }

bool accepts_as_body(std::string_view bytes, Subject& subject) {
  return std::any_of(kBodyKinds.begin(), kBodyKinds.end(), [&](BodyKind kind) {
    return subject.read(kind, bytes).verdict == Verdict::accept;
  });
}

bool accepts_as_message(std::string_view bytes, Subject& subject) {
  const auto accepts = [&](MessageKind kind) {
    return subject.read_message(kind, {&bytes, 1}, Ending::closed).verdict ==
           MessageVerdict::accept;
  };
  return accepts(MessageKind::request) || accepts(MessageKind::response);
}

bool accepts_as_exchange(std::string_view bytes, Subject&) {
  return std::any_of(contracts().begin(), contracts().end(), [&](const Contract& contract) {
    CreateReader reader(contract);
    return reader.read_request(bytes).accepted() || reader.read_response(bytes).accepted();
  });
}

// The first request on the connection succeeds.
bool accepts_as_service(std::string_view bytes, Subject&) {
  return std::any_of(contracts().begin(), contracts().end(), [&](const Contract& contract) {
    ServiceOptions options;
    options.contract = &contract;
    Service service(options);
    ServiceState state;
    CountedIdentifiers identifiers;
    std::string out;
    Connection(service, state, identifiers).receive(bytes, out);
    return out.starts_with("HTTP/1.1 2");
  });
}

#ifdef CONNECTORGROUP_HAS_PAGES
bool accepts_as_page(std::string_view bytes, Subject&) {
  return !read_page(bytes).examples.empty();
}
#endif

// Those of this project's own reader and writer, and what holds between it and its peers.
std::span<const Law> laws_of_messages() {
  static const std::vector<Law> laws = [] {
    std::vector<Law> all(http_laws().begin(), http_laws().end());
    all.push_back(
        {"http.no-smuggling",
         "The messages on a connection are those that each peer finds there, or they are refused.",
         "http", laws::no_smuggling});
    return all;
  }();
  return laws;
}

}  // namespace

std::string_view extension(InputKind kind) {
  constexpr std::array<std::string_view, 3> kExtensions{".json", ".http", ".md"};
  return kExtensions[static_cast<std::size_t>(kind)];
}

std::optional<InputKind> kind_of(const std::filesystem::path& file) {
  for (const InputKind kind : kInputKinds) {
    if (file.extension() == extension(kind)) return kind;
  }
  return std::nullopt;
}

std::span<const LawRoom> law_rooms() {
  static const std::vector<LawRoom> rooms{
      {"body", InputKind::body, body_laws(), body_models, padded_body_models, accepts_as_body},
      {"http", InputKind::connection, laws_of_messages(), message_model, nobody,
       accepts_as_message},
      {"exchange", InputKind::connection, exchange_laws(), any_model, nobody, accepts_as_exchange},
      {"service", InputKind::connection, service_laws(), any_model, nobody, accepts_as_service},
#ifdef CONNECTORGROUP_HAS_PAGES
      {"page", InputKind::page, page_laws(), any_model, nobody, accepts_as_page},
#endif
  };
  return rooms;
}

const LawRoom* find_room(std::string_view name) {
  for (const LawRoom& room : law_rooms()) {
    if (room.name == name) return &room;
  }
  return nullptr;
}

const LawRoom& room_of(const Law& law) {
  const LawRoom* room = find_room(law.id.substr(0, law.id.find('.')));
  CONNECTORGROUP_ASSERT(room != nullptr);
  return *room;
}

}  // namespace connectorgroup
