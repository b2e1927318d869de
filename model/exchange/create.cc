// What a message breaks is gathered part by part, each part in its order, and the violation of the
// smallest offset is reported. Parts are gathered in the order in which they win at the same octet:
// framing, start line and fields, body, what follows the message.

#include "model/exchange/create.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "model/assertion.h"
#include "model/body/reader.h"
#include "model/body/reference_reader.h"
#include "model/exchange/bearer.h"
#include "model/exchange/content_fields.h"
#include "model/exchange/exchange_field.h"
#include "model/exchange/first_violation.h"
#include "model/exchange/target.h"
#include "model/http/field_values.h"
#include "model/http/message.h"
#include "model/http/message_parse.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kAllow = "Allow";
constexpr std::string_view kAuthorization = "Authorization";
constexpr std::string_view kContentType = "Content-Type";
constexpr std::string_view kLocation = "Location";
constexpr std::string_view kRetryAfter = "Retry-After";
constexpr std::string_view kWwwAuthenticate = "WWW-Authenticate";

// A status line begins with the version, eight octets, and a space. A line that is shorter is read
// only where rules are ignored.
constexpr std::size_t kStatusOffset = std::string_view("HTTP/1.1 ").size();

// What a reader knows that ignores exchange.fields.unknown.
constexpr std::array<std::string_view, 15> kExpectedFields{
    "Allow",
    "Authorization",
    "Connection",
    "Content-Encoding",
    "Content-Length",
    "Date",
    "Content-Type",
    "Host",
    "Location",
    "OData-Version",
    "request-id",
    "Retry-After",
    "WWW-Authenticate",
    "Transfer-Encoding",
    "Accept",
};

bool is_expected(std::string_view field) {
  return std::any_of(kExpectedFields.begin(), kExpectedFields.end(),
                     [field](std::string_view name) { return equal_ignoring_case(name, field); });
}

// What a reader knows that ignores exchange.error.any-code: the statuses and codes that Graph's
// documentation of errors lists.
constexpr std::array<int, 23> kDocumentedStatuses{400, 401, 402, 403, 404, 405, 406, 409,
                                                  410, 411, 412, 413, 415, 416, 422, 423,
                                                  429, 500, 501, 503, 504, 507, 509};
constexpr std::array<std::string_view, 17> kDocumentedCodes{
    "accessDenied",      "activityLimitReached", "extensionError",    "generalException",
    "invalidRange",      "invalidRequest",       "itemNotFound",      "malwareDetected",
    "nameAlreadyExists", "notAllowed",           "notSupported",      "resourceModified",
    "resyncRequired",    "serviceNotAvailable",  "syncStateNotFound", "quotaLimitReached",
    "unauthenticated",
};

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::find(range.begin(), range.end(), value) != range.end();
}

bool is_error(int status) { return status >= 400 && status <= 599; }

std::optional<std::string> value_of(const FieldView* field) {
  if (field == nullptr) return std::nullopt;
  return std::string(field->value);
}

// The values of several fields are one list. An empty one has no element to add, and a list that
// ended in a comma and a space could not be written (RFC 9110 sections 5.3 and 5.6.1).
void append_list(std::optional<std::string>& list, std::string_view value) {
  if (!list || list->empty()) {
    list = std::string(value);
  } else if (!value.empty()) {
    list->append(", ").append(value);
  }
}

Refused refused(const ResponseView& response, ODataError error) {
  Refused read{response.status, std::move(error), {}, std::nullopt, std::nullopt, std::nullopt};
  for (const FieldView& field : response.fields) {
    if (equal_ignoring_case(field.name, kWwwAuthenticate)) {
      read.challenges.emplace_back(field.value);
    } else if (equal_ignoring_case(field.name, kAllow)) {
      append_list(read.allow, field.value);
    }
  }
  read.retry_after = value_of(find_field(response.fields, kRetryAfter));
  read.location = value_of(find_field(response.fields, kLocation));
  return read;
}

