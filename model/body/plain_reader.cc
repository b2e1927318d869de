#include "model/body/plain_reader.h"

#include <algorithm>
#include <cstring>

namespace connectorgroup {
namespace {

// Names of unread members that one object may have here.
constexpr std::size_t kUnreadMost = 8;
constexpr std::size_t kDepthOfObjects = 3;  // in a collection

template <std::size_t kSize>
bool stands(const char* at, const char (&word)[kSize]) {
  return std::memcmp(at, word, kSize - 1) == 0;
}

// The literal at `at`, which is moved behind it. False: there is none.
bool take_boolean(const char*& at, bool& value) {
  value = *at == 't';
  const bool found = value ? stands(at, "true") : stands(at, "false");
  at += value ? 4 : 5;
  return found;
}

bool take_null(const char*& at) {
  if (!stands(at, "null")) return false;
  at += 4;
  return true;
}

}  // namespace

void ExpectedLayout::begin() {
  is_known_ = false;
  count_ = 0;
  pieces_[0] = {};
  pieces_[0].bytes[0] = 1;  // the mask keeps nothing
}

bool ExpectedLayout::add(std::string_view before, ExpectedPiece::Kind kind, std::size_t index,
                         bool any_text) {
  if (count_ == kPiecesMost || before.size() > ExpectedPiece::kSizeMost) {
    begin();
    return false;
  }
  // Until the layout is finished, its first piece stands nowhere.
  ExpectedPiece& piece = count_ == 0 ? first_ : pieces_[count_];
  ++count_;
  piece = {};
  std::copy(before.begin(), before.end(), piece.bytes.begin());
  std::fill_n(piece.mask.begin(), before.size(), '\xFF');
  piece.any_text = any_text;
  piece.size = static_cast<std::uint8_t>(before.size());
  piece.index = static_cast<std::uint8_t>(index);
  piece.kind = kind;
  return true;
}

void ExpectedLayout::finish(MemberBits seen) {
  pieces_[0] = first_;
  seen_ = seen;
  is_known_ = true;
}

// --- Member by member.

// One object. Learns its layout on the way, where one is given.
class PlainReader::MemberWalk {
 public:
  MemberWalk(PlainReader& reader, const char* end, Role role, MemberSlots& slots,
             ExpectedLayout* layout)
      : reader_(reader), end_(end), role_(role), slots_(slots), layout_(layout) {}

  const char* read(const char* at);

 private:
  const char* member(const char* at);
  const char* unread(std::string_view name, const char* at);
  const char* colon(const char* at) const;
  std::size_t declared_index(const char* spelled) const;
  bool add_name(std::string_view name);

  void learn(const char* value, ExpectedPiece::Kind kind, std::size_t index = 0,
             bool any_text = false) {
    const std::string_view before(piece_, static_cast<std::size_t>(value - piece_));
    if (layout_ != nullptr && !layout_->add(before, kind, index, any_text)) layout_ = nullptr;
  }

