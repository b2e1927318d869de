#include "properties/subjects/own/implementation_subject.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "model/assertion.h"
#include "properties/escaped.h"
#include "properties/guarded_text.h"
#include "properties/subject_failure.h"

namespace connectorgroup {
namespace {

using line_protocol::Pairs;
using line_protocol::Reply;
using line_protocol::ReplyVerdict;
using line_protocol::Value;

[[noreturn]] void fail(const std::string& what) {
  throw SubjectFailure(Misbehaviour::garbage, what);
}

#if defined(__SANITIZE_ADDRESS__)
#define CONNECTORGROUP_WATCHES_HEAP
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CONNECTORGROUP_WATCHES_HEAP
#endif
#endif

// The input where a read past its end is seen: under AddressSanitizer a heap block of its size,
// whose report names both ends; otherwise in front of a page that can't be read.
class InputBlock {
 public:
#ifdef CONNECTORGROUP_WATCHES_HEAP
  std::string_view place(std::string_view text) {
    // A block of no bytes would have one that may be read: an empty text ends one of a byte.
    const std::size_t size = std::max<std::size_t>(text.size(), 1);
    block_ = std::make_unique<char[]>(size);
    char* const begin = block_.get() + size - text.size();
    std::copy(text.begin(), text.end(), begin);
    return {begin, text.size()};
  }

 private:
  std::unique_ptr<char[]> block_;
#else
  std::string_view place(std::string_view text) { return pages_.place(text); }

 private:
  GuardedText pages_;
#endif
};

// Keeps what an implementation says, or the first thing that is wrong with it: no exception may
// pass through the implementation's own frames, which may be C.
class Sink {
 public:
  const connectorgroup_sink* as_told() const { return &told_.sink; }
  Pairs take() {
    if (!fault_.empty()) fail(fault_);
    return std::move(pairs_);
  }

 private:
  // A C structure with the way back to this object behind it.
  struct Told {
    connectorgroup_sink sink;
    Sink* self;
  };

  static void say(const connectorgroup_sink* sink, const char* key,
                  const connectorgroup_value* value) {
    reinterpret_cast<const Told*>(sink)->self->keep(key, value);
  }

  void keep(const char* key, const connectorgroup_value* value) {
    if (key == nullptr || value == nullptr) {
      fault_ = "a key or a value that was said to the sink is null";
      return;
    }
    if (value->bytes == nullptr && value->size > 0) {
      fault_ = std::string(key) + " has a size, and no bytes";
      return;
    }
    std::optional<Value> kept = value_of(*value);
    if (kept) {
      pairs_.emplace_back(key, std::move(*kept));
    } else {
      fault_ = std::string(key) + " is of kind " + std::to_string(value->kind) + ", which is none";
    }
  }

  static std::optional<Value> value_of(const connectorgroup_value& value) {
    const std::string_view bytes =
        value.size == 0 ? std::string_view() : std::string_view(value.bytes, value.size);
    switch (value.kind) {
      case CONNECTORGROUP_STRING:
        return line_protocol::string_value(bytes);
      case CONNECTORGROUP_BYTES:
        return line_protocol::bytes_value(bytes);
      case CONNECTORGROUP_TRUE:
        return line_protocol::boolean_value(true);
      case CONNECTORGROUP_FALSE:
        return line_protocol::boolean_value(false);
      case CONNECTORGROUP_NULL:
        return Value{Value::Type::null_};
      case CONNECTORGROUP_NUMBER:
        return line_protocol::number_value(value.number);
      case CONNECTORGROUP_OTHER:
        return Value{Value::Type::other};
    }
    return std::nullopt;
  }

  Told told_{{&Sink::say}, this};
  Pairs pairs_;
  std::string fault_;
};

// A signal handler may read it.
const VerbCall* volatile in_progress = nullptr;

class InProgress {
 public:
  explicit InProgress(const VerbCall& call) { in_progress = &call; }
  ~InProgress() { in_progress = nullptr; }
  InProgress(const InProgress&) = delete;
  InProgress& operator=(const InProgress&) = delete;
};

// What is written, in the structures of the interface; they borrow from the pairs.
std::vector<connectorgroup_member> members_of(const Pairs& pairs) {
  using Type = Value::Type;
  std::vector<connectorgroup_member> members;
  for (const auto& [key, value] : pairs) {
    connectorgroup_kind kind = CONNECTORGROUP_OTHER;
    if (value.type == Type::string) kind = CONNECTORGROUP_STRING;
    if (value.type == Type::true_) kind = CONNECTORGROUP_TRUE;
    if (value.type == Type::false_) kind = CONNECTORGROUP_FALSE;
    if (value.type == Type::null_) kind = CONNECTORGROUP_NULL;
    members.push_back({key.c_str(), {kind, value.text.data(), value.text.size(), value.number}});
  }
  return members;
}

class Implementation : public VerbAnswerer {
 public:
  Implementation(const Contract& contract, const connectorgroup_implementation& functions)
      : functions_(functions) {
    if (functions_.use_contract != nullptr) {
      functions_.use_contract(std::string(contract.id).c_str());
    }
  }

