// The way in which nearly all objects are written, and the long way beside it: both write what the
// contract and the form say, and the short one is taken wherever it can be.
#include "model/body/plain_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/object_form.h"
#include "model/contract.h"
#include "properties/drivers/allocation_count.h"
#include "properties/drivers/text_oracle.h"
#include "properties/drivers/writer_calls.h"
#include "properties/escaped.h"
#include "properties/guarded_text.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;
using writing::append_plain;
using writing::Content;
using writing::Contents;
using writing::ObjectForm;

constexpr std::array<const ObjectForm*, 4> kObjectForms{
    &writing::kPageObject, &writing::kPageElement, &writing::kCompactObject,
    &writing::kCanonicalObject};
constexpr std::size_t kTextMost = 512;  // bytes of strings that are written in the short way

// ---- What is due.

bool is_allowed(const Content& content, const MemberSpec& spec, Role role) {
  const bool is_response = role == Role::response;
  if (content.kind == Content::Kind::absent) {
    return is_response ? spec.response != InResponse::required
                       : spec.request != InRequest::required;
  }
  if (is_response ? spec.response == InResponse::unread
                  : spec.request == InRequest::read_only || spec.request == InRequest::undeclared) {
    return false;
  }
  if (content.kind == Content::Kind::null) return spec.nullable;
  if (content.kind != Content::Kind::text) return true;
  if (fault_by_grammar(content.text)) return false;
  const bool is_any = spec.values.empty() || (is_response && spec.evolvable);
  return is_any ||
         std::find(spec.values.begin(), spec.values.end(), content.text) != spec.values.end();
}

std::string value_of(const Content& content) {
  switch (content.kind) {
    case Content::Kind::text:
      return "\"" + escaped_by_table(content.text) + "\"";
    case Content::Kind::truth:
      return "true";
    case Content::Kind::falsehood:
      return "false";
    default:
      return "null";
  }
}

// Nothing where the contract doesn't let the object be written.
std::optional<std::string> due(const Contents& contents, const Contract& contract, Role role,
                               const ObjectForm& form) {
  std::string text;
  for (const MemberId member : form.order) {
    const Content& content = contents[static_cast<std::size_t>(member)];
    const MemberSpec& spec = contract.member(member);
    if (!is_allowed(content, spec, role)) return std::nullopt;
    if (content.kind == Content::Kind::absent) continue;
    text += text.empty() ? form.layout.first : form.layout.next;
    text.append(spec.name).append(form.layout.colon) += value_of(content);
  }
  return text.append(form.layout.close);
}

// ---- The short way.

// With no room, and with room for all behind something.
void expect_due(const Contents& contents, const Contract& contract, Role role,
                const ObjectForm& form) {
  const std::optional<std::string> object = due(contents, contract, role, form);
  const std::string appended = object.value_or("");
  std::string out;
  ASSERT_EQ(append_plain(contents, contract, role, form, out), object.has_value());
  ASSERT_EQ(out, appended);
  out.reserve(4000);
  out = "before";
  ASSERT_EQ(append_plain(contents, contract, role, form, out), object.has_value());
  ASSERT_EQ(out, "before" + appended);
}

// Whatever views of objects hold: Member converts to each of these.
std::vector<Contents> every_kind_of_contents() {
  std::vector<Contents> all;
  const Content null{Member<bool>(kNull)};
  for (const Content& id : {Content(), null, Content("1"sv)}) {
    for (const Content& name : {Content(), null, Content("n"sv), Content("\n"sv)}) {
      for (const Content& type : {Content(), null, Content("applicationProxy"sv), Content("t"sv)}) {
        for (const Content& is_default : {Content(), null, Content(true), Content(false)}) {
          for (const Content& region : {Content(), null, Content("eur"sv), Content("japan"sv)}) {
            all.push_back({id, name, type, is_default, region});
          }
        }
      }
    }
  }
  return all;
}

TEST(PlainWriter, WritesWhateverTheContractAllows) {
  const std::vector<Contents> all = every_kind_of_contents();
  for (const Contract& contract : contracts()) {
    for (const Role role : {Role::create_request, Role::response}) {
      for (const ObjectForm* form : kObjectForms) {
        for (const Contents& contents : all)
          ASSERT_NO_FATAL_FAILURE(expect_due(contents, contract, role, *form));
      }
    }
  }
}

