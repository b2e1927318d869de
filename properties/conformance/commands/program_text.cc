#include "properties/conformance/commands/program_text.h"

#include <algorithm>
#include <vector>

namespace connectorgroup {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& program) {
  return program.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<const CLI::Option*> options_of(const CLI::App& command) {
  return command.get_options([](const CLI::Option* option) { return !option->get_positional(); });
}

// "--level", or "-v" where there is no long one.
std::string name_of(const CLI::Option& option) {
  const auto& names = option.get_lnames();
  if (!names.empty()) return "--" + names.front();
  return "-" + option.get_snames().front();
}

std::string names_of(const std::vector<const CLI::Option*>& options) {
  std::string text;
  for (const CLI::Option* option : options) {
    text.append(text.empty() ? "" : " ").append(name_of(*option));
  }
  return text;
}

// On one line.
std::string flat(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// For words between single quotes of a shell.
std::string quotable(const std::string& text) {
  std::string quoted;
  for (const char c : text) quoted.append(c == '\'' ? "'\\''" : std::string(1, c));
  return quoted;
}

std::string bash_completion(const CLI::App& program) {
  std::string names;
  std::string cases;
  for (const CLI::App* command : commands_of(program)) {
    names.append(names.empty() ? "" : " ").append(command->get_name());
    cases.append("    ").append(command->get_name()).append(") words='");
    cases.append(names_of(options_of(*command))).append("' ;;\n");
  }
  std::string script = "# bash completion for cgconform; made by `cgconform completion bash`.\n";
  script.append("_cgconform() {\n  local words='").append(names).append("'\n");
  script.append("  case ${COMP_WORDS[1]} in\n").append(cases).append("  esac\n");
  script.append("  [[ $COMP_CWORD -gt 1 ]] || words='").append(names).append(" --help'\n");
  script.append("  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- ");
  script.append("\"${COMP_WORDS[COMP_CWORD]}\")\n}\n");
  return script.append("complete -o default -F _cgconform cgconform\n");
}

std::string zsh_completion(const CLI::App& program) {
  std::string names;
  std::string cases;
  for (const CLI::App* command : commands_of(program)) {
    names.append("    '").append(command->get_name()).append(":");
    names.append(quotable(flat(command->get_description()))).append("'\n");
    cases.append("    ").append(command->get_name()).append(") options=(");
    cases.append(names_of(options_of(*command))).append(") ;;\n");
  }
  std::string script = "#compdef cgconform\n";
  script.append("# zsh completion for cgconform; made by `cgconform completion zsh`.\n");
  script.append("_cgconform() {\n  local -a commands options\n  commands=(\n").append(names);
  script.append("  )\n  if ((CURRENT == 2)); then\n    _describe command commands\n    return\n");
  script.append("  fi\n  case ${words[2]} in\n").append(cases).append("  esac\n");
  script.append("  compadd -- $options\n  _files\n}\n");
  return script.append("compdef _cgconform cgconform\n");
}

std::string fish_completion(const CLI::App& program) {
  std::string script = "# fish completion for cgconform; made by `cgconform completion fish`.\n";
  for (const CLI::App* command : commands_of(program)) {
    script.append("complete -c cgconform -n __fish_use_subcommand -a ").append(command->get_name());
    script.append(" -d '").append(quotable(flat(command->get_description()))).append("'\n");
    for (const CLI::Option* option : options_of(*command)) {
      const bool is_long = !option->get_lnames().empty();
      script.append("complete -c cgconform -n '__fish_seen_subcommand_from ");
      script.append(command->get_name()).append("' ").append(is_long ? "-l " : "-s ");
      script.append(name_of(*option).substr(is_long ? 2 : 1)).append(" -d '");
      script.append(quotable(flat(option->get_description()))).append("'\n");
    }
  }
  return script;
}

// A line of roff: nothing in it is an instruction.
std::string roff(const std::string& text) {
  std::string escaped;
  for (const char c : flat(text)) {
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else {
      escaped += c;
    }
  }
  const bool is_instruction = !escaped.empty() && (escaped[0] == '.' || escaped[0] == '\'');
  return is_instruction ? "\\&" + escaped : escaped;
}

void append_option(const CLI::Option& option, std::string& page) {
  const bool is_positional = option.get_positional();
  page.append(".TP\n.B ").append(roff(option.get_name(is_positional, !is_positional)));
  page.append("\n");
  page.append(roff(option.get_description())).append("\n");
}

void append_command(const CLI::App& command, std::string& page) {
  page.append(".SS ").append(roff(command.get_name())).append("\n");
  page.append(roff(command.get_description())).append(".\n");
  for (const CLI::Option* option :
       command.get_options([](const CLI::Option* each) { return each->get_positional(); })) {
    append_option(*option, page);
  }
  for (const CLI::Option* option : options_of(command)) append_option(*option, page);
}

}  // namespace

std::string completion(const CLI::App& program, std::string_view shell) {
  if (shell == "bash") return bash_completion(program);
  if (shell == "zsh") return zsh_completion(program);
  return fish_completion(program);
}

std::string manual(const CLI::App& program) {
  std::string page = ".TH CGCONFORM 1\n.SH NAME\ncgconform \\- ";
  page.append(roff("test any implementation of POST /connectorGroups")).append("\n");
  page.append(".SH SYNOPSIS\n.B cgconform\n.I COMMAND\n.RI [ OPTION ...]\n");
  page.append(".SH DESCRIPTION\n").append(roff(program.get_description())).append("\n");
  page.append(".SH COMMANDS\n");
  for (const CLI::App* command : commands_of(program)) append_command(*command, page);
  page.append(".SH EXIT STATUS\n");
  for (const char* line : {"0\nThe subject conforms; or what was asked for is done.",
                           "1\nIt doesn't conform, or the list of known failures is out of date.",
                           "2\nThe arguments are wrong.", "3\nThe subject couldn't be judged.",
                           "4\nA fault of the suite, or its report couldn't be written."}) {
    page.append(".TP\n").append(line).append("\n");
  }
  page.append(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nTurns colours off.\n");
  page.append(".TP\n.B CGCONFORM_TOKEN\nThe token for a server.\n");
  return page;
}

}  // namespace connectorgroup
