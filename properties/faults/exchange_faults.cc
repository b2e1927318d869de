// Readers and writers of the create exchange that get its parts right, or nearly, and go wrong in
// how they put them together: path, query, credentials, media types, statuses, and the body as a
// message carries it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/http/reader.h"
#include "properties/exchange_subject.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup {
namespace {

using namespace faults;

// One way to go wrong; what is left out is as the model does it.
struct Misreading {
  // Of messages that the model refuses: what they are taken for.
  std::string (*forgive)(std::string_view octets, const Contract& contract) = nullptr;
  // Of messages that it accepts: whether they are refused, with this rule.
  bool (*objects)(std::string_view octets) = nullptr;
  Rule rule = Rule::exchange_path;
  void (*change_request)(std::string_view octets, CreateRequest& request) = nullptr;
  void (*change_response)(std::string_view octets, CreateResponse& response) = nullptr;
};

class MisreadExchange : public ExchangeSubject {
 public:
  MisreadExchange(const Contract& contract, const Misreading& way)
      : ExchangeSubject(contract), way_(way) {}

  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    return read<CreateRequest>(segments, way_.change_request);
  }
  Result<CreateResponse> read_response(std::span<const std::string_view> segments) override {
    return read<CreateResponse>(segments, way_.change_response);
  }

 private:
  template <class Value>
  Result<Value> read(std::span<const std::string_view> segments,
                     void (*change)(std::string_view octets, Value& value)) {
    const std::string octets = joined(segments);
    Result<Value> answer = of_model<Value>(octets);
    if (!answer.accepted()) return forgiven<Value>(octets, std::move(answer));
    if (way_.objects != nullptr && way_.objects(octets)) return Violation{way_.rule, 0};
    if (change == nullptr) return answer;
    Value value = answer.value();
    change(octets, value);
    return value;
  }

  template <class Value>
  Result<Value> forgiven(std::string_view octets, Result<Value> refusal) {
    if (way_.forgive == nullptr) return refusal;
    Result<Value> answer = of_model<Value>(way_.forgive(octets, contract()));
    return answer.accepted() ? answer : refusal;
  }

  template <class Value>
  Result<Value> of_model(std::string_view octets) {
    if constexpr (std::is_same_v<Value, CreateRequest>) {
      return ExchangeSubject::read_request({&octets, 1});
    } else {
      return ExchangeSubject::read_response({&octets, 1});
    }
  }

  Misreading way_;
};

Deviation misreading(const Misreading& way) {
  Deviation deviation;
  deviation.exchange = [way](const Contract& contract) {
    return std::make_shared<MisreadExchange>(contract, way);
  };
  return deviation;
}

// --- Witnesses.

constexpr std::string_view kBody = R"({"name":"a"})";

