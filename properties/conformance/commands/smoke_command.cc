// cgconform smoke

#include <array>
#include <string_view>

#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/judge.h"
#include "properties/escaped.h"
#include "properties/subjects/pipe/line_protocol.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

struct Probe {
  std::string_view what;
  Verb verb;
  std::string_view input;
  // Said when the answer isn't the one that is due.
  std::string_view hint;
};

// From the simplest on: the first that fails is the one to look at.
constexpr std::array kProbes{
    Probe{"accepts a plain body", Verb::read_request, R"({"name":"sales"})",
          "Unhex the argument, parse those bytes as JSON, answer `accept name=s:73616c6573`: the "
          "value is the hex of the string's UTF-8 bytes."},
    Probe{"refuses a text that isn't JSON", Verb::read_request, R"({"name":)",
          "Catch your parser's error and answer `reject`. The exit status says nothing."},
    Probe{"refuses an empty body", Verb::read_request, "",
          "There is no argument then: the line ends behind the verb. That is an empty body, not a "
          "missing one."},
    Probe{"gives a boolean as true or false", Verb::read_request,
          R"({"name":"a","isDefault":false})", "A boolean is `isDefault=false`, without `s:`."},
    Probe{"tells an empty string from an absent one", Verb::read_request,
          R"({"name":"","connectorGroupType":""})",
          "An empty string is `name=s:`; a member that is absent isn't listed."},
    Probe{"gives characters beyond ASCII as UTF-8", Verb::read_request,
          "{\"name\":\"\xC3\xA9\xE2\x82\xAC\"}",
          "Write the hex of the UTF-8 bytes (`c3a9e282ac`), not of the text's own encoding."},
    Probe{"unescapes", Verb::read_request, R"({"name":"\u00e9\n"})",
          "The value is what the string means, after its escapes."},
    Probe{"gives characters beyond the BMP in four bytes", Verb::read_request,
          R"({"name":"\ud83d\ude00"})",
          "A surrogate pair is one character: `f09f9880`. Six bytes are CESU-8."},
    Probe{"survives a NUL", Verb::read_request, R"({"name":"a\u0000b"})",
          "The value goes on behind the NUL: `610062`. Don't handle it as a C string."},
    Probe{"refuses a value of another type", Verb::read_request, R"({"name":1})",
          "A name must be a string. If your parser lets it pass, answer `accept name=other`: then "
          "it is the parser that is judged, not the wrapper."},
    Probe{"survives invalid UTF-8", Verb::read_request, "{\"name\":\"\xFF\"}",
          "Any bytes can come. Decode them where your parser does, and answer `reject` when it "
          "fails."},
    Probe{"reads a response", Verb::read_response,
          R"({"id":"1","name":"a","connectorGroupType":"applicationProxy","isDefault":true})",
          "List id, name, connectorGroupType and isDefault. (Or `skip`, if you read none.)"},
};

std::string advice(Misbehaviour misbehaviour) {
  switch (misbehaviour) {
    case Misbehaviour::no_start:
      return "The command can't be started: is it in PATH, and executable? There is no shell: name "
             "the interpreter, as in `exec:python3 mine.py`.";
    case Misbehaviour::crash:
      return "The program died. Its last words are above.";
    case Misbehaviour::early_exit:
      return "The program ended and owed an answer: read lines until the end of the input.";
    case Misbehaviour::closed_pipe:
      return "The program closed its standard output.";
    case Misbehaviour::hang:
      return "No answer came. Flush standard output after each line: when it isn't a terminal, "
             "most "
             "languages keep it back.";
    case Misbehaviour::slow_drip:
      return "A part of an answer came, and no line feed.";
    case Misbehaviour::flood:
      return "An answer is one line of at most 1 MiB.";
    case Misbehaviour::garbage:
      return "An answer is `ID VERDICT key=value ...` with single spaces. Print nothing else to "
             "standard output; standard error is yours.";
    case Misbehaviour::wrong_id:
      return "The answer begins with the id of the request, unchanged.";
    case Misbehaviour::own_error:
      return "`error` means that the wrapper failed. A text that your parser refuses is `reject`.";
  }
  return {};
}

struct Counted {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
};

// Appends what became of the probe. False: the subject can't be asked on.
bool probe(Subject& subject, Judge& judge, const Probe& probe, Counted& counted, std::string& out) {
  Question question{probe.verb, std::string(probe.input)};
  try {
    const Judgement judgement =
        judge.judge(question, judge.expect(question), ask(subject, question));
    if (judgement.outcome == Outcome::pass || judgement.outcome == Outcome::skipped) {
      const bool passed = judgement.outcome == Outcome::pass;
      ++(passed ? counted.passed : counted.skipped);
      out.append(passed ? "ok    " : "skip  ").append(probe.what).append("\n");
      return true;
    }
    ++counted.failed;
    out.append("WRONG ").append(probe.what).append("\n");
    out.append("      sent      1 ").append(line_of(question)).append("   \"");
    out.append(escaped(probe.input)).append("\"\n      expected  ").append(judgement.expected);
    out.append("\n      got       ").append(judgement.got).append("\n      ");
    out.append(probe.hint).append("\n");
    return true;
  } catch (const SubjectFailure& failure) {
    ++counted.failed;
    out.append("WRONG ").append(probe.what).append(": ").append(name(failure.misbehaviour()));
    out.append(", ").append(failure.what()).append("\n");
    if (!failure.error_output().empty()) {
      out.append("      stderr    ").append(escaped(failure.error_output(), 600)).append("\n");
    }
    out.append("      sent      1 ").append(line_of(question)).append("\n      ");
    out.append(advice(failure.misbehaviour())).append("\n");
    return failure.misbehaviour() != Misbehaviour::no_start;
  }
}

}  // namespace

int smoke_command(const CommonOptions& common) {
  const auto found = find_subject(common.subject, common.subject_options);
  if (const auto* complaint = std::get_if<std::string>(&found)) {
    complain(*complaint);
    return kUsage;
  }
  Judge judge(Standard{common.subject_options.contract, Level::required, {}});
  const std::unique_ptr<Subject> subject = std::get<NamedSubject>(found).make();
  Counted counted;
  std::string text;
  for (const Probe& each : kProbes) {
    if (!probe(*subject, judge, each, counted, text)) break;
  }
  text += std::to_string(counted.passed) + " right, " + std::to_string(counted.failed) +
          " wrong, " + std::to_string(counted.skipped) + " skipped";
  text += counted.failed == 0 ? ": the wrapper works. Next: cgconform run --subject ...\n"
                              : ": begin with the first that is wrong.\n";
  if (!write_out(text)) return kInternal;
  return counted.failed == 0 ? kConforming : kNonconforming;
}

}  // namespace connectorgroup
