#include "properties/page_laws.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>

#include "model/body/text_check.h"
#include "model/http/message.h"
#include "model/http/writer.h"
#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/third_opinion.h"

namespace connectorgroup {

PageReading PageSubject::read(std::string_view page) { return read_page(page); }

std::vector<AuditFinding> PageSubject::audit(std::string_view page) { return audit_page(page); }

std::vector<AuditFinding> PageSubject::audit_under(const Contract& contract,
                                                   std::string_view page) {
  return audit_page(page, {&contract});
}

std::string PageSubject::report(ReportFormat format, std::string_view path,
                                const std::vector<AuditFinding>& findings) {
  std::string out;
  AuditReport report(format);
  report.begin(out);
  report.page(path, findings, out);
  report.end(out);
  return out;
}

namespace laws {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Line {
  std::string_view text;
  std::string_view ending;
};

std::string_view without_mark(std::string_view page) {
  if (page.starts_with(kByteOrderMark)) page.remove_prefix(kByteOrderMark.size());
  return page;
}

// Lines as CommonMark has them. Written anew: the laws share no code with what they judge.
std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') continue;
    const std::size_t end = i;
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    lines.push_back({text.substr(begin, end - begin), text.substr(end, i + 1 - end)});
    begin = i + 1;
  }
  if (begin < text.size()) lines.push_back({text.substr(begin), {}});
  return lines;
}

std::string in_quotes(std::string_view bytes) { return "\"" + escaped(bytes, 200) + "\""; }

std::string describe(const AuditFinding& finding) {
  return std::to_string(finding.line) + ":" + std::to_string(finding.column) + " " +
         std::string(row(finding.check).id) + " " + in_quotes(finding.declared) + " " +
         in_quotes(finding.actual);
}

std::string describe(const std::vector<AuditFinding>& findings) {
  std::string text;
  for (const AuditFinding& finding : findings) text += "\n    " + describe(finding);
  return text.empty() ? "\n    nothing" : text;
}

bool is_length_check(PageCheck check) { return row(check).id.starts_with("page.content-length."); }

}  // namespace

namespace {

// All of them, or one that the bytes choose.
template <class Choice>
std::vector<Choice> sampled(std::vector<Choice> all, std::string_view bytes, Effort effort) {
  if (effort == Effort::thorough || all.empty()) return all;
  return {all[RandomSource(hash_of(bytes)).below(all.size())]};
}

}  // namespace

// --- Places.

Broken findings_lie_within_the_page(std::string_view bytes, PageSubject& subject) {
  const std::vector<Line> lines = lines_of(without_mark(bytes));
  const AuditFinding* before = nullptr;
  const std::vector<AuditFinding> findings = subject.audit(bytes);
  for (const AuditFinding& finding : findings) {
    if (finding.line < 1 || finding.line > lines.size()) {
      return "not a line of the page: " + describe(finding);
    }
    const std::string_view text = lines[finding.line - 1].text;
    const auto characters = std::count_if(text.begin(), text.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    });
    // One behind the last is where something is missing.
    if (finding.column > static_cast<std::size_t>(characters) + 1) {
      return "not a column of the line: " + describe(finding);
    }
    if (before != nullptr &&
        std::tie(finding.line, finding.column) < std::tie(before->line, before->column)) {
      return "behind a later finding: " + describe(finding);
    }
    before = &finding;
  }
  return std::nullopt;
}

// By their ids and names, and, where a contract is told, by that one.
Broken findings_are_named(std::string_view bytes, PageSubject& subject) {
  for (const PageFinding& finding : subject.read(bytes).findings) {
    if (name(finding.what).empty()) return "a fault has no name";
  }
  for (const Contract& contract : contracts()) {
    for (const AuditFinding& finding : subject.audit_under(contract, bytes)) {
      if (find_page_check(row(finding.check).id) != finding.check ||
          find_page_check(finding.actual + "?")) {
        return "another check has its id: " + describe(finding);
      }
      if (finding.check == PageCheck::body_contract && !finding.declared.starts_with(contract.id)) {
        return "held to another contract than " + std::string(contract.id) + ": " +
               describe(finding);
      }
    }
  }
  return std::nullopt;
}

