// What stands between two values of an object, remembered: as programs write them, it is nearly
// always what stood there before. Private to the model.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/body/member_slots.h"
#include "model/body/plain_string.h"
#include "model/contract.h"
#include "model/expected_bytes.h"

namespace connectorgroup {

inline bool is_white_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Behind white space, from `at` up to `end`.
inline const char* behind_white_space(const char* at, const char* end) {
  while (at < end && is_white_space(*at)) ++at;
  return at;
}

// From the opening brace or the end of a value up to the next value: a separator, a name, a colon,
// and the white space around them. Or up to the closing brace and with it.
struct ExpectedPiece {
  // What follows.
  enum class Kind : std::uint8_t {
    text,     // any string, or null where the member may be
    choice,   // the same, if the string is one of some
    boolean,  // true or false
    unread,   // of a member that isn't declared: a string or a literal
    context,  // of one as well: a string
    type,     // of one as well: the string that names the resource
    end,      // nothing of the object
  };
  // There may be more white space than the piece has. REQUIRES: the blocks of ExpectedBytes are
  // readable at `at`.
  bool stands_at(const char* at) const { return bytes.stand_at(at); }
  // There is. REQUIRES: the piece stands at `at`.
  bool goes_on_at(const char* at) const {
    return kind != Kind::end && is_white_space(at[bytes.size()]);
  }
  // Of an undeclared member, where the piece stands at `at`.
  std::string_view name(const char* at) const { return {at + name_begin, name_size}; }

  ExpectedBytes bytes;
  ExpectedPiece* next = nullptr;  // the one that followed last, or any; null behind the end
  std::size_t name_begin = 0;
  std::size_t name_size = 0;
  MemberBits member = 0;  // of a declared member: its bit, and its index
  std::uint8_t index = 0;
  Kind kind = Kind::end;
};

// The pieces that were seen in objects of one role: they stand where an object may have them, and
// what follows is a value of their kind.
class ExpectedPieces {
 public:
  ExpectedPieces(const Contract& contract, Role role);
  // Pieces point at each other.
  ExpectedPieces(const ExpectedPieces&) = delete;
  ExpectedPieces& operator=(const ExpectedPieces&) = delete;

  // The one that stood last at an opening brace, or any that may.
  ExpectedPiece*& opening() { return opening_; }

  // The one that stands at `at`, which is an opening brace, or else behind a value, in a padded
  // text that ends at `end`. One that is new is learned, and one that was seen long ago may be
  // forgotten for it, of the same place. Null: what stands there is no such piece, or has a name
  // with escapes.
  ExpectedPiece* find(const char* at, const char* end, bool is_opening) {
    ExpectedPiece* piece = &endings_[*at == '}' ? 0 : 1];
    if (*at == (is_opening ? '{' : ',')) {
      piece = &place_of(at, behind_white_space(at + 1, end), is_opening);
    }
    const bool is_known = piece->stands_at(at) && !piece->goes_on_at(at);
    return is_known ? piece : learn_at(at, end, is_opening);
  }

  // Whether it is worth comparing with what followed last time. It isn't for a while, when hardly
  // anything came so in the objects before.
  bool expects() const { return expects_; }
  // A piece had to be found, when so many objects had been read.
  void note_found(std::uint64_t objects) {
    if (--left_ == 0) turn(objects);
  }

  // How many were learned.
  std::uint64_t learned() const { return learned_; }
  MemberBits required() const { return required_; }
  Role role() const { return role_; }

 private:
  static constexpr std::uint64_t kTrial = 64;
  static constexpr std::uint64_t kRest = 1024;

  void turn(std::uint64_t objects);
  // Where the piece belongs that begins at `at` and whose name's opening quotation mark is at
  // `quote`. So chosen that the declared names are apart, and most of them behind two amounts of
  // white space.
  ExpectedPiece& place_of(const char* at, const char* quote, bool is_opening) {
    const std::size_t place =
        static_cast<unsigned char>(quote[1]) +
        4 * (static_cast<unsigned char>(quote[2]) + static_cast<std::size_t>(quote - at));
    return is_opening ? openings_[place % openings_.size()] : laters_[place % laters_.size()];
  }
  ExpectedPiece* learn_at(const char* at, const char* end, bool is_opening);
  ExpectedPiece* learn_end(const char* at, const char* brace);
  bool learn(const char* at, const char* quote, const char* end, bool is_opening,
             ExpectedPiece& piece);
  const char* learn_name(const char* at, const char* name, const char* end, bool is_opening,
                         ExpectedPiece& piece);
  bool learn_undeclared(std::string_view name, bool is_opening, ExpectedPiece& piece) const;
  void learn_declared(std::size_t index, ExpectedPiece& piece) const;
  std::size_t declared_index(const char* spelled) const;

  const Contract* contract_;
  Role role_;
  MemberBits required_;
  StringReader names_;
  std::uint64_t learned_ = 0;
  std::array<ExpectedPiece, 16> openings_;
  std::array<ExpectedPiece, 32> laters_;
  std::array<ExpectedPiece, 2> endings_;  // behind a value, and behind white space
  bool expects_ = true;
  std::uint64_t left_ = kTrial;  // pieces that are found until that is decided again
  std::uint64_t objects_ = 0;    // that had been read when it was decided last
  ExpectedPiece* opening_;
};

}  // namespace connectorgroup
