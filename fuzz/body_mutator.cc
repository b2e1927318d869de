// Mutation and crossover that know what a body looks like: they respell it, break one rule of it,
// change one value's bytes, or put a value of one body into another. A quarter of the time the
// engine's own byte mutations do the work. Bytes that aren't JSON, which most of a corpus of
// refused texts is, are mutated as bytes or left for an accepted body that is then edited, so that
// the search doesn't stay among texts that are refused at their first fault.
//
// A target is sound without this file: engines that don't know the hooks ignore them.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "properties/edits/break_rule.h"
#include "properties/edits/json_tree.h"
#include "properties/edits/random_source.h"
#include "properties/edits/respell.h"

// libFuzzer's; other engines may lack it, and so does the replay program.
extern "C" __attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                              std::size_t size_max);

namespace {

using namespace connectorgroup;

// The engine's mutation of these bytes, which may grow to `size_max`; without an engine, one byte
// is changed. REQUIRES: size_max > 0.
std::string mutate_bytes(std::string_view bytes, std::size_t size_max, RandomSource& random) {
  std::string buffer(bytes.substr(0, size_max));
  const std::size_t size = buffer.size();
  buffer.resize(size_max);
  if (LLVMFuzzerMutate != nullptr) {
    buffer.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(buffer.data()), size, size_max));
    return buffer;
  }
  buffer.resize(std::max<std::size_t>(size, 1));
  buffer[random.below(buffer.size())] = static_cast<char>(random.below(256));
  return buffer;
}

// The text with the bytes [begin, end) replaced.
std::string splice(std::string_view text, std::size_t begin, std::size_t end,
                   std::string_view replacement) {
  return std::string(text.substr(0, begin)) + std::string(replacement) +
         std::string(text.substr(end));
}

const JsonValue& any_value(const JsonTree& tree, RandomSource& random) {
  return tree.values[random.below(tree.values.size())];
}

// One string's, number's or literal's bytes, quotes excluded, mutated where they stand.
std::string mutate_value(std::string_view text, const JsonTree& tree, RandomSource& random) {
  const JsonValue& value = any_value(tree, random);
  if (value.kind == JsonKind::object || value.kind == JsonKind::array) return {};
  const std::size_t quote = value.kind == JsonKind::string ? 1 : 0;
  const std::size_t begin = value.begin + quote;
  const std::size_t end = value.end - quote;
  constexpr std::size_t kGrowth = 16;
  return splice(text, begin, end,
                mutate_bytes(text.substr(begin, end - begin), end - begin + kGrowth, random));
}

std::string break_some_rule(std::string_view text, RandomSource& random) {
  const Rule rule = random_breakable_rule(random);
  const BodyKind kind = kBodyKinds[random.below(kBodyKinds.size())];
  const Contract& contract = contracts()[random.below(contracts().size())];
  const auto broken = break_rule(rule, text, kind, contract, random);
  if (!broken) return {};
  // The twin is worth as much: an accepted text with what the fault needed.
  return random.chance(1, 3) ? broken->twin : broken->text;
}

// An accepted body of some kind, spelled at random.
std::string fresh_body(RandomSource& random) {
  constexpr std::array<std::string_view, 6> kBodies{
      R"({"name":"n","connectorGroupType":"t","isDefault":false})",
      R"({"name":"n","region":"eur"})",
      R"({"id":"i","name":"n","connectorGroupType":"applicationProxy","isDefault":true,"region":"x"})",
      R"({"@odata.context":"c","id":"i","name":"n","connectorGroupType":"applicationProxy",)"
      R"("isDefault":false,"region":null,"createdDateTime":[{}]})",
      R"({"@odata.count":1,"value":[{"id":"i","name":"n","connectorGroupType":"applicationProxy",)"
      R"("isDefault":true,"region":"ind"}],"@odata.nextLink":"l"})",
      R"({"error":{"code":"c","message":"m","target":null,"details":[{"code":"c","message":"m"}],)"
      R"("innerError":{"date":"d","request-id":"r","client-request-id":"i"}}})"};
  const std::string_view body = kBodies[random.below(kBodies.size())];
  return respell(body, random).value_or(std::string(body));
}

// An edited text, or an empty one where the edit that was drawn isn't possible.
std::string edit(std::string_view text, RandomSource& random) {
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return random.chance(1, 2) ? fresh_body(random) : std::string();
  switch (random.below(5)) {
    case 0:
    case 1:
      return respell(text, random).value_or(std::string());
    case 2:
      return break_some_rule(text, random);
    case 3: {
      const JsonValue& from = any_value(*tree, random);
      const JsonValue& to = any_value(*tree, random);
      return splice(text, to.begin, to.end, text.substr(from.begin, from.end - from.begin));
    }
    default:
      return mutate_value(text, *tree, random);
  }
}

std::size_t put(std::string_view text, std::uint8_t* out, std::size_t size_max) {
  const std::size_t size = std::min(text.size(), size_max);
  if (size > 0) std::memcpy(out, text.data(), size);
  return size;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned int seed) {
  RandomSource random(seed);
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (!random.chance(1, 4)) {
    const std::string edited = edit(text, random);
    if (!edited.empty() && edited.size() <= size_max && edited != text) {
      return put(edited, data, size_max);
    }
  }
  return put(mutate_bytes(text, size_max, random), data, size_max);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                                 const std::uint8_t* data2, std::size_t size2,
                                                 std::uint8_t* out, std::size_t out_size_max,
                                                 unsigned int seed) {
  RandomSource random(seed);
  const std::string_view first(reinterpret_cast<const char*>(data1), size1);
  const std::string_view second(reinterpret_cast<const char*>(data2), size2);
  const std::optional<JsonTree> into = parse_json(first);
  const std::optional<JsonTree> from = parse_json(second);
  if (into && from) {
    const JsonValue& place = any_value(*into, random);
    const JsonValue& value = any_value(*from, random);
    return put(
        splice(first, place.begin, place.end, second.substr(value.begin, value.end - value.begin)),
        out, out_size_max);
  }
  // No trees: the head of one with the tail of the other.
  const std::size_t cut1 = random.below(size1 + 1);
  const std::size_t cut2 = random.below(size2 + 1);
  return put(std::string(first.substr(0, cut1)) + std::string(second.substr(cut2)), out,
             out_size_max);
}