namespace {

// Whether `text` is the end of the page's line, after no more than the spaces that remain of a tab.
bool ends_line(std::string_view text, const std::vector<Line>& lines, std::size_t number) {
  constexpr std::size_t kTabRest = 3;
  if (number < 1 || number > lines.size()) return false;
  const std::string_view line = lines[number - 1].text;
  for (std::size_t spaces = 0; spaces <= kTabRest; ++spaces) {
    if (line.ends_with(text)) return true;
    if (!text.starts_with(' ')) return false;
    text.remove_prefix(1);
  }
  return false;
}

Broken body_is_of_the_page(const PageExample& example, const std::vector<Line>& lines) {
  if (example.body.empty()) return std::nullopt;
  std::vector<Line> body = lines_of(example.body);
  // A line end that was kept at the end is followed by an empty line, whose own was dropped.
  if (!body.back().ending.empty()) body.push_back({{}, {}});
  for (std::size_t i = 0; i < body.size(); ++i) {
    const std::size_t number = example.lines.body + i;
    if (!ends_line(body[i].text, lines, number)) {
      return "line " + std::to_string(number) + " doesn't end with " + in_quotes(body[i].text);
    }
    if (i + 1 < body.size() && body[i].ending != lines[number - 1].ending) {
      return "line " + std::to_string(number) + " has another line end";
    }
  }
  return std::nullopt;
}

}  // namespace

Broken examples_are_bytes_of_the_page(std::string_view bytes, PageSubject& subject) {
  const std::vector<Line> lines = lines_of(without_mark(bytes));
  for (const PageExample& example : subject.read(bytes).examples) {
    if (example.lines.start != 0 && !ends_line(example.start_line, lines, example.lines.start)) {
      return "no such start line: " + in_quotes(example.start_line);
    }
    for (const PageHeader& header : example.headers) {
      if (header.line < 1 || header.line > lines.size() ||
          lines[header.line - 1].text.find(header.value) == std::string_view::npos) {
        return "no such header: " + in_quotes(header.name) + ": " + in_quotes(header.value);
      }
    }
    if (Broken broken = body_is_of_the_page(example, lines)) return broken;
  }
  return std::nullopt;
}

Broken an_audit_stands(std::string_view bytes, PageSubject& subject) {
  const std::vector<AuditFinding> first = subject.audit(bytes);
  const std::vector<AuditFinding> second = subject.audit(bytes);
  if (first == second) return std::nullopt;
  return "at first:" + describe(first) + "\n  then:" + describe(second);
}

// --- Lengths.

namespace {

// A page whose one example is the message. The fence is longer than any row of backticks in it.
std::string page_of(std::string_view message, BlockType type) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : message) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  // A line feed behind a carriage return would be half of a line end.
  const std::string_view ending = message.ends_with('\r') ? "\r" : "\n";
  std::string page = "<!-- {\"blockType\": \"" + std::string(name(type)) + "\"} -->\n";
  page += fence + "http\n";
  page.append(message).append(ending);
  return page + fence + "\n";
}

// The message of this content, as our own writer writes it.
std::string written(BlockType type, std::string_view content) {
  std::string wire;
  if (type == BlockType::request) {
    Request request;
    request.method = "POST";
    request.target = "/";
    request.fields = {{"Host", "a"}, {"Content-Type", "a/b"}};
    request.content = content;
    if (write_request(ViewOf(request).request(), wire)) return {};
  } else {
    Response response;
    response.status = 200;
    response.reason = "OK";
    response.fields = {{"Content-Type", "a/b"}};
    response.content = content;
    if (write_response(ViewOf(response).response(), MessageKind::response, wire)) return {};
  }
  return wire;
}

}  // namespace

Broken a_written_message_has_its_length(std::string_view bytes, PageSubject& subject,
                                        Effort effort) {
  const PageReading page_reading = subject.read(bytes);
  std::vector<const PageExample*> with_body;
  for (const PageExample& example : page_reading.examples) {
    if (!example.body.empty()) with_body.push_back(&example);
  }
  for (const PageExample* const chosen : sampled(with_body, bytes, effort)) {
    const PageExample& example = *chosen;
    const BlockType type =
        example.annotation.type == BlockType::request ? BlockType::request : BlockType::response;
    const std::string wire = written(type, example.body);
    if (wire.empty()) return "not written: a message of content " + in_quotes(example.body);
    const std::string page = page_of(wire, type);
    const PageReading reading = subject.read(page);
    if (reading.examples.size() != 1 || reading.examples[0].body != example.body) {
      return "not read back: " + in_quotes(page);
    }
    for (const AuditFinding& finding : subject.audit(page)) {
      if (is_length_check(finding.check)) return describe(finding) + " in " + in_quotes(page);
    }
  }
  return std::nullopt;
}

