// The corpus by itself: files and rows belong together, and each file is what its row says to both
// readers, breaks nothing else, and has a real twin. The laws are replayed over it by replay.cc.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/conformance/catalogue.h"
#include "properties/conformance/families.h"
#include "properties/drivers/reader_answers.h"
#include "properties/escaped.h"
#include "properties/input_files.h"

namespace connectorgroup {
namespace {

constexpr std::size_t kFilesMin = 250;
// Seeds of the fuzzers stay whole up to this; only what shows a limit has to be longer.
constexpr std::size_t kSmall = 512;
constexpr std::size_t kLarge = 16384;

const std::filesystem::path& corpus() {
  static const std::filesystem::path folder(CONNECTORGROUP_CORPUS);
  return folder;
}

struct Loaded {
  Case expected;
  std::string text;
};

// Fails the test, with the reason, where the corpus can't be loaded.
std::vector<Loaded> load() {
  const CatalogueAnswer answer = load_catalogue(corpus());
  if (const auto* error = std::get_if<CatalogueError>(&answer)) {
    ADD_FAILURE() << "expectations.tsv:" << error->line << ": " << error->text;
    return {};
  }
  std::vector<Loaded> loaded;
  for (const Case& expected : std::get<std::vector<Case>>(answer)) {
    std::optional<std::string> text = read_file(file_of(corpus(), expected.path));
    if (text) {
      loaded.push_back({expected, *text});
    } else {
      ADD_FAILURE() << "a row without a file: " << expected.path;
    }
  }
  return loaded;
}

ReadAs read_as(const Case& expected) {
  return {std::get<BodyKind>(expected.kind), expected.contract, {}};
}

std::string expectation(const Case& expected) {
  if (expected.verdict == Verdict::accept) return "accepted";
  std::string text =
      std::string(row(*expected.rule).id) + " at byte " + std::to_string(*expected.offset);
  if (!expected.member.empty()) text += " (" + expected.member + ")";
  return text;
}

bool meets(const Refusal& got, const Case& expected) {
  if (expected.verdict == Verdict::accept) return !got;
  return got && got->rule == *expected.rule && got->offset == *expected.offset &&
         got->member == expected.member;
}

std::string message(const Loaded& loaded, std::string_view reader, const Refusal& got) {
  return loaded.expected.path + "\n  reader:   " + std::string(reader) +
         "\n  expected: " + expectation(loaded.expected) + "\n  got:      " + describe(got) +
         "\n  bytes:    \"" + escaped(loaded.text) + "\"";
}

TEST(Corpus, HasManyFiles) { EXPECT_GE(load().size(), kFilesMin); }

TEST(Corpus, EveryFileHasARow) {
  std::set<std::string> paths;
  for (const Loaded& loaded : load()) paths.insert(loaded.expected.path);
  const std::filesystem::path body = corpus() / "body";
  for (const std::string_view verdict : {"accept", "reject"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(body / verdict)) {
      if (entry.is_directory()) continue;
      const std::string path = entry.path().lexically_relative(body).generic_string();
      EXPECT_TRUE(paths.contains(path)) << "a file without a row: " << path;
    }
  }
}

TEST(Corpus, FilesAreSmall) {
  for (const Loaded& loaded : load()) {
    const bool about_limits = loaded.expected.path.find("/limit/") != std::string::npos;
    EXPECT_LE(loaded.text.size(), about_limits ? kLarge : kSmall) << loaded.expected.path;
  }
}

TEST(Corpus, NoTwoFilesAskTheSame) {
  std::map<std::string, std::string> seen;
  for (const Loaded& loaded : load()) {
    const Case& expected = loaded.expected;
    const std::string question = std::string(expected.contract->id) + "\n" +
                                 std::string(name(expected.kind)) + "\n" + loaded.text;
    const auto [found, added] = seen.emplace(question, expected.path);
    EXPECT_TRUE(added) << expected.path << " has the bytes of " << found->second;
  }
}

TEST(Corpus, EveryTwinIsAnAcceptedFileOfTheSameKind) {
  const std::vector<Loaded> all = load();
  std::map<std::string, const Loaded*> accepted;
  for (const Loaded& loaded : all) {
    if (loaded.expected.verdict == Verdict::accept) accepted[loaded.expected.path] = &loaded;
  }
  for (const Loaded& loaded : all) {
    if (loaded.expected.verdict != Verdict::reject) continue;
    const auto found = accepted.find(loaded.expected.twin);
    if (found == accepted.end()) {
      ADD_FAILURE() << loaded.expected.path << ": no accepted twin " << loaded.expected.twin;
      continue;
    }
    EXPECT_EQ(found->second->expected.kind, loaded.expected.kind) << loaded.expected.path;
    EXPECT_EQ(found->second->expected.contract, loaded.expected.contract) << loaded.expected.path;
  }
}

// An accepted file that pins no rule is there to be a twin, or it is there for nothing.
TEST(Corpus, EveryAcceptedFileServes) {
  const std::vector<Loaded> all = load();
  std::set<std::string> twins;
  for (const Loaded& loaded : all) twins.insert(loaded.expected.twin);
  for (const Loaded& loaded : all) {
    if (loaded.expected.verdict != Verdict::accept || loaded.expected.rule) continue;
    EXPECT_TRUE(twins.contains(loaded.expected.path))
        << loaded.expected.path << " pins no rule and is no file's twin";
  }
}

TEST(Corpus, BothReadersMeetEveryExpectation) {
  for (const Loaded& loaded : load()) {
    for (const auto& [reader, got] : all_refusals(loaded.text, read_as(loaded.expected))) {
      EXPECT_TRUE(meets(got, loaded.expected)) << message(loaded, reader, got);
    }
  }
}

TEST(Corpus, ARejectedFileHasASingleFault) {
  for (const Loaded& loaded : load()) {
    if (loaded.expected.verdict != Verdict::reject) continue;
    const RuleSet ignored(*loaded.expected.rule);
    const Refusal got = reference_refusal(loaded.text, read_as(loaded.expected), ignored);
    EXPECT_FALSE(got.has_value()) << "a second fault, with the rule ignored: "
                                  << message(loaded, "reference", got);
  }
}

TEST(Corpus, AnAcceptedFileUsesWhatItsRuleGrants) {
  for (const Loaded& loaded : load()) {
    if (loaded.expected.verdict != Verdict::accept || !loaded.expected.rule) continue;
    const Rule pinned = *loaded.expected.rule;
    const Refusal got = reference_refusal(loaded.text, read_as(loaded.expected), RuleSet(pinned));
    // A reader that compares names as they are spelled doesn't know that it does: what it refuses,
    // it refuses for a name that it takes for another.
    const bool silent = pinned == Rule::json_name_compared_unescaped;
    EXPECT_TRUE(got && (silent || got->rule == pinned))
        << "without " << row(pinned).id << ": " << message(loaded, "reference", got);
  }
}

TEST(Corpus, FamiliesAreWhatTheyAreMadeAs) {
  std::map<std::string, Loaded> committed;
  for (Loaded& loaded : load()) committed.emplace(loaded.expected.path, loaded);
  const std::vector<FamilyCase> families = family_cases();
  EXPECT_FALSE(families.empty());
  for (const FamilyCase& made : families) {
    const auto found = committed.find(made.expected.path);
    if (found == committed.end()) {
      ADD_FAILURE() << "not in the corpus: " << made.expected.path;
      continue;
    }
    EXPECT_EQ(escaped(found->second.text), escaped(made.text)) << made.expected.path;
    EXPECT_EQ(catalogue_row(found->second.expected), catalogue_row(made.expected));
  }
}

TEST(Corpus, TheTableIsWrittenAsItIsRead) {
  const CatalogueAnswer answer = load_catalogue(corpus());
  const auto* cases = std::get_if<std::vector<Case>>(&answer);
  ASSERT_NE(cases, nullptr);
  std::string table(kCatalogueHeader);
  for (const Case& expected : *cases) table += "\n" + catalogue_row(expected);
  EXPECT_TRUE(parse_catalogue(table) == answer);
}

// --- The loader.

constexpr std::string_view kAccept =
    "accept/graph-2017/create-request/topic/a.json\taccept\tjson.number.forms\t-\t-\t-";
constexpr std::string_view kReject =
    "reject/graph-beta/response/json/text/bom/b.json\treject\tjson.text.bom\t0\ttwin.json\tname";

std::string table_of_rows(const std::vector<std::string>& rows) {
  std::string table = "# a remark\n" + std::string(kCatalogueHeader) + "\n";
  for (const std::string& line : rows) table += line + "\n";
  return table;
}

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string result(text);
  const std::size_t at = result.find(what);
  EXPECT_NE(at, std::string::npos) << what << " isn't in " << text;
  return at == std::string::npos ? result : result.replace(at, what.size(), by);
}

TEST(Catalogue, ReadsRows) {
  const CatalogueAnswer answer =
      parse_catalogue(table_of_rows({std::string(kAccept), std::string(kReject)}));
  const auto* cases = std::get_if<std::vector<Case>>(&answer);
  ASSERT_NE(cases, nullptr);
  const Case accepted{"accept/graph-2017/create-request/topic/a.json",
                      BodyKind::create_request,
                      &graph_2017(),
                      Verdict::accept,
                      Rule::json_number_forms,
                      std::nullopt,
                      "",
                      ""};
  const Case rejected{"reject/graph-beta/response/json/text/bom/b.json",
                      BodyKind::response,
                      &graph_beta(),
                      Verdict::reject,
                      Rule::json_text_bom,
                      0,
                      "twin.json",
                      "name"};
  EXPECT_TRUE(*cases == (std::vector<Case>{accepted, rejected}));
}

TEST(Catalogue, NamesWhatIsWrongWithARow) {
  struct Change {
    std::string_view row, what, by, complaint;
  };
  const std::vector<Change> changes{
      {kAccept, "\t-\t-\t-", "\t-\t-", "5 columns, not 6"},
      {kAccept, "\t-\t-\t-", "\t-\t-\t-\t-", "7 columns, not 6"},
      {kAccept, "\taccept\t", "\tperhaps\t", "unknown verdict 'perhaps'"},
      {kAccept, "accept/", "reject/", "the first folder isn't the verdict"},
      {kAccept, "graph-2017", "graph-2018", "unknown contract 'graph-2018'"},
      {kAccept, "create-request", "request", "unknown kind 'request'"},
      {kAccept, "a.json", "a.txt", "not a .json file"},
      {kAccept, "a.json", "A.json", "only lower-case"},
      {kAccept, "topic/", "../", "only lower-case"},
      {kAccept, "topic/", "", "not verdict/contract/kind/topic/name"},
      {kAccept, "json.number.forms", "json.number.form", "unknown rule 'json.number.form'"},
      {kAccept, "json.number.forms", "json.text.bom", "another demand"},
      {kAccept, "\t-\t-\t-", "\t0\t-\t-", "an accepted file with an offset"},
      {kAccept, "\t-\t-\t-", "\t-\ttwin\t-", "an accepted file with a twin"},
      {kAccept, "\t-\t-\t-", "\t-\t-\tname", "an accepted file with a member"},
      {kReject, "\tjson.text.bom\t", "\t-\t", "a rejected file without a rule"},
      {kReject, "\tjson.text.bom\t", "\tjson.number.forms\t", "another demand"},
      {kReject, "\tjson.text.bom\t", "\tjson.comment\t", "not in the folder 'json/comment'"},
      {kReject, "bom/", "bom/deeper/", "not in the folder 'json/text/bom'"},
      {kReject, "\t0\t", "\t-\t", "a rejected file without an offset"},
      {kReject, "\t0\t", "\t1x\t", "a rejected file without an offset"},
      {kReject, "\t0\t", "\t99999999999999999999\t", "a rejected file without an offset"},
      {kReject, "\ttwin.json\t", "\t-\t", "a rejected file without a twin"},
      {kReject, "\tname", "\t", "an empty column"},
  };
  for (const Change& change : changes) {
    const std::string changed = replaced(change.row, change.what, change.by);
    const CatalogueAnswer answer = parse_catalogue(table_of_rows({changed}));
    const auto* error = std::get_if<CatalogueError>(&answer);
    ASSERT_NE(error, nullptr) << changed;
    EXPECT_EQ(error->line, 3u) << changed;
    EXPECT_NE(error->text.find(change.complaint), std::string::npos)
        << changed << "\n  complaint: " << error->text;
  }
}

TEST(Catalogue, NamesWhatIsWrongWithATable) {
  const std::string accepted(kAccept);
  const std::string rejected(kReject);
  const std::string remark = "# a remark\n";
  const auto error_of = [](const std::string& table) {
    const CatalogueAnswer answer = parse_catalogue(table);
    const auto* error = std::get_if<CatalogueError>(&answer);
    return error == nullptr ? CatalogueError{} : *error;
  };
  EXPECT_EQ(error_of(""), (CatalogueError{0, "no header line"}));
  EXPECT_EQ(error_of(remark + accepted), (CatalogueError{2, "not the header line"}));
  EXPECT_EQ(error_of(table_of_rows({rejected, accepted})),
            (CatalogueError{4,
                            "not in the order of paths: "
                            "'accept/graph-2017/create-request/topic/a.json'"}));
  EXPECT_EQ(error_of(table_of_rows({accepted, accepted})),
            (CatalogueError{4,
                            "the path 'accept/graph-2017/create-request/topic/a.json' stands "
                            "twice"}));
  EXPECT_EQ(error_of(table_of_rows({accepted, "", rejected})),
            (CatalogueError{4, "1 columns, not 6"}));
}

TEST(Catalogue, NamesATableThatCantBeRead) {
  const CatalogueAnswer answer = load_catalogue(corpus() / "no-such-folder");
  const auto* error = std::get_if<CatalogueError>(&answer);
  ASSERT_NE(error, nullptr);
  EXPECT_NE(error->text.find("no-such-folder"), std::string::npos);
  EXPECT_FALSE(read_file(corpus()).has_value());
}

}  // namespace
}  // namespace connectorgroup