Contents named(std::string_view name) { return {Content(), name, Content(), Content(), Content()}; }

// Strings at the end of readable memory, behind others.
class PlainWriterStrings : public testing::Test {
 protected:
  void expect_named(std::string_view name) {
    const std::string before(64, 'b');
    const std::string_view placed = memory_.place(before + std::string(name));
    ASSERT_NO_FATAL_FAILURE(expect_due(named(placed.substr(before.size())), graph_2017(),
                                       Role::create_request, writing::kCompactObject))
        << escaped(name);
  }

  GuardedText memory_;
};

// They are copied in pieces of four, eight and sixteen bytes, which overlap.
TEST_F(PlainWriterStrings, EveryByteCountsAtEveryPlace) {
  constexpr std::string_view kOthers[] = {"abcdefghijklmnopqrstuvwxyzABCDEFG",
                                          "012345678901234567890123456789012"};
  for (const std::size_t size : {1u, 2u, 3u, 4u, 5u, 7u, 8u, 9u, 15u, 16u, 17u, 31u, 32u, 33u}) {
    for (const std::string_view others : kOthers) {
      for (std::size_t at = 0; at < size; ++at) {
        std::string text(others.substr(0, size));
        for (int byte = 0; byte < 256; ++byte) {
          text[at] = static_cast<char>(byte);
          ASSERT_NO_FATAL_FAILURE(expect_named(text));
        }
      }
    }
  }
}

TEST_F(PlainWriterStrings, EveryCharacterCountsAtEveryPlace) {
  for (std::size_t size = 0; size <= 50; ++size) {
    for (const std::string_view character :
         {"c"sv, "\""sv, "\x1F"sv, "\x7F"sv, "\xC3\xA9"sv, "\x80"sv, "\xEF\xBF\xBE"sv}) {
      for (std::size_t at = 0; at <= size; ++at) {
        ASSERT_NO_FATAL_FAILURE(expect_named(std::string(size, 'n').insert(at, character)));
      }
    }
  }
}

// All members; their strings have `size` bytes of the text together.
Contents filled(std::string_view text, std::size_t size) {
  const auto part = [&](std::size_t index) {
    return Content(text.substr(size * index / 4, size * (index + 1) / 4 - size * index / 4));
  };
  return {part(0), part(1), part(2), Content(false), part(3)};
}

TEST(PlainWriter, WritesAllMembersWithTheMostBytes) {
  // graph-beta's, with any type.
  std::array<MemberSpec, kMemberCount> members{};
  std::copy_n(graph_beta().members.begin(), kMemberCount, members.begin());
  members[static_cast<std::size_t>(MemberId::connector_group_type)].values = {};
  const std::array<int, 1> statuses{201};
  const Contract contract{"test", "/", {}, "", "", members, statuses};
  // As long as an escape may be, or not ASCII, or for themselves.
  for (const std::string_view character : {"\x01"sv, "\xC3\xA9"sv, "n"sv}) {
    std::string text;
    while (text.size() <= kTextMost) text += character;
    for (const ObjectForm* form : kObjectForms) {
      for (const std::size_t size : {kTextMost - 8, kTextMost, kTextMost + 8}) {
        const std::string twice = text + text;
        const Contents contents = filled(twice, size);
        if (size <= kTextMost) {
          ASSERT_NO_FATAL_FAILURE(expect_due(contents, contract, Role::response, *form));
        } else {
          std::string out = "before";
          ASSERT_FALSE(append_plain(contents, contract, Role::response, *form, out));
          ASSERT_EQ(out, "before");
        }
      }
    }
  }
}

TEST_F(PlainWriterStrings, OneMayHaveAllTheBytes) {
  for (const std::string_view character : {"\x01"sv, "\""sv, "\xC3\xA9"sv, "n"sv}) {
    const std::string text(kTextMost - character.size(), 'n');
    ASSERT_NO_FATAL_FAILURE(expect_named(std::string(character) + text));
    ASSERT_NO_FATAL_FAILURE(expect_named(text + std::string(character)));
  }
  ASSERT_NO_FATAL_FAILURE(expect_named(std::string(kTextMost, '\x01')));
}

