// The laws of pages hold for the model on every page of the corpus, and each is broken by faults
// that were planted for it to see.
#include "properties/page_laws.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "properties/input_files.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace {

std::vector<std::string> corpus_pages() {
  std::vector<std::string> pages;
  const std::filesystem::path folder = std::filesystem::path(CONNECTORGROUP_CORPUS) / "pages";
  for (const std::filesystem::path& file : input_files(folder).files) {
    pages.push_back(read_file(file).value());
  }
  EXPECT_GE(pages.size(), 10u);
  return pages;
}

// Bytes that no author would write, each about a corner of Markdown, HTTP or JSON.
std::vector<std::string> odd_pages() {
  const std::string request = "<!-- {\"blockType\": \"request\"} -->\n```http\n";
  return {
      "",
      "\n",
      "\r",
      "\xEF\xBB\xBF",
      "---\n---\n",
      "```http\n```",
      request + "```",
      request + std::string("\0\n\0:\0\n\n\0\n```", 12),
      request + " \t\n\t\n{\n```\n",
      request + "POST /\nContent-Length: 1\n\n\r\r```\n",
      request + "POST /\r\nContent-Length: 5\r\n\r\na\rb\r\n```\r\n",
      request + "POST /\nContent-Length: 5\n\na`````b\n```\n",
      request + "\xFF\xFE \xFF\n\xC3: \xC3\nContent-Length: 9\n\n{\"\xC3\": \x01}\n```\n",
      ">\t" + request.substr(0, 34) + ">\t```http\n>\tPOST /\n>\tA\t: b\n>\n>\t\t{\n>\t```\n",
      "- " + request.substr(0, 34) + "  ```http\n\tPOST /\n\tContent-Length: 3\n\n\t{\n  ```\n",
  };
}

Broken check(const Law& law, std::string_view page) {
  const auto ignored = make_model_subject(graph_2017());
  return law.check(page, *ignored, Effort::thorough);
}

TEST(PageLaws, HoldForTheModel) {
  for (const std::vector<std::string>& pages : {corpus_pages(), odd_pages()}) {
    for (const std::string& page : pages) {
      for (const Law& law : page_laws()) {
        EXPECT_EQ(check(law, page), std::nullopt) << law.id << " on\n" << page;
      }
    }
  }
}

TEST(PageLaws, HoldWhereverAPageIsCut) {
  const std::string page = corpus_pages()[3];
  for (std::size_t size = 0; size < page.size(); size += 7) {
    for (const Law& law : page_laws()) {
      ASSERT_EQ(check(law, page.substr(0, size)), std::nullopt) << law.id << ", cut to " << size;
    }
  }
}

// The model, but for what a test does to its answers.
class Faulty : public PageSubject {
 public:
  std::function<void(PageReading&)> spoil_reading = [](PageReading&) {};
  std::function<void(std::vector<AuditFinding>&)> spoil_findings = [](auto&) {};
  std::function<void(std::string&)> spoil_report = [](std::string&) {};

  PageReading read(std::string_view page) override {
    PageReading reading = PageSubject::read(page);
    spoil_reading(reading);
    return reading;
  }
  std::vector<AuditFinding> audit(std::string_view page) override {
    std::vector<AuditFinding> findings = PageSubject::audit(page);
    spoil_findings(findings);
    return findings;
  }
  std::vector<AuditFinding> audit_under(const Contract& contract, std::string_view page) override {
    std::vector<AuditFinding> findings = PageSubject::audit_under(contract, page);
    spoil_findings(findings);
    return findings;
  }
  std::string report(ReportFormat format, std::string_view path,
                     const std::vector<AuditFinding>& findings) override {
    std::string text = PageSubject::report(format, path, findings);
    spoil_report(text);
    return text;
  }
};

template <Broken (*law)(std::string_view, PageSubject&, Effort)>
Broken thorough(std::string_view page, PageSubject& subject) {
  return law(page, subject, Effort::thorough);
}

template <class LawOfPages>
void expect_broken(LawOfPages law, Faulty& subject, std::string_view fault) {
  Faulty sound;
  bool broken = false;
  for (const std::string& page : corpus_pages()) {
    EXPECT_EQ(law(page, sound), std::nullopt);
    broken = broken || law(page, subject).has_value();
  }
  EXPECT_TRUE(broken) << fault;
}

bool is_length(const AuditFinding& finding) {
  return row(finding.check).id.starts_with("page.content-length");
}

TEST(PageLaws, SeeFindingsOutOfPlace) {
  Faulty subject;
  subject.spoil_findings = [](auto& all) { std::reverse(all.begin(), all.end()); };
  expect_broken(laws::findings_lie_within_the_page, subject, "reversed");
  subject.spoil_findings = [](auto& all) {
    for (AuditFinding& finding : all) finding.line += 50;
  };
  expect_broken(laws::findings_lie_within_the_page, subject, "beyond the page");
  subject.spoil_findings = [](auto& all) {
    for (AuditFinding& finding : all) finding.column += 60;
  };
  expect_broken(laws::findings_lie_within_the_page, subject, "beyond the line");
  subject.spoil_findings = [](auto& all) {
    for (AuditFinding& finding : all) finding.line = 0;
  };
  expect_broken(laws::findings_lie_within_the_page, subject, "before the page");
}

TEST(PageLaws, SeeFindingsWithoutNames) {
  Faulty subject;
  subject.spoil_findings = [](auto& all) {
    for (AuditFinding& finding : all) finding.declared = "another";
  };
  expect_broken(laws::findings_are_named, subject, "another contract");
}

