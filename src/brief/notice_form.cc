// SPDX-License-Identifier: Apache-2.0
// The notice as plain text: what a person completes and chooses, what Tocsin tells with its citations, and the sign-off.
// Its sources and passages stand as in the text form, so `check` reads them the same way.
#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/manifest.h"
#include "brief/telling.h"
#include "brief/terminal.h"
#include "brief/text_passages.h"
#include "brief/width.h"

namespace tocsin::brief {
namespace {

constexpr int kIndent = 2, kLabel = 24, kBlank = 44;

struct Choice {
  std::string_view words, law;
};
// Names of the law only; which of them applies is for the sender to judge.
constexpr Choice kPurposes[] = {
    {"Notice of illegal content, to a hosting service", "Regulation (EU) 2022/2065 (Digital Services Act), Art. 16"},
    {"Threat to the life or safety of persons, to a hosting service that must inform the authorities, or to the authorities", "Regulation (EU) 2022/2065, Art. 18"},
    {"Terrorist content online, to a hosting service or the competent authority", "Regulation (EU) 2021/784; imminent threat to life: Art. 14(5)"},
    {"Other, under the law that applies to the sender:", ""},
};
constexpr std::string_view kAsked[] = {"keep the content and what belongs to it, for whoever investigates", "remove it or disable access to it", "inform the authorities",
                                       "say what was decided, and by whom", "other:"};

// Each piece of Arabic or Hebrew stands for itself (FSI … PDI), so that two of them, or a number after one, are not put in another order.
std::string words(const Sentence& sentence) {
  std::string out;
  for (const Piece& p : sentence.pieces) {
    const std::string one = Terminal::words({{p}});
    const bool apart = p.kind != Piece::Kind::plain && right_to_left(p.text);
    const std::size_t end = p.citations.empty() ? one.size() : one.rfind(" \x01[");   // the marks stay outside
    out += apart ? "\u2068" + one.substr(0, end) + "\u2069" + one.substr(end) : one;
  }
  return out;
}

void slots(Terminal& out, const Slots& s) {
  for (const Slot& slot : s.slots)
    for (std::size_t i = 0; i < slot.lines.size(); ++i)
      out.paragraph(words(slot.lines[i]), kIndent + kLabel, i ? std::string(kIndent + kLabel, ' ') : "  " + Terminal::dim(padded(slot.label, kLabel)));
}

void block(Terminal& out, const Block& b) {
  if (const auto* p = std::get_if<Paragraph>(&b)) {
    out.paragraph(words(p->sentence), kIndent);
  } else if (const auto* list = std::get_if<Bullets>(&b)) {
    for (const Sentence& s : list->items) out.paragraph(words(s), kIndent + 2, "  -");
    if (!list->more.empty()) out.paragraph(Terminal::safe(list->more), kIndent + 2);
  } else if (const auto* s = std::get_if<Slots>(&b)) {
    slots(out, *s);
  } else if (const auto* h = std::get_if<Heading>(&b)) {
    out.blank();
    out.paragraph(Terminal::bold(words(h->sentence)), kIndent);
  }
}

void to_fill(Terminal& out, std::initializer_list<std::string_view> labels) {
  for (const std::string_view label : labels) out.line("  " + padded(label, kLabel) + std::string(kBlank, '_'));
}

void purpose(Terminal& out, const std::string& stated) {
  out.heading("Purpose: the sender chooses");
  if (!stated.empty()) {
    out.paragraph(Terminal::safe(stated), kIndent + kLabel, "  " + padded("Stated by the sender", kLabel));
    out.blank();
  }
  for (const Choice& c : kPurposes) {
    out.paragraph(c.words, 6, "  [ ]");
    if (!c.law.empty()) out.paragraph(Terminal::dim(c.law), 6);
    else out.line("      " + std::string(kLabel + kBlank - 4, '_'));
  }
  out.heading("Asked of the receiver: the sender chooses");
  for (const std::string_view asked : kAsked) out.paragraph(asked, 6, "  [ ]");
  out.line("      " + std::string(kLabel + kBlank - 4, '_'));
}

void sign_off(Terminal& out) {
  out.heading("Sign-off");
  for (const std::string_view said : {"I have read this notice and the content it is about.", "To the best of my knowledge what it says is true and complete.",
                                      "What is marked as unclear or not known, I do not know either."})
    out.paragraph(said, 6, "  [ ]");
  out.blank();
  to_fill(out, {"Checked by", "Organisation", "E-mail", "Date, time and zone", "Signature"});
  out.blank();
  to_fill(out, {"Second person", "Date, time and zone", "Signature"});
}

}  // namespace

std::string notice_form(Telling& t, const TextStyle& style) {
  Terminal out(style);
  const std::vector<Section> sections = notice_sections(t);
  out.line("TOCSIN NOTICE " + t.alert.id);
  out.line("  " + label(t.story.marking));
  out.blank();
  out.paragraph(Terminal::bold(words(t.story.headline)), kIndent);
  out.paragraph(Terminal::bold(Terminal::safe(t.story.review)) + (t.story.as_of.empty() ? "" : " · as of " + t.story.as_of), kIndent);
  out.blank();
  out.paragraph("For a person to check, complete and send to a platform or an authority. Tocsin has sent it to nobody, and cannot.", kIndent);
  out.heading("Sent");
  to_fill(out, {"To", "From", "Answer to (e-mail)", "Your reference", "Date, time and zone"});
  purpose(out, t.context.purpose);
  for (const Section& section : sections) {
    out.heading(section.title);
    for (const Block& b : section.blocks) block(out, b);
  }
  sign_off(out);
  out.heading("Sources");
  out.paragraph("The files it was read from, with the SHA-256 by which they are known again.", kIndent);
  text_documents(out, t.story);
  text_passages(out, t.story, t.index);
  out.blank();
  std::string bytes = out.take() + std::string(manifest_blank(Form::notice));
  seal(bytes, Form::notice);
  return bytes;
}

}  // namespace tocsin::brief
