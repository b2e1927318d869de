// The program page_audit: what it prints, where, and how it exits. Its path is the compile
// definition CONNECTORGROUP_PAGE_AUDIT.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "model/page/checks.h"
#include "model/page/reader.h"
#include "properties/input_files.h"

namespace connectorgroup {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kClean =
    CONNECTORGROUP_CORPUS "/pages/create-connectorgroup-complete.md";
constexpr std::string_view kPage = CONNECTORGROUP_CORPUS "/pages/create-connectorgroup.md";

struct Outcome {
  int status;
  std::string out;
  std::string error;
};

// A folder of its own for each test, empty at first.
class PageAuditProgram : public testing::Test {
 protected:
  void SetUp() override {
    const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder_ = fs::path(testing::TempDir()) / ("page_audit_" + name);
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "pages");
  }
  void TearDown() override { fs::remove_all(folder_); }

  // Runs the program as a shell would, with `environment` before it and `rest` behind it.
  Outcome run(std::string_view rest, std::string_view environment = "") const {
    const fs::path out = folder_ / "out";
    const fs::path error = folder_ / "error";
    const std::string command = "cd '" + folder_.string() + "' && " + std::string(environment) +
                                " '" CONNECTORGROUP_PAGE_AUDIT "' >'" + out.string() + "' 2>'" +
                                error.string() + "' " + std::string(rest);
    const int status = std::system(command.c_str());
    EXPECT_TRUE(WIFEXITED(status)) << command;
    return {WEXITSTATUS(status), read_file(out).value_or(""), read_file(error).value_or("")};
  }

  void write(std::string_view name, std::string_view bytes) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }

  void copy(std::string_view page, std::string_view name) const {
    write(name, read_file(page).value());
  }

  fs::path folder_;
};

TEST_F(PageAuditProgram, SaysInItsStatusWhatWasFound) {
  const Outcome clean = run(kClean);
  EXPECT_EQ(clean.status, 0);
  EXPECT_EQ(clean.out, "1 page, 0 findings\n");
  EXPECT_EQ(clean.error, "");
  const Outcome found = run(kPage);
  EXPECT_EQ(found.status, 1);
  EXPECT_TRUE(found.out.ends_with("1 page, 7 findings: 2 errors, 4 warnings, 1 note\n"))
      << found.out;
  EXPECT_EQ(found.error, "");
}

TEST_F(PageAuditProgram, HasAStatusForUsage) {
  for (const std::string_view arguments :
       {"", "--no-such-option a.md", "--format xml a.md", "--contract graph-1999 a.md",
        "--level fatal a.md", "--format"}) {
    const Outcome usage = run(arguments);
    EXPECT_EQ(usage.status, 2) << arguments;
    EXPECT_NE(usage.error, "") << arguments;
    EXPECT_EQ(usage.out, "") << arguments;
  }
  const Outcome help = run("--help");
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.out.find("Exit status"), std::string::npos) << help.out;
  EXPECT_NE(help.out.find("--format TEXT:{text,json,sarif}"), std::string::npos) << help.out;
}