// A message where a MessageReader left it: its parts are looked at without views in between.
class ReadMessage {
 public:
  // `capacity`: of the octets that were read, with what may be read behind them.
  ReadMessage(const MessageReader& reader, std::size_t capacity)
      : reader_(reader), parse_(reader.parse()), octets_(reader.octets()), capacity_(capacity) {}

  const MessageReader& reader() const { return reader_; }
  const http::MessageParse& parse() const { return parse_; }
  std::string_view text(http::Range range) const {
    return {octets_.data() + range.begin, range.end - range.begin};
  }
  std::span<const http::FieldRange> header_fields() const {
    return std::span(parse_.fields()).first(parse_.header_count());
  }
  std::string_view name(const http::FieldRange& field) const { return text(field.name); }
  std::string_view value(const http::FieldRange& field) const { return text(field.value); }
  // The content, and as much behind it as may be read. REQUIRES: has_head().
  PaddedText content() const {
    if (parse_.chunked()) return {parse_.chunked_content(), parse_.chunked_content().size()};
    const std::size_t begin = parse_.content_begin();
    return {text({begin, parse_.size()}), capacity_ - begin};
  }

 private:
  const MessageReader& reader_;
  const http::MessageParse& parse_;
  std::string_view octets_;
  std::size_t capacity_;
};

// What has no padding is copied by the reader of bodies.
PaddedText unpadded(std::string_view octets) { return {octets, octets.size()}; }
bool is_padded(const PaddedText& text) { return text.capacity >= text.text.size() + kPadding; }

// What a create request says in front of its body.
struct RequestHead {
  std::string_view version;
  std::string_view authority;
  std::optional<std::string_view> query;
  std::string_view token;
};

// Gathers what one message breaks.
class Findings {
 public:
  Findings(const ReadMessage& message, const RuleSet& ignored)
      : message_(message.reader()), parse_(message.parse()), ignored_(ignored) {
    CONNECTORGROUP_ASSERT(parse_.state() != ReadState::incomplete);
    content_is_whole_ = parse_.state() == ReadState::complete || trails();
    if (!content_is_whole_) first_.add(parse_.violation());
  }

  bool ignores(Rule rule) const { return ignored_.has(rule); }

  void refuse(Rule rule, std::size_t offset, std::string_view member = {}) {
    if (!ignores(rule)) first_.add({rule, offset, member});
  }
  void grant(Rule rule, std::size_t offset, std::string_view member = {}) {
    if (ignores(rule)) first_.add({rule, offset, member});
  }
  std::size_t status_offset() const { return std::min(kStatusOffset, message_.size()); }
  // At the first octet of a part of the start line or of a field.
  void refuse_at(std::string_view part, Rule rule, std::string_view member = {}) {
    refuse(rule, message_.offset_of(part), member);
  }
  void grant_at(std::string_view part, Rule rule, std::string_view member = {}) {
    grant(rule, message_.offset_of(part), member);
  }
  // In such a part.
  void add_in(std::string_view part, const std::optional<Violation>& violation) {
    if (!violation) return;
    const std::size_t offset = message_.offset_of(part) + violation->offset;
    first_.add({violation->rule, offset, violation->member});
  }
  // REQUIRES: the header section is there, in this and what follows.
  void refuse_missing(Rule rule, std::string_view field) {
    refuse(rule, message_.head_end(), field);
  }
  void grant_missing(Rule rule, std::string_view field) {
    if (ignores(rule)) grant(rule, message_.head_end(), field);
  }
  void add_in_body(std::string_view text, const std::optional<Violation>& violation) {
    if (!violation) return;
    const bool only_cut_off = !content_is_whole_ && violation->offset == text.size() &&
                              violation->rule == Rule::json_text_incomplete;
    if (only_cut_off) return;
    const std::size_t offset = message_.content_offset(violation->offset);
    first_.add({violation->rule, offset, violation->member});
  }

