// How a user of a JSON library takes the bodies of the exchange out of its tree, written once for
// all libraries: which members are read for which body and contract, and which of them must be
// there.
//
// A library's reader is an object that parses one text and owns the tree of it:
//
//   struct Reader {
//     using Node = ...;  // a value of the tree, or that there is none; cheap to copy
//     // False: the library refuses the text. Called once.
//     bool parse(std::string_view text);
//     Node root();
//     static bool is_object(Node node);
//     static bool is_null(Node node);
//     static bool is_absent(Node node);
//     // The member, or an absent node. REQUIRES: is_object(node).
//     static Node member(Node node, const std::string& name);
//     // Nothing where the value is of another type, or the library can't read it.
//     static std::optional<std::string> string(Node node);
//     static std::optional<bool> boolean(Node node);
//     static std::optional<std::uint64_t> integer(Node node);
//     // Whether the node is an array and use(Node) was true of each element, called in order.
//     template <class Use>
//     static bool each(Node node, Use use);
//   };
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "model/connector_group.h"
#include "model/contract.h"
#include "model/exchange/error.h"
#include "properties/subject.h"

namespace connectorgroup {

template <class Reader>
concept TreeReader = requires(Reader reader, typename Reader::Node node, std::string_view text,
                              const std::string& name, bool (*use)(typename Reader::Node)) {
  { reader.parse(text) } -> std::same_as<bool>;
  { reader.root() } -> std::same_as<typename Reader::Node>;
  { Reader::is_object(node) } -> std::same_as<bool>;
  { Reader::is_null(node) } -> std::same_as<bool>;
  { Reader::is_absent(node) } -> std::same_as<bool>;
  { Reader::member(node, name) } -> std::same_as<typename Reader::Node>;
  { Reader::string(node) } -> std::same_as<std::optional<std::string>>;
  { Reader::boolean(node) } -> std::same_as<std::optional<bool>>;
  { Reader::integer(node) } -> std::same_as<std::optional<std::uint64_t>>;
  { Reader::each(node, use) } -> std::same_as<bool>;
};

// Reads a tree as a body. Each function answers whether the members that it needs are there with
// their types, and fills its last argument as far as it got.
template <TreeReader Reader>
class TreeReading {
 public:
  using Node = typename Reader::Node;

  explicit TreeReading(const Contract& contract) : contract_(contract) {}

  bool read(BodyKind kind, Node root, BodyValue& value) const {
    if (!Reader::is_object(root)) return false;
    switch (kind) {
      case BodyKind::create_request:
        return read_request(root, value.objects.emplace_back());
      case BodyKind::response:
        return read_response(root, value.objects.emplace_back());
      case BodyKind::collection:
        return read_collection(root, value);
      case BodyKind::error:
        return read_error(root, value.error.emplace());
    }
    return false;
  }

 private:
  struct Expected {
    bool required;
    bool nullable;
  };
  static constexpr Expected kRequired{true, false};
  static constexpr Expected kOptional{false, false};
  static constexpr Expected kOptionalOrNull{false, true};

  template <class Value>
  static bool read_member(Node node, Expected expected, std::optional<Value> (*get)(Node),
                          Member<Value>& member) {
    if (Reader::is_absent(node)) return !expected.required;
    if (expected.nullable && Reader::is_null(node)) {
      member = kNull;
      return true;
    }
    std::optional<Value> value = get(node);
    if (value) member = *std::move(value);
    return value.has_value();
  }

  static bool read_text(Node object, const std::string& name, std::string& text) {
    std::optional<std::string> value = Reader::string(Reader::member(object, name));
    if (value) text = *std::move(value);
    return value.has_value();
  }

  // The member of a resource that a row of the contract describes.
  static bool read_declared(Node object, MemberId id, const MemberSpec& spec, bool required,
                            Members& members) {
    const Node node = Reader::member(object, std::string(spec.name));
    const Expected expected{required, spec.nullable};
    switch (id) {
      case MemberId::id:
        return read_member(node, expected, &Reader::string, members.id);
      case MemberId::name:
        return read_member(node, expected, &Reader::string, members.name);
      case MemberId::connector_group_type:
        return read_member(node, expected, &Reader::string, members.connector_group_type);
      case MemberId::is_default:
        return read_member(node, expected, &Reader::boolean, members.is_default);
      case MemberId::region:
        return read_member(node, expected, &Reader::string, members.region);
      case MemberId::applications:
      case MemberId::members:
        return true;  // navigation properties, which no contract has in a body
    }
    return false;
  }

  bool read_request(Node object, Members& members) const {
    for (std::size_t index = 0; index < kMemberCount; ++index) {
      const MemberSpec& spec = contract_.members[index];
      const bool required = spec.request == InRequest::required;
      if (!required && spec.request != InRequest::optional) continue;
      if (!read_declared(object, static_cast<MemberId>(index), spec, required, members)) {
        return false;
      }
    }
    return true;
  }

  bool read_response(Node object, Members& members) const {
    for (std::size_t index = 0; index < kMemberCount; ++index) {
      const MemberSpec& spec = contract_.members[index];
      if (spec.response != InResponse::required) continue;
      if (!read_declared(object, static_cast<MemberId>(index), spec, true, members)) return false;
    }
    return true;
  }

  bool read_collection(Node object, BodyValue& value) const {
    Member<std::uint64_t> count;
    Member<std::string> next_link;
    if (!read_member(Reader::member(object, "@odata.count"), kOptional, &Reader::integer, count) ||
        !read_member(Reader::member(object, "@odata.nextLink"), kOptional, &Reader::string,
                     next_link)) {
      return false;
    }
    if (count.has_value()) value.controls.count = count.value();
    if (next_link.has_value()) value.controls.next_link = next_link.value();
    return Reader::each(Reader::member(object, "value"), [&](Node element) {
      return Reader::is_object(element) && read_response(element, value.objects.emplace_back());
    });
  }

  // What an error and its details have in common. `Described` is ODataError or ErrorDetail.
  template <class Described>
  static bool read_described(Node object, Described& described) {
    return read_text(object, "code", described.code) &&
           read_text(object, "message", described.message) &&
           read_member(Reader::member(object, "target"), kOptionalOrNull, &Reader::string,
                       described.target);
  }

  static bool read_error(Node root, ODataError& error) {
    const Node object = Reader::member(root, "error");
    if (!Reader::is_object(object) || !read_described(object, error)) return false;
    const Node details = Reader::member(object, "details");
    const bool read = Reader::is_absent(details) || Reader::each(details, [&](Node element) {
                        return Reader::is_object(element) &&
                               read_described(element, error.details.emplace_back());
                      });
    // OData's spelling goes before the service's own.
    return read && read_inner(Reader::member(object, "innererror"), error.inner) &&
           (error.inner || read_inner(Reader::member(object, "innerError"), error.inner));
  }

  // Nothing in it is promised, so that what is there with another type is left alone.
  static bool read_inner(Node node, std::optional<InnerError>& inner) {
    if (Reader::is_absent(node)) return true;
    if (!Reader::is_object(node)) return false;
    inner.emplace();
    inner->date = Reader::string(Reader::member(node, "date"));
    inner->request_id = Reader::string(Reader::member(node, "request-id"));
    inner->client_request_id = Reader::string(Reader::member(node, "client-request-id"));
    return true;
  }

  const Contract& contract_;
};

}  // namespace connectorgroup
