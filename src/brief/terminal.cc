// SPDX-License-Identifier: Apache-2.0
#include "brief/terminal.h"

#include <algorithm>

#include "brief/escape.h"
#include "brief/width.h"
#include "text/text.h"

namespace tocsin::brief {

namespace {

// Nothing that a terminal acts upon, and none of our own marks for styles.
std::string visible(std::string_view text) {
  std::string out = text::terminal_safe(text);
  std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return out;
}

}  // namespace

Terminal::Terminal(const TextStyle& style) : colour_(style.colour), width_(std::clamp(style.width, 40, 400)) {}

std::string Terminal::safe(std::string_view text) { return visible(one_line(text)); }

std::string Terminal::words(const Sentence& sentence) {
  std::string out;
  for (const Piece& p : sentence.pieces) {
    if (p.kind == Piece::Kind::plain) out += visible(p.text);
    else if (p.kind == Piece::Kind::quote) out += "“" + safe(p.text) + "”";
    else out += safe(p.text);
    if (p.citations.empty()) continue;
    std::string marks;
    for (int n : p.citations) marks += "[" + std::to_string(n) + "]";
    out += " " + dim(marks);
  }
  return out;
}

void Terminal::put(std::string_view styled) {
  while (!styled.empty() && styled.back() == ' ') styled.remove_suffix(1);
  for (char c : styled) {
    switch (c) {
      case '\x01': out_ += colour_ ? "\x1b[2m" : ""; break;
      case '\x02': out_ += colour_ ? "\x1b[1m" : ""; break;
      case '\x03': out_ += colour_ ? "\x1b[0m" : ""; break;
      case '\x04': out_ += colour_ ? "\x1b[1;31m" : ""; break;
      default: out_ += c;
    }
  }
  out_ += '\n';
  blank_ = styled.empty();
}

void Terminal::blank() {
  if (!blank_) put("");
}

void Terminal::heading(std::string_view title) {
  blank();
  std::string rule;
  for (int i = columns(title) + 4; i < width_; ++i) rule += "─";
  put("── " + bold(title) + " " + dim(rule));
}

void Terminal::paragraph(std::string_view styled, int indent, std::string_view first) {
  const std::string hang(static_cast<std::size_t>(std::max(indent, columns(first))), ' ');
  std::vector<std::string> lines = wrapped(styled, width_ - static_cast<int>(hang.size()));
  for (std::size_t i = 0; i < lines.size(); ++i)
    put((i == 0 && !first.empty() ? std::string(first) + hang.substr(static_cast<std::size_t>(columns(first))) : hang) + lines[i]);
}

void Terminal::grid(const std::vector<std::string>& cells, const std::vector<int>& widths, const std::vector<bool>& right, int indent) {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 1;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    lines.push_back(wrapped(cells[c], widths[c]));
    height = std::max(height, lines.back().size());
  }
  for (std::size_t row = 0; row < height; ++row) {
    std::string line(static_cast<std::size_t>(indent), ' ');
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::string& text = row < lines[c].size() ? lines[c][row] : std::string();
      line += (c ? "  " : "") + (c + 1 == cells.size() ? text : padded(text, widths[c], right[c]));
    }
    put(line);
  }
}

}  // namespace tocsin::brief
