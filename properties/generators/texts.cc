#include "properties/generators/texts.h"

#include <algorithm>
#include <array>

#include "model/body/reader.h"
#include "model/body/reference_reader.h"
#include "model/exchange/error.h"
#include "properties/edits/body_text.h"
#include "properties/edits/break_rule.h"
#include "properties/edits/random_source.h"
#include "properties/edits/respell.h"
#include "properties/generators/values.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup::generators {
namespace {

// --- From values to texts, without the model's writer: its faults aren't to hide here.

class Object {
 public:
  explicit Object(RandomSource& random) : random_(random) {}

  void raw(std::string_view name, std::string_view value) {
    text_ += text_.empty() ? "{" : ",";
    spell_string(name, Spelling{}, random_, text_);
    text_ += ':';
    text_ += value;
  }
  void member(std::string_view name, const std::string& value) {
    std::string spelled;
    spell_string(value, Spelling{}, random_, spelled);
    raw(name, spelled);
  }
  void member(std::string_view name, bool value) { raw(name, value ? "true" : "false"); }
  template <class Value>
  void member(std::string_view name, const Member<Value>& value) {
    if (value.is_null()) raw(name, "null");
    if (value.has_value()) member(name, value.value());
  }
  std::string text() const { return text_.empty() ? "{}" : text_ + "}"; }

 private:
  RandomSource& random_;
  std::string text_;
};

template <std::size_t size>
std::string_view any_of(const std::array<std::string_view, size>& names, RandomSource& random) {
  return names[random.below(size)];
}

std::string json_scalar(RandomSource& random) {
  constexpr std::array<std::string_view, 13> kScalars{
      "0",    "-0",   "1.5",   "-2.5e-3", "1E+2",        "9007199254740991",    "1e308",
      "\"\"", "true", "false", "null",    "\"\\u00e9\"", "\"\xF0\x9F\x98\x80\""};
  if (random.chance(1, 3)) return random_value(number_type | string_type, 0, random);
  return std::string(any_of(kScalars, random));
}

// Some JSON. Now and then, objects in it have control information of their own.
std::string json_value(RandomSource& random, std::size_t depth) {
  constexpr std::array<std::string_view, 3> kControls{"@odata.type", "@odata.context",
                                                      "@odata.count"};
  if (depth == 0 || random.chance(3, 5)) return json_scalar(random);
  const bool object = random.chance(1, 2);
  std::string text = object ? "{" : "[";
  const std::size_t count = random.below(3);
  const std::size_t control = random.below(8);  // which of the members is one
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += ',';
    const std::string name =
        i == control ? std::string(any_of(kControls, random)) : "m" + std::to_string(i);
    if (object) text += "\"" + name + "\":";
    text += json_value(random, depth - 1);
  }
  return text + (object ? "}" : "]");
}

// So deep that few levels are left below the limit, wherever a body has it.
std::string deep_value(RandomSource& random) {
  constexpr std::size_t kLevelsAbove = 9;
  std::string open;
  std::string close;
  const std::size_t deepest = Limits{}.depth_max - kLevelsAbove;
  for (std::size_t levels = 1 + random.below(deepest); levels > 0; --levels) {
    const bool array = random.chance(1, 2);
    open += array ? "[" : "{\"d\":";
    close += array ? ']' : '}';
  }
  return open + json_scalar(random) + std::string(close.rbegin(), close.rend());
}

// An array of this many small values, all alike.
std::string wide_value(std::size_t count, std::string_view item) {
  std::string text = "[";
  for (std::size_t i = 0; i < count; ++i) text.append(i > 0 ? "," : "").append(item);
  return text + "]";
}

// More than four, as often up to 8 as up to 16, and so on.
std::size_t some_more(std::size_t doublings, RandomSource& random) {
  const std::size_t least = std::size_t{4} << random.below(doublings);
  return least + random.below(least);
}

// For an annotation or an extra member.
std::string any_json(RandomSource& random, std::size_t depth) {
  constexpr std::array<std::string_view, 4> kItems{"[]", "{\"a\":0}", "\"\"", "12"};
  constexpr std::size_t kDoublings = 6;
  if (random.chance(1, 24)) return deep_value(random);
  if (random.chance(1, 24)) {
    return wide_value(some_more(kDoublings, random), any_of(kItems, random));
  }
  return json_value(random, depth);
}

void add_annotations(Object& object, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) object.raw("@n." + std::to_string(i), "0");
}

// So many members that a set of bits, or a table of a few, doesn't hold them.
void crowd(Object& object, RandomSource& random) {
  constexpr std::size_t kDoublings = 4;
  if (random.chance(1, 16)) add_annotations(object, some_more(kDoublings, random));
}

// An annotation that holds what the object has so far: who looks for names wherever they stand
// finds them twice.
void repeat_inside(Object& object, RandomSource& random) {
  if (random.chance(1, 12)) object.raw("@vendor.before", object.text());
}

