// SPDX-License-Identifier: Apache-2.0
// A brief for a terminal or a mail: lines of at most the width asked for, citations as [3], the passages at the end.
#include <algorithm>

#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/manifest.h"
#include "brief/svg.h"
#include "brief/terminal.h"
#include "brief/text_passages.h"
#include "brief/width.h"
#include "brief/words.h"

namespace tocsin::brief {
namespace {

constexpr int kIndent = 2;
constexpr int kLabel = 22;

bool bare(const Sentence& s) {   // a number or a code that says nothing without its column's name
  return s.pieces.size() == 1 && s.pieces[0].kind != Piece::Kind::quote && (s.pieces[0].kind == Piece::Kind::code ||
                                  s.pieces[0].text.find_first_not_of("0123456789,. %") == std::string::npos);
}

void table(Terminal& out, const Table& t) {
  if (!t.caption.empty()) out.paragraph(t.caption, kIndent);
  // A grid where all but the last column take at most half of the line; else a line of cells for each row.
  std::vector<int> widths(t.columns.size());
  std::vector<bool> right(t.columns.size());
  for (std::size_t c : t.numeric) right[c] = true;
  for (std::size_t c = 0; c < t.columns.size(); ++c) widths[c] = columns(t.columns[c]);
  for (const auto& row : t.rows)
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], columns(Terminal::words(row[c])));
  int used = kIndent;
  for (std::size_t c = 0; c + 1 < widths.size(); ++c) used += widths[c] + 2;
  if (used <= out.width() / 2 + 4) {
    widths.back() = out.width() - used;
    std::vector<std::string> head;
    for (const std::string& name : t.columns) head.push_back(Terminal::dim(name));
    out.grid(head, widths, right, kIndent);
    for (const auto& row : t.rows) {
      std::vector<std::string> cells;
      for (const Sentence& s : row) cells.push_back(Terminal::words(s));
      out.grid(cells, widths, right, kIndent);
    }
  } else {
    for (const auto& row : t.rows) {
      std::string line;
      for (std::size_t c = 0; c < row.size(); ++c) {
        const std::string cell = Terminal::words(row[c]);
        if (cell.empty()) continue;
        if (!line.empty()) line += " · ";
        line += (c > 0 && bare(row[c]) ? t.columns[c] + " " : "") + cell;
      }
      out.paragraph(line, kIndent + 2, "  -");
    }
  }
  if (!t.more.empty()) out.paragraph(Terminal::safe(t.more), kIndent + 2);
}

void block(Terminal& out, const Block& b, const Story& story) {
  if (const auto* p = std::get_if<Paragraph>(&b)) {
    out.paragraph(Terminal::words(p->sentence), kIndent);
  } else if (const auto* list = std::get_if<Bullets>(&b)) {
    for (const Sentence& s : list->items) out.paragraph(Terminal::words(s), kIndent + 2, "  -");
    if (!list->more.empty()) out.paragraph(Terminal::safe(list->more), kIndent + 2);
  } else if (const auto* slots = std::get_if<Slots>(&b)) {
    for (const Slot& slot : slots->slots) {
      const std::string label = "  " + padded(slot.label, kLabel) + " ";
      for (std::size_t i = 0; i < slot.lines.size(); ++i)
        out.paragraph(Terminal::words(slot.lines[i]), kLabel + 3,
                      i ? std::string(kLabel + 3, ' ') : slot.tone == Tone::chosen ? Terminal::red(label) : Terminal::dim(label));
    }
  } else if (const auto* h = std::get_if<Heading>(&b)) {
    out.blank();
    out.paragraph(Terminal::bold(Terminal::words(h->sentence)), kIndent);
  } else if (const auto* t = std::get_if<Table>(&b)) {
    out.blank();
    table(out, *t);
  } else if (const auto* picture = std::get_if<Picture>(&b)) {
    if (picture->drawing == Drawing::bars && story.score > 0) {
      std::string bar;
      const int full = static_cast<int>(std::clamp(story.score, 0.0, 100.0) / 2 + 0.5);
      for (int i = 0; i < 50 && i < out.width() - 20; ++i) bar += i < full ? "█" : "░";
      out.line("  " + bar);
    }
  }
}

}  // namespace

std::string text_form(const Story& story, const Index& index, const TextStyle& style) {
  Terminal out(style);
  out.line("TOCSIN BRIEF " + story.alert);
  out.line("  " + label(story.marking));
  out.blank();
  out.paragraph(Terminal::bold(Terminal::words(story.headline)), kIndent);
  out.paragraph("score " + decimal(story.score) + " of 100" + " · " + story.stance + (story.as_of.empty() ? "" : " · as of " + story.as_of), kIndent);
  out.paragraph(Terminal::bold(Terminal::safe(story.review)), kIndent);
  for (const Section& section : story.sections) {
    out.heading(section.title);
    if (section.key == "sources") text_documents(out, story);
    for (const Block& b : section.blocks)
      if (section.key != "sources" || !std::holds_alternative<Table>(b)) block(out, b, story);
  }
  text_passages(out, story, index);
  out.blank();
  std::string bytes = out.take() + std::string(manifest_blank(Form::text));
  seal(bytes, Form::text);
  return bytes;
}

}  // namespace tocsin::brief
