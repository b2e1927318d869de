#include "properties/conformance/serve/request_record.h"

#include <cerrno>
#include <nlohmann/json.hpp>
#include <system_error>
#include <vector>

#include "model/http/reader.h"
#include "model/rule.h"
#include "model/violation.h"
#include "properties/conformance/serve/request_judge.h"

namespace connectorgroup {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Violation& violation) {
  Json json;
  json["rule"] = row(violation.rule).id;
  json["offset"] = violation.offset;
  if (!violation.member.empty()) json["member"] = violation.member;
  json["sentence"] = row(violation.rule).sentence;
  return json;
}

Json json_of(std::string_view octets, const HttpLimits& limits,
             const std::vector<Violation>& violations) {
  MessageReader message(MessageKind::request, limits);
  message.feed(octets);
  const bool has_line = message.has_start_line();
  Json json;
  json["method"] = has_line ? Json(message.request().method) : Json(nullptr);
  json["target"] = has_line ? Json(message.request().target) : Json(nullptr);
  json["octets"] = octets.size();
  json["violations"] = Json::array();
  for (const Violation& violation : violations) json["violations"].push_back(json_of(violation));
  return json;
}

std::string reason(const std::filesystem::path& path, int error) {
  return path.string() + ": " + std::generic_category().message(error);
}

}  // namespace

bool RequestRecord::open(const std::filesystem::path& path) {
  path_ = path;
  errno = 0;
  file_.open(path, std::ios::binary | std::ios::trunc);
  if (!file_) fault_ = reason(path, errno);
  return file_.is_open();
}

void RequestRecord::add(std::uint64_t connection, std::uint64_t request, std::string_view octets) {
  const std::vector<Violation> violations = judge_request_octets(octets, contract_, limits_);
  ++requests_;
  if (!violations.empty()) ++requests_with_violations_;
  if (!file_.is_open()) return;
  Json line;
  line["connection"] = connection;
  line["request"] = request;
  line.update(json_of(octets, limits_.http, violations));
  write(line.dump());
}

// One line at a time, so that what a crash or a full disk leaves are whole lines but for the last.
void RequestRecord::write(const std::string& line) {
  if (fault_) return;
  errno = 0;
  file_ << line << '\n' << std::flush;
  if (!file_) fault_ = reason(path_, errno);
}

}  // namespace connectorgroup
