#include "model/body/plain_reader.h"

#include <algorithm>
#include <cstring>

#include "model/body/reader.h"

namespace connectorgroup {
namespace {

constexpr std::size_t kDepthOfObjects = 3;  // in a collection

// A piece may stand partly behind the text, and what would be a string behind it. Then a block of
// that is looked at before it turns out.
static_assert(ExpectedBytes::kSizeMost + 1 + kBlockSize <= kPadding);

template <std::size_t kSize>
bool stands(const char* at, const char (&word)[kSize]) {
  return std::memcmp(at, word, kSize - 1) == 0;
}

const char* read_null(const char* at) { return stands(at, "null") ? at + 4 : nullptr; }

}  // namespace

PlainReader::PlainReader(const Contract& contract, const Limits& limits)
    : contract_(&contract),
      applies_(limits.depth_max >= kDepthOfObjects &&
               limits.members_max > kReadMemberCount + kUnreadMost),
      pieces_{{{contract, Role::create_request}, {contract, Role::response}}} {}

// What is expected takes the short way; the functions behind this one are for the rest.
template <PlainReader::Trust kTrust, Stride kStride>
const char* PlainReader::object(const char* at, const char* end, ExpectedPieces& pieces,
                                MemberSlots& slots) {
  strings_.clear();
  unread_count_ = 0;
  const std::uint64_t learned = pieces.learned();
  MemberBits seen = 0;
  for (ExpectedPiece** expected = &pieces.opening();;) {
    const auto stop = [&](const char* behind) {
      return stop_at(behind, end, expected == &pieces.opening(), seen);
    };
    ExpectedPiece* piece = nullptr;
    if constexpr (kTrust == Trust::expects) {
      if ((*expected)->stands_at(at)) piece = *expected;
    }
    if (piece == nullptr) {
      piece = pieces.find(at, end, expected == &pieces.opening());
      if (piece == nullptr) return stop(at);
      if constexpr (kTrust == Trust::expects) *expected = piece;
      pieces.note_found(by_layout_ + by_members_);
    }
    const char* const value = at + piece->bytes.size();
    if (piece->kind == ExpectedPiece::Kind::text && *value == '"') {
      at = strings_.read<kStride>(value + 1, end, slots.texts[piece->index]);
    } else if (piece->kind == ExpectedPiece::Kind::boolean && stands(value, "true")) {
      at = value + 4;
      slots.is_default = true;
    } else if (piece->kind == ExpectedPiece::Kind::boolean && stands(value, "false")) {
      at = value + 5;
      slots.is_default = false;
    } else if (piece->kind == ExpectedPiece::Kind::end) {
      const bool is_whole = (seen & pieces.required()) == pieces.required();
      if (value > end || !is_whole) return stop(at);
      slots.seen = seen;
      ++(pieces.learned() == learned ? by_layout_ : by_members_);
      return value;
    } else if (is_white_space(*value)) {
      // There is more of it than the piece has, which is learned anew, and then expected.
      if (value >= end) return stop(at);
      *expected = pieces.find(at, end, expected == &pieces.opening());
      continue;
    } else {
      const char* const behind = other_value(*piece, at, end, pieces.role(), slots);
      if (behind == nullptr) return stop(at);
      at = behind;
    }
    const MemberBits now_seen = seen + piece->member;
    // What stands behind the text is none of it.
    if (at > end || (now_seen & kSeenTwice) != 0) return stop(value - piece->bytes.size());
    seen = now_seen;
    expected = &piece->next;
  }
}

template const char* PlainReader::object<PlainReader::Trust::expects, Stride::block>(
    const char*, const char*, ExpectedPieces&, MemberSlots&);
template const char* PlainReader::object<PlainReader::Trust::finds, Stride::two_blocks>(
    const char*, const char*, ExpectedPieces&, MemberSlots&);

const char* PlainReader::stop_at(const char* at, const char* end, bool is_opening,
                                 MemberBits seen) {
  stop_ = {is_opening ? at + 1 : at,
           end,
           is_opening,
           seen,
           std::span(unread_names_).first(unread_count_),
           strings_.take_ill_text()};
  return nullptr;
}

// Null, one of some strings, or the value of a member that isn't declared. The piece stands at
// `begin`.
const char* PlainReader::other_value(const ExpectedPiece& piece, const char* begin, const char* end,
                                     Role role, MemberSlots& slots) {
  const char* const at = begin + piece.bytes.size();
  if (piece.kind == ExpectedPiece::Kind::boolean) return nullptr;
  if (piece.kind != ExpectedPiece::Kind::text && piece.kind != ExpectedPiece::Kind::choice) {
    return undeclared(piece, begin, end);
  }
  const MemberSpec& spec = contract_->members[piece.index];
  if (*at == '"') {
    std::string_view& value = slots.texts[piece.index];
    const char* const behind = strings_.read(at + 1, end, value);
    return behind <= end && allows(spec, role, value) ? behind : nullptr;
  }
  slots.null |= piece.member;
  return spec.nullable ? read_null(at) : nullptr;
}

const char* PlainReader::undeclared(const ExpectedPiece& piece, const char* begin,
                                    const char* end) {
  if (!add_name(piece.name(begin))) return nullptr;
  const char* const at = begin + piece.bytes.size();
  if (*at == '"') {
    std::string_view value;
    const char* const behind = strings_.read(at + 1, end, value);
    return piece.kind == ExpectedPiece::Kind::type && value != kResourceType ? nullptr : behind;
  }
  if (piece.kind != ExpectedPiece::Kind::unread) return nullptr;
  if (*at == 'n') return read_null(at);
  if (stands(at, "true")) return at + 4;
  return stands(at, "false") ? at + 5 : nullptr;
}

// False: there are more than are kept, or one of them twice.
bool PlainReader::add_name(std::string_view name) {
  const auto names = unread_names_.begin();
  const auto names_end = names + static_cast<std::ptrdiff_t>(unread_count_);
  if (unread_count_ == kUnreadMost || std::find(names, names_end, name) != names_end) return false;
  unread_names_[unread_count_++] = name;
  return true;
}

}  // namespace connectorgroup