TEST_F(PageAuditProgram, GoesOnBehindWhatItCannotRead) {
  const std::string arguments = "no-such.md " + std::string(kPage) + " pages";
  const Outcome text = run(arguments);
  EXPECT_EQ(text.status, 3) << "unreadable input beats findings";
  EXPECT_NE(text.error.find("no-such.md: No such file"), std::string::npos) << text.error;
  EXPECT_NE(text.error.find("pages: no .md file below it"), std::string::npos) << text.error;
  EXPECT_TRUE(text.out.ends_with("4 warnings, 1 note; 2 unreadable\n")) << text.out;
  const json document = json::parse(run("--format json " + arguments).out);
  EXPECT_EQ(document["unreadable"].size(), 2u);
  EXPECT_EQ(document["pages"][0]["findings"].size(), 7u);
  const json sarif = json::parse(run("--format sarif " + arguments).out);
  EXPECT_EQ(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
  EXPECT_EQ(sarif["runs"][0]["results"].size(), 7u);
}

TEST_F(PageAuditProgram, HasAStatusForAReportThatCannotBeWritten) {
  const Outcome closed = run(std::string(kPage) + " >&-");
  EXPECT_EQ(closed.status, 3);
  EXPECT_NE(closed.error.find("can't write"), std::string::npos);
  if (fs::exists("/dev/full")) {
    EXPECT_EQ(run(std::string(kPage) + " >/dev/full").status, 3);
    EXPECT_EQ(run(std::string(kClean) + " >/dev/full").status, 3);
    EXPECT_EQ(run("--list-checks >/dev/full").status, 3);
    // More than a buffer holds: the first page is the last that is looked at.
    std::string many;
    for (int i = 0; i < 20; ++i) many.append(kPage).append(" ");
    for (const std::string& pages : {many, std::string(CONNECTORGROUP_CORPUS "/pages")}) {
      const Outcome full = run("--format json " + pages + " >/dev/full");
      EXPECT_EQ(full.status, 3);
      EXPECT_EQ(full.error.find("can't write"), full.error.rfind("can't write")) << full.error;
    }
  }
}

TEST_F(PageAuditProgram, FindsPagesBelowAFolderInOrder) {
  for (const std::string_view name :
       {"pages/b.md", "pages/a/z.md", "pages/a.md", "pages/c/d/e.md"}) {
    copy(kClean, name);
  }
  write("pages/a.txt", "```http\n");
  write("pages/folder.md/a.txt", "```http\n");
  const Outcome found = run("--format json pages");
  EXPECT_EQ(found.status, 0) << found.error;
  std::vector<std::string> paths;
  const json document = json::parse(found.out);
  for (const json& page : document["pages"]) paths.push_back(page["path"]);
  EXPECT_EQ(paths, (std::vector<std::string>{"pages/a.md", "pages/a/z.md", "pages/b.md",
                                             "pages/c/d/e.md"}));
}

// The path to the innermost folder is longer than a path may be, so nobody can open it by that.
TEST_F(PageAuditProgram, GoesOnBehindAFolderItCannotOpen) {
  const std::string name(250, 'd');
  int folder = open((folder_ / "pages").c_str(), O_RDONLY | O_DIRECTORY);
  for (int depth = 0; depth < 20; ++depth) {
    ASSERT_EQ(mkdirat(folder, name.c_str(), 0700), 0);
    const int inner = openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY);
    ASSERT_GE(inner, 0);
    close(folder);
    folder = inner;
  }
  close(folder);
  const Outcome none = run("pages");
  EXPECT_EQ(none.status, 3);
  EXPECT_NE(none.error.find("File name too long"), std::string::npos) << none.error;
  EXPECT_EQ(none.error.find("no .md file"), std::string::npos) << "there may be one";
  copy(kClean, "pages/a.md");
  copy(kClean, "pages/z/a.md");
  const Outcome some = run("pages");
  EXPECT_EQ(some.status, 3);
  EXPECT_EQ(some.out, "2 pages, 0 findings; 1 unreadable\n");
}

TEST_F(PageAuditProgram, DoesNotFollowLinksToFolders) {
  copy(kClean, "pages/a.md");
  fs::create_directory_symlink(".", folder_ / "pages" / "again");
  fs::create_symlink("a.md", folder_ / "pages" / "b.md");
  EXPECT_EQ(run("pages").out, "2 pages, 0 findings\n");
  fs::create_symlink("nowhere", folder_ / "pages" / "c.md");
  ASSERT_EQ(mkfifo((folder_ / "pages" / "d.md").c_str(), 0600), 0);
  const Outcome dangling = run("pages");
  EXPECT_EQ(dangling.status, 3);
  EXPECT_NE(dangling.error.find("c.md: No such file"), std::string::npos) << dangling.error;
}

TEST_F(PageAuditProgram, ReadsStandardInput) {
  const Outcome folder = run("- <pages");
  EXPECT_EQ(folder.status, 3);
  EXPECT_NE(folder.error.find("<stdin>: Is a directory"), std::string::npos) << folder.error;
  const Outcome found = run("- <" + std::string(kPage));
  EXPECT_EQ(found.status, 1);
  EXPECT_TRUE(found.out.starts_with("<stdin>:34: warning: ")) << found.out;
}

