// The laws of the exchange on what a reader has read before, and on where the octets lie.

#include <array>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "model/assertion.h"
#include "model/body/reader.h"
#include "model/exchange/create.h"
#include "properties/exchange_laws.h"
#include "properties/guarded_text.h"

namespace connectorgroup::laws {
namespace {

// Requests of the subject's contract that say all they can, or nothing that they needn't; and what
// is none.
std::vector<std::string> other_requests(const Contract& contract) {
  std::vector<std::string> others{"", "POST / HTTP/1.1\r\n\r\n"};
  for (const bool set : {true, false}) {
    CreateRequestView request;
    request.version = contract.version_segments.front();
    request.authority = "h";
    if (set) request.query = "a=b";
    request.token = "t";
    request.group.name = "another name, which is longer than some";
    if (contract.member(MemberId::region).request == InRequest::optional) {
      request.group.region = std::string_view(set ? "eur" : "nam");
    } else {
      request.group.is_default = set;
      request.group.connector_group_type = std::string_view(set ? "a" : "b");
    }
    const auto fault =
        write_create_request(request, Form::compact, contract, others.emplace_back());
    CONNECTORGROUP_ASSERT(!fault);
  }
  return others;
}

}  // namespace

Broken an_exchange_reader_remembers_nothing(std::string_view bytes, ExchangeSubject& subject) {
  for (const MessageKind kind : {MessageKind::request, MessageKind::response}) {
    const Result<Exchange> first = read_exchange(subject, kind, bytes);
    for (const std::string& other : other_requests(subject.contract())) {
      static_cast<void>(read_exchange(subject, MessageKind::request, other));
      const Result<Exchange> again = read_exchange(subject, kind, bytes);
      if (again == first) continue;
      return as(kind, subject) + shown(violation_of(first)) + "; after " + quoted_octets(other) +
             ": " + shown(violation_of(again)) + (again.accepted() ? ", with other values" : "");
    }
  }
  return std::nullopt;
}

namespace {

template <class View>
Result<Exchange> owned(const Result<View>& read) {
  if (!read.accepted()) return read.violation();
  if constexpr (std::is_same_v<View, CreateRequestView>) {
    return Exchange(own(read.value()));
  } else if (const auto* created = std::get_if<CreatedView>(&read.value())) {
    return Exchange(CreateResponse(own(*created)));
  } else {
    return Exchange(CreateResponse(std::get<Refused>(read.value())));
  }
}

// `Text`: PaddedText, or std::string_view for what has no padding.
template <class Text>
Result<Exchange> read_with(CreateReader& reader, MessageKind kind, const Text& text) {
  return kind == MessageKind::request ? owned(reader.read_request(text))
                                      : owned(reader.read_response(text));
}

// Without padding where that is empty.
Result<Exchange> read_in_place(CreateReader& reader, MessageKind kind, std::string_view bytes,
                               std::string_view padding) {
  thread_local GuardedText guarded;  // to map pages is slow
  if (padding.empty()) return read_with(reader, kind, guarded.place(bytes));
  const std::string_view text = guarded.place(bytes, kPadding, padding);
  return read_with(reader, kind, PaddedText{text, text.size() + kPadding});
}

}  // namespace

// What stands behind the octets would go on with a line, a string or a number; or nothing can be
// read there.
Broken an_exchange_is_read_in_place(std::string_view bytes, ExchangeSubject& subject) {
  constexpr std::array<std::string_view, 4> kPaddings{" ", "\r\nHost: h\r\n", "\"}}", ""};
  for (const MessageKind kind : {MessageKind::request, MessageKind::response}) {
    const Result<Exchange> due = read_exchange(subject, kind, bytes);
    CreateReader reader(subject.contract(), {}, subject.ignored());
    for (const std::string& other : other_requests(subject.contract())) {
      static_cast<void>(reader.read_request(other));
    }
    static_cast<void>(
        reader.read_response("HTTP/1.1 201 Created\r\nContent-Type: text/html\r\n\r\n"));
    for (const std::string_view padding : kPaddings) {
      const Result<Exchange> read = read_in_place(reader, kind, bytes, padding);
      if (read == due) continue;
      return as(kind, subject) + shown(violation_of(due)) + "; in place, in front of " +
             (padding.empty() ? "unreadable memory" : quoted_octets(padding)) + ": " +
             shown(violation_of(read)) + (read.accepted() ? ", with other values" : "");
    }
  }
  return std::nullopt;
}

}  // namespace connectorgroup::laws
