#include "properties/generators/values.h"

#include <vector>

#include "properties/edits/json_tree.h"

namespace connectorgroup::generators {
namespace {

bool is_noncharacter(char32_t c) { return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE; }

// RapidCheck's ranges grow with the size of a case; characters shouldn't.
rc::Gen<char32_t> range(char32_t first, char32_t last) {
  return rc::gen::map(
      rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint32_t>(first, last + 1)),
      [](std::uint32_t c) { return is_noncharacter(c) ? char32_t{0xFFFD} : char32_t{c}; });
}

// Noncharacters are avoided by construction, and so are surrogates.
rc::Gen<char32_t> character() {
  const auto boundary = rc::gen::elementOf(
      std::vector<char32_t>{0x7F, 0x80, 0x9F, 0x17F, 0x7FF, 0x800, 0x2028, 0x2029, 0x212B, 0xD7FF,
                            0xE000, 0xFDCF, 0xFDF0, 0xFEFF, 0xFFFD, 0x10000, 0x1F600, 0x10FFFD});
  return rc::gen::weightedOneOf<char32_t>({
      {8, range('a', 'z')},
      {4, range(0x20, 0x7E)},
      {3, rc::gen::elementOf(std::vector<char32_t>{'"', '\\', '/', '\b', '\f', '\n', '\r', '\t'})},
      {2, range(0x00, 0x1F)},
      {2, boundary},
      {1, range(0x80, 0x7FF)},
      {1, range(0x800, 0xD7FF)},
      {1, range(0xE000, 0xFFFD)},
      {1, range(0x10000, 0x10FFFD)},
  });
}

// What people take for one letter: a base and a mark, which the normal forms compose.
rc::Gen<std::u32string> decomposed() {
  return rc::gen::elementOf(
      std::vector<std::u32string>{U"e\u0301", U"u\u0308", U"A\u030A", U"n\u0303", U"c\u0327"});
}

rc::Gen<std::u32string> letter() {
  const auto one =
      rc::gen::map(character(), [](char32_t drawn) { return std::u32string(1, drawn); });
  return rc::gen::weightedOneOf<std::u32string>({{24, one}, {1, decomposed()}});
}

rc::Gen<std::string> enumeration_or_text(const MemberSpec& spec, bool only_declared) {
  if (spec.values.empty()) return text();
  const auto declared =
      rc::gen::elementOf(std::vector<std::string>(spec.values.begin(), spec.values.end()));
  if (only_declared) return declared;
  return rc::gen::oneOf(declared, text());
}

template <class Value>
rc::Gen<Member<Value>> value_member(rc::Gen<Value> value) {
  return rc::gen::map(std::move(value), [](Value v) { return Member<Value>(std::move(v)); });
}

// Absent, null where that is allowed, or a value.
template <class Value>
rc::Gen<Member<Value>> optional_member(const MemberSpec& spec, rc::Gen<Value> value,
                                       bool may_be_absent) {
  const std::size_t absent = may_be_absent ? 1 : 0;
  const std::size_t null = spec.nullable ? 1 : 0;
  return rc::gen::weightedOneOf<Member<Value>>({{absent, rc::gen::just(Member<Value>())},
                                                {null, rc::gen::just(Member<Value>(kNull))},
                                                {2, value_member<Value>(std::move(value))}});
}

template <class Value>
rc::Gen<Member<Value>> in_request(const MemberSpec& spec, rc::Gen<Value> value) {
  if (spec.request != InRequest::optional) return rc::gen::just(Member<Value>());
  return optional_member<Value>(spec, std::move(value), true);
}

// Nothing in one of four; RapidCheck's own maybe() has next to none.
template <class Value>
rc::Gen<std::optional<Value>> maybe(rc::Gen<Value> value) {
  const auto some = rc::gen::map(
      std::move(value), [](Value drawn) { return std::optional<Value>(std::move(drawn)); });
  return rc::gen::weightedOneOf<std::optional<Value>>(
      {{1, rc::gen::just(std::optional<Value>())}, {3, some}});
}

// For a code or a message. Shrinks towards "x".
rc::Gen<std::string> some_text() {
  return rc::gen::map(text(),
                      [](std::string drawn) { return drawn.empty() ? "x" : std::move(drawn); });
}

rc::Gen<Member<std::string>> target() {
  return rc::gen::weightedOneOf<Member<std::string>>(
      {{2, rc::gen::just(Member<std::string>())},
       {1, rc::gen::just(Member<std::string>(kNull))},
       {2, value_member<std::string>(text())}});
}

rc::Gen<ErrorDetail> error_detail() {
  return rc::gen::build<ErrorDetail>(rc::gen::set(&ErrorDetail::code, some_text()),
                                     rc::gen::set(&ErrorDetail::message, some_text()),
                                     rc::gen::set(&ErrorDetail::target, target()));
}

// A text, or a date as services write it, with a zone and without.
rc::Gen<std::string> date() {
  const auto dates = rc::gen::elementOf(
      std::vector<std::string>{"2019-11-08T21:29:49", "2019-11-08T21:29:49Z",
                               "2019-11-08T21:29:49.1234567+01:00", "2019-11-08"});
  return rc::gen::weightedOneOf<std::string>({{3, text()}, {1, dates}});
}

rc::Gen<InnerError> inner_error() {
  return rc::gen::build<InnerError>(rc::gen::set(&InnerError::date, maybe(date())),
                                    rc::gen::set(&InnerError::request_id, maybe(text())),
                                    rc::gen::set(&InnerError::client_request_id, maybe(text())));
}

// Of any size up to the given one, seldom up to four times that.
template <class Value>
rc::Gen<std::vector<Value>> few(std::size_t most, const rc::Gen<Value>& value) {
  const auto size = rc::gen::weightedOneOf<std::size_t>(
      {{15, rc::gen::inRange<std::size_t>(0, most + 1)},
       {1, rc::gen::inRange<std::size_t>(most + 1, 4 * most + 1)}});
  return rc::gen::mapcat(size, [value](std::size_t count) {
    return rc::gen::container<std::vector<Value>>(count, value);
  });
}

}  // namespace