TEST_F(PageAuditProgram, LeavesOutWhatIsLessGrave) {
  EXPECT_TRUE(run("--level warning " + std::string(kPage))
                  .out.ends_with("6 findings: 2 errors, 4 warnings, 0 notes\n"));
  EXPECT_TRUE(run("--level error " + std::string(kPage))
                  .out.ends_with("2 findings: 2 errors, 0 warnings, 0 notes\n"));
  write("a.md", "```http\nHTTP/1.1 204 Nothing\n```\n");
  EXPECT_EQ(run("a.md").status, 1);
  EXPECT_EQ(run("--level warning a.md").status, 0);
}

TEST_F(PageAuditProgram, HoldsBodiesToTheChosenContract) {
  const std::string page(kClean);
  EXPECT_EQ(run("--contract graph-2017 " + page).status, 0);
  const Outcome beta = run("--contract graph-beta " + page);
  EXPECT_EQ(beta.status, 1);
  EXPECT_NE(beta.out.find("graph-beta, isDefault"), std::string::npos) << beta.out;
}

TEST_F(PageAuditProgram, UsesColorOnlyWhereItIsWanted) {
  const auto colored = [this](std::string_view options, std::string_view environment) {
    const Outcome run_of_page = run(std::string(options) + " " + std::string(kPage), environment);
    return run_of_page.out.find('\x1B') != std::string::npos;
  };
  EXPECT_FALSE(colored("", "")) << "not a terminal";
  EXPECT_TRUE(colored("--color always", ""));
  EXPECT_FALSE(colored("--color never", ""));
  EXPECT_TRUE(colored("--color always", "NO_COLOR=1")) << "what is asked for goes first";
}

TEST_F(PageAuditProgram, UsesColorInTerminals) {
  write("a.md", "```http\nGET / HTTP/1.1\n```\n");
  const auto colored = [this](std::string_view environment) {
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    EXPECT_EQ(grantpt(terminal), 0);
    EXPECT_EQ(unlockpt(terminal), 0);
    const Outcome outcome = run("a.md >" + std::string(ptsname(terminal)), environment);
    EXPECT_EQ(outcome.status, 1) << outcome.error;
    std::array<char, 4096> shown;
    const ssize_t size = read(terminal, shown.data(), shown.size());
    close(terminal);
    EXPECT_GT(size, 0);
    return std::string_view(shown.data(), static_cast<std::size_t>(size)).find('\x1B') !=
           std::string_view::npos;
  };
  EXPECT_TRUE(colored("env -u NO_COLOR TERM=xterm"));
  EXPECT_TRUE(colored("env -u NO_COLOR -u TERM"));
  EXPECT_TRUE(colored("env NO_COLOR= TERM=xterm")) << "as if it weren't set";
  EXPECT_FALSE(colored("env NO_COLOR=1 TERM=xterm"));
  EXPECT_FALSE(colored("env -u NO_COLOR TERM=dumb"));
}

TEST_F(PageAuditProgram, SurvivesAnyBytes) {
  std::string page = read_file(kPage).value();
  for (std::size_t i = 0; i < page.size(); i += 11) page[i] = static_cast<char>(i);
  write("any.md", page);
  std::string large(kPageBytesMax + 100000, 'a');
  write("large.md", large);
  const Outcome found = run("--format json any.md large.md");
  EXPECT_EQ(found.status, 1) << found.error;
  const json document = json::parse(found.out);
  EXPECT_GT(document["pages"][0]["findings"].size(), 0u);
  EXPECT_EQ(document["pages"][1]["findings"][0]["check"], "page.too-large");
  EXPECT_TRUE(json::accept(run("--format sarif any.md").out));
}

TEST_F(PageAuditProgram, ListsItsChecks) {
  const Outcome listed = run("--list-checks");
  EXPECT_EQ(listed.status, 0);
  for (const CheckRow& check : page_checks()) {
    const std::string line = std::string(check.id) + "\t" + std::string(name(check.severity)) +
                             "\t" + std::string(check.sentence) + "\n";
    EXPECT_NE(listed.out.find(line), std::string::npos) << check.id;
  }
}

}  // namespace
}  // namespace connectorgroup
