// Faults in numbers. Except for a count, a number stands only where any value may.
#include <array>
#include <utility>

#include "properties/edits/fault.h"

namespace connectorgroup {
namespace {

struct WrongNumber {
  std::string_view text;
  std::size_t fault_at;
};

// 2^1024 - 2^970: the least magnitude that rounds to infinity.
constexpr std::string_view kLeastInfinite =
    "17976931348623158079372897140530341507993413271003782693617377898044496829276475"
    "09466490179775872070963302864166928879109465555478519404026306574886715058206819"
    "08902000708383676273854845817711531764475730270069855571366959622842914819860834"
    "936475292719074168444365510704342711559699508093042880177904174497792";

bool is_count(const BodyText& body, std::size_t index) {
  const JsonValue& value = body.value(index);
  return body.roles[index] == Role::control && body.roles[0] == Role::collection &&
         value.level == 1 && value.kind == JsonKind::number;
}

enum class Where { free, free_or_count, anywhere };

// `anywhere` is for texts whose first byte begins no value: where a value of one type is due, their
// own rule is still the first that they break.
std::optional<Fault> in_place_of_value(const Planting& p, Where where, std::string text,
                                       std::size_t fault_at) {
  const std::optional<std::size_t> place =
      pick(values_where(p.body,
                        [&](std::size_t i) {
                          return p.body.roles[i] == Role::free || where == Where::anywhere ||
                                 (where == Where::free_or_count && is_count(p.body, i));
                        }),
           p.random);
  if (!place) return std::nullopt;
  const JsonValue& value = p.body.value(*place);
  return fault_in({value.begin, value.end, std::move(text)}, fault_at);
}

template <std::size_t size>
std::optional<Fault> one_of_these(const Planting& p, Where where,
                                  const std::array<WrongNumber, size>& numbers) {
  const WrongNumber& number = one_of(numbers, p.random);
  return in_place_of_value(p, where, std::string(number.text), number.fault_at);
}

std::string digits(std::size_t count, RandomSource& random) {
  std::string out;
  while (out.size() < count) out += static_cast<char>('0' + random.below(10));
  return out;
}

std::optional<Fault> leading_zero(const Planting& p) {
  if (p.random.chance(1, 2)) {
    return in_place_of_value(p, Where::free_or_count, "0" + digits(1 + p.random.below(4), p.random),
                             1);
  }
  return one_of_these<8>(p, Where::free,
                         {{{"-00", 2},
                           {"-01", 2},
                           {"00.5", 1},
                           {"-09.0e1", 2},
                           {"01e1", 1},
                           {"00e", 1},
                           {"01.", 1},
                           {"-07x", 2}}});
}

std::optional<Fault> plus_sign(const Planting& p) {
  return one_of_these<8>(p, Where::anywhere,
                         {{{"+1", 0},
                           {"+0", 0},
                           {"+", 0},
                           {"+-1", 0},
                           {"+.5", 0},
                           {"+Infinity", 0},
                           {"+1e1", 0},
                           {"++1", 0}}});
}

std::optional<Fault> integer_part(const Planting& p) {
  if (p.random.chance(1, 2)) {
    return one_of_these<4>(p, Where::anywhere, {{{".5", 0}, {".", 0}, {".0e1", 0}, {"..5", 0}}});
  }
  // A minus sign alone shows at whatever follows it.
  return one_of_these<7>(
      p, Where::free,
      {{{"-", 1}, {"-.5", 1}, {"-a", 1}, {"--1", 1}, {"-+1", 1}, {"- 1", 1}, {"-\"1\"", 1}}});
}

std::optional<Fault> fraction(const Planting& p) {
  return one_of_these<9>(p, Where::free,
                         {{{"1.", 2},
                           {"0.", 2},
                           {"-0.", 3},
                           {"10.e5", 3},
                           {"1.E+1", 2},
                           {"1.x", 2},
                           {"1..5", 2},
                           {"1.-5", 2},
                           {"1. 5", 2}}});
}

std::optional<Fault> exponent(const Planting& p) {
  return one_of_these<11>(p, Where::free,
                          {{{"1e", 2},
                            {"1E", 2},
                            {"0e+", 3},
                            {"1E-", 3},
                            {"-1.5e", 5},
                            {"1ee1", 2},
                            {"1e.5", 2},
                            {"1e+-1", 3},
                            {"2.5E+x", 5},
                            {"1e 5", 2},
                            {"1e\"1\"", 2}}});
}

std::optional<Fault> hexadecimal(const Planting& p) {
  return one_of_these<6>(
      p, Where::free,
      {{{"0x1F", 1}, {"0X1f", 1}, {"0x", 1}, {"-0x10", 2}, {"0x0.8p1", 1}, {"0xg", 1}}});
}

std::optional<Fault> not_finite(const Planting& p) {
  if (p.random.chance(1, 2)) {
    return one_of_these<7>(
        p, Where::anywhere,
        {{{"NaN", 0}, {"Infinity", 0}, {"Inf", 0}, {"N", 0}, {"INF", 0}, {"NAN", 0}, {"Null", 0}}});
  }
  return one_of_these<4>(p, Where::free, {{{"-Infinity", 1}, {"-NaN", 1}, {"-I", 1}, {"-INF", 1}}});
}

// Never an integer without an exponent: that would break json.number.integer-range.
std::optional<Fault> magnitude(const Planting& p) {
  // The last two are small where their exponents are counted in 32 bits, or in 64.
  constexpr std::array<std::string_view, 10> kTooLarge{
      "1e309",        "1.7976931348623159e308",  "1E+400", "0.00001e314",
      "1e9999999999", "17976931348623159.0e292", "2e308",  "1e99999999999999999999999",
      "1e4294967297", "1e18446744073709551617"};
  std::string text = p.random.chance(1, 2) ? "-" : "";
  switch (p.random.below(4)) {
    case 0:
      text += std::string(kLeastInfinite) + (p.random.chance(1, 2) ? ".0" : "e0");
      break;
    case 1:
      text += std::string(kLeastInfinite) + "." + digits(1 + p.random.below(30), p.random);
      break;
    case 2:
      // At least 1e(319 - 9).
      text += "1" + digits(319 + p.random.below(100), p.random) + "E-" + digits(1, p.random);
      break;
    default:
      text += one_of(kTooLarge, p.random);
  }
  return in_place_of_value(p, Where::free, std::move(text), 0);
}

// Within a binary64's range, so that json.number.magnitude holds.
std::optional<Fault> integer_range(const Planting& p) {
  constexpr std::array<std::string_view, 7> kTooLarge{
      "9007199254740992",     "9007199254740993",     "9223372036854775807", "9223372036854775808",
      "18446744073709551615", "18446744073709551616", "10000000000000000"};
  std::string text(one_of(kTooLarge, p.random));
  if (p.random.chance(1, 4)) {
    text = "9" + digits(16 + p.random.below(p.random.chance(1, 4) ? 290 : 20), p.random);
  }
  const bool negative = p.random.chance(1, 3);
  if (negative) text.insert(0, "-");
  return in_place_of_value(p, negative ? Where::free : Where::free_or_count, std::move(text), 0);
}

constexpr std::array<Planter, 9> kPlanters{{
    {Rule::json_number_leading_zero, leading_zero},
    {Rule::json_number_plus_sign, plus_sign},
    {Rule::json_number_integer_part, integer_part},
    {Rule::json_number_fraction, fraction},
    {Rule::json_number_exponent, exponent},
    {Rule::json_number_hexadecimal, hexadecimal},
    {Rule::json_number_not_finite, not_finite},
    {Rule::json_number_magnitude, magnitude},
    {Rule::json_number_integer_range, integer_range},
}};

}  // namespace

std::span<const Planter> number_planters() { return kPlanters; }

}  // namespace connectorgroup
