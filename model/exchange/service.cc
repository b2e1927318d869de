// A request passes a row of checks, in the order that the header states; each gives the refusal, or
// nothing. Then it is acted on. What the checks find out on the way is kept in the Call.

#include "model/exchange/service.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "model/assertion.h"
#include "model/body/reader.h"
#include "model/exchange/bearer.h"
#include "model/exchange/content_fields.h"
#include "model/exchange/context.h"
#include "model/exchange/create.h"
#include "model/exchange/group_update.h"
#include "model/exchange/preconditions.h"
#include "model/exchange/refusal.h"
#include "model/exchange/route.h"
#include "model/exchange/target.h"
#include "model/http/octets.h"
#include "model/http/status.h"

namespace connectorgroup {
namespace {

// RFC 9110 section 9.3 and RFC 5789, without CONNECT, which a service here doesn't know.
constexpr std::array<std::string_view, 8> kMethods{"GET",   "HEAD",   "POST",    "PUT",
                                                   "PATCH", "DELETE", "OPTIONS", "TRACE"};
constexpr std::array<std::string_view, 3> kCollectionMethods{"GET", "HEAD", "POST"};
constexpr std::array<std::string_view, 4> kItemMethods{"DELETE", "GET", "HEAD", "PATCH"};

// The type of every group that a client doesn't give one.
constexpr std::string_view kDefaultType = "applicationProxy";

// A client's own id of its request is sent back when it is visible ASCII and not longer than this:
// a UUID has 36 octets.
constexpr std::size_t kClientRequestIdMax = 64;

template <std::size_t Size>
bool contains(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The number in the last group of a UUID, whose 48 bits no counter here gets beyond.
std::string as_uuid(std::uint64_t number) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  CONNECTORGROUP_ASSERT(number >> 48 == 0);
  std::string text = "00000000-0000-0000-0000-000000000000";
  for (std::size_t at = text.size(); number > 0; number >>= 4) text[--at] = kDigits[number & 0x0F];
  return text;
}

std::string entity_tag(const ServiceState::Stored& stored) {
  std::string tag = "\"";
  tag += std::to_string(stored.version);
  tag += '"';
  return tag;
}

// What a client may ask of a list.
struct ListOptions {
  bool count = false;
  std::size_t skip = 0;
  std::optional<std::size_t> top;
};

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

enum class OptionFault : std::uint8_t { none, unknown, malformed };

// Takes one system query option of a list.
OptionFault take_option(std::string_view name, const std::string& value, ListOptions& options) {
  if (name == "$count") {
    options.count = value == "true";
    return options.count || value == "false" ? OptionFault::none : OptionFault::malformed;
  }
  if (name != "$top" && name != "$skip") return OptionFault::unknown;
  const std::optional<std::size_t> number = whole_number(value);
  if (!number) return OptionFault::malformed;
  if (name == "$top") {
    options.top = *number;
  } else {
    options.skip = *number;
  }
  return OptionFault::none;
}

Response message(int status, std::vector<Field> fields) {
  fields.push_back({"OData-Version", std::string(kODataVersion)});
  return {status, std::string(reason_phrase(status)), 1, std::move(fields), {}, {}};
}

// To HEAD: what GET would be answered, with its content's length in the content's place.
void take_content(Response& response) {
  if (status_has_no_content(response.status)) return;
  response.fields.push_back({"Content-Length", std::to_string(response.content.size())});
  response.content.clear();
}

}  // namespace

std::string CountedIdentifiers::next() { return as_uuid(++count_); }

class Service::Implementation {
 public:
  explicit Implementation(ServiceOptions options)
      : options_(std::move(options)),
        reader_(*options_.contract, options_.limits),
        update_(*options_.contract, options_.limits) {
    const std::span<const int> statuses = contract().success_statuses;
    if (options_.create_status == 0) options_.create_status = statuses.front();
    CONNECTORGROUP_ASSERT(std::find(statuses.begin(), statuses.end(), options_.create_status) !=
                          statuses.end());
    ChallengeReader realm(401);
    CONNECTORGROUP_ASSERT(!realm.read(challenge({})) && realm.challenges().size() == 1);
  }