std::string request_of(std::string_view target, std::string_view authorization,
                       std::string_view type, std::string_view body = kBody) {
  std::string octets = "POST ";
  octets.append(target).append(" HTTP/1.1\r\nHost: h\r\nAuthorization: ").append(authorization);
  octets.append("\r\nContent-Type: ").append(type);
  octets.append("\r\nContent-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
  return octets.append(body);
}
Question asked(std::string octets) { return {Verb::exchange, std::move(octets)}; }
Question to(std::string_view target) {
  return asked(request_of(target, "Bearer t", "application/json"));
}
Question authorized(std::string_view authorization) {
  return asked(request_of("/beta/connectorGroups", authorization, "application/json"));
}
Question typed(std::string_view type) {
  return asked(request_of("/beta/connectorGroups", "Bearer t", type));
}
Question chunked(std::string_view chunks) {
  return asked(
      "POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n"
      "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
      std::string(chunks));
}

constexpr std::string_view kGroup =
    R"({"id":"1","name":"a","connectorGroupType":"applicationProxy","isDefault":false})";
constexpr std::string_view kError = R"({"error":{"code":"a","message":"b"}})";

std::string response_of(std::string_view status, std::string_view fields, std::string_view body) {
  std::string octets = "HTTP/1.1 ";
  octets.append(status).append(" \r\nContent-Type: application/json\r\n").append(fields);
  octets.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
  return octets.append(body);
}
Question answered(std::string octets) { return {Verb::read_create_response, std::move(octets)}; }
Question script(const ServiceScript& asked) { return {.verb = Verb::script, .script = &asked}; }

// --- Targets.

std::string changed_target(std::string_view octets,
                           const std::function<std::string(std::string_view target)>& change) {
  const std::size_t begin = octets.find(' ') + 1;
  const std::size_t end = octets.find(' ', begin);
  if (begin == 0 || end == std::string_view::npos) return std::string(octets);
  return std::string(octets.substr(0, begin)) + change(octets.substr(begin, end - begin)) +
         std::string(octets.substr(end));
}
std::string with_target_replaced(std::string_view octets, std::string_view what,
                                 std::string_view by) {
  return changed_target(octets, [&](std::string_view target) {
    std::string changed(target);
    for (std::size_t at = 0; (at = changed.find(what, at)) != std::string::npos; at += by.size()) {
      changed.replace(at, what.size(), by);
    }
    return changed;
  });
}

std::string right_path(const Contract& contract) {
  return "/" + std::string(contract.version_segments.front()) + std::string(contract.path);
}

std::string path_by_prefix(std::string_view octets, const Contract& contract) {
  return changed_target(octets, [&](std::string_view target) {
    const std::string path = right_path(contract);
    return target.starts_with(path) ? path : std::string(target);
  });
}

std::string path_in_any_case(std::string_view octets, const Contract& contract) {
  return changed_target(octets, [&](std::string_view target) {
    const std::string path = right_path(contract);
    const bool same = equal_ignoring_case(target.substr(0, path.size()), path);
    return same ? path + std::string(target.substr(path.size())) : std::string(target);
  });
}

std::string path_without_parameters(std::string_view octets, const Contract&) {
  return changed_target(octets, [](std::string_view target) {
    std::string kept_path;
    const std::size_t end = std::min(target.find('?'), target.size());
    for (std::size_t at = 0; at < end;) {
      const std::size_t next = std::min(target.find('/', at + 1), end);
      const std::string_view segment = target.substr(at, next - at);
      kept_path += segment.substr(0, segment.find(';'));
      at = next;
    }
    return kept_path.append(target.substr(end));
  });
}

std::string path_without_dots(std::string_view octets, const Contract&) {
  return changed_target(octets, [](std::string_view target) {
    std::string path(target);
    for (std::size_t at = 0; (at = path.find("/../")) != std::string::npos;) {
      const std::size_t before = at == 0 ? 0 : path.rfind('/', at - 1);
      if (before == std::string::npos) return path;
      path.erase(before, at + 3 - before);
    }
    return path;
  });
}

std::string path_without_last_slash(std::string_view octets, const Contract&) {
  return changed_target(octets, [](std::string_view target) {
    return std::string(target.ends_with('/') ? target.substr(0, target.size() - 1) : target);
  });
}

std::string decoded_twice(std::string_view octets, const Contract&) {
  return with_target_replaced(octets, "%25", "%");
}
std::string decoded_before_it_is_split(std::string_view octets, const Contract&) {
  const std::string queried = with_target_replaced(octets, "%3F", "?");
  return with_target_replaced(queried, "%2F", "/");
}

// The query is looked for in targets that begin with a slash.
std::string without_query_of_absolute_form(std::string_view octets, const Contract&) {
  return changed_target(octets, [](std::string_view target) {
    return std::string(target.starts_with('/') ? target : target.substr(0, target.find('?')));
  });
}

// --- Fields.

// The values of the fields of this name in the head, in their order.
std::vector<std::string> values_of(std::string_view octets, std::string_view name) {
  std::vector<std::string> values;
  changed_values(octets, name, [&values](std::string_view value) {
    values.emplace_back(value);
    return std::string(value);
  });
  return values;
}
std::string first_value_of(std::string_view octets, std::string_view name) {
  const std::vector<std::string> values = values_of(octets, name);
  return values.empty() ? std::string() : values.front();
}

// What stands between quotes, its escapes as they are.
std::vector<std::string> quoted_parts(std::string_view value) {
  std::vector<std::string> parts;
  for (std::size_t at = value.find('"'); at < value.size(); at = value.find('"', at + 1)) {
    const std::size_t begin = ++at;
    while (at < value.size() && value[at] != '"') at += value[at] == '\\' ? 2u : 1u;
    parts.emplace_back(value.substr(begin, at - begin));
  }
  return parts;
}
bool any_quoted_has(std::string_view value, char c) {
  const std::vector<std::string> parts = quoted_parts(value);
  return std::any_of(parts.begin(), parts.end(),
                     [c](const std::string& part) { return part.find(c) != std::string::npos; });
}

bool is_another_spelling_of_bearer(std::string_view octets) {
  const std::string value = first_value_of(octets, "Authorization");
  return !value.empty() && !value.starts_with("Bearer");
}
bool has_long_token(std::string_view octets) {
  return first_value_of(octets, "Authorization").size() > 1024;
}

std::string token_to_comma(std::string_view octets, const Contract&) {
  return changed_values(octets, "Authorization", [](std::string_view value) {
    return std::string(value.substr(0, value.find(',')));
  });
}

std::string type_by_substring(std::string_view octets, const Contract&) {
  return changed_values(octets, "Content-Type", [](std::string_view value) {
    const bool found = value.find("application/json") != std::string_view::npos;
    return std::string(found ? "application/json" : value);
  });
}

// Only the parameter at once behind the type is looked at.
std::string type_to_second_parameter(std::string_view octets, const Contract&) {
  return changed_values(octets, "Content-Type", [](std::string_view value) {
    const std::size_t first = std::min(value.find(';'), value.size());
    return std::string(value.substr(0, value.find(';', first + 1)));
  });
}

bool type_has_semicolon_in_quotes(std::string_view octets) {
  return any_quoted_has(first_value_of(octets, "Content-Type"), ';');
}
bool type_has_escape_in_quotes(std::string_view octets) {
  return any_quoted_has(first_value_of(octets, "Content-Type"), '\\');
}

bool challenges_have_comma_in_quotes(std::string_view octets) {
  return any_quoted_has(first_value_of(octets, "WWW-Authenticate"), ',');
}
bool names_bearer(std::string_view value) {
  const auto is_small = [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); };
  std::string small(value);
  std::transform(small.begin(), small.end(), small.begin(), is_small);
  return small.find("bearer") != std::string::npos;
}
bool first_challenge_is_another(std::string_view octets) {
  const std::string value = first_value_of(octets, "WWW-Authenticate");
  return !value.empty() && !names_bearer(value.substr(0, value.find(' ')));
}
// Fields in a map: of several lines the last one stays.
bool last_challenge_line_is_another(std::string_view octets) {
  const std::vector<std::string> values = values_of(octets, "WWW-Authenticate");
  return values.size() > 1 && !names_bearer(values.back());
}

