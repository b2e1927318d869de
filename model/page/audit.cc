// The reader's findings first, then each example by itself: start line, headers, body. What a body
// is held to depends on the request that it belongs to, so that is worked out before.
#include "model/page/audit.h"

#include <algorithm>

#include "model/exchange/target.h"
#include "model/page/body_audit.h"
#include "model/page/findings.h"
#include "model/page/header_audit.h"
#include "model/page/start_line_audit.h"
#include "model/page/wire_judge.h"

namespace connectorgroup {
namespace {

using page::BodyContext;
using page::Findings;
using page::HeldTo;
using page::RequestLine;
using page::StartLine;
using page::WireJudge;

constexpr std::string_view kCollectionType = "Collection(";

// What a request does to the connectorGroup.
struct Operation {
  enum class What : std::uint8_t { create, list, get_or_update, other };
  const Contract* contract;
  What what;
};

// `below` is what follows the collection's path: nothing, or an item as a segment or in brackets.
Operation::What operation_on(std::string_view method, std::string_view below) {
  using enum Operation::What;
  if (below.empty()) return method == "POST" ? create : method == "GET" ? list : other;
  if (below.find('/', 1) != std::string_view::npos) return other;
  return method == "GET" || method == "PATCH" ? get_or_update : other;
}

// Nothing: it is about another resource. The version segment may be there or not.
std::optional<Operation> operation_of(const RequestLine& request) {
  const std::string_view path = split_target(request.target).path;
  for (const Contract& contract : contracts()) {
    std::string_view rest = path;
    if (!rest.starts_with(contract.path)) {
      rest.remove_prefix(
          std::min(rest.find('/', std::min<std::size_t>(1, rest.size())), rest.size()));
      if (!rest.starts_with(contract.path)) continue;
    }
    const std::string_view below = rest.substr(contract.path.size());
    if (!below.empty() && below.front() != '/' && below.front() != '(') continue;
    return Operation{&contract, operation_on(request.method, below)};
  }
  return std::nullopt;
}

bool is_connector_group(std::string_view type) {
  if (type.starts_with(kCollectionType) && type.ends_with(')')) {
    type.remove_prefix(kCollectionType.size());
    type.remove_suffix(1);
  }
  return type == kResourceType || type == kResourceType.substr(1);
}

class Audit {
 public:
  Audit(std::string_view markdown, const PageReading& reading, const AuditOptions& options)
      : reading_(reading), options_(options), findings_(markdown) {
    for (const PageExample& example : reading.examples) {
      const bool is_response = example.annotation.type == BlockType::response;
      operations_.push_back(
          is_response ? std::nullopt : operation_of(page::split_request_line(example.start_line)));
    }
  }

  std::vector<AuditFinding> audit() {
    for (const PageFinding& finding : reading_.findings) {
      findings_.add(check_of(finding.what), {finding.line}).actual = page::shown(finding.detail);
    }
    for (std::size_t i = 0; i < reading_.examples.size(); ++i) {
      const BlockType type = reading_.examples[i].annotation.type;
      if (type == BlockType::request) request(i);
      if (type == BlockType::response) response(i);
    }
    return findings_.take();
  }

 private:
  void request(std::size_t index) {
    const PageExample& example = reading_.examples[index];
    if (example.annotated() && !example.answered) {
      AuditFinding& finding =
          findings_.add(PageCheck::request_unanswered, {example.lines.annotation});
      if (!example.annotation.names.empty()) finding.actual = example.annotation.names.front();
    }
    StartLine start{"GET / HTTP/1.1", std::nullopt};
    if (!example.start_line.empty()) start = audit_request_line(example, findings_, wire_);
    audit_headers(example, start, reading_.authorization, findings_, wire_);
    BodyContext context;
    const std::optional<Operation>& operation = operations_[index];
    if (operation && operation->what == Operation::What::create) {
      context.held_to = HeldTo{contract_of(*operation), HeldTo::As::create_request};
    }
    audit_body(example, context, findings_);
  }

  void response(std::size_t index) {
    const PageExample& example = reading_.examples[index];
    StartLine start{"HTTP/1.1 200 OK", std::nullopt};
    if (!example.start_line.empty()) start = audit_status_line(example, findings_, wire_);
    audit_headers(example, start, reading_.authorization, findings_, wire_);
    BodyContext context;
    context.status = start.status;
    std::optional<Operation> operation;
    if (!example.answers.empty()) {
      const PageExample& request = reading_.examples[example.answers.front()];
      context.answers_head = page::split_request_line(request.start_line).method == "HEAD";
      operation = operations_[example.answers.front()];
    }
    if (operation && operation->what == Operation::What::create) {
      created(example, *contract_of(*operation), start.status);
    }
    context.held_to = held_to(example.annotation, operation, start.status);
    audit_body(example, context, findings_);
  }

  // The status of a response to a create.
  void created(const PageExample& example, const Contract& contract, std::optional<int> status) {
    const auto& expected = contract.success_statuses;
    if (!status || *status >= 400) return;
    if (std::find(expected.begin(), expected.end(), *status) != expected.end()) return;
    AuditFinding& finding = findings_.add(PageCheck::status_undocumented, {example.lines.start});
    finding.declared = std::string(contract.id) + ", " + std::to_string(expected.front());
    finding.actual = std::to_string(*status);
  }

  std::optional<HeldTo> held_to(const Annotation& annotation,
                                const std::optional<Operation>& operation,
                                std::optional<int> status) const {
    if (status && (*status < 200 || *status >= 300)) return std::nullopt;
    const bool knows = operation && operation->what != Operation::What::other;
    if (annotation.odata_type ? !is_connector_group(*annotation.odata_type) : !knows) {
      return std::nullopt;
    }
    const bool is_collection =
        annotation.is_collection ||
        (annotation.odata_type && annotation.odata_type->starts_with(kCollectionType)) ||
        (knows && operation->what == Operation::What::list);
    return HeldTo{operation ? contract_of(*operation) : page_contract(),
                  is_collection ? HeldTo::As::collection : HeldTo::As::object};
  }

  const Contract* contract_of(const Operation& operation) const {
    return options_.contract != nullptr ? options_.contract : operation.contract;
  }

  // Of a body whose own request names none.
  const Contract* page_contract() const {
    if (options_.contract != nullptr) return options_.contract;
    for (const std::optional<Operation>& operation : operations_) {
      if (operation) return operation->contract;
    }
    return &graph_2017();
  }

  const PageReading& reading_;
  const AuditOptions& options_;
  Findings findings_;
  WireJudge wire_;
  std::vector<std::optional<Operation>> operations_;  // of each example
};

}  // namespace

std::vector<AuditFinding> audit(std::string_view markdown, const PageReading& reading,
                                const AuditOptions& options) {
  return Audit(markdown, reading, options).audit();
}

std::vector<AuditFinding> audit_page(std::string_view markdown, const AuditOptions& options) {
  return audit(markdown, read_page(markdown), options);
}

}  // namespace connectorgroup