TEST(PlainWriter, OneByteMoreOfStringsIsLeftToTheLongWay) {
  const std::string most(kTextMost, 'n');
  std::string out;
  EXPECT_TRUE(
      append_plain(named(most), graph_2017(), Role::create_request, writing::kCompactObject, out));
  EXPECT_FALSE(append_plain(named(most + "n"), graph_2017(), Role::create_request,
                            writing::kCompactObject, out));
  // Of all together.
  Contents contents = named(std::string_view(most).substr(1));
  contents[static_cast<std::size_t>(MemberId::connector_group_type)] = "t"sv;
  EXPECT_TRUE(
      append_plain(contents, graph_2017(), Role::create_request, writing::kCompactObject, out));
  contents[static_cast<std::size_t>(MemberId::connector_group_type)] = "tt"sv;
  EXPECT_FALSE(
      append_plain(contents, graph_2017(), Role::create_request, writing::kCompactObject, out));
}

// ---- The memory of both ways.

Contents usual() { return {"an-id"sv, "a name"sv, "applicationProxy"sv, Content(false), "eur"sv}; }

// Whatever room there is: what suffices is used, and is all that is.
void expect_no_allocation(const Contents& contents, const ObjectForm& form, std::size_t before,
                          std::size_t more) {
  const std::string object = *due(contents, graph_beta(), Role::response, form);
  std::string out;
  out.reserve(before + object.size() + more);
  out.append(before, 'b');
  const std::size_t capacity = out.capacity();
  bool is_written = false;
  ASSERT_EQ(allocations_of([&] {
              is_written = append_plain(contents, graph_beta(), Role::response, form, out);
            }),
            0u)
      << before << " and " << more;
  ASSERT_TRUE(is_written);
  ASSERT_EQ(out.capacity(), capacity);
  ASSERT_EQ(out, std::string(before, 'b') + object);
}

TEST(PlainWriter, NothingIsAllocatedWhereTheCapacitySuffices) {
  const std::string name(400, 'n');
  Contents with_null = usual();
  with_null[static_cast<std::size_t>(MemberId::region)] = Content(Member<bool>(kNull));
  Contents with_long_name = usual();
  with_long_name[static_cast<std::size_t>(MemberId::name)] = std::string_view(name);
  for (const Contents& contents : {usual(), with_null, with_long_name}) {
    for (const ObjectForm* form : kObjectForms) {
      for (const std::size_t before : {0u, 100u, 5000u}) {
        for (std::size_t more = 0; more < 300; ++more)
          ASSERT_NO_FATAL_FAILURE(expect_no_allocation(contents, *form, before, more));
      }
    }
  }
}

TEST(PlainWriter, OnceMemoryGrewTheNextObjectHasRoom) {
  const ConnectorGroupView group{"an-id", "a name", "applicationProxy", false,
                                 std::string_view("eur")};
  for (const Form form : kForms) {
    const std::string object = written(group, form, graph_beta());
    for (std::size_t before = 0; before < 2000; ++before) {
      std::string out(before, 'b');
      const std::size_t old_capacity = out.capacity();
      const auto append = [&] { static_cast<void>(write(group, form, graph_beta(), out)); };
      if (allocations_of(append) == 0) continue;
      ASSERT_GE(out.capacity() - out.size(), object.size()) << before;
      // And no more than twice as much as there was, or some objects take.
      ASSERT_LE(out.capacity(), 2 * old_capacity + 5 * object.size()) << before;
      ASSERT_EQ(allocations_of(append), 0u);
    }
  }
}

// ---- The long way, which writes what the short one doesn't: here any contract's that calls its
// members by names of its own.

class OwnNames {
 public:
  explicit OwnNames(const Contract& contract) {
    std::copy_n(contract.members.begin(), kMemberCount, members_.begin());
    for (std::size_t i = 0; i < kMemberCount; ++i) {
      names_[i] = std::string(members_[i].name) + "s";
      members_[i].name = names_[i];
    }
  }
  Contract contract() const { return {"own", "/", {}, "", "", members_, statuses_}; }

