// cmark finds the blocks: which lines are comments and fences, and how much of each line belongs to
// their containers. The bytes come from the page itself, since cmark's copy of them has every line
// ending replaced by LF and every NUL by U+FFFD. The blocks are then visited once, in order; a
// comment is kept until the next block, which is its fence or proves that it has none.
#include "model/page/reader.h"

#include <cmark.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <span>
#include <utility>
#include <variant>

#include "model/assertion.h"

namespace connectorgroup {
namespace {

constexpr std::array<std::string_view, 8> kBlockTypeNames{
    "request", "response",          "ignored",    "example",
    "samples", "simulatedResponse", "testParams", "resource"};

constexpr std::array<std::string_view, 15> kFaultNames{
    "page_too_large",           "annotation_unclosed",      "annotation_json",
    "annotation_member",        "block_type_missing",       "block_type_unknown",
    "annotation_without_fence", "fence_not_http",           "fence_without_annotation",
    "fence_unclosed",           "start_line_missing",       "header_malformed",
    "header_end_missing",       "response_without_request", "response_repeated"};

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kCommentBegin = "<!--";
constexpr std::string_view kCommentEnd = "-->";
// U+FFFD in UTF-8: what cmark puts in place of a NUL.
constexpr std::size_t kReplacementSize = 3;

// --- Text ---------------------------------------------------------------------------------------

std::string_view trim(std::string_view text, std::string_view dropped = " \t") {
  const std::size_t first = text.find_first_not_of(dropped);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(dropped) - first + 1);
}

// `lower` is in lower case. ASCII only: neither header names nor languages go beyond it.
bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

// One line of the page. Both views borrow from the page.
struct SourceLine {
  std::string_view text;
  std::string_view ending;  // LF, CRLF, CR, or nothing at the end of the page
};

// Splits where cmark does.
std::vector<SourceLine> split_lines(std::string_view page) {
  std::vector<SourceLine> lines;
  while (!page.empty()) {
    const std::size_t size = std::min(page.find_first_of("\r\n"), page.size());
    const std::size_t ending = page.substr(size, 2) == "\r\n" ? 2 : (size < page.size() ? 1 : 0);
    lines.push_back({page.substr(0, size), page.substr(size, ending)});
    page.remove_prefix(size + ending);
  }
  return lines;
}

// The lines of YAML front matter at the page's start: those that Markdown doesn't see.
std::size_t count_front_matter(std::span<const SourceLine> lines) {
  const auto is_mark = [](const SourceLine& line) {
    return line.text.substr(0, 3) == "---" && trim(line.text.substr(3)).empty();
  };
  if (lines.empty() || !is_mark(lines[0])) return 0;
  const auto closing = std::find_if(lines.begin() + 1, lines.end(), is_mark);
  if (closing == lines.end()) return 0;
  return static_cast<std::size_t>(closing - lines.begin()) + 1;
}

// A line of a block: what is left of the source line without its container's prefix.
struct BlockLine {
  std::string text;
  std::string_view ending;
  std::size_t number;
};

// `stripped` is cmark's copy of the end of `source`: the same bytes but for NULs, after up to three
// spaces that remain of a tab which its container took in part. Gives it the source's bytes back.
std::string restore(std::string_view stripped, std::string_view source) {
  std::size_t kept = stripped.size();
  std::size_t from = source.size();
  while (kept > 0 && from > 0) {
    if (source[from - 1] == stripped[kept - 1]) {
      --kept;
    } else if (source[from - 1] == '\0' && kept >= kReplacementSize) {
      kept -= kReplacementSize;
    } else {
      break;
    }
    --from;
  }
  CONNECTORGROUP_ASSERT(kept < 4);
  std::string text(stripped.substr(0, kept));
  text += source.substr(from);
  return text;
}

std::string joined(std::span<const BlockLine> lines) {
  std::string text;
  for (const BlockLine& line : lines) {
    text += line.text;
    text += line.ending;
  }
  return text;
}

// --- Annotations --------------------------------------------------------------------------------

// What a comment turned out to be: no annotation of a block, one, or a bad one.
using Comment = std::variant<std::monostate, Annotation, PageFinding>;

// The members that are read, as they stand in the JSON.
struct AnnotationMembers {
  std::optional<std::string> block_type;
  std::optional<std::vector<std::string>> names;
  std::optional<std::string> odata_type;
  std::optional<bool> truncated;
  std::optional<std::string> type;
};

// False: a value of another JSON type.
bool read_value(simdjson::dom::element value, std::string& out) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return false;
  out = text;
  return true;
}

