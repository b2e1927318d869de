#include "properties/exchange_oracle.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "model/body/reference_reader.h"
#include "model/http/field_values.h"
#include "properties/http_oracle.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";
constexpr std::string_view kBlanks = " \t";

bool among(std::string_view octets, char octet) {
  return octets.find(octet) != std::string_view::npos;
}
bool is_unreserved(char octet) {
  return among(kLetters, octet) || among(kDigits, octet) || among("-._~", octet);
}
bool is_tchar(char octet) {
  return among(kLetters, octet) || among(kDigits, octet) || among("!#$%&'*+-.^_`|~", octet);
}
bool is_token68_char(char octet) {
  return among(kLetters, octet) || among(kDigits, octet) || among("-._~+/", octet);
}

template <class Predicate>
bool all(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& octet : result) {
    if (octet >= 'A' && octet <= 'Z') octet = static_cast<char>(octet + 32);
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && among(kBlanks, text.front())) text.remove_prefix(1);
  while (!text.empty() && among(kBlanks, text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (const char octet : text) {
    if (octet == separator) {
      parts.emplace_back();
    } else {
      parts.back() += octet;
    }
  }
  return parts;
}

// "%41" as "A"; `wanted` says which octets.
template <class Predicate>
std::string decoded(std::string_view text, Predicate wanted) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool encoded = text[i] == '%' && i + 2 < text.size() && among(kHexDigits, text[i + 1]) &&
                         among(kHexDigits, text[i + 2]);
    const int value = encoded ? std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16) : 0;
    if (encoded && wanted(static_cast<char>(value))) {
      result += static_cast<char>(value);
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

// A quoted string's content; nothing where the text isn't one.
std::optional<std::string> unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  std::string content;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '"') return std::nullopt;
    if (text[i] == '\\' && ++i + 1 == text.size()) return std::nullopt;
    const auto octet = static_cast<unsigned char>(text[i]);
    if ((octet < 0x20 && octet != '\t') || octet == 0x7F) return std::nullopt;
    content += text[i];
  }
  return content;
}

// token / quoted-string
std::optional<std::string> word(std::string_view text) {
  if (!text.empty() && all(text, is_tchar)) return std::string(text);
  return unquoted(text);
}

std::vector<std::string> values_of(const std::vector<Field>& fields, std::string_view name) {
  std::vector<std::string> values;
  for (const Field& field : fields) {
    if (lower(field.name) == lower(name)) values.push_back(field.value);
  }
  return values;
}

std::optional<std::string> value_of(const std::vector<Field>& fields, std::string_view name) {
  const std::vector<std::string> values = values_of(fields, name);
  if (values.empty()) return std::nullopt;
  return values.front();
}

// --- Challenges, tried in all ways.

struct Reading {
  std::string scheme;
  std::vector<std::pair<std::string, std::string>> parameters;
};

class ChallengeList {
 public:
  ChallengeList(std::string_view value, int status) : value_(value), status_(status) {}

  // Some reading of the value is in order.
  bool any(bool& bearer) {
    if (!elements(0, false)) return false;
    bearer = bearer_;
    return true;
  }

 private:
  // What is left from `at` on, where an element may begin. `open`: the last challenge may have more
  // parameters.
  bool elements(std::size_t at, bool open) {
    while (at < value_.size() && (value_[at] == ',' || among(kBlanks, value_[at]))) ++at;
    if (at == value_.size()) return in_order();
    const std::size_t end = name_end(at);
    if (end == at) return false;
    return (open && parameter(at, end)) || challenge(at, end);
  }

  // Only white space, and then a comma or the end.
  bool next(std::size_t at, bool open) {
    while (at < value_.size() && among(kBlanks, value_[at])) ++at;
    return (at == value_.size() || value_[at] == ',') && elements(at, open);
  }

  bool challenge(std::size_t at, std::size_t end) {
    read_.push_back({lower(value_.substr(at, end - at)), {}});
    const bool right = behind_scheme(end);
    read_.pop_back();
    return right;
  }

  bool behind_scheme(std::size_t end) {
    std::size_t behind = end;
    while (behind < value_.size() && value_[behind] == ' ') ++behind;
    if (behind == end) return next(end, false);
    // Spaces, and then the parameters' list, which may begin with a comma; a parameter; a token68.
    if (next(behind, true)) return true;
    const std::size_t name = name_end(behind);
    if (name > behind && parameter(behind, name)) return true;
    std::size_t token = behind;
    while (token < value_.size() && is_token68_char(value_[token])) ++token;
    if (token == behind) return false;
    while (token < value_.size() && value_[token] == '=') ++token;
    return next(token, false);
  }