TEST(PageLaws, SeeExamplesThatAreNotThePages) {
  const auto spoil = [](auto change) {
    return [change](PageReading& reading) {
      for (PageExample& example : reading.examples) change(example);
    };
  };
  Faulty subject;
  subject.spoil_reading = spoil([](PageExample& e) { e.start_line += ' '; });
  expect_broken(laws::examples_are_bytes_of_the_page, subject, "start line");
  subject.spoil_reading = spoil([](PageExample& e) { ++e.lines.start; });
  expect_broken(laws::examples_are_bytes_of_the_page, subject, "line");
  subject.spoil_reading = spoil([](PageExample& e) {
    for (PageHeader& header : e.headers) header.value += 'x';
  });
  expect_broken(laws::examples_are_bytes_of_the_page, subject, "header");
  subject.spoil_reading = spoil([](PageExample& e) { e.body += 'x'; });
  expect_broken(laws::examples_are_bytes_of_the_page, subject, "body");
  subject.spoil_reading = spoil([](PageExample& e) {
    if (const std::size_t at = e.body.find('\n'); at != std::string::npos) e.body[at] = '\r';
  });
  expect_broken(laws::examples_are_bytes_of_the_page, subject, "line end");
}

TEST(PageLaws, SeeAnAuditThatChangesItsMind) {
  Faulty subject;
  bool odd = false;
  subject.spoil_findings = [&odd](auto& all) {
    odd = !odd;
    if (odd && !all.empty()) all.pop_back();
  };
  expect_broken(laws::an_audit_stands, subject, "every other time");
}

TEST(PageLaws, SeeAWrittenLengthThatIsFoundWrong) {
  Faulty subject;
  subject.spoil_reading = [](PageReading& reading) {
    for (PageExample& example : reading.examples) example.body += '\n';
  };
  expect_broken(thorough<laws::a_written_message_has_its_length>, subject,
                "a final line end that isn't there");
  Faulty counting;
  counting.spoil_findings = [](auto& all) {
    all.push_back({1, 1, PageCheck::content_length_differs, {}, "", "", "", ""});
  };
  expect_broken(thorough<laws::a_written_message_has_its_length>, counting, "a wrong finding");
}

TEST(PageLaws, SeeAWrongLengthThatIsNotFound) {
  const auto law = thorough<laws::a_wrong_length_is_one_finding>;
  Faulty subject;
  subject.spoil_findings = [](auto& all) { std::erase_if(all, is_length); };
  expect_broken(law, subject, "none is found");
  subject.spoil_findings = [](auto& all) {
    std::erase_if(
        all, [](const AuditFinding& f) { return f.check == PageCheck::content_length_line_ends; });
  };
  expect_broken(law, subject, "one too many isn't found");
  subject.spoil_findings = [](auto& all) {
    const auto found = std::find_if(all.begin(), all.end(), is_length);
    if (found != all.end()) all.push_back(*found);
  };
  expect_broken(law, subject, "it is found twice");
  subject.spoil_findings = [](auto& all) {
    for (AuditFinding& finding : all) {
      if (is_length(finding)) finding.actual += '0';
    }
  };
  expect_broken(law, subject, "another size is told");
  subject.spoil_findings = [](auto& all) {
    const bool wrong = std::any_of(all.begin(), all.end(), is_length);
    if (wrong) std::erase_if(all, [](const AuditFinding& f) { return !is_length(f); });
  };
  expect_broken(law, subject, "it hides other findings");
}

TEST(PageLaws, SeeFindingsThatDoNotMove) {
  Faulty subject;
  subject.spoil_findings = [](auto& all) {
    for (AuditFinding& finding : all) finding.line = std::min<std::size_t>(finding.line, 20);
  };
  expect_broken(thorough<laws::other_lines_shift_a_page>, subject, "lines stay");
  Faulty counting;
  std::size_t calls = 0;
  counting.spoil_findings = [&calls](auto& all) {
    if (++calls % 4 == 2 && !all.empty()) all.pop_back();
  };
  expect_broken(thorough<laws::other_lines_shift_a_page>, counting,
                "a line end behind the page counts");
}

TEST(PageLaws, SeeReportsThatAreNotValid) {
  const auto law = thorough<laws::reports_are_valid>;
  for (const std::string_view bytes : {"\x01", "\xFF", "}"}) {
    Faulty subject;
    subject.spoil_report = [bytes](std::string& text) { text += bytes; };
    expect_broken(law, subject, "appended bytes");
  }
  Faulty subject;
  subject.spoil_report = [](std::string& text) {
    if (text.starts_with('{')) text.insert(1, "\"\xEF\xBF\xBE\":1,");
  };
  expect_broken(law, subject, "a noncharacter");
  Faulty sarif;
  sarif.spoil_report = [](std::string& text) {
    if (text.find("sarif") != std::string::npos) text += '}';
  };
  expect_broken(law, sarif, "SARIF alone");
}

TEST(PageLaws, HaveIdsAndSentencesAndServeRules) {
  std::vector<std::string_view> ids;
  for (const Law& law : page_laws()) {
    EXPECT_TRUE(law.id.starts_with("page.")) << law.id;
    EXPECT_TRUE(law.sentence.ends_with('.')) << law.id;
    EXPECT_EQ(std::count(ids.begin(), ids.end(), law.id), 0) << law.id;
    ids.push_back(law.id);
    std::string_view rest = law.serves;
    while (!rest.empty()) {
      const std::string_view family = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(family.size() + 1, rest.size()));
      EXPECT_TRUE(
          std::any_of(rules().begin(), rules().end(),
                      [family](const RuleRow& rule) { return rule.id.starts_with(family); }))
          << law.id << " serves " << family;
    }
  }
}

}  // namespace
}  // namespace connectorgroup
