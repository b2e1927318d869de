// Reads objects as programs write them, without an index: members that are declared, in any order,
// and unread ones whose values are strings or literals. Remembers how the last objects were laid
// out, and compares what stands between two values whole with what stood there before. Private to
// the model.
//
// Whatever else an object has is a surprise, which says nothing about whether it is accepted: it is
// for IndexedReader then, which reads every object.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/body/limits.h"
#include "model/body/member_slots.h"
#include "model/body/plain_string.h"
#include "model/contract.h"

namespace connectorgroup {

// Behind white space, from `at` up to `end`.
inline const char* behind_white_space(const char* at, const char* end) {
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) ++at;
  return at;
}

// What stands before a member's value, from the end of the value before or from the opening brace,
// and what its value may be; or what ends the object.
struct ExpectedPiece {
  enum class Kind : std::uint8_t { text, boolean, unread, end };
  static constexpr std::size_t kSizeMost = 48;
  using Bytes = std::array<char, kSizeMost>;

  alignas(kBlockSize) Bytes bytes{};
  alignas(kBlockSize) Bytes mask{};  // which of them count
  std::uint8_t size = 0;
  std::uint8_t index = 0;  // of the member, if its kind is text or boolean
  Kind kind = Kind::end;
  bool any_text = false;  // of a text: no value is refused

  // REQUIRES: kSizeMost bytes are readable at `at`.
  bool stands_at(const char* at) const {
    std::size_t i = 0;
    do {
      const ByteBlock block = ByteBlock::load(at + i);
      if (!block.shows(ByteBlock::load(bytes.data() + i), ByteBlock::load(mask.data() + i))) {
        return false;
      }
      i += kBlockSize;
    } while (i < size);
    return true;
  }
};

// How one object was laid out, from its opening to its closing brace.
class ExpectedLayout {
 public:
  static constexpr std::size_t kPiecesMost = 8;

  ExpectedLayout() { begin(); }

  // The first; the last is of kind `end`. Of a layout that isn't known, the first stands nowhere.
  const ExpectedPiece* pieces() const { return pieces_.data(); }
  bool is_known() const { return is_known_; }
  MemberBits seen() const { return seen_; }

  // Forgets all; then takes each piece in turn, the one of kind `end` last. False: there are more,
  // or longer ones, than fit.
  void begin();
  bool add(std::string_view before, ExpectedPiece::Kind kind, std::size_t index = 0,
           bool any_text = false);
  // The object was accepted, with these members. From now on the layout is known.
  void finish(MemberBits seen);

 private:
  std::array<ExpectedPiece, kPiecesMost> pieces_;
  ExpectedPiece first_;
  std::size_t count_ = 0;
  MemberBits seen_ = 0;
  bool is_known_ = false;
};

class PlainReader {
 public:
  PlainReader(const Contract& contract, const Limits& limits);

  // False: objects within the limits may be too small for this reader's.
  bool applies() const { return applies_; }

  // The object that begins at `at`, in a padded text that ends at `end`. Returns what stands behind
  // it, or null at a surprise. Its decoded strings stay until the next object.
  const char* object(const char* at, const char* end, Role role, MemberSlots& slots);
  // A string outside of objects, as StringReader reads it; `at` is behind its opening quotation
  // mark. Decoded, it stays until begin_text().
  const char* string(const char* at, const char* end, std::string_view& out) {
    return outer_strings_.read(at, end, out);
  }
  void begin_text() { outer_strings_.clear(); }

  // How many objects were read by a layout, and how many member by member.
  std::uint64_t by_layout() const { return by_layout_; }
  std::uint64_t by_members() const { return by_members_; }

 private:
  // What was seen of objects of one role: the layouts of the last two kinds of object.
  struct Memory {
    std::array<ExpectedLayout, 2> layouts;
    std::size_t latest = 0;
    std::size_t misses = 0;  // in a row
    MemberBits required = 0;
  };
  class MemberWalk;

  const char* by_layout(const ExpectedLayout& layout, const char* at, const char* end, Role role,
                        MemberSlots& slots);
  const char* by_another(Memory& memory, const char* at, const char* end, Role role,
                         MemberSlots& slots);
  const char* text(const char* at, const char* end, std::size_t index, Role role,
                   MemberSlots& slots);

  const Contract* contract_;
  bool applies_;
  StringReader strings_;
  StringReader outer_strings_;
  std::array<Memory, kRoleCount> memories_;
  std::uint64_t by_layout_ = 0;
  std::uint64_t by_members_ = 0;
};

}  // namespace connectorgroup
