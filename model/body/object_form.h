// How objects and collections are laid out when they are written: the order of their members, and
// what stands between them. Private to the model.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "model/body/member_slots.h"
#include "model/body/writer.h"
#include "model/contract.h"

namespace connectorgroup::writing {

// What surrounds the members of an object: `first` before the first, `next` before the others, each
// up to the name; `colon` from the name to the value; `close` after the last.
struct Layout {
  std::string_view first;
  std::string_view next;
  std::string_view colon;
  std::string_view close;
};

inline constexpr Layout kPageLayout{"{\n  \"", ",\n  \"", "\": ", "\n}"};
inline constexpr Layout kPageElementLayout{"{\n      \"", ",\n      \"", "\": ", "\n    }"};
inline constexpr Layout kDenseLayout{"{\"", ",\"", "\":", "}"};

// What surrounds the elements of an array.
struct ArrayLayout {
  std::string_view open;
  std::string_view next;
  std::string_view close;
  std::string_view empty;
};

inline constexpr ArrayLayout kPageArray{"[\n    ", ",\n    ", "\n  ]", "[]"};
inline constexpr ArrayLayout kDenseArray{"[", ",", "]", "[]"};

// The members that are written. The documentation's order is that of MemberId.
using Order = std::array<MemberId, kReadMemberCount>;
inline constexpr Order kDocumentedOrder{MemberId::id, MemberId::name,
                                        MemberId::connector_group_type, MemberId::is_default,
                                        MemberId::region};
// By the UTF-16 code units of their names.
inline constexpr Order kCanonicalOrder{MemberId::connector_group_type, MemberId::id,
                                       MemberId::is_default, MemberId::name, MemberId::region};

// A layout with the names in it: what stands before each member's value, in one piece.
class Skeleton {
 public:
  // May be copied whole, and only `size` bytes of it kept.
  struct Piece {
    std::array<char, 31> bytes{};
    std::uint8_t size = 0;
  };

  // Before a member's value, by MemberId: of the first one, and of the others.
  constexpr const Piece* firsts() const { return firsts_.data(); }
  constexpr const Piece* nexts() const { return nexts_.data(); }
  constexpr const Piece& close() const { return close_; }

  // unreachable from here: the compiler alone runs it, for constants
  explicit constexpr Skeleton(const Layout& layout) {
    for (std::size_t i = 0; i < kReadMemberCount; ++i) {
      firsts_[i] = piece({layout.first, kMemberNames[i], layout.colon});
      nexts_[i] = piece({layout.next, kMemberNames[i], layout.colon});
    }
    close_ = piece({layout.close});
  }

  // Of all pieces of one object.
  constexpr std::size_t size() const {
    std::size_t size = close_.size;
    for (std::size_t i = 0; i < kReadMemberCount; ++i) {
      size += std::max(firsts_[i].size, nexts_[i].size);
    }
    return size;
  }

 private:
  static constexpr Piece piece(std::initializer_list<std::string_view> parts) {
    Piece made;
    for (const std::string_view part : parts) {
      std::copy(part.begin(), part.end(), made.bytes.begin() + made.size);
      made.size = static_cast<std::uint8_t>(made.size + part.size());
    }
    return made;
  }
  // unreachable to here

  std::array<Piece, kReadMemberCount> firsts_;
  std::array<Piece, kReadMemberCount> nexts_;
  Piece close_;
};

inline constexpr Skeleton kPageSkeleton(kPageLayout);
inline constexpr Skeleton kPageElementSkeleton(kPageElementLayout);
inline constexpr Skeleton kDenseSkeleton(kDenseLayout);

// How an object is written.
struct ObjectForm {
  const Layout& layout;
  const Skeleton& skeleton;  // of the layout
  const Order& order;
};

inline constexpr ObjectForm kPageObject{kPageLayout, kPageSkeleton, kDocumentedOrder};
inline constexpr ObjectForm kPageElement{kPageElementLayout, kPageElementSkeleton,
                                         kDocumentedOrder};
inline constexpr ObjectForm kCompactObject{kDenseLayout, kDenseSkeleton, kDocumentedOrder};
inline constexpr ObjectForm kCanonicalObject{kDenseLayout, kDenseSkeleton, kCanonicalOrder};

constexpr const ObjectForm& object_form(Form form) {
  return form == Form::page      ? kPageObject
         : form == Form::compact ? kCompactObject
                                 : kCanonicalObject;
}
constexpr const ObjectForm& element_form(Form form) {
  return form == Form::page ? kPageElement : object_form(form);
}
constexpr const ArrayLayout& array_layout(Form form) {
  return form == Form::page ? kPageArray : kDenseArray;
}

}  // namespace connectorgroup::writing