bool read_value(simdjson::dom::element value, bool& out) {
  return value.get(out) == simdjson::SUCCESS;
}

bool read_value(simdjson::dom::element value, std::vector<std::string>& out) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return read_value(value, out.emplace_back());
  for (const simdjson::dom::element element : array) {
    if (!read_value(element, out.emplace_back())) return false;
  }
  return true;
}

// False: another JSON type, or the member's second occurrence.
template <class Value>
bool read_once(simdjson::dom::element value, std::optional<Value>& member) {
  return !member.has_value() && read_value(value, member.emplace());
}

bool read_member(std::string_view key, simdjson::dom::element value, AnnotationMembers& members) {
  if (key == "blockType") return read_once(value, members.block_type);
  if (key == "name") return read_once(value, members.names);
  if (key == "@odata.type") return read_once(value, members.odata_type);
  if (key == "truncated") return read_once(value, members.truncated);
  if (key == "type") return read_once(value, members.type);
  return true;
}

Comment interpret(AnnotationMembers members, std::size_t line) {
  if (!members.block_type) {
    if (members.type == "#page.annotation") return std::monostate{};
    return PageFinding{line, PageFault::block_type_missing, "the annotation has no blockType"};
  }
  const auto known = std::find(kBlockTypeNames.begin(), kBlockTypeNames.end(), *members.block_type);
  if (known == kBlockTypeNames.end()) {
    return PageFinding{line, PageFault::block_type_unknown,
                       "no such blockType: " + *members.block_type};
  }
  Annotation annotation;
  annotation.type = static_cast<BlockType>(known - kBlockTypeNames.begin());
  annotation.names = std::move(members.names).value_or(std::vector<std::string>{});
  annotation.odata_type = std::move(members.odata_type);
  annotation.truncated = members.truncated.value_or(false);
  return annotation;
}

// `html` is an HTML block's text, which begins with kCommentBegin after white space.
Comment read_comment(simdjson::dom::parser& parser, std::string_view html, std::size_t line) {
  html.remove_prefix(html.find(kCommentBegin) + kCommentBegin.size());
  const std::string_view json = html.substr(0, html.find(kCommentEnd));
  if (!trim(json, " \t\r\n").starts_with('{')) return std::monostate{};
  if (json.size() == html.size()) {
    return PageFinding{line, PageFault::annotation_unclosed, "the comment has no \"-->\""};
  }
  simdjson::dom::object object;
  const simdjson::error_code error = parser.parse(json.data(), json.size()).get(object);
  if (error != simdjson::SUCCESS) {
    return PageFinding{line, PageFault::annotation_json, simdjson::error_message(error)};
  }
  AnnotationMembers members;
  for (const simdjson::dom::key_value_pair member : object) {
    if (!read_member(member.key, member.value, members)) {
      return PageFinding{line, PageFault::annotation_member,
                         "wrong type, or a second time: " + std::string(member.key)};
    }
  }
  return interpret(std::move(members), line);
}

// --- Messages -----------------------------------------------------------------------------------

std::optional<std::uint64_t> read_digits(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

// Reads a header line into `example`; false: it isn't one.
bool read_header(const BlockLine& line, PageExample& example) {
  const std::string_view text = line.text;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view header_name = text.substr(0, colon);
  const std::string value(trim(text.substr(colon + 1)));
  if (!example.declared_length && equals_ignoring_case(header_name, "content-length")) {
    example.declared_length = DeclaredLength{value, read_digits(value), line.number};
  }
  example.headers.push_back({std::string(header_name), value, line.number});
  return true;
}

void read_body(std::span<const BlockLine> lines, PageExample& example) {
  if (lines.empty()) return;
  example.body = joined(lines);
  example.body.resize(example.body.size() - lines.back().ending.size());
  if (!example.body.empty()) example.lines.body = lines.front().number;
}

// Reads a fence's lines into `example`, whose fence line is set. On a finding, `example` is to be
// dropped.
std::optional<PageFinding> read_message(std::span<const BlockLine> lines, PageExample& example) {
  if (lines.empty() || trim(lines.front().text).empty()) {
    return PageFinding{example.lines.fence, PageFault::start_line_missing,
                       "the first line must be a request line or a status line"};
  }
  example.start_line = lines.front().text;
  example.lines.start = lines.front().number;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (trim(lines[i].text).empty()) {
      read_body(lines.subspan(i + 1), example);
      return std::nullopt;
    }
    if (!read_header(lines[i], example)) {
      return PageFinding{lines[i].number, PageFault::header_malformed,
                         "a header is a name, a colon and a value; a body begins after an empty "
                         "line"};
    }
  }
  if (lines.size() == 1) return std::nullopt;
  return PageFinding{lines.back().number, PageFault::header_end_missing,
                     "an empty line must follow the headers"};
}