namespace {

// Whether nothing but its body decides what the example's Content-Length must be.
bool is_measured(const PageExample& example, const PageReading& reading) {
  if (!example.declared_length || !example.declared_length->bytes) return false;
  if (example.body.find_first_not_of(" \t\r\n") == std::string::npos) return false;
  std::size_t lengths = 0;
  for (const PageHeader& header : example.headers) {
    // In any spelling that a repair could take for it.
    const std::size_t first = header.name.find_first_not_of(" \t");
    const std::size_t last = header.name.find_last_not_of(" \t");
    if (first == std::string::npos) continue;
    const std::string_view bare = std::string_view(header.name).substr(first, last - first + 1);
    if (equal_ignoring_case(bare, "transfer-encoding")) return false;
    if (equal_ignoring_case(bare, "content-length")) ++lengths;
  }
  if (lengths != 1) return false;
  if (example.annotation.type == BlockType::request) return true;
  if (example.annotation.type != BlockType::response) return false;
  const bool answers_head =
      !example.answers.empty() &&
      reading.examples[example.answers.front()].start_line.find("HEAD") != std::string::npos;
  return !answers_head && example.start_line.starts_with("HTTP/1.1 200 ");
}

// Texts may quote the line that was changed.
bool same_places(const std::vector<AuditFinding>& left, const std::vector<AuditFinding>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const AuditFinding& a, const AuditFinding& b) {
                      return a.line == b.line && a.column == b.column && a.check == b.check &&
                             a.rule == b.rule;
                    });
}

// The page with another Content-Length in the example.
std::string with_length(std::string_view page, const PageExample& example, std::size_t length) {
  const std::string_view unmarked = without_mark(page);
  const std::string_view line = lines_of(unmarked)[example.declared_length->line - 1].text;
  const auto line_begin = static_cast<std::size_t>(line.data() - page.data());
  const std::size_t value = line.rfind(example.declared_length->text);
  std::string changed(page);
  changed.replace(line_begin + value, example.declared_length->text.size(), std::to_string(length));
  return changed;
}

}  // namespace

Broken a_wrong_length_is_one_finding(std::string_view bytes, PageSubject& subject, Effort effort) {
  const PageReading reading = subject.read(bytes);
  std::vector<const PageExample*> measured;
  for (const PageExample& example : reading.examples) {
    if (is_measured(example, reading)) measured.push_back(&example);
  }
  for (const PageExample* const chosen : sampled(measured, bytes, effort)) {
    const PageExample& example = *chosen;
    const std::size_t size = example.body.size();
    const std::vector<AuditFinding> right = subject.audit(with_length(bytes, example, size));
    for (const std::size_t length : sampled(std::vector{size - 1, size + 1}, bytes, effort)) {
      std::vector<AuditFinding> wrong = subject.audit(with_length(bytes, example, length));
      const auto added = std::find_if(wrong.begin(), wrong.end(), [&](const AuditFinding& f) {
        return f.line == example.declared_length->line && is_length_check(f.check);
      });
      if (added != wrong.end() && added->declared == std::to_string(length) &&
          added->actual == std::to_string(size)) {
        wrong.erase(added);
        if (same_places(right, wrong)) continue;
      }
      return "with the right length, " + std::to_string(size) + ", on line " +
             std::to_string(example.declared_length->line) + ":" + describe(right) + "\n  with " +
             std::to_string(length) + ":" + describe(wrong);
    }
  }
  return std::nullopt;
}

// --- Lines before and behind.

namespace {

// Texts that name lines of the page ("on line 41") are left out.
bool same_but_for_lines(const std::vector<AuditFinding>& before,
                        const std::vector<AuditFinding>& after, std::size_t shift) {
  return std::equal(before.begin(), before.end(), after.begin(), after.end(),
                    [shift](const AuditFinding& a, const AuditFinding& b) {
                      return a.line + shift == b.line && a.column == b.column &&
                             a.check == b.check && a.rule == b.rule && a.actual == b.actual &&
                             a.consequence == b.consequence &&
                             a.explanation.empty() == b.explanation.empty();
                    });
}

}  // namespace

