// The strict reader of ConnectorGroup bodies: JSON bytes to values. It expects between two values
// what stood there in the objects before, and learns what it hasn't met; whatever else there may be
// is read on simdjson On-Demand.
//
// Accepted is one JSON object in UTF-8 that breaks no rule of rule.h (demand `refuse`) under the
// reader's contract and limits. It looks at every byte, skipped annotation values included.
// Decisions where the standards leave room are the rows of level `choice`.
//
// Time O(n) for n bytes of text, plus O(m log m) for the m members of an object. Heap: buffers that
// grow to the largest text seen and are then reused, so that reading allocates nothing after
// warm-up. For a padded collection they grow to its largest object only, unless it has members
// beside its objects that aren't strings, counts or `value`. Of a refused text
// that is written as programs usually write them, the reference reader, which names rule and offset
// and allocates, reads the member at fault; of one that isn't, everything from the first member
// that needs an index.
//
// A reader belongs to one thread at a time; different readers are independent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "model/body/limits.h"
#include "model/connector_group.h"
#include "model/contract.h"
#include "model/violation.h"

namespace connectorgroup {

// Bytes behind a padded text that may be read (never written), whatever they hold.
inline constexpr std::size_t kPadding = 64;

// A text that is read in place: at least text.size() + kPadding bytes are readable from
// text.data().
struct PaddedText {
  std::string_view text;
  std::size_t capacity;  // readable bytes from text.data(); REQUIRES: >= text.size() + kPadding
};

// Sees the objects of a collection, in order, while it is read.
class ConnectorGroupVisitor {
 public:
  virtual ~ConnectorGroupVisitor() = default;
  // `group` and the bytes it borrows are valid until visit() returns.
  virtual void visit(const ConnectorGroupView& group) = 0;
};

// What a collection said, beside its objects.
struct CollectionSummary {
  std::size_t object_count = 0;
  CollectionControlsView controls;

  friend bool operator==(const CollectionSummary&, const CollectionSummary&) = default;
};

// Whether a reader tries what it expects first. Off, it reads everything through simdjson's index;
// no answer differs.
enum class Expectations : std::uint8_t { on, off };

// How many objects a reader has read in which way.
struct ReadingPaths {
  std::uint64_t by_layout = 0;   // of which every piece between two values had been met
  std::uint64_t by_members = 0;  // of which some hadn't
  std::uint64_t by_index = 0;    // through simdjson's index

  friend bool operator==(const ReadingPaths&, const ReadingPaths&) = default;
};

class BodyReader {
 public:
  // REQUIRES: the limits are within the bounds that limits.h states. `contract` is one of
  // contracts().
  explicit BodyReader(const Contract& contract = graph_2017(), const Limits& limits = {},
                      Expectations expectations = Expectations::on);
  ~BodyReader();
  BodyReader(BodyReader&&) noexcept;
  BodyReader& operator=(BodyReader&&) noexcept;

  const Contract& contract() const;
  const Limits& limits() const;

  // Views in an answer borrow from the text (padded) or from the reader's copy of it (unpadded),
  // and strings with escapes from a buffer of the reader: valid until the next read, the reader's
  // end, or the end of a padded text, whichever comes first.
  Result<NewConnectorGroupView> read_create_request(std::string_view text);
  Result<NewConnectorGroupView> read_create_request(const PaddedText& text);

  Result<ConnectorGroupView> read_response(std::string_view text);
  Result<ConnectorGroupView> read_response(const PaddedText& text);

  // Visits the objects as they are read, so the visitor may have seen some by the time that a later
  // byte turns out to be wrong; on a violation the caller discards what it kept.
  Result<CollectionSummary> read_collection(std::string_view text, ConnectorGroupVisitor& visitor);
  Result<CollectionSummary> read_collection(const PaddedText& text, ConnectorGroupVisitor& visitor);

  // The work of the last read beyond single passes over the text, in bytes and members looked at.
  // At most linear in the text, up to the logarithm that sorting an object's names costs; for
  // tests.
  std::uint64_t steps() const;

  // Of all reads together. An object may count although its text was refused.
  ReadingPaths paths() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace connectorgroup
