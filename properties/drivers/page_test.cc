// What the reader of documentation pages promises, on the corpus page and on small pages that
// differ from a good one in the tested feature alone. The corpus folder is the compile definition
// CONNECTORGROUP_CORPUS.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/page/reader.h"

namespace connectorgroup {

// Found by GoogleTest, by argument-dependent lookup, when an expectation fails.
void PrintTo(PageFault fault, std::ostream* out) { *out << name(fault); }
void PrintTo(BlockType type, std::ostream* out) { *out << name(type); }
void PrintTo(const PageFinding& finding, std::ostream* out) {
  *out << "line " << finding.line << ": " << name(finding.what) << ": " << finding.detail;
}

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

std::string comment(std::string_view annotation) {
  return "<!-- " + std::string(annotation) + " -->\n";
}

std::string fence(std::string_view content) { return "```http\n" + std::string(content) + "```\n"; }

const std::string kRequestComment = comment(R"({"blockType": "request"})");
const std::string kResponseComment = comment(R"({"blockType": "response"})");
const std::string kRequestFence = fence("POST /groups\nContent-length: 2\n\n{}\n");
const std::string kResponseFence = fence("HTTP/1.1 201 Created\n\n{}\n");
const std::string kRequest = kRequestComment + kRequestFence;
const std::string kResponse = kResponseComment + kResponseFence;

using Fault = std::pair<PageFault, std::size_t>;

// What was found and on which line.
std::vector<Fault> faults(std::string_view page) {
  std::vector<Fault> found;
  for (const PageFinding& finding : read_page(page).findings) {
    EXPECT_FALSE(finding.detail.empty()) << "a finding must say something: " << page;
    found.emplace_back(finding.what, finding.line);
  }
  return found;
}

// Expects one finding, and no whole example that has an annotation.
void expect_refused(std::string_view page, PageFault what, std::size_t line) {
  EXPECT_EQ(faults(page), (std::vector<Fault>{{what, line}})) << page;
  for (const PageExample& example : read_page(page).examples) {
    EXPECT_FALSE(example.annotated() && example.faults.empty()) << page;
  }
}

// Expects one finding and one example with that fault; gives the example.
PageExample expect_faulty(std::string_view page, PageFault what, std::size_t line) {
  EXPECT_EQ(faults(page), (std::vector<Fault>{{what, line}})) << page;
  PageReading reading = read_page(page);
  EXPECT_EQ(reading.examples.size(), 1u) << page;
  reading.examples.resize(1);
  EXPECT_EQ(reading.examples.front().faults, std::vector<PageFault>{what}) << page;
  return std::move(reading.examples.front());
}

// Expects one example and no finding; gives the example.
PageExample expect_one(std::string_view page) {
  PageReading reading = read_page(page);
  EXPECT_EQ(reading.findings, std::vector<PageFinding>{}) << page;
  EXPECT_EQ(reading.examples.size(), 1u) << page;
  reading.examples.resize(1);
  return std::move(reading.examples.front());
}

// Expects one example that has no annotation, and nothing else to say of it.
PageExample expect_unannotated(std::string_view page) {
  PageReading reading = read_page(page);
  EXPECT_FALSE(reading.findings.empty());
  EXPECT_EQ(reading.findings.front().what, PageFault::fence_without_annotation) << page;
  EXPECT_EQ(reading.examples.size(), 1u) << page;
  reading.examples.resize(1);
  EXPECT_FALSE(reading.examples.front().annotated()) << page;
  return std::move(reading.examples.front());
}

// --- The documented page ------------------------------------------------------------------------

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

// --- Annotations --------------------------------------------------------------------------------

TEST(PageAnnotation, IsPairedAcrossEmptyLines) {
  const PageExample example = expect_one(kRequestComment + "\n \n" + kRequestFence);
  EXPECT_EQ(example.lines, (ExampleLines{1, 4, 5, 8}));
}

TEST(PageAnnotation, IsPairedWithinAListItem) {
  const PageExample example = expect_one(
      "1. Call:\n   <!-- {\n     \"blockType\": \"request\"\n   } -->\n   ```http\n   POST "
      "/groups\n"
      "\n   {\n     \"name\": \"a\"\n   }\n   ```\n");
  EXPECT_EQ(example.lines, (ExampleLines{2, 5, 6, 8}));
  EXPECT_EQ(example.start_line, "POST /groups");
  EXPECT_EQ(example.body, "{\n  \"name\": \"a\"\n}");
}

TEST(PageAnnotation, IsPairedWithinABlockQuoteWhosePrefixIsNoneOfItsBytes) {
  const PageExample example = expect_one(
      "> <!-- {\n> \"blockType\": \"request\"\n> } -->\n> ```http\r\n> POST /groups\r\n>\r\n"
      "> {\r\n>  }\r\n> ```\r\n");
  EXPECT_EQ(example.start_line, "POST /groups");
  EXPECT_EQ(example.body, "{\r\n }");
}

TEST(PageAnnotation, IsNotPairedOutOfItsListItem) {
  EXPECT_EQ(faults("- a\n\n  " + kRequestComment + kRequestFence),
            (std::vector<Fault>{{PageFault::annotation_without_fence, 3},
                                {PageFault::fence_without_annotation, 4}}));
}

TEST(PageAnnotation, IsNotPairedAcrossText) {
  EXPECT_EQ(faults(kRequestComment + "text\n" + kRequestFence),
            (std::vector<Fault>{{PageFault::annotation_without_fence, 1},
                                {PageFault::fence_without_annotation, 3}}));
}

TEST(PageAnnotation, MayHaveAnArrayOfNames) {
  const std::string annotation = R"({"blockType": "request", "name": ["first", "second"]})";
  EXPECT_EQ(expect_one(comment(annotation) + kRequestFence).annotation.names,
            (std::vector<std::string>{"first", "second"}));
}

TEST(PageAnnotation, IsNotTruncatedUnlessItSaysSo) {
  EXPECT_FALSE(expect_one(kRequest).annotation.truncated);
  EXPECT_TRUE(expect_one(comment(R"({"blockType": "request", "truncated": true})") + kRequestFence)
                  .annotation.truncated);
}

TEST(PageAnnotation, IsOfACollectionIfItSaysSo) {
  EXPECT_FALSE(expect_one(kRequest).annotation.is_collection);
  EXPECT_TRUE(
      expect_one(comment(R"({"blockType": "request", "isCollection": true})") + kRequestFence)
          .annotation.is_collection);
}

TEST(PageAnnotation, MayHaveMembersThatAreNotRead) {
  EXPECT_EQ(expect_one(comment(R"({"blockType": "request", "scopes": "a", "target": [{}]})") +
                       kRequestFence)
                .annotation,
            expect_one(kRequest).annotation);
}

TEST(PageAnnotation, IsRefusedWhenItIsNotStrictJson) {
  for (const std::string_view json :
       {R"({"blockType": "request",})", R"({'blockType': 'request'})", R"({blockType: "request"})",
        R"({"blockType": "request"} {})", R"({"blockType": "request")", "{"}) {
    expect_refused(comment(json) + kRequestFence, PageFault::annotation_json, 1);
  }
}

TEST(PageAnnotation, IsRefusedForBytesThatMarkdownWouldReplace) {
  for (const std::string_view bytes : {std::string_view("\0", 1), std::string_view("\xFF")}) {
    expect_refused(comment(R"({"blockType": "request", "name": ")" + std::string(bytes) + "\"}") +
                       kRequestFence,
                   PageFault::annotation_json, 1);
  }
}