  Subject::Identity identity(const Contract&) override {
    const auto text = [](const char* said) { return said == nullptr ? "" : said; };
    return {text(functions_.name), text(functions_.software_version)};
  }

  Reply answer(const VerbCall& call) override {
    const InProgress noted(call);
    return replied(call);
  }

 private:
  Reply replied(const VerbCall& call) {
    if (call.verb == "reset") return reset();
    Sink sink;
    const int verdict = called(call, sink);
    switch (verdict) {
      case CONNECTORGROUP_SKIP:
        return {ReplyVerdict::skip, {}};
      case CONNECTORGROUP_REJECT:
        return {ReplyVerdict::reject, {}};
      case CONNECTORGROUP_MORE:
        return {ReplyVerdict::ok, {{"more", line_protocol::boolean_value(true)}}};
      case CONNECTORGROUP_ACCEPT:
        return {gives_bytes(call.verb) ? ReplyVerdict::ok : ReplyVerdict::accept, sink.take()};
      case CONNECTORGROUP_ERROR:
        return {ReplyVerdict::error, {}};
      default:
        fail(std::to_string(verdict) + " is no verdict");
    }
  }

  static bool gives_bytes(std::string_view verb) {
    return verb == "exchange" || verb.starts_with("write-");
  }

  // Null of a verb that isn't read.
  connectorgroup_read reader_of(std::string_view verb) const {
    if (verb == "read-request") return functions_.read_request;
    if (verb == "read-response") return functions_.read_response;
    if (verb == "read-collection") return functions_.read_collection;
    if (verb == "read-error") return functions_.read_error;
    if (verb == "read-create-response") return functions_.read_create_response;
    if (verb == "exchange") return functions_.exchange;
    return nullptr;
  }

  // The verdict as a number: C may return any.
  int called(const VerbCall& call, Sink& sink) {
    if (call.verb.starts_with("write-")) return written(call, sink);
    const bool is_last = call.verb == "read-last-message";
    if (is_last || call.verb == "read-message") {
      const auto read = is_last ? functions_.read_last_message : functions_.read_message;
      if (read == nullptr) return CONNECTORGROUP_SKIP;
      const std::string_view octets = input_.place(call.octets);
      return read(std::string(call.kind).c_str(), octets.data(), octets.size(), sink.as_told());
    }
    const connectorgroup_read read = reader_of(call.verb);
    if (read == nullptr) return CONNECTORGROUP_SKIP;
    const std::string_view text = input_.place(call.octets);
    return read(text.data(), text.size(), sink.as_told());
  }

  int written(const VerbCall& call, Sink& sink) {
    const auto write =
        call.verb == "write-request" ? functions_.write_request : functions_.write_response;
    if (write == nullptr) return CONNECTORGROUP_SKIP;
    const std::vector<connectorgroup_member> members = members_of(call.members);
    return write(members.data(), members.size(), sink.as_told());
  }

  Reply reset() {
    if (functions_.reset == nullptr) return {ReplyVerdict::skip, {}};
    functions_.reset();
    return {ReplyVerdict::ok, {}};
  }

  const connectorgroup_implementation& functions_;
  InputBlock input_;
};

}  // namespace

const VerbCall* call_in_progress() { return in_progress; }

std::optional<std::string> complaint_about(const connectorgroup_implementation* implementation) {
  if (implementation == nullptr) return "connectorgroup_get_implementation() gives null";
  constexpr int kVersion = CONNECTORGROUP_IMPLEMENTATION_VERSION;
  if (implementation->version < 1 || implementation->version > kVersion) {
    return "it is of version " + std::to_string(implementation->version) +
           " of implementation.h, and this suite knows versions 1 to " + std::to_string(kVersion);
  }
  if (implementation->read_request == nullptr) {
    return "its read_request is null, and that function is required";
  }
  return std::nullopt;
}

std::unique_ptr<Subject> make_implementation_subject(
    std::string name, const Contract& contract,
    const connectorgroup_implementation& implementation) {
  CONNECTORGROUP_ASSERT(!complaint_about(&implementation));
  return make_verb_subject(std::move(name), contract,
                           std::make_unique<Implementation>(contract, implementation));
}

}  // namespace connectorgroup
