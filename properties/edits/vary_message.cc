#include "properties/edits/vary_message.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace connectorgroup {
namespace {

template <std::size_t Size>
std::string any_of(const std::array<std::string_view, Size>& choices, RandomSource& random) {
  return std::string(choices[random.below(Size)]);
}

template <std::size_t Size>
std::string any_row(const std::array<std::string_view, Size>& choices, RandomSource& random) {
  std::string row;
  do {
    row += any_of(choices, random);
  } while (random.chance(3, 4));
  return row;
}

// --- Hosts.

constexpr std::array<std::string_view, 10> kOctets{"0",   "9",   "10",  "99",  "100",
                                                   "199", "200", "249", "250", "255"};

std::string any_ipv4(RandomSource& random) {
  std::string address = any_of(kOctets, random);
  for (int i = 0; i < 3; ++i) address += "." + any_of(kOctets, random);
  return address;
}

// Groups with colons between them; an IPv4 address may stand for the last two.
std::string any_groups(std::size_t count, bool may_end_in_ipv4, RandomSource& random) {
  constexpr std::array<std::string_view, 6> kGroups{"0", "1", "ab", "ABC", "ffff", "0000"};
  std::string groups;
  while (count > 0) {
    if (!groups.empty()) groups += ':';
    if (count == 2 && may_end_in_ipv4 && random.chance(1, 2)) return groups + any_ipv4(random);
    groups += any_of(kGroups, random);
    --count;
  }
  return groups;
}

std::string any_ipv6(RandomSource& random) {
  constexpr std::size_t kGroups = 8;
  if (random.chance(1, 4)) return any_groups(kGroups, true, random);
  // Two colons stand for one group at least.
  const std::size_t before = random.below(kGroups);
  const std::size_t behind = random.below(kGroups - before);
  return any_groups(before, false, random) + "::" + any_groups(behind, true, random);
}

std::string any_host_without_port(RandomSource& random) {
  constexpr std::array<std::string_view, 9> kOfNames{"h", ".",   "graph.microsoft.com", "_",    "-",
                                                     "~", "%41", "!$&'()*+,;=",         "1.2.3"};
  switch (random.below(4)) {
    case 0:
      return any_ipv4(random);
    case 1:
      return "[" + any_ipv6(random) + "]";
    case 2:
      return random.chance(1, 8) ? "[vF.a:~]" : "h";
    default:
      return any_row(kOfNames, random);
  }
}

// --- Lengths and numbers.

// A power of two, or one less or more.
std::size_t any_length(RandomSource& random) {
  constexpr std::size_t kLeast = 4;
  constexpr std::size_t kMost = 13;
  return (std::size_t{1} << (kLeast + random.below(kMost - kLeast + 1))) - 1 + random.below(3);
}

void lengthen(std::string& text, RandomSource& random) {
  constexpr std::string_view kFillings = "aZ09-.~";
  const std::size_t length = std::max(text.size(), any_length(random));
  text.append(length - text.size(), kFillings[random.below(kFillings.size())]);
}

struct RequestLine {
  std::string method;
  std::string target;
  std::string version;
};

RequestLine parts_of(const MessageDraft& draft) {
  const std::string& line = draft.start_line;
  const std::size_t method_end = line.find(' ');
  const std::size_t version = version_at(draft);
  return {line.substr(0, method_end), line.substr(method_end + 1, version - method_end - 2),
          line.substr(version)};
}

// Whether the method isn't one that has targets of its own.
bool has_free_target(const MessageDraft& draft) {
  return draft.kind == MessageKind::request && parts_of(draft).target.starts_with('/');
}

void lengthen_start_line(MessageDraft& draft, RandomSource& random) {
  if (draft.kind != MessageKind::request) return lengthen(draft.start_line, random);
  if (!has_free_target(draft)) return;
  auto [method, target, version] = parts_of(draft);
  lengthen(random.chance(1, 3) ? method : target, random);
  draft.start_line = method.append(" ").append(target).append(" ").append(version);
}

// A field that isn't known, since some of those that are have values that mean something.
void add_long_field(MessageDraft& draft, RandomSource& random) {
  FieldDraft field{"x", "v"};
  lengthen(random.chance(1, 4) ? field.name : field.value, random);
  const bool as_trailer = draft.framed == Framed::chunked && random.chance(1, 4);
  std::vector<FieldDraft>& fields = as_trailer ? draft.trailers : draft.fields;
  insert_field(fields, any_place(fields, random), std::move(field));
}

void lengthen_content(MessageDraft& draft, RandomSource& random) {
  switch (draft.framed) {
    case Framed::chunked: {
      std::string data;
      lengthen(data, random);
      const std::string size = hexadecimal(data.size());
      draft.chunks.insert(draft.chunks.begin(), {size, {}, std::move(data)});
      break;
    }
    case Framed::counted:
      lengthen(draft.content, random);
      draft.fields[*find_field(draft, "Content-Length")].value =
          std::to_string(draft.content.size());
      break;
    case Framed::until_close:
      lengthen(draft.content, random);
      break;
    case Framed::nowhere:
    case Framed::no_content:
      break;
  }
}

// Up to as many as is usual to keep, and one more.
void multiply(MessageDraft& draft, RandomSource& random) {
  constexpr std::array<std::size_t, 9> kCounts{16, 17, 32, 33, 64, 65, 100, 101, 128};
  const std::size_t count = kCounts[random.below(kCounts.size())];
  const bool is_chunked = draft.framed == Framed::chunked;
  if (is_chunked && random.chance(1, 4)) {
    while (draft.chunks.size() <= count) draft.chunks.insert(draft.chunks.begin(), {"1", {}, "c"});
    return;
  }
  std::vector<FieldDraft>& fields =
      is_chunked && random.chance(1, 4) ? draft.trailers : draft.fields;
  while (draft.fields.size() + draft.trailers.size() < count) fields.push_back({"x", "v"});
}

}  // namespace

std::string any_target(RandomSource& random) {
  constexpr std::array<std::string_view, 16> kOfPaths{
      "a",   "B9",    "/",           "/", "//", "%41", "%2F", "%00",
      "%25", "-._~b", "!$&'()*,;=c", "+", ":",  "@",   "..",  "connectorGroups"};
  constexpr std::array<std::string_view, 8> kOfQueries{"a=b", "&", "+", "/", "?", "%20", "$b", "c"};
  std::string target = "/" + any_row(kOfPaths, random);
  if (random.chance(1, 3)) target += "?" + any_row(kOfQueries, random);
  if (random.chance(1, 6)) {
    target.insert(0, (random.chance(1, 2) ? "http://" : "HttpS://") + any_host(random));
  }
  return target;
}

std::string any_host(RandomSource& random) {
  constexpr std::array<std::string_view, 6> kPorts{":", ":0", ":80", ":00443", ":65535", ":65536"};
  const std::string host = any_host_without_port(random);
  return random.chance(1, 3) ? host + any_of(kPorts, random) : host;
}

void vary(MessageDraft& draft, RandomSource& random) {
  if (random.chance(1, 4) && has_free_target(draft)) {
    const auto [method, target, version] = parts_of(draft);
    draft.start_line = method + " " + any_target(random) + " " + version;
  }
  if (random.chance(1, 60)) return multiply(draft, random);
  if (!random.chance(1, 30)) return;
  switch (random.below(5)) {
    case 0:
    case 1:
      return lengthen_start_line(draft, random);
    case 2:
      return lengthen_content(draft, random);
    default:
      return add_long_field(draft, random);
  }
}

}  // namespace connectorgroup
