// More of the usual ways to be wrong about bodies: readers that take a text for another, and what
// they are made of.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/faults/misreading.h"
#include "properties/subjects/deviating_subject.h"

namespace connectorgroup::faults {

// Takes each text for what `rewrite` makes of it. What is refused either way is refused as it is.
Deviation rereading(std::string (*rewrite)(std::string_view text));

// Deviates as that one does where it reads bodies of this kind, and nowhere else.
Deviation only_as(BodyKind kind, Deviation deviation);

// For each byte, whether it lies between the quotes of a string.
std::vector<bool> string_bytes(std::string_view text);

// Each string of the value, but for names and what the inner error says.
void change_strings(BodyValue& value, const std::function<void(std::string& content)>& change);

// How many of the bytes at its beginning an escape takes, and what stands for them.
struct Taken {
  std::size_t size = 0;
  std::string as;
};
// The text with each escape in a string, a backslash and what follows it, changed. Nothing: it
// stays, and takes two bytes.
std::string changed_escapes(
    std::string_view text,
    const std::function<std::optional<Taken>(std::string_view rest)>& change);

// The code unit that "\uXXXX" at the beginning of `rest` stands for.
std::optional<unsigned> escaped_unit(std::string_view rest);

// The text with each number and each word outside of strings changed: the longest runs of letters,
// digits, signs and points.
std::string changed_words(std::string_view text, const Change& change);

}  // namespace connectorgroup::faults
