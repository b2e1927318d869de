// Names: what is the same name in any case and what isn't, octet by octet; and what the reader does
// with each field that it knows, standing once, twice and in trailers.

#include "model/http/known_fields.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "model/http/message.h"
#include "model/http/reader.h"
#include "properties/escaped.h"
#include "properties/http_oracle.h"

namespace connectorgroup {
namespace {

using http::find_known_field;
using http::known_fields;
using http::KnownField;

char in_small(char octet) {
  return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet - 'A' + 'a') : octet;
}
char in_other_case(char octet) {
  if (octet >= 'a' && octet <= 'z') return static_cast<char>(octet - 'a' + 'A');
  return in_small(octet);
}

bool is_same_name(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return in_small(a) == in_small(b); });
}

// --- Equality.

TEST(EqualIgnoringCase, AgreesOnEveryPairOfOctets) {
  for (int left = 0; left < 256; ++left) {
    for (int right = 0; right < 256; ++right) {
      for (const std::size_t size : {1u, 8u}) {
        std::string one(size, 'x');
        std::string other(size, 'X');
        one[size / 2] = static_cast<char>(left);
        other[size / 2] = static_cast<char>(right);
        ASSERT_EQ(equal_ignoring_case(one, other), is_same_name(one, other))
            << escaped(one) << ", " << escaped(other);
      }
    }
  }
}

TEST(EqualIgnoringCase, LooksAtEachOctetOfEachSize) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string text(size, 'k');
    EXPECT_TRUE(equal_ignoring_case(text, std::string(size, 'K'))) << size;
    EXPECT_FALSE(equal_ignoring_case(text, text + "k")) << size;
    EXPECT_FALSE(equal_ignoring_case(text + "k", text)) << size;
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] = '-';
      EXPECT_FALSE(equal_ignoring_case(text, other)) << size << ", " << at;
    }
  }
}

// --- The fields that are known.

TEST(KnownFields, AreThoseThatTheExchangeSpeaksOf) {
  for (const std::string_view name :
       {"Host", "Content-Length", "Transfer-Encoding", "Content-Type", "Authorization",
        "WWW-Authenticate", "Location", "Retry-After", "OData-Version", "request-id", "TE",
        "Proxy-Authorization", "If-Unmodified-Since"}) {
    const KnownField* const found = find_known_field(name);
    ASSERT_NE(found, nullptr) << name;
    EXPECT_EQ(found->name, name);
    EXPECT_EQ(&known_fields()[http::place_of(found)], found) << name;
  }
  EXPECT_GT(known_fields().size(), 50u);
}

TEST(KnownFields, AreFoundInAnyCase) {
  for (const KnownField& field : known_fields()) {
    std::string name(field.name);
    for (char& octet : name) {
      octet = in_other_case(octet);
      EXPECT_EQ(find_known_field(name), &field) << name;
    }
  }
}

TEST(KnownFields, AreToldFromEveryNameOneStepAway) {
  const auto expect = [](const std::string& name) {
    const auto known =
        std::find_if(known_fields().begin(), known_fields().end(),
                     [&name](const KnownField& field) { return is_same_name(field.name, name); });
    const KnownField* due = known == known_fields().end() ? nullptr : &*known;
    ASSERT_EQ(find_known_field(name), due) << escaped(name);
  };
  for (const KnownField& field : known_fields()) {
    const std::string name(field.name);
    for (std::size_t at = 0; at < name.size(); ++at) {
      for (int octet = 0; octet < 256; ++octet) {
        std::string other = name;
        other[at] = static_cast<char>(octet);
        expect(other);
      }
      expect(std::string(name).erase(at, 1));
      expect(std::string(name).insert(at, 1, 'e'));
    }
    expect(name + "s");
  }
  for (std::size_t size = 0; size < 30; ++size) expect(std::string(size, 'x'));
}

TEST(KnownFields, HaveAPlaceEach) {
  for (std::size_t place = 0; place < known_fields().size(); ++place) {
    EXPECT_EQ(http::place_of(&known_fields()[place]), place);
  }
  EXPECT_EQ(http::place_of(nullptr), http::kUnknownField);
}

// --- As the reader reads them.

// The reader's answer is the oracle's, of each kind of message, for a reader that has read others.
class Agreement : public testing::Test {
 protected:
  void expect(MessageKind kind, const std::string& octets) {
    const MessageAnswer due = read_slowly(kind, octets);
    for (MessageReader* reader : {&reader_, &reader_in_parts_}) {
      reader->next(kind);
      reader->feed(octets);
      reader->close();
      ASSERT_EQ(reader->state() == ReadState::complete, due.verdict == MessageVerdict::accept)
          << escaped(octets);
      if (reader->state() != ReadState::complete) continue;
      if (kind == MessageKind::request) {
        ASSERT_EQ(Message(own(reader->request())), due.message) << escaped(octets);
      } else {
        ASSERT_EQ(Message(own(reader->response())), due.message) << escaped(octets);
      }
    }
  }

  // A value that suits the field, and another field behind it, so that there is room to look ahead.
  static std::string line_of(const KnownField& field, bool respelled) {
    std::string name(field.name);
    if (respelled) std::transform(name.begin(), name.end(), name.begin(), in_other_case);
    const std::string value = field.framing == http::Framing::transfer_encoding ? "chunked" : "0";
    return name + ": " + value + "\r\n";
  }
  const std::string more_ = "X: " + std::string(50, 'x') + "\r\n\r\n";

  MessageReader reader_{MessageKind::request};
  // To feed() that rule is nothing, but with one that is ignored nothing is read at once.
  MessageReader reader_in_parts_{MessageKind::request, {}, RuleSet(Rule::http_message_trailing)};
};

TEST_F(Agreement, OnFieldsThatStandOnceOrTwice) {
  for (const KnownField& field : known_fields()) {
    for (const bool respelled : {false, true}) {
      const std::string line = line_of(field, respelled);
      const std::string again = line_of(field, false);
      for (const std::string start :
           {"HTTP/1.1 200 OK\r\n", "HTTP/1.0 304 \r\n", "HTTP/1.1 204 \r\n"}) {
        for (const MessageKind kind : {MessageKind::response, MessageKind::response_to_head}) {
          expect(kind, start + line + more_ + "0\r\n\r\n");
          expect(kind, start + line + again + more_ + "0\r\n\r\n");
          expect(kind, start + line + "Vary: v\r\n" + again + more_ + "0\r\n\r\n");
        }
      }
      for (const std::string start : {"GET / HTTP/1.1\r\nHost: h\r\n", "GET / HTTP/1.0\r\n"}) {
        expect(MessageKind::request, start + line + more_ + "0\r\n\r\n");
        expect(MessageKind::request, start + line + again + more_ + "0\r\n\r\n");
      }
    }
  }
}

TEST_F(Agreement, OnFieldsInTrailers) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n";
  for (const KnownField& field : known_fields()) {
    for (const bool respelled : {false, true}) {
      const std::string line = line_of(field, respelled);
      expect(MessageKind::response, head + "\r\n0\r\n" + line + more_);
      expect(MessageKind::response, head + "\r\n0\r\n" + line + "T: u\r\n" + line + more_);
      if (field.framing == http::Framing::none) {
        expect(MessageKind::response, head + line + "\r\n0\r\n" + line + more_);
      }
    }
  }
}

}  // namespace
}  // namespace connectorgroup
