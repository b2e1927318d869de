// Small inputs, one after the other: what the exhaustive driver goes through. All of it is
// deterministic; there is no seed.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace connectorgroup {

// Is given an input, and says whether to go on.
using Visit = std::function<bool(const std::string& input)>;

// What stands around a sequence of tokens.
struct Frame {
  std::string_view before;
  std::string_view after;
};

// For what stands by itself.
inline constexpr std::array<Frame, 1> kNoFrame{{{"", ""}}};

// Every sequence of up to `length` tokens, shortest first, in every frame. False: stopped.
bool enumerate_tokens(std::span<const std::string_view> tokens, std::span<const Frame> frames,
                      std::size_t length, const Visit& visit);

// Each text in every frame: inputs by themselves, for what no short sequence reaches. False:
// stopped.
bool enumerate_texts(std::span<const std::string_view> texts, std::span<const Frame> frames,
                     const Visit& visit);

// Texts: sequences of tokens that can spell each production of JSON and the names of a body, by
// themselves and in two frames: as an annotation's value, and as the rest of an object. Values:
// every combination of {absent, null, empty, one character of each UTF-8 length, each escape} for
// the text members with the truth values, in every kind of body of the resource; for errors, of
// {absent, null, empty, a value} for each member.
bool enumerate_bodies(std::size_t length, const Visit& visit);

// Sequences of tokens of start lines, of fields, of the values that frame content, of chunks, and
// of the fields that the exchange is about, each where such tokens stand.
bool enumerate_connections(std::size_t length, const Visit& visit);

// Sequences of lines of a documentation page, and of what an example's head and body are made of.
bool enumerate_pages(std::size_t length, const Visit& visit);

}  // namespace connectorgroup
