// A planter first makes the twin of the text in hand, then breaks a copy of it. The offset comes
// from the places of the copy's parts, never from a reader.

#include "properties/edits/break_exchange.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "properties/edits/message_draft.h"
#include "properties/edits/message_text.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kAuthorization = "Authorization";
constexpr std::string_view kContentType = "Content-Type";
constexpr std::string_view kLocation = "Location";
constexpr std::string_view kRetryAfter = "Retry-After";
constexpr std::string_view kWwwAuthenticate = "WWW-Authenticate";

// One more than this would soon reach the reader's limit.
constexpr std::size_t kFieldsMost = 100;

struct Planting {
  MessageDraft twin;
  MessageDraft broken;
  const Contract& contract;
  RandomSource& random;

  bool is_request() const { return twin.kind == MessageKind::request; }
};

struct Planted {
  std::size_t offset;
  std::string_view member = {};
};
using MaybePlanted = std::optional<Planted>;

// What replaces something, and where in that the fault shows.
struct Fault {
  std::string_view text;
  std::size_t at;
};

template <class Range>
const auto& one_of(const Range& range, RandomSource& random) {
  return range[random.below(std::size(range))];
}

// --- Places.

std::size_t start_line_at(const MessageDraft& draft) { return draft.empty_line_first ? 2 : 0; }

// Of the field at this place; of the empty line for the place behind the last.
std::size_t line_at(const MessageDraft& draft, std::size_t place) {
  MessageDraft before = draft;
  before.fields.erase(before.fields.begin() + static_cast<std::ptrdiff_t>(place),
                      before.fields.end());
  before.framed = Framed::counted;
  before.content.clear();
  return print(before).size() - 2;
}
std::size_t value_at(const MessageDraft& draft, std::size_t place) {
  const FieldDraft& field = draft.fields[place];
  return line_at(draft, place) + field.name.size() + 1 + field.before.size();
}
std::size_t empty_line_at(const MessageDraft& draft) { return line_at(draft, draft.fields.size()); }

void erase_fields(MessageDraft& draft, std::string_view name) {
  std::erase_if(draft.fields,
                [name](const FieldDraft& field) { return equal_ignoring_case(field.name, name); });
}

// --- Fields.

// The field is gone, or misspelled.
MaybePlanted without(Planting& p, std::string_view name) {
  const std::optional<std::size_t> place = find_field(p.broken, name);
  if (!place) return std::nullopt;
  if (p.random.chance(1, 2)) {
    erase_fields(p.broken, name);
  } else {
    p.broken.fields[*place].name += "x";
  }
  return Planted{empty_line_at(p.broken), name};
}

// The field's value gets another end, or another value altogether.
MaybePlanted appended(Planting& p, std::string_view name, const Fault& fault) {
  const std::optional<std::size_t> place = find_field(p.broken, name);
  if (!place) return std::nullopt;
  std::string& value = p.broken.fields[*place].value;
  const std::size_t end = value_at(p.broken, *place) + value.size();
  value += fault.text;
  return Planted{end + fault.at, name};
}
MaybePlanted replaced(Planting& p, std::string_view name, const Fault& fault) {
  const std::optional<std::size_t> place = find_field(p.broken, name);
  if (!place) return std::nullopt;
  FieldDraft& field = p.broken.fields[*place];
  field.value = fault.text;
  field.before = " ";
  field.behind.clear();
  return Planted{value_at(p.broken, *place) + fault.at, name};
}

// A field of this name and value in the twin, and no other of the name.
void set_field(Planting& p, std::string_view name, std::string_view value) {
  erase_fields(p.twin, name);
  insert_field(p.twin.fields, any_place(p.twin.fields, p.random),
               {std::string(name), std::string(value)});
  p.broken = p.twin;
}

// --- Targets.