bool has_relative_location(std::string_view octets) {
  const std::string value = first_value_of(octets, "Location");
  return !value.empty() && value.find("://") == std::string::npos;
}

// --- Statuses.

std::string any_success(std::string_view octets, const Contract& contract) {
  return changed_target(octets, [&contract](std::string_view status) {
    const bool success = status.size() == 3 && status.front() == '2';
    return success ? std::to_string(contract.success_statuses.front()) : std::string(status);
  });
}

bool has_unlisted_status(std::string_view octets) {
  constexpr std::array<std::string_view, 16> kListed{"200", "201", "400", "401", "403", "404",
                                                     "405", "406", "409", "412", "415", "429",
                                                     "500", "501", "503", "504"};
  if (!octets.starts_with("HTTP/")) return false;
  const std::string_view status = octets.substr(octets.find(' ') + 1, 3);
  return std::find(kListed.begin(), kListed.end(), status) == kListed.end();
}

// --- The body of a message.

// Where in the content a chunk begins that isn't the first; and the content.
struct Chunks {
  std::string content;
  std::vector<std::size_t> begins;
};
Chunks chunks_of(std::string_view octets) {
  Chunks chunks;
  MessageReader reader(MessageKind::request);
  if (octets.starts_with("HTTP/")) reader.next(MessageKind::response);
  if (reader.read(octets) != ReadState::complete) return chunks;
  chunks.content = reader.kind() == MessageKind::request ? std::string(reader.request().content)
                                                         : std::string(reader.response().content);
  for (std::size_t i = 1; i < chunks.content.size(); ++i) {
    const bool apart = reader.content_offset(i) != reader.content_offset(i - 1) + 1;
    if (apart) chunks.begins.push_back(i);
  }
  return chunks;
}