  // The first of all. Nothing is added after it.
  const std::optional<Violation>& first() {
    if (trails()) first_.add(parse_.violation());
    return first_.violation();
  }

 private:
  bool trails() const {
    return parse_.state() == ReadState::refused &&
           parse_.violation().rule == Rule::http_message_trailing;
  }

  const MessageReader& message_;
  const http::MessageParse& parse_;
  const RuleSet& ignored_;
  bool content_is_whole_ = false;
  FirstViolation first_;
};

}  // namespace

class CreateReader::Implementation {
 public:
  Implementation(const Contract& contract, const ExchangeLimits& limits, const RuleSet& ignored)
      : contract_(&contract),
        limits_(limits.body),
        ignored_(ignored),
        knows_all_fields_(ignored.has(Rule::exchange_fields_unknown)),
        message_(MessageKind::request, limits.http, ignored),
        body_(contract, limits.body),
        error_(limits.body) {}

  const Contract& contract() const { return *contract_; }

  // Of octets with as much behind them as may be read.
  Result<CreateRequestView> read_request(const PaddedText& octets) {
    message_.read(MessageKind::request, octets.text);
    return request(message_, octets.capacity);
  }
  Result<CreateResponseView> read_response(const PaddedText& octets) {
    message_.read(MessageKind::response, octets.text);
    return response(message_, octets.capacity);
  }

  // Of what the reader read, in so many octets with what may be read behind them.
  Result<CreateRequestView> request(const MessageReader& reader, std::size_t capacity);
  Result<CreateResponseView> response(const MessageReader& reader, std::size_t capacity);

 private:
  // From the end of the fields on. REQUIRES: has_head().
  Result<NewConnectorGroupView> rest_of_request(const ReadMessage& message,
                                                const ExchangeFields& fields, Findings& found);
  void request_line(const ReadMessage& message, Findings& found);
  void target(std::string_view target, Findings& found);
  void request_field(ExchangeField which, const ReadMessage& message, const http::FieldRange& field,
                     Findings& found);
  void common_field(ExchangeField which, const ReadMessage& message, const http::FieldRange& field,
                    Findings& found);
  void content_type(std::string_view value, Findings& found);
  void status(int status, Findings& found) const;
  void response_field(ExchangeField which, const ReadMessage& message,
                      const http::FieldRange& field, ChallengeReader& challenges, Findings& found);
  void missing_in_response(int status, const ExchangeFields& fields,
                           const ChallengeReader& challenges, Findings& found) const;

  Result<ConnectorGroupView> body_of_response(const ReadMessage& message, Findings& found);
  Result<CreateResponseView> refused_response(const ReadMessage& message, Findings& found);

  // Each reads a body. What it breaks has its offset in the body.
  Result<NewConnectorGroupView> new_group(const PaddedText& text);
  Result<ConnectorGroupView> group(const PaddedText& text);
  std::optional<Violation> error(std::string_view text, ODataError& error);

  const Contract* contract_;
  Limits limits_;
  RuleSet ignored_;
  ExchangeFieldOf field_of_;
  bool knows_all_fields_;  // else those that mean nothing to the exchange are passed over
  MessageReader message_;
  BodyReader body_;
  ErrorReader error_;
  // Of the request under way. Not a local variable, which would be gathered from registers at the
  // end, when it is to be copied at once.
  RequestHead head_;
  // A value of Content-Type that broke no rule, and is likely to come again; or empty.
  std::string right_content_type_;
  // Likewise a target without an authority or a query, and the version that it names.
  std::string right_target_;
  std::string_view version_of_right_target_;
  // What views borrow from where rules are ignored.
  NewConnectorGroup owned_new_group_;
  ConnectorGroup owned_group_;
};

// --- Requests.

