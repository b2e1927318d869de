// cmark finds the blocks: which lines are comments and fences, and how much of each line belongs to
// their containers. The bytes come from the page itself, since cmark's copy of them has every line
// ending replaced by LF and every NUL by U+FFFD. The blocks are then visited once, in order; a
// comment is kept until the next block, which is its fence or proves that it has none.
#include "model/page/reader.h"

#include <cmark.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <utility>

#include "model/assertion.h"
#include "model/http/message.h"
#include "model/page/annotation.h"
#include "model/page/fence.h"
#include "model/page/lines.h"

namespace connectorgroup {
namespace {

using page::BlockLine;
using page::Comment;
using page::SourceLine;
using page::trim;

constexpr std::array<std::string_view, 17> kFaultNames{
    "page_too_large",           "annotation_unclosed",      "annotation_json",
    "annotation_member",        "block_type_missing",       "block_type_unknown",
    "annotation_without_fence", "fence_not_http",           "fence_without_annotation",
    "fence_unclosed",           "start_line_missing",       "header_malformed",
    "header_end_missing",       "headers_after_empty_line", "body_not_separated",
    "response_without_request", "response_repeated"};

// The languages of fences that hold HTTP. A fence of the second has a button in the published page.
constexpr std::array<std::string_view, 2> kLanguages{"http", "msgraph-interactive"};

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// U+FFFD in UTF-8: what cmark puts in place of a NUL.
constexpr std::size_t kReplacementSize = 3;

// --- Text ---------------------------------------------------------------------------------------

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

// `stripped` is cmark's copy of the end of `source`: the same bytes but for NULs, after up to three
// spaces that remain of a tab which its container took in part. Gives it the source's bytes back.
std::string restore(std::string_view stripped, std::string_view source) {
  std::size_t kept = stripped.size();
  std::size_t from = source.size();
  // never false: such spaces are taken for the tab that they were
  while (kept > 0 && from > 0) {
    if (source[from - 1] == stripped[kept - 1]) {
      --kept;
      // never false: of each NUL behind the container's prefix there is a replacement whole
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

// The row of a table whose first cell is Authorization.
std::optional<DocumentedHeader> find_authorization(std::span<const SourceLine> lines) {
  constexpr std::string_view kName = "Authorization";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view row = trim(lines[i].text, " \t>|");
    if (!row.starts_with(kName)) continue;
    const std::size_t bar = row.find('|');
    if (bar == std::string_view::npos) continue;
    if (!trim(row.substr(kName.size(), bar - kName.size())).empty()) continue;
    return DocumentedHeader{std::string(trim(row.substr(bar), " \t|")), i + 1};
  }
  return std::nullopt;
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
    if (event == CMARK_EVENT_ENTER && type <= CMARK_NODE_LAST_BLOCK) blocks.push_back(node);
  }
  return blocks;
}

bool is_code(cmark_node* node) {
  return node != nullptr && cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK;
}

bool is_http_fence(cmark_node* code) {
  const std::string_view info = cmark_node_get_fence_info(code);
  const std::string_view language = info.substr(0, info.find_first_of(" \t"));
  return std::any_of(kLanguages.begin(), kLanguages.end(), [language](std::string_view known) {
    return equal_ignoring_case(language, known);
  });
}

// Whether a fence or something else of its characters stands there, behind a container's prefix.
bool begins_like_fence(std::string_view line) {
  line = trim(line, " \t>");
  return line.starts_with('`') || line.starts_with('~');
}

class PageReader {
 public:
  explicit PageReader(std::string_view markdown) : lines_(page::split_lines(markdown)) {
    front_matter_ = count_front_matter(lines_);
    for (std::size_t i = 0; i < front_matter_; ++i) {
      markdown.remove_prefix(lines_[i].text.size() + lines_[i].ending.size());
    }
    markdown_ = markdown;
  }

  PageReading read() {
    const std::unique_ptr<cmark_node, NodeDeleter> document(
        cmark_parse_document(markdown_.data(), markdown_.size(), CMARK_OPT_DEFAULT));
    const std::vector<cmark_node*> blocks = blocks_in_order(document.get());
    // The first of them is the document.
    for (std::size_t i = 1; i < blocks.size(); ++i) {
      // The last block of a list item or quote isn't the sibling of what follows the container.
      if (cmark_node_previous(blocks[i]) != blocks[i - 1]) comment_ = std::monostate{};
      cmark_node* const after = i + 1 < blocks.size() ? blocks[i + 1] : nullptr;
      if (is_code(blocks[i])) visit_code(blocks[i], after);
      comment_ = std::monostate{};
      if (cmark_node_get_type(blocks[i]) == CMARK_NODE_HTML_BLOCK) visit_html(blocks[i]);
    }
    for (const Request& request : requests_) {
      if (request.example) reading_.examples[*request.example].answered = request.answered;
    }
    reading_.authorization = find_authorization(lines_);
    return std::move(reading_);
  }

 private:
  // A request: one that its annotation announced, readable or not, or one that has none.
  struct Request {
    bool announced;
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
    if (!trim(html).starts_with(page::kCommentBegin)) return;
    comment_ = page::read_comment(json_, html, line);
    if (const PageFinding* const finding = std::get_if<PageFinding>(&comment_)) {
      reading_.findings.push_back(*finding);
    }
    const Annotation* const annotation = std::get_if<Annotation>(&comment_);
    if (annotation == nullptr) return;
    if (annotation->type == BlockType::request) {
      Request& request = requests_.emplace_back(Request{true, {}, {}});
      if (!annotation->names.empty()) request.name = annotation->names.front();
    }
    if (!is_code(cmark_node_next(block))) {
      report(line, PageFault::annotation_without_fence, "something else follows");
    }
  }

  // `comment_` is what stands right before the block, and has been reported if it is bad.
  void visit_code(cmark_node* code, cmark_node* after) {
    const std::size_t fence = line_of(code);
    const Annotation* const annotation = std::get_if<Annotation>(&comment_);
    // Documentation annotates fences of all sorts; only for messages must they be http.
    const bool is_message = annotation != nullptr && (annotation->type == BlockType::request ||
                                                      annotation->type == BlockType::response);
    if (!is_http_fence(code)) {
      if (!is_message) return;
      report(fence, PageFault::fence_not_http,
             "it is: " + std::string(cmark_node_get_fence_info(code)));
      if (annotation->type == BlockType::response) pair(*annotation);
      return;
    }
    const std::vector<BlockLine> lines = lines_from(fence + 1, code);
    if (!is_closed(fence + 1 + lines.size(), after)) {
      report(fence, PageFault::fence_unclosed, "the fence has no end");
      return;
    }
    if (annotation == nullptr) return visit_unannotated(fence, lines);
    PageExample example;
    example.annotation = *annotation;
    example.lines.annotation = comment_line_;
    example.lines.fence = fence;
    std::vector<PageFinding> findings;
    const bool is_example = read_message(lines, example, findings);
    if (is_message) {
      reading_.findings.insert(reading_.findings.end(), findings.begin(), findings.end());
      if (is_example) return add(std::move(example));
      if (annotation->type == BlockType::response) pair(*annotation);
    } else if (findings.empty()) {
      add(std::move(example));
    }
  }

  void visit_unannotated(std::size_t fence, std::span<const BlockLine> lines) {
    // A comment that couldn't be read has its finding already.
    const bool announced = std::holds_alternative<PageFinding>(comment_);
    if (!announced) {
      report(fence, PageFault::fence_without_annotation,
             lines.empty() ? "it is empty" : "it begins with: " + lines.front().text);
    }
    const std::optional<BlockType> type = page::infer_type(lines);
    if (!type) return;
    PageExample example;
    example.annotation.type = *type;
    example.lines.fence = fence;
    std::vector<PageFinding> findings;
    const bool is_message = read_message(lines, example, findings);
    CONNECTORGROUP_ASSERT(is_message);  // a line of it told the type
    // Lines that no message can have: it wasn't meant to be one.
    const auto& faults = example.faults;
    if (std::find(faults.begin(), faults.end(), PageFault::header_malformed) != faults.end()) {
      return;
    }
    reading_.findings.insert(reading_.findings.end(), findings.begin(), findings.end());
    if (*type == BlockType::request) {
      requests_.push_back({announced, {}, {}});
    } else {
      example.answers = pair_unannotated(announced);
    }
    add(std::move(example));
  }

  // Whether the line after a fence's content is its closing fence. When a container ended instead,
  // that line is blank, a link's definition, or the first of another block, which may well look
  // like a fence.
  bool is_closed(std::size_t closing, cmark_node* after) const {
    if (closing > lines_.size() || !begins_like_fence(lines_[closing - 1].text)) return false;
    return after == nullptr || line_of(after) != closing;
  }

  void add(PageExample example) {
    if (example.annotation.type == BlockType::request) {
      requests_.back().example = reading_.examples.size();
    } else if (example.annotation.type == BlockType::response && example.annotated()) {
      example.answers = pair(example.annotation);
    }
    reading_.examples.push_back(std::move(example));
  }

  // Finds the requests that the response just read answers. Returns their examples.
  std::vector<std::size_t> pair(const Annotation& response) {
    const std::vector<std::string>& names = response.names;
    std::vector<std::size_t> answers;
    bool found = false;
    bool repeated = false;
    for (Request* const request : names.empty() ? last_announced() : requests_of(names)) {
      found = true;
      repeated = repeated || std::exchange(request->answered, true);
      if (request->example) answers.push_back(*request->example);
    }
    if (!found) {
      report(comment_line_, PageFault::response_without_request,
             "no earlier request is meant by it");
    } else if (repeated) {
      report(comment_line_, PageFault::response_repeated, "its request has a response already");
    }
    return answers;
  }

  std::vector<Request*> last_announced() {
    for (auto request = requests_.rbegin(); request != requests_.rend(); ++request) {
      if (request->announced) return {&*request};
    }
    return {};
  }

  std::vector<Request*> requests_of(std::span<const std::string> names) {
    std::vector<Request*> found;
    for (Request& request : requests_) {
      if (std::find(names.begin(), names.end(), request.name) != names.end()) {
        found.push_back(&request);
      }
    }
    return found;
  }

  // Without an annotation, only the request right before it can be meant, and only one that has
  // none either. A response whose annotation can't be read means the last request that has one.
  std::vector<std::size_t> pair_unannotated(bool announced) {
    if (requests_.empty()) return {};
    Request& request = requests_.back();
    if (request.announced != announced || request.answered) return {};
    request.answered = true;
    if (!request.example) return {};
    return {*request.example};
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

std::string_view name(PageFault fault) { return kFaultNames[static_cast<std::size_t>(fault)]; }

PageReading read_page(std::string_view markdown) {
  if (markdown.size() > kPageBytesMax) {
    PageReading refused;
    refused.findings.push_back({1, PageFault::page_too_large, "the page has too many bytes"});
    return refused;
  }
  if (markdown.starts_with(kByteOrderMark)) markdown.remove_prefix(kByteOrderMark.size());
  return PageReader(markdown).read();
}

}  // namespace connectorgroup