Broken other_lines_shift_a_page(std::string_view bytes, PageSubject& subject, Effort effort) {
  struct Surrounded {
    std::string_view before;
    std::size_t lines;
    std::string_view behind;
  };
  std::vector<Surrounded> all{{"", 0, "\n"}};
  // These have a meaning at the beginning alone.
  if (!bytes.starts_with("---") && !bytes.starts_with(kByteOrderMark)) {
    all.push_back({"\n", 1, ""});
    all.push_back({"---\ntitle: a\n---\n", 3, ""});
  }
  const std::vector<AuditFinding> plain = subject.audit(bytes);
  for (const Surrounded& other : sampled(all, bytes, effort)) {
    const std::vector<AuditFinding> shifted =
        subject.audit(std::string(other.before) + std::string(bytes) + std::string(other.behind));
    if (same_but_for_lines(plain, shifted, other.lines)) continue;
    return "before:" + describe(plain) + "\n  with " + in_quotes(other.before) + " before it and " +
           in_quotes(other.behind) + " behind:" + describe(shifted);
  }
  return std::nullopt;
}

// --- Reports.

Broken reports_are_valid(std::string_view bytes, PageSubject& subject, Effort effort) {
  constexpr std::size_t kPathMax = 64;
  // SARIF carries the table of checks, whatever the page: several times the work of the rest.
  constexpr std::size_t kSarifEach = 8;
  const bool sarif = effort == Effort::thorough || hash_of(bytes) % kSarifEach == 0;
  const std::vector<AuditFinding> findings = subject.audit(bytes);
  const std::string_view path = bytes.substr(0, kPathMax);
  for (const ReportFormat format : {ReportFormat::json, ReportFormat::sarif}) {
    if (format == ReportFormat::sarif && !sarif) continue;
    const std::string report = subject.report(format, path, findings);
    if (!nlohmann_accepts(report)) return "nlohmann/json refuses the report: " + in_quotes(report);
    if (const auto violation = json_violation(report)) {
      return connectorgroup::describe(*violation) + ", in the report: " + in_quotes(report);
    }
  }
  const std::string text = subject.report(ReportFormat::text, path, findings);
  if (check_text(text).fault) return "not UTF-8: " + in_quotes(text);
  const bool obeyed = std::any_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == '\x7F';
  });
  if (obeyed) return "a control character: " + in_quotes(text);
  return std::nullopt;
}

}  // namespace laws

namespace {

template <Broken (*law)(std::string_view, PageSubject&)>
Broken of_the_model(std::string_view bytes, Subject&, Effort) {
  PageSubject model;
  return law(bytes, model);
}

template <Broken (*law)(std::string_view, PageSubject&, Effort)>
Broken of_the_model(std::string_view bytes, Subject&, Effort effort) {
  PageSubject model;
  return law(bytes, model, effort);
}

constexpr std::array<Law, 8> kPageLaws{{
    {"page.findings-lie-within", "Findings lie on the page, in the order of their places.",
     "http.request-line http.status-line http.field http.host json",
     of_the_model<laws::findings_lie_within_the_page>},
    {"page.findings-are-named",
     "Every finding has a name, and where a contract is told, bodies are held to it.", "http json",
     of_the_model<laws::findings_are_named>},
    {"page.examples-are-its-bytes",
     "What an example says stands on the page, byte for byte, where the reader says.",
     "http.content", of_the_model<laws::examples_are_bytes_of_the_page>},
    {"page.audit-stands", "A page that is audited again has the same findings.", "http json",
     of_the_model<laws::an_audit_stands>},
    {"page.written-length", "The length that our own writer gives a page's body has no finding.",
     "http.write.true-length http.content-length",
     of_the_model<laws::a_written_message_has_its_length>},
    {"page.wrong-length",
     "A length that is one octet off is one finding more than the right one, and no other.",
     "http.content-length http.message", of_the_model<laws::a_wrong_length_is_one_finding>},
    {"page.lines-shift",
     "A blank line or front matter before a page moves its findings and changes nothing else; a "
     "line end behind it changes nothing.",
     "http json", of_the_model<laws::other_lines_shift_a_page>},
    {"page.reports-are-valid",
     "Whatever the page, the reports are JSON, SARIF in JSON, and text without controls.",
     "write.strictly-conforming", of_the_model<laws::reports_are_valid>},
}};

}  // namespace

std::span<const Law> page_laws() { return kPageLaws; }

}  // namespace connectorgroup
