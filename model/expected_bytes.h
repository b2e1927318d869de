// Some bytes that are likely to be met again, and can be compared at once. Private to the model.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

#include "model/byte_block.h"

namespace connectorgroup {

class ExpectedBytes {
 public:
  static constexpr std::size_t kBlocks = 3;
  static constexpr std::size_t kSizeMost = kBlocks * kBlockSize - 1;

  // At first they stand nowhere.
  ExpectedBytes() { forget(); }

  void forget() {
    bytes_.fill('\0');
    mask_.fill('\0');
    bytes_[0] = 1;  // which the mask doesn't keep
  }

  // From now on it is these; nowhere do they stand, if there are more than kSizeMost.
  void remember(std::string_view bytes) {
    forget();
    size_ = bytes.size();
    if (size_ > kSizeMost) return;
    bytes_[0] = '\0';
    std::copy(bytes.begin(), bytes.end(), bytes_.begin());
    std::fill_n(mask_.begin(), size_, '\xFF');
  }

  std::size_t size() const { return size_; }

  // REQUIRES: kBlocks blocks are readable at `at`.
  bool stand_at(const char* at) const {
    // Nearly always the first two are enough.
    return ByteBlock::two_show(at, bytes_.data(), mask_.data()) &&
           (size_ <= kThird || third_shows(at));
  }

 private:
  static constexpr std::size_t kThird = 2 * kBlockSize;

  bool third_shows(const char* at) const {
    return ByteBlock::load(at + kThird)
        .shows(ByteBlock::load(std::assume_aligned<kBlockSize>(bytes_.data() + kThird)),
               ByteBlock::load(std::assume_aligned<kBlockSize>(mask_.data() + kThird)));
  }

  using Bytes = std::array<char, kBlocks * kBlockSize>;

  alignas(kBlockSize) Bytes bytes_;
  alignas(kBlockSize) Bytes mask_;  // which of them count
  std::size_t size_ = 0;
};

}  // namespace connectorgroup
