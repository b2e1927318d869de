// A body under the contract's eye: each member that was found to be at fault is mended, so that the
// next one is found. Private to connectorgroup::page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"

namespace connectorgroup::page {

class MendedBody {
 public:
  explicit MendedBody(std::string_view body) : text_(body) {}

  const std::string& text() const { return text_; }

  // Where in the body the byte at `offset` of the text was.
  std::size_t offset_in_body(std::size_t offset) const;

  // Makes the member whose name begins with the quote at `quote` an annotation that nothing is
  // known of, without moving a byte. False: its name has an escape, or it is one already.
  bool make_annotation(std::size_t quote);
  bool is_made_annotation(std::size_t quote) const;

  // Adds the member, with a value that it may have, to the object that ends at `brace`. REQUIRES:
  // no member was added behind.
  void add_member(const MemberSpec& member, std::size_t brace);

 private:
  // In the order of their places, which are those at the time.
  struct Addition {
    std::size_t at;
    std::size_t size;
  };

  std::string text_;
  std::vector<Addition> additions_;
  std::vector<std::size_t> annotations_;
};

}  // namespace connectorgroup::page
