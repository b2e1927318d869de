// The grammar of messages as a machine that can stop after any octet and go on: what MessageReader
// runs. It keeps places, not octets, so that what it looks at may move between two calls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "model/expected_bytes.h"
#include "model/http/expected_names.h"
#include "model/http/framing_values.h"
#include "model/http/host_value.h"
#include "model/http/judge.h"
#include "model/http/known_fields.h"
#include "model/http/limits.h"
#include "model/http/message.h"
#include "model/http/reader.h"
#include "model/http/status.h"

namespace connectorgroup::http {

// Octets [begin, end) of the message.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  Range moved_by(std::size_t octets) const { return {begin + octets, end + octets}; }
  Range moved_back_by(std::size_t octets) const { return {begin - octets, end - octets}; }
};

// A start line that was read, line end and all, and what was read from it. The ranges begin from
// it.
struct LastStartLine {
  ExpectedBytes line;
  MessageKind kind = MessageKind::request;
  int status = 0;
  Range method;
  Range target;
  Range reason;
  std::uint64_t steps = 0;  // that reading it takes
};

struct FieldRange {
  Range name;
  Range value;
  FieldPlace known;  // which field of this name is known, if one is
};

// A run of content that lies together on the wire.
struct ContentPiece {
  std::size_t index;  // in the content
  std::size_t begin;  // in the message
};

// What the next octet is expected to be.
enum class Expect : std::uint8_t {
  start,
  empty_line_lf,
  method,
  target_start,
  target_asterisk,
  target_scheme,
  target_authority,
  target,
  version,
  version_end,
  version_rest,  // of a version that is malformed, where that is ignored
  status,
  status_end,
  reason,
  start_line_lf,
  field,
  name,
  value_start,
  value,
  value_lf,
  head_lf,
  content,
  until_close,
  chunk_size,
  extension_semicolon,
  extension_name_start,
  extension_name,
  extension_equals,
  extension_value_start,
  extension_value,
  extension_quoted,
  extension_escaped,
  extension_quoted_end,
  extension_rest,  // of extensions that are malformed, where that is ignored
  chunk_lf,
  chunk_data,
  chunk_data_end,
  chunk_data_lf,
};

// How far a message has been read; a new one begins with these values. In parts, each so small that
// it is set without a loop.
struct Progress {
  ReadState state_ = ReadState::incomplete;
  Expect expect_ = Expect::start;
  std::size_t at_ = 0;
  std::uint64_t steps_ = 0;
  std::size_t part_begin_ = 0;  // of the part of a line that is under way
};

struct StartLineProgress {
  bool has_start_line_ = false;
  bool empty_line_seen_ = false;
  bool status_is_malformed_ = false;
  unsigned escape_digits_due_ = 0;
  int minor_version_ = 1;
  int status_ = 0;
  Range method_;
  Range target_;
  Range reason_;
};

struct HostProgress {
  HostValue host_;
  Range authority_;        // of the target
  bool host_gap_ = false;  // white space behind the host
  std::size_t host_count_ = 0;
};

struct FieldsProgress {
  bool has_head_ = false;
  bool in_trailers_ = false;
  bool line_is_field_ = false;
  bool folded_ = false;
  bool length_seen_ = false;
  bool codings_seen_ = false;
  Framing framing_ = Framing::none;  // of the field under way
  std::size_t header_count_ = 0;
  std::size_t head_end_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t section_used_ = 0;  // octets of field lines before the one under way
  Range name_;
  std::uint64_t single_fields_seen_ = 0;  // a bit for each of known_fields()
};

struct ContentProgress {
  std::size_t content_begin_ = 0;
  bool in_chunks_ = false;
  bool chunk_overflowed_ = false;
  std::uint64_t chunk_size_ = 0;
  std::uint64_t chunk_left_ = 0;
  std::size_t chunk_digits_ = 0;
  std::size_t extension_octets_ = 0;
};

