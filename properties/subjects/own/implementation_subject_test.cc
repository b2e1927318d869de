// An implementation as a subject, in this process: what it says arrives as it was said, and what it
// mustn't say is no answer.
#include "properties/subjects/own/implementation_subject.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>

#include "properties/subject_failure.h"
#include "properties/subjects/own/crash_note.h"

namespace connectorgroup {
namespace {

// What the next read does, and what the last one was given.
struct Script {
  connectorgroup_verdict (*read)(std::string_view text, const connectorgroup_sink* sink) = nullptr;
  std::string contract;
};
Script script;

connectorgroup_verdict read_request(const char* text, size_t size,
                                    const connectorgroup_sink* sink) {
  return script.read({text, size}, sink);
}

connectorgroup_implementation implementation() {
  connectorgroup_implementation own{};
  own.version = CONNECTORGROUP_IMPLEMENTATION_VERSION;
  own.name = "scripted";
  own.read_request = read_request;
  own.use_contract = [](const char* contract) { script.contract = contract; };
  return own;
}

class ImplementationSubject : public testing::Test {
 protected:
  ReadAnswer read(connectorgroup_verdict (*reader)(std::string_view, const connectorgroup_sink*),
                  std::string_view text = "{}") {
    script.read = reader;
    return subject_->read(BodyKind::create_request, text);
  }
  // The misbehaviour that the reader is told of.
  Misbehaviour misbehaviour(connectorgroup_verdict (*reader)(std::string_view,
                                                             const connectorgroup_sink*)) {
    try {
      read(reader);
    } catch (const SubjectFailure& failure) {
      return failure.misbehaviour();
    }
    ADD_FAILURE() << "it was taken for an answer";
    return Misbehaviour::no_start;
  }

