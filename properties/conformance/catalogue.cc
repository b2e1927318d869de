#include "properties/conformance/catalogue.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

#include "properties/input_files.h"

namespace connectorgroup {
namespace {

constexpr std::size_t kColumnCount = 6;
constexpr std::string_view kNone = "-";

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

// How the paths of a room are made.
struct Layout {
  std::string_view extension;
  bool has_contract;
  std::vector<CaseKind> kinds;
};

const Layout& layout_of(CorpusRoom room) {
  static const std::array<Layout, 3> layouts{{
      {".json", true, {kBodyKinds.begin(), kBodyKinds.end()}},
      {".http",
       false,
       {MessageKind::request, MessageKind::response, MessageKind::response_to_head}},
      {".http", true, {ExchangeKind::create_request, ExchangeKind::create_response}},
  }};
  return layouts[static_cast<std::size_t>(room)];
}

bool is_path_part(std::string_view part) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !part.empty() && part.find_first_not_of(kLetters) == std::string_view::npos;
}

// The folder of a rule's cases, "json/text/bom".
std::string topic_of(Rule rule) {
  std::string topic(row(rule).id);
  std::replace(topic.begin(), topic.end(), '.', '/');
  return topic;
}

// One row, column by column. Each function gives what is wrong with its columns, or nothing.
class RowParse {
 public:
  RowParse(std::vector<std::string_view> columns, CorpusRoom room)
      : columns_(std::move(columns)), layout_(layout_of(room)) {}

  using Complaint = std::optional<std::string>;

  Complaint parse() {
    if (columns_.size() != kColumnCount) {
      return std::to_string(columns_.size()) + " columns, not " + std::to_string(kColumnCount);
    }
    for (const auto step : {&RowParse::verdict, &RowParse::path, &RowParse::rule, &RowParse::offset,
                            &RowParse::twin_and_member}) {
      if (Complaint complaint = (this->*step)()) return complaint;
    }
    return std::nullopt;
  }

  Case take() { return std::move(case_); }

 private:
  bool rejected() const { return case_.verdict == Verdict::reject; }

  Complaint verdict() {
    for (const Verdict verdict : {Verdict::accept, Verdict::reject}) {
      if (columns_[1] != name(verdict)) continue;
      case_.verdict = verdict;
      return std::nullopt;
    }
    return "unknown verdict " + in_quotes(columns_[1]);
  }

  // verdict/contract/kind/topic.../name.json, in some rooms without the contract
  Complaint path() {
    std::string_view stem = columns_[0];
    const std::string bad = "bad path " + in_quotes(stem) + ": ";
    if (!stem.ends_with(layout_.extension)) {
      return bad + "not a " + std::string(layout_.extension) + " file";
    }
    stem.remove_suffix(layout_.extension.size());
    const std::vector<std::string_view> parts = split(stem, '/');
    const std::size_t kind_at = layout_.has_contract ? 2 : 1;
    if (parts.size() < kind_at + 3) {
      return bad + "not verdict/" + (layout_.has_contract ? "contract/" : "") + "kind/topic/name";
    }
    if (!std::all_of(parts.begin(), parts.end(), is_path_part)) {
      return bad + "only lower-case letters, digits and hyphens make names";
    }
    if (parts[0] != columns_[1]) return bad + "the first folder isn't the verdict";
    if (layout_.has_contract) {
      case_.contract = find_contract(parts[1]);
      if (case_.contract == nullptr) return bad + "unknown contract " + in_quotes(parts[1]);
    }
    const auto kind =
        std::find_if(layout_.kinds.begin(), layout_.kinds.end(),
                     [&](const CaseKind& known) { return name(known) == parts[kind_at]; });
    if (kind == layout_.kinds.end()) return bad + "unknown kind " + in_quotes(parts[kind_at]);
    case_.kind = *kind;
    case_.path = columns_[0];
    return std::nullopt;
  }

  Complaint rule() {
    if (columns_[2] == kNone) {
      if (rejected()) return "a rejected file without a rule";
      return std::nullopt;
    }
    case_.rule = find_rule(columns_[2]);
    if (!case_.rule) return "unknown rule " + in_quotes(columns_[2]);
    if (row(*case_.rule).demand != (rejected() ? Demand::refuse : Demand::accept)) {
      return "the rule " + in_quotes(columns_[2]) + " has another demand than the verdict";
    }
    if (rejected() && !in_folder_of(*case_.rule)) {
      return "bad path " + in_quotes(columns_[0]) + ": not in the folder " +
             in_quotes(topic_of(*case_.rule));
    }
    return std::nullopt;
  }