  const ServiceOptions& options() const { return options_; }

  Response step(ServiceState& state, const RequestView& request, Identifiers& identifiers) {
    Call call{state, request, identifiers, ids_of(state, request.fields), {}, {}, nullptr};
    Response response = answer(call);
    if (request.method == "HEAD") take_content(response);
    return response;
  }

  Response refuse(ServiceState& state, int status, const Violation& violation) const {
    const RequestIds ids = ids_of(state, {});
    return refusal(status, error_of(status, violation, "request", ids));
  }

 private:
  struct Call {
    ServiceState& state;
    const RequestView& request;
    Identifiers& identifiers;
    RequestIds ids;
    Route route;
    ListOptions list;
    const ServiceState::Stored* item;  // of an item's route
  };
  using Refusal = std::optional<Response>;

  Response answer(Call& call);

  // The checks, in their order.
  Refusal known_method(Call& call) const;
  Refusal known_path(Call& call) const;
  Refusal allowed_method(Call& call) const;
  Refusal credentials(Call& call) const;
  Refusal query(Call& call) const;
  Refusal existing_item(Call& call) const;
  Refusal length(Call& call) const;
  Refusal content_fields(Call& call) const;
  Refusal precondition(Call& call) const;
  Refusal content_size(Call& call) const;

  Response act(Call& call);
  Response create(Call& call);
  Response list(const Call& call) const;
  Response get(const Call& call) const;
  Response update(Call& call) const;
  Response remove(Call& call) const;

  const Contract& contract() const { return *options_.contract; }
  static bool has_body(const Call& call) {
    return call.request.method == "POST" || call.request.method == "PATCH";
  }
  static bool is_reading(const Call& call) {
    return call.request.method == "GET" || call.request.method == "HEAD";
  }

  static RequestIds ids_of(ServiceState& state, std::span<const FieldView> fields);
  std::string challenge(std::string_view error) const;
  static Response refusal(int status, ODataError error);
  static Response refusal(const Call& call, int status, Rule rule, std::string_view reason) {
    return refusal(status, error_of(status, rule, reason, call.ids));
  }
  static Response refusal(const Call& call, int status, const Violation& violation,
                          std::string_view where) {
    return refusal(status, error_of(status, violation, where, call.ids));
  }
  static Response refusal(const Refused& refused);
  Response unauthorized(int status, std::string_view error, ODataError why) const;
  Response with_group(const Call& call, const ServiceState::Stored& stored) const;

