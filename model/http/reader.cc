#include "model/http/reader.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "model/assertion.h"
#include "model/http/message_parse.h"

namespace connectorgroup {

using http::ContentPiece;
using http::FieldRange;
using http::MessageParse;
using http::Range;

class MessageReader::Implementation {
 public:
  Implementation(MessageKind kind, const HttpLimits& limits, const RuleSet& ignored)
      : parse_(kind, limits, ignored) {
    parse_.begin(kind);
  }

  const MessageParse& parse() const { return parse_; }

  void next(MessageKind kind) {
    parse_.begin(kind);
    buffer_.clear();
    octets_ = {};
    views_are_built_ = false;
  }

  std::size_t feed(std::string_view octets) {
    if (parse_.state() != ReadState::incomplete) return 0;
    views_are_built_ = false;
    const std::size_t before = octets_.size();
    if (before == 0) {
      octets_ = octets;
    } else {
      gather(octets);
    }
    parse_.advance(octets_);
    if (parse_.state() != ReadState::incomplete) return parse_.size() - before;
    if (before == 0) gather({});
    return octets.size();
  }

  void close() { parse_.close(MessageParse::Due::maybe); }

  ReadState read(MessageKind kind, std::string_view octets) {
    next(kind);
    octets_ = octets;
    parse_.advance(octets);
    parse_.close(MessageParse::Due::certainly);
    if (parse_.state() == ReadState::complete && parse_.size() < octets.size()) parse_.trail();
    return parse_.state();
  }

  std::string_view octets() const { return octets_; }
  std::string_view text(Range range) const {
    return {octets_.data() + range.begin, range.end - range.begin};
  }

  std::string_view content() const {
    if (!parse_.has_head()) return {};
    if (parse_.chunked()) return parse_.chunked_content();
    return text({parse_.content_begin(), parse_.size()});
  }

  std::span<const FieldView> headers() {
    build_views();
    return std::span(views_).first(parse_.header_count());
  }
  std::span<const FieldView> trailers() {
    build_views();
    return std::span(views_).subspan(parse_.header_count());
  }

  std::size_t offset_of(std::string_view part) const {
    CONNECTORGROUP_ASSERT(
        std::less_equal<>{}(octets_.data(), part.data()) &&
        std::less_equal<>{}(part.data() + part.size(), octets_.data() + octets_.size()));
    return static_cast<std::size_t>(part.data() - octets_.data());
  }

  std::size_t content_offset(std::size_t index) const {
    CONNECTORGROUP_ASSERT(parse_.has_head() && index <= content().size());
    const std::vector<ContentPiece>& pieces = parse_.pieces();
    if (pieces.empty()) return parse_.content_begin() + index;
    // The piece that the octet is in; behind the last octet, the last one, which may be empty yet.
    const auto after = std::upper_bound(
        pieces.begin(), pieces.end(), index,
        [](std::size_t value, const ContentPiece& piece) { return value < piece.index; });
    const ContentPiece& piece = *std::prev(after);
    return piece.begin + (index - piece.index);
  }

 private:
  // Keeps the octets that the message has so far, and these: what was fed is the caller's.
  void gather(std::string_view octets) {
    if (octets_.data() != buffer_.data()) buffer_.assign(octets_);
    buffer_.append(octets);
    octets_ = buffer_;
  }

  void build_views() {
    if (views_are_built_) return;
    const std::vector<FieldRange>& fields = parse_.fields();
    views_.resize(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      views_[i] = {text(fields[i].name), text(fields[i].value)};
    }
    views_are_built_ = true;
  }

  MessageParse parse_;
  std::string buffer_;       // the message so far, where it has come in several pieces
  std::string_view octets_;  // the message so far: buffer_, or what was fed
  std::vector<FieldView> views_;
  bool views_are_built_ = false;
};

MessageReader::MessageReader(MessageKind kind, const HttpLimits& limits, const RuleSet& ignored)
    : implementation_(std::make_unique<Implementation>(kind, limits, ignored)) {}
MessageReader::~MessageReader() = default;
MessageReader::MessageReader(MessageReader&&) noexcept = default;
MessageReader& MessageReader::operator=(MessageReader&&) noexcept = default;

std::size_t MessageReader::feed(std::string_view octets) { return implementation_->feed(octets); }

void MessageReader::close() { implementation_->close(); }

void MessageReader::next(MessageKind kind) { implementation_->next(kind); }

ReadState MessageReader::read(MessageKind kind, std::string_view octets) {
  return implementation_->read(kind, octets);
}

MessageKind MessageReader::kind() const { return implementation_->parse().kind(); }

ReadState MessageReader::state() const { return implementation_->parse().state(); }

std::size_t MessageReader::size() const { return implementation_->parse().size(); }

const Violation& MessageReader::violation() const {
  CONNECTORGROUP_ASSERT(state() == ReadState::refused);
  return implementation_->parse().violation();
}

bool MessageReader::has_start_line() const { return implementation_->parse().has_start_line(); }

bool MessageReader::has_head() const { return implementation_->parse().has_head(); }

RequestView MessageReader::request() const {
  CONNECTORGROUP_ASSERT(has_start_line() && kind() == MessageKind::request);
  const MessageParse& parse = implementation_->parse();
  return {implementation_->text(parse.method()),
          implementation_->text(parse.target()),
          parse.minor_version(),
          implementation_->headers(),
          implementation_->content(),
          implementation_->trailers()};
}

ResponseView MessageReader::response() const {
  CONNECTORGROUP_ASSERT(has_start_line() && kind() != MessageKind::request);
  const MessageParse& parse = implementation_->parse();
  return {parse.status(),
          implementation_->text(parse.reason()),
          parse.minor_version(),
          implementation_->headers(),
          implementation_->content(),
          implementation_->trailers()};
}

std::size_t MessageReader::head_end() const {
  CONNECTORGROUP_ASSERT(has_head());
  return implementation_->parse().head_end();
}

const MessageParse& MessageReader::parse() const { return implementation_->parse(); }

std::string_view MessageReader::octets() const { return implementation_->octets(); }

std::size_t MessageReader::offset_of(std::string_view part) const {
  return implementation_->offset_of(part);
}

std::size_t MessageReader::content_offset(std::size_t index) const {
  return implementation_->content_offset(index);
}

std::uint64_t MessageReader::steps() const { return implementation_->parse().steps(); }

}  // namespace connectorgroup