Result<CreateRequestView> CreateReader::Implementation::request(const MessageReader& reader,
                                                                std::size_t capacity) {
  const ReadMessage message(reader, capacity);
  const http::MessageParse& parse = message.parse();
  CONNECTORGROUP_ASSERT(parse.kind() == MessageKind::request);
  Findings found(message, ignored_);
  if (!parse.has_start_line()) return *found.first();
  head_ = {};
  request_line(message, found);
  ExchangeFields fields;
  for (const http::FieldRange& field : message.header_fields()) {
    const ExchangeField which = field_of_[field.known];
    if (which == ExchangeField::other && !knows_all_fields_) continue;
    fields.add(which);
    request_field(which, message, field, found);
  }
  // Without its head, only where it is ignored that a message is cut short.
  const Result<NewConnectorGroupView> group =
      parse.has_head() ? rest_of_request(message, fields, found)
                       : Result<NewConnectorGroupView>(NewConnectorGroupView{});
  if (found.first()) return *found.first();
  return {std::in_place, [this, &group] {
            return CreateRequestView{head_.version, head_.authority, head_.query, head_.token,
                                     group.value()};
          }};
}

Result<NewConnectorGroupView> CreateReader::Implementation::rest_of_request(
    const ReadMessage& message, const ExchangeFields& fields, Findings& found) {
  if (!fields.has(ExchangeField::authorization)) {
    found.refuse_missing(Rule::exchange_authorization_missing, kAuthorization);
  }
  if (!fields.has(ExchangeField::content_type)) {
    found.refuse_missing(Rule::exchange_content_type_missing, kContentType);
  }
  const PaddedText content = message.content();
  Result<NewConnectorGroupView> read = new_group(content);
  if (!read.accepted()) found.add_in_body(content.text, read.violation());
  return read;
}

void CreateReader::Implementation::request_line(const ReadMessage& message, Findings& found) {
  const std::string_view method = message.text(message.parse().method());
  if (method != "POST") found.refuse_at(method, Rule::exchange_method);
  const std::string_view text = message.text(message.parse().target());
  if (!right_target_.empty() && text == right_target_) {
    head_.version = version_of_right_target_;
  } else {
    target(text, found);
  }
}

void CreateReader::Implementation::target(std::string_view target, Findings& found) {
  const Result<std::string_view> version = read_create_path(target, *contract_, ignored_);
  if (version.accepted()) {
    head_.version = version.value();
  } else {
    found.add_in(target, version.violation());
  }
  const TargetParts parts = split_target(target);
  head_.authority = parts.authority;
  head_.query = parts.query;
  if (head_.query) {
    const auto query_at = static_cast<std::size_t>(head_.query->data() - target.data());
    const std::string_view from_mark = target.substr(query_at - 1);
    found.grant_at(from_mark, Rule::exchange_query);
  } else if (version.accepted() && head_.authority.empty()) {
    right_target_.assign(target);
    version_of_right_target_ = head_.version;
  }
}

void CreateReader::Implementation::request_field(ExchangeField which, const ReadMessage& message,
                                                 const http::FieldRange& field, Findings& found) {
  common_field(which, message, field, found);
  if (which == ExchangeField::host) {
    if (head_.authority.empty()) head_.authority = message.value(field);
  } else if (which == ExchangeField::authorization) {
    if (head_.query && has_token_option(*head_.query)) {
      found.refuse_at(message.name(field), Rule::bearer_one_method, kAuthorization);
    }
    const Result<std::string_view> token = read_bearer_token(message.value(field), ignored_);
    if (token.accepted()) {
      head_.token = token.value();
    } else {
      found.add_in(message.value(field), token.violation());
    }
  }
}

// What requests and responses have in common.
void CreateReader::Implementation::common_field(ExchangeField which, const ReadMessage& message,
                                                const http::FieldRange& field, Findings& found) {
  if (knows_all_fields_ && !is_expected(message.name(field))) {
    found.grant_at(message.name(field), Rule::exchange_fields_unknown);
  }
  if (which == ExchangeField::content_type) {
    content_type(message.value(field), found);
  } else if (which == ExchangeField::content_encoding) {
    found.add_in(message.name(field), judge_content_encoding(message.value(field), ignored_));
  }
}

