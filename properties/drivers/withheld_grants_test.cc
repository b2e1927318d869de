// Readers that refuse what one rule grants: they refuse the messages that use it, at the octet
// where they first do, and read all others as the same. Where that is is said here for each rule
// once more, on the parts of a message that is there whole.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/http/known_fields.h"
#include "model/http/reader.h"
#include "model/http/status.h"
#include "properties/edits/message_text.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;
using http::find_known_field;
using http::Framing;
using http::KnownField;

// Where a message first uses what is granted, and the field that the rule names then.
struct Use {
  std::size_t offset;
  std::string_view field = {};
};
using FirstUse = std::optional<Use>;

constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool is_wide(char octet) { return static_cast<unsigned char>(octet) >= 0x80; }
bool is_space(char octet) { return octet == ' ' || octet == '\t'; }

// The first of an octet for which `is_wanted` holds.
template <class Wanted>
FirstUse first_octet(const MessageText& message, TextRange range, const Wanted& is_wanted) {
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if (is_wanted(message.text[at])) return Use{at};
  }
  return std::nullopt;
}

// What `use` finds first in one of the fields, trailers included.
template <class UseOfField>
FirstUse in_fields(const MessageText& message, const UseOfField& use) {
  for (const std::vector<FieldText>* fields : {&message.fields, &message.trailers}) {
    for (const FieldText& field : *fields) {
      if (const FirstUse found = use(field)) return found;
    }
  }
  return std::nullopt;
}

FirstUse if_so(bool is_so, std::size_t offset, std::string_view field = {}) {
  if (!is_so) return std::nullopt;
  return Use{offset, field};
}

std::string_view usual_name(const MessageText& message, const FieldText& field) {
  const KnownField* known = find_known_field(message.at(field.name));
  return known == nullptr ? std::string_view() : known->name;
}

// --- Start lines.

FirstUse empty_line(const MessageText& message) { return if_so(message.start_line.begin > 0, 0); }

FirstUse unusual_method(const MessageText& message) {
  constexpr std::array kUsual{"GET"sv,     "HEAD"sv,    "POST"sv,  "PUT"sv,  "DELETE"sv,
                              "CONNECT"sv, "OPTIONS"sv, "TRACE"sv, "PATCH"sv};
  if (message.kind != MessageKind::request) return std::nullopt;
  const bool usual =
      std::find(kUsual.begin(), kUsual.end(), message.at(message.method)) != kUsual.end();
  return if_so(!usual, message.method.begin);
}

// The authority of a target that has one.
std::optional<TextRange> authority(const MessageText& message) {
  const std::string_view target = message.at(message.target);
  if (message.at(message.method) == "CONNECT") return message.target;
  const std::size_t slashes = target.find("://");
  if (target.starts_with("/") || slashes == std::string_view::npos) return std::nullopt;
  const std::size_t begin = slashes + 3;
  const std::size_t end = std::min(target.find_first_of("/?", begin), target.size());
  return TextRange{message.target.begin + begin, message.target.begin + end};
}

FirstUse whole_uri(const MessageText& message) {
  const bool is_whole = authority(message) && message.at(message.method) != "CONNECT";
  return if_so(is_whole, message.target.begin);
}

FirstUse query(const MessageText& message) {
  return first_octet(message, message.target, [](char octet) { return octet == '?'; });
}

FirstUse higher_version(const MessageText& message) {
  return if_so(message.minor_version() > 1, message.version.end - 1);
}
FirstUse lower_version(const MessageText& message) {
  return if_so(message.minor_version() == 0, message.version.end - 1);
}

FirstUse other_reason(const MessageText& message) {
  return if_so(message.kind != MessageKind::request &&
                   message.at(message.reason) != reason_phrase(message.status_code()),
               message.reason.begin);
}

// --- Fields.

FirstUse other_spelling(const MessageText& message) {
  return in_fields(message, [&](const FieldText& field) {
    const std::string_view usual = usual_name(message, field);
    return if_so(!usual.empty() && usual != message.at(field.name), field.name.begin, usual);
  });
}

FirstUse unknown_field(const MessageText& message) {
  return in_fields(message, [&](const FieldText& field) {
    return if_so(usual_name(message, field).empty(), field.name.begin);
  });
}

FirstUse repeated_list(const MessageText& message) {
  std::vector<std::string_view> before;
  return in_fields(message, [&](const FieldText& field) {
    const std::string_view name = message.at(field.name);
    const KnownField* known = find_known_field(name);
    const bool stood = std::any_of(before.begin(), before.end(), [name](std::string_view other) {
      return equal_ignoring_case(name, other);
    });
    before.push_back(name);
    const bool is_list = known == nullptr || (known->list && known->framing == Framing::none);
    return if_so(stood && is_list, field.name.begin);
  });
}