  bool parameter(std::size_t at, std::size_t end) {
    std::size_t behind = end;
    const auto blanks = [&] {
      while (behind < value_.size() && among(kBlanks, value_[behind])) ++behind;
    };
    blanks();
    if (behind == value_.size() || value_[behind] != '=') return false;
    ++behind;
    blanks();
    const std::size_t value_begin = behind;
    if (behind < value_.size() && value_[behind] == '"') {
      for (++behind; behind < value_.size() && value_[behind] != '"'; ++behind) {
        if (value_[behind] == '\\') ++behind;
      }
      behind = std::min(behind + 1, value_.size());
    } else {
      behind = name_end(behind);
    }
    const auto content = word(value_.substr(value_begin, behind - value_begin));
    if (!content) return false;
    auto& parameters = read_.back().parameters;
    parameters.emplace_back(lower(value_.substr(at, end - at)), *content);
    const bool right = next(behind, true);
    read_.back().parameters.pop_back();
    return right;
  }

  std::size_t name_end(std::size_t at) const {
    while (at < value_.size() && is_tchar(value_[at])) ++at;
    return at;
  }

  bool in_order() {
    bearer_ = false;
    for (const Reading& reading : read_) {
      std::set<std::string> names;
      for (const auto& [name, content] : reading.parameters) {
        if (!names.insert(name).second) return false;
        const int due = content == "invalid_request"      ? 400
                        : content == "invalid_token"      ? 401
                        : content == "insufficient_scope" ? 403
                                                          : status_;
        if (reading.scheme == "bearer" && name == "error" && status_ != 0 && due != status_) {
          return false;
        }
      }
      if (reading.scheme != "bearer") continue;
      if (names.empty()) return false;
      bearer_ = true;
    }
    return true;
  }

  std::string_view value_;
  int status_;
  std::vector<Reading> read_;
  bool bearer_ = false;
};

// --- URIs.

// Runs of unreserved, sub-delims, `more` and percent-encoded octets.
bool is_made_of(std::string_view text, std::string_view more) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return false;
      if (!among(kHexDigits, text[i + 1]) || !among(kHexDigits, text[i + 2])) return false;
      i += 2;
    } else if (!is_unreserved(text[i]) && !among("!$&'()*+,;=", text[i]) && !among(more, text[i])) {
      return false;
    }
  }
  return true;
}

bool is_authority(std::string_view text) {
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    if (!is_made_of(text.substr(0, at), ":")) return false;
    text.remove_prefix(at + 1);
  }
  if (text.empty() || (text.front() == ':' &&
                       all(text.substr(1), [](char octet) { return among(kDigits, octet); }))) {
    return true;
  }
  return is_host_and_port(text);
}

// --- The parts of a request.

struct Target {
  std::string authority;
  std::string path;
  std::optional<std::string> query;
};

Target target_of(const std::string& text) {
  Target target;
  std::string rest = text;
  if (!rest.starts_with("/")) {
    const std::size_t mark = rest.find("://");
    if (mark == std::string::npos) return target;
    rest.erase(0, mark + 3);
    target.authority = rest.substr(0, rest.find_first_of("/?"));
    rest.erase(0, target.authority.size());
  }
  target.path = rest.substr(0, rest.find('?'));
  if (target.path.size() < rest.size()) target.query = rest.substr(target.path.size() + 1);
  return target;
}

bool has_access_token(const std::optional<std::string>& query) {
  for (const std::string& option : split(query.value_or(""), '&')) {
    const std::string name = option.substr(0, option.find('='));
    if (decoded(name, [](char) { return true; }) == "access_token") return true;
  }
  return false;
}

bool content_is_plain(const std::vector<Field>& fields) {
  for (const std::string& value : values_of(fields, "Content-Encoding")) {
    for (const std::string& coding : split(value, ',')) {
      const std::string_view name = trimmed(coding);
      if (!name.empty() && lower(name) != "identity") return false;
    }
  }
  const std::optional<std::string> type = value_of(fields, "Content-Type");
  return type && is_json_type(*type);
}

// The octets as one whole message.
template <class Kept>
std::optional<Kept> whole_message(MessageKind kind, std::string_view octets) {
  MessageAnswer answer = read_slowly(kind, octets);
  if (answer.verdict != MessageVerdict::accept || answer.size != octets.size()) {
    return std::nullopt;
  }
  return std::get<Kept>(std::move(answer.message));
}

bool response_fields_are_right(const Response& response) {
  if (!content_is_plain(response.fields)) return false;
  bool any_bearer = false;
  for (const std::string& value : values_of(response.fields, "WWW-Authenticate")) {
    bool bearer = false;
    if (!is_challenge_list(value, response.status, bearer)) return false;
    any_bearer = any_bearer || bearer;
  }
  if (response.status == 401 && !any_bearer) return false;
  if (response.status == 405 && !value_of(response.fields, "Allow")) return false;
  const std::optional<std::string> location = value_of(response.fields, "Location");
  if (location && !is_uri_reference(*location)) return false;
  const std::optional<std::string> retry = value_of(response.fields, "Retry-After");
  return !retry || is_http_date(*retry) ||
         (!retry->empty() && all(*retry, [](char octet) { return among(kDigits, octet); }));
}

}  // namespace

