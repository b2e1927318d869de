// Faults in chunks and trailers.
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "properties/edits/message_fault.h"
#include "properties/edits/respell_message.h"

namespace connectorgroup {
namespace {

// Extensions that no chunk may have, and where in them the fault shows.
struct Extensions {
  std::string_view text;
  std::size_t fault_at;
};

std::optional<Fault> size(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  const TextRange size = one_of(p.message.chunks, p.random).size;
  if (p.random.chance(1, 4)) return fault_in({size.begin, size.end, {}}, 0);
  if (p.random.chance(1, 8)) {
    return fault_in({size.begin, size.begin, p.random.chance(1, 2) ? " " : "\t"}, 0);
  }
  if (p.random.chance(1, 3)) {
    auto [text, fault_at] = in_other_notation(p.message.at(size), p.random);
    return fault_in({size.begin, size.end, std::move(text)}, fault_at);
  }
  const std::size_t index = p.random.below(size.size() + 1);
  const char octet = any_octet(p.random, [index](char c) {
    const bool may_follow = is_among(" \t;", c) && index > 0;
    return !is_among("\r\n", c) && !is_among(kHexadecimalDigits, c) && !may_follow;
  });
  const std::size_t place = size.begin + index;
  return fault_in({place, place, std::string(1, octet)}, 0);
}

std::optional<Fault> size_range(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  constexpr std::size_t kDigitsOfSize = 16;
  const ChunkText& chunk = one_of(p.message.chunks, p.random);
  // What 64 bits would hold of it may be the true size.
  const std::string digits = hexadecimal(chunk.data.size());
  std::string value = "1" + std::string(kDigitsOfSize - digits.size(), '0') + digits;
  if (p.random.chance(1, 2)) value = "fFFFFFFFFFFFFFFFF";
  if (p.random.chance(1, 4)) value.insert(0, "000");
  return fault_in({chunk.size.begin, chunk.size.end, value}, 0);
}

std::optional<Fault> extension(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  constexpr std::array<Extensions, 18> kWrong{{{";;a", 1},
                                               {"; ;", 2},
                                               {";=a", 1},
                                               {";a b", 3},
                                               {";a=b c", 5},
                                               {" a", 1},
                                               {"\ta=b", 1},
                                               {";a==b", 3},
                                               {";a=\"b\"c", 6},
                                               {";a=\"b\" c", 7},
                                               {";a=\"\x01\"", 4},
                                               {";a=\"\\\x7F\"", 5},
                                               {";(", 1},
                                               {";a=(", 3},
                                               {";a=;", 3},
                                               {";a=b,", 4},
                                               {";\x80", 1},
                                               {";a\x80", 2}}};
  constexpr std::array<std::string_view, 11> kCut{
      ";", " ", "\t ", "; ", ";a=", ";a= ", ";a=\"b", ";a=\"\\", ";a ", ";a=b ", ";a=\"b\"\t"};
  const TextRange old = one_of(p.message.chunks, p.random).extensions;
  if (p.random.chance(1, 3)) {
    const std::string_view cut = one_of(kCut, p.random);
    return fault_in({old.begin, old.end, std::string(cut)}, cut.size());
  }
  const Extensions& wrong = one_of(kWrong, p.random);
  return fault_in({old.begin, old.end, std::string(wrong.text)}, wrong.fault_at);
}

// A chunk with octets; one is made of content where there is none.
const ChunkText* any_chunk_of_data(const MessagePlanting& p) {
  if (!make_chunked(p)) return nullptr;
  if (p.message.chunks.size() == 1) {
    MessageDraft draft = draft_of(p.message);
    draft.chunks.insert(draft.chunks.begin(), {"4", {}, "data"});
    if (!rebuild(p, draft)) return nullptr;
  }
  return &p.message.chunks[p.random.below(p.message.chunks.size() - 1)];
}

std::optional<Fault> data_end(const MessagePlanting& p) {
  const ChunkText* chunk = any_chunk_of_data(p);
  if (chunk == nullptr) return std::nullopt;
  const std::size_t end = chunk->data.end;
  if (p.random.chance(1, 3)) return fault_in({end, end + 2, {}}, 0);
  const char octet = any_octet(p.random, [](char c) { return !is_among("\r\n", c); });
  return fault_in({end, end, std::string(1, octet)}, 0);
}

std::optional<Fault> forbidden(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  if (p.random.chance(1, 2) && !make_trailer(p)) return std::nullopt;
  constexpr std::array<std::string_view, 41> kForbidden{"TE",
                                                        "Via",
                                                        "Age",
                                                        "Host",
                                                        "Date",
                                                        "Vary",
                                                        "Allow",
                                                        "Range",
                                                        "Accept",
                                                        "Expect",
                                                        "Prefer",
                                                        "Cookie",
                                                        "Pragma",
                                                        "Trailer",
                                                        "Upgrade",
                                                        "Expires",
                                                        "Warning",
                                                        "Location",
                                                        "If-Match",
                                                        "If-Range",
                                                        "Connection",
                                                        "Set-Cookie",
                                                        "Retry-After",
                                                        "Content-Type",
                                                        "Max-Forwards",
                                                        "Cache-Control",
                                                        "If-None-Match",
                                                        "Authorization",
                                                        "Content-Range",
                                                        "Accept-Charset",
                                                        "Content-Length",
                                                        "Accept-Encoding",
                                                        "Accept-Language",
                                                        "WWW-Authenticate",
                                                        "Content-Encoding",
                                                        "Transfer-Encoding",
                                                        "If-Modified-Since",
                                                        "Preference-Applied",
                                                        "Proxy-Authenticate",
                                                        "If-Unmodified-Since",
                                                        "Proxy-Authorization"};
  const std::string_view name = one_of(kForbidden, p.random);
  const std::size_t place = any_trailer_place(p);
  return fault_in({place, place, field_line(name, "0", p.random)}, 0, name);
}

constexpr std::array<MessagePlanter, 5> kPlanters{{
    {Rule::http_chunk_size, size},
    {Rule::http_chunk_size_range, size_range},
    {Rule::http_chunk_extension, extension},
    {Rule::http_chunk_data_end, data_end},
    {Rule::http_trailer_forbidden, forbidden},
}};

}  // namespace

std::span<const MessagePlanter> chunk_planters() { return kPlanters; }

}  // namespace connectorgroup
