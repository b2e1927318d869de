#include "properties/generators/pages.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "model/page/reader.h"
#include "properties/edits/random_source.h"

namespace connectorgroup::generators {
namespace {

// Each with the line end that it has, if any.
std::vector<std::string> lines_of(std::string_view page) {
  std::vector<std::string> lines;
  while (!page.empty()) {
    const std::size_t end = page.find('\n');
    const std::size_t size = end == std::string_view::npos ? page.size() : end + 1;
    lines.emplace_back(page.substr(0, size));
    page.remove_prefix(size);
  }
  return lines;
}

void edit_line(std::vector<std::string>& lines, RandomSource& random) {
  constexpr std::array<std::string_view, 10> kPrefixes{"    ", "\t",  "> ",        "- ",    "```\n",
                                                       "<!--", "-->", "```http\n", "---\n", "\r\n"};
  const std::size_t at = random.below(lines.size());
  std::string& line = lines[at];
  switch (random.below(6)) {
    case 0:
      line.clear();
      break;
    case 1:
      line += line;
      break;
    case 2:
      std::swap(line, lines[random.below(lines.size())]);
      break;
    case 3:
      line.insert(0, kPrefixes[random.below(kPrefixes.size())]);
      break;
    case 4:
      if (line.ends_with('\n')) line.insert(line.size() - 1, 1, '\r');
      break;
    default:
      if (!line.empty()) line[random.below(line.size())] = static_cast<char>(random.below(256));
      break;
  }
}

constexpr std::array<Bound, 5> kBounds{{
    {"with an example", 85, 100},
    {"with a pair of request and response", 60, 100},
    {"with a finding of the reader", 20, 95},
    {"without one", 5, 80},
    {"with a carriage return", 10, 60},
}};

}  // namespace

rc::Gen<std::string> pages(std::vector<std::string> corpus) {
  const auto seed = rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>());
  const auto edited = rc::gen::map(rc::gen::pair(rc::gen::elementOf(std::move(corpus)), seed),
                                   [](const std::pair<std::string, std::uint64_t>& drawn) {
                                     RandomSource random(drawn.second);
                                     std::vector<std::string> lines = lines_of(drawn.first);
                                     if (lines.empty()) return std::string();
                                     for (std::size_t edits = random.below(6); edits > 0; --edits) {
                                       edit_line(lines, random);
                                     }
                                     std::string page;
                                     for (const std::string& line : lines) page += line;
                                     return page;
                                   });
  return rc::gen::shrink(edited,
                         [](const std::string& page) { return rc::shrink::removeChunks(page); });
}

PageDistribution::PageDistribution() : shares_(kBounds) {}

void PageDistribution::observe(std::string_view page) {
  shares_.next();
  const PageReading reading = read_page(page);
  const bool paired =
      std::any_of(reading.examples.begin(), reading.examples.end(),
                  [](const PageExample& example) { return !example.answers.empty(); });
  if (!reading.examples.empty()) shares_.is("with an example");
  if (paired) shares_.is("with a pair of request and response");
  shares_.is(reading.findings.empty() ? "without one" : "with a finding of the reader");
  if (page.find('\r') != std::string_view::npos) shares_.is("with a carriage return");
}

std::optional<std::string> PageDistribution::complaint() const { return shares_.complaint(); }

std::string PageDistribution::table() const { return shares_.table(); }

}  // namespace connectorgroup::generators
