// Faults in field lines, whatever the field.
#include <array>
#include <string>
#include <vector>

#include "properties/edits/message_fault.h"
#include "properties/edits/respell_message.h"

namespace connectorgroup {
namespace {

Fault inserted(std::size_t place, std::string text, std::size_t fault_at = 0) {
  return fault_in({place, place, std::move(text)}, fault_at);
}

std::string some_white_space(RandomSource& random) {
  constexpr std::array<std::string_view, 4> kSpaces{" ", "\t", "  ", "\t "};
  return std::string(one_of(kSpaces, random));
}

// A field of the header or a trailer; a plain one is added where there is none.
const FieldText* any_field(const MessagePlanting& p) {
  if (!make_plain_field(p)) return nullptr;
  return one_of(all_fields(p.message), p.random);
}

// A place in a range, from its first octet to behind its last.
std::size_t place_in(TextRange range, RandomSource& random) {
  return range.begin + random.below(range.size() + 1);
}

// Where the field lines of the header or of the trailers begin.
std::size_t first_line(const MessagePlanting& p) {
  const bool trailers = !p.message.chunks.empty() && p.random.chance(1, 3);
  if (!trailers) return p.message.start_line.end;
  return p.message.chunks.back().line.end;
}

std::optional<Fault> leading_space(const MessagePlanting& p) {
  constexpr std::array<std::string_view, 4> kLines{"", "\r\n", "x: y\r\n", "folded\r\n"};
  return inserted(first_line(p),
                  some_white_space(p.random) + std::string(one_of(kLines, p.random)));
}

std::optional<Fault> obs_fold(const MessagePlanting& p) {
  const FieldText* field = any_field(p);
  if (field == nullptr) return std::nullopt;
  constexpr std::array<std::string_view, 5> kLines{"", "\r\n", "x: y\r\n", "more\r\n",
                                                   "Content-Length: 0\r\n"};
  return inserted(field->line.end,
                  some_white_space(p.random) + std::string(one_of(kLines, p.random)));
}

std::optional<Fault> name(const MessagePlanting& p) {
  const FieldText* field = any_field(p);
  if (field == nullptr) return std::nullopt;
  if (p.random.chance(1, 4)) return inserted(field->line.begin, ":");
  const char octet = any_octet(
      p.random, [](char c) { return is_dark(c) && c != ':' && !is_among(kTokenOctets, c); });
  return inserted(place_in(field->name, p.random), std::string(1, octet));
}

std::optional<Fault> name_space(const MessagePlanting& p) {
  const FieldText* field = any_field(p);
  if (field == nullptr) return std::nullopt;
  const TextRange behind_first{field->name.begin + 1, field->name.end};
  const std::size_t place =
      p.random.chance(2, 3) ? field->name.end : place_in(behind_first, p.random);
  return inserted(place, some_white_space(p.random));
}

std::optional<Fault> colon(const MessagePlanting& p) {
  const FieldText* field = any_field(p);
  if (field == nullptr) return std::nullopt;
  if (p.random.chance(1, 2)) return inserted(field->line.begin, "name\r\n", 4);
  const std::size_t end = field->line.end - 2;
  return fault_in({field->name.end, end, {}}, 0);
}

std::optional<Fault> null(const MessagePlanting& p) {
  const FieldText* field = any_field(p);
  if (field == nullptr) return std::nullopt;
  return inserted(place_in(field->value, p.random), std::string(1, '\0'));
}

std::optional<Fault> control(const MessagePlanting& p) {
  const FieldText* field = any_field(p);
  if (field == nullptr) return std::nullopt;
  if (p.random.chance(1, 3)) {
    // What isspace() takes for white space, where that is trimmed.
    const std::size_t end = p.random.chance(1, 2) ? field->value.begin : field->value.end;
    return inserted(end, std::string(1, one_of(std::string_view("\v\f"), p.random)));
  }
  const char octet = any_octet(p.random, [](char c) { return is_control(c) && c != '\0'; });
  return inserted(place_in(field->value, p.random), std::string(1, octet));
}

// --- Fields that mustn't stand twice.

struct SingleField {
  std::string_view name;
  bool may_be_trailer;
};
constexpr std::array<SingleField, 25> kSingleFields{{
    {"Age", false},
    {"ETag", true},
    {"Date", false},
    {"From", true},
    {"Range", false},
    {"Server", true},
    {"Expires", false},
    {"Referer", true},
    {"Location", false},
    {"If-Range", false},
    {"User-Agent", true},
    {"request-id", true},
    {"Retry-After", false},
    {"Content-Type", false},
    {"Max-Forwards", false},
    {"OData-Version", true},
    {"Last-Modified", true},
    {"Authorization", false},
    {"Content-Range", false},
    {"Content-Location", true},
    {"OData-MaxVersion", true},
    {"If-Modified-Since", false},
    {"client-request-id", true},
    {"If-Unmodified-Since", false},
    {"Proxy-Authorization", false},
}};

const SingleField* find_single(std::string_view name) {
  for (const SingleField& known : kSingleFields) {
    if (equal_ignoring_case(known.name, name)) return &known;
  }
  return nullptr;
}

// The fields of the message that mustn't stand twice.
std::vector<const FieldText*> single_fields(const MessageText& message) {
  std::vector<const FieldText*> found;
  for (const FieldText* field : all_fields(message)) {
    if (find_single(message.at(field->name)) != nullptr) found.push_back(field);
  }
  return found;
}

bool make_single_field(const MessagePlanting& p) {
  const bool there = !single_fields(p.message).empty();
  if (there && p.random.chance(1, 2)) return true;
  const SingleField& added = one_of(kSingleFields, p.random);
  MessageDraft draft = draft_of(p.message);
  if (find_field(draft, added.name)) return true;
  for (const FieldDraft& trailer : draft.trailers) {
    if (equal_ignoring_case(trailer.name, added.name)) return true;
  }
  insert_field(draft.fields, any_place(draft.fields, p.random),
               {in_any_case(added.name, p.random), "v"});
  return rebuild(p, draft) || there;
}

std::optional<Fault> repeated(const MessagePlanting& p) {
  if (!make_single_field(p)) return std::nullopt;
  const FieldText& field = *one_of(single_fields(p.message), p.random);
  const SingleField& known = *find_single(p.message.at(field.name));
  const bool as_trailer =
      known.may_be_trailer && !p.message.chunks.empty() && p.random.chance(1, 2);
  const std::size_t place = as_trailer ? any_trailer_place(p) : any_field_place(p);
  return second_of_two(place, field_line(known.name, "w", p.random), 0, field.line.begin,
                       known.name);
}

constexpr std::array<MessagePlanter, 8> kPlanters{{
    {Rule::http_field_leading_space, leading_space},
    {Rule::http_field_obs_fold, obs_fold},
    {Rule::http_field_name, name},
    {Rule::http_field_name_space, name_space},
    {Rule::http_field_colon, colon},
    {Rule::http_field_null, null},
    {Rule::http_field_control, control},
    {Rule::http_field_repeated, repeated},
}};

}  // namespace

std::span<const MessagePlanter> field_planters() { return kPlanters; }

}  // namespace connectorgroup