// Of one of these members.
template <std::size_t size>
void annotate_member(Object& object, const std::array<std::string_view, size>& members,
                     std::size_t depth, RandomSource& random) {
  if (!random.chance(1, 8)) return;
  object.raw(std::string(any_of(members, random)) + "@vendor.note", any_json(random, depth));
}

void decorate(Object& object, BodyKind kind, RandomSource& random) {
  constexpr std::size_t kNesting = 4;
  constexpr std::array<std::string_view, 5> kMembers{"id", "name", "connectorGroupType",
                                                     "isDefault", "region"};
  // Of a collection; in a group they are annotations like any other.
  constexpr std::array<std::string_view, 3> kControls{"@odata.count", "@odata.nextLink", "@count"};
  repeat_inside(object, random);
  if (random.chance(1, 4)) object.raw("@odata.future", any_json(random, kNesting));
  annotate_member(object, kMembers, kNesting, random);
  if (random.chance(1, 8)) object.raw("@odata.type", "\"#microsoft.graph.connectorGroup\"");
  if (random.chance(1, 8)) object.raw("@odata.etag", "\"W/1\"");
  if (random.chance(1, 16)) object.raw(any_of(kControls, random), any_json(random, kNesting));
  if (kind != BodyKind::create_request && random.chance(1, 4)) {
    object.raw("createdDateTime", any_json(random, kNesting));
  }
}

std::string spell(const NewConnectorGroup& group, RandomSource& random) {
  Object object(random);
  const bool crowd_first = random.chance(1, 2);
  if (crowd_first) crowd(object, random);
  object.member("name", group.name);
  object.member("connectorGroupType", group.connector_group_type);
  object.member("isDefault", group.is_default);
  object.member("region", group.region);
  if (!crowd_first) crowd(object, random);
  decorate(object, BodyKind::create_request, random);
  return object.text();
}

std::string spell(const ConnectorGroup& group, RandomSource& random) {
  Object object(random);
  if (random.chance(1, 4)) object.raw("@odata.context", "\"$metadata#connectorGroups/$entity\"");
  object.member("id", group.id);
  object.member("name", group.name);
  object.member("connectorGroupType", group.connector_group_type);
  object.member("isDefault", group.is_default);
  object.member("region", group.region);
  crowd(object, random);
  decorate(object, BodyKind::response, random);
  return object.text();
}

std::string spell(const ConnectorGroupCollection& collection, RandomSource& random) {
  Object object(random);
  if (random.chance(1, 4)) object.raw("@odata.context", "\"$metadata#connectorGroups\"");
  if (collection.controls.count) {
    object.raw("@odata.count", std::to_string(*collection.controls.count));
  }
  if (collection.controls.next_link) {
    object.member("@odata.nextLink", *collection.controls.next_link);
  }
  // The last are none of a collection's, but nearly.
  constexpr std::array<std::string_view, 4> kExtra{"@odata.deltaLink", "total", "odata.count",
                                                   "odata.nextLink"};
  if (random.chance(1, 8)) object.raw(any_of(kExtra, random), json_value(random, 2));
  std::string elements = "[";
  for (const ConnectorGroup& group : collection.groups) {
    if (elements.size() > 1) elements += ',';
    elements += spell(group, random);
  }
  object.raw("value", elements + "]");
  return object.text();
}

template <class Described>
void describe(Object& object, const Described& described) {
  object.member("code", described.code);
  object.member("message", described.message);
  object.member("target", described.target);
}

// What services put into an inner error that holds another, and what they call it there that is
// read under another name.
std::string inner_error_like(RandomSource& random) {
  constexpr std::array<std::string_view, 4> kNames{"date", "request-id", "client-request-id",
                                                   "code"};
  Object object(random);
  for (const std::string_view name : kNames) {
    if (random.chance(1, 2)) object.member(name, "inner " + std::to_string(random.below(10)));
  }
  return object.text();
}

std::string spell(const InnerError& inner, RandomSource& random) {
  constexpr std::size_t kNesting = 3;
  constexpr std::array<std::string_view, 5> kNearly{"requestId", "clientRequestId", "Date",
                                                    "request_id", "code"};
  Object object(random);
  if (inner.date) object.member("date", *inner.date);
  if (inner.request_id) object.member("request-id", *inner.request_id);
  if (inner.client_request_id) object.member("client-request-id", *inner.client_request_id);
  if (random.chance(1, 8)) object.member(any_of(kNearly, random), std::string("1"));
  if (random.chance(1, 4)) {
    object.raw("innererror",
               random.chance(1, 2) ? inner_error_like(random) : json_value(random, kNesting));
  }
  if (random.chance(1, 8)) object.raw("@odata.context", json_value(random, kNesting));
  return object.text();
}