void CreateReader::Implementation::content_type(std::string_view value, Findings& found) {
  if (!value.empty() && value == right_content_type_) return;
  const std::optional<Violation> violation = judge_content_type(value, ignored_);
  found.add_in(value, violation);
  if (!violation) right_content_type_.assign(value);
}

// --- Responses.

Result<CreateResponseView> CreateReader::Implementation::response(const MessageReader& reader,
                                                                  std::size_t capacity) {
  const ReadMessage message(reader, capacity);
  const http::MessageParse& parse = message.parse();
  CONNECTORGROUP_ASSERT(parse.kind() == MessageKind::response);
  Findings found(message, ignored_);
  if (!parse.has_start_line()) return *found.first();
  status(parse.status(), found);
  ChallengeReader challenges(parse.status(), ignored_);
  ExchangeFields fields;
  std::optional<std::string_view> location;
  for (const http::FieldRange& field : message.header_fields()) {
    const ExchangeField which = field_of_[field.known];
    if (which == ExchangeField::other && !knows_all_fields_) continue;
    if (which == ExchangeField::location && !location) location = message.value(field);
    fields.add(which);
    response_field(which, message, field, challenges, found);
  }
  if (parse.has_head()) missing_in_response(parse.status(), fields, challenges, found);
  if (is_error(parse.status())) return refused_response(message, found);
  const Result<ConnectorGroupView> group = parse.has_head()
                                               ? body_of_response(message, found)
                                               : Result<ConnectorGroupView>(ConnectorGroupView{});
  if (found.first()) return *found.first();
  const auto created = [&parse, &location, &group] {
    return CreatedView{parse.status(), location, group.value()};
  };
  return {std::in_place, [&created] {
            return CreateResponseView(std::in_place_type<CreatedView>,
                                      detail::Made<decltype(created)>{created});
          }};
}

Result<ConnectorGroupView> CreateReader::Implementation::body_of_response(
    const ReadMessage& message, Findings& found) {
  const PaddedText content = message.content();
  Result<ConnectorGroupView> read = group(content);
  if (!read.accepted()) found.add_in_body(content.text, read.violation());
  return read;
}

// The rest of one that says why the group wasn't created.
Result<CreateResponseView> CreateReader::Implementation::refused_response(
    const ReadMessage& message, Findings& found) {
  ODataError error_read;
  if (message.parse().has_head()) {
    const std::string_view text = message.content().text;
    found.add_in_body(text, error(text, error_read));
  }
  if (found.first()) return *found.first();
  return CreateResponseView(refused(message.reader().response(), std::move(error_read)));
}

void CreateReader::Implementation::status(int status, Findings& found) const {
  if (!is_error(status)) {
    if (!contains(contract_->success_statuses, status)) {
      found.refuse(Rule::exchange_status, found.status_offset());
    }
  } else if (!contains(kDocumentedStatuses, status)) {
    found.grant(Rule::exchange_error_any_code, found.status_offset());
  }
}

void CreateReader::Implementation::response_field(ExchangeField which, const ReadMessage& message,
                                                  const http::FieldRange& field,
                                                  ChallengeReader& challenges, Findings& found) {
  common_field(which, message, field, found);
  const std::string_view value = message.value(field);
  if (which == ExchangeField::location) {
    const std::optional<std::size_t> fault = uri_reference_fault(value);
    if (fault && !found.ignores(Rule::exchange_location_syntax)) {
      found.add_in(value, Violation{Rule::exchange_location_syntax, *fault, kLocation});
    }
  } else if (which == ExchangeField::retry_after) {
    if (!found.ignores(Rule::http_retry_after_syntax)) {
      found.add_in(value, check_retry_after(value));
    }
  } else if (which == ExchangeField::www_authenticate) {
    found.add_in(value, challenges.read(value));
  }
}

