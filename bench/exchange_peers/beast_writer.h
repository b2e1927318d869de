// Boost.Beast's message and serializer, with a body that another library writes. As in Beast's own
// fast server (its example http_server_fast), the fields' memory is taken from a buffer that is
// used again; the body stays where it was written; prepare_payload() counts it.
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/span_body.hpp>
#include <cstddef>
#include <memory_resource>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "model/body/writer.h"
#include "model/exchange/create.h"

namespace connectorgroup::bench {

// `BodyWriter` is RapidJsonWriter or NlohmannWriter.
template <class BodyWriter>
class BeastWriter {
 public:
  std::string_view write(const CreateRequestView& request, Form body) {
    target_.assign("/").append(request.version).append("/connectorGroups");
    if (request.query) target_.append("?").append(*request.query);
    credentials_.assign("Bearer ").append(request.token);
    return written<true>(body_.write(request.group, body), [&](auto& message) {
      message.method(boost::beast::http::verb::post);
      message.target(given(target_));
      message.set(boost::beast::http::field::host, given(request.authority));
      message.set(boost::beast::http::field::authorization, given(credentials_));
      message.set(boost::beast::http::field::content_type, "application/json");
    });
  }

  std::string_view write(const CreatedView& created, Form body) {
    return written<false>(body_.write(created.group, body), [&](auto& message) {
      message.result(static_cast<unsigned>(created.status));
      if (created.location)
        message.set(boost::beast::http::field::location, given(*created.location));
      message.set(boost::beast::http::field::content_type, given(kJsonNoMetadata));
      message.set("OData-Version", given(kODataVersion));
    });
  }

 private:
  using Fields = boost::beast::http::basic_fields<std::pmr::polymorphic_allocator<char>>;
  using Body = boost::beast::http::span_body<const char>;
  static constexpr int kVersion = 11;  // HTTP/1.1
  // A token of 2000 octets, the other fields, and what Beast adds for each.
  static constexpr std::size_t kFieldsBytes = 8192;

  static boost::beast::string_view given(std::string_view text) {
    return {text.data(), text.size()};
  }

  template <bool is_request, class Fill>
  std::string_view written(std::string_view content, Fill&& fill) {
    std::pmr::monotonic_buffer_resource memory(fields_memory_.data(), fields_memory_.size());
    boost::beast::http::message<is_request, Body, Fields> message(
        std::piecewise_construct, std::make_tuple(content.data(), content.size()),
        std::make_tuple(std::pmr::polymorphic_allocator<char>(&memory)));
    message.version(kVersion);
    fill(message);
    message.prepare_payload();
    return serialized(message);
  }

  template <bool is_request>
  std::string_view serialized(
      const boost::beast::http::message<is_request, Body, Fields>& message) {
    out_.clear();
    boost::beast::http::serializer<is_request, Body, Fields> serializer(message);
    boost::beast::error_code error;
    do {
      serializer.next(error, [&](boost::beast::error_code&, const auto& buffers) {
        for (const boost::asio::const_buffer buffer : boost::beast::buffers_range_ref(buffers)) {
          out_.append(static_cast<const char*>(buffer.data()), buffer.size());
        }
        serializer.consume(boost::beast::buffer_bytes(buffers));
      });
    } while (!error && !serializer.is_done());
    return error ? std::string_view() : std::string_view(out_);
  }

  BodyWriter body_;
  std::string target_;
  std::string credentials_;
  std::array<std::byte, kFieldsBytes> fields_memory_;
  std::string out_;
};

}  // namespace connectorgroup::bench
