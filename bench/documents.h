// The texts that the benchmarks read and the values that they write.
//
// A text and the values in it are built together, by spelled_group.h and by no reader or writer
// that is measured: what a peer makes of a text is compared with what was put into it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/reader.h"
#include "model/connector_group.h"
#include "model/rule.h"

namespace connectorgroup::bench {

// A text with kPadding zero bytes behind it, so that every peer reads the same bytes in the
// way that suits it: in place, as a plain view, or up to the terminating zero.
class Text {
 public:
  explicit Text(std::string text);
  explicit Text(std::string_view text) : Text(std::string(text)) {}

  std::string_view plain() const { return {bytes_.data(), size_}; }
  PaddedText padded() const { return {plain(), bytes_.size()}; }

 private:
  std::size_t size_;
  std::string bytes_;
};

// Such a text, or what lies at the end of one, where it lies.
class TextView {
 public:
  TextView(const Text& text) : TextView(text.padded()) {}
  // The zero bytes behind `text` included, `capacity` are readable.
  explicit TextView(const PaddedText& text) : text_(text) {}

  std::string_view plain() const { return text_.text; }
  const PaddedText& padded() const { return text_; }

 private:
  PaddedText text_;
};

// A text of one object, or of a collection, and what it holds. `groups` borrows.
struct Document {
  std::string form;  // "page-form", "compact", "shuffled": the third part of a benchmark's name
  Text text;
  std::span<const ConnectorGroup> groups;
};

// What most rows read and write, made once per program and never changed. The objects are those of
// drawn_group.h.
class Documents {
 public:
  static constexpr std::size_t kCollectionSize = 10'000;
  static constexpr std::size_t kRotationSize = 64;

  // `page_text`: the body of the page's response.
  explicit Documents(std::string_view page_text);
  // Not copied: `Document` and the views borrow from the members.
  Documents(const Documents&) = delete;
  Documents& operator=(const Documents&) = delete;

  // Single responses. The first is the page's; "compact" is the same without white space. The
  // others are those of draw_long_names().
  std::span<const Document> singles() const { return singles_; }
  const Document& page() const { return singles_.front(); }
  // The first 64 objects of the collection, each as a response of its own, compact.
  std::span<const Document> rotation() const { return rotation_; }
  // The 10,000 objects: compact, in page form, and compact with each object's members shuffled.
  std::span<const Document> collections() const { return collections_; }

  const ConnectorGroupView& page_view() const { return page_view_; }
  std::span<const ConnectorGroupView> collection_views() const { return collection_views_; }
  // The collection in compact form with the fewest escapes possible.
  const std::string& written_collection() const { return written_collection_; }

 private:
  std::vector<ConnectorGroup> single_groups_;
  std::vector<ConnectorGroup> groups_;
  ConnectorGroupView page_view_;
  std::vector<ConnectorGroupView> collection_views_;
  std::vector<Document> singles_;
  std::vector<Document> rotation_;
  std::vector<Document> collections_;
  std::string written_collection_;
};

// A response that must be refused, the rule that it breaks, and an accepted twin that differs in
// that feature alone: without it, a refusal would mean nothing.
struct BadText {
  std::string_view name;
  Rule rule;
  Text text;
  Text twin;
};
std::vector<BadText> bad_texts();

}  // namespace connectorgroup::bench