  bool in_folder_of(Rule rule) const {
    std::string folder = std::string(name(case_.verdict)) + "/";
    if (case_.contract != nullptr) folder += std::string(case_.contract->id) + "/";
    folder += std::string(name(case_.kind)) + "/" + topic_of(rule) + "/";
    return columns_[0].starts_with(folder) &&
           columns_[0].find('/', folder.size()) == std::string_view::npos;
  }

  Complaint offset() {
    const std::string_view text = columns_[3];
    if (!rejected()) {
      if (text != kNone) return "an accepted file with an offset";
      return std::nullopt;
    }
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
      return "a rejected file without an offset: " + in_quotes(text);
    }
    case_.offset = value;
    return std::nullopt;
  }

  Complaint twin_and_member() {
    const std::string_view twin = columns_[4];
    const std::string_view member = columns_[5];
    if (twin.empty() || member.empty()) return "an empty column";
    if (!rejected()) {
      if (twin != kNone) return "an accepted file with a twin";
      if (member != kNone) return "an accepted file with a member";
      return std::nullopt;
    }
    if (twin == kNone) return "a rejected file without a twin";
    case_.twin = twin;
    if (member != kNone) case_.member = member;
    return std::nullopt;
  }

  std::vector<std::string_view> columns_;
  const Layout& layout_;
  Case case_;
};

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

std::string or_none(std::string_view text) { return std::string(text.empty() ? kNone : text); }

}  // namespace

std::string_view name(CorpusRoom room) {
  constexpr std::array<std::string_view, 3> kNames{"body", "http", "exchange"};
  return kNames[static_cast<std::size_t>(room)];
}

std::string_view name(ExchangeKind kind) {
  return kind == ExchangeKind::create_request ? "create-request" : "create-response";
}

std::string_view name(const CaseKind& kind) {
  return std::visit([](auto known) { return name(known); }, kind);
}

CatalogueAnswer parse_catalogue(std::string_view table, CorpusRoom room) {
  std::vector<Case> cases;
  bool header = false;
  for (std::size_t line_number = 1; !table.empty(); ++line_number) {
    const std::string_view line = take_line(table);
    if (line.starts_with('#')) continue;
    if (!header) {
      if (line != kCatalogueHeader) return CatalogueError{line_number, "not the header line"};
      header = true;
      continue;
    }
    RowParse parse(split(line, '\t'), room);
    if (auto complaint = parse.parse()) return CatalogueError{line_number, std::move(*complaint)};
    Case next = parse.take();
    if (!cases.empty() && next.path == cases.back().path) {
      return CatalogueError{line_number, "the path " + in_quotes(next.path) + " stands twice"};
    }
    if (!cases.empty() && next.path < cases.back().path) {
      return CatalogueError{line_number, "not in the order of paths: " + in_quotes(next.path)};
    }
    cases.push_back(std::move(next));
  }
  if (!header) return CatalogueError{0, "no header line"};
  return cases;
}

CatalogueAnswer load_catalogue(const std::filesystem::path& corpus, CorpusRoom room) {
  const std::filesystem::path file = table_of(corpus, room);
  const std::optional<std::string> table = read_file(file);
  if (!table) return CatalogueError{0, "can't read " + file.string()};
  return parse_catalogue(*table, room);
}

std::string catalogue_row(const Case& expected) {
  std::string text = expected.path + "\t" + std::string(name(expected.verdict)) + "\t";
  text += expected.rule ? std::string(row(*expected.rule).id) : std::string(kNone);
  text += "\t";
  text += expected.offset ? std::to_string(*expected.offset) : std::string(kNone);
  text += "\t" + or_none(expected.twin) + "\t" + or_none(expected.member);
  return text;
}

std::filesystem::path file_of(const std::filesystem::path& corpus, std::string_view case_path,
                              CorpusRoom room) {
  return corpus / name(room) / case_path;
}

std::filesystem::path table_of(const std::filesystem::path& corpus, CorpusRoom room) {
  return corpus / name(room) / "expectations.tsv";
}

}  // namespace connectorgroup