// The path, from its first slash, and what follows it.
struct TargetPlace {
  std::size_t segment;  // of the version, in the start line
  std::size_t rest;     // behind it
  std::size_t query;    // the question mark, or the target's end
  std::size_t end;
};

std::optional<TargetPlace> target_place(const MessageDraft& draft) {
  const std::string& line = draft.start_line;
  TargetPlace place{};
  const std::size_t target = line.find(' ') + 1;
  place.end = line.find(' ', target);
  place.query = std::min(line.find('?', target), place.end);
  std::size_t slash = target;
  if (line[target] != '/') slash = line.find('/', line.find("://", target) + 3);
  if (slash == std::string::npos || slash >= place.query) return std::nullopt;
  place.segment = slash + 1;
  place.rest = std::min(line.find('/', place.segment), place.query);
  return place;
}

MaybePlanted method(Planting& p) {
  constexpr std::array<std::string_view, 6> kOthers{"GET", "PUT", "post", "POSTS", "P", "PATCH"};
  std::string& line = p.broken.start_line;
  line.replace(0, line.find(' '), one_of(kOthers, p.random));
  return Planted{start_line_at(p.broken)};
}

MaybePlanted version_segment(Planting& p) {
  constexpr std::array<std::string_view, 6> kOthers{"v3", "Beta", "v1", "", "beta1", "b%2Feta"};
  const std::optional<TargetPlace> place = target_place(p.broken);
  if (!place) return std::nullopt;
  const Planted planted{start_line_at(p.broken) + place->segment};
  if (place->rest < place->query && p.random.chance(1, 4)) {
    // A slash that is encoded ends no segment.
    p.broken.start_line.replace(place->rest, 1, "%2F");
  } else {
    p.broken.start_line.replace(place->segment, place->rest - place->segment,
                                one_of(kOthers, p.random));
  }
  return planted;
}

// The path as who decodes it once more than is due takes it for the right one.
std::string encoded_twice(std::string path) {
  constexpr std::string_view kPercent = "%25";
  if (const std::size_t escape = path.find('%'); escape != std::string::npos) {
    return path.replace(escape, 1, kPercent);
  }
  const auto last = static_cast<unsigned char>(path.back());
  path.pop_back();
  return path.append(kPercent).append(hexadecimal(last));
}

// Paths that a careless reader takes for the right one, or cuts down to it.
std::string near_path(std::string path, RandomSource& random) {
  if (path.size() < 2) return "/x";  // broken before
  switch (random.below(6)) {
    case 0:
      return path + ";a=b";
    case 1:
      return "/x/.." + path;
    case 2:
      return "/" + path;
    case 3:
      return path + "%3Fa=b";
    case 4:
      if (path[1] != '%') path[1] = static_cast<char>(path[1] ^ ('a' ^ 'A'));
      return path[1] != '%' ? path : "/." + path;
    default:
      return encoded_twice(std::move(path));
  }
}

MaybePlanted path(Planting& p) {
  const std::optional<TargetPlace> place = target_place(p.broken);
  if (!place) return std::nullopt;
  std::string rest = p.broken.start_line.substr(place->rest, place->query - place->rest);
  switch (p.random.below(13)) {
    case 0:
    case 1:
      rest += '/';
      break;
    case 2:
      rest.clear();
      break;
    case 3:
      rest += "/a";
      break;
    case 4:
      rest.insert(0, "/x");
      break;
    case 5:
      for (const Contract& other : contracts()) {
        if (other.path != p.contract.path) rest = other.path;
      }
      break;
    case 6:
      rest += "%2F";
      break;
    default:
      rest = near_path(rest, p.random);
      break;
  }
  p.broken.start_line.replace(place->rest, place->query - place->rest, rest);
  return Planted{start_line_at(p.broken) + place->rest};
}

