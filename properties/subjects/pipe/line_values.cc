#include "properties/subjects/pipe/line_values.h"

#include <array>
#include <utility>

namespace connectorgroup::line_protocol {
namespace {

constexpr std::array<std::string_view, 4> kReadVerbs{"read-request", "read-response",
                                                     "read-collection", "read-error"};
constexpr std::array<std::string_view, 4> kWriteVerbs{"write-request", "write-response", "", ""};

void add(std::string_view key, const Member<std::string>& member, Pairs& pairs) {
  if (member.is_absent()) return;
  pairs.emplace_back(key,
                     member.is_null() ? Value{Value::Type::null_} : string_value(member.value()));
}

// False when the value is of no type that such a member has.
bool read_text(const Value& value, Member<std::string>& member) {
  if (value.type == Value::Type::null_) member = kNull;
  if (value.type == Value::Type::string) member = value.text;
  return value.type == Value::Type::null_ || value.type == Value::Type::string;
}

bool read_flag(const Value& value, Member<bool>& member) {
  const bool is_flag = value.type == Value::Type::true_ || value.type == Value::Type::false_;
  if (value.type == Value::Type::null_) member = kNull;
  if (is_flag) member = value.type == Value::Type::true_;
  return is_flag || value.type == Value::Type::null_;
}

// Keys that are no member are passed over.
void read_member(const std::string& key, const Value& value, Members& members,
                 std::vector<std::string>& of_other_type) {
  bool has_type = true;
  if (key == "id") has_type = read_text(value, members.id);
  if (key == "name") has_type = read_text(value, members.name);
  if (key == "connectorGroupType") has_type = read_text(value, members.connector_group_type);
  if (key == "isDefault") has_type = read_flag(value, members.is_default);
  if (key == "region") has_type = read_text(value, members.region);
  if (!has_type) of_other_type.push_back(key);
}

// `count`, then `id` and `name` once per object. An object that lacks one of them is the subject's
// fault, not its wrapper's: it is reported as read.
std::optional<ReadAnswer> collection_of(const Pairs& pairs, std::string& fault) {
  ReadAnswer answer{Verdict::accept, {}, std::nullopt};
  std::vector<Members>& objects = answer.value.objects;
  std::optional<std::uint64_t> count;
  bool has_name = false;
  for (const auto& [key, value] : pairs) {
    if (key == "count" && value.type == Value::Type::number) count = value.number;
    if (key != "id" && key != "name") continue;
    if (objects.empty() || key == "id" || has_name) objects.emplace_back();
    has_name = key == "name";
    read_member(key, value, objects.back(), answer.of_other_type);
  }
  if (!count) {
    fault = "a collection is accepted with count=n:...";
    return std::nullopt;
  }
  if (*count != objects.size()) answer.of_other_type.emplace_back("count");
  return answer;
}

ReadAnswer error_of(const Pairs& pairs) {
  ReadAnswer answer{Verdict::accept, {}, std::nullopt};
  ODataError& error = answer.value.error.emplace();
  const Reply reply{ReplyVerdict::accept, pairs};
  for (const std::string_view key : {"code", "message"}) {
    const Value* value = reply.find(key);
    if (value != nullptr && value->type == Value::Type::string) {
      (key == "code" ? error.code : error.message) = value->text;
    } else {
      answer.of_other_type.emplace_back(key);
    }
  }
  return answer;
}

// What the pairs of a message say, before it is known to be all.
struct MessagePairs {
  std::optional<std::string> method;
  std::optional<std::string> target;
  std::optional<std::uint64_t> status;
  std::optional<std::string> body;
  std::uint64_t rest = 0;
  std::vector<Field> fields;
};

std::optional<MessagePairs> read_message_pairs(const Pairs& pairs, std::string& fault) {
  MessagePairs parts;
  bool value_due = false;
  for (const auto& [key, value] : pairs) {
    const bool is_text = value.type == Value::Type::string;
    if (value_due != (key == "value")) {
      fault = "field=s:... is followed by value=s:...";
      return std::nullopt;
    }
    if (key == "field" && is_text) {
      parts.fields.push_back({value.text, {}});
      value_due = true;
    } else if (key == "value" && is_text) {
      parts.fields.back().value = value.text;
      value_due = false;
    } else if (key == "method" && is_text) {
      parts.method = value.text;
    } else if (key == "target" && is_text) {
      parts.target = value.text;
    } else if (key == "status" && value.type == Value::Type::number) {
      parts.status = value.number;
    } else if (key == "rest" && value.type == Value::Type::number) {
      parts.rest = value.number;
    } else if (key == "body" && value.type == Value::Type::bytes) {
      parts.body = value.text;
    }
  }
  if (value_due) {
    fault = "field=s:... is followed by value=s:...";
    return std::nullopt;
  }
  return parts;
}

}  // namespace

std::string_view read_verb(BodyKind kind) { return kReadVerbs[static_cast<std::size_t>(kind)]; }
std::string_view write_verb(BodyKind kind) { return kWriteVerbs[static_cast<std::size_t>(kind)]; }

std::optional<BodyKind> find_read_verb(std::string_view verb) {
  for (const BodyKind kind : kBodyKinds) {
    if (read_verb(kind) == verb) return kind;
  }
  return std::nullopt;
}

std::optional<BodyKind> find_write_verb(std::string_view verb) {
  for (const BodyKind kind : kBodyKinds) {
    if (!verb.empty() && write_verb(kind) == verb) return kind;
  }
  return std::nullopt;
}

std::optional<MessageKind> find_message_kind(std::string_view name) {
  for (const MessageKind kind :
       {MessageKind::request, MessageKind::response, MessageKind::response_to_head}) {
    if (connectorgroup::name(kind) == name) return kind;
  }
  return std::nullopt;
}

Pairs pairs_of(const Members& members) {
  Pairs pairs;
  add("id", members.id, pairs);
  add("name", members.name, pairs);
  add("connectorGroupType", members.connector_group_type, pairs);
  if (members.is_default.is_null()) pairs.emplace_back("isDefault", Value{Value::Type::null_});
  if (members.is_default.has_value()) {
    pairs.emplace_back("isDefault", boolean_value(members.is_default.value()));
  }
  add("region", members.region, pairs);
  return pairs;
}

Pairs pairs_of(BodyKind kind, const ReadAnswer& answer) {
  if (kind == BodyKind::error) {
    const ODataError& error = answer.value.error.value();
    return {{"code", string_value(error.code)}, {"message", string_value(error.message)}};
  }
  if (kind != BodyKind::collection) return pairs_of(answer.value.objects.at(0));
  Pairs pairs{{"count", number_value(answer.value.objects.size())}};
  for (const Members& members : answer.value.objects) {
    add("id", members.id, pairs);
    add("name", members.name, pairs);
  }
  return pairs;
}

Pairs pairs_of(const Message& message, std::size_t rest) {
  Pairs pairs;
  const auto add_parts = [&pairs](const auto& parts) {
    for (const Field& field : parts.fields) {
      pairs.emplace_back("field", string_value(field.name));
      pairs.emplace_back("value", string_value(field.value));
    }
    pairs.emplace_back("body", bytes_value(parts.content));
  };
  if (const auto* request = std::get_if<Request>(&message)) {
    pairs.emplace_back("method", string_value(request->method));
    pairs.emplace_back("target", string_value(request->target));
    add_parts(*request);
  } else {
    const auto& response = std::get<Response>(message);
    pairs.emplace_back("status", number_value(static_cast<std::uint64_t>(response.status)));
    add_parts(response);
  }
  pairs.emplace_back("rest", number_value(rest));
  return pairs;
}

std::optional<ReadAnswer> body_of(BodyKind kind, const Pairs& pairs, std::string& fault) {
  if (kind == BodyKind::collection) return collection_of(pairs, fault);
  if (kind == BodyKind::error) return error_of(pairs);
  ReadAnswer answer{Verdict::accept, {}, std::nullopt};
  Members& members = answer.value.objects.emplace_back();
  for (const auto& [key, value] : pairs) read_member(key, value, members, answer.of_other_type);
  return answer;
}

std::optional<Members> members_of(const Pairs& pairs, std::string& fault) {
  Members members;
  std::vector<std::string> of_other_type;
  for (const auto& [key, value] : pairs) read_member(key, value, members, of_other_type);
  if (of_other_type.empty()) return members;
  fault = of_other_type.front() + " has a value of no type that can be written";
  return std::nullopt;
}

std::optional<MessageAnswer> message_of(MessageKind kind, std::size_t size, const Pairs& pairs,
                                        std::string& fault) {
  std::optional<MessagePairs> parts = read_message_pairs(pairs, fault);
  if (!parts) return std::nullopt;
  const bool is_request = kind == MessageKind::request;
  const bool has_start = is_request ? parts->method && parts->target : parts->status.has_value();
  if (!has_start || !parts->body || parts->rest > size) {
    fault = is_request ? "a request is accepted with method, target, body and rest"
                       : "a response is accepted with status, body and rest";
    return std::nullopt;
  }
  MessageAnswer answer{MessageVerdict::accept, {}, size - parts->rest, std::nullopt};
  if (is_request) {
    Request request;
    request.method = *parts->method;
    request.target = *parts->target;
    request.fields = std::move(parts->fields);
    request.content = std::move(*parts->body);
    answer.message = std::move(request);
  } else {
    Response response;
    response.status = static_cast<int>(*parts->status);
    response.fields = std::move(parts->fields);
    response.content = std::move(*parts->body);
    answer.message = std::move(response);
  }
  return answer;
}

ReadAnswer sayable(BodyKind kind, const ReadAnswer& answer) {
  ReadAnswer said = answer;
  said.why.reset();
  if (kind == BodyKind::collection) {
    said.value.controls = {};
    for (Members& members : said.value.objects) members = {members.id, members.name, {}, {}, {}};
  }
  if (said.value.error) {
    said.value.error =
        ODataError{said.value.error->code, said.value.error->message, {}, {}, std::nullopt};
  }
  return said;
}

MessageAnswer sayable(const MessageAnswer& answer) {
  MessageAnswer said = answer;
  said.why.reset();
  const auto strip = [](auto& parts) {
    parts.minor_version = 1;
    parts.trailers.clear();
  };
  if (auto* response = std::get_if<Response>(&said.message)) {
    response->reason.clear();
    strip(*response);
  } else {
    strip(std::get<Request>(said.message));
  }
  return said;
}

}  // namespace connectorgroup::line_protocol
