#include "model/body/expected_piece.h"

#include <cstring>

namespace connectorgroup {

ExpectedPieces::ExpectedPieces(const Contract& contract, Role role)
    : contract_(&contract),
      role_(role),
      required_(required_members(contract, role)),
      opening_(openings_.data()) {
  for (ExpectedPiece& piece : openings_) piece.next = laters_.data();
  for (ExpectedPiece& piece : laters_) piece.next = laters_.data();
}

// Where one piece or more of each object wasn't expected, nothing is for a while.
void ExpectedPieces::turn(std::uint64_t objects) {
  expects_ = !expects_ || objects - objects_ >= kTrial;
  left_ = expects_ ? kTrial : kRest;
  objects_ = objects;
}

ExpectedPiece* ExpectedPieces::learn_at(const char* at, const char* end, bool is_opening) {
  const char* const separator = behind_white_space(at, end);
  if (separator >= end) return nullptr;
  if (*separator == '}') return learn_end(at, separator);
  if (!is_opening && *separator != ',') return nullptr;
  const char* const quote = behind_white_space(separator + 1, end);
  if (quote >= end || *quote != '"') return nullptr;
  ExpectedPiece& piece = place_of(at, quote, is_opening);
  return learn(at, quote, end, is_opening, piece) ? &piece : nullptr;
}

ExpectedPiece* ExpectedPieces::learn_end(const char* at, const char* brace) {
  ++learned_;
  ExpectedPiece& ending = endings_[at == brace ? 0 : 1];
  ending.bytes.remember({at, static_cast<std::size_t>(brace + 1 - at)});
  return &ending;
}

bool ExpectedPieces::learn(const char* at, const char* quote, const char* end, bool is_opening,
                           ExpectedPiece& piece) {
  ++learned_;
  piece.bytes.forget();
  const char* const behind = learn_name(at, quote + 1, end, is_opening, piece);
  if (behind == nullptr) return false;
  const char* const colon = behind_white_space(behind, end);
  if (colon >= end || *colon != ':') return false;
  const char* const value = behind_white_space(colon + 1, end);
  piece.bytes.remember({at, static_cast<std::size_t>(value - at)});
  return true;
}

// Returns what stands behind the name.
const char* ExpectedPieces::learn_name(const char* at, const char* name, const char* end,
                                       bool is_opening, ExpectedPiece& piece) {
  const std::size_t index = declared_index(name);
  if (index < kMemberCount) {
    learn_declared(index, piece);
    return name + contract_->members[index].name.size() + 1;
  }
  std::string_view undeclared;
  names_.clear();
  const char* const behind = names_.read(name, end, undeclared);
  // An escape may spell a declared name.
  if (behind > end || undeclared.data() != name) return nullptr;
  piece.name_begin = static_cast<std::size_t>(name - at);
  return learn_undeclared(undeclared, is_opening, piece) ? behind : nullptr;
}

// As IndexedReader's.
std::size_t ExpectedPieces::declared_index(const char* spelled) const {
  for (std::size_t i = 0; i < kReadMemberCount; ++i) {
    const MemberSpec& spec = contract_->members[i];
    if (spelled[spec.name.size()] == '"' && is_read(spec, role_) &&
        std::memcmp(spelled, spec.name.data(), spec.name.size()) == 0) {
      return i;
    }
  }
  return kMemberCount;
}

void ExpectedPieces::learn_declared(std::size_t index, ExpectedPiece& piece) const {
  const MemberSpec& spec = contract_->members[index];
  piece.index = static_cast<std::uint8_t>(index);
  piece.member = bit_of(index);
  piece.kind = spec.type == ValueType::boolean ? ExpectedPiece::Kind::boolean
               : allows_any(spec, role_)       ? ExpectedPiece::Kind::text
                                               : ExpectedPiece::Kind::choice;
}

// A context stands first.
bool ExpectedPieces::learn_undeclared(std::string_view name, bool is_opening,
                                      ExpectedPiece& piece) const {
  const bool is_context = role_ == Role::response && is_context_name(name);
  if (is_refused(name, role_) || (is_context && !is_opening)) return false;
  piece.kind = is_context           ? ExpectedPiece::Kind::context
               : is_type_name(name) ? ExpectedPiece::Kind::type
                                    : ExpectedPiece::Kind::unread;
  piece.member = 0;
  piece.name_size = name.size();
  return true;
}

}  // namespace connectorgroup