// Each chunk is checked by itself.
bool cuts_a_character(std::string_view octets) {
  const Chunks chunks = chunks_of(octets);
  return std::any_of(chunks.begins.begin(), chunks.begins.end(), [&chunks](std::size_t begin) {
    return (static_cast<unsigned char>(chunks.content[begin]) & 0xC0) == 0x80;
  });
}

// As a handler of events does that takes each call for the whole text: the last part stays.
void keep_last_part_of_name(std::string_view octets, CreateRequest& request) {
  const Chunks chunks = chunks_of(octets);
  const std::string& name = request.group.name;
  const std::size_t at = chunks.content.find("\"" + name + "\"") + 1;
  if (at == 0 || name.empty()) return;
  std::size_t from = 0;
  for (const std::size_t begin : chunks.begins) {
    if (begin > at && begin < at + name.size()) from = begin - at;
  }
  request.group.name.erase(0, from);
}

// The end of a body is found by counting braces, those in strings too.
bool braces_differ(std::string_view octets) {
  const std::string content = chunks_of(octets).content;
  std::ptrdiff_t depth = 0;
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] == '{') ++depth;
    if (content[i] == '}') --depth;
    if (depth <= 0 && content[i] == '}' && content.find('}', i + 1) != std::string::npos) {
      return true;
    }
  }
  return depth != 0;
}

// --- What is made of it.

void take_authority_of_host(std::string_view octets, CreateRequest& request) {
  const std::string host = first_value_of(octets, "Host");
  if (!host.empty()) request.authority = host;
}

void cut_location_at_query(std::string_view, CreateResponse& response) {
  auto* created = std::get_if<Created>(&response);
  if (created == nullptr || !created->location) return;
  created->location->resize(std::min(created->location->find('?'), created->location->size()));
}

void forget_second_challenge(std::string_view, CreateResponse& response) {
  auto* refused = std::get_if<Refused>(&response);
  if (refused != nullptr && refused->challenges.size() > 1) refused->challenges.resize(1);
}

// An object that is used again: what the request leaves out stays as it was.
class ReusedGroup : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    Result<CreateRequest> answer = ExchangeSubject::read_request(segments);
    if (!answer.accepted()) return answer;
    CreateRequest request = answer.value();
    if (request.group.is_default.is_absent()) request.group.is_default = before_.is_default;
    if (request.group.region.is_absent()) request.group.region = before_.region;
    before_ = request.group;
    return request;
  }

 private:
  NewConnectorGroup before_;
};

class WriterWithoutQuery : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<std::string> write_request(const CreateRequest& request, Form form) override {
    CreateRequest plain = request;
    plain.query.reset();
    return ExchangeSubject::write_request(plain, form);
  }
};

// The padding of Base64 is left out, as that of Base64url is by custom.
class WriterWithoutPadding : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<std::string> write_request(const CreateRequest& request, Form form) override {
    CreateRequest plain = request;
    plain.token.erase(plain.token.find_last_not_of('=') + 1);
    return ExchangeSubject::write_request(plain, form);
  }
};