class MessageParse : private Progress,
                     private StartLineProgress,
                     private HostProgress,
                     private FieldsProgress,
                     private ContentProgress {
 public:
  MessageParse(MessageKind kind, const HttpLimits& limits, const RuleSet& ignored);

  MessageParse(const MessageParse&) = delete;
  MessageParse& operator=(const MessageParse&) = delete;

  // A new message.
  void begin(MessageKind kind);

  // Looks at the message's octets from where it stopped. REQUIRES: octets begins with those of the
  // calls before, and state() == incomplete.
  void advance(std::string_view octets);
  // No octets follow those of the last call. Where no message has begun, one was due or wasn't.
  enum class Due : std::uint8_t { maybe, certainly };
  void close(Due due);
  // Octets follow the message's end where none may. REQUIRES: state() == complete.
  void trail();

  ReadState state() const { return state_; }
  MessageKind kind() const { return kind_; }
  const Violation& violation() const { return *judge_.violation(); }
  std::size_t size() const { return at_; }
  std::uint64_t steps() const { return steps_; }

  bool has_start_line() const { return has_start_line_; }
  bool has_head() const { return has_head_; }
  Range method() const { return method_; }
  Range target() const { return target_; }
  Range reason() const { return reason_; }
  int status() const { return status_; }
  int minor_version() const { return minor_version_; }
  std::size_t head_end() const { return head_end_; }
  // The header fields are the first header_count(), the rest are trailers.
  const std::vector<FieldRange>& fields() const { return fields_; }
  std::size_t header_count() const { return has_head_ ? header_count_ : fields_.size(); }
  bool chunked() const { return in_chunks_; }
  const std::string& chunked_content() const { return content_; }
  const std::vector<ContentPiece>& pieces() const { return pieces_; }
  std::size_t content_begin() const { return content_begin_; }

 private:
  // The handlers of what is expected. Each goes on from at_ < octets_.size() and returns true when
  // there may be more to do; false: the message is complete or refused, or more octets are due.
  bool run();

  // message_parse_usual.cc
  bool usual_start_line();
  bool usual_request_line();
  bool usual_status_line();
  void usual_field_lines();
  // The name that stands at `at`, a colon behind it; null: none does.
  ExpectedName* usual_name(std::size_t at) {
    const std::string_view octets = octets_.substr(at);
    const bool has_room = octets.size() >= ExpectedBytes::kBlocks * kBlockSize;
    if (has_room && (*expected_name_)->bytes.stand_at(octets.data())) return *expected_name_;
    return other_name(octets);
  }
  ExpectedName* other_name(std::string_view octets);
  bool usual_head_end();
  bool usual_framing(const KnownField& known, Range value);
  bool usual_host(std::string_view value);
  void usual_chunks();
  bool usual_chunk();
  bool usual_line_ends(std::size_t at) const;

  // message_parse.cc
  bool start();
  bool in_method();
  bool method_ends();
  bool target_start();
  bool target_asterisk();
  bool target_scheme();
  bool target_authority();
  bool target_authority_ends();
  bool in_target();
  bool target_ends();
  bool escape_digit();
  bool in_version();
  bool version_octet(std::size_t index);
  bool version_ends();
  bool version_rest();
  bool in_status();
  bool status_octet();
  bool status_ends();
  bool in_reason();
  bool reason_ends();
  bool start_line_ends();  // always true: fields are read next

  // message_parse_fields.cc
  bool field();
  bool empty_line();
  bool white_space_first();
  bool field_begins();
  bool in_name();
  bool name_ends();
  bool known_name(const KnownField& known);
  bool framing_name(const KnownField& known);
  bool single_name(const KnownField& known);
  bool trailer_name(const KnownField* known);
  bool spelled_and_repeated(const KnownField* known);
  bool has_no_content() const {
    return kind_ == MessageKind::response_to_head ||
           (kind_ == MessageKind::response && status_has_no_content(status_));
  }
  // 304 and answers to HEAD say what a GET would have got.
  bool must_have_no_framing() const {
    return kind_ != MessageKind::request && status_ != 304 && status_has_no_content(status_);
  }
  bool value_start();
  bool in_value();
  bool value_octet(char octet);
  bool host_octet(char octet);
  bool value_ends();
  bool framing_value_ends();
  bool host_ends();
  bool white_space_used(Range value);
  bool field_line_ends();

  // message_parse_content.cc
  bool head_ends();
  bool framed();
  bool counted_content();
  bool counted_content_ends();
  bool content_until_close();
  bool chunk_begins();  // always true: its size is read next
  bool chunk_size();
  bool chunk_size_digit();
  bool chunk_size_ends();
  bool extension();
  bool chunk_line_ends();  // always true: what follows is read next
  bool chunk_data();
  bool chunk_data_end();

  // --- Octets and rules.

  char octet() const { return octets_[at_]; }
  std::string_view text(Range range) const {
    return {octets_.data() + range.begin, range.end - range.begin};
  }
  bool expect(Expect next) {  // always true: reads on
    expect_ = next;
    return true;
  }
  bool take(Expect next) {  // always true: reads on
    ++at_;
    return expect(next);
  }
  bool refuse(Rule rule, std::size_t offset, std::string_view field = {});
  bool grant(Rule rule, std::size_t offset, std::string_view field = {});
  bool ignores(Rule rule) const { return judge_.ignores(rule); }
  bool complete();  // always false: nothing more is read
  bool at_line_end() const { return octet() == '\r' || octet() == '\n'; }
  // The line ends at at_: takes the carriage return, or finds a line feed alone; goes on to `lf`,
  // which expects the line feed.
  bool line_end(Expect lf);
  // Takes the line feed that ends a line. False: another octet stands there.
  bool line_feed();
  // Of a carriage return in a value or reason, where lone ones are ignored.
  enum class CarriageReturn : std::uint8_t { ends_line, alone, undecided };
  CarriageReturn carriage_return() const;

  // --- Limits.

  void line_begins(bool is_field) {
    line_begin_ = at_;
    line_is_field_ = is_field;
  }
  // Where the octets that are there end, or those that the limits let the line have.
  std::size_t line_stop() const;
  // At line_stop(): whether the line goes on, since there is an octet that the limits allow.
  bool line_goes_on();
  // Whether the line's limit allows the octet at at_, which doesn't end the line.
  bool octet_fits();

  MessageKind kind_;
  HttpLimits limits_;
  Judge judge_;
  bool judges_all_;  // no rule is ignored
  std::string_view octets_;

  // Buffers keep their room from message to message.
  std::vector<FieldRange> fields_;
  std::string content_;  // of chunks, put together
  std::vector<ContentPiece> pieces_;
  LengthValue length_;
  CodingsValue codings_;

  // What is likely to come again in the next message.
  LastStartLine last_start_;
  std::string last_host_;
  ExpectedNames names_;
  ExpectedName** expected_name_ = nullptr;
};

}  // namespace connectorgroup::http