rc::Gen<std::string> text() {
  return rc::gen::map(
      rc::gen::scale(0.3, rc::gen::container<std::vector<std::u32string>>(letter())),
      [](const std::vector<std::u32string>& letters) {
        std::string utf8;
        for (const std::u32string& letter : letters) {
          for (const char32_t c : letter) append_utf8(c, utf8);
        }
        return utf8;
      });
}

rc::Gen<NewConnectorGroup> new_connector_group(const Contract& contract) {
  const MemberSpec& type = contract.member(MemberId::connector_group_type);
  const MemberSpec& is_default = contract.member(MemberId::is_default);
  const MemberSpec& region = contract.member(MemberId::region);
  return rc::gen::build<NewConnectorGroup>(
      rc::gen::set(&NewConnectorGroup::name, text()),
      rc::gen::set(&NewConnectorGroup::connector_group_type,
                   in_request<std::string>(type, enumeration_or_text(type, true))),
      rc::gen::set(&NewConnectorGroup::is_default,
                   in_request<bool>(is_default, rc::gen::arbitrary<bool>())),
      rc::gen::set(&NewConnectorGroup::region,
                   in_request<std::string>(region, enumeration_or_text(region, true))));
}

rc::Gen<ConnectorGroup> connector_group(const Contract& contract) {
  const MemberSpec& type = contract.member(MemberId::connector_group_type);
  const MemberSpec& region = contract.member(MemberId::region);
  const auto region_gen = region.response == InResponse::required
                              ? optional_member<std::string>(
                                    region, enumeration_or_text(region, !region.evolvable), false)
                              : rc::gen::just(Member<std::string>());
  return rc::gen::build<ConnectorGroup>(
      rc::gen::set(&ConnectorGroup::id, text()), rc::gen::set(&ConnectorGroup::name, text()),
      rc::gen::set(&ConnectorGroup::connector_group_type,
                   enumeration_or_text(type, !type.evolvable)),
      rc::gen::set(&ConnectorGroup::is_default, rc::gen::arbitrary<bool>()),
      rc::gen::set(&ConnectorGroup::region, region_gen));
}

rc::Gen<ConnectorGroupCollection> collection(const Contract& contract) {
  constexpr std::size_t kGroupsMax = 4;
  const auto groups = few(kGroupsMax, connector_group(contract));
  const auto link = maybe(text());
  const auto number =
      rc::gen::elementOf(std::vector<std::uint64_t>{0, 1, 7, 10, 4294967296, 9007199254740991});
  const auto count = maybe(number);
  return rc::gen::build<ConnectorGroupCollection>(
      rc::gen::set(&ConnectorGroupCollection::groups, groups),
      rc::gen::set(
          &ConnectorGroupCollection::controls,
          rc::gen::build<CollectionControls>(rc::gen::set(&CollectionControls::next_link, link),
                                             rc::gen::set(&CollectionControls::count, count))));
}

rc::Gen<ODataError> odata_error() {
  constexpr std::size_t kDetailsMax = 3;
  return rc::gen::build<ODataError>(
      rc::gen::set(&ODataError::code, some_text()), rc::gen::set(&ODataError::message, some_text()),
      rc::gen::set(&ODataError::target, target()),
      rc::gen::set(&ODataError::details, few(kDetailsMax, error_detail())),
      rc::gen::set(&ODataError::inner, maybe(inner_error())));
}

}  // namespace connectorgroup::generators