constexpr std::array<std::string_view, 3> kDescribed{"code", "message", "target"};

std::string spell(const ErrorDetail& detail, RandomSource& random) {
  constexpr std::size_t kNesting = 2;
  // The last two mean something in an error alone.
  constexpr std::array<std::string_view, 3> kMore{"more", "details", "innererror"};
  Object object(random);
  describe(object, detail);
  annotate_member(object, kDescribed, kNesting, random);
  if (random.chance(1, 8)) object.raw(any_of(kMore, random), json_value(random, kNesting));
  return object.text();
}

// Under either spelling, now and then under both.
void add_inner_error(Object& error, const InnerError& inner, RandomSource& random) {
  constexpr std::array<std::string_view, 2> kSpellings{"innererror", "innerError"};
  const std::size_t spelling = random.below(kSpellings.size());
  error.raw(kSpellings[spelling], spell(inner, random));
  if (random.chance(1, 8)) error.raw(kSpellings[1 - spelling], inner_error_like(random));
}

std::string spell(const ODataError& value, RandomSource& random) {
  constexpr std::size_t kNesting = 4;
  Object error(random);
  describe(error, value);
  std::string details = "[";
  for (const ErrorDetail& detail : value.details) {
    if (details.size() > 1) details += ',';
    details += spell(detail, random);
  }
  if (!value.details.empty() || random.chance(1, 4)) error.raw("details", details + "]");
  if (value.inner) add_inner_error(error, *value.inner, random);
  crowd(error, random);
  repeat_inside(error, random);
  annotate_member(error, kDescribed, kNesting, random);
  if (random.chance(1, 8)) error.raw("status", any_json(random, kNesting));
  Object body(random);
  if (random.chance(1, 8)) body.raw("@odata.future", any_json(random, kNesting));
  body.raw("error", error.text());
  return body.text();
}

// As many members as a limit allows, about, in one object or in one array: a create request and a
// response. Few are worth their time.
std::string full(RandomSource& random) {
  const std::size_t most = Limits{}.members_max;
  Object object(random);
  object.member("name", std::string("n"));
  const bool response = random.chance(1, 3);
  if (response) {
    object.member("id", std::string("i"));
    object.member("connectorGroupType", std::string("t"));
    object.member("isDefault", true);
  }
  if (random.chance(1, 2)) {
    add_annotations(object, most - (response ? 5 : 2) + random.below(4));
  } else {
    object.raw("@vendor.all", wide_value(most, random.chance(1, 2) ? "{\"a\":0}" : "[]"));
  }
  return object.text();
}

// --- The mixture.

rc::Gen<std::uint64_t> seed() {
  return rc::gen::noShrink(rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>()));
}

// A value that is accepted as `kind` under `contract`, spelled; with one rule broken if so wished.
template <class Value>
rc::Gen<std::string> spelled(rc::Gen<Value> values, BodyKind kind, const Contract& contract,
                             bool broken) {
  return rc::gen::map(rc::gen::pair(std::move(values), seed()),
                      [kind, &contract, broken](const std::pair<Value, std::uint64_t>& drawn) {
                        RandomSource random(drawn.second);
                        std::string text = spell(drawn.first, random);
                        // A third stays as programs write it.
                        if (random.chance(2, 3)) text = respell(text, random).value_or(text);
                        if (!broken) return text;
                        // Not every rule can be broken in every text; most can.
                        for (int attempt = 0; attempt < 20; ++attempt) {
                          const Rule rule = random_breakable_rule(random);
                          // 1024 members make a text of no use to anybody but that rule.
                          if (rule == Rule::limit_members) continue;
                          if (auto edit = break_rule(rule, text, kind, contract, random)) {
                            return std::move(edit->text);
                          }
                        }
                        return text;
                      });
}

rc::Gen<std::string> from_values(bool broken) {
  std::vector<rc::Gen<std::string>> all;
  for (const Contract& contract : contracts()) {
    all.push_back(
        spelled(new_connector_group(contract), BodyKind::create_request, contract, broken));
    all.push_back(spelled(connector_group(contract), BodyKind::response, contract, broken));
    all.push_back(spelled(collection(contract), BodyKind::collection, contract, broken));
    // The contract has no say in it; it's as frequent as the other kinds.
    all.push_back(spelled(odata_error(), BodyKind::error, contract, broken));
  }
  return rc::gen::join(rc::gen::elementOf(all));
}

