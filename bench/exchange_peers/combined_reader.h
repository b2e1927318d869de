// A library of HTTP and one of JSON, put together as a careful user would: the message is framed,
// its start line and fields are held to what the exchange says of them, and its body is read.
//
// A framing keeps, of a message that it reads, what the exchange asks for:
//
//   struct Framing {
//     bool read(std::string_view octets, RequestParts& parts);  // or ResponseParts
//   };
//
// What a field may look like in all is left to the library, as users leave it: that a token has the
// letters of one, or what a parameter of a content type may be, isn't looked at.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "bench/documents.h"
#include "bench/exchange_messages.h"
#include "bench/http_peer.h"
#include "model/assertion.h"
#include "model/http/message.h"

namespace connectorgroup::bench {

inline constexpr int kCreatedStatus = 201;

// The version in front of the path of groups. Empty: it is another target.
inline std::string_view version_of(std::string_view target) {
  constexpr std::array<std::string_view, 2> kPaths{"/beta/connectorGroups",
                                                   "/v1.0/connectorGroups"};
  constexpr std::size_t kVersionSize = 4;
  const std::string_view path = target.substr(0, target.find('?'));
  const bool is_known = std::find(kPaths.begin(), kPaths.end(), path) != kPaths.end();
  return is_known ? path.substr(1, kVersionSize) : std::string_view();
}

inline bool is_json(std::string_view content_type) {
  return equal_ignoring_case(content_type.substr(0, content_type.find(';')), "application/json");
}

// Empty where there is none.
inline std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!equal_ignoring_case(authorization.substr(0, kScheme.size()), kScheme)) return {};
  return authorization.substr(kScheme.size());
}

// Where the content lies in the octets, with what lies behind it. REQUIRES: it isn't chunked.
inline TextView content_in_place(TextView octets, std::string_view content) {
  const PaddedText& whole = octets.padded();
  const auto offset = static_cast<std::size_t>(content.data() - whole.text.data());
  CONNECTORGROUP_ASSERT(offset <= whole.text.size());
  return TextView({content, whole.capacity - offset});
}

template <class Framing, class Body>
class CombinedRequestReader {
 public:
  bool read(TextView octets, CreateRequestValues& values) {
    RequestParts parts;
    if (!framing_.read(octets.plain(), parts)) return false;
    const std::string_view token = bearer_token(parts.authorization);
    const std::string_view version = version_of(parts.target);
    if (parts.method != "POST" || version.empty() || parts.host.empty() || token.empty() ||
        !is_json(parts.content_type)) {
      return false;
    }
    values.version = version;
    values.host = parts.host;
    values.token = token;
    return body_.read(content_in_place(octets, parts.content),
                      [&values](const NewConnectorGroupView& group) { values.group = group; });
  }

 private:
  Framing framing_;
  Body body_;
};

template <class Framing, class Body>
class CombinedCreatedReader {
 public:
  bool read(TextView octets, CreatedValues& values) {
    ResponseParts parts;
    if (!framing_.read(octets.plain(), parts) || parts.status != kCreatedStatus ||
        !is_json(parts.content_type)) {
      return false;
    }
    values.status = parts.status;
    values.location = parts.location;
    return body_.read(content_in_place(octets, parts.content),
                      [&values](const ConnectorGroupView& group) { values.group = group; });
  }

 private:
  Framing framing_;
  Body body_;
};

}  // namespace connectorgroup::bench
