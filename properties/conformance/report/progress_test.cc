// Progress on a terminal and in a log, with a clock that the tests move.
#include "properties/conformance/report/progress.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "properties/conformance/report/report_examples.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

using std::chrono::milliseconds;

class Written : public ProgressOutput {
 public:
  void write(std::string_view text) override { text_ += text; }

  // What was written since the last call.
  std::string take() { return std::exchange(text_, {}); }

 private:
  std::string text_;
};

class ProgressTest : public testing::Test {
 protected:
  void start(std::size_t planned, Progress::Style style) {
    progress_.emplace(planned, style, written_, [this] { return now_; });
  }
  std::string after(milliseconds passed, const ProgressState& state) {
    now_ += passed;
    progress_->update(state);
    return written_.take();
  }

  Written written_;
  Progress::Time now_{};
  std::optional<Progress> progress_;
};

TEST_F(ProgressTest, ATerminalShowsNothingInTheFirstHalfSecond) {
  start(100, {true, 80});
  EXPECT_EQ(after(milliseconds(499), {10, 0, 0, "a"}), "");
  EXPECT_EQ(after(milliseconds(1), {10, 0, 0, "a"}), "\r10/100, 0 failures, 20/s  a\x1B[K");
}

TEST_F(ProgressTest, ATerminalIsDrawnTenTimesASecondAtMost) {
  start(100, {true, 80});
  after(milliseconds(1000), {10, 0, 0, "a"});
  EXPECT_EQ(after(milliseconds(99), {11, 0, 0, "b"}), "");
  EXPECT_EQ(after(milliseconds(1), {11, 1, 2, "b"}),
            "\r11/100, 1 failure, 2 restarts, 10/s  b\x1B[K");
}

TEST_F(ProgressTest, TheLineIsCutBeforeTheLastColumn) {
  start(100, {true, 20});
  const std::string line = after(milliseconds(1000), {10, 0, 0, "a-long-id"});
  EXPECT_EQ(line, "\r10/100, 0 failures,\x1B[K");
}

TEST_F(ProgressTest, TheLineIsCutBetweenCharacters) {
  start(100, {true, 40});
  std::string accents;
  for (int i = 0; i < 20; ++i) accents += "\xC3\xA9";
  const std::string due = "\r10/100, 0 failures, 10/s  " + accents.substr(0, 26) + "\x1B[K";
  EXPECT_EQ(after(milliseconds(1000), {10, 0, 0, accents}), due);
}

TEST_F(ProgressTest, TheLineIsClearedAtTheEndAndBeforeOtherText) {
  start(100, {true, 80});
  after(milliseconds(600), {10, 0, 0, "a"});
  progress_->clear();
  EXPECT_EQ(written_.take(), "\r\x1B[K");
  progress_->clear();
  EXPECT_EQ(written_.take(), "");
  EXPECT_EQ(after(milliseconds(100), {14, 0, 0, "b"}), "\r14/100, 0 failures, 20/s  b\x1B[K");
  progress_.reset();
  EXPECT_EQ(written_.take(), "\r\x1B[K");
}

TEST_F(ProgressTest, ARunThatEndsBeforeLeavesNoTrace) {
  start(100, {true, 80});
  after(milliseconds(400), {100, 0, 0, ""});
  progress_.reset();
  EXPECT_EQ(written_.take(), "");
}

TEST_F(ProgressTest, HasNoByteOfAnIdUnescaped) {
  start(0, {true, 2000});
  std::string line = after(milliseconds(1000), {10, 0, 0, hostile_bytes()});
  ASSERT_TRUE(line.starts_with("\r10, 0 failures, 10/s  \\x00\\x1B[2J"));
  ASSERT_TRUE(line.ends_with("\x1B[K"));
  EXPECT_TRUE(is_harmless(line.substr(1, line.size() - 4)));
}

TEST_F(ProgressTest, ALogGetsOneLineForEachTenth) {
  start(50, {false, 80});
  std::string log;
  for (std::size_t done = 0; done <= 50; ++done) {
    log += after(milliseconds(10000), {done, done / 25, done / 50, "a"});
  }
  EXPECT_TRUE(log.starts_with("10 %  5/50, 0 failures\n20 %  10/50, 0 failures\n")) << log;
  EXPECT_TRUE(log.ends_with("100 %  50/50, 2 failures, 1 restart\n")) << log;
  EXPECT_EQ(occurrences(log, "\n"), 10U);
  progress_.reset();
  EXPECT_EQ(written_.take(), "");
}

TEST_F(ProgressTest, ALogSkipsTenthsThatPassedAtOnce) {
  start(3, {false, 80});
  EXPECT_EQ(after(milliseconds(0), {1, 0, 0, ""}), "30 %  1/3, 0 failures\n");
  EXPECT_EQ(after(milliseconds(0), {1, 0, 0, ""}), "");
  EXPECT_EQ(after(milliseconds(0), {4, 0, 0, ""}), "100 %  4/3, 0 failures\n");
}

TEST_F(ProgressTest, ALogOfARunOfUnknownLengthIsEmpty) {
  start(0, {false, 80});
  EXPECT_EQ(after(milliseconds(5000), {1000, 1, 1, "a"}), "");
}

}  // namespace
}  // namespace connectorgroup
