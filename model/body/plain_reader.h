// Reads objects as programs write them, without an index: members that are declared, in any order,
// and unread ones whose values are strings or literals. What stands between two values is compared
// whole with what stood there in the objects before. Private to the model.
//
// Whatever else an object has is a surprise, which says nothing about whether it is accepted: it is
// for IndexedReader then, which reads every object.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/body/expected_piece.h"
#include "model/body/limits.h"
#include "model/body/member_slots.h"
#include "model/body/plain_string.h"
#include "model/body/plain_surprise.h"
#include "model/contract.h"

namespace connectorgroup {

class PlainReader {
 public:
  PlainReader(const Contract& contract, const Limits& limits);

  // False: objects within the limits may be too small for this reader's.
  bool applies() const { return applies_; }

  // The object that begins at `at`, in a padded text that ends at `end`. Returns what stands behind
  // it, or null at a surprise. Its decoded strings stay until the next object.
  // REQUIRES: an opening brace is at `at`; the slots are empty; after a surprise they hold
  // anything.
  const char* object(const char* at, const char* end, Role role, MemberSlots& slots) {
    ExpectedPieces& pieces = pieces_[static_cast<std::size_t>(role)];
    return pieces.expects() ? object<Trust::expects, Stride::block>(at, end, pieces, slots)
                            : object<Trust::finds, Stride::two_blocks>(at, end, pieces, slots);
  }
  // A string outside of objects, as StringReader reads it, or null; `at` is behind its opening
  // quotation mark. Decoded, it stays until begin_text().
  const char* string(const char* at, const char* end, std::string_view& out) {
    at = outer_strings_.read(at, end, out);
    return at <= end ? at : nullptr;
  }
  void begin_text() { outer_strings_.clear(); }

  // About the last object, if it was one. Valid until the next, or until this is called again.
  Surprise surprise(Role role) { return {*contract_, role, stop_, surprise_names_}; }

  // How many objects were read of which every piece had been seen, and how many others.
  std::uint64_t by_layout() const { return by_layout_; }
  std::uint64_t by_members() const { return by_members_; }

 private:
  // Names of unread members that one object may have here.
  static constexpr std::size_t kUnreadMost = Surprise::kUndeclaredMost;

  // Whether a piece is first held against the one that followed last time.
  enum class Trust : std::uint8_t { expects, finds };

  template <Trust kTrust, Stride kStride>
  const char* object(const char* at, const char* end, ExpectedPieces& pieces, MemberSlots& slots);
  const char* stop_at(const char* at, const char* end, bool is_opening, MemberBits seen);
  const char* other_value(const ExpectedPiece& piece, const char* begin, const char* end, Role role,
                          MemberSlots& slots);
  const char* undeclared(const ExpectedPiece& piece, const char* begin, const char* end);
  bool add_name(std::string_view name);

  const Contract* contract_;
  bool applies_;
  StringReader strings_;
  StringReader outer_strings_;
  std::array<ExpectedPieces, kRoleCount> pieces_;           // by role
  std::array<std::string_view, kUnreadMost> unread_names_;  // of one object
  std::size_t unread_count_ = 0;
  Stop stop_{};
  Surprise::NameRoom surprise_names_;
  std::uint64_t by_layout_ = 0;
  std::uint64_t by_members_ = 0;
};

}  // namespace connectorgroup