FirstUse other_space(const MessageText& message) {
  return in_fields(message, [&](const FieldText& field) {
    const bool usual = field.value.begin == field.name.end + 2 &&
                       message.text[field.name.end + 1] == ' ' &&
                       field.value.end + 2 == field.line.end;
    return if_so(field.value.size() > 0 && !usual, field.name.end + 1);
  });
}

FirstUse empty_value(const MessageText& message) {
  return in_fields(message, [](const FieldText& field) {
    return if_so(field.value.size() == 0, field.value.begin);
  });
}

FirstUse wide_value(const MessageText& message) {
  return in_fields(
      message, [&](const FieldText& field) { return first_octet(message, field.value, is_wide); });
}

const FieldText* host_field(const MessageText& message) {
  return message.kind == MessageKind::request ? find_field(message, "Host") : nullptr;
}

FirstUse form_of_host(const MessageText& message) {
  const FieldText* host = host_field(message);
  if (host == nullptr) return std::nullopt;
  FirstUse found =
      first_octet(message, host->value, [](char octet) { return octet == '[' || octet == ':'; });
  if (found) found->field = "Host";
  return found;
}

FirstUse other_host_than_the_target_has(const MessageText& message) {
  const FieldText* host = host_field(message);
  const std::optional<TextRange> wanted = authority(message);
  if (host == nullptr || !wanted) return std::nullopt;
  return if_so(!equal_ignoring_case(message.at(host->value), message.at(*wanted)),
               host->value.begin, "Host");
}

FirstUse zeros_before_length(const MessageText& message) {
  const FieldText* length = find_field(message, "Content-Length");
  if (length == nullptr) return std::nullopt;
  return if_so(length->value.size() > 1 && message.text[length->value.begin] == '0',
               length->value.begin, "Content-Length");
}

// Calls `use` for each element of Transfer-Encoding, without the white space around it, and the
// octet that ends it: a comma or the line's end.
template <class UseOfElement>
FirstUse in_codings(const MessageText& message, const UseOfElement& use) {
  const FieldText* codings = find_field(message, "Transfer-Encoding");
  if (codings == nullptr) return std::nullopt;
  const std::size_t line_end = codings->line.end - 2;
  for (std::size_t begin = codings->name.end + 1;; ++begin) {
    const std::size_t end = std::min(message.text.find(',', begin), line_end);
    TextRange element{begin, end};
    while (element.size() > 0 && is_space(message.text[element.begin])) ++element.begin;
    while (element.size() > 0 && is_space(message.text[element.end - 1])) --element.end;
    if (const FirstUse found = use(element, end)) return found;
    if (end == line_end) return std::nullopt;
    begin = end;
  }
}

FirstUse capital_coding(const MessageText& message) {
  return in_codings(message, [&](TextRange element, std::size_t) {
    const bool has_capital = message.at(element).find_first_of(kCapitals) != std::string_view::npos;
    return if_so(has_capital, element.begin, "Transfer-Encoding");
  });
}

FirstUse empty_coding(const MessageText& message) {
  return in_codings(message, [](TextRange element, std::size_t end) {
    return if_so(element.size() == 0, end, "Transfer-Encoding");
  });
}

// --- Content.

FirstUse wide_content(const MessageText& message) {
  if (message.framed != Framed::counted) return std::nullopt;
  return first_octet(message, message.content, is_wide);
}

FirstUse line_end_behind_content(const MessageText& message) {
  return if_so(message.framed == Framed::counted && message.at(message.content).ends_with('\n'),
               message.content.end - 1);
}

template <Framed framed>
FirstUse framed_so(const MessageText& message) {
  return if_so(message.framed == framed, message.empty_line.begin);
}

FirstUse other_size(const MessageText& message) {
  for (const ChunkText& chunk : message.chunks) {
    const std::string_view digits = message.at(chunk.size);
    const bool usual = digits.find_first_of(kCapitals) == std::string_view::npos &&
                       (digits.size() == 1 || !digits.starts_with('0'));
    if (!usual) return Use{chunk.size.begin};
  }
  return std::nullopt;
}

FirstUse second_chunk(const MessageText& message) {
  if (message.chunks.size() < 3) return std::nullopt;  // The last has no octets.
  return Use{message.chunks[1].size.begin};
}

FirstUse extension(const MessageText& message) {
  for (const ChunkText& chunk : message.chunks) {
    if (chunk.extensions.size() > 0) return Use{chunk.extensions.begin};
  }
  return std::nullopt;
}

