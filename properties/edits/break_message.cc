#include "properties/edits/break_message.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "properties/edits/message_fault.h"
#include "properties/edits/respell_message.h"

namespace connectorgroup {
namespace {

using PlanterTables = std::array<std::span<const MessagePlanter>, 6>;

PlanterTables planter_tables() {
  return {line_planters(),    start_line_planters(), field_planters(),
          framing_planters(), chunk_planters(),      message_limit_planters()};
}

const MessagePlanter* find_planter(Rule rule) {
  for (const std::span<const MessagePlanter> table : planter_tables()) {
    for (const MessagePlanter& planter : table) {
      if (planter.rule == rule) return &planter;
    }
  }
  return nullptr;
}

// A fault mustn't exceed a limit as well: a line or a section that is nearly full has no room.
bool has_room(const MessageText& message, const HttpLimits& limits, std::size_t growth) {
  const auto less = [growth](std::size_t limit) { return limit - std::min(limit, growth); };
  HttpLimits tight = limits;
  tight.line_max = less(limits.line_max);
  tight.field_section_max = less(limits.field_section_max);
  tight.chunk_extensions_max = less(limits.chunk_extensions_max);
  tight.fields_max = limits.fields_max - std::min<std::size_t>(limits.fields_max, 1);
  return fits(message, tight);
}

}  // namespace

std::span<const Rule> breakable_message_rules() {
  static const std::vector<Rule> kBreakable = [] {
    std::vector<Rule> found;
    for (const std::span<const MessagePlanter> table : planter_tables()) {
      for (const MessagePlanter& planter : table) found.push_back(planter.rule);
    }
    return found;
  }();
  return kBreakable;
}

std::optional<BrokenText> break_message(Rule rule, std::string_view text, MessageKind kind,
                                        RandomSource& random, const HttpLimits& limits) {
  const MessagePlanter* planter = find_planter(rule);
  std::optional<MessageText> message = parse_message(std::string(text), kind);
  if (planter == nullptr || !message || !fits(*message, limits)) return std::nullopt;
  std::optional<Fault> fault = planter->plant({*message, limits, random});
  if (!fault) return std::nullopt;
  const bool of_limit = row(rule).id.starts_with("limit.");
  if (!of_limit && !has_room(*message, limits, fault->splice.replacement.size())) {
    return std::nullopt;
  }
  return BrokenText{spliced(fault->splice, message->text), std::move(message->text), rule,
                    fault->offset, fault->member};
}

// --- What the planters share.

bool rebuild(const MessagePlanting& planting, const MessageDraft& draft) {
  std::optional<MessageText> message = parse_message(print(draft), draft.kind);
  if (!message || !fits(*message, planting.limits)) return false;
  planting.message = *std::move(message);
  return true;
}

namespace {

bool make_framed(const MessagePlanting& p, Framed framed) {
  if (p.message.framed == Framed::no_content) return false;
  if (p.message.framed == framed) return true;
  if (framed == Framed::chunked && p.message.minor_version() == 0) return false;
  MessageDraft draft = draft_of(p.message);
  frame(draft, framed, p.random);
  return rebuild(p, draft);
}

bool is_plain(const MessageText& message, const FieldText& field) {
  const std::string_view name = message.at(field.name);
  return !is_framing_field(name) && !equal_ignoring_case(name, "Host");
}

std::vector<const FieldText*> plain_fields(const MessageText& message) {
  std::vector<const FieldText*> plain;
  for (const FieldText* field : all_fields(message)) {
    if (is_plain(message, *field)) plain.push_back(field);
  }
  return plain;
}

}  // namespace

bool make_chunked(const MessagePlanting& p) { return make_framed(p, Framed::chunked); }

bool make_counted(const MessagePlanting& p) { return make_framed(p, Framed::counted); }

bool make_trailer(const MessagePlanting& p) {
  if (!make_chunked(p)) return false;
  if (!p.message.trailers.empty()) return true;
  MessageDraft draft = draft_of(p.message);
  draft.trailers.push_back({"x-checksum", "0"});
  return rebuild(p, draft);
}

bool make_plain_field(const MessagePlanting& p) {
  const bool there = !plain_fields(p.message).empty();
  if (there && p.random.chance(3, 4)) return true;
  MessageDraft draft = draft_of(p.message);
  insert_field(draft.fields, any_place(draft.fields, p.random), {"X-Plain", "any text"});
  return rebuild(p, draft) || there;
}

bool make_host(const MessagePlanting& p) {
  if (find_field(p.message, "Host") != nullptr) return true;
  MessageDraft draft = draft_of(p.message);
  insert_field(draft.fields, any_place(draft.fields, p.random), {"Host", "h"});
  return rebuild(p, draft);
}

std::vector<const FieldText*> all_fields(const MessageText& message) {
  std::vector<const FieldText*> all;
  for (const FieldText& field : message.fields) all.push_back(&field);
  for (const FieldText& field : message.trailers) all.push_back(&field);
  return all;
}

const FieldText* plain_field(const MessagePlanting& p) {
  const std::vector<const FieldText*> plain = plain_fields(p.message);
  return plain.empty() ? nullptr : one_of(plain, p.random);
}

std::size_t any_field_place(const MessagePlanting& p) {
  const std::size_t place = p.random.below(p.message.fields.size() + 1);
  return place < p.message.fields.size() ? p.message.fields[place].line.begin
                                         : p.message.empty_line.begin;
}

std::size_t any_trailer_place(const MessagePlanting& p) {
  constexpr std::size_t kLineEndSize = 2;
  const std::size_t place = p.random.below(p.message.trailers.size() + 1);
  return place < p.message.trailers.size() ? p.message.trailers[place].line.begin
                                           : p.message.text.size() - kLineEndSize;
}

Fault second_of_two(std::size_t place, std::string line, std::size_t at_in_line, std::size_t old_at,
                    std::string_view member) {
  const std::size_t offset = place <= old_at ? old_at + line.size() : place + at_in_line;
  return {{place, place, std::move(line)}, offset, member};
}

std::string field_line(std::string_view name, std::string_view value, RandomSource& random) {
  const std::string before = random.chance(1, 2) ? " " : any_white_space(random);
  return in_any_case(name, random) + ":" + before + std::string(value) + any_white_space(random) +
         "\r\n";
}

OtherNotation in_other_notation(std::string_view digits, RandomSource& random) {
  const std::string plain(digits);
  switch (random.below(4)) {
    case 0:
      return {one_of(std::string_view("+-"), random) + plain, 0};
    case 1:
      return {"0" + (one_of(std::string_view("xXo"), random) + plain), 1};
    case 2: {
      // Between digits of its own, as a number of one digit has no such place.
      const std::size_t place = 1 + random.below(digits.size());
      const std::string text = "0" + plain;
      return {text.substr(0, place) + one_of(std::string_view("_'."), random) + text.substr(place),
              place};
    }
    default:
      return {plain + one_of(std::string_view("hLu."), random), digits.size()};
  }
}

}  // namespace connectorgroup
