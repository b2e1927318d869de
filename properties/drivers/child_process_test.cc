#include "properties/subjects/pipe/child_process.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>

#include "properties/subject_failure.h"
#include "properties/subjects/pipe/line_protocol.h"
#include "properties/subjects/pipe/oneshot_subject.h"
#include "properties/subjects/pipe/process_channel.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

class ChildProcessTest : public testing::Test {
 protected:
  ChildProcessTest() { std::signal(SIGPIPE, SIG_IGN); }
};

ChildProcess::Clock::time_point soon() { return ChildProcess::Clock::now() + 20s; }

std::string all_output(ChildProcess& process, std::string_view input = {}) {
  std::string output;
  while (process.move(input, output, soon()) == ChildProcess::Moved::octets) {
  }
  return output;
}

bool is_running(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
  std::string number;
  std::string name;
  std::string state;
  status >> number >> name >> state;
  return !state.empty() && state != "Z";
}

TEST(SplitCommand, TakesWordsAndQuotesAsAShell) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(split_command("a  b\tc"), (Words{"a", "b", "c"}));
  EXPECT_EQ(split_command("'a b' \"c 'd\" e\\ f ''"), (Words{"a b", "c 'd", "e f", ""}));
  EXPECT_EQ(split_command("a'b'\"c\""), Words{"abc"});
  EXPECT_EQ(split_command("$HOME *"), (Words{"$HOME", "*"}));
  EXPECT_EQ(split_command("'a"), std::nullopt);
  EXPECT_EQ(split_command("  "), std::nullopt);
}

TEST_F(ChildProcessTest, AProgramThatIsMissingDoesntStart) {
  try {
    ChildProcess process({"/no/such/program"});
    FAIL() << "it started";
  } catch (const SubjectFailure& failure) {
    EXPECT_EQ(failure.misbehaviour(), Misbehaviour::no_start);
    EXPECT_NE(std::string(failure.what()).find("/no/such/program"), std::string::npos);
  }
}

TEST_F(ChildProcessTest, ItsStatusIsKnown) {
  ChildProcess exits({"sh", "-c", "exit 3"});
  all_output(exits);
  EXPECT_EQ(describe_status(exits.wait_for(20s).value()), "exit status 3");
  ChildProcess dies({"sh", "-c", "kill -SEGV $$"});
  all_output(dies);
  EXPECT_NE(describe_status(dies.wait_for(20s).value()).find("signal 11"), std::string::npos);
}

TEST_F(ChildProcessTest, BothPipesAreServedWhateverIsFullFirst) {
  // More than a pipe holds in each direction, and errors besides.
  const std::string much(std::size_t{1} << 20, 'x');
  ChildProcess process({"sh", "-c", "cat; head -c 300000 /dev/zero >&2"});
  std::string_view input = much;
  std::string output;
  while (output.size() < much.size()) {
    ASSERT_EQ(process.move(input, output, soon()), ChildProcess::Moved::octets);
  }
  EXPECT_EQ(output, much);
  process.close_input();
  all_output(process);
  process.wait_for(20s);
  EXPECT_LE(process.error_output().size(), 8192u);
  EXPECT_FALSE(process.error_output().empty());
}

TEST_F(ChildProcessTest, WhatItStartedGoesWithIt) {
  pid_t grandchild = 0;
  {
    ChildProcess process({"sh", "-c", "sleep 1000 & echo $!; wait"});
    std::string output;
    std::string_view nothing;
    while (output.find('\n') == std::string::npos) process.move(nothing, output, soon());
    grandchild = std::stoi(output);
    EXPECT_TRUE(is_running(grandchild));
  }
  for (int i = 0; i < 200 && is_running(grandchild); ++i) std::this_thread::sleep_for(50ms);
  EXPECT_FALSE(is_running(grandchild));
}

