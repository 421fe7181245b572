// SPDX-License-Identifier: Apache-2.0
// Lines for a terminal: styles that never come from a document, words of documents made safe, wrapping.
//
//   Terminal out({colour, 80});
//   out.line(Terminal::bold("The threat"));
//   out.paragraph(out.words(sentence), 2);        wrapped, indented by 2, citations as [3]
//
// Styles are held as control characters until the line is written; safe text has none of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "brief/brief.h"
#include "brief/story.h"

namespace tocsin::brief {

class Terminal {
 public:
  explicit Terminal(const TextStyle& style);

  static std::string bold(std::string_view safe) { return '\x02' + std::string(safe) + '\x03'; }
  static std::string dim(std::string_view safe) { return '\x01' + std::string(safe) + '\x03'; }
  static std::string red(std::string_view safe) { return '\x04' + std::string(safe) + '\x03'; }
  static std::string safe(std::string_view text);        // of a document: one line, no controls, nothing invisible
  static std::string words(const Sentence& sentence);    // pieces made safe, citations after them

  void blank();                                          // one empty line, never two
  void line(std::string_view styled) { put(styled); }
  void heading(std::string_view title);
  // `first` stands before the first line, the rest hang below its text.
  void paragraph(std::string_view styled, int indent, std::string_view first = {});
  void grid(const std::vector<std::string>& cells, const std::vector<int>& widths, const std::vector<bool>& right, int indent);

  int width() const { return width_; }
  std::string take() { return std::move(out_); }

 private:
  void put(std::string_view styled);

  bool colour_;
  int width_;
  bool blank_ = true;     // nothing written, or an empty line last
  std::string out_;
};

}  // namespace tocsin::brief
