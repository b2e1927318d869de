#include "properties/faults/exchange_misreading.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

#include "properties/exchange_subject.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup::faults {
namespace {

class MisreadExchange : public ExchangeSubject {
 public:
  MisreadExchange(const Contract& contract, const ExchangeMisreading& way)
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

  ExchangeMisreading way_;
};

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

}  // namespace

Deviation misreading(const ExchangeMisreading& way) {
  Deviation deviation;
  deviation.exchange = [way](const Contract& contract) {
    return std::make_shared<MisreadExchange>(contract, way);
  };
  return deviation;
}

std::string changed_target_or_status(std::string_view octets, const WordChange& change) {
  const std::size_t begin = octets.find(' ') + 1;
  const std::size_t end = octets.find(' ', begin);
  if (begin == 0 || end == std::string_view::npos) return std::string(octets);
  return std::string(octets.substr(0, begin)) + change(octets.substr(begin, end - begin)) +
         std::string(octets.substr(end));
}

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

bool any_quoted_has(std::string_view value, char c) {
  const std::vector<std::string> parts = quoted_parts(value);
  return std::any_of(parts.begin(), parts.end(),
                     [c](const std::string& part) { return part.find(c) != std::string::npos; });
}

std::string request_of(std::string_view target, std::string_view authorization,
                       std::string_view type, std::string_view body) {
  std::string octets = "POST ";
  octets.append(target).append(" HTTP/1.1\r\nHost: h\r\nAuthorization: ").append(authorization);
  octets.append("\r\nContent-Type: ").append(type);
  octets.append("\r\nContent-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
  return octets.append(body);
}

Question asked(std::string octets) { return {Verb::exchange, std::move(octets)}; }

std::string response_of(std::string_view status, std::string_view fields, std::string_view body) {
  std::string octets = "HTTP/1.1 ";
  octets.append(status).append(" \r\nContent-Type: application/json\r\n").append(fields);
  octets.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
  return octets.append(body);
}

}  // namespace connectorgroup::faults
