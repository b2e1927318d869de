// What the reader of documentation pages promises of the corpus page, whole, with other line ends,
// cut and with any byte replaced. The corpus folder is the compile definition
// CONNECTORGROUP_CORPUS.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "model/page/reader.h"
#include "properties/drivers/small_pages.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kPagePath = "pages/create-connectorgroup.md";

std::string read_corpus_file(std::string_view path) {
  const std::string full_path = std::string(CONNECTORGROUP_CORPUS) + "/" + std::string(path);
  std::ifstream file(full_path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << "can't open " << full_path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string documented_page() { return read_corpus_file(kPagePath); }

// The documented page's examples; tests that index them have to find all three.
std::vector<PageExample> documented_examples() {
  std::vector<PageExample> examples = read_page(documented_page()).examples;
  EXPECT_EQ(examples.size(), 3u) << "the page must yield ignored, request, response";
  examples.resize(3);
  return examples;
}

std::string with_line_endings(std::string_view page, std::string_view ending) {
  std::string text;
  for (const char c : page) {
    if (c == '\n') {
      text += ending;
    } else {
      text += c;
    }
  }
  return text;
}

TEST(DocumentedPage, YieldsAnIgnoredBlockARequestAndAResponse) {
  const PageReading reading = read_page(documented_page());
  EXPECT_EQ(reading.findings, std::vector<PageFinding>{});
  ASSERT_EQ(reading.examples.size(), 3u);
  EXPECT_EQ(reading.examples[0].annotation.type, BlockType::ignored);
  EXPECT_EQ(reading.examples[1].annotation.type, BlockType::request);
  EXPECT_EQ(reading.examples[2].annotation.type, BlockType::response);
}

TEST(DocumentedPage, TellsTheLineOfEachPart) {
  const std::vector<PageExample> examples = documented_examples();
  EXPECT_EQ(examples[0].lines, (ExampleLines{9, 10, 11, 0}));
  EXPECT_EQ(examples[1].lines, (ExampleLines{29, 33, 34, 38}));
  EXPECT_EQ(examples[2].lines, (ExampleLines{47, 52, 53, 57}));
  EXPECT_EQ(read_page(documented_page()).authorization->line, 17u);
}

TEST(DocumentedPage, HasTheAnnotationsOfItsExamples) {
  const std::vector<PageExample> examples = documented_examples();
  EXPECT_EQ(examples[0].annotation, (Annotation{BlockType::ignored, {}, {}, false}));
  EXPECT_EQ(
      examples[1].annotation,
      (Annotation{BlockType::request, {"create_connectorgroup_from_connectorgroups"}, {}, false}));
  EXPECT_EQ(examples[2].annotation,
            (Annotation{BlockType::response, {}, "microsoft.graph.connectorGroup", true}));
}

TEST(DocumentedPage, KeepsStartLinesAndHeadersVerbatim) {
  const std::vector<PageExample> examples = documented_examples();
  EXPECT_EQ(examples[0].start_line, "POST /connectorGroups");
  EXPECT_EQ(examples[0].headers, std::vector<PageHeader>{});
  EXPECT_EQ(examples[1].start_line, "POST https://graph.microsoft.com/{ver}/connectorGroups");
  EXPECT_EQ(examples[1].headers, (std::vector<PageHeader>{{"Content-type", "application/json", 35},
                                                          {"Content-length", "99", 36}}));
  EXPECT_EQ(examples[2].start_line, "HTTP/1.1 201 Created");
  EXPECT_EQ(examples[2].headers, (std::vector<PageHeader>{{"Content-type", "application/json", 54},
                                                          {"Content-length", "119", 55}}));
}

TEST(DocumentedPage, DeclaresOneByteLessThanItsBodiesHave) {
  const std::vector<PageExample> examples = documented_examples();
  EXPECT_EQ(examples[0].declared_length, std::nullopt);
  EXPECT_EQ(examples[0].body, "");
  EXPECT_EQ(examples[1].declared_length, (DeclaredLength{"99", 99, 36}));
  EXPECT_EQ(examples[1].body.size(), 100u);
  EXPECT_EQ(examples[2].declared_length, (DeclaredLength{"119", 119, 55}));
  EXPECT_EQ(examples[2].body.size(), 120u);
  for (const std::size_t i : {std::size_t{1}, std::size_t{2}}) {
    EXPECT_EQ(examples[i].body.substr(examples[i].body.size() - 2), "\n}")
        << "cut to its declared length, the body would lose its closing brace";
  }
}

TEST(DocumentedPage, DeclaredItsLengthsForTheValueTrue) {
  for (const PageExample& example : documented_examples()) {
    if (!example.declared_length) continue;
    std::string body = example.body;
    const std::size_t value = body.find("false");
    ASSERT_NE(value, std::string::npos);
    body.replace(value, 5, "true");
    EXPECT_EQ(example.declared_length->bytes, body.size());
  }
}

TEST(DocumentedPage, PairsItsUnnamedResponseWithItsNamedRequest) {
  const std::vector<PageExample> examples = documented_examples();
  EXPECT_EQ(examples[0].answers, std::vector<std::size_t>{});
  EXPECT_EQ(examples[1].answers, std::vector<std::size_t>{});
  EXPECT_EQ(examples[2].answers, std::vector<std::size_t>{1});
}

struct DerivedFile {
  std::size_t example;
  std::string_view seed;
  std::string_view canonical;
  std::string_view canonical_bytes;
};

constexpr std::array<DerivedFile, 2> kDerivedFiles{{
    {1, "body/accept/graph-2017/create-request/page/documented-example.json",
     "body/canonical/graph-2017/create-request.json",
     R"({"connectorGroupType":"connectorGroupType-value","isDefault":false,"name":"name-value"})"},
    {2, "body/accept/graph-2017/response/page/documented-example.json",
     "body/canonical/graph-2017/response.json",
     R"({"connectorGroupType":"connectorGroupType-value","id":"id-value","isDefault":false,)"
     R"("name":"name-value"})"},
}};

TEST(DocumentedPage, IsWhatTheSeedsOfTheBodyCorpusAreTakenFrom) {
  const std::vector<PageExample> examples = documented_examples();
  for (const DerivedFile& file : kDerivedFiles) {
    const PageExample& example = examples[file.example];
    EXPECT_EQ(read_corpus_file(file.seed), example.body)
        << file.seed << " has drifted from " << kPagePath << ". Give the file the "
        << example.body.size() << " bytes that begin on line " << example.lines.body
        << " of the page, up to the closing fence, without the last line feed.";
  }
}

TEST(DocumentedPage, HasTheCanonicalFormsOfTheCorpus) {
  for (const DerivedFile& file : kDerivedFiles) {
    EXPECT_EQ(read_corpus_file(file.canonical), file.canonical_bytes) << file.canonical;
  }
  EXPECT_EQ(kDerivedFiles[0].canonical_bytes.size(), 87u);
  EXPECT_EQ(kDerivedFiles[1].canonical_bytes.size(), 103u);
}

TEST(DocumentedPage, SaysTheSameInItsBodiesAndTheirCanonicalForms) {
  const std::vector<PageExample> examples = documented_examples();
  for (const DerivedFile& file : kDerivedFiles) {
    simdjson::dom::parser body_parser;
    simdjson::dom::parser canonical_parser;
    simdjson::dom::object body;
    simdjson::dom::object canonical;
    ASSERT_EQ(body_parser.parse(examples[file.example].body).get(body), simdjson::SUCCESS);
    const std::string text = read_corpus_file(file.canonical);
    ASSERT_EQ(canonical_parser.parse(text).get(canonical), simdjson::SUCCESS);
    EXPECT_EQ(body.size(), canonical.size());
    for (const simdjson::dom::key_value_pair member : body) {
      simdjson::dom::element value;
      ASSERT_EQ(canonical.at_key(member.key).get(value), simdjson::SUCCESS) << member.key;
      EXPECT_EQ(simdjson::minify(value), simdjson::minify(member.value)) << member.key;
    }
  }
}

// Everything but the bytes of bodies must be the same whatever the line endings are.
void expect_same_structure(std::string_view ending) {
  const PageReading expected = read_page(documented_page());
  PageReading reading = read_page(with_line_endings(documented_page(), ending));
  ASSERT_EQ(reading.examples.size(), expected.examples.size());
  for (std::size_t i = 0; i < reading.examples.size(); ++i) {
    EXPECT_EQ(reading.examples[i].body, with_line_endings(expected.examples[i].body, ending));
    reading.examples[i].body = expected.examples[i].body;
  }
  EXPECT_EQ(reading, expected);
}

TEST(DocumentedPage, HasLongerBodiesButTheSameStructureWithCrlf) {
  expect_same_structure("\r\n");
  const PageReading reading = read_page(with_line_endings(documented_page(), "\r\n"));
  ASSERT_EQ(reading.examples.size(), 3u);
  EXPECT_EQ(reading.examples[1].body.size(), 104u);
  EXPECT_EQ(reading.examples[2].body.size(), 125u);
}

TEST(DocumentedPage, HasTheSameStructureWithLoneCarriageReturns) { expect_same_structure("\r"); }

TEST(DocumentedPage, YieldsOnlyWholeExamplesWhereverItIsCut) {
  const std::string page = documented_page();
  const std::vector<PageExample> whole = documented_examples();
  for (std::size_t size = 0; size < page.size(); ++size) {
    const std::vector<PageExample> cut = read_page(page.substr(0, size)).examples;
    ASSERT_LE(cut.size(), whole.size()) << "cut to " << size;
    for (std::size_t i = 0; i < cut.size(); ++i) {
      PageExample expected = whole[i];
      expected.answered = cut[i].answered;
      ASSERT_EQ(cut[i], expected) << "cut to " << size;
    }
  }
}

TEST(DocumentedPage, IsReadWhateverByteStandsAnywhere) {
  const std::string page = documented_page();
  for (const char byte : {'\0', '\xFF', '\xC3', '`', '>', '\r', '\t', '-'}) {
    for (std::size_t i = 0; i < page.size(); ++i) {
      std::string changed = page;
      changed[i] = byte;
      ASSERT_LE(read_page(changed).examples.size(), 3u) << "byte " << i;
    }
  }
}

}  // namespace
}  // namespace connectorgroup
