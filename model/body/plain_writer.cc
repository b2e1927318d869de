#include "model/body/plain_writer.h"

#include <algorithm>
#include <cstring>

#include "model/assertion.h"
#include "model/body/json_write.h"
#include "model/body/text_check.h"
#include "model/byte_block.h"

namespace connectorgroup::writing {
namespace {

constexpr std::size_t kEscapeMost = 6;  // bytes that one byte of a string may take: \u00xx
// Bytes of all strings of an object together.
constexpr std::size_t kTextMost = 512;
// What an object takes besides, in any form, and what may be written behind it.
constexpr std::size_t kRoom = std::max(kPageElementSkeleton.size(), kPageSkeleton.size()) +
                              kReadMemberCount * std::string_view("false").size() +
                              sizeof(Skeleton::Piece);
using Buffer = std::array<char, kEscapeMost * kTextMost + kRoom>;

template <class Word>
Word load(const char* from) {
  Word word{};
  std::memcpy(&word, from, sizeof word);
  return word;
}
template <class Word>
void store(char* to, Word word) {
  std::memcpy(to, &word, sizeof word);
}

// What copy_plain() does, of less than four bytes.
bool copy_few(char* to, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    to[i] = text[i];
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x80 || escaped_size(byte) > 1) return false;
  }
  return true;
}

// Copies the text, and returns whether it is ASCII that stands for itself in JSON.
inline bool copy_plain(char* to, std::string_view text) {
  const char* const from = text.data();
  const std::size_t size = text.size();
  if (size >= kBlockSize) {
    const std::size_t last = size - kBlockSize;
    for (std::size_t i = 0; i < last; i += kBlockSize) {
      std::memcpy(to + i, from + i, kBlockSize);
      if (ByteBlock::load(from + i).special() < kBlockSize) return false;
    }
    std::memcpy(to + last, from + last, kBlockSize);
    return ByteBlock::load(from + last).special() == kBlockSize;
  }
  // Both ends of it, which overlap.
  if (size >= sizeof(std::uint64_t)) {
    const std::size_t behind = size - sizeof(std::uint64_t);
    const auto first = load<std::uint64_t>(from);
    const auto last = load<std::uint64_t>(from + behind);
    store(to, first);
    store(to + behind, last);
    return ByteBlock::of(first, last).special() == kBlockSize;
  }
  if (size >= sizeof(std::uint32_t)) {
    const std::size_t behind = size - sizeof(std::uint32_t);
    const auto first = load<std::uint32_t>(from);
    const auto last = load<std::uint32_t>(from + behind);
    store(to, first);
    store(to + behind, last);
    const std::uint64_t both = first | std::uint64_t{last} << 32;
    return ByteBlock::of(both, both).special() == kBlockSize;
  }
  return copy_few(to, text);
}

// The same text, with escapes, and whatever UTF-8 it has. Null: it is none that JSON carries.
char* put_marked(char* to, std::string_view text) {
  // Blocks of it are looked at beyond its end, where they end at a control character.
  std::array<char, kTextMost + kBlockSize> padded;
  CONNECTORGROUP_ASSERT(text.size() + kBlockSize <= padded.size());
  std::copy(text.begin(), text.end(), padded.begin());
  std::fill_n(padded.begin() + static_cast<std::ptrdiff_t>(text.size()), kBlockSize, '\0');
  const char* const end = padded.data() + text.size();
  bool is_ascii = true;
  for (const char* at = padded.data();;) {
    const ByteBlock block = ByteBlock::load(at);
    is_ascii = is_ascii && block.is_ascii();
    std::memcpy(to, at, kBlockSize);
    const std::size_t plain = block.delimiter();
    at += plain;
    to += plain;
    if (plain == kBlockSize) continue;
    if (at == end) break;
    to = put_escape(to, *at);
    ++at;
  }
  return is_ascii || !check_text(text).fault ? to : nullptr;
}

char* put_text(char* to, std::string_view text) {
  *to++ = '"';
  to = copy_plain(to, text) ? to + text.size() : put_marked(to, text);
  if (to == nullptr) return nullptr;
  *to++ = '"';
  return to;
}

template <std::size_t kSize>
char* put_word(char* to, const char (&word)[kSize]) {
  std::memcpy(to, word, kSize - 1);
  return to + kSize - 1;
}

char* put_piece(char* to, const Skeleton::Piece& piece) {
  std::memcpy(to, &piece, sizeof piece);
  return to + piece.size;
}

char* put_literal(char* to, Content::Kind kind, const MemberSpec& spec) {
  if (kind == Content::Kind::truth) return put_word(to, "true");
  if (kind == Content::Kind::falsehood) return put_word(to, "false");
  return spec.nullable ? put_word(to, "null") : nullptr;
}

