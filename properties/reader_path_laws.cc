// The laws on the ways in which bodies are read: none of them shows in an answer.

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "properties/block_agreement.h"
#include "properties/body_laws.h"
#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/http_laws.h"
#include "properties/http_oracle.h"
#include "properties/message_read.h"
#include "properties/subjects/message_subject.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup::laws {
namespace {

constexpr std::array kBodiesOfTheResource{BodyKind::create_request, BodyKind::response,
                                          BodyKind::collection};

// What means something in JSON, and in the head of a message.
constexpr std::string_view kBytesOfJson = "\"{}[],:\\ \nantfu0\x7F\xC3\xA9";
constexpr std::string_view kOctetsOfHeads = ":\r\n \tHhTt-,;01/\x7F\xC3";

// The text with one thing in it changed, as objects and messages differ that are alike, or nearly.
std::string altered(std::string_view text, std::string_view bytes, RandomSource& random) {
  std::string other(text);
  if (other.empty()) return other;
  const std::size_t at = random.below(other.size());
  switch (random.below(4)) {
    case 0:
      other[at] = bytes[random.below(bytes.size())];
      break;
    case 1:
      other.erase(at, 1 + random.below(4));
      break;
    case 2:
      other.insert(at, 1, bytes[random.below(bytes.size())]);
      break;
    default:
      other.insert(at, other.substr(random.below(other.size()), random.below(24)));
      break;
  }
  return other;
}

// An object whose name is long, and right up to where some of the bytes stand in it. Half of the
// time they are none that would end it.
std::string in_long_name(std::string_view bytes, RandomSource& random) {
  constexpr std::array<std::string_view, 6> kCharacters{
      "a", "\xC3\xA9", "\xE3\x81\x82", "\xF0\x9F\x98\x80", "\\n", "\\ud83d\\ude00"};
  constexpr std::size_t kCountMost = 400;
  constexpr std::size_t kBytesMost = 16;
  // Characters of one kind, or of every kind up to one.
  const std::size_t last = random.below(kCharacters.size());
  const std::size_t first = random.chance(1, 2) ? last : 0;
  std::string text = "{\"id\":\"\",\"name\":\"";
  for (std::size_t count = random.below(kCountMost); count > 0; --count) {
    text += kCharacters[first + random.below(last - first + 1)];
  }
  const std::string_view piece = bytes.substr(random.below(bytes.size() + 1), kBytesMost);
  text += random.chance(1, 2) ? piece : piece.substr(0, piece.find('"'));
  return text + R"(","connectorGroupType":"","isDefault":true})";
}

// The reader under test has read what is nearly the same, as the expecting one has.
Broken judge_expectations(std::string_view text, Subject& subject, Subject& expecting,
                          Subject& by_index) {
  for (const BodyKind kind : kBodiesOfTheResource) {
    const ReadAnswer expected = by_index.read(kind, text);
    for (Subject* reader : {&expecting, &subject}) {
      const ReadAnswer answer = reader->read(kind, text);
      const bool same = answer.verdict == expected.verdict && answer.value == expected.value &&
                        (!answer.why || answer.why == expected.why);
      if (same || answer.verdict == Verdict::skip) continue;
      return "as " + std::string(name(kind)) + ", \"" + escaped(text, 400) +
             "\": without expectations " + describe(expected) + "; " + reader->name() +
             " behind others: " + describe(answer);
    }
  }
  return std::nullopt;
}

}  // namespace

Broken expectations_change_nothing(std::string_view bytes, Subject& subject, Effort effort) {
  RandomSource random(hash_of(bytes));
  // Readers are made anew for each input, which takes ten times as long as reading it.
  if (!random.chance(1, 8) && effort == Effort::sampled) return std::nullopt;
  const Placement placement = random.chance(1, 2) ? Placement::unpadded : Placement::padded;
  const auto expecting = make_model_subject(subject.contract(), {}, placement);
  const auto by_index = make_model_subject(subject.contract(), {}, placement, Expectations::off);
  // The first time it is met, and the second, when its layout is known.
  for (int time = 0; time < 2; ++time) {
    if (Broken wrong = judge_expectations(bytes, subject, *expecting, *by_index)) return wrong;
  }
  for (int round = 0; round < (effort == Effort::thorough ? 16 : 1); ++round) {
    for (const std::string& other :
         {altered(bytes, kBytesOfJson, random), in_long_name(bytes, random)}) {
      if (Broken wrong = judge_expectations(other, subject, *expecting, *by_index)) return wrong;
    }
  }
  return std::nullopt;
}

Broken messages_before_change_nothing(std::string_view bytes, Subject& subject, Effort effort) {
  RandomSource random(hash_of(bytes));
  // As above: many readers are made for each input.
  if (!random.chance(1, 8) && effort == Effort::sampled) return std::nullopt;
  const std::unique_ptr<Subject> used = make_message_subject();
  const int rounds = effort == Effort::thorough ? 4 : 1;
  for (const MessageKind kind : kMessageKinds) {
    if (read_message(subject, kind, bytes, Ending::closed).verdict == MessageVerdict::skip)
      continue;
    std::string octets(bytes);
    for (int round = 0; round <= rounds; ++round) {
      const MessageAnswer answer = read_message(*used, kind, octets, Ending::closed);
      const MessageAnswer alone =
          read_message(*make_message_subject(), kind, octets, Ending::closed);
      if (answer != alone) {
        return as(kind) + "\"" + escaped(octets, 400) +
               "\" by a reader that has read others: " + describe(answer) +
               "; alone: " + describe(alone);
      }
      // Nobody can make the reader under test anew: the oracle says what it would answer alone.
      MessageAnswer of_subject = read_message(subject, kind, octets, Ending::closed);
      const std::optional<Violation> why = std::exchange(of_subject.why, std::nullopt);
      if (const MessageAnswer oracle = read_slowly(kind, octets); of_subject != oracle) {
        of_subject.why = why;
        return as(kind) + "\"" + escaped(octets, 400) +
               "\" by the subject, which has read others: " + describe(of_subject) +
               "; oracle: " + describe(oracle);
      }
      octets = altered(bytes, kOctetsOfHeads, random);
    }
  }
  return std::nullopt;
}

// --- Blocks.

Broken blocks_agree_byte_by_byte(std::string_view bytes, Subject&, Effort effort) {
  RandomSource random(hash_of(bytes));
  std::string text(bytes);
  text.append(kFourBlocksSize + 1, 'x');
  const std::size_t windows = effort == Effort::thorough ? 32 : 1;
  for (std::size_t i = 0; i < windows; ++i) {
    const std::string_view window =
        std::string_view(text).substr(random.below(bytes.size() + 1), kFourBlocksSize + 1);
    const std::size_t size = random.below(kBlockSize + 1);
    const std::size_t flipped = random.below(8 * kBlockSize);
    for (const std::string_view wrong : {blocks_differ<PortableBlock>(window, size, flipped),
                                         blocks_differ<ByteBlock>(window, size, flipped)}) {
      if (!wrong.empty()) return std::string(wrong) + ": \"" + escaped(window) + "\"";
    }
  }
  return std::nullopt;
}

}  // namespace connectorgroup::laws