MaybePlanted one_method(Planting& p) {
  constexpr std::array<std::string_view, 3> kOptions{"access_token=a", "access%5Ftoken",
                                                     "access_token="};
  const std::optional<TargetPlace> place = target_place(p.broken);
  const std::optional<std::size_t> field = find_field(p.broken, kAuthorization);
  if (!place || !field) return std::nullopt;
  const bool has_query = place->query < place->end;
  const std::string option = (has_query ? "&" : "?") + std::string(one_of(kOptions, p.random));
  p.broken.start_line.insert(place->end, option);
  return Planted{line_at(p.broken, *field), kAuthorization};
}

// --- What requests and responses have.

MaybePlanted no_authorization(Planting& p) { return without(p, kAuthorization); }
MaybePlanted no_content_type(Planting& p) { return without(p, kContentType); }

MaybePlanted not_json(Planting& p) {
  constexpr std::array<Fault, 5> kOthers{{{"text/json", 0},
                                          {"application/problem+json", 0},
                                          {"application/jso; charset=utf-8", 0},
                                          {"*/*", 0},
                                          {"x/json;a=b", 0}}};
  return replaced(p, kContentType, one_of(kOthers, p.random));
}

MaybePlanted charset(Planting& p) {
  constexpr std::array<Fault, 6> kEnds{{{";charset=utf-16", 9},
                                        {";odata.metadata=minimal;charset=utf-16", 32},
                                        {" ; CharSet=\"latin1\"", 11},
                                        {";charset=utf8", 9},
                                        {";charset=\"\"", 9},
                                        {";charset=utf-7;charset=utf-8", 9}}};
  return appended(p, kContentType, one_of(kEnds, p.random));
}

MaybePlanted media_type(Planting& p) {
  constexpr std::array<Fault, 6> kEnds{
      {{", a/b", 0}, {";x y", 2}, {";a", 2}, {";a=", 3}, {";a=\"b", 5}, {";a =b", 2}}};
  // Behind an empty parameter white space may stand, which moves none of the faults.
  return appended(p, kContentType, one_of(kEnds, p.random));
}

MaybePlanted content_encoding(Planting& p) {
  constexpr std::array<std::string_view, 4> kCodings{"gzip", "identity, br", "x", ",Deflate"};
  const std::size_t place = any_place(p.broken.fields, p.random);
  insert_field(p.broken.fields, place,
               {"Content-Encoding", std::string(one_of(kCodings, p.random))});
  return Planted{line_at(p.broken, place), "Content-Encoding"};
}

MaybePlanted scheme(Planting& p) {
  constexpr std::array<Fault, 4> kOthers{
      {{"Basic YTpi", 0}, {"Bearers a", 0}, {"Beare a", 0}, {"Token a==", 0}}};
  return replaced(p, kAuthorization, one_of(kOthers, p.random));
}

MaybePlanted token(Planting& p) {
  constexpr std::array<Fault, 5> kOthers{
      {{"Bearer", 6}, {"Bearer =", 7}, {"Bearer\ta", 6}, {"Bearer,a", 6}, {"Bearer \"a\"", 7}}};
  constexpr std::array<Fault, 4> kEnds{{{" a", 0}, {",a", 0}, {"=a", 1}, {"%41", 0}}};
  if (p.random.chance(1, 2)) return replaced(p, kAuthorization, one_of(kOthers, p.random));
  return appended(p, kAuthorization, one_of(kEnds, p.random));
}

// --- Responses.

bool is_error(const MessageDraft& draft) {
  const char first = draft.start_line[9];
  return first == '4' || first == '5';
}

MaybePlanted status(Planting& p) {
  constexpr std::array<std::string_view, 5> kOthers{"202", "299", "302", "203", "399"};
  set_status(p.broken, one_of(kOthers, p.random));
  return Planted{9};
}

MaybePlanted location(Planting& p) {
  constexpr std::array<Fault, 6> kEnds{
      {{" a", 0}, {"<", 0}, {"%4", 2}, {"%zz", 1}, {"\"", 0}, {"{id}", 0}}};
  const std::optional<std::size_t> place = find_field(p.twin, kLocation);
  if (!place || p.twin.fields[*place].value.empty()) set_field(p, kLocation, "/a");
  return appended(p, kLocation, one_of(kEnds, p.random));
}

