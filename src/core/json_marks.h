// SPDX-License-Identifier: Apache-2.0
// Where the tokens of JSON stand, 64 bytes at a time: the first of the two passes by which JSON is read fast (Langdale and
// Lemire, Parsing Gigabytes of JSON per Second, 2019). Nothing is checked but the bytes themselves; json_tape.h does the rest.
//
//   Marks marks;
//   marks.read(R"({"id": 41})");     at 0 1 4 5 7 9: the brace, both quotes, the colon, the number, the brace
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace tocsin::json {

// Behind the bytes from `at` on that a string may hold as they are: a quote, a backslash, a control character, or the end.
std::size_t after_plain(std::string_view bytes, std::size_t at);
// Behind white space.
std::size_t after_white(std::string_view bytes, std::size_t at);

class Marks {
 public:
  // Bytes that begin outside a string; fewer than 4 GiB, and they must outlive the marks. Reading stops at a backslash
  // outside a string, for what such a one does to a quote behind it every reader decides by itself.
  void read(std::string_view bytes);

  std::string_view bytes() const { return bytes_; }
  std::size_t read_to() const { return read_to_; }  // bytes().size() unless it stopped
  std::size_t size() const { return count_; }
  // Offset of a bracket, comma or colon outside strings, of a quote that begins or ends a string, or of the first byte of
  // anything else, in order. After the quote that begins a string comes the one that ends it.
  std::uint32_t operator[](std::size_t i) const { return at_[i]; }
  const std::uint32_t* begin() const { return at_.get(); }
  const std::uint32_t* end() const { return at_.get() + count_; }

  const std::vector<std::uint32_t>& escapes() const { return escapes_; }    // of the backslash of each escape in a string
  const std::vector<std::uint32_t>& controls() const { return controls_; }  // of raw control characters in strings
  bool utf8() const { return utf8_; }                                       // all of it is

 private:
  std::string_view bytes_;
  std::unique_ptr<std::uint32_t[]> at_;
  std::size_t count_ = 0, room_ = 0, read_to_ = 0;
  std::vector<std::uint32_t> escapes_, controls_;
  bool utf8_ = true;
};

}  // namespace tocsin::json
