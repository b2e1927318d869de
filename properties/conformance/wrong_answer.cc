#include "properties/conformance/wrong_answer.h"

#include "properties/escaped.h"

namespace connectorgroup {

std::string told(const WrongAnswer& wrong, const Question& question, const Expectation& due,
                 const Standard& standard) {
  std::string text = wrong.what + ": " + std::string(name(question.verb)) + " under " +
                     std::string(standard.contract->id) + ", level " +
                     std::string(name(standard.level)) + "\n";
  if (due.rule) {
    const RuleRow& broken = row(*due.rule);
    text.append("  rule:     ").append(broken.id).append(" (").append(broken.clause);
    text.append("; ").append(name(broken.level)).append(")\n");
    text.append("  sentence: ").append(broken.sentence).append("\n");
  } else {
    text += "  rule:     none is broken\n";
  }
  text += "  input:    \"" + escaped(question.input) + "\" (" +
          std::to_string(question.input.size()) + " bytes)\n";
  text += "  expected: " + wrong.expected + "\n";
  text += "  got:      " + wrong.got + "\n";
  if (!wrong.note.empty()) text += "  note:     " + wrong.note + "\n";
  return text;
}

std::string verb_for_shell(const Question& question) {
  std::string words(name(question.verb));
  if (question.verb != Verb::read_message && question.verb != Verb::read_last_message) return words;
  return "'" + words + " " + std::string(name(question.message_kind)) + "'";
}

}  // namespace connectorgroup
