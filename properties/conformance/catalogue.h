// The corpus as lists of cases, one list for each room: bodies, HTTP messages, the exchange. A
// room's `expectations.tsv` has one row for each file below its `accept` and `reject`: what it is
// read as, the verdict, and for a refused one the rule, the byte, and the accepted twin beside
// which the refusal counts. corpus/README.md describes the columns and the names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/contract.h"
#include "model/rule.h"
#include "properties/subject.h"

namespace connectorgroup {

enum class CorpusRoom : std::uint8_t {
  body,      // .json
  http,      // .http: one message on a connection that ends behind it
  exchange,  // .http: the same
};
// "body": the folder's name.
std::string_view name(CorpusRoom room);

// Which message of the exchange octets are offered as.
enum class ExchangeKind : std::uint8_t { create_request, create_response };
// "create-request", "create-response"
std::string_view name(ExchangeKind kind);

// What a case is read as: each room has its own kinds.
using CaseKind = std::variant<BodyKind, MessageKind, ExchangeKind>;
std::string_view name(const CaseKind& kind);

struct Case {
  // Below the room's folder: verdict/contract/kind/topic.../name.json, or, where the contract has
  // no say (http), verdict/kind/topic.../name.http.
  std::string path;
  CaseKind kind;
  // Null in a loaded case only where the path has none.
  const Contract* contract = nullptr;
  Verdict verdict = Verdict::accept;
  // Rejected: the rule that is broken. Accepted: the rule of demand `accept` that the file pins, if
  // it pins one.
  std::optional<Rule> rule;
  // Rejected: Violation::offset, in bytes. Accepted: none.
  std::optional<std::size_t> offset;
  // Rejected: the path of the accepted file that differs in the tested feature alone.
  std::string twin;
  // Rejected: Violation::member, or empty.
  std::string member;

  friend bool operator==(const Case&, const Case&) = default;
};

// Why there is no catalogue. Lines count from 1; 0 is the table as a whole.
struct CatalogueError {
  std::size_t line = 0;
  std::string text;

  friend bool operator==(const CatalogueError&, const CatalogueError&) = default;
};

using CatalogueAnswer = std::variant<std::vector<Case>, CatalogueError>;

// The table's columns, its first line beside comments.
inline constexpr std::string_view kCatalogueHeader = "path\tverdict\trule\toffset\ttwin\tmember";

// The cases of a table in the order of their paths, or the first thing that is wrong with it: a row
// with too few or too many columns, an unknown rule or verdict, a path that doesn't say what the
// row says, a rejection without rule, offset or twin, rows out of order or twice. Whether the files
// exist isn't asked. Linear in the text.
CatalogueAnswer parse_catalogue(std::string_view table, CorpusRoom room = CorpusRoom::body);

// parse_catalogue() of the room's table in this corpus folder.
CatalogueAnswer load_catalogue(const std::filesystem::path& corpus,
                               CorpusRoom room = CorpusRoom::body);

// The row of this case, without line end.
std::string catalogue_row(const Case& expected);

// Where a case's bytes are.
std::filesystem::path file_of(const std::filesystem::path& corpus, std::string_view case_path,
                              CorpusRoom room = CorpusRoom::body);

// Where the room's table is.
std::filesystem::path table_of(const std::filesystem::path& corpus,
                               CorpusRoom room = CorpusRoom::body);

}  // namespace connectorgroup