FirstUse trailer(const MessageText& message) {
  if (message.trailers.empty()) return std::nullopt;
  return Use{message.trailers.front().line.begin};
}

struct Grant {
  Rule rule;
  FirstUse (*first_use)(const MessageText&);
};
constexpr std::array kGrants{
    Grant{Rule::http_line_empty_before_request, empty_line},
    Grant{Rule::http_method_any_token, unusual_method},
    Grant{Rule::http_target_absolute_form, whole_uri},
    Grant{Rule::http_target_query, query},
    Grant{Rule::http_version_minor, higher_version},
    Grant{Rule::http_version_one_zero, lower_version},
    Grant{Rule::http_status_line_reason_free, other_reason},
    Grant{Rule::http_field_name_case, other_spelling},
    Grant{Rule::http_field_optional_whitespace, other_space},
    Grant{Rule::http_field_value_empty, empty_value},
    Grant{Rule::http_field_obs_text, wide_value},
    Grant{Rule::http_field_unknown, unknown_field},
    Grant{Rule::http_field_list_repeated, repeated_list},
    Grant{Rule::http_host_forms, form_of_host},
    Grant{Rule::http_host_of_absolute_form, other_host_than_the_target_has},
    Grant{Rule::http_content_length_leading_zeros, zeros_before_length},
    Grant{Rule::http_content_length_octets, wide_content},
    Grant{Rule::http_content_final_line_end, line_end_behind_content},
    Grant{Rule::http_content_absent, framed_so<Framed::nowhere>},
    Grant{Rule::http_no_content_ends, framed_so<Framed::no_content>},
    Grant{Rule::http_content_until_close, framed_so<Framed::until_close>},
    Grant{Rule::http_transfer_encoding_case, capital_coding},
    Grant{Rule::http_transfer_encoding_empty_elements, empty_coding},
    Grant{Rule::http_chunk_size_forms, other_size},
    Grant{Rule::http_chunk_several, second_chunk},
    Grant{Rule::http_chunk_extension_ignored, extension},
    Grant{Rule::http_chunk_trailers, trailer},
};

TEST(WithheldGrants, AreAllThatMessagesAreGranted) {
  for (const RuleRow& rule : http_rules()) {
    if (rule.demand != Demand::accept || rule.id.starts_with("http.media-type.")) continue;
    EXPECT_TRUE(std::any_of(kGrants.begin(), kGrants.end(), [&rule](const Grant& grant) {
      return grant.rule == rule.rule;
    })) << rule.id;
  }
}

// --- On messages one step away from usual ones.

class Withholding {
 public:
  explicit Withholding(MessageKind kind) : kind_(kind), strict_(kind) {
    for (const Grant& grant : kGrants) {
      readers_.push_back(std::make_unique<MessageReader>(kind, HttpLimits(), RuleSet(grant.rule)));
    }
  }

  void expect(const std::string& octets) {
    if (strict_.read(octets) != ReadState::complete) return;
    const std::optional<MessageText> message = parse_message(octets, kind_);
    ASSERT_TRUE(message.has_value()) << escaped(octets);
    for (std::size_t i = 0; i < kGrants.size(); ++i) {
      const FirstUse use = kGrants[i].first_use(*message);
      MessageReader& reader = *readers_[i];
      const ReadState state = reader.read(octets);
      const std::string shown = std::string(row(kGrants[i].rule).id) + ": " + escaped(octets);
      ASSERT_EQ(state, use ? ReadState::refused : ReadState::complete) << shown;
      if (use) {
        const Violation due{kGrants[i].rule, use->offset, use->field};
        ASSERT_EQ(reader.violation(), due) << describe(reader.violation()) << ": " << shown;
      } else if (kind_ == MessageKind::request) {
        ASSERT_EQ(own(reader.request()), own(strict_.request())) << shown;
      } else {
        ASSERT_EQ(own(reader.response()), own(strict_.response())) << shown;
      }
    }
  }

 private:
  MessageKind kind_;
  MessageReader strict_;
  std::vector<std::unique_ptr<MessageReader>> readers_;
};

constexpr std::string_view kOctets = "\r\n \t:,=?*[09aGH\x80";

void expect_nearby(MessageKind kind, std::string_view octets) {
  Withholding withholding(kind);
  withholding.expect(std::string(octets));
  for (std::size_t at = 0; at <= octets.size() && !testing::Test::HasFatalFailure(); ++at) {
    const std::string before(octets.substr(0, at));
    const std::string_view behind = octets.substr(at);
    if (!behind.empty()) withholding.expect(before + std::string(behind.substr(1)));
    for (const char octet : kOctets) {
      withholding.expect((before + octet).append(behind));
      if (!behind.empty()) withholding.expect((before + octet).append(behind.substr(1)));
    }
  }
}