TEST(PageAnnotation, IsRefusedRatherThanFollowedToAnyDepth) {
  const std::string deep(200000, '[');
  expect_refused(comment(R"({"blockType": )" + deep + "}") + kRequestFence,
                 PageFault::annotation_json, 1);
}

TEST(PageAnnotation, IsRefusedWhenAMemberHasAnotherType) {
  for (const std::string_view json :
       {R"({"blockType": 1})", R"({"blockType": "request", "name": {}})",
        R"({"blockType": "request", "name": ["a", 1]})",
        R"({"blockType": "request", "truncated": "true"})",
        R"({"blockType": "request", "@odata.type": null})"}) {
    expect_refused(comment(json) + kRequestFence, PageFault::annotation_member, 1);
  }
}

TEST(PageAnnotation, IsRefusedWhenAMemberStandsThereTwice) {
  expect_refused(comment(R"({"blockType": "request", "blockType": "request"})") + kRequestFence,
                 PageFault::annotation_member, 1);
}

TEST(PageAnnotation, IsRefusedWithoutBlockType) {
  expect_refused(comment(R"({"name": "a"})") + kRequestFence, PageFault::block_type_missing, 1);
  expect_refused(comment(R"({"type": "#other.annotation"})"), PageFault::block_type_missing, 1);
}

TEST(PageAnnotation, IsRefusedWithAnUnknownBlockType) {
  expect_refused(comment(R"({"blockType": "Request"})") + kRequestFence,
                 PageFault::block_type_unknown, 1);
}

TEST(PageAnnotation, IsRefusedWhenItsCommentDoesNotEnd) {
  expect_refused("text\n\n<!-- {\"blockType\": \"request\"}\n" + kRequestFence,
                 PageFault::annotation_unclosed, 3);
}

TEST(PageAnnotation, IsRefusedAtTheEndOfThePage) {
  expect_refused("text\n" + kRequestComment, PageFault::annotation_without_fence, 2);
}

TEST(PageAnnotation, IsNotWhatOtherCommentsAre) {
  for (const std::string_view text :
       {"<!-- uuid: 1 -->\n", "<!---->\n", "<!-->\n", "<!-- [1] -->\n",
        "<!-- {\"type\": \"#page.annotation\"} -->\n", "<div>\n"}) {
    EXPECT_EQ(read_page(text), PageReading{}) << text;
    EXPECT_EQ(faults(std::string(text) + "\n" + kRequestFence),
              (std::vector<Fault>{{PageFault::fence_without_annotation, 3}}))
        << text;
  }
}

TEST(PageAnnotation, MayPrecedeOtherCodeUnlessItIsAMessage) {
  const std::string json_fence = "```json\n{}\n```\n";
  EXPECT_EQ(read_page(comment(R"({"blockType": "resource"})") + json_fence), PageReading{});
  expect_refused(kRequestComment + json_fence, PageFault::fence_not_http, 2);
  expect_refused(kRequestComment + "\n    POST /groups\n", PageFault::fence_not_http, 3);
}

TEST(PageAnnotation, NamesEveryBlockTypeAsTheReaderDoes) {
  for (const BlockType type :
       {BlockType::request, BlockType::ignored, BlockType::example, BlockType::samples,
        BlockType::simulated_response, BlockType::test_parameters, BlockType::resource}) {
    const std::string json = "{\"blockType\": \"" + std::string(name(type)) + "\"}";
    EXPECT_EQ(expect_one(comment(json) + kRequestFence).annotation.type, type);
  }
}

// --- Fences -------------------------------------------------------------------------------------

TEST(PageFence, IsRefusedWithoutAnnotation) {
  expect_refused(kRequestFence, PageFault::fence_without_annotation, 1);
  EXPECT_EQ(read_page("```json\n{}\n```\n"), PageReading{});
}

TEST(PageFence, MayBeOfTildesOrLongerAndOfALanguageInAnyCase) {
  EXPECT_EQ(expect_one(kRequestComment + "~~~~ HTTP x\nPOST /\n\n```\n~~~\n~~~~~\n").body,
            "```\n~~~");
}

TEST(PageFence, TakesItsIndentationOffItsLines) {
  EXPECT_EQ(expect_one(kRequestComment + "  ```http\n  POST /\n\n    {\n }\n  ```\n").body,
            "  {\n}");
}

TEST(PageFence, LeavesSpacesOfATabThatItsContainerTakesInPart) {
  EXPECT_EQ(expect_one("- " + kRequestComment + "  ```http\n  POST /\n\n\t{\t\n  ```\n").body,
            "  {\t");
}

TEST(PageFence, IsRefusedWhenThePageEndsIt) {
  expect_refused(kRequestComment + "```http\nPOST /\n\n{}\n", PageFault::fence_unclosed, 2);
  expect_refused(kRequestComment + "```http\nPOST /\n\n{}\n``", PageFault::fence_unclosed, 2);
  EXPECT_EQ(expect_one(kRequestComment + "```http\nPOST /\n\n{}\n```").body, "{}");
}

TEST(PageFence, IsRefusedWhenItsContainerEndsIt) {
  const std::string quoted = "> " + kRequestComment + "> ```http\n> POST /\n";
  expect_refused(quoted + "text\n", PageFault::fence_unclosed, 2);
  expect_refused(quoted + "```\ntext\n```\n", PageFault::fence_unclosed, 2);
}

TEST(PageFence, IsRefusedWithoutStartLine) {
  expect_refused(kRequestComment + fence(""), PageFault::start_line_missing, 2);
  expect_refused(kRequestComment + fence("\nPOST /\n"), PageFault::start_line_missing, 2);
}

TEST(PageFence, IsRefusedForAHeaderWithoutColonOrName) {
  expect_refused(kRequestComment + fence("POST /\nA: b\nContent-type\n\n{}\n"),
                 PageFault::header_malformed, 5);
  expect_refused(kRequestComment + fence("POST /\n: b\n\n"), PageFault::header_malformed, 4);
}

TEST(PageFence, IsRefusedWithoutAnEmptyLineAfterItsHeaders) {
  expect_refused(kRequestComment + fence("POST /\nA: b\nC: d\n"), PageFault::header_end_missing, 5);
}

TEST(PageFence, IsReadOnBehindAFault) {
  EXPECT_EQ(
      faults(kRequestComment + fence("POST /\nA\nB: c\nD\n\n{}\n")),
      (std::vector<Fault>{{PageFault::header_malformed, 4}, {PageFault::header_malformed, 6}}));
  const PageExample example = expect_faulty(kRequestComment + fence("POST /\nA\nB: c\n\n{}\n"),
                                            PageFault::header_malformed, 4);
  EXPECT_EQ(example.headers, (std::vector<PageHeader>{{"B", "c", 5}}));
  EXPECT_EQ(example.body, "{}");
}

TEST(PageFence, MayLackTheEmptyLineBeforeItsBody) {
  for (const std::string_view body : {"{\n  \"name\": \"a\"\n}", "[1]", "<a b=\"c:d\"/>"}) {
    const PageExample example =
        expect_faulty(kRequestComment + fence("POST /\nA: b\n" + std::string(body) + "\n"),
                      PageFault::body_not_separated, 5);
    EXPECT_EQ(example.headers, (std::vector<PageHeader>{{"A", "b", 4}}));
    EXPECT_EQ(example.body, body);
    EXPECT_EQ(example.lines, (ExampleLines{1, 2, 3, 5}));
  }
}

TEST(PageFence, MayHaveAnEmptyLineBeforeItsHeaders) {
  const PageExample example =
      expect_faulty(kRequestComment + fence("POST /\n\nContent-type: a/b\nA: b\n\n{}\n"),
                    PageFault::headers_after_empty_line, 4);
  EXPECT_EQ(example.headers, (std::vector<PageHeader>{{"Content-type", "a/b", 5}, {"A", "b", 6}}));
  EXPECT_EQ(example.body, "{}");
  EXPECT_EQ(expect_one(kRequestComment + fence("POST /\n\nSubject: a text\n")).body,
            "Subject: a text");
  EXPECT_EQ(expect_one(kRequestComment + fence("POST /\nA: b\n\nHost: a text\n")).body,
            "Host: a text");
}

TEST(PageFence, MayHaveNoStartLineButABody) {
  const PageExample example =
      expect_faulty(kRequestComment + fence("{\"a\": 1}\n"), PageFault::start_line_missing, 2);
  EXPECT_EQ(example.start_line, "");
  EXPECT_EQ(example.body, "{\"a\": 1}");
  EXPECT_EQ(example.lines, (ExampleLines{1, 2, 0, 3}));
}

TEST(PageFence, MayBeOfTheLanguageWhoseFencesHaveAButton) {
  EXPECT_EQ(expect_one(kRequestComment + "```msgraph-interactive\nGET /me\n```\n").start_line,
            "GET /me");
}

TEST(PageFence, MayHoldAStartLineAlone) {
  const PageExample example = expect_one(kRequestComment + fence("DELETE /groups/1 \n"));
  EXPECT_EQ(example.start_line, "DELETE /groups/1 ");
  EXPECT_EQ(example.lines, (ExampleLines{1, 2, 3, 0}));
}

TEST(PageFence, IsNotHeldToHttpWhereItsBlockTypePromisesNone) {
  const std::string content = fence("GET /groups/{id}\nGET /applications/{id}/group\n");
  EXPECT_EQ(read_page(comment(R"({"blockType": "ignored"})") + content), PageReading{});
  expect_refused(kRequestComment + content, PageFault::header_malformed, 4);
}

TEST(PageFence, KeepsHeaderNamesVerbatimAndTrimsValues) {
  EXPECT_EQ(expect_one(kRequestComment + fence("POST /\n A :\tb: c \nD:\n\n")).headers,
            (std::vector<PageHeader>{{" A ", "b: c", 4}, {"D", "", 5}}));
}

TEST(PageFence, KeepsTheTextOfALengthThatIsNoNumber) {
  for (const std::string_view text :
       {"", "xxx", "+9", "-1", "9 9", "0x9", "18446744073709551616"}) {
    const PageExample example = expect_one(
        kRequestComment + fence("POST /\ncontent-LENGTH: " + std::string(text) + "\n\n"));
    EXPECT_EQ(example.declared_length, (DeclaredLength{std::string(text), std::nullopt, 4}));
  }
  EXPECT_EQ(expect_one(kRequestComment + fence("POST /\nContent-Length:007\nContent-Length: 8\n\n"))
                .declared_length,
            (DeclaredLength{"007", 7, 4}));
}

TEST(PageFence, DropsOnlyTheLastLineEndingOfABody) {
  const PageExample example = expect_one(kRequestComment + fence("POST /\n \t\n\n{}\n\n"));
  EXPECT_EQ(example.body, "\n{}\n");
  EXPECT_EQ(example.lines.body, 5u);
}

TEST(PageFence, KeepsBytesThatMarkdownWouldReplace) {
  const std::string bytes("\0\xFF\xC3(\xEF\xBF\xBD\0&amp;\\`", 16);
  EXPECT_EQ(expect_one(kRequestComment + fence("POST /\n\n" + bytes + "\n")).body, bytes);
}

// --- Pairs --------------------------------------------------------------------------------------

std::vector<std::vector<std::size_t>> answers(std::string_view page) {
  std::vector<std::vector<std::size_t>> all;
  for (const PageExample& example : read_page(page).examples) all.push_back(example.answers);
  return all;
}

std::string named(std::string_view type, std::string_view names, const std::string& content) {
  return comment("{\"blockType\": \"" + std::string(type) + "\", \"name\": " + std::string(names) +
                 "}") +
         content;
}

TEST(PagePair, IsAnUnnamedResponseAndTheLastRequest) {
  const std::string page = kRequest + kRequest + kResponse;
  EXPECT_EQ(faults(page), std::vector<Fault>{});
  EXPECT_EQ(answers(page), (std::vector<std::vector<std::size_t>>{{}, {}, {1}}));
}

TEST(PagePair, IsANamedResponseAndEveryEarlierRequestOfThatFirstName) {
  const std::string page =
      named("request", "\"a\"", kRequestFence) + named("request", "[\"b\", \"a\"]", kRequestFence) +
      named("request", "[\"a\"]", kRequestFence) + kRequest +
      named("response", "\"a\"", kResponseFence) + named("request", "\"c\"", kRequestFence) +
      named("response", "[\"c\", \"b\"]", kResponseFence);
  EXPECT_EQ(faults(page), std::vector<Fault>{});
  EXPECT_EQ(answers(page),
            (std::vector<std::vector<std::size_t>>{{}, {}, {}, {}, {0, 2}, {}, {1, 5}}));
}

TEST(PagePair, LacksARequestBeforeTheResponse) {
  const std::string page = kResponse + kRequest;
  EXPECT_EQ(faults(page), (std::vector<Fault>{{PageFault::response_without_request, 1}}));
  EXPECT_EQ(answers(page), (std::vector<std::vector<std::size_t>>{{}, {}}));
}

TEST(PagePair, LacksARequestOfTheResponsesName) {
  for (const std::string& request : {kRequest, named("request", "\"b\"", kRequestFence)}) {
    EXPECT_EQ(faults(request + named("response", "[\"a\", \"\"]", kResponseFence)),
              (std::vector<Fault>{{PageFault::response_without_request, 8}}));
  }
}

TEST(PagePair, HasOneResponseOnly) {
  const std::string page = kRequest + kResponse + kResponse;
  EXPECT_EQ(faults(page), (std::vector<Fault>{{PageFault::response_repeated, 14}}));
  EXPECT_EQ(answers(page), (std::vector<std::vector<std::size_t>>{{}, {0}, {0}}));
}

TEST(PagePair, IsNotMissedWhenTheRequestItselfIsRefused) {
  const std::string page = kRequest + kRequestComment + fence("POST /\n{}\n") + kResponse;
  EXPECT_EQ(faults(page), (std::vector<Fault>{{PageFault::body_not_separated, 11}}));
  EXPECT_EQ(answers(page), (std::vector<std::vector<std::size_t>>{{}, {}, {1}}));
}

TEST(PagePair, MarksTheRequestsThatAreAnswered) {
  const auto answered = [](const std::string& page) {
    std::vector<bool> all;
    for (const PageExample& example : read_page(page).examples) all.push_back(example.answered);
    return all;
  };
  EXPECT_EQ(answered(kRequest + kRequest + kResponse), (std::vector<bool>{false, true, false}));
  // An answer that can't be read is one all the same.
  EXPECT_EQ(answered(kRequest + kResponseComment + "```json\n{}\n```\n"), std::vector<bool>{true});
  EXPECT_EQ(answered(kRequest + kResponseComment + fence("\n")), std::vector<bool>{true});
  EXPECT_EQ(answered(kRequest + comment(R"({"blockType": "response",})") + kResponseFence),
            (std::vector<bool>{true, false}));
}

// --- Without annotation -------------------------------------------------------------------------

TEST(PageUnannotated, IsAMessageWhereItLooksLikeOne) {
  const PageExample response = expect_unannotated(fence("HTTP/1.1 200 OK\n\n{}\n"));
  EXPECT_EQ(response.annotation.type, BlockType::response);
  EXPECT_EQ(response.body, "{}");
  EXPECT_EQ(expect_unannotated(fence("HTTP 204\n")).annotation.type, BlockType::response);
  for (const std::string_view content :
       {"GET https://a/b\n", "POST /a\n\n{}\n", "PATCH /a\nA: b\n", "PUT /a\n\nHost: b\n"}) {
    EXPECT_EQ(expect_unannotated(fence(content)).annotation.type, BlockType::request);
  }
}

TEST(PageUnannotated, IsNothingElse) {
  for (const std::string_view content :
       {"", "\n", "GET /a/{id}\n", "GET /a\nGET /b\n", "GET /a\n\nPOST /b\n", "text\n",
        "get /a\nB: c\n", "{}\n", "POST /a\nnot a header\nA: b\n", "GET\nA: b\n"}) {
    EXPECT_TRUE(read_page(fence(content)).examples.empty()) << content;
    EXPECT_EQ(faults(fence(content)),
              (std::vector<Fault>{{PageFault::fence_without_annotation, 1}}));
  }
}

TEST(PageUnannotated, AnswersTheRequestBeforeItThatHasNoneEither) {
  const std::string request = fence("GET https://a/b\n");
  EXPECT_EQ(answers(request + kResponseFence), (std::vector<std::vector<std::size_t>>{{}, {0}}));
  EXPECT_EQ(answers(request + kResponseFence + kResponseFence),
            (std::vector<std::vector<std::size_t>>{{}, {0}, {}}));
  EXPECT_EQ(answers(kRequest + kResponseFence), (std::vector<std::vector<std::size_t>>{{}, {}}));
  EXPECT_EQ(answers(kRequest + request + kResponse),
            (std::vector<std::vector<std::size_t>>{{}, {}, {0}}));
}

TEST(PageUnannotated, IsPairedAsIfItsAnnotationCouldBeRead) {
  const std::string bad = comment(R"({"blockType": "request",})") + kRequestFence;
  EXPECT_EQ(answers(bad + kResponse), (std::vector<std::vector<std::size_t>>{{}, {0}}));
  EXPECT_EQ(faults(bad + kResponse), (std::vector<Fault>{{PageFault::annotation_json, 1}}));
}

// --- Prose --------------------------------------------------------------------------------------

TEST(PageProse, SaysInATableThatAuthorizationIsAHeader) {
  const auto expected = DocumentedHeader{"Bearer. Required|or so", 3};
  EXPECT_EQ(read_page("| Name | Value |\n|---|---|\n| Authorization  | Bearer. Required|or so |\n")
                .authorization,
            expected);
  EXPECT_EQ(read_page("Name | Value\n-|-\n> Authorization|Bearer. Required|or so").authorization,
            expected);
  EXPECT_EQ(read_page(documented_page()).authorization->line, 17u);
}

TEST(PageProse, DoesNotSpeakOfAuthorizationElsewhere) {
  for (const std::string_view text :
       {"Authorization is needed.\n", "| Name | Authorization |\n", "| Authorization code | a |\n",
        "| authorization | a property |\n", "Authorization: a | b\n"}) {
    EXPECT_EQ(read_page(text).authorization, std::nullopt) << text;
  }
}

// --- Pages --------------------------------------------------------------------------------------

TEST(Page, MayBeEmpty) {
  EXPECT_EQ(read_page({}), PageReading{});
  EXPECT_EQ(read_page("\n"), PageReading{});
  EXPECT_EQ(read_page("---\n---\n"), PageReading{});
}

TEST(Page, MayBeginWithFrontMatterWhoseLinesCount) {
  const std::string matter = "---\ntitle: a\n# <!-- {\n--- \n";
  EXPECT_EQ(expect_one(matter + kRequest).lines, (ExampleLines{5, 6, 7, 10}));
  EXPECT_EQ(expect_one("\xEF\xBB\xBF" + matter + kRequest).lines, (ExampleLines{5, 6, 7, 10}));
}

TEST(Page, HasNoFrontMatterThatDoesNotEnd) {
  EXPECT_EQ(expect_one("---\n" + kRequest).lines, (ExampleLines{2, 3, 4, 7}));
}

TEST(Page, MayBeginWithAByteOrderMark) {
  EXPECT_EQ(expect_one("\xEF\xBB\xBF" + kRequest), expect_one(kRequest));
}

TEST(Page, IsRefusedWholeBeyondItsLargestSize) {
  std::string page = kRequest;
  page.resize(kPageBytesMax, '\n');
  EXPECT_EQ(expect_one(page), expect_one(kRequest));
  expect_refused(page + "\n", PageFault::page_too_large, 1);
}

TEST(Page, HasFaultsThatAreNamedByTheirEnumerators) {
  EXPECT_EQ(name(PageFault::page_too_large), "page_too_large");
  EXPECT_EQ(name(PageFault::fence_not_http), "fence_not_http");
  EXPECT_EQ(name(PageFault::response_repeated), "response_repeated");
  EXPECT_EQ(name(BlockType::response), "response");
}

TEST(Page, MayNestDeeperThanAStackIsHigh) {
  std::string page(200000, '>');
  page += "\n\n" + kRequest;
  EXPECT_EQ(expect_one(page).lines.annotation, 3u);
}

}  // namespace
}  // namespace connectorgroup
