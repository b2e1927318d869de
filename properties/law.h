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

#include "model/rule.h"
#include "properties/subject.h"

namespace connectorgroup {

// Nothing: the law holds. Otherwise: what broke, with both answers.
using Broken = std::optional<std::string>;

struct Law {
  std::string_view id;        // "body.readers-agree"; append-only
  std::string_view sentence;  // what holds
  std::span<const Rule> serves;
  // Deterministic in `bytes` and the subject. Throws nothing of its own.
  Broken (*check)(std::string_view bytes, Subject& subject);
};

std::span<const Law> body_laws();
const Law* find_law(std::string_view id);

// Bytes as C++ string literal text without the quotes: printable ASCII as itself, the rest escaped.
// Longer than `size_max` bytes: the first ones and a remark of how many were left out.
std::string escaped(std::string_view bytes, std::size_t size_max = 2000);

// The text that every driver prints when a law breaks: law, sentence, what broke, contract, escaped
// input, and the commands that repeat it in each driver from the file `saved_as`.
std::string repair_kit(const Law& law, const Subject& subject, std::string_view bytes,
                       std::string_view what_broke, std::string_view saved_as);

// Saves the input under `folder` as <law>-<hash of the bytes>.json and gives its path, or an empty
// string when the file can't be written.
std::string save_failure(const Law& law, std::string_view bytes, std::string_view folder);

}  // namespace connectorgroup