class WriterOfOneChallenge : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<std::string> write_response(const CreateResponse& response, Form form) override {
    CreateResponse plain = response;
    forget_second_challenge({}, plain);
    return ExchangeSubject::write_response(plain, form);
  }
};

template <class Faulty>
Deviation of() {
  Deviation deviation;
  deviation.exchange = [](const Contract& contract) { return std::make_shared<Faulty>(contract); };
  return deviation;
}

// What the subject, or the model, makes of one whole exchange.
template <class Told>
ScriptAnswer told_by(Subject& subject, Told say) {
  ExchangeSubject model(subject.contract());
  ExchangeSubject* part = subject.exchange_part();
  return told(say(part != nullptr ? *part : model));
}

constexpr ServiceScript kLocation = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    const std::string octets = response_of("201", "Location: /a?b=c\r\n", kGroup);
    const std::string_view all = octets;
    const Result<CreateResponse> read = part.read_response({&all, 1});
    return read.accepted() ? std::get<Created>(read.value()).location.value_or("") : "refused";
  });
});
constexpr ServiceScript kAuthority = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    const std::string octets =
        request_of("http://g/beta/connectorGroups", "Bearer t", "application/json");
    const std::string_view all = octets;
    const Result<CreateRequest> read = part.read_request({&all, 1});
    return read.accepted() ? read.value().authority : "refused";
  });
});
constexpr ServiceScript kTwoRequests = asking([](Subject& subject) {
  constexpr std::string_view kFull = R"({"name":"a","isDefault":true})";
  const auto ask_with = [&subject](std::string_view body) {
    return subject
        .exchange(request_of("/beta/connectorGroups", "Bearer t", "application/json", body))
        .response;
  };
  const std::string first = ask_with(kFull);
  return told(first + ask_with(kBody));
});
constexpr ServiceScript kWrittenRequest = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    const CreateRequest request{"beta", "h", "a=b", "t==", {"a", {}, {}, {}}};
    const Result<std::string> written = part.write_request(request, Form::compact);
    return written.accepted() ? written.value() : "refused";
  });
});
constexpr ServiceScript kWrittenChallenges = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    Refused refused;
    refused.status = 401;
    refused.error.code = "a";
    refused.error.message = "b";
    refused.challenges = {"Bearer realm=\"a\"", "Basic realm=\"b\""};
    const Result<std::string> written = part.write_response(refused, Form::compact);
    return written.accepted() ? written.value() : "refused";
  });
});

