// The reader of documentation pages: Markdown to the HTTP examples that stand in it.
//
// An example is a fenced code block of language `http` (or `msgraph-interactive`) right after an
// HTML comment that holds a JSON object, its annotation. Only empty lines may stand between the
// two, and both must be in the same list item or block quote. What an example says of HTTP is the
// documentation's dialect, not RFC 9112: no version is asked for, and the body is every byte after
// the empty line. Whether it conforms is for the audit to judge (model/page/audit.h); this reader
// only says exactly what stands where.
//
// Decisions, where API Doctor (the tool that these annotations are for) and CommonMark leave room:
// - Markdown is CommonMark. A comment ends at its first "-->"; a block's first comment is the one
//   that counts. A comment whose first byte after white space isn't '{' is no annotation.
// - Annotations are strict JSON; of their members, blockType, name, @odata.type, truncated,
//   isCollection and type are read. {"type": "#page.annotation"} without blockType is about the
//   page, not a block.
// - YAML front matter (a first line "---" up to the next one) isn't Markdown and is passed over.
// - Inside list items, block quotes and indented fences, the container's prefix and the fence's
//   indentation aren't part of a line. Of a tab that belongs to them in part, the rest is spaces.
// - What a block of type request or response lacks is a finding, and the example is given as far as
//   it can be read, with its faults. Blocks of other types make no promise to hold an HTTP message,
//   and those that don't are left out without one.
// - An http fence without annotation is a finding. If it holds a message all the same, that is an
//   example too: API Doctor doesn't see it, but people do.
//
// Any bytes are accepted and none throws. Line endings are LF, CRLF or CR and stay as they are in
// bodies. Lines count from 1, those of front matter included.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorgroup {

// A page with more bytes is refused whole. Documentation pages have thousands; cmark counts in int.
inline constexpr std::size_t kPageBytesMax = std::size_t{4} << 20;

// The annotation's blockType, by API Doctor's names.
enum class BlockType : std::uint8_t {
  request,
  response,
  ignored,
  example,
  samples,
  simulated_response,
  test_parameters,
  resource,
};
// "request", "simulatedResponse": as annotations spell it.
std::string_view name(BlockType type);

struct Annotation {
  BlockType type = BlockType::ignored;
  // `name`: none, the string, or the strings of the array. A request goes by the first.
  std::vector<std::string> names;
  std::optional<std::string> odata_type;  // `@odata.type`
  bool truncated = false;                 // `truncated`: the body may lack members
  bool is_collection = false;             // `isCollection`: the body has the objects in `value`

  friend bool operator==(const Annotation&, const Annotation&) = default;
};

struct PageHeader {
  std::string name;   // all bytes before the first colon; not empty
  std::string value;  // all bytes after it, without spaces and tabs at either end
  std::size_t line;

  friend bool operator==(const PageHeader&, const PageHeader&) = default;
};

// What Content-length says, right or wrong; body.size() is the truth.
struct DeclaredLength {
  std::string text;                    // the header's value
  std::optional<std::uint64_t> bytes;  // when the text is 1*DIGIT and fits
  std::size_t line;

  friend bool operator==(const DeclaredLength&, const DeclaredLength&) = default;
};

// What is wrong with a page.
enum class PageFault : std::uint8_t {
  page_too_large,            // more than kPageBytesMax
  annotation_unclosed,       // a comment that begins like an annotation and has no "-->"
  annotation_json,           // not one JSON object
  annotation_member,         // a member that is read has the wrong JSON type, or stands there twice
  block_type_missing,        // no blockType, and not the page's annotation
  block_type_unknown,        // not one of BlockType
  annotation_without_fence,  // no code block follows
  fence_not_http,            // a request's or response's code block is of another language
  fence_without_annotation,  // an http fence with no annotation before it
  fence_unclosed,            // an http fence that the page or its container ends
  start_line_missing,        // the first line is absent, blank, or a body's
  header_malformed,          // no colon, or nothing before it
  header_end_missing,        // no empty line after the headers, and nothing else either
  headers_after_empty_line,  // an empty line between start line and headers; read as if it weren't
  body_not_separated,        // no empty line between headers and body; read as if there were one
  response_without_request,  // no request, or none of that name, precedes it
  response_repeated,         // its request has been answered before
};
inline constexpr std::size_t kPageFaultCount =
    static_cast<std::size_t>(PageFault::response_repeated) + 1;
// "header_malformed": the enumerator.
std::string_view name(PageFault fault);

// Where an example's parts begin.
struct ExampleLines {
  std::size_t annotation = 0;  // 0: there is none, or none that can be read
  std::size_t fence = 0;
  std::size_t start = 0;  // 0: there is no start line
  std::size_t body = 0;   // 0: the body is empty

  friend bool operator==(const ExampleLines&, const ExampleLines&) = default;
};

struct PageExample {
  // Of an example without annotation: the type that its start line shows, and nothing else.
  Annotation annotation;
  ExampleLines lines;
  std::string start_line;  // the request line or status line, unread
  std::vector<PageHeader> headers;
  // The first Content-length, in any letter case.
  std::optional<DeclaredLength> declared_length;
  // All after the first empty (or blank) line, without the last line's ending.
  std::string body;
  // A response: the requests that it answers, as indices into PageReading::examples, ascending.
  // With names: all earlier requests whose first name is among them; without: the last request
  // before it. Without annotation: the example before it, where that is a request without one. A
  // request that isn't in `examples` is answered but has no index.
  std::vector<std::size_t> answers;
  // A request: a response to it was announced, readable or not.
  bool answered = false;
  // What keeps it from being a whole example; each has a finding in PageReading::findings.
  std::vector<PageFault> faults;

  bool annotated() const { return lines.annotation != 0; }

  friend bool operator==(const PageExample&, const PageExample&) = default;
};

struct PageFinding {
  std::size_t line;  // of the comment, the fence or the line within it that is at fault
  PageFault what;
  std::string detail;  // for people; may quote bytes of the page

  friend bool operator==(const PageFinding&, const PageFinding&) = default;
};

// What a page's prose says of a header, in a table's row.
struct DocumentedHeader {
  std::string text;  // the row's cells after the first, as they stand
  std::size_t line;

  friend bool operator==(const DocumentedHeader&, const DocumentedHeader&) = default;
};

struct PageReading {
  std::vector<PageExample> examples;  // in the page's order
  std::vector<PageFinding> findings;  // in the order of the blocks at fault
  // The first row whose first cell is Authorization.
  std::optional<DocumentedHeader> authorization;

  friend bool operator==(const PageReading&, const PageReading&) = default;
};

// Owns all that it returns. Heap O(n). Time O(n) beside cmark's parsing, which is linear for pages
// as people write them; version 0.30.2 has inputs that take it O(n^2).
PageReading read_page(std::string_view markdown);

}  // namespace connectorgroup