TEST(WithheldGrants, OfRequests) {
  for (const std::string_view octets :
       {"GET /a?b HTTP/1.1\r\nHost: h\r\nVary:\r\n\r\n"sv,
        "\r\nX http://h:8/ HTTP/1.0\r\nhost: H:8\r\nContent-Length: 2\r\n\r\na\n"sv,
        "CONNECT h:8 HTTP/1.2\r\nHost: h:8\r\n\r\n"sv,
        "OPTIONS * HTTP/1.1\r\nHost: [::1]:8\r\n\r\n"sv,
        "PATCH https://h HTTP/1.1\r\nHost: h\r\nContent-Length: 02\r\n\r\na\x80"sv}) {
    expect_nearby(MessageKind::request, octets);
  }
  for (const std::string method :
       {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"}) {
    const std::string_view target = method == "CONNECT" ? "h:8" : "/";
    for (const std::string& spelled : {method, method + "S", method.substr(1)}) {
      Withholding(MessageKind::request)
          .expect((spelled + " ").append(target).append(" HTTP/1.1\r\nHost: h\r\n\r\n"));
    }
  }
}

TEST(WithheldGrants, OfResponses) {
  for (const std::string_view octets :
       {"HTTP/1.1 200 OK\r\nDate:\tb \r\nVary: a\r\nVARY: b\r\nX: y\r\nx: z\r\n\r\nab"sv,
        "HTTP/1.1 204 No Content\r\nA: b\r\n\r\n"sv,
        "HTTP/1.0 404 None\r\nContent-Length: 00\r\n\r\n"sv,
        "HTTP/1.1 304 \r\nContent-Length: 10\r\n\r\n"sv}) {
    expect_nearby(MessageKind::response, octets);
  }
  expect_nearby(MessageKind::response_to_head, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
}

TEST(WithheldGrants, OfChunks) {
  constexpr auto kHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: "sv;
  for (const std::string_view rest :
       {"chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"sv,
        ", Chunked ,\r\n\r\na \t;b\r\n0123456789\r\n0\r\n\r\n"sv,
        "chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0;c\r\nEtag: t\r\nX: u\r\nx:\r\n\r\n"sv}) {
    expect_nearby(MessageKind::response, std::string(kHead).append(rest));
  }
}

TEST(WithheldGrants, OfEachDigitOfASize) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  Withholding withholding(MessageKind::response);
  for (const char digit : "123456789abcdefABCDEF"sv) {
    const auto size = static_cast<std::size_t>(std::stoi(std::string(1, digit), nullptr, 16));
    for (const std::string before : {"", "0", "00"}) {
      withholding.expect(head + before + digit + "\r\n" + std::string(size, 'x') + "\r\n0\r\n\r\n");
    }
  }
}

TEST(WithheldGrants, OfEachOctetOfContent) {
  Withholding withholding(MessageKind::response);
  for (int octet = 0; octet < 256; ++octet) {
    withholding.expect("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" +
                       std::string(1, static_cast<char>(octet)));
  }
}

// What is refused of content that is there is refused once, whatever comes behind it.
TEST(WithheldGrants, OfContentWithMoreBehindIt) {
  const std::string octets = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\x80\nHTTP/1.1 ";
  for (const auto& [rule, behind] : {std::pair{Rule::http_content_length_octets, 11},
                                     std::pair{Rule::http_content_final_line_end, 10}}) {
    MessageReader reader(MessageKind::response, {}, RuleSet(rule));
    reader.feed(octets);
    ASSERT_EQ(reader.state(), ReadState::refused);
    const Violation due{rule, octets.size() - static_cast<std::size_t>(behind)};
    EXPECT_EQ(reader.violation(), due);
  }
}

// What may stand once is no list that is granted.
TEST(WithheldGrants, OfListsWhereAFieldMayStandOnce) {
  const auto violation = [](const std::string& lines) {
    MessageReader reader(MessageKind::response, {}, RuleSet(Rule::http_field_list_repeated));
    const std::string octets = "HTTP/1.1 200 OK\r\n" + lines + "\r\n\r\n";
    EXPECT_EQ(reader.read(octets), ReadState::refused) << escaped(octets);
    return reader.violation().rule;
  };
  EXPECT_EQ(violation("Date: a\r\nDate: b"), Rule::http_field_repeated);
  EXPECT_EQ(violation("Content-Length: 1\r\nContent-Length: 1"),
            Rule::http_content_length_repeated);
  EXPECT_EQ(violation("Vary: a\r\nVary: b"), Rule::http_field_list_repeated);
}

}  // namespace
}  // namespace connectorgroup
