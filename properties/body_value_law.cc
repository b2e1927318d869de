// The law on any values: what can't be read isn't written. The bytes choose the values, among them
// those that a contract doesn't take and texts that no body has.

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "properties/body_laws.h"
#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup::laws {
namespace {

using namespace std::string_view_literals;

constexpr std::array kTexts{
    "a"sv,  "applicationProxy"sv,   "nam"sv,  "eur"sv,           ""sv,  "-1"sv, "-"sv, "7"sv,
    "7a"sv, "unknownFutureValue"sv, "\xFF"sv, "b\xEF\xBF\xBE"sv, "\""sv};
constexpr std::array<std::uint64_t, 5> kCounts{0, 7, (std::uint64_t{1} << 53) - 1,
                                               std::uint64_t{1} << 53,
                                               std::numeric_limits<std::uint64_t>::max()};

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (; times > 0; --times) all += text;
  return all;
}

// Mostly one that any place takes.
std::string any_text(RandomSource& random) {
  if (random.chance(1, 2)) return std::string(kTexts[random.below(2)]);
  // Longer than the texts that are written in one pass.
  if (random.chance(1, 16)) return repeated(kTexts[random.below(kTexts.size())], 600);
  return std::string(kTexts[random.below(kTexts.size())]);
}

Member<std::string> any_member(RandomSource& random) {
  if (random.chance(1, 2)) return {};
  if (random.chance(1, 6)) return kNull;
  return any_text(random);
}

// As often a region as any text: what is judged there is more than that it is one.
Member<std::string> any_region(RandomSource& random) {
  constexpr std::array kRegions{"nam"sv, "eur"sv, "unknownFutureValue"sv, "7"sv};
  if (random.chance(1, 2)) return any_member(random);
  return std::string(kRegions[random.below(kRegions.size())]);
}

Members any_new_group(RandomSource& random) {
  Members members;
  members.name = any_text(random);
  members.connector_group_type = any_member(random);
  if (random.chance(1, 2)) members.is_default = random.chance(1, 2);
  if (random.chance(1, 12)) members.is_default = kNull;
  members.region = any_region(random);
  return members;
}

Members any_group(RandomSource& random) {
  Members members;
  members.id = any_text(random);
  members.name = any_text(random);
  members.connector_group_type = random.chance(1, 2) ? "applicationProxy" : any_text(random);
  members.is_default = random.chance(1, 2);
  members.region = any_region(random);
  return members;
}

ODataError any_error(RandomSource& random) {
  ODataError error{any_text(random), any_text(random), any_member(random), {}, std::nullopt};
  for (std::size_t left = random.below(3); left > 0; --left) {
    error.details.push_back({any_text(random), any_text(random), any_member(random)});
  }
  if (random.chance(1, 2)) return error;
  error.inner.emplace();
  if (random.chance(1, 2)) error.inner->date = any_text(random);
  if (random.chance(1, 2)) error.inner->request_id = any_text(random);
  if (random.chance(1, 2)) error.inner->client_request_id = any_text(random);
  return error;
}

BodyValue any_value(BodyKind kind, RandomSource& random) {
  BodyValue value;
  switch (kind) {
    case BodyKind::create_request:
      value.objects.push_back(any_new_group(random));
      break;
    case BodyKind::response:
      value.objects.push_back(any_group(random));
      break;
    case BodyKind::collection:
      if (random.chance(1, 2)) value.controls.count = kCounts[random.below(kCounts.size())];
      if (random.chance(1, 2)) value.controls.next_link = any_text(random);
      for (std::size_t left = random.below(3); left > 0; --left) {
        value.objects.push_back(any_group(random));
      }
      break;
    case BodyKind::error:
      value.error = any_error(random);
      break;
  }
  return value;
}

// --- The same value as JSON, said plainly: whatever it holds is written down.

std::string in_json(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"') json += '\\';
    json += c;
  }
  return json + "\"";
}

class PlainObject {
 public:
  void add_json(std::string_view name, std::string_view json) {
    text_ += (text_.empty() ? "{\"" : ",\"") + std::string(name) + "\":" + std::string(json);
  }
  void add(std::string_view name, const Member<std::string>& member) {
    if (member.is_null()) add_json(name, "null");
    if (member.has_value()) add_json(name, in_json(member.value()));
  }
  void add(std::string_view name, const Member<bool>& member) {
    if (member.is_null()) add_json(name, "null");
    if (member.has_value()) add_json(name, member.value() ? "true" : "false");
  }
  void add(std::string_view name, const std::optional<std::string>& text) {
    if (text) add_json(name, in_json(*text));
  }
  std::string text() const { return text_.empty() ? "{}" : text_ + "}"; }