void CreateReader::Implementation::missing_in_response(int status, const ExchangeFields& fields,
                                                       const ChallengeReader& challenges,
                                                       Findings& found) const {
  if (!fields.has(ExchangeField::content_type)) {
    found.refuse_missing(Rule::exchange_content_type_missing, kContentType);
  }
  if (status == 401) {
    if (!fields.has(ExchangeField::www_authenticate)) {
      found.refuse_missing(Rule::exchange_www_authenticate_missing, kWwwAuthenticate);
    } else if (!challenges.has_bearer()) {
      found.refuse_missing(Rule::bearer_challenge_scheme, kWwwAuthenticate);
    }
  }
  if (status == 405 && !fields.has(ExchangeField::allow)) {
    found.refuse_missing(Rule::exchange_allow_missing, kAllow);
  }
  if (!is_error(status) && !fields.has(ExchangeField::location)) {
    found.grant_missing(Rule::exchange_location_absent, kLocation);
  }
}

// --- Bodies.

Result<NewConnectorGroupView> CreateReader::Implementation::new_group(const PaddedText& text) {
  if (ignored_.empty()) {
    return is_padded(text) ? body_.read_create_request(text) : body_.read_create_request(text.text);
  }
  const Result<NewConnectorGroup> read =
      ReferenceReader(*contract_, limits_, ignored_).read_create_request(text.text);
  if (!read.accepted()) return read.violation();
  owned_new_group_ = read.value();
  return view(owned_new_group_);
}

Result<ConnectorGroupView> CreateReader::Implementation::group(const PaddedText& text) {
  if (ignored_.empty()) {
    if (is_padded(text)) return body_.read_response(text);
    return body_.read_response(text.text);
  }
  const Result<ConnectorGroup> read =
      ReferenceReader(*contract_, limits_, ignored_).read_response(text.text);
  if (!read.accepted()) return read.violation();
  owned_group_ = read.value();
  return view(owned_group_);
}

std::optional<Violation> CreateReader::Implementation::error(std::string_view text,
                                                             ODataError& error) {
  const Result<ODataError> read =
      ignored_.empty() ? error_.read(text) : ReferenceErrorReader(limits_, ignored_).read(text);
  if (!read.accepted()) return read.violation();
  error = read.value();
  if (ignored_.has(Rule::exchange_error_any_code) && !contains(kDocumentedCodes, error.code)) {
    return Violation{Rule::exchange_error_any_code, 0, "code"};
  }
  return std::nullopt;
}

// --- The public face.

CreateReader::CreateReader(const Contract& contract, const ExchangeLimits& limits,
                           const RuleSet& ignored)
    : implementation_(std::make_unique<Implementation>(contract, limits, ignored)) {}
CreateReader::~CreateReader() = default;
CreateReader::CreateReader(CreateReader&&) noexcept = default;
CreateReader& CreateReader::operator=(CreateReader&&) noexcept = default;

const Contract& CreateReader::contract() const { return implementation_->contract(); }

Result<CreateRequestView> CreateReader::read_request(std::string_view octets) {
  return implementation_->read_request(unpadded(octets));
}
Result<CreateRequestView> CreateReader::read_request(const PaddedText& octets) {
  return implementation_->read_request(octets);
}
Result<CreateResponseView> CreateReader::read_response(std::string_view octets) {
  return implementation_->read_response(unpadded(octets));
}
Result<CreateResponseView> CreateReader::read_response(const PaddedText& octets) {
  return implementation_->read_response(octets);
}
Result<CreateRequestView> CreateReader::judge_request(const MessageReader& message) {
  return implementation_->request(message, message.octets().size());
}
Result<CreateResponseView> CreateReader::judge_response(const MessageReader& message) {
  return implementation_->response(message, message.octets().size());
}

}  // namespace connectorgroup
