#include "toy_reader.h"

#include <cstdint>

namespace toy {
namespace {

// The first character that needn't be escaped. The planted bug is off by one, so that a string may
// hold U+001F as it is (RFC 8259 section 7 says that it must not): rule json.string.control.
#ifdef TOY_FIXED
constexpr unsigned kFirstPlain = 0x20;
#else
constexpr unsigned kFirstPlain = 0x1F;
#endif

constexpr int kDepthMax = 64;
constexpr std::string_view kType = "#microsoft.graph.connectorGroup";

void append_utf8(std::uint32_t point, std::string& out) {
  const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0 | point >> 6);
  } else {
    if (point < 0x10000) {
      add(0xE0 | point >> 12);
    } else {
      add(0xF0 | point >> 18);
      add(0x80 | (point >> 12 & 0x3F));
    }
    add(0x80 | (point >> 6 & 0x3F));
  }
  add(0x80 | (point & 0x3F));
}

// A recursive descent over the text. Each function says whether its part of the grammar was there.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool request(Group& group) {
    bool has_name = false;
    const auto member = [&](const std::string& name) {
      if (name == "name") return has_name = string(group.name);
      if (name == "connectorGroupType") return string(group.type.emplace());
      if (name == "isDefault") return boolean(group.is_default.emplace());
      std::string type;
      if (name == "@odata.type" || name == "@type") return string(type) && type == kType;
      const bool is_annotation = name.find('@') != std::string::npos;
      return is_annotation && !name.ends_with("@odata.bind") && value(2);
    };
    white_space();
    return object(member) && (white_space(), at_ == text_.size()) && has_name;
  }

 private:
  int peek() const { return at_ < text_.size() ? static_cast<unsigned char>(text_[at_]) : -1; }
  bool take(char wanted) {
    const bool is_there = peek() == static_cast<unsigned char>(wanted);
    if (is_there) ++at_;
    return is_there;
  }
  bool word(std::string_view wanted) {
    const bool is_there = text_.substr(at_).starts_with(wanted);
    if (is_there) at_ += wanted.size();
    return is_there;
  }
  void white_space() {
    while (take(' ') || take('\t') || take('\n') || take('\r')) {
    }
  }

  template <class Member>
  bool object(Member member) {
    if (!take('{')) return false;
    white_space();
    if (take('}')) return true;
    do {
      std::string name;
      white_space();
      if (!string(name)) return false;
      white_space();
      if (!take(':')) return false;
      white_space();
      if (!member(name)) return false;
      white_space();
    } while (take(','));
    return take('}');
  }

  // Of elements at this level.
  bool array(int depth) {
    if (!take('[')) return false;
    white_space();
    if (take(']')) return true;
    do {
      white_space();
      if (!value(depth)) return false;
      white_space();
    } while (take(','));
    return take(']');
  }

  // Any value, passed over; `depth` is its level, where the text's is one.
  bool value(int depth) {
    std::string passed_over;
    switch (peek()) {
      case '{':
        return depth <= kDepthMax && object([&](const std::string&) { return value(depth + 1); });
      case '[':
        return depth <= kDepthMax && array(depth + 1);
      case '"':
        return string(passed_over);
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

  bool boolean(bool& value) {
    value = peek() == 't';
    return word("true") || word("false");
  }

  bool digits() {
    const std::size_t begin = at_;
    while (peek() >= '0' && peek() <= '9') ++at_;
    return at_ > begin;
  }
  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return digits();
  }

  bool string(std::string& out) {
    if (!take('"')) return false;
    out.clear();
    while (!take('"')) {
      if (take('\\')) {
        if (!escape(out)) return false;
      } else if (!character(out)) {
        return false;
      }
    }
    return true;
  }

  bool escape(std::string& out) {
    constexpr std::string_view kEscaped = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    if (take('u')) return unicode_escape(out);
    const int byte = peek();
    const std::size_t index = byte < 0 ? kEscaped.npos : kEscaped.find(static_cast<char>(byte));
    if (index == kEscaped.npos) return false;
    out += kMeant[index];
    ++at_;
    return true;
  }

  bool unicode_escape(std::string& out) {
    std::uint32_t point = 0;
    std::uint32_t low = 0;
    if (!hex(point) || (point >= 0xDC00 && point <= 0xDFFF)) return false;
    if (point >= 0xD800 && point <= 0xDBFF) {
      if (!word("\\u") || !hex(low) || low < 0xDC00 || low > 0xDFFF) return false;
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(point, out);
    return true;
  }
  bool hex(std::uint32_t& unit) {
    for (int i = 0; i < 4; ++i, ++at_) {
      const int c = peek();
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return false;
      unit = unit * 16 + static_cast<std::uint32_t>(digit);
    }
    return true;
  }

  // One character in UTF-8 (RFC 3629 section 4).
  bool character(std::string& out) {
    const int lead = peek();
    if (lead < static_cast<int>(kFirstPlain)) return false;
    const std::size_t size = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
    const std::string_view bytes = text_.substr(at_, size);
    if (size == 0 || bytes.size() < size) return false;
    for (std::size_t i = 1; i < size; ++i) {
      const auto byte = static_cast<unsigned char>(bytes[i]);
      const int least = i > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
      const int most = i > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
      if (byte < least || byte > most) return false;
    }
    out += bytes;
    at_ += size;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool read(std::string_view text, Group& group) { return Reader(text).request(group); }

}  // namespace toy
