#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/loose_message.h"
#include "properties/conformance/shrink_passes.h"
#include "properties/edits/message_draft.h"

namespace connectorgroup {
namespace {

void remove_ranges(ShrinkRegion& region, const std::vector<TextRange>& ranges) {
  std::vector<Splice> splices;
  for (const TextRange range : ranges) splices.push_back({range.begin, range.end, {}});
  try_splices(region, splices);
}

void drop_lines(ShrinkSearch& search) {
  ShrinkRegion whole(search);
  remove_ranges(whole, take_message_apart(search.text()).lines);
}

// The message ends behind its header section, and no field says otherwise.
void drop_content(ShrinkSearch& search) {
  const std::string& text = search.text();
  const LooseMessage message = take_message_apart(text);
  std::string bare = text.substr(0, message.head_end);
  for (std::size_t i = message.framing_lines.size(); i-- > 0;) {
    const TextRange line = message.framing_lines[i];
    bare.erase(line.begin, line.size());
  }
  search.attempt(std::move(bare));
}

// --- Content.

// The content alone, each Content-Length that was right kept right.
ShrinkRegion counted_content(ShrinkSearch& search) {
  const std::string text = search.text();
  const LooseMessage message = take_message_apart(text);
  const TextRange content = message.content;
  return {search, text.substr(content.begin, content.size()),
          [text, message](std::string_view part) {
            std::string out = text;
            out.replace(message.content.begin, message.content.size(), part);
            for (std::size_t i = message.true_lengths.size(); i-- > 0;) {
              const TextRange length = message.true_lengths[i];
              out.replace(length.begin, length.size(), std::to_string(part.size()));
            }
            return out;
          }};
}

// The content alone; what is said about its size stays, and may be wrong then.
ShrinkRegion raw_content(ShrinkSearch& search) {
  const std::string text = search.text();
  const TextRange content = take_message_apart(text).content;
  return {search, text.substr(content.begin, content.size()),
          [text, content](std::string_view part) {
            std::string out = text;
            return out.replace(content.begin, content.size(), part);
          }};
}

// Without content, then with less of it; whether its length must stay right isn't known.
void shrink_content(ShrinkSearch& search) {
  if (counted_content(search).attempt(std::string())) return;
  if (raw_content(search).attempt(std::string())) return;
  ShrinkRegion counted = counted_content(search);
  shrink_body(counted);
  ShrinkRegion raw = raw_content(search);
  shrink_body(raw);
}

// --- Chunks.

void merge_chunks(ShrinkRegion& whole) {
  const std::string& text = whole.text();
  const std::vector<LooseChunk> chunks = take_message_apart(text).chunks;
  if (chunks.size() < 2) return;
  std::string data;
  for (const LooseChunk& chunk : chunks) data += text.substr(chunk.data.begin, chunk.data.size());
  const std::string size = hexadecimal(data.size());
  whole.attempt(Splice{chunks.front().begin, chunks.back().end, size + "\r\n" + data + "\r\n"});
}

// The data of one chunk, its size kept right.
ShrinkRegion chunk_data(ShrinkSearch& search, const LooseChunk& chunk) {
  const std::string text = search.text();
  return {search, text.substr(chunk.data.begin, chunk.data.size()),
          [text, chunk](std::string_view part) {
            std::string out = text;
            out.replace(chunk.data.begin, chunk.data.size(), part);
            return out.replace(chunk.size.begin, chunk.size.size(), hexadecimal(part.size()));
          }};
}

void shrink_chunks(ShrinkSearch& search) {
  ShrinkRegion whole(search);
  std::vector<TextRange> ranges;
  for (const LooseChunk& chunk : take_message_apart(search.text()).chunks) {
    ranges.push_back({chunk.begin, chunk.end});
  }
  remove_ranges(whole, ranges);
  merge_chunks(whole);
  const std::vector<LooseChunk> chunks = take_message_apart(search.text()).chunks;
  for (std::size_t i = chunks.size(); i-- > 0 && !search.budget_spent();) {
    ShrinkRegion data = chunk_data(search, chunks[i]);
    // Without data it would be the last chunk.
    data.attempt(std::string("a"));
    if (data.text().size() > 1) shrink_body(data);
  }
}

// --- The header section.

void shrink_values(ShrinkSearch& search) {
  ShrinkRegion whole(search);
  const LooseMessage message = take_message_apart(search.text());
  remove_ranges(whole, message.values);
  if (message.target.size() > 0) {
    whole.attempt(Splice{message.target.begin, message.target.end, "/"});
  }
}

void shrink_lines(ShrinkSearch& search) {
  ShrinkRegion whole(search);
  const std::vector<TextRange> lines = take_message_apart(search.text()).lines;
  for (std::size_t i = lines.size(); i-- > 0 && !search.budget_spent();) {
    shrink_grains(whole, lines[i].begin, lines[i].end);
  }
}

}  // namespace

void shrink_message(ShrinkSearch& search) {
  drop_lines(search);
  drop_content(search);
  shrink_chunks(search);
  if (take_message_apart(search.text()).content.size() > 0) shrink_content(search);
  shrink_values(search);
  shrink_lines(search);
}

}  // namespace connectorgroup