MaybePlanted retry_after(Planting& p) {
  constexpr std::array<Fault, 3> kEnds{{{".5", 0}, {" s", 0}, {",1", 0}}};
  constexpr std::array<Fault, 3> kOthers{{{"-1", 0}, {"", 0}, {"soon", 0}}};
  set_field(p, kRetryAfter, "120");
  return p.random.chance(1, 2) ? appended(p, kRetryAfter, one_of(kEnds, p.random))
                               : replaced(p, kRetryAfter, one_of(kOthers, p.random));
}

MaybePlanted no_allow(Planting& p) {
  if (!is_error(p.twin)) return std::nullopt;
  erase_fields(p.twin, kWwwAuthenticate);
  set_status(p.twin, "405");
  set_field(p, "Allow", "GET");
  return without(p, "Allow");
}

// What more may be put behind: in quotes a comma ends nothing.
std::string_view open_challenge(RandomSource& random) {
  constexpr std::array<std::string_view, 4> kChallenges{"Bearer realm=\"a\"", "Bearer realm=\"a\"",
                                                        "Bearer realm=\"a, b\"",
                                                        "bearer realm=\"\\\",\""};
  return one_of(kChallenges, random);
}

// An error of status 401 with one challenge that is in order.
bool challenged(Planting& p, std::string_view challenge) {
  if (!is_error(p.twin)) return false;
  set_status(p.twin, "401");
  set_field(p, kWwwAuthenticate, challenge);
  return true;
}

MaybePlanted no_challenge(Planting& p) {
  if (!challenged(p, "Bearer realm=a")) return std::nullopt;
  return without(p, kWwwAuthenticate);
}

MaybePlanted challenge_syntax(Planting& p) {
  constexpr std::array<Fault, 7> kEnds{{{" a=b", 1},
                                        {";a=b", 0},
                                        {", =b", 2},
                                        {", a=", 4},
                                        {", a=\"b", 6},
                                        {", Basic \"a\"", 8},
                                        {", Basic a b", 10}}};
  if (!challenged(p, open_challenge(p.random))) return std::nullopt;
  return appended(p, kWwwAuthenticate, one_of(kEnds, p.random));
}

MaybePlanted challenge_scheme(Planting& p) {
  constexpr std::array<Fault, 4> kOthers{
      {{"Basic realm=a", 0}, {"", 0}, {"Bearers realm=a, Basic", 0}, {"Negotiate a==", 0}}};
  if (!challenged(p, "Bearer realm=\"a\"")) return std::nullopt;
  replaced(p, kWwwAuthenticate, one_of(kOthers, p.random));
  return Planted{empty_line_at(p.broken), kWwwAuthenticate};
}

MaybePlanted challenge_parameter(Planting& p) {
  constexpr std::array<Fault, 5> kOthers{{{"Bearer", 0},
                                          {"bearer ,", 0},
                                          {"Bearer a==, Basic", 0},
                                          {"Basic realm=a, Bearer", 15},
                                          {"Bearer, Basic realm=a", 0}}};
  if (!challenged(p, "Bearer realm=\"a\"")) return std::nullopt;
  return replaced(p, kWwwAuthenticate, one_of(kOthers, p.random));
}

MaybePlanted challenge_repeated(Planting& p) {
  constexpr std::array<Fault, 4> kEnds{{{", realm=b", 2},
                                        {" ,REALM=\"a\"", 2},
                                        {", scope=a, scope=a", 11},
                                        {", Basic a=b, a=b", 13}}};
  if (!challenged(p, open_challenge(p.random))) return std::nullopt;
  return appended(p, kWwwAuthenticate, one_of(kEnds, p.random));
}

