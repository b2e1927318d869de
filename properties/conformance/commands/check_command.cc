// cgconform check

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

#include "model/body/reader.h"
#include "model/exchange/create.h"
#include "model/exchange/error.h"
#ifdef CONNECTORGROUP_HAS_PAGES
#include "model/page/report.h"
#endif
#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/escaped.h"
#include "properties/input_files.h"

namespace connectorgroup {
namespace {

struct Nobody : ConnectorGroupVisitor {
  void visit(const ConnectorGroupView&) override {}
};

template <class Value>
std::optional<Violation> violation_in(const Result<Value>& result) {
  if (result.accepted()) return std::nullopt;
  return result.violation();
}

std::optional<Violation> judge(const CheckCommand& command, std::string_view text) {
  BodyReader bodies(*command.contract);
  CreateReader messages(*command.contract);
  Nobody nobody;
  if (command.as == "create-request") return violation_in(bodies.read_create_request(text));
  if (command.as == "create-response") return violation_in(bodies.read_response(text));
  if (command.as == "collection") return violation_in(bodies.read_collection(text, nobody));
  if (command.as == "error") return violation_in(ErrorReader().read(text));
  if (command.as == "http-request") return violation_in(messages.read_request(text));
  return violation_in(messages.read_response(text));
}

std::optional<std::string> read_input(const std::string& path) {
  if (path != "-") return read_file(path);
  std::string text;
  std::array<char, 65536> block;
  std::size_t count = 0;
  while ((count = std::fread(block.data(), 1, block.size(), stdin)) > 0) {
    text.append(block.data(), count);
  }
  if (std::ferror(stdin) != 0) return std::nullopt;
  return text;
}

// The bytes around the offset on one line, escaped, and a caret below the one at it.
std::string with_caret(std::string_view text, std::size_t offset) {
  constexpr std::size_t kAround = 32;
  const std::size_t begin = offset > kAround ? offset - kAround : 0;
  const std::string before = escaped(text.substr(begin, offset - begin));
  const std::string after = escaped(text.substr(offset, kAround));
  return "  " + before + after + "\n  " + std::string(before.size(), ' ') + "^\n";
}

std::string as_text(const CheckCommand& command, std::string_view text,
                    const std::optional<Violation>& violation) {
  if (!violation) return command.path + ": accepted as " + command.as + "\n";
  return command.path + ": " + describe(*violation) + " (" +
         std::string(row(violation->rule).clause) + ")\n" + with_caret(text, violation->offset);
}

std::string as_json(const CheckCommand& command, const std::optional<Violation>& violation) {
  nlohmann::ordered_json json{
      {"as", command.as}, {"contract", command.contract->id}, {"accepted", !violation.has_value()}};
  if (violation) {
    const RuleRow& rule = row(violation->rule);
    json["rule"] = rule.id;
    json["level"] = name(rule.level);
    json["clause"] = rule.clause;
    json["sentence"] = rule.sentence;
    json["offset"] = violation->offset;
    json["member"] = violation->member;
  }
  return json.dump(2) + "\n";
}

// The audit of a documentation page, which finds more than one fault.
#ifdef CONNECTORGROUP_HAS_PAGES
int check_page(const CheckCommand& command, std::string_view text) {
  AuditReport report(command.json ? ReportFormat::json : ReportFormat::text);
  AuditOptions options;
  if (command.contract_is_chosen) options.contract = command.contract;
  std::string out;
  report.begin(out);
  report.page(command.path, audit_page(text, options), out);
  report.end(out);
  if (!write_out(out)) return kInternal;
  return report.totals().findings() > 0 ? kNonconforming : kConforming;
}
#else
int check_page(const CheckCommand&, std::string_view) {
  complain("this was built without the reader of pages (CONNECTORGROUP_BUILD_PAGE)");
  return kUsage;
}
#endif

}  // namespace

int check_command(const CheckCommand& command) {
  const std::optional<std::string> text = read_input(command.path);
  if (!text) {
    complain(command.path + " can't be read");
    return kNotJudged;
  }
  if (command.as == "page") return check_page(command, *text);
  const std::optional<Violation> violation = judge(command, *text);
  const bool written =
      write_out(command.json ? as_json(command, violation) : as_text(command, *text, violation));
  if (!written) return kInternal;
  return violation ? kNonconforming : kConforming;
}

}  // namespace connectorgroup
