// Hosts: the machine that reads them octet by octet against the oracle, which takes whole texts
// apart, on enumerated addresses.

#include "model/http/host_value.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/http/reader.h"
#include "properties/edits/target_ending.h"
#include "properties/escaped.h"
#include "properties/http_oracle.h"

namespace connectorgroup {
namespace {

// How many octets the machine takes, and whether it may end there.
struct Taken {
  std::size_t octets = 0;
  bool may_end = false;
};

Taken take(std::string_view text) {
  http::HostValue host;
  Taken taken;
  while (taken.octets < text.size() && host.take(text[taken.octets])) ++taken.octets;
  taken.may_end = taken.octets == text.size() && host.may_end() && !host.host_is_empty();
  return taken;
}

// The machine accepts what the oracle does.
void expect_agreement(std::string_view text) {
  ASSERT_EQ(take(text).may_end, is_host_and_port(text)) << escaped(text);
}

// It takes an octet exactly where some host has it: what it took can be completed, what it didn't
// take can't. A host that is empty but for its port is for who asks to judge.
void expect_viability(std::string_view text) {
  if (text.starts_with(":")) return;
  const bool taken = take(text).octets == text.size();
  const auto ending = end_of_authority(text, false);
  const bool possible = ending && is_host_and_port(std::string(text) + *ending);
  ASSERT_EQ(taken, possible) << escaped(text) << "+" << ending.value_or("nothing");
}

// All texts of up to `length` octets of the alphabet, between these two, and what stands before the
// second of them.
void enumerate(std::string_view alphabet, std::size_t length, const std::string& before,
               std::string_view behind) {
  expect_agreement(before + std::string(behind));
  // Behind an octet that isn't taken nothing is.
  const std::string_view all_but_last = std::string_view(before).substr(0, before.size() - 1);
  if (before.empty() || take(all_but_last).octets == all_but_last.size()) expect_viability(before);
  if (length == 0 || testing::Test::HasFatalFailure()) return;
  for (const char octet : alphabet) {
    enumerate(alphabet, length - 1, before + octet, behind);
  }
}

TEST(Host, AgreesOnEveryShortAddress) {
  enumerate("05a:.", 7, "[", "]");
  enumerate("12:.", 6, "[::", "]");
  enumerate("1:", 9, "[1:2:3:4", "]");
}

TEST(Host, AgreesOnEveryShortIpv4Tail) {
  enumerate("0125.", 6, "[::1.2.", "]");
  enumerate("0125.", 6, "[1:2:3:4:5:6:", "]");
}

TEST(Host, AgreesOnEveryShortName) {
  enumerate("a0%:[]", 6, "", "");
  enumerate("a9F%.:@/", 4, "h", "");
  enumerate("vV1.:]", 5, "[", "]");
  enumerate("0:x]", 4, "[::1]", "");
}

// Any number of groups on either side of a gap, or none, with an IPv4 address at the end or not.
TEST(Host, CountsTheGroupsOfAnAddress) {
  constexpr std::size_t kMost = 10;
  const auto groups = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? ":" : "") + std::string("ab1");
    return text;
  };
  std::size_t accepted = 0;
  for (std::size_t before = 0; before < kMost; ++before) {
    for (std::size_t behind = 0; behind < kMost; ++behind) {
      for (const std::string_view gap : {"", ":", "::", ":::"}) {
        for (const std::string_view last : {"", "1.2.3.4", ":1.2.3.4", ":0", ":", "12345"}) {
          const std::string text =
              "[" + groups(before) + std::string(gap) + groups(behind) + std::string(last) + "]";
          expect_agreement(text);
          if (testing::Test::HasFatalFailure()) return;
          accepted += take(text).may_end ? 1U : 0U;
        }
      }
    }
  }
  EXPECT_GT(accepted, 80u);
}

TEST(Host, AgreesOnEveryOctet) {
  for (int value = 0; value < 256; ++value) {
    const std::string octet(1, static_cast<char>(value));
    for (const std::string before : {"", "a", "a%", "a%4", "a:", "[", "[:", "[1", "[::", "[1.",
                                     "[::1.2.3.4", "[v", "[v1", "[v1.", "[v1.a", "[::]", "[::]:"}) {
      expect_agreement(before + octet);
      expect_viability(before + octet);
      expect_agreement(before + octet + "a");
      expect_agreement(before + octet + "]");
    }
  }
}

// The reader is the machine with white space around it.
TEST(Host, IsReadSoInAField) {
  const auto violation = [](std::string_view value) -> std::optional<Violation> {
    MessageReader reader(MessageKind::request);
    reader.read("GET / HTTP/1.1\r\nHost:" + std::string(value) + "\r\n\r\n");
    if (reader.state() == ReadState::complete) return std::nullopt;
    return reader.violation();
  };
  constexpr std::size_t kBegin = 21;
  for (const std::string_view value :
       {"a", " a ", "\t[::1]:80 \t", "[v1.a]:", "%41.%5a", "1.2.3.4:0"}) {
    EXPECT_EQ(violation(value), std::nullopt) << value;
  }
  const auto at = [](Rule rule, std::size_t offset) {
    return Violation{rule, kBegin + offset, "Host"};
  };
  EXPECT_EQ(violation(""), at(Rule::http_host_empty, 0));
  EXPECT_EQ(violation("  "), at(Rule::http_host_empty, 2));
  EXPECT_EQ(violation(" :80"), at(Rule::http_host_empty, 1));
  EXPECT_EQ(violation("a b"), at(Rule::http_host_value, 2));
  EXPECT_EQ(violation("a: 80"), at(Rule::http_host_value, 3));
  EXPECT_EQ(violation("[::1 ]"), at(Rule::http_host_value, 4));
  EXPECT_EQ(violation("[::1"), at(Rule::http_host_value, 4));
  EXPECT_EQ(violation("[1:2:3:4:5:6:7:8:9]"), at(Rule::http_host_value, 16));
  EXPECT_EQ(violation("a%4"), at(Rule::http_host_value, 3));
  EXPECT_EQ(violation("a\xC3"), at(Rule::http_host_value, 1));
}

}  // namespace
}  // namespace connectorgroup