  ServiceOptions options_;
  BodyReader reader_;
  GroupUpdate update_;
};

Response Service::Implementation::answer(Call& call) {
  using Check = Refusal (Implementation::*)(Call&) const;
  constexpr std::array<Check, 10> kChecks{
      &Implementation::known_method,   &Implementation::known_path,
      &Implementation::allowed_method, &Implementation::credentials,
      &Implementation::query,          &Implementation::existing_item,
      &Implementation::length,         &Implementation::content_fields,
      &Implementation::precondition,   &Implementation::content_size,
  };
  for (const Check check : kChecks) {
    if (Refusal refused = (this->*check)(call)) return std::move(*refused);
  }
  return act(call);
}

// --- Refusals.

RequestIds Service::Implementation::ids_of(ServiceState& state, std::span<const FieldView> fields) {
  RequestIds ids{as_uuid(state.count_request()), std::nullopt};
  const FieldView* client = find_field(fields, "client-request-id");
  if (client == nullptr || client->value.size() > kClientRequestIdMax) return ids;
  const bool visible = std::all_of(client->value.begin(), client->value.end(), [](char octet) {
    // never false: no field has a DEL, and where char is signed, octets beyond it are negative
    return octet > ' ' && octet < '\x7F';
  });
  if (visible) ids.client_request_id.emplace(client->value);
  return ids;
}

std::string Service::Implementation::challenge(std::string_view error) const {
  std::string text = "Bearer realm=\"" + options_.realm + "\"";
  if (!error.empty()) text.append(", error=\"").append(error).append("\"");
  return text;
}

Response Service::Implementation::refusal(const Refused& refused) {
  Response response;
  const std::optional<Violation> fault = compose_response(refused, Form::compact, response);
  CONNECTORGROUP_ASSERT(!fault);
  return response;
}

Response Service::Implementation::refusal(int status, ODataError error) {
  Refused refused;
  refused.status = status;
  refused.error = std::move(error);
  return refusal(refused);
}

// RFC 6750 section 3.1; no error: there were no credentials.
Response Service::Implementation::unauthorized(int status, std::string_view error,
                                               ODataError why) const {
  Refused refused;
  refused.status = status;
  refused.error = std::move(why);
  refused.challenges.push_back(challenge(error));
  return refusal(refused);
}

// --- The checks.

Service::Implementation::Refusal Service::Implementation::known_method(Call& call) const {
  if (contains(kMethods, call.request.method)) return std::nullopt;
  return refusal(call, 501, Rule::exchange_method, "The method isn't known here.");
}

Service::Implementation::Refusal Service::Implementation::known_path(Call& call) const {
  call.route = find_route(call.request.target, contract());
  if (!call.route.fault) return std::nullopt;
  return refusal(call, refusal_status(call.route.fault->rule), *call.route.fault, "target");
}

Service::Implementation::Refusal Service::Implementation::allowed_method(Call& call) const {
  const bool item = call.route.kind == Route::Kind::item;
  if (item ? contains(kItemMethods, call.request.method)
           : contains(kCollectionMethods, call.request.method)) {
    return std::nullopt;
  }
  Refused refused;
  refused.status = 405;
  refused.allow = item ? "DELETE, GET, HEAD, PATCH" : "GET, HEAD, POST";
  refused.error = error_of(405, Rule::exchange_method,
                           "The methods here are " + *refused.allow + ".", call.ids);
  return refusal(refused);
}

Service::Implementation::Refusal Service::Implementation::credentials(Call& call) const {
  const FieldView* field = find_field(call.request.fields, "Authorization");
  if (field == nullptr) {
    const Rule rule = Rule::exchange_authorization_missing;
    const int status = refusal_status(rule);
    return unauthorized(status, {}, error_of(status, rule, row(rule).sentence, call.ids));
  }
  const std::string_view query = call.route.query.value_or(std::string_view());
  const Result<std::string_view> token = read_bearer_token(field->value);
  if (has_token_option(query)) {
    const Rule rule = Rule::bearer_one_method;
    return unauthorized(400, "invalid_request", error_of(400, rule, row(rule).sentence, call.ids));
  }
  if (!token.accepted()) {
    const int status = refusal_status(token.violation().rule);
    return unauthorized(status, status == 401 ? "" : "invalid_request",
                        error_of(status, token.violation(), "value", call.ids));
  }
  const std::vector<std::string>& tokens = options_.tokens;
  if (tokens.empty() || std::find(tokens.begin(), tokens.end(), token.value()) != tokens.end()) {
    return std::nullopt;
  }
  return unauthorized(401, "invalid_token",
                      error_of(401, Rule::exchange_write_status,
                               "The token isn't one that this service takes.", call.ids));
}

Service::Implementation::Refusal Service::Implementation::query(Call& call) const {
  const bool lists = is_reading(call) && call.route.kind == Route::Kind::collection;
  std::vector<std::string> seen;
  for (const QueryOption& option : query_options(call.route.query.value_or(std::string_view()))) {
    std::string name = percent_decoded(option.name);
    if (!name.starts_with('$')) continue;
    OptionFault fault = OptionFault::unknown;
    if (lists && option.value) fault = take_option(name, percent_decoded(*option.value), call.list);
    if (fault == OptionFault::unknown) {
      return refusal(call, 501, Rule::exchange_write_status,
                     "A system query option isn't offered here: lists have $top, $skip and $count, "
                     "each with a value.");
    }
    const bool repeated = std::find(seen.begin(), seen.end(), name) != seen.end();
    if (fault == OptionFault::malformed || repeated) {
      return refusal(call, 400, Rule::exchange_write_status,
                     "$top and $skip are whole numbers and $count is true or false, each once.");
    }
    seen.push_back(std::move(name));
  }
  return std::nullopt;
}

Service::Implementation::Refusal Service::Implementation::existing_item(Call& call) const {
  if (call.route.kind != Route::Kind::item) return std::nullopt;
  call.item = call.state.find(call.route.id);
  if (call.item != nullptr) return std::nullopt;
  return refusal(call, 404, Rule::exchange_write_status, "There is no group of this id.");
}

Service::Implementation::Refusal Service::Implementation::length(Call& call) const {
  const auto has = [&call](std::string_view name) {
    return find_field(call.request.fields, name) != nullptr;
  };
  if (!has_body(call) || has("Content-Length") || has("Transfer-Encoding")) return std::nullopt;
  // never true: on a connection no request has content without them
  if (!call.request.content.empty()) return std::nullopt;
  return refusal(call, 411, Rule::json_text_incomplete,
                 "The request announces no content: it has no Content-Length.");
}

Service::Implementation::Refusal Service::Implementation::content_fields(Call& call) const {
  if (!has_body(call)) return std::nullopt;
  for (const FieldView& field : call.request.fields) {
    if (!equal_ignoring_case(field.name, "Content-Encoding")) continue;
    if (const auto fault = judge_content_encoding(field.value)) {
      Response response = refusal(call, refusal_status(fault->rule), *fault, "field");
      response.fields.push_back({"Accept-Encoding", "identity"});
      return response;
    }
  }
  const FieldView* type = find_field(call.request.fields, "Content-Type");
  if (type == nullptr) {
    const Rule rule = Rule::exchange_content_type_missing;
    return refusal(call, refusal_status(rule), rule, row(rule).sentence);
  }
  const std::optional<Violation> fault = judge_content_type(type->value);
  if (!fault) return std::nullopt;
  return refusal(call, refusal_status(fault->rule), *fault, "value");
}

Service::Implementation::Refusal Service::Implementation::precondition(Call& call) const {
  std::optional<std::string> tag;
  if (call.item != nullptr) tag = entity_tag(*call.item);
  const Condition match = if_match(call.request.fields, tag);
  const bool changes_item = call.item != nullptr && !is_reading(call);
  if (match == Condition::absent && options_.match_required && changes_item) {
    return refusal(call, 428, Rule::exchange_etag, "If-Match is required.");
  }
  if (match == Condition::fails) {
    return refusal(call, 412, Rule::exchange_etag, "If-Match doesn't have the entity tag.");
  }
  if (if_none_match(call.request.fields, tag) != Condition::fails) return std::nullopt;
  if (!is_reading(call)) {
    return refusal(call, 412, Rule::exchange_etag, "If-None-Match names what is there.");
  }
  std::vector<Field> fields;
  if (tag) fields.push_back({"ETag", *tag});
  return message(304, std::move(fields));
}

Service::Implementation::Refusal Service::Implementation::content_size(Call& call) const {
  if (!has_body(call) || call.request.content.size() <= options_.limits.bytes_max) {
    return std::nullopt;
  }
  const Violation fault{Rule::limit_bytes, options_.limits.bytes_max};
  return refusal(call, refusal_status(fault.rule), fault, "content");
}

// --- What is done.

Response Service::Implementation::act(Call& call) {
  const std::string_view method = call.request.method;
  if (method == "POST") return create(call);
  if (method == "PATCH") return update(call);
  if (method == "DELETE") return remove(call);
  return call.item == nullptr ? list(call) : get(call);
}

Response Service::Implementation::create(Call& call) {
  const Result<NewConnectorGroupView> read = reader_.read_create_request(call.request.content);
  if (!read.accepted()) {
    return refusal(call, refusal_status(read.violation().rule), read.violation(), "content");
  }
  const NewConnectorGroup sent = own(read.value());
  ConnectorGroup group;
  group.id = call.identifiers.next();
  group.name = sent.name;
  group.connector_group_type = sent.connector_group_type.has_value()
                                   ? sent.connector_group_type.value()
                                   : std::string(kDefaultType);
  group.is_default = sent.is_default.has_value() && sent.is_default.value();
  if (contract().member(MemberId::region).response == InResponse::required) {
    group.region = sent.region.is_absent() ? Member<std::string>(kNull) : sent.region;
  }
  CONNECTORGROUP_ASSERT(!group.id.empty());
  const bool added = call.state.add(group);
  CONNECTORGROUP_ASSERT(added);

  CreatedView created{options_.create_status, std::nullopt, view(group)};
  std::string location = options_.root;
  location.append("/").append(call.route.version).append(contract().path).append("/");
  location.append(percent_encoded(group.id));
  if (created.status == 201) created.location = location;
  Response response;
  const std::optional<Violation> fault =
      compose_response(created, entity_context(options_.root, call.route.version, contract()),
                       Form::compact, contract(), response);
  CONNECTORGROUP_ASSERT(!fault);
  response.fields.push_back({"ETag", entity_tag(*call.state.find(group.id))});
  return response;
}

Response Service::Implementation::with_group(const Call& call,
                                             const ServiceState::Stored& stored) const {
  Response response = message(
      200, {{"Content-Type", std::string(kJsonMinimalMetadata)}, {"ETag", entity_tag(stored)}});
  const std::optional<Violation> fault =
      write_response(view(stored.group), Form::compact, contract(), response.content);
  CONNECTORGROUP_ASSERT(!fault);
  insert_context(entity_context(options_.root, call.route.version, contract()), Form::compact, 0,
                 response.content);
  return response;
}

Response Service::Implementation::get(const Call& call) const {
  return with_group(call, *call.item);
}

Response Service::Implementation::list(const Call& call) const {
  std::vector<ConnectorGroupView> groups;
  std::size_t at = 0;
  for (const auto& [created, stored] : call.state.groups()) {
    if (call.list.top && groups.size() == *call.list.top) break;
    if (at++ >= call.list.skip) groups.push_back(view(stored.group));
  }
  CollectionControlsView controls;
  if (call.list.count) controls.count = call.state.size();
  Response response = message(200, {{"Content-Type", std::string(kJsonMinimalMetadata)}});
  const std::optional<CollectionViolation> fault =
      write_collection(groups, controls, Form::compact, contract(), response.content);
  CONNECTORGROUP_ASSERT(!fault);
  insert_context(collection_context(options_.root, call.route.version, contract()), Form::compact,
                 0, response.content);
  return response;
}

Response Service::Implementation::update(Call& call) const {
  const Result<ConnectorGroup> updated = update_.apply(call.request.content, call.item->group);
  if (!updated.accepted()) {
    const Violation& violation = updated.violation();
    return refusal(call, refusal_status(violation.rule), violation, "content");
  }
  call.state.update(updated.value());
  return with_group(call, *call.state.find(call.route.id));
}

Response Service::Implementation::remove(Call& call) const {
  call.state.remove(call.route.id);
  return message(204, {});
}

// --- The public face.

Service::Service(ServiceOptions options)
    : implementation_(std::make_unique<Implementation>(std::move(options))) {}
Service::~Service() = default;
Service::Service(Service&&) noexcept = default;
Service& Service::operator=(Service&&) noexcept = default;

const ServiceOptions& Service::options() const { return implementation_->options(); }

Response Service::step(ServiceState& state, const RequestView& request, Identifiers& identifiers) {
  return implementation_->step(state, request, identifiers);
}

Response Service::refuse(ServiceState& state, int status, const Violation& violation) {
  return implementation_->refuse(state, status, violation);
}

}  // namespace connectorgroup