 private:
  std::string text_;
};

std::string plain(const Members& members) {
  PlainObject object;
  object.add("id", members.id);
  object.add("name", members.name);
  object.add("connectorGroupType", members.connector_group_type);
  object.add("isDefault", members.is_default);
  object.add("region", members.region);
  return object.text();
}

std::string plain(const ErrorDetail& detail) {
  PlainObject object;
  object.add_json("code", in_json(detail.code));
  object.add_json("message", in_json(detail.message));
  object.add("target", detail.target);
  return object.text();
}

template <class Item>
std::string plain_array(const std::vector<Item>& items) {
  std::string text = "[";
  for (const Item& item : items) text += (text.size() > 1 ? "," : "") + plain(item);
  return text + "]";
}

std::string plain(const ODataError& error) {
  PlainObject object;
  object.add_json("code", in_json(error.code));
  object.add_json("message", in_json(error.message));
  object.add("target", error.target);
  if (!error.details.empty()) object.add_json("details", plain_array(error.details));
  if (error.inner) {
    PlainObject inner;
    inner.add("date", error.inner->date);
    inner.add("request-id", error.inner->request_id);
    inner.add("client-request-id", error.inner->client_request_id);
    object.add_json("innerError", inner.text());
  }
  return "{\"error\":" + object.text() + "}";
}

std::string plain(BodyKind kind, const BodyValue& value) {
  if (kind == BodyKind::error) return plain(*value.error);
  if (kind != BodyKind::collection) return plain(value.objects.front());
  PlainObject object;
  const CollectionControls& controls = value.controls;
  if (controls.count) object.add_json("@odata.count", std::to_string(*controls.count));
  object.add("@odata.nextLink", controls.next_link);
  object.add_json("value", plain_array(value.objects));
  return object.text();
}

// What is wrong with what was written, where `expected` is what reading the plain text says.
Broken judge_written(const WriteAnswer& answer, const ReadAnswer& expected, const BodyValue& value,
                     BodyKind kind, Subject& subject) {
  const bool can_be_read = expected.verdict == Verdict::accept && expected.value == value;
  if (can_be_read != (answer.verdict == Verdict::accept)) return "reading says otherwise";
  if (can_be_read) {
    const ReadAnswer back = subject.read(kind, answer.body);
    return back == expected ? std::nullopt : Broken("read back: " + describe(back));
  }
  if (!answer.body.empty()) return "refused, and yet something was written";
  if (!answer.why) return std::nullopt;
  // A member that a response may have and that isn't read can't be read back.
  if (kind != BodyKind::create_request && answer.why->rule == Rule::body_member_undeclared) {
    return std::nullopt;
  }
  const bool same = expected.why && answer.why->rule == expected.why->rule;
  return same ? std::nullopt : Broken("reading names another rule");
}

}  // namespace

Broken any_value_is_written_or_refused(std::string_view bytes, Subject& subject, Effort effort) {
  RandomSource random(hash_of(bytes));
  // The bytes are only where the values come from: of many inputs, some will do.
  if (!random.chance(1, 8) && effort == Effort::sampled) return std::nullopt;
  const auto reference = make_reference_subject(subject.contract());
  const int rounds = effort == Effort::thorough ? 8 : 1;
  for (int round = 0; round < rounds; ++round) {
    for (const BodyKind kind : kBodyKinds) {
      const BodyValue value = any_value(kind, random);
      const std::string text = plain(kind, value);
      const ReadAnswer expected = reference->read(kind, text);
      for (const Form form : {Form::page, Form::compact, Form::canonical}) {
        const WriteAnswer answer = subject.write(kind, value, form);
        if (answer.verdict == Verdict::skip) continue;
        const Broken wrong = judge_written(answer, expected, value, kind, subject);
        if (!wrong) continue;
        return "as " + std::string(name(kind)) + ", the value of \"" + escaped(text, 400) +
               "\": " + describe(answer) + "; " + *wrong + "; " + describe(expected);
      }
    }
  }
  return std::nullopt;
}

}  // namespace connectorgroup::laws
