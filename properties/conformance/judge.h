// Whether an answer is right. The judge knows what is due for any question, not only for those of
// the catalogue: random inputs and shrunk ones are judged by it as well.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "model/rule.h"
#include "properties/conformance/question.h"
#include "properties/conformance/report/outcome.h"
#include "properties/conformance/standard.h"

namespace connectorgroup {

enum class Due : std::uint8_t {
  accept,      // with the value that `answer` has
  reject,      // for `rule`
  incomplete,  // of octets on a connection: more must come
  free,        // either, as far as this standard goes
};

struct Expectation {
  Due due = Due::free;
  std::optional<Rule> rule;  // of reject: the first broken one
  // Of accept: what is due, as the reference readers say it.
  Answer answer = {};
  // Whether the value is due too. It isn't where the text is accepted only by the subject's own
  // choice, such as which of two members of one name counts.
  bool has_value = false;
  // Of reject, on a connection that goes on: the section with the fault isn't complete, and a
  // reader of whole sections, who can't know yet, is right to wait.
  bool may_wait = false;
};

struct Judgement {
  Outcome outcome = Outcome::fail;
  std::string expected = {};
  std::string got = {};
  std::string note = {};
  bool accepted = false;  // the answer was an acceptance, whether due or not
};

class Judge {
 public:
  explicit Judge(Standard standard);
  ~Judge();
  Judge(Judge&&) noexcept;
  Judge& operator=(Judge&&) noexcept;

  const Standard& standard() const;

  Expectation expect(const Question& question);
  Judgement judge(const Question& question, const Expectation& due, const Answer& answer);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace connectorgroup
