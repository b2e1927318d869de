// What no reader or writer can beat: parts of its work alone, on the same bytes.

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "bench/peer.h"
#include "model/assertion.h"

namespace connectorgroup::bench {
namespace {

// Copying every byte.
class Copy {
 public:
  bool handle(const Text& text) {
    const std::string_view bytes = text.plain();
    if (copy_.size() < bytes.size()) copy_.resize(bytes.size());
    std::memcpy(copy_.data(), bytes.data(), bytes.size());
    char* copy = copy_.data();
    benchmark::DoNotOptimize(copy);
    benchmark::ClobberMemory();
    return true;
  }

 private:
  std::string copy_;
};

// Looking at every byte: is it UTF-8?
struct ValidateUtf8 {
  bool handle(const Text& text) {
    return simdjson::validate_utf8(text.plain().data(), text.plain().size());
  }
};

// The index of simdjson's structural characters, which On-Demand makes before it is asked anything.
class StageOne {
 public:
  bool handle(const Text& text) {
    const PaddedText padded = text.padded();
    simdjson::ondemand::document document;
    return parser_
               .iterate(simdjson::padded_string_view(padded.text.data(), padded.text.size(),
                                                     padded.capacity))
               .get(document) == simdjson::SUCCESS;
  }

 private:
  simdjson::ondemand::parser parser_;
};

// What a writer does that knows all of the text but its strings: copies what is fixed and the
// strings, each to its place, and asks whether the strings are UTF-8, all at once.
class CopyAndValidate {
 public:
  // The text has the strings in their order.
  CopyAndValidate(std::string_view text, std::span<const std::string_view> strings) {
    for (const std::string_view string : strings) {
      const std::size_t at = text.find(string);
      parts_.push_back({fixed(text.substr(0, at)), string});
      text.remove_prefix(at + string.size());
    }
    // An empty string that stands somewhere: memcpy asks for a pointer even where it copies
    // nothing.
    parts_.push_back({fixed(text), text.substr(text.size())});
  }

  // What was written, or nothing: the strings aren't UTF-8.
  std::string_view write() {
    char* to = written_.data();
    for (const Part& part : parts_) {
      std::memcpy(to, part.fixed.bytes.data(), part.fixed.bytes.size());
      to += part.fixed.size;
      std::memcpy(to, part.string.data(), part.string.size());
      to += part.string.size();
    }
    const auto size = static_cast<std::size_t>(to - written_.data());
    return simdjson::validate_utf8(written_.data(), size) ? std::string_view(written_.data(), size)
                                                          : std::string_view();
  }

 private:
  // With room behind it, so that as many bytes are always copied, which takes no call.
  struct Fixed {
    std::array<char, 32> bytes;
    std::size_t size;
  };
  struct Part {
    Fixed fixed;
    std::string_view string;
  };

  static Fixed fixed(std::string_view text) {
    Fixed fixed{{}, text.size()};
    CONNECTORGROUP_ASSERT(text.size() <= fixed.bytes.size());
    std::copy(text.begin(), text.end(), fixed.bytes.begin());
    return fixed;
  }

  std::vector<Part> parts_;
  std::array<char, 512> written_{};
};

template <class Limit>
void add_limit(Suite& suite, std::string_view group, const Document& document,
               std::string_view name) {
  suite.add_row("limit/" + std::string(group) + "/" + document.form, name,
                [&suite, &document](benchmark::State& state) {
                  Limit limit;
                  if (!limit.handle(document.text)) return suite.fail(state, "a text was refused");
                  const auto pass = [&] {
                    bool fine = limit.handle(document.text);
                    benchmark::DoNotOptimize(fine);
                  };
                  const InstructionCounter instructions;
                  for ([[maybe_unused]] auto _ : state) pass();
                  report(state, {1, document.text.plain().size(), document.groups.size()},
                         instructions, pass);
                });
}

void add_limits_of(Suite& suite, std::string_view group, const Document& document) {
  add_limit<Copy>(suite, group, document, "memcpy");
  add_limit<ValidateUtf8>(suite, group, document, "utf8-validation");
  add_limit<StageOne>(suite, group, document, "simdjson-stage-1");
}

void add_limit_of_writing(Suite& suite) {
  const auto& group = suite.documents().page_view();
  const std::array strings{group.id, group.name, group.connector_group_type};
  suite.add_row("limit/write/page-form", "memcpy-and-utf8-validation",
                [&suite, strings](benchmark::State& state) {
                  const std::string_view text = suite.documents().page().text.plain();
                  CopyAndValidate limit(text, strings);
                  time_write(state, suite, text, 1, [&limit] { return limit.write(); });
                });
}

}  // namespace

void add_limits(Suite& suite) {
  add_limit_of_writing(suite);
  add_limits_of(suite, "one", suite.documents().page());
  for (const Document& document : suite.documents().collections()) {
    add_limits_of(suite, "collection", document);
  }
}

}  // namespace connectorgroup::bench