std::optional<std::string> derive_token(std::string_view authorization) {
  if (lower(authorization.substr(0, 7)) != "bearer ") return std::nullopt;
  std::string token(authorization.substr(7));
  token.erase(0, std::min(token.find_first_not_of(' '), token.size()));
  const std::string stem = token.substr(0, token.find_last_not_of('=') + 1);
  if (stem.empty() || !all(stem, is_token68_char)) return std::nullopt;
  return token;
}

bool is_challenge_list(std::string_view value, int status, bool& bearer) {
  return ChallengeList(value, status).any(bearer);
}

bool is_uri_reference(std::string_view value) {
  // RFC 3986 appendix B, from behind.
  if (const std::size_t mark = value.find('#'); mark != std::string_view::npos) {
    if (!is_made_of(value.substr(mark + 1), ":@/?")) return false;
    value = value.substr(0, mark);
  }
  if (const std::size_t mark = value.find('?'); mark != std::string_view::npos) {
    if (!is_made_of(value.substr(mark + 1), ":@/?")) return false;
    value = value.substr(0, mark);
  }
  const std::size_t colon = value.find(':');
  if (colon != std::string_view::npos && colon < value.find('/')) {
    const std::string_view scheme = value.substr(0, colon);
    const bool right =
        !scheme.empty() && among(kLetters, scheme.front()) && all(scheme, [](char octet) {
          return among(kLetters, octet) || among(kDigits, octet) || among("+-.", octet);
        });
    if (!right) return false;
    value.remove_prefix(colon + 1);
  }
  if (value.starts_with("//")) {
    value.remove_prefix(2);
    const std::string_view authority = value.substr(0, value.find('/'));
    if (!is_authority(authority)) return false;
    value.remove_prefix(authority.size());
  }
  return is_made_of(value, ":@/");
}

bool is_json_type(std::string_view value) {
  // Semicolons in quoted strings separate nothing.
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '"') quoted = !quoted;
    if (value[i] == ';' && !quoted) {
      parts.emplace_back();
      continue;
    }
    parts.back() += value[i];
    if (quoted && value[i] == '\\' && i + 1 < value.size()) parts.back() += value[++i];
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string_view part = trimmed(parts[i]);
    if (i == 0) {
      if (lower(part) != "application/json" || part.front() != parts[0].front()) return false;
      continue;
    }
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0) return false;
    if (!all(part.substr(0, equals), is_tchar)) return false;
    const std::optional<std::string> content = word(part.substr(equals + 1));
    if (!content) return false;
    if (lower(part.substr(0, equals)) == "charset" && lower(*content) != "utf-8") return false;
  }
  return true;
}

std::optional<CreateRequest> derive_request(std::string_view octets, const Contract& contract) {
  const std::optional<Request> message = whole_message<Request>(MessageKind::request, octets);
  if (!message || message->method != "POST") return std::nullopt;
  const Target target = target_of(message->target);
  CreateRequest request;
  for (const std::string_view version : contract.version_segments) {
    const std::string path = "/" + std::string(version) + std::string(contract.path);
    if (decoded(target.path, is_unreserved) == path) request.version = version;
  }
  const std::optional<std::string> credentials = value_of(message->fields, "Authorization");
  if (request.version.empty() || !credentials || has_access_token(target.query)) {
    return std::nullopt;
  }
  const std::optional<std::string> token = derive_token(*credentials);
  if (!token || !content_is_plain(message->fields)) return std::nullopt;
  const Result<NewConnectorGroup> group =
      ReferenceReader(contract).read_create_request(message->content);
  if (!group.accepted()) return std::nullopt;
  request.authority =
      target.authority.empty() ? value_of(message->fields, "Host").value_or("") : target.authority;
  request.query = target.query;
  request.token = *token;
  request.group = group.value();
  return request;
}

std::optional<CreateResponse> derive_response(std::string_view octets, const Contract& contract) {
  const std::optional<Response> message = whole_message<Response>(MessageKind::response, octets);
  if (!message || !response_fields_are_right(*message)) return std::nullopt;
  const std::optional<std::string> location = value_of(message->fields, "Location");
  if (message->status < 400) {
    const auto& statuses = contract.success_statuses;
    if (std::count(statuses.begin(), statuses.end(), message->status) == 0) return std::nullopt;
    const Result<ConnectorGroup> group = ReferenceReader(contract).read_response(message->content);
    if (!group.accepted()) return std::nullopt;
    return Created{message->status, location, group.value()};
  }
  const Result<ODataError> error = ReferenceErrorReader().read(message->content);
  if (!error.accepted()) return std::nullopt;
  Refused refused{message->status, error.value(), values_of(message->fields, "WWW-Authenticate"),
                  std::nullopt,    std::nullopt,  location};
  for (const std::string& value : values_of(message->fields, "Allow")) {
    const bool joins = refused.allow.value_or("") != "" && value != "";
    refused.allow = joins ? *refused.allow + ", " + value : refused.allow.value_or("") + value;
  }
  refused.retry_after = value_of(message->fields, "Retry-After");
  return refused;
}

}  // namespace connectorgroup
