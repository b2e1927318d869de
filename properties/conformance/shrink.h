// Makes a failing input small: what a person reads, and what a fault is reported with.
//
// Asking the subject is what costs (a process, a server), so parts that mean something are tried
// first and in groups: members, elements and values of a body; lines, values, chunks and content of
// a message, its content as a body. Then come the pieces that are left: tokens, words, characters.
// Bytes without a known structure are removed in halves, quarters and so on down to one (Zeller and
// Hildebrandt, "Simplifying and isolating failure-inducing input", 2002) and then replaced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace connectorgroup {

// What the input is. Any bytes may be given as any of them: bytes that aren't well-formed are taken
// apart as far as their brackets, quotes, commas, colons and line ends go.
enum class Shape : std::uint8_t {
  body,     // JSON text
  message,  // the octets of an HTTP message
  bytes,    // unknown
};

inline constexpr std::size_t kShrinkCallsMax = 400;

struct ShrinkResult {
  // Never larger than the input was; the input itself where nothing smaller fails.
  std::string input;
  std::size_t calls = 0;  // of still_fails
  // There was more to try than calls_max allowed. Otherwise the result is minimal: shrinking it
  // again changes nothing. In particular, what is left of it doesn't fail without
  //  - a member or an element, a line, a token, a word in a string or a line, the first or the last
  //    character of such a word, or any other character there;
  //  - a byte, where the shape is `bytes`.
  bool budget_spent = false;
};

// Finds a small input for which `still_fails` holds, beginning with `input`, for which it is taken
// to hold. What is asked is always simpler than what failed before: shorter, or as long with more
// letters 'a', digits '0' and spaces. `still_fails` is never asked twice about the same bytes, nor
// about `input`, nor more than `calls_max` times. What it throws comes through.
//
// The same answers give the same result. Time O(calls_max * input.size()), and so is the memory in
// the worst case; recursion doesn't depend on how deep the input is nested.
ShrinkResult shrink(std::string_view input, Shape shape,
                    const std::function<bool(std::string_view)>& still_fails,
                    std::size_t calls_max = kShrinkCallsMax);

}  // namespace connectorgroup
