// What the reader of documentation pages promises, on small pages that differ from a good one in
// the tested feature alone.
#include <gtest/gtest.h>

#include <cstddef>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/page/reader.h"
#include "properties/drivers/small_pages.h"

namespace connectorgroup {
namespace {

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

TEST(PageAnnotation, HasTheLineEndsOfThePage) {
  EXPECT_EQ(expect_one("<!--\n{\"blockType\":\n\"request\"}\n-->\n" + kRequestFence).lines.fence,
            5u);
  // JSON has none in a string.
  expect_refused(comment("{\"blockType\": \"request\", \"name\": \"a\nb\"}") + kRequestFence,
                 PageFault::annotation_json, 1);
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
        "<!-- {\"type\": \"#page.annotation\"} -->\n", "<div>\n",
        "<p>{\"blockType\": \"request\"}</p>\n", "<p>{\n"}) {
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

TEST(PageFence, LeavesSpacesOfATabThatItsIndentationTakesInPart) {
  for (const auto& [indentation, rest] :
       {std::pair{" ", "   "}, std::pair{"  ", "  "}, std::pair{"   ", " "}}) {
    const std::string begin(indentation);
    EXPECT_EQ(expect_one(kRequestComment + begin + "```http\n" + begin + "POST /\n\n\t{\n" + begin +
                         "```\n")
                  .body,
              std::string(rest) + "{");
  }
}

TEST(PageFence, IsRefusedWhenThePageEndsIt) {
  expect_refused(kRequestComment + "```http\nPOST /\n\n{}\n", PageFault::fence_unclosed, 2);
  expect_refused(kRequestComment + "```http\nPOST /\n\n{}\n``", PageFault::fence_unclosed, 2);
  EXPECT_EQ(expect_one(kRequestComment + "```http\nPOST /\n\n{}\n```").body, "{}");
}

TEST(PageFence, IsRefusedWhenItsContainerEndsIt) {
  const std::string quoted = "> " + kRequestComment + "> ```http\n> POST /\n";
  // What stands behind it: the first line of a block, or one that begins none.
  for (const std::string_view behind :
       {"text\n", "\n", "\n```\n", " \n\ntext\n", "[a]: /b\n", "[a]: /b\n```\n", "`a`\n", "``\n",
        "~~\n", "# a\n", "---\n", "- a\n", "~~~\ntext\n~~~\n"}) {
    expect_refused(quoted + std::string(behind), PageFault::fence_unclosed, 2);
  }
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

TEST(PageFence, MayBeginItsBodyBehindSpaces) {
  const PageExample example = expect_faulty(kRequestComment + fence("POST /\nA: b\n \t{}\n"),
                                            PageFault::body_not_separated, 5);
  EXPECT_EQ(example.body, " \t{}");
  EXPECT_EQ(
      expect_faulty(kRequestComment + fence("  [1]\n"), PageFault::start_line_missing, 2).body,
      "  [1]");
}

TEST(PageFence, MayEndBehindAHeaderThatAnEmptyLinePrecedes) {
  EXPECT_EQ(faults(kRequestComment + fence("POST /\n\nHost: a\n")),
            (std::vector<Fault>{{PageFault::headers_after_empty_line, 4},
                                {PageFault::header_end_missing, 5}}));
  EXPECT_EQ(expect_one(kRequestComment + fence("POST /\n\nHost\n")).body, "Host");
  EXPECT_EQ(expect_one(kRequestComment + fence("POST /\n\n")).body, "");
}

TEST(PageFence, IsQuotedWhereItIsAtFault) {
  const auto detail = [](std::string_view content) {
    const PageReading reading = read_page(kRequestComment + fence(content));
    EXPECT_EQ(reading.findings.size(), 1u);
    return reading.findings.empty() ? "" : reading.findings.front().detail;
  };
  EXPECT_EQ(detail(""), "the fence is blank");
  EXPECT_EQ(detail("\nPOST /\n"), "first is: POST /");
  EXPECT_EQ(detail("{}\n"), "first is: {}");
  EXPECT_EQ(detail("POST /\n\nHost: a\nA: b\n\n"), "behind it stands: Host: a");
  EXPECT_EQ(detail("POST /\nA: b\n{\n"), "it begins with: {");
  EXPECT_EQ(detail("POST /\nA b\n"), "it is: A b");
  EXPECT_EQ(detail("POST /\nA: b\n"), "the code block ends behind: A: b");
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
  EXPECT_EQ(response.annotation, (Annotation{BlockType::response, {}, {}, false, false}));
  EXPECT_EQ(response.lines, (ExampleLines{0, 1, 2, 4}));
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
  // A request that can't be read is answered all the same, and has no index.
  const std::string bad_response = comment(R"({"blockType": "response",})") + kResponseFence;
  EXPECT_EQ(answers(kRequestComment + fence("\n") + bad_response),
            (std::vector<std::vector<std::size_t>>{{}}));
}

// --- Prose --------------------------------------------------------------------------------------

TEST(PageProse, SaysInATableThatAuthorizationIsAHeader) {
  const auto expected = DocumentedHeader{"Bearer. Required|or so", 3};
  EXPECT_EQ(read_page("| Name | Value |\n|---|---|\n| Authorization  | Bearer. Required|or so |\n")
                .authorization,
            expected);
  EXPECT_EQ(read_page("Authorization|Bearer").authorization, (DocumentedHeader{"Bearer", 1}));
  EXPECT_EQ(read_page("\xEF\xBB\xBF|Authorization| b|c |\n").authorization,
            (DocumentedHeader{"b|c", 1}));
  EXPECT_EQ(read_page("Name | Value\n-|-\n> Authorization|Bearer. Required|or so").authorization,
            expected);
}

TEST(PageProse, DoesNotSpeakOfAuthorizationElsewhere) {
  for (const std::string_view text :
       {"Authorization is needed.\n", "| Name | Authorization |\n", "| Authorization code | a |\n",
        "| authorization | a property |\n", "Authorization: a | b\n", "Authorization\n",
        "| Authorization |\n", "| Host          | Authorization | Bearer |\n"}) {
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

TEST(Page, BeginsWithFrontMatterFromMarkToMark) {
  // To Markdown, this would be a comment that swallows the page.
  const std::string hidden = "<!-- {\n";
  for (const std::string_view first : {"---\n", "--- \n", "---\t\r\n", "\xEF\xBB\xBF---\n"}) {
    for (const std::string_view last : {"---\n", "--- \t\n", "---\r"}) {
      const std::string page = std::string(first) + hidden + std::string(last) + kRequest;
      EXPECT_EQ(expect_one(page).lines, (ExampleLines{4, 5, 6, 9})) << page;
    }
  }
  for (const std::string_view first : {"--\n", "----\n", "--- a\n", " ---\n", "\n---\n", "***\n"}) {
    const std::string page = std::string(first) + hidden + "---\n" + kRequest;
    EXPECT_EQ(faults(page).size(), 1u) << page;
  }
  for (const std::string_view last : {"--\n", "----\n", "--- a\n", " ---\n", "***\n", "...\n"}) {
    const std::string page = "---\n" + hidden + std::string(last) + kRequest;
    EXPECT_EQ(faults(page).size(), 1u) << page;
  }
  // It ends at the next mark, even if there is nothing in it.
  EXPECT_EQ(expect_one("---\n---\n" + kRequest + "\n---\n").lines, (ExampleLines{3, 4, 5, 8}));
}

TEST(Page, HasNoFrontMatterThatDoesNotEnd) {
  EXPECT_EQ(expect_one("---\n" + kRequest).lines, (ExampleLines{2, 3, 4, 7}));
}

TEST(Page, MayBeginWithAByteOrderMark) {
  EXPECT_EQ(expect_one("\xEF\xBB\xBF" + kRequest), expect_one(kRequest));
}

TEST(Page, IsRefusedWholeBeyondItsLargestSize) {
  std::string page = kRequest + "\n";
  page.resize(kPageBytesMax, 'a');  // one line: many would take cmark long
  EXPECT_EQ(expect_one(page), expect_one(kRequest));
  expect_refused(page + "a", PageFault::page_too_large, 1);
}

TEST(Page, HasFaultsThatAreNamedByTheirEnumerators) {
  EXPECT_EQ(name(PageFault::page_too_large), "page_too_large");
  EXPECT_EQ(name(PageFault::fence_not_http), "fence_not_http");
  EXPECT_EQ(name(PageFault::response_repeated), "response_repeated");
  EXPECT_EQ(name(BlockType::response), "response");
}

#if defined(__GLIBC__)
TEST(Page, LeavesNoMemoryBehind) {
  // The allocator counts what it keeps at hand as held, too; what it gives is larger than this.
  constexpr std::size_t kReadings = 1000;
  constexpr std::size_t kLeast = 16;
  const std::string page = kRequest + "- a\n\n> b\n\n" + kResponse;
  const auto held = [] { return mallinfo2().uordblks; };
  read_page(page);
  const std::size_t before = held();
  for (std::size_t i = 0; i < kReadings; ++i) read_page(page);
  EXPECT_LT(held(), before + kReadings * kLeast);
}
#endif

TEST(Page, MayNestDeeperThanAStackIsHigh) {
  std::string page(200000, '>');
  page += "\n\n" + kRequest;
  EXPECT_EQ(expect_one(page).lines.annotation, 3u);
}

}  // namespace
}  // namespace connectorgroup