TEST_F(ChildProcessTest, OneThatIgnoresSigtermIsKilled) {
  ChildProcess process({"sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"});
  std::string output;
  std::string_view nothing;
  while (output.find('\n') == std::string::npos) process.move(nothing, output, soon());
  const int status = process.end(0ms);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

// The misbehaviour that a question to this program ends in; nothing where it answers.
std::optional<Misbehaviour> misbehaviour_of(const std::string& script,
                                            std::chrono::milliseconds time = 20s) {
  ProcessOptions options;
  options.answer_timeout = time;
  const auto channel = make_process_channel({"sh", "-c", script}, graph_2017(), options);
  try {
    channel->ask("read-request");
  } catch (const SubjectFailure& failure) {
    return failure.misbehaviour();
  }
  return std::nullopt;
}

TEST_F(ChildProcessTest, EveryKindOfMisbehaviourHasItsName) {
  const std::string hello = "read a; echo '1 skip'; read b; ";
  EXPECT_EQ(misbehaviour_of(hello + "echo '2 reject'; read c"), std::nullopt);
  EXPECT_EQ(misbehaviour_of(hello + "printf '2 reject\\r\\n'; read c"), std::nullopt);
  EXPECT_EQ(misbehaviour_of(hello + "exit 1"), Misbehaviour::crash);
  EXPECT_EQ(misbehaviour_of(hello + "kill -9 $$"), Misbehaviour::crash);
  EXPECT_EQ(misbehaviour_of(hello + "exit 0"), Misbehaviour::early_exit);
  EXPECT_EQ(misbehaviour_of(hello + "exec >&-; read c; sleep 1000"), Misbehaviour::closed_pipe);
  EXPECT_EQ(misbehaviour_of(hello + "sleep 1000", 300ms), Misbehaviour::hang);
  EXPECT_EQ(misbehaviour_of(hello + "printf '2 rej'; sleep 1000", 2s), Misbehaviour::slow_drip);
  EXPECT_EQ(misbehaviour_of(hello + "printf '2 accept a=s:'; yes 66 | tr -d '\\n'"),
            Misbehaviour::flood);
  EXPECT_EQ(misbehaviour_of(hello + "echo reject; read c"), Misbehaviour::garbage);
  EXPECT_EQ(misbehaviour_of(hello + "printf '2 reject\\n2 reject\\n'; read c"),
            Misbehaviour::garbage);
  EXPECT_EQ(misbehaviour_of(hello + "echo '3 reject'; read c"), Misbehaviour::wrong_id);
  EXPECT_EQ(misbehaviour_of("read a; echo '1 accept'; read c"), Misbehaviour::garbage);
}

TEST_F(ChildProcessTest, AChannelStartsAnewAfterAFailure) {
  ProcessOptions options;
  const std::string script =
      "read a b; set -- $a; echo \"$1 skip\"; while read a b; do case \"$b\" in *7b7d) exit 1;; "
      "esac; "
      "echo \"$a reject\"; done";
  const auto channel = make_process_channel({"sh", "-c", script}, graph_2017(), options);
  EXPECT_EQ(channel->ask("read-request 00"), "reject");
  EXPECT_THROW(channel->ask("read-request 7b7d"), SubjectFailure);
  EXPECT_EQ(channel->ask("read-request 01"), "reject");
}

TEST_F(ChildProcessTest, TheLastOfItsErrorOutputIsKept) {
  const auto channel = make_process_channel(
      {"sh", "-c", "read a; echo '1 skip'; read b; echo oh no >&2; exit 1"}, graph_2017());
  try {
    channel->ask("read-request");
    FAIL() << "it answered";
  } catch (const SubjectFailure& failure) {
    EXPECT_EQ(failure.error_output(), "oh no\n");
  }
}

ReadAnswer oneshot(const std::string& script, std::optional<int> reject_exit = std::nullopt,
                   BodyKind kind = BodyKind::create_request) {
  OneshotOptions options;
  options.reject_exit = reject_exit;
  const auto subject = make_oneshot_subject("o", {"sh", "-c", script}, graph_2017(), options);
  return subject->read(kind, "{\"name\":\"a\"}");
}

TEST_F(ChildProcessTest, OneshotReadsAVerdictLineOrAnExitStatus) {
  EXPECT_EQ(oneshot("cat > /dev/null; echo accept name=s:61").verdict, Verdict::accept);
  EXPECT_EQ(oneshot("echo reject").verdict, Verdict::reject);
  EXPECT_EQ(oneshot("grep -q name && echo accept name=s:62").value.objects.at(0).name.value(), "b");
  EXPECT_EQ(oneshot("exit 5", 5).verdict, Verdict::reject);
  EXPECT_EQ(oneshot("exit 0", 5).verdict, Verdict::accept);
  EXPECT_EQ(oneshot("test $CGCONFORM_VERB = read-request -a $CGCONFORM_CONTRACT = graph-2017 && "
                    "echo reject")
                .verdict,
            Verdict::reject);
  EXPECT_EQ(oneshot("echo reject", std::nullopt, BodyKind::error).verdict, Verdict::skip);
  EXPECT_THROW(oneshot("exit 1"), SubjectFailure);
  EXPECT_THROW(oneshot("exit 4", 5), SubjectFailure);
  EXPECT_THROW(oneshot("kill -9 $$", 5), SubjectFailure);
  EXPECT_THROW(oneshot("echo perhaps"), SubjectFailure);
  EXPECT_THROW(oneshot(""), SubjectFailure);
}

}  // namespace
}  // namespace connectorgroup