  PlainReader& reader_;
  const char* end_;
  Role role_;
  MemberSlots& slots_;
  ExpectedLayout* layout_;  // null: nothing is (or can be) learned
  const char* piece_ = nullptr;
  std::size_t ordinal_ = 0;
  std::array<std::string_view, kUnreadMost> names_;
  std::size_t name_count_ = 0;
};

const char* PlainReader::MemberWalk::read(const char* at) {
  if (at >= end_ || *at != '{') return nullptr;
  if (layout_ != nullptr) layout_->begin();
  piece_ = at;
  for (char separator = ','; separator == ',';) {
    at = behind_white_space(at + 1, end_);
    ++ordinal_;
    at = member(at);
    if (at == nullptr) return nullptr;
    piece_ = at;
    at = behind_white_space(at, end_);
    if (at >= end_) return nullptr;
    separator = *at;
  }
  const MemberBits required = reader_.memories_[static_cast<std::size_t>(role_)].required;
  if (*at != '}' || (slots_.seen & required) != required) return nullptr;
  ++at;
  learn(at, ExpectedPiece::Kind::end);
  if (layout_ != nullptr) layout_->finish(slots_.seen);
  return at;
}

const char* PlainReader::MemberWalk::member(const char* at) {
  if (at >= end_ || *at != '"') return nullptr;
  ++at;
  const std::size_t index = declared_index(at);
  if (index == kMemberCount) {
    std::string_view name;
    const char* const begin = at;
    at = reader_.strings_.read(at, end_, name);
    // An escape may spell a declared name.
    if (at == nullptr || name.data() != begin) return nullptr;
    at = colon(at);
    return at == nullptr ? nullptr : unread(name, at);
  }
  at = colon(at + reader_.contract_->members[index].name.size() + 1);
  if (at == nullptr || !slots_.see(index)) return nullptr;
  const MemberSpec& spec = reader_.contract_->members[index];
  if (spec.type == ValueType::boolean) {
    learn(at, ExpectedPiece::Kind::boolean, index);
    return take_boolean(at, slots_.is_default) ? at : nullptr;
  }
  learn(at, ExpectedPiece::Kind::text, index, allows_any(spec, role_));
  return reader_.text(at, end_, index, role_, slots_);
}

// A value follows.
const char* PlainReader::MemberWalk::colon(const char* at) const {
  at = behind_white_space(at, end_);
  if (at >= end_ || *at != ':') return nullptr;
  at = behind_white_space(at + 1, end_);
  return at < end_ ? at : nullptr;
}

// As IndexedReader's.
std::size_t PlainReader::MemberWalk::declared_index(const char* spelled) const {
  for (std::size_t i = 0; i < kReadMemberCount; ++i) {
    const MemberSpec& spec = reader_.contract_->members[i];
    if (spelled[spec.name.size()] == '"' && is_read(spec, role_) &&
        std::memcmp(spelled, spec.name.data(), spec.name.size()) == 0) {
      return i;
    }
  }
  return kMemberCount;
}

bool PlainReader::MemberWalk::add_name(std::string_view name) {
  const auto names_end = names_.begin() + static_cast<std::ptrdiff_t>(name_count_);
  if (name_count_ == kUnreadMost || std::find(names_.begin(), names_end, name) != names_end) {
    return false;
  }
  names_[name_count_++] = name;
  return true;
}

const char* PlainReader::MemberWalk::unread(std::string_view name, const char* at) {
  if (is_refused(name, role_) || !add_name(name)) return nullptr;
  const bool is_context = role_ == Role::response && is_context_name(name);
  if (is_context && ordinal_ != 1) return nullptr;
  const bool is_type = is_type_name(name);
  if (*at == '"') {
    // What a type is called is compared each time.
    if (is_type) layout_ = nullptr;
    learn(at, ExpectedPiece::Kind::unread);
    std::string_view value;
    at = reader_.strings_.read(at + 1, end_, value);
    return is_type && value != kResourceType ? nullptr : at;
  }
  if (is_context || is_type) return nullptr;
  layout_ = nullptr;
  bool truth = false;
  if (*at == 'n') return take_null(at) ? at : nullptr;
  return take_boolean(at, truth) ? at : nullptr;
}

// --- By a layout, or without.

PlainReader::PlainReader(const Contract& contract, const Limits& limits)
    : contract_(&contract),
      applies_(limits.depth_max >= kDepthOfObjects &&
               limits.members_max >= kReadMemberCount + kUnreadMost) {
  for (const Role role : {Role::create_request, Role::response}) {
    memories_[static_cast<std::size_t>(role)].required = required_members(contract, role);
  }
}

const char* PlainReader::text(const char* at, const char* end, std::size_t index, Role role,
                              MemberSlots& slots) {
  const MemberSpec& spec = contract_->members[index];
  if (*at == '"') {
    std::string_view& value = slots.texts[index];
    at = strings_.read(at + 1, end, value);
    return at == nullptr || allows(spec, role, value) ? at : nullptr;
  }
  if (!spec.nullable || !take_null(at)) return nullptr;
  slots.null |= bit_of(index);
  return at;
}

const char* PlainReader::by_layout(const ExpectedLayout& layout, const char* at, const char* end,
                                   Role role, MemberSlots& slots) {
  for (const ExpectedPiece* piece = layout.pieces();; ++piece) {
    if (!piece->stands_at(at)) return nullptr;
    at += piece->size;
    // What stands behind the text is none of it.
    if (at > end) return nullptr;
    if (piece->kind == ExpectedPiece::Kind::text) {
      at = *at == '"' && piece->any_text ? strings_.read(at + 1, end, slots.texts[piece->index])
                                         : text(at, end, piece->index, role, slots);
      if (at == nullptr) return nullptr;
    } else if (piece->kind == ExpectedPiece::Kind::boolean) {
      if (!take_boolean(at, slots.is_default)) return nullptr;
    } else if (piece->kind == ExpectedPiece::Kind::end) {
      slots.seen = layout.seen();
      return at;
    } else {
      std::string_view unread;
      if (*at != '"') return nullptr;
      at = strings_.read(at + 1, end, unread);
      if (at == nullptr) return nullptr;
    }
  }
}

const char* PlainReader::object(const char* at, const char* end, Role role, MemberSlots& slots) {
  Memory& memory = memories_[static_cast<std::size_t>(role)];
  strings_.clear();
  if (const char* const behind = by_layout(memory.layouts[memory.latest], at, end, role, slots)) {
    memory.misses = 0;
    ++by_layout_;
    return behind;
  }
  return by_another(memory, at, end, role, slots);
}

// The latest layout isn't this object's.
const char* PlainReader::by_another(Memory& memory, const char* at, const char* end, Role role,
                                    MemberSlots& slots) {
  // Objects that are all laid out otherwise aren't worth being learned.
  constexpr std::size_t kPatience = 4;
  constexpr std::size_t kRest = 32;
  const std::size_t other = 1 - memory.latest;
  slots = {};
  if (const char* const behind = by_layout(memory.layouts[other], at, end, role, slots)) {
    memory.latest = other;
    memory.misses = 0;
    ++by_layout_;
    return behind;
  }
  slots = {};
  ++memory.misses;
  const bool learns = memory.misses <= kPatience || memory.misses % kRest == 0;
  ExpectedLayout* const layout = learns ? &memory.layouts[other] : nullptr;
  const char* const behind = MemberWalk(*this, end, role, slots, layout).read(at);
  if (behind == nullptr) return nullptr;
  if (learns && layout->is_known()) memory.latest = other;
  ++by_members_;
  return behind;
}

}  // namespace connectorgroup
