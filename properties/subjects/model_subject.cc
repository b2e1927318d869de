#include "properties/subjects/model_subject.h"

#include <array>
#include <cstdint>
#include <utility>

#include "model/body/reader.h"
#include "model/body/reference_reader.h"
#include "model/exchange/error.h"
#include "properties/edits/random_source.h"
#include "properties/guarded_text.h"
#include "properties/subjects/members.h"

namespace connectorgroup {
namespace {

ReadAnswer rejected(const Violation& violation) { return {Verdict::reject, {}, violation}; }

ReadAnswer accepted(BodyValue value) { return {Verdict::accept, std::move(value), std::nullopt}; }

ReadAnswer error(const Result<ODataError>& result) {
  if (!result.accepted()) return rejected(result.violation());
  return accepted({{}, {}, result.value()});
}

WriteAnswer written(const std::optional<Violation>& violation, std::string body) {
  if (violation) return {Verdict::reject, {}, violation};
  return {Verdict::accept, std::move(body), std::nullopt};
}

// The buffer that a value is written to: in some forms with more room than it takes, in others
// without. Which, its first name decides.
std::string buffer_for(const BodyValue& value, Form form) {
  constexpr std::size_t kRoom = 8192;
  std::string buffer;
  const bool has_name = !value.objects.empty() && value.objects.front().name.has_value();
  const std::uint64_t hash = has_name ? hash_of(value.objects.front().name.value()) : 0;
  if ((hash + static_cast<std::uint64_t>(form)) % 2 == 0) buffer.reserve(kRoom);
  return buffer;
}

WriteAnswer write_with_model(BodyKind kind, const BodyValue& value, Form form,
                             const Contract& contract) {
  std::string body = buffer_for(value, form);
  if (kind == BodyKind::error) {
    const std::optional<Violation> why = write_error(value.error.value(), form, body);
    return written(why, std::move(body));
  }
  if (kind == BodyKind::create_request) {
    const NewConnectorGroup group = new_group_of(value.objects.at(0));
    const std::optional<Violation> why = write_create_request(view(group), form, contract, body);
    return written(why, std::move(body));
  }
  std::vector<ConnectorGroup> groups;
  std::vector<ConnectorGroupView> views;
  for (const Members& members : value.objects) groups.push_back(group_of(members));
  for (const ConnectorGroup& group : groups) views.push_back(view(group));
  if (kind == BodyKind::response) {
    const std::optional<Violation> why = write_response(views.at(0), form, contract, body);
    return written(why, std::move(body));
  }
  const std::optional<CollectionViolation> why =
      write_collection(views, view(value.controls), form, contract, body);
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

// What would go on with a text, were it taken for a part of it: as the one before it went on, or in
// a way that the text decides.
std::string_view padding_behind(std::string_view text, std::string_view before) {
  if (before.size() > text.size()) return before.substr(text.size());
  constexpr std::array<std::string_view, 10> kPaddings{"\"", ",",  "]", "}", "]}",
                                                       "}]", ",1", ":", "0", " "};
  return kPaddings[hash_of(text) % kPaddings.size()];
}

class ModelSubject : public Subject {
 public:
  ModelSubject(const Contract& contract, const Limits& limits, Placement placement,
               Expectations expectations)
      : reader_(contract, limits, expectations), error_reader_(limits), placement_(placement) {}

  std::string name() const override {
    return placement_ == Placement::padded ? "model-padded" : "model";
  }
  const Contract& contract() const override { return reader_.contract(); }
  std::optional<std::uint64_t> steps() const override { return steps_; }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    if (placement_ == Placement::unpadded) return answer(kind, text);
    const std::string_view padded = padded_.place(text, kPadding, padding_behind(text, before_));
    before_ = text;
    return answer(kind, PaddedText{padded, text.size() + kPadding});
  }

  WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) override {
    return write_with_model(kind, value, form, contract());
  }

 private:
  template <class Text>
  ReadAnswer answer(BodyKind kind, Text text) {
    ReadAnswer answer = ask(kind, text);
    steps_ = kind == BodyKind::error ? error_reader_.steps() : reader_.steps();
    return answer;
  }

  template <class Text>
  ReadAnswer ask(BodyKind kind, Text text) {
    switch (kind) {
      case BodyKind::create_request:
        return single(reader_.read_create_request(text));
      case BodyKind::response:
        return single(reader_.read_response(text));
      case BodyKind::collection:
        return collection(text);
      case BodyKind::error:
        return error(error_reader_.read(text));
    }
    return {};
  }

  template <class Text>
  ReadAnswer collection(Text text) {
    BodyValue value;
    CollectingVisitor visitor(value.objects);
    const Result<CollectionSummary> summary = reader_.read_collection(text, visitor);
    if (!summary.accepted()) return rejected(summary.violation());
    value.controls = own(summary.value().controls);
    return accepted(std::move(value));
  }

  template <class View>
  static ReadAnswer single(const Result<View>& result) {
    if (!result.accepted()) return rejected(result.violation());
    return accepted({{members_of(own(result.value()))}, {}, std::nullopt});
  }

  BodyReader reader_;
  ErrorReader error_reader_;
  std::uint64_t steps_ = 0;  // of the last read, by either reader
  Placement placement_;
  GuardedText padded_;
  std::string before_;  // the last text that was padded
};

class ReferenceSubject : public Subject {
 public:
  ReferenceSubject(const Contract& contract, const RuleSet& ignored, const Limits& limits)
      : contract_(contract),
        ignored_(ignored),
        reader_(contract, limits, ignored),
        error_reader_(limits, ignored) {}

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
  std::optional<std::uint64_t> steps() const override { return steps_; }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    ReadAnswer answer = ask(kind, text);
    steps_ = kind == BodyKind::error ? error_reader_.steps() : reader_.steps();
    return answer;
  }

  WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) override {
    return write_with_model(kind, value, form, contract_);
  }

 private:
  ReadAnswer ask(BodyKind kind, std::string_view text) {
    switch (kind) {
      case BodyKind::create_request:
        return single(reader_.read_create_request(text));
      case BodyKind::response:
        return single(reader_.read_response(text));
      case BodyKind::collection:
        return collection(text);
      case BodyKind::error:
        return error(error_reader_.read(text));
    }
    return {};
  }

  template <class Value>
  static ReadAnswer single(const Result<Value>& result) {
    if (!result.accepted()) return rejected(result.violation());
    return accepted({{members_of(result.value())}, {}, std::nullopt});
  }

  ReadAnswer collection(std::string_view text) {
    const Result<ConnectorGroupCollection> result = reader_.read_collection(text);
    if (!result.accepted()) return rejected(result.violation());
    BodyValue value;
    for (const ConnectorGroup& group : result.value().groups) {
      value.objects.push_back(members_of(group));
    }
    value.controls = result.value().controls;
    return accepted(std::move(value));
  }

  const Contract& contract_;
  RuleSet ignored_;
  ReferenceReader reader_;
  ReferenceErrorReader error_reader_;
  std::uint64_t steps_ = 0;  // of the last read, by either reader
};

}  // namespace

std::unique_ptr<Subject> make_model_subject(const Contract& contract, const Limits& limits,
                                            Placement placement, Expectations expectations) {
  return std::make_unique<ModelSubject>(contract, limits, placement, expectations);
}

std::unique_ptr<Subject> make_reference_subject(const Contract& contract, const RuleSet& ignored,
                                                const Limits& limits) {
  return std::make_unique<ReferenceSubject>(contract, ignored, limits);
}

}  // namespace connectorgroup