 private:
  std::array<std::string, kMemberCount> names_;
  std::array<MemberSpec, kMemberCount> members_{};
  std::array<int, 1> statuses_{201};
};

constexpr std::array<const ObjectForm*, 3> kFormsOfObjects{
    &writing::kPageObject, &writing::kCompactObject, &writing::kCanonicalObject};

template <class Group>
void expect_due_in_the_long_way(const Group& group, const Contents& contents, Role role,
                                const Contract& contract) {
  for (std::size_t i = 0; i < kForms.size(); ++i) {
    std::string out = "before";
    ASSERT_FALSE(append_plain(contents, contract, role, *kFormsOfObjects[i], out));
    const auto broken = write(group, kForms[i], contract, out);
    const std::optional<std::string> object = due(contents, contract, role, *kFormsOfObjects[i]);
    ASSERT_EQ(broken.has_value(), !object.has_value());
    ASSERT_EQ(out, "before" + object.value_or(""));
  }
}

TEST(LongWayOfWriting, WritesWhateverTheContractAllows) {
  using Text = Member<std::string_view>;
  using Truth = Member<bool>;
  for (const Contract& original : contracts()) {
    const OwnNames own(original);
    const Contract contract = own.contract();
    for (const std::string_view name : {""sv, "n"sv, "\n\"\\\x01\xC3\xA9"sv, "\x80"sv}) {
      for (const Text& type : {Text(), Text(kNull), Text("applicationProxy"), Text("t")}) {
        for (const Text& region : {Text(), Text(kNull), Text("eur"), Text("japan")}) {
          for (const Truth& truth : {Truth(), Truth(kNull), Truth(true), Truth(false)}) {
            ASSERT_NO_FATAL_FAILURE(expect_due_in_the_long_way(
                NewConnectorGroupView{name, type, truth, region},
                {Content(), name, type, truth, region}, Role::create_request, contract));
            if (!type.has_value() || !truth.has_value()) continue;
            ASSERT_NO_FATAL_FAILURE(expect_due_in_the_long_way(
                ConnectorGroupView{"i", name, type.value(), truth.value(), region},
                {"i"sv, name, type, truth, region}, Role::response, contract));
          }
        }
      }
    }
  }
}

// As objects have whose strings are long.
TEST(LongWayOfWriting, WritesLongStrings) {
  for (const std::size_t size : {kTextMost + 1, kTextMost + 2, std::size_t{5000}}) {
    for (const std::string_view character : {"n"sv, "\""sv, "\x1F"sv, "\xC3\xA9"sv}) {
      std::string name(size, 'n');
      name.replace(size / 2, character.size(), character);
      for (std::size_t i = 0; i < kForms.size(); ++i) {
        ASSERT_EQ(written(request(name), kForms[i]),
                  *due(named(name), graph_2017(), Role::create_request, *kFormsOfObjects[i]));
      }
    }
  }
}

TEST(LongWayOfWriting, NothingIsAllocatedWhereTheCapacitySuffices) {
  const std::string name(kTextMost + 1, '\n');
  const std::string object = written(request(name), Form::page);
  for (const std::size_t before : {0u, 100u, 5000u}) {
    for (const std::size_t more : {0u, 1u, 2u, 1000u}) {
      std::string out;
      out.reserve(before + object.size() + more);
      out.append(before, 'b');
      ASSERT_EQ(allocations_of([&] {
                  static_cast<void>(write(request(name), Form::page, graph_2017(), out));
                }),
                0u);
      ASSERT_EQ(out, std::string(before, 'b') + object);
    }
  }
}

// Where there is too little, it becomes twice as much at most, or what is needed.
TEST(LongWayOfWriting, MemoryGrowsOnceAndByNoMoreThanIsThere) {
  const std::string name(kTextMost + 1, 'n');
  for (std::size_t before = 0; before < 3000; before += 7) {
    std::string out(before, 'b');
    const std::size_t old_capacity = out.capacity();
    const std::size_t allocations = allocations_of(
        [&] { static_cast<void>(write(request(name), Form::page, graph_2017(), out)); });
    ASSERT_LE(allocations, 1u);
    ASSERT_LE(out.capacity(), std::max(2 * old_capacity, out.size()));
  }
}

}  // namespace
}  // namespace connectorgroup
