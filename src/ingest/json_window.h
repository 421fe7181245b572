// SPDX-License-Identifier: Apache-2.0
// The marks of the stretch of a long file that is being read: json::Marks for what lies ahead, a few thousand bytes at a time.
//
//   JsonWindow window(bytes);
//   std::size_t mark = window.mark(at);       window.base() + window.marks()[mark] == at
//   while (… the marks end too soon … && window.widen(at)) mark = 0;
//
// A stretch begins small and grows while one follows the other, so that a file broken at every record costs no more.
#pragma once

#include <string_view>

#include "core/json_marks.h"

namespace tocsin::ingest {

class JsonWindow {
 public:
  explicit JsonWindow(std::string_view bytes) : bytes_(bytes) {}

  // Of the token at `at`: a byte outside strings, neither white nor a backslash.
  std::size_t mark(std::size_t at);
  // Where to look first for the next.
  void look_from(std::size_t mark) { cursor_ = mark; }
  // More marks, from `at` on; false: there are none, or there would be too many.
  bool widen(std::size_t at);
  // Whether the marks go on to the end of all bytes.
  bool ends() const { return base_ + marks_.read_to() == bytes_.size(); }

  std::size_t base() const { return base_; }
  const json::Marks& marks() const { return marks_; }

 private:
  void read(std::size_t at, std::size_t size);

  std::string_view bytes_;
  json::Marks marks_;
  std::size_t base_ = 0, size_ = 0;  // of what was given to marks_
  std::size_t cursor_ = 0;
};

}  // namespace tocsin::ingest
