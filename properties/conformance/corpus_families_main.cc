// corpus_families <corpus folder> [--check]
//
// Writes the generated files of the corpus and their rows of expectations.tsv; with --check writes
// nothing and says what differs. Exit status: 0 all is as it should be, 1 something differs, 2 the
// command line or the folder is wrong.

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "properties/conformance/catalogue.h"
#include "properties/conformance/families.h"
#include "properties/input_files.h"

namespace connectorgroup {
namespace {

constexpr int kDiffers = 1;
constexpr int kUnusable = 2;

// The lines of a table: what stands before the rows, and the rows by path.
struct Table {
  std::string head;
  std::map<std::string, std::string> rows;
};

Table split_table(const std::string& text) {
  Table table;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#') || line == kCatalogueHeader) {
      table.head += line + "\n";
    } else {
      table.rows[line.substr(0, line.find('\t'))] = line;
    }
  }
  return table;
}

bool write_file(const std::filesystem::path& file, std::string_view bytes) {
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  std::ofstream stream(file, std::ios::binary);
  stream << bytes << std::flush;
  if (!stream) std::cerr << "can't write " << file.string() << "\n";
  return static_cast<bool>(stream);
}

std::size_t check(const std::filesystem::path& corpus, const Table& table,
                  const std::vector<FamilyCase>& cases) {
  std::size_t differences = 0;
  for (const FamilyCase& made : cases) {
    const std::string& path = made.expected.path;
    if (read_file(file_of(corpus, path)) != made.text) {
      ++differences;
      std::cout << "differs or is missing: " << path << "\n";
    }
    const auto found = table.rows.find(path);
    if (found == table.rows.end() || found->second != catalogue_row(made.expected)) {
      ++differences;
      std::cout << "its row differs or is missing: " << path << "\n";
    }
  }
  return differences;
}

bool write(const std::filesystem::path& corpus, Table table, const std::vector<FamilyCase>& cases) {
  for (const FamilyCase& made : cases) {
    table.rows[made.expected.path] = catalogue_row(made.expected);
    if (!write_file(file_of(corpus, made.expected.path), made.text)) return false;
  }
  std::string text = table.head;
  for (const auto& [path, line] : table.rows) text += line + "\n";
  return write_file(table_of(corpus), text);
}

int run(const std::filesystem::path& corpus, bool only_check) {
  const std::optional<std::string> text = read_file(table_of(corpus));
  if (!text) {
    std::cerr << "can't read " << table_of(corpus).string() << "\n";
    return kUnusable;
  }
  const Table table = split_table(*text);
  const std::vector<FamilyCase> cases = family_cases();
  if (!only_check) return write(corpus, table, cases) ? 0 : kUnusable;
  const std::size_t differences = check(corpus, table, cases);
  std::cout << cases.size() << " generated files, " << differences << " differences\n";
  return differences == 0 ? 0 : kDiffers;
}

}  // namespace
}  // namespace connectorgroup

int main(int argc, char** argv) {
  const std::vector<std::string_view> arguments(argv + 1, argv + argc);
  const bool only_check = arguments.size() == 2 && arguments[1] == "--check";
  if (arguments.size() != 1 && !only_check) {
    std::cerr << "usage: corpus_families <corpus folder> [--check]\n";
    return connectorgroup::kUnusable;
  }
  return connectorgroup::run(std::filesystem::path(arguments[0]), only_check);
}
