// What is made of the program's own arguments, so that it is never out of date: completion for
// shells, and the manual page.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>

namespace connectorgroup {

// A script that completes commands and options. `shell`: bash, zsh or fish.
std::string completion(const CLI::App& program, std::string_view shell);

// The manual page, for man(1).
std::string manual(const CLI::App& program);

}  // namespace connectorgroup