rc::Gen<std::string> from_corpus(std::vector<std::string> corpus) {
  return rc::gen::map(rc::gen::pair(rc::gen::elementOf(std::move(corpus)), seed()),
                      [](const std::pair<std::string, std::uint64_t>& drawn) {
                        RandomSource random(drawn.second);
                        std::string text = drawn.first;
                        for (std::size_t edits = 1 + random.below(3); edits > 0; --edits) {
                          const std::size_t at = random.below(text.size() + 1);
                          const char byte = static_cast<char>(random.below(256));
                          const std::size_t how = random.below(3);
                          if (how == 0 || at == text.size()) {
                            text.insert(at, 1, byte);
                          } else if (how == 1) {
                            text.erase(at, 1);
                          } else {
                            text[at] = byte;
                          }
                        }
                        return text;
                      });
}

rc::Gen<std::string> full_texts() {
  return rc::gen::map(seed(), [](std::uint64_t drawn) {
    RandomSource random(drawn);
    return full(random);
  });
}

rc::Gen<std::string> uniform_bytes() {
  const auto byte = rc::gen::map(rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 256)),
                                 [](int value) { return static_cast<char>(value); });
  return rc::gen::container<std::string>(byte);
}

// --- Labels.

constexpr std::array<Bound, 18> kBounds{{
    {"accepted as some body", 45, 75},
    {"accepted as create request", 8, 40},
    {"accepted as response", 8, 40},
    {"accepted as collection", 8, 40},
    {"accepted as error", 8, 40},
    {"an error with details", 3, 30},
    {"an error with an inner error", 4, 30},
    {"refused by a rule on JSON", 10, 40},
    {"refused by a rule on UTF-8", 1, 15},
    {"refused by a rule on bodies", 20, 100},
    {"with an escape", 25, 95},
    {"with bytes beyond ASCII", 20, 90},
    {"with an annotation", 15, 80},
    {"with nested values", 25, 90},
    {"without a single quote mark", 1, 20},
    {"read member by member", 8, 60},
    {"read through an index", 5, 60},
    {"read again as it was laid out", 3, 60},
}};

}  // namespace

rc::Gen<std::string> body_texts(std::vector<std::string> corpus) {
  return rc::gen::shrink(rc::gen::weightedOneOf<std::string>({{600, from_values(false)},
                                                              {250, from_values(true)},
                                                              {100, from_corpus(std::move(corpus))},
                                                              {50, uniform_bytes()},
                                                              {4, full_texts()}}),
                         [](const std::string& text) { return rc::shrink::removeChunks(text); });
}

TextDistribution::TextDistribution() : shares_(kBounds) {}

void TextDistribution::observe_paths(const Contract& contract, std::string_view text) {
  BodyReader reader(contract);
  struct Nobody : ConnectorGroupVisitor {
    void visit(const ConnectorGroupView&) override {}
  } nobody;
  const auto is_accepted = [&] {
    return reader.read_create_request(text).accepted() || reader.read_response(text).accepted() ||
           reader.read_collection(text, nobody).accepted();
  };
  // What is refused was looked at in every way.
  if (!is_accepted()) return;
  const ReadingPaths first = reader.paths();
  if (first.by_members > 0) shares_.is("read member by member");
  if (first.by_index > 0) shares_.is("read through an index");
  if (is_accepted() && reader.paths().by_layout > first.by_layout) {
    shares_.is("read again as it was laid out");
  }
}

void TextDistribution::observe(std::string_view text) {
  shares_.next();
  const auto is = [this](bool applies, std::string_view label) {
    if (applies) shares_.is(label);
  };
  const auto judge = [&](std::string_view kind, const auto& result) {
    if (result.accepted()) {
      shares_.is("accepted as some body");
      shares_.is("accepted as " + std::string(kind));
      return;
    }
    const std::string_view id = row(result.violation().rule).id;
    shares_.is(id.starts_with("json.utf8") ? "refused by a rule on UTF-8"
               : id.starts_with("json.")   ? "refused by a rule on JSON"
                                           : "refused by a rule on bodies");
  };
  const Result<ODataError> error = ReferenceErrorReader().read(text);
  judge("error", error);
  is(error.accepted() && !error.value().details.empty(), "an error with details");
  is(error.accepted() && error.value().inner.has_value(), "an error with an inner error");
  for (const Contract& contract : contracts()) {
    ReferenceReader reader(contract);
    judge("create request", reader.read_create_request(text));
    judge("response", reader.read_response(text));
    judge("collection", reader.read_collection(text));
    observe_paths(contract, text);
  }
  is(text.find('\\') != std::string_view::npos, "with an escape");
  is(std::any_of(text.begin(), text.end(),
                 [](char c) { return static_cast<unsigned char>(c) >= 0x80; }),
     "with bytes beyond ASCII");
  is(text.find('@') != std::string_view::npos, "with an annotation");
  is(text.find_first_of("{[", 1) != std::string_view::npos, "with nested values");
  is(text.find('"') == std::string_view::npos, "without a single quote mark");
}

std::optional<std::string> TextDistribution::complaint() const { return shares_.complaint(); }

std::string TextDistribution::table() const { return shares_.table(); }

}  // namespace connectorgroup::generators