MaybePlanted error_status(Planting& p) {
  constexpr std::array<Fault, 3> kEnds{{{", error=invalid_request", 8},
                                        {", error=\"insufficient_scope\"", 8},
                                        {",Error = invalid_request", 9}}};
  if (!challenged(p, open_challenge(p.random))) return std::nullopt;
  return appended(p, kWwwAuthenticate, one_of(kEnds, p.random));
}

enum class Has : std::uint8_t { request, response, both };

struct Planter {
  Rule rule;
  Has has;
  MaybePlanted (*plant)(Planting& planting);
};

constexpr std::array kPlanters{
    Planter{Rule::exchange_method, Has::request, method},
    Planter{Rule::exchange_version_segment, Has::request, version_segment},
    Planter{Rule::exchange_path, Has::request, path},
    Planter{Rule::exchange_authorization_missing, Has::request, no_authorization},
    Planter{Rule::exchange_content_type_missing, Has::both, no_content_type},
    Planter{Rule::exchange_content_type_json, Has::both, not_json},
    Planter{Rule::exchange_content_type_charset, Has::both, charset},
    Planter{Rule::exchange_content_encoding, Has::both, content_encoding},
    Planter{Rule::exchange_status, Has::response, status},
    Planter{Rule::exchange_location_syntax, Has::response, location},
    Planter{Rule::exchange_www_authenticate_missing, Has::response, no_challenge},
    Planter{Rule::exchange_allow_missing, Has::response, no_allow},
    Planter{Rule::bearer_scheme, Has::request, scheme},
    Planter{Rule::bearer_token, Has::request, token},
    Planter{Rule::bearer_one_method, Has::request, one_method},
    Planter{Rule::bearer_challenge_syntax, Has::response, challenge_syntax},
    Planter{Rule::bearer_challenge_scheme, Has::response, challenge_scheme},
    Planter{Rule::bearer_challenge_parameter, Has::response, challenge_parameter},
    Planter{Rule::bearer_challenge_repeated, Has::response, challenge_repeated},
    Planter{Rule::bearer_error_status, Has::response, error_status},
    Planter{Rule::http_media_type_syntax, Has::both, media_type},
    Planter{Rule::http_retry_after_syntax, Has::response, retry_after},
};

constexpr std::array<Rule, kPlanters.size()> planted_rules() {
  std::array<Rule, kPlanters.size()> rules{};
  for (std::size_t i = 0; i < kPlanters.size(); ++i) rules[i] = kPlanters[i].rule;
  return rules;
}
constexpr std::array<Rule, kPlanters.size()> kRules = planted_rules();

bool fits_limits(const std::string& text, MessageKind kind) {
  const std::optional<MessageText> message = parse_message(text, kind);
  return !message || fits(*message, HttpLimits{});
}

}  // namespace

std::span<const Rule> breakable_exchange_rules() { return kRules; }

std::optional<BrokenText> break_exchange(Rule rule, std::string_view text, MessageKind kind,
                                         const Contract& contract, RandomSource& random) {
  const auto planter =
      std::find_if(kPlanters.begin(), kPlanters.end(),
                   [rule](const Planter& candidate) { return candidate.rule == rule; });
  const Has other = kind == MessageKind::request ? Has::response : Has::request;
  if (planter == kPlanters.end() || planter->has == other) return std::nullopt;
  const std::optional<MessageText> message = parse_message(std::string(text), kind);
  if (!message || message->fields.size() > kFieldsMost) return std::nullopt;
  const MessageDraft draft = draft_of(*message);
  Planting planting{draft, draft, contract, random};
  const MaybePlanted planted = planter->plant(planting);
  if (!planted) return std::nullopt;
  BrokenText broken{print(planting.broken), print(planting.twin), rule, planted->offset,
                    planted->member};
  if (!fits_limits(broken.text, kind) || !fits_limits(broken.twin, kind)) return std::nullopt;
  return broken;
}

}  // namespace connectorgroup