// --- Blocks -------------------------------------------------------------------------------------

struct NodeDeleter {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct IteratorDeleter {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

// The document's blocks, each container before what it contains. Iterates, since a page may nest
// deeper than a stack is high.
std::vector<cmark_node*> blocks_in_order(cmark_node* document) {
  std::vector<cmark_node*> blocks;
  const std::unique_ptr<cmark_iter, IteratorDeleter> iterator(cmark_iter_new(document));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* const node = cmark_iter_get_node(iterator.get());
    const cmark_node_type type = cmark_node_get_type(node);
    const bool is_block = type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK;
    if (event == CMARK_EVENT_ENTER && is_block) blocks.push_back(node);
  }
  return blocks;
}

bool is_code(cmark_node* node) {
  return node != nullptr && cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK;
}

bool is_http_fence(cmark_node* code) {
  const std::string_view info = cmark_node_get_fence_info(code);
  return equals_ignoring_case(info.substr(0, info.find_first_of(" \t")), "http");
}

// Nothing but a container's prefix and a fence.
bool looks_like_closing_fence(std::string_view line) {
  line = trim(line, " \t>");
  if (line.size() < 3 || (line[0] != '`' && line[0] != '~')) return false;
  return line.find_first_not_of(line[0]) == std::string_view::npos;
}

class PageReader {
 public:
  explicit PageReader(std::string_view page) : lines_(split_lines(page)) {
    front_matter_ = count_front_matter(lines_);
    for (std::size_t i = 0; i < front_matter_; ++i) {
      page.remove_prefix(lines_[i].text.size() + lines_[i].ending.size());
    }
    markdown_ = page;
  }

  PageReading read() {
    const std::unique_ptr<cmark_node, NodeDeleter> document(
        cmark_parse_document(markdown_.data(), markdown_.size(), CMARK_OPT_DEFAULT));
    const std::vector<cmark_node*> blocks = blocks_in_order(document.get());
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      // The last block of a list item or quote isn't the sibling of what follows the container.
      const bool follows_sibling = i > 0 && cmark_node_previous(blocks[i]) == blocks[i - 1];
      if (!follows_sibling) comment_ = std::monostate{};
      cmark_node* const after = i + 1 < blocks.size() ? blocks[i + 1] : nullptr;
      if (is_code(blocks[i])) visit_code(blocks[i], after);
      comment_ = std::monostate{};
      if (cmark_node_get_type(blocks[i]) == CMARK_NODE_HTML_BLOCK) visit_html(blocks[i]);
    }
    return std::move(reading_);
  }

 private:
  // A request that was announced by its annotation, readable or not.
  struct Request {
    std::optional<std::string> name;
    std::optional<std::size_t> example;  // its index, once it has been read
    bool answered = false;
  };

  std::size_t line_of(cmark_node* block) const {
    return static_cast<std::size_t>(cmark_node_get_start_line(block)) + front_matter_;
  }

  // The lines that cmark gives as the block's literal, the first of them being line `number`.
  std::vector<BlockLine> lines_from(std::size_t number, cmark_node* block) const {
    std::vector<BlockLine> lines;
    std::string_view literal = cmark_node_get_literal(block);
    while (!literal.empty()) {
      const std::size_t size = std::min(literal.find('\n'), literal.size());
      CONNECTORGROUP_ASSERT(number <= lines_.size());
      const SourceLine& source = lines_[number - 1];
      lines.push_back({restore(literal.substr(0, size), source.text), source.ending, number});
      literal.remove_prefix(std::min(size + 1, literal.size()));
      ++number;
    }
    return lines;
  }

