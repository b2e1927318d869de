// What the page of the line protocol says of contracts, fields and limits is what the model holds a
// subject to: an implementation can be written from the page alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/limits.h"
#include "model/contract.h"
#include "model/http/known_fields.h"
#include "model/http/limits.h"
#include "properties/input_files.h"

namespace connectorgroup {
namespace {

std::string page() {
  const std::optional<std::string> text = read_file(CONNECTORGROUP_PROTOCOL_PAGE);
  EXPECT_TRUE(text);
  return text.value_or("");
}

// What stands between backquotes.
std::vector<std::string> in_backquotes(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; (at = text.find('`', at)) != std::string_view::npos;) {
    const std::size_t end = text.find('`', at + 1);
    if (end == std::string_view::npos) break;
    words.emplace_back(text.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return words;
}

std::set<std::string> names_between(const std::string& text, std::string_view from,
                                    std::string_view to) {
  const std::size_t begin = text.find(from);
  EXPECT_NE(begin, std::string::npos) << from;
  if (begin == std::string::npos) return {};
  const std::size_t end = text.find(to, begin + from.size());
  const auto words = in_backquotes(std::string_view(text).substr(begin, end - begin));
  return {words.begin(), words.end()};
}

// The cell of a row of the table of contracts, as it stands there.
std::string cell(const std::string& text, std::string_view row, std::size_t column) {
  const std::size_t begin = text.find("\n| " + std::string(row) + " |");
  EXPECT_NE(begin, std::string::npos) << row;
  if (begin == std::string::npos) return {};
  std::size_t at = begin + 1;
  for (std::size_t i = 0; i <= column; ++i) at = text.find('|', at) + 1;
  return text.substr(at, text.find('|', at) - at);
}

template <class Predicate>
std::vector<std::string> members_where(const Contract& contract, Predicate holds) {
  std::vector<std::string> names;
  for (const MemberSpec& spec : contract.members) {
    if (holds(spec)) names.emplace_back(spec.name);
  }
  return names;
}

std::vector<std::string> words_of(std::span<const std::string_view> values) {
  return {values.begin(), values.end()};
}

TEST(ProtocolPage, HasTheContractsAsTheyAre) {
  const std::string text = page();
  for (std::size_t column = 1; const Contract& contract : contracts()) {
    const auto in = [&](std::string_view row) { return in_backquotes(cell(text, row, column)); };
    EXPECT_EQ(in("contract"), std::vector{std::string(contract.id)});
    EXPECT_EQ(in("versions of the service"), words_of(contract.version_segments));
    EXPECT_EQ(in("path below the version"), std::vector{std::string(contract.path)});
    const auto writable = [&](InRequest presence) {
      return members_where(contract, [=](const MemberSpec& m) { return m.request == presence; });
    };
    EXPECT_EQ(in("a request must have"), writable(InRequest::required));
    EXPECT_EQ(in("a request may have"), writable(InRequest::optional));
    EXPECT_EQ(in("read-only"), writable(InRequest::read_only));
    const auto returned = [](const MemberSpec& m) { return m.response == InResponse::required; };
    EXPECT_EQ(in("a response must have"), members_where(contract, returned));
    const auto nullable = [&](const MemberSpec& m) { return returned(m) && m.nullable; };
    EXPECT_EQ(in("nullable"), members_where(contract, nullable));
    EXPECT_EQ(in("values of `connectorGroupType`"),
              words_of(contract.member(MemberId::connector_group_type).values));
    std::vector<std::string> regions = words_of(contract.member(MemberId::region).values);
    std::erase(regions, kUnknownFutureValue);
    EXPECT_EQ(in("values of `region`"), regions);
    const std::string statuses = cell(text, "statuses of success that a client takes", column);
    for (const int status : {200, 201, 202, 204}) {
      EXPECT_EQ(statuses.find(std::to_string(status)) != std::string::npos,
                std::count(contract.success_statuses.begin(), contract.success_statuses.end(),
                           status) != 0)
          << contract.id << " " << status;
    }
    ++column;
  }
}

TEST(ProtocolPage, NamesTheFieldsThatStandOnceAndThoseThatAreNoTrailers) {
  std::set<std::string> single;
  std::set<std::string> not_in_trailers;
  for (const http::KnownField& field : http::known_fields()) {
    if (!field.list && field.framing == http::Framing::none) single.emplace(field.name);
    if (!field.in_trailer) not_in_trailers.emplace(field.name);
  }
  const std::string text = page();
  EXPECT_EQ(names_between(text, "Fields that aren't lists", "What a trailer"), single);
  EXPECT_EQ(names_between(text, "What a trailer mustn't be", "The limits of"), not_in_trailers);
}

TEST(ProtocolPage, HasTheLimits) {
  const std::string text = page();
  const std::string limits = text.substr(text.find("The limits of the strict model"));
  const Limits body;
  const HttpLimits message;
  const auto said = [&](const std::string& words) {
    std::string flat = limits;
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    EXPECT_NE(flat.find(words), std::string::npos) << words;
  };
  said("a text of " + std::to_string(body.bytes_max) + " bytes");
  said(std::to_string(body.depth_max) + " levels");
  said(std::to_string(body.members_max) + " members");
  said("a line of " + std::to_string(message.line_max) + " octets");
  said(std::to_string(message.fields_max) + " fields");
  said(std::to_string(message.field_section_max) + " octets of fields");
  said(std::to_string(message.content_max) + " octets of content");
  said(std::to_string(message.chunk_extensions_max) + " octets of chunk extensions");
}

}  // namespace
}  // namespace connectorgroup
