#include "properties/subjects/model_subject.h"

#include <utility>

#include "model/body/reader.h"
#include "model/body/reference_reader.h"
#include "properties/guarded_text.h"
#include "properties/subjects/members.h"

namespace connectorgroup {
namespace {

ReadAnswer rejected(const Violation& violation) { return {Verdict::reject, {}, {}, violation}; }

WriteAnswer written(const std::optional<Violation>& violation, std::string body) {
  if (violation) return {Verdict::reject, {}, violation};
  return {Verdict::accept, std::move(body), std::nullopt};
}

WriteAnswer write_with_model(BodyKind kind, const std::vector<Members>& objects,
                             const CollectionControls& controls, Form form,
                             const Contract& contract) {
  std::string body;
  if (kind == BodyKind::create_request) {
    const NewConnectorGroup group = new_group_of(objects.at(0));
    const std::optional<Violation> why = write_create_request(view(group), form, contract, body);
    return written(why, std::move(body));
  }
  std::vector<ConnectorGroup> groups;
  std::vector<ConnectorGroupView> views;
  for (const Members& members : objects) groups.push_back(group_of(members));
  for (const ConnectorGroup& group : groups) views.push_back(view(group));
  if (kind == BodyKind::response) {
    const std::optional<Violation> why = write_response(views.at(0), form, contract, body);
    return written(why, std::move(body));
  }
  const std::optional<CollectionViolation> why =
      write_collection(views, view(controls), form, contract, body);
  return written(why ? std::optional(why->violation) : std::nullopt, std::move(body));
}

class CollectingVisitor : public ConnectorGroupVisitor {
 public:
  explicit CollectingVisitor(std::vector<Members>& objects) : objects_(objects) {}
  void visit(const ConnectorGroupView& group) override {
    objects_.push_back(members_of(own(group)));
  }

 private:
  std::vector<Members>& objects_;
};

class ModelSubject : public Subject {
 public:
  ModelSubject(const Contract& contract, const Limits& limits, Placement placement)
      : reader_(contract, limits), placement_(placement) {}

  std::string name() const override {
    return placement_ == Placement::padded ? "model-padded" : "model";
  }
  const Contract& contract() const override { return reader_.contract(); }
  std::optional<std::uint64_t> steps() const override { return reader_.steps(); }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    if (placement_ == Placement::unpadded) return answer(kind, text);
    // A padding that would go on with the text, were it taken for a part of it, and not a byte
    // more.
    return answer(kind, PaddedText{padded_.place(text, kPadding, '"'), text.size() + kPadding});
  }

  WriteAnswer write(BodyKind kind, const std::vector<Members>& objects,
                    const CollectionControls& controls, Form form) override {
    return write_with_model(kind, objects, controls, form, contract());
  }

 private:
  template <class Text>
  ReadAnswer answer(BodyKind kind, Text text) {
    if (kind == BodyKind::create_request) return single(reader_.read_create_request(text));
    if (kind == BodyKind::response) return single(reader_.read_response(text));
    ReadAnswer answer{Verdict::accept, {}, {}, std::nullopt};
    CollectingVisitor visitor(answer.objects);
    const Result<CollectionSummary> summary = reader_.read_collection(text, visitor);
    if (!summary.accepted()) return rejected(summary.violation());
    answer.controls = own(summary.value().controls);
    return answer;
  }

  template <class View>
  static ReadAnswer single(const Result<View>& result) {
    if (!result.accepted()) return rejected(result.violation());
    return {Verdict::accept, {members_of(own(result.value()))}, {}, std::nullopt};
  }

  BodyReader reader_;
  Placement placement_;
  GuardedText padded_;
};

class ReferenceSubject : public Subject {
 public:
  ReferenceSubject(const Contract& contract, const RuleSet& ignored, const Limits& limits)
      : contract_(contract), ignored_(ignored), reader_(contract, limits, ignored) {}

  std::string name() const override {
    if (ignored_.empty()) return "reference";
    std::string name;
    for (const RuleRow& rule : rules()) {
      if (!ignored_.has(rule.rule)) continue;
      name += name.empty() ? "fault:" : ",";
      name += rule.id;
    }
    return name;
  }
  const Contract& contract() const override { return contract_; }
  std::optional<std::uint64_t> steps() const override { return reader_.steps(); }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    if (kind == BodyKind::create_request) return single(reader_.read_create_request(text));
    if (kind == BodyKind::response) return single(reader_.read_response(text));
    const Result<ConnectorGroupCollection> result = reader_.read_collection(text);
    if (!result.accepted()) return rejected(result.violation());
    ReadAnswer answer{Verdict::accept, {}, result.value().controls, std::nullopt};
    for (const ConnectorGroup& group : result.value().groups) {
      answer.objects.push_back(members_of(group));
    }
    return answer;
  }

  WriteAnswer write(BodyKind kind, const std::vector<Members>& objects,
                    const CollectionControls& controls, Form form) override {
    return write_with_model(kind, objects, controls, form, contract_);
  }

 private:
  template <class Value>
  static ReadAnswer single(const Result<Value>& result) {
    if (!result.accepted()) return rejected(result.violation());
    return {Verdict::accept, {members_of(result.value())}, {}, std::nullopt};
  }

  const Contract& contract_;
  RuleSet ignored_;
  ReferenceReader reader_;
};

}  // namespace

std::unique_ptr<Subject> make_model_subject(const Contract& contract, const Limits& limits,
                                            Placement placement) {
  return std::make_unique<ModelSubject>(contract, limits, placement);
}

std::unique_ptr<Subject> make_reference_subject(const Contract& contract, const RuleSet& ignored,
                                                const Limits& limits) {
  return std::make_unique<ReferenceSubject>(contract, ignored, limits);
}

}  // namespace connectorgroup