  void visit_html(cmark_node* block) {
    const std::size_t line = line_of(block);
    const std::string html = joined(lines_from(line, block));
    comment_line_ = line;
    if (!trim(html).starts_with(kCommentBegin)) return;
    comment_ = read_comment(json_, html, line);
    if (const PageFinding* const finding = std::get_if<PageFinding>(&comment_)) {
      reading_.findings.push_back(*finding);
      return;
    }
    const Annotation* const annotation = std::get_if<Annotation>(&comment_);
    if (annotation == nullptr) return;
    if (annotation->type == BlockType::request) {
      Request& request = requests_.emplace_back();
      if (!annotation->names.empty()) request.name = annotation->names.front();
    }
    if (!is_code(cmark_node_next(block))) {
      report(line, PageFault::annotation_without_fence, "a code block must follow the annotation");
    }
  }

  // `comment_` is what stands right before the block, and has been reported if it is bad.
  void visit_code(cmark_node* code, cmark_node* after) {
    if (std::holds_alternative<PageFinding>(comment_)) return;
    const std::size_t fence = line_of(code);
    const Annotation* const annotation = std::get_if<Annotation>(&comment_);
    // Documentation annotates fences of all sorts; only for messages must they be http.
    const bool is_message = annotation != nullptr && (annotation->type == BlockType::request ||
                                                      annotation->type == BlockType::response);
    if (!is_http_fence(code)) {
      if (is_message) report(fence, PageFault::fence_not_http, "the fence's language must be http");
      return;
    }
    const std::vector<BlockLine> lines = lines_from(fence + 1, code);
    if (!is_closed(fence + 1 + lines.size(), after)) {
      report(fence, PageFault::fence_unclosed, "the fence has no end");
      return;
    }
    if (annotation == nullptr) {
      report(fence, PageFault::fence_without_annotation,
             "an annotation must stand right before the fence");
      return;
    }
    PageExample example{*annotation, {comment_line_, fence}, {}, {}, {}, {}, {}};
    const std::optional<PageFinding> finding = read_message(lines, example);
    if (!finding) {
      add(std::move(example));
    } else if (is_message) {
      reading_.findings.push_back(*finding);
    }
  }

  // Whether the line after a fence's content is its closing fence. When a container ended instead,
  // that line is the first of another block, and may well look like a fence.
  bool is_closed(std::size_t closing, cmark_node* after) const {
    if (closing > lines_.size() || !looks_like_closing_fence(lines_[closing - 1].text))
      return false;
    return after == nullptr || line_of(after) != closing;
  }

  void add(PageExample example) {
    if (example.annotation.type == BlockType::request) {
      requests_.back().example = reading_.examples.size();
    } else if (example.annotation.type == BlockType::response) {
      pair(example);
    }
    reading_.examples.push_back(std::move(example));
  }

  // Finds the requests that the response answers.
  void pair(PageExample& response) {
    const std::vector<std::string>& names = response.annotation.names;
    bool found = false;
    bool repeated = false;
    const auto answer = [&](Request& request) {
      found = true;
      repeated = repeated || std::exchange(request.answered, true);
      if (request.example) response.answers.push_back(*request.example);
    };
    if (names.empty()) {
      if (!requests_.empty()) answer(requests_.back());
    } else {
      for (Request& request : requests_) {
        if (std::find(names.begin(), names.end(), request.name) != names.end()) answer(request);
      }
    }
    const std::size_t line = response.lines.annotation;
    if (!found) {
      report(line, PageFault::response_without_request, "no earlier request is meant by it");
    } else if (repeated) {
      report(line, PageFault::response_repeated, "its request has a response already");
    }
  }

  void report(std::size_t line, PageFault what, std::string detail) {
    reading_.findings.push_back({line, what, std::move(detail)});
  }

  std::vector<SourceLine> lines_;
  std::size_t front_matter_ = 0;  // lines of it
  std::string_view markdown_;     // the page after the front matter
  simdjson::dom::parser json_;
  // The block just before the one that is visited, where that is a comment, and its line.
  Comment comment_;
  std::size_t comment_line_ = 0;
  std::vector<Request> requests_;
  PageReading reading_;
};

}  // namespace

std::string_view name(BlockType type) { return kBlockTypeNames[static_cast<std::size_t>(type)]; }

std::string_view name(PageFault fault) { return kFaultNames[static_cast<std::size_t>(fault)]; }

PageReading read_page(std::string_view markdown) {
  if (markdown.size() > kPageBytesMax) {
    return {{}, {{1, PageFault::page_too_large, "the page has too many bytes"}}};
  }
  if (markdown.starts_with(kByteOrderMark)) markdown.remove_prefix(kByteOrderMark.size());
  return PageReader(markdown).read();
}

}  // namespace connectorgroup
