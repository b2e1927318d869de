// What a law is, and the registry of them.
//
// A law is a sentence that holds for every byte string, with a function that checks it on one. It
// is written once, knows no test framework, and is called by four drivers: replay of the corpus,
// exhaustive enumeration, RapidCheck and libFuzzer. It depends on nothing but the bytes and the
// subject: where it needs chance (which edit to make), it draws from a source seeded by the bytes,
// so an input that breaks a law breaks it in every driver.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "properties/subject.h"

namespace connectorgroup {

// Nothing: the law holds. Otherwise: what broke, with both answers.
using Broken = std::optional<std::string>;

// How much of a law that speaks of many edits or prefixes of its input is tried. What `sampled`
// tries, `thorough` tries as well, so whatever the fuzzer finds the other drivers find again.
enum class Effort {
  sampled,   // a few, chosen by the bytes: for a fuzzer, which comes back with other bytes
  thorough,  // all prefixes of texts below 2 KiB, and many more edits
};

struct Law {
  std::string_view id;        // "body.agrees-with-reference"; append-only
  std::string_view sentence;  // what holds
  // The families of rules that it serves: ids, or their beginnings ("json.string"), separated by
  // blanks.
  std::string_view serves;
  // Deterministic in its arguments. Throws nothing of its own.
  Broken (*check)(std::string_view bytes, Subject& subject, Effort effort);
};

std::span<const Law> body_laws();

// The law of this id, of any room (law_rooms.h), or null.
const Law* find_law(std::string_view id);

}  // namespace connectorgroup