constexpr std::array kFaults{
    PlantedFault{"exchange.path-by-prefix", "Takes any target that begins with the path.",
                 "exchange.path", [] { return to("/beta/connectorGroups/1"); },
                 [] { return misreading({.forgive = path_by_prefix}); }},
    PlantedFault{"exchange.path-in-any-case", "Compares the path without regard to case.",
                 "exchange.path exchange.version-segment",
                 [] { return to("/beta/connectorgroups"); },
                 [] { return misreading({.forgive = path_in_any_case}); }},
    // As servlet containers do with ;jsessionid.
    PlantedFault{"exchange.path-parameters", "Leaves out what a semicolon begins in a segment.",
                 "exchange.path exchange.version-segment",
                 [] { return to("/beta/connectorGroups;a=b"); },
                 [] { return misreading({.forgive = path_without_parameters}); }},
    PlantedFault{"exchange.path-with-dots", "Resolves two dots as a segment of the path.",
                 "exchange.path exchange.version-segment",
                 [] { return to("/beta/users/../connectorGroups"); },
                 [] { return misreading({.forgive = path_without_dots}); }},
    PlantedFault{"exchange.slash-at-end", "Takes a slash at the end of the path.", "exchange.path",
                 [] { return to("/beta/connectorGroups/"); },
                 [] { return misreading({.forgive = path_without_last_slash}); }},
    PlantedFault{"exchange.path-decoded-twice", "Decodes the path, and what comes out again.",
                 "exchange.path exchange.version-segment",
                 [] { return to("/beta/connector%2547roups"); },
                 [] { return misreading({.forgive = decoded_twice}); }},
    PlantedFault{"exchange.target-decoded-first",
                 "Decodes the target before it looks for the query and the segments.",
                 "exchange.path exchange.version-segment",
                 [] { return to("/beta/connectorGroups%3Fa=b"); },
                 [] { return misreading({.forgive = decoded_before_it_is_split}); }},
    PlantedFault{"exchange.token-in-absolute-form",
                 "Doesn't look for a token in the query of a target that is a whole URI.",
                 "bearer.one-method",
                 [] { return to("http://h/beta/connectorGroups?access_token=t"); },
                 [] { return misreading({.forgive = without_query_of_absolute_form}); }},
    PlantedFault{"exchange.scheme-in-one-case", "Knows the scheme as Bearer alone.",
                 "bearer.scheme-case", [] { return authorized("bearer t"); },
                 [] {
                   return misreading(
                       {.objects = is_another_spelling_of_bearer, .rule = Rule::bearer_scheme});
                 }},
    PlantedFault{"exchange.token-to-comma", "Takes what stands before a comma for the token.",
                 "bearer.token", [] { return authorized("Bearer t, Basic dTpw"); },
                 [] { return misreading({.forgive = token_to_comma}); }},
    PlantedFault{
        "exchange.long-token", "Refuses a token that has no room in 1024 octets.",
        "exchange.agrees-with-oracle",
        [] { return authorized("Bearer " + std::string(2000, 't')); },
        [] { return misreading({.objects = has_long_token, .rule = Rule::bearer_token}); }},
    PlantedFault{"exchange.type-by-substring", "Looks for application/json anywhere in the type.",
                 "exchange.content-type.json exchange.content-type.charset http.media-type.syntax",
                 [] { return typed("text/plain;a=\"application/json\""); },
                 [] { return misreading({.forgive = type_by_substring}); }},
    PlantedFault{"exchange.charset-behind-another",
                 "Looks for the charset in the first parameter alone.",
                 "exchange.content-type.charset",
                 [] { return typed("application/json;a=b;charset=utf-16"); },
                 [] { return misreading({.forgive = type_to_second_parameter}); }},
    PlantedFault{"exchange.semicolon-in-quotes",
                 "Splits a media type at each semicolon, those in quotes too.",
                 "http.media-type.parameters", [] { return typed("application/json;a=\"b;c\""); },
                 [] {
                   return misreading({.objects = type_has_semicolon_in_quotes,
                                      .rule = Rule::http_media_type_syntax});
                 }},
    PlantedFault{"exchange.charset-with-escape", "Knows no backslash in a quoted parameter.",
                 "http.media-type.parameters",
                 [] { return typed("application/json;charset=\"utf\\-8\""); },
                 [] {
                   return misreading({.objects = type_has_escape_in_quotes,
                                      .rule = Rule::exchange_content_type_charset});
                 }},
    PlantedFault{"exchange.character-in-two-chunks",
                 "Refuses a character whose octets stand in two chunks.", "http.chunk.several",
                 [] { return chunked("a\r\n{\"name\":\"\xC3\r\n3\r\n\xA9\"}\r\n0\r\n\r\n"); },
                 [] {
                   return misreading(
                       {.objects = cuts_a_character, .rule = Rule::json_utf8_truncated});
                 }},
    PlantedFault{"exchange.name-in-two-chunks",
                 "Keeps the part of a name that stands in its last chunk.", "http.chunk.several",
                 [] { return chunked("a\r\n{\"name\":\"a\r\n3\r\nb\"}\r\n0\r\n\r\n"); },
                 [] { return misreading({.change_request = keep_last_part_of_name}); }},
    PlantedFault{
        "exchange.braces-counted",
        "Counts the braces of a body to find its end, those in strings too.",
        "exchange.agrees-with-oracle",
        [] {
          return asked(request_of("/beta/connectorGroups", "Bearer t", "application/json",
                                  R"({"name":"}"})"));
        },
        [] { return misreading({.objects = braces_differ, .rule = Rule::json_text_trailing}); }},
    PlantedFault{"exchange.any-success", "Takes any status of 2xx for success.", "exchange.status",
                 [] { return answered(response_of("202", "", kGroup)); },
                 [] { return misreading({.forgive = any_success}); }},
    PlantedFault{
        "exchange.unlisted-status", "Refuses an error of a status that it has no name for.",
        "exchange.error.any-code", [] { return answered(response_of("418", "", kError)); },
        [] { return misreading({.objects = has_unlisted_status, .rule = Rule::exchange_status}); }},
    PlantedFault{
        "exchange.first-challenge", "Looks at the first challenge alone.",
        "bearer.challenge.several",
        [] {
          return answered(response_of(
              "401", "WWW-Authenticate: Basic realm=\"a\", Bearer realm=\"b\"\r\n", kError));
        },
        [] {
          return misreading(
              {.objects = first_challenge_is_another, .rule = Rule::bearer_challenge_scheme});
        }},
    PlantedFault{"exchange.last-challenge-line", "Keeps the last of several lines of a field.",
                 "bearer.challenge.several",
                 [] {
                   return answered(response_of("401",
                                               "WWW-Authenticate: Bearer realm=\"b\"\r\n"
                                               "WWW-Authenticate: Basic realm=\"a\"\r\n",
                                               kError));
                 },
                 [] {
                   return misreading({.objects = last_challenge_line_is_another,
                                      .rule = Rule::bearer_challenge_scheme});
                 }},
    PlantedFault{"exchange.comma-in-quotes",
                 "Splits challenges at each comma, those in quotes too.",
                 "bearer.challenge.several",
                 [] {
                   return answered(
                       response_of("401", "WWW-Authenticate: Bearer realm=\"a, b\"\r\n", kError));
                 },
                 [] {
                   return misreading({.objects = challenges_have_comma_in_quotes,
                                      .rule = Rule::bearer_challenge_syntax});
                 }},
    PlantedFault{"exchange.relative-location", "Refuses a Location that isn't a whole URI.",
                 "exchange.agrees-with-oracle",
                 [] { return answered(response_of("201", "Location: /a\r\n", kGroup)); },
                 [] {
                   return misreading(
                       {.objects = has_relative_location, .rule = Rule::exchange_location_syntax});
                 }},
    PlantedFault{"exchange.location-without-query", "Keeps a Location up to its query.",
                 "exchange.agrees-with-oracle", [] { return script(kLocation); },
                 [] { return misreading({.change_response = cut_location_at_query}); }},
    PlantedFault{"exchange.authority-of-host", "Goes by Host where the target is a whole URI.",
                 "http.host.of-absolute-form", [] { return script(kAuthority); },
                 [] { return misreading({.change_request = take_authority_of_host}); }},
    PlantedFault{"exchange.group-used-again",
                 "Keeps of the group before what a request leaves out.", "exchange.write.status",
                 [] { return script(kTwoRequests); }, of<ReusedGroup>},
    PlantedFault{"exchange.query-not-written", "Writes a request without its query.",
                 "exchange.written-is-read-back", [] { return script(kWrittenRequest); },
                 of<WriterWithoutQuery>},
    PlantedFault{"exchange.padding-not-written",
                 "Writes a token without the equals signs at its end.",
                 "exchange.written-is-read-back", [] { return script(kWrittenRequest); },
                 of<WriterWithoutPadding>},
    PlantedFault{"exchange.one-challenge-written", "Writes the first of several challenges alone.",
                 "exchange.written-is-read-back", [] { return script(kWrittenChallenges); },
                 of<WriterOfOneChallenge>},
};

}  // namespace

std::span<const PlantedFault> exchange_faults() { return kFaults; }

}  // namespace connectorgroup
