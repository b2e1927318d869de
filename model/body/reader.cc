// Three readers, each of which reads more than the one before it and takes longer: what programs
// usually write, without an index; anything, through simdjson's; and the reference reader, which
// says why a text isn't accepted.

#include "model/body/reader.h"

#include <utility>

#include "model/body/indexed_reader.h"
#include "model/body/plain_collection.h"
#include "model/body/plain_reader.h"
#include "model/body/refusal.h"

namespace connectorgroup {
namespace {

// Passes on the objects, unless they have been visited. They all have been or none: what
// PlainCollection doesn't read stands before the array or behind it.
class UnvisitedObjects : public ConnectorGroupVisitor {
 public:
  UnvisitedObjects(ConnectorGroupVisitor& visitor, bool were_visited)
      : visitor_(visitor), were_visited_(were_visited) {}

  void visit(const ConnectorGroupView& group) override {
    if (!were_visited_) visitor_.visit(group);
  }

 private:
  ConnectorGroupVisitor& visitor_;
  bool were_visited_;
};

}  // namespace

class BodyReader::Implementation {
 public:
  Implementation(const Contract& contract, const Limits& limits, Expectations expectations)
      : contract_(&contract),
        indexed_(contract, limits),
        plain_(contract, limits),
        expects_(expectations == Expectations::on && plain_.applies()) {}

  const Contract& contract() const { return *contract_; }
  const Limits& limits() const { return indexed_.limits(); }
  std::uint64_t steps() const { return steps_; }
  ReadingPaths paths() const { return {plain_.by_layout(), plain_.by_members(), by_index_}; }
  PaddedText pad(std::string_view text) { return indexed_.pad(text); }

  Result<NewConnectorGroupView> create_request(const PaddedText& text) {
    MemberSlots slots;
    if (!plain(text, Role::create_request, slots)) {
      if (const auto refused = otherwise(text, Role::create_request, slots)) return *refused;
    }
    return {std::in_place, [&slots] { return new_group_from(slots); }};
  }

  Result<ConnectorGroupView> response(const PaddedText& text) {
    MemberSlots slots;
    if (!plain(text, Role::response, slots)) {
      if (const auto refused = otherwise(text, Role::response, slots)) return *refused;
    }
    return {std::in_place, [&slots] { return group_from(slots); }};
  }

  Result<CollectionSummary> collection(const PaddedText& text, ConnectorGroupVisitor& visitor) {
    steps_ = 0;
    if (!expects(text)) return indexed_collection(text, visitor, {});
    plain_.begin_text();
    PlainCollection plain(plain_, indexed_, visitor);
    const PlainCollection::Outcome outcome = plain.read(text);
    by_index_ += plain.by_index();
    steps_ += plain.indexed_steps();
    if (outcome == PlainCollection::Outcome::accepted) return plain.summary();
    const VerifiedPart part = plain.verified_part(text);
    if (outcome == PlainCollection::Outcome::refused) {
      return refusal_of_collection(text.text, *contract_, limits(), part);
    }
    UnvisitedObjects unvisited(visitor, plain.summary().object_count > 0);
    return indexed_collection(text, unvisited, part);
  }

 private:
  // Whether the text is to be read without an index first.
  bool expects(const PaddedText& text) const {
    CONNECTORGROUP_ASSERT(text.capacity >= text.text.size() + kPadding);
    return expects_ && text.text.size() <= limits().bytes_max;
  }

  bool plain(const PaddedText& text, Role role, MemberSlots& slots) {
    steps_ = 0;
    object_ = nullptr;
    if (!expects(text)) return false;
    const char* const begin = text.text.data();
    const char* const end = begin + text.text.size();
    object_ = behind_white_space(begin, end);
    if (object_ >= end || *object_ != '{') return false;
    behind_ = plain_.object(object_, end, role, slots);
    return behind_ != nullptr && behind_white_space(behind_, end) == end;
  }

  // What plain() has just not accepted: the violation, or nothing when it is accepted after all.
  std::optional<Violation> otherwise(const PaddedText& text, Role role, MemberSlots& slots) {
    const char* const begin = text.text.data();
    const char* const end = begin + text.text.size();
    const auto refused = [&](const VerifiedPart& part) {
      return refusal_of_object(text.text, *contract_, limits(), role, part);
    };
    if (object_ == nullptr) {
      if (indexed(text, role, slots)) return std::nullopt;
      return refused({});
    }
    if (object_ >= end || *object_ != '{') return refused({});
    if (behind_ != nullptr) {
      VerifiedPart part;
      part.end = VerifiedPart::End::body;
      part.offset = static_cast<std::size_t>(behind_ - begin);
      return refused(part);
    }
    const Surprise surprise = plain_.surprise(role);
    if (const auto violation = surprise.violation(begin)) return violation;
    if (!surprise.is_refused() && indexed(text, role, slots)) return std::nullopt;
    return refused(surprise.verified_part(begin));
  }

  bool indexed(const PaddedText& text, Role role, MemberSlots& slots) {
    slots = {};
    ++by_index_;
    const bool accepted = indexed_.object(text, role, 1, slots);
    steps_ = indexed_.steps();
    return accepted;
  }

  Result<CollectionSummary> indexed_collection(const PaddedText& text,
                                               ConnectorGroupVisitor& visitor,
                                               const VerifiedPart& part) {
    CollectionSummary summary;
    const bool accepted = indexed_.collection(text, visitor, summary);
    by_index_ += summary.object_count;
    steps_ += indexed_.steps();
    if (accepted) return summary;
    return refusal_of_collection(text.text, *contract_, limits(), part);
  }

  const Contract* contract_;
  IndexedReader indexed_;
  PlainReader plain_;
  bool expects_;
  // Of the last object that was no part of a collection: where it begins, if plain() looked for it,
  // and what is behind it, if that was read.
  const char* object_ = nullptr;
  const char* behind_ = nullptr;
  std::uint64_t by_index_ = 0;
  std::uint64_t steps_ = 0;
};

// --- The public face.

BodyReader::BodyReader(const Contract& contract, const Limits& limits, Expectations expectations)
    : implementation_(std::make_unique<Implementation>(contract, limits, expectations)) {}
BodyReader::~BodyReader() = default;
BodyReader::BodyReader(BodyReader&&) noexcept = default;
BodyReader& BodyReader::operator=(BodyReader&&) noexcept = default;

const Contract& BodyReader::contract() const { return implementation_->contract(); }
const Limits& BodyReader::limits() const { return implementation_->limits(); }
std::uint64_t BodyReader::steps() const { return implementation_->steps(); }
ReadingPaths BodyReader::paths() const { return implementation_->paths(); }

Result<NewConnectorGroupView> BodyReader::read_create_request(std::string_view text) {
  return implementation_->create_request(implementation_->pad(text));
}
Result<NewConnectorGroupView> BodyReader::read_create_request(const PaddedText& text) {
  return implementation_->create_request(text);
}
Result<ConnectorGroupView> BodyReader::read_response(std::string_view text) {
  return implementation_->response(implementation_->pad(text));
}
Result<ConnectorGroupView> BodyReader::read_response(const PaddedText& text) {
  return implementation_->response(text);
}
Result<CollectionSummary> BodyReader::read_collection(std::string_view text,
                                                      ConnectorGroupVisitor& visitor) {
  return implementation_->collection(implementation_->pad(text), visitor);
}
Result<CollectionSummary> BodyReader::read_collection(const PaddedText& text,
                                                      ConnectorGroupVisitor& visitor) {
  return implementation_->collection(text, visitor);
}

}  // namespace connectorgroup
