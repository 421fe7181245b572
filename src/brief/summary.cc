// SPDX-License-Identifier: Apache-2.0
#include "brief/summary.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "brief/escape.h"
#include "brief/forms.h"
#include "brief/lists.h"
#include "brief/svg.h"
#include "brief/telling.h"
#include "brief/terminal.h"
#include "brief/width.h"
#include "brief/words.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

struct Told {
  const Alert* alert;
  Story story;
  std::vector<Sentence> lines;   // of the brief's beginning, without citations
  std::size_t open = 0;          // points that are unclear or not confirmed
};

Sentence uncited(Sentence s) {
  for (Piece& p : s.pieces) p.citations.clear();
  return s;
}

std::vector<Told> told(const Index& index, const Context& context) {
  std::vector<Told> out;
  for (const Alert& a : index.findings().alerts) {
    const Threat* threat = index.threat(a.threat);
    if (!threat) continue;
    Telling t(index, a, *threat, context);
    Told one{&a, {}, {}, 0};
    for (const Block& b : headline_section(t).blocks)
      if (const auto* p = std::get_if<Paragraph>(&b); p && p->lead) one.lines.push_back(uncited(p->sentence));
    for (const Block& b : unconfirmed_section(t).blocks)
      if (const auto* list = std::get_if<Bullets>(&b)) one.open += list->items.size();
    Say doubts(t);
    const Outlet* outlet = index.outlet(a.outlet.empty() ? threat->outlet : a.outlet);
    if (outlet) doubts.plain("Issued by ").name(outlet->name).plain(", standing " + say("standing", to_string(outlet->standing)) + ". ");
    if (one.open) doubts.plain(count(one.open, "point is", "points are") + " unclear or not confirmed.");
    if (!doubts.empty()) one.lines.push_back(doubts);
    one.story = std::move(t.story);
    out.push_back(std::move(one));
  }
  return out;
}

std::string what_was_read(const Index& index, const Context& context) {
  auto [messages, articles] = context.read.value_or(Context::Read{});
  if (!context.read)
    for (const Document& d : index.findings().documents) ++(d.kind == DocumentKind::message ? messages : articles);
  return "Read " + count(messages + articles, "document", "documents") + ": " + count(messages, "message", "messages") + ", " +
         count(articles, "article", "articles") + ".";
}

std::string what_was_skipped(const Context& context) {
  std::string out;
  for (const auto& [kind, n] : context.skipped) {
    std::string words = kind;
    std::replace(words.begin(), words.end(), '_', ' ');
    out += (out.empty() ? "Not read: " : ", ") + words + " " + digits(static_cast<std::int64_t>(n));
  }
  return out.empty() ? out : out + ".";
}

std::string what_was_odd(const Index& index) {
  std::map<std::string, std::size_t> kinds;
  for (const Oddity& o : index.findings().oddities) ++kinds[o.what.substr(0, o.what.find(':'))];
  if (kinds.empty()) return "Nothing odd was found in the input.";
  std::string out;
  for (const auto& [kind, n] : kinds) out += (out.empty() ? "" : ", ") + Terminal::safe(kind) + " " + digits(static_cast<std::int64_t>(n));
  return count(index.findings().oddities.size(), "oddity", "oddities") + " in the input: " + out + ".";
}

constexpr const char* kNoAlert = "No alert: no threat was recognised in what was read. That does not mean that there is none.";

std::string headline(const std::vector<Told>& alerts) {
  return alerts.empty() ? "No alert" : count(alerts.size(), "alert", "alerts") + (alerts.size() > 1 ? ", the most urgent first" : "");
}

std::string file_name(const Id& id) {
  std::string out;
  for (char c : id)
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_') out += c;
  return out + ".html";
}

std::string set(const Sentence& sentence) {
  std::string out;
  for (const Piece& p : sentence.pieces) {
    const std::string words = html(p.text);
    if (p.kind == Piece::Kind::plain) out += words;
    else if (p.kind == Piece::Kind::quote) out += "<q><bdi>" + words + "</bdi></q>";
    else out += "<bdi>" + words + "</bdi>";
  }
  return out;
}

}  // namespace

std::string summary(const Index& index, const Context& context, const TextStyle& style) {
  Terminal out(style);
  const std::vector<Told> alerts = told(index, context);
  constexpr int kHang = 11;
  for (std::size_t i = 0; i < alerts.size(); ++i) {
    const Told& one = alerts[i];
    out.blank();
    const std::string rank = padded(std::to_string(i + 1), 3, true) + "  " + Terminal::red(padded(decimal(one.story.score), 4, true)) + "  ";
    out.paragraph(Terminal::bold(Terminal::words(uncited(one.story.headline))), kHang, rank);
    for (const Sentence& line : one.lines) out.paragraph(Terminal::words(line), kHang);
    out.paragraph(Terminal::dim(one.alert->id + " · " + one.story.stance + " · " + (one.story.draft ? std::string("draft") : Terminal::safe(text::masked(one.alert->review)))), kHang);
  }
  if (alerts.empty()) out.paragraph(kNoAlert, 0);
  out.blank();
  out.paragraph(what_was_read(index, context) + (context.as_of ? " As of " + say(*context.as_of) + "." : ""), 0);
  if (const std::string skipped = what_was_skipped(context); !skipped.empty()) out.paragraph(Terminal::safe(skipped), 0);
  out.paragraph(what_was_odd(index), 0);
  return out.take();
}

std::string index_page(const Index& index, const Context& context) {
  const std::vector<Told> alerts = told(index, context);
  std::string items;
  for (const Told& one : alerts) {
    items += "<li><p class=\"score\"><span class=\"number\">" + decimal(one.story.score) + "</span><span class=\"of\">of 100</span></p><div><h2><a href=\"" +
             file_name(one.alert->id) + "\">" + set(one.story.headline) + "</a></h2>";
    for (const Sentence& line : one.lines) items += "<p>" + set(line) + "</p>";
    items += "<p class=\"meta\">" + html(one.story.stance) + " · " + (one.story.draft ? "draft, no person has reviewed it" : html(one.story.review)) +
             " · <code>" + html(one.alert->id) + "</code></p></div></li>\n";
  }
  std::string footer = "<p>" + html(what_was_read(index, context)) + "</p>";
  if (const std::string skipped = what_was_skipped(context); !skipped.empty()) footer += "<p>" + html(skipped) + "</p>";
  footer += "<p>" + html(what_was_odd(index)) + "</p>";
  return filled("index.html", {{"version", context.version.empty() ? "" : " " + html(context.version)},
                               {"title", headline(alerts)},
                               {"style", std::string(list("brief.css"))},
                               {"headline", headline(alerts)},
                               {"marking", html(label(context.marking))},
                               {"summary", alerts.empty() ? std::string(kNoAlert)
                                                          : "Put together by a program from public posts and reports; a person decides." +
                                                                (context.as_of ? " As of " + html(say(*context.as_of)) + "." : std::string())},
                               {"alerts", alerts.empty() ? "" : "<ol class=\"alerts\">\n" + items + "</ol>"},
                               {"footer", footer}});
}

}  // namespace tocsin::brief
