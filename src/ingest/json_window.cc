// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_window.h"

#include <algorithm>

namespace tocsin::ingest {
namespace {

constexpr std::size_t kLeast = 1 << 10, kUsual = 1 << 16, kMost = std::size_t{32} << 20;  // bytes; no record that is read is longer

bool inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

void JsonWindow::read(std::size_t at, std::size_t size) {
  std::size_t end = at + std::min(size, bytes_.size() - at);
  for (int i = 0; i < 3 && end < bytes_.size() && end > at + 1 && inside_character(bytes_[end]); ++i) --end;
  base_ = at;
  size_ = end - at;
  cursor_ = 0;
  marks_.read(bytes_.substr(at, size_));
}

std::size_t JsonWindow::mark(std::size_t at) {
  if (at < base_ || at >= base_ + marks_.read_to()) {
    const bool follows = size_ > 0 && at >= base_ + size_ && at - base_ <= size_ + kUsual;
    read(at, follows ? std::clamp(size_ * 2, kLeast, kUsual) : kLeast);
    return 0;
  }
  const auto offset = static_cast<std::uint32_t>(at - base_);
  if (cursor_ >= marks_.size() || marks_[cursor_] > offset) cursor_ = static_cast<std::size_t>(std::lower_bound(marks_.begin(), marks_.end(), offset) - marks_.begin());
  while (cursor_ < marks_.size() && marks_[cursor_] < offset) ++cursor_;
  if (cursor_ == marks_.size() || marks_[cursor_] != offset) read(at, kLeast);  // what was taken for a string here is none
  return cursor_;
}

bool JsonWindow::widen(std::size_t at) {
  const std::size_t looked_at = base_ + size_ - at;
  const bool stopped = marks_.read_to() < size_;
  if (base_ + size_ == bytes_.size() && !(stopped && base_ != at)) return false;
  if (base_ == at && (stopped || looked_at >= kMost)) return false;
  read(at, std::max(looked_at * 2, std::min(size_ * 2, kUsual)));
  return true;
}

}  // namespace tocsin::ingest