  connectorgroup_implementation own_ = implementation();
  std::unique_ptr<Subject> subject_ = make_implementation_subject("own", graph_beta(), own_);
};

TEST_F(ImplementationSubject, AbsentNullEmptyAndOtherAreFourThings) {
  const ReadAnswer answer =
      read([](std::string_view, const connectorgroup_sink* sink) -> connectorgroup_verdict {
        connectorgroup_say_string(sink, "name", "", 0);
        connectorgroup_say_null(sink, "region");
        connectorgroup_say_other(sink, "isDefault");
        return CONNECTORGROUP_ACCEPT;
      });
  ASSERT_EQ(answer.verdict, Verdict::accept);
  const Members& members = answer.value.objects.at(0);
  EXPECT_EQ(members.name, std::string());
  EXPECT_TRUE(members.region.is_null());
  EXPECT_TRUE(members.connector_group_type.is_absent());
  EXPECT_EQ(answer.of_other_type, std::vector<std::string>{"isDefault"});
}

TEST_F(ImplementationSubject, AValueMayHoldAnyByteAndIsCopied) {
  const ReadAnswer answer =
      read([](std::string_view, const connectorgroup_sink* sink) -> connectorgroup_verdict {
        std::string name("a\0\xFF", 3);
        connectorgroup_say_string(sink, "name", name.data(), name.size());
        name.assign("gone");
        connectorgroup_say_boolean(sink, "isDefault", 0);
        return CONNECTORGROUP_ACCEPT;
      });
  EXPECT_EQ(answer.value.objects.at(0).name, std::string("a\0\xFF", 3));
  EXPECT_EQ(answer.value.objects.at(0).is_default, false);
}

TEST_F(ImplementationSubject, GetsItsTextAsItIs) {
  static std::string seen;
  const std::string text("{\0}", 3);
  read(
      [](std::string_view given, const connectorgroup_sink*) -> connectorgroup_verdict {
        seen = given;
        return CONNECTORGROUP_REJECT;
      },
      text);
  EXPECT_EQ(seen, text);
}

TEST_F(ImplementationSubject, IsToldItsContract) {
  EXPECT_EQ(script.contract, "graph-beta");
  EXPECT_EQ(subject_->identity().name, "scripted");
  EXPECT_EQ(subject_->identity().version, "");
}

TEST_F(ImplementationSubject, WhatIsSaidBeforeARejectionIsDropped) {
  const ReadAnswer answer =
      read([](std::string_view, const connectorgroup_sink* sink) -> connectorgroup_verdict {
        connectorgroup_say_string(sink, "name", "a", 1);
        return CONNECTORGROUP_REJECT;
      });
  EXPECT_EQ(answer, (ReadAnswer{Verdict::reject, {}, std::nullopt}));
}

TEST_F(ImplementationSubject, SkipsWhatItHasNoFunctionFor) {
  EXPECT_EQ(subject_->read(BodyKind::response, "{}").verdict, Verdict::skip);
  EXPECT_EQ(subject_->exchange("GET / HTTP/1.1\r\n\r\n").verdict, Verdict::skip);
  BodyValue value;
  value.objects.emplace_back().name = std::string("a");
  EXPECT_EQ(subject_->write(BodyKind::create_request, value, Form::compact).verdict, Verdict::skip);
  subject_->reset();
}

TEST_F(ImplementationSubject, WhatIsNoAnswerIsGarbage) {
  EXPECT_EQ(misbehaviour([](std::string_view,
                            const connectorgroup_sink*) -> connectorgroup_verdict { return 77; }),
            Misbehaviour::garbage);
  EXPECT_EQ(
      misbehaviour([](std::string_view, const connectorgroup_sink*) -> connectorgroup_verdict {
        return CONNECTORGROUP_MORE;  // of a body
      }),
      Misbehaviour::garbage);
  EXPECT_EQ(
      misbehaviour([](std::string_view, const connectorgroup_sink* sink) -> connectorgroup_verdict {
        connectorgroup_say(sink, "name", CONNECTORGROUP_STRING, nullptr, 1, 0);
        return CONNECTORGROUP_ACCEPT;
      }),
      Misbehaviour::garbage);
  EXPECT_EQ(
      misbehaviour([](std::string_view, const connectorgroup_sink* sink) -> connectorgroup_verdict {
        connectorgroup_say_string(sink, nullptr, "a", 1);
        return CONNECTORGROUP_ACCEPT;
      }),
      Misbehaviour::garbage);
}

TEST_F(ImplementationSubject, AnErrorOfTheAdapterIsItsOwn) {
  EXPECT_EQ(
      misbehaviour([](std::string_view, const connectorgroup_sink*) -> connectorgroup_verdict {
        return CONNECTORGROUP_ERROR;
      }),
      Misbehaviour::own_error);
}

TEST_F(ImplementationSubject, AnExceptionOfTheReaderPassesThrough) {
  const auto throws = [](std::string_view, const connectorgroup_sink*) -> connectorgroup_verdict {
    throw 7;
  };
  EXPECT_THROW(read(throws), int);
  EXPECT_EQ(call_in_progress(), nullptr);
}

TEST_F(ImplementationSubject, ACallIsKnownWhileItIsAnswered) {
  static std::string asked;
  read(
      [](std::string_view, const connectorgroup_sink*) -> connectorgroup_verdict {
        asked =
            std::string(call_in_progress()->verb) + " " + std::string(call_in_progress()->octets);
        return CONNECTORGROUP_REJECT;
      },
      "{1");
  EXPECT_EQ(asked, "read-request {1");
  EXPECT_EQ(call_in_progress(), nullptr);
}

// With AddressSanitizer by its report, otherwise by the page behind the text.
TEST(ImplementationSubjectDeathTest, AReadBeyondTheTextIsSeen) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  const auto read_beyond = [](std::string_view text,
                              const connectorgroup_sink*) -> connectorgroup_verdict {
    const volatile char* const end = text.data() + text.size();
    return *end == 'x' ? CONNECTORGROUP_REJECT : CONNECTORGROUP_SKIP;
  };
  const connectorgroup_implementation own = implementation();
  const auto subject = make_implementation_subject("own", graph_2017(), own);
  script.read = read_beyond;
  for (const std::string_view text : {"", "{}", R"({"name":"a longer one, of some words"})"}) {
    EXPECT_DEATH(subject->read(BodyKind::create_request, text), "");
  }
}

// The reader is called in a process that tells of its end.
void end_in(connectorgroup_verdict (*reader)(std::string_view, const connectorgroup_sink*)) {
  const connectorgroup_implementation own = implementation();
  const auto subject = make_implementation_subject("own", graph_2017(), own);
  script.read = reader;
  note_crashes("mine");
  subject->read(BodyKind::create_request, "{}");
}

TEST(CrashNoteDeathTest, SaysWhatWasAsked) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_DEATH(end_in([](std::string_view, const connectorgroup_sink*) -> connectorgroup_verdict {
                 std::raise(SIGSEGV);
                 return CONNECTORGROUP_ACCEPT;
               }),
               "mine: the implementation crashed on: read-request 7b7d");
}

TEST(CrashNoteDeathTest, WhoEndsTheProgramHasntPassed) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(end_in([](std::string_view, const connectorgroup_sink*) -> connectorgroup_verdict {
                std::exit(0);
              }),
              testing::ExitedWithCode(1),
              "mine: the implementation ended the program on: read-request 7b7d");
}

TEST(ImplementationComplaint, NamesWhatIsWrong) {
  connectorgroup_implementation own = implementation();
  EXPECT_EQ(complaint_about(&own), std::nullopt);
  EXPECT_NE(complaint_about(nullptr).value().find("null"), std::string::npos);
  own.version = 0;
  EXPECT_NE(complaint_about(&own).value().find("version 0"), std::string::npos);
  own = implementation();
  own.read_request = nullptr;
  EXPECT_NE(complaint_about(&own).value().find("read_request"), std::string::npos);
}

}  // namespace
}  // namespace connectorgroup