// The contract calls the member what the skeletons do.
bool is_called_so(const MemberSpec& spec, std::size_t index) {
  const std::string_view name = kMemberNames[index];
  // Nearly always the linker has made one of equal literals; where it hasn't, as with sanitizers,
  // their bytes are compared.
  return spec.name.size() == name.size() && (spec.name.data() == name.data() || spec.name == name);
}

bool may_stand(const MemberSpec& spec, Role role, std::size_t index) {
  return is_read(spec, role) && is_called_so(spec, index);
}

// --- Objects. Each of these returns what is behind what it wrote, or null.

// Whose strings all stand for themselves, in documented order. A template for each member, so that
// what belongs to it has its own place in the code and is foreseen by itself.
template <Role kRole, std::size_t kIndex>
char* put_plain_members(char* to, const Contents& contents, const Contract& contract,
                        const Skeleton& skeleton, const Skeleton::Piece* pieces) {
  if constexpr (kIndex == kReadMemberCount) {
    return put_piece(to, skeleton.close());
  } else {
    const Content& content = contents[kIndex];
    const MemberSpec& spec = contract.members[kIndex];
    if (content.kind != Content::Kind::absent) {
      if (!may_stand(spec, kRole, kIndex)) return nullptr;
      to = put_piece(to, pieces[kIndex]);
      pieces = skeleton.nexts();
      if (content.kind == Content::Kind::text) {
        *to++ = '"';
        if (!allows(spec, kRole, content.text) || !copy_plain(to, content.text)) return nullptr;
        to += content.text.size();
        *to++ = '"';
      } else {
        to = put_literal(to, content.kind, spec);
        if (to == nullptr) return nullptr;
      }
    } else if (is_required(spec, kRole)) {
      return nullptr;
    }
    return put_plain_members<kRole, kIndex + 1>(to, contents, contract, skeleton, pieces);
  }
}

char* put_plain(char* to, const Contents& contents, const Contract& contract, Role role,
                const Skeleton& skeleton) {
  return role == Role::response ? put_plain_members<Role::response, 0>(to, contents, contract,
                                                                       skeleton, skeleton.firsts())
                                : put_plain_members<Role::create_request, 0>(
                                      to, contents, contract, skeleton, skeleton.firsts());
}

// Any other.
char* put_object(char* to, const Contents& contents, const Contract& contract, Role role,
                 const ObjectForm& form) {
  const Skeleton::Piece* pieces = form.skeleton.firsts();
  for (const MemberId member : form.order) {
    const auto index = static_cast<std::size_t>(member);
    const Content& content = contents[index];
    const MemberSpec& spec = contract.members[index];
    if (content.kind == Content::Kind::absent) {
      if (is_required(spec, role)) return nullptr;
      continue;
    }
    if (!may_stand(spec, role, index)) return nullptr;
    if (content.kind == Content::Kind::text && !allows(spec, role, content.text)) return nullptr;
    to = put_piece(to, pieces[index]);
    pieces = form.skeleton.nexts();
    to = content.kind == Content::Kind::text ? put_text(to, content.text)
                                             : put_literal(to, content.kind, spec);
    if (to == nullptr) return nullptr;
  }
  return put_piece(to, form.skeleton.close());
}

std::size_t text_size(const Contents& contents) {
  std::size_t size = 0;
  for (const Content& content : contents) size += content.text.size();
  return size;
}

}  // namespace

bool append_plain(const Contents& contents, const Contract& contract, Role role,
                  const ObjectForm& form, std::string& out) {
  const std::size_t size = text_size(contents);
  if (size > kTextMost) return false;
  const std::size_t old_size = out.size();
  if (&form.order == &kDocumentedOrder && out.capacity() - old_size >= size + kRoom) {
    out.resize(old_size + size + kRoom);
    char* const end = put_plain(out.data() + old_size, contents, contract, role, form.skeleton);
    out.resize(end == nullptr ? old_size : static_cast<std::size_t>(end - out.data()));
    if (end != nullptr) return true;
  }
  Buffer buffer;
  char* const end = put_object(buffer.data(), contents, contract, role, form);
  if (end == nullptr) return false;
  const auto written = static_cast<std::size_t>(end - buffer.data());
  // Where it has to grow, so much that the next object needn't take this way.
  if (out.capacity() - old_size < written) {
    out.reserve(std::max(old_size + written + kRoom, old_size + old_size / 2));
  }
  out.append(buffer.data(), written);
  return true;
}

}  // namespace connectorgroup::writing
