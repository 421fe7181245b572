// SPDX-License-Identifier: Apache-2.0
// The events it cites: what, where, when, by whom according to whom, and each source's figures side by side.
#include <algorithm>
#include <set>
#include <tuple>

#include "brief/telling.h"
#include "brief/words.h"
#include "core/names.h"

namespace tocsin::brief {
namespace {

constexpr std::size_t kIncidents = 12;
constexpr std::size_t kFigures = 60;

std::string group(Effect effect, Category category) {
  return say("effect", to_string(effect)) + ", " + say("category", to_string(category));
}

std::string ends(std::optional<std::int64_t> min, std::optional<std::int64_t> max) {
  if (min && max && *min == *max) return digits(*min);
  return said_number(min, max, Qualifier::exactly);
}

const Figure* figure_of(const Incident& i, const Id& id) {
  for (const Figure& f : i.figures)
    if (f.id == id) return &f;
  return nullptr;
}

// The totals: one row for each effect and category, every source beside the others; a picture where there are several.
void totals(Telling& t, const Incident& i, Section& out) {
  if (i.totals.empty()) return;
  Table table{"Figures side by side, by source. Nothing is averaged.", {"Harm", "Range", "By source"}, {}, {}, {}, false};
  std::vector<Block> pictures;
  for (const Total& total : i.totals) {
    Say by(t);
    FigureChart chart{group(total.effect, total.category), {}};
    for (std::size_t n = 0; n < total.by_source.size(); ++n) {
      const TotalBySource& s = total.by_source[n];
      const std::string source = s.source.empty() ? "source not named" : s.source;
      if (n) by.plain("; ");
      by.name(source).plain(": " + ends(s.min, s.max) + (s.derived ? " (added up)" : ""));
      std::vector<Passage> spans;
      for (const Id& id : s.figures)
        if (const Figure* f = figure_of(i, id)) spans.push_back(f->span);
      by.cite(spans);
      chart.bars.push_back({flat(Say(t).name(source)), s.min, s.max});
    }
    table.rows.push_back({Say(t).plain(chart.title), Say(t).plain(said_range(total)), by});
    if (chart.bars.size() < 2) continue;
    pictures.emplace_back(Picture{Drawing::figures, t.story.charts.size()});
    t.story.charts.push_back(std::move(chart));
  }
  out.blocks.emplace_back(std::move(table));
  out.blocks.insert(out.blocks.end(), pictures.begin(), pictures.end());
}

// Every figure as it was given; the same one given again is one row with more citations.
void figures(Telling& t, const Incident& i, Section& out) {
  if (i.figures.empty()) return;
  Table table{"Every figure as it was given", {"Harm", "Figure", "Given by", "In the words", "Status", "Subset"}, {}, {}, {}, true};
  using Key = std::tuple<Effect, Category, std::string, std::optional<std::int64_t>, std::optional<std::int64_t>, Qualifier, ClaimStatus, std::string, bool>;
  std::map<Key, std::vector<const Figure*>> rows;
  const auto part_of = [&](const Figure& f) -> std::string {
    const Figure* parent = f.subset_of.empty() ? nullptr : figure_of(i, f.subset_of);
    return parent ? "part of " + said_number(parent->min, parent->max, parent->qualifier) + " " + say("category", to_string(parent->category)) : "";
  };
  for (const Figure& f : i.figures)
    rows[{f.effect, f.category, f.source ? f.source->name : "", f.min, f.max, f.qualifier, f.status, part_of(f), f.derived}].push_back(&f);
  for (const auto& [key, same] : rows) {
    if (table.rows.size() == kFigures) {
      table.more = count(rows.size() - kFigures, "more figure is", "more figures are") + " not listed here; the JSON form has them all.";
      break;
    }
    const Figure& f = *same.front();
    Say source(t), words(t);
    if (f.source) {
      source.name(*f.source);
    } else if (const Document* d = t.index.document(f.span.document)) {
      source.source_of(*d).plain(" itself");
    }
    std::vector<Passage> spans;
    for (const Figure* g : same) spans.push_back(g->span);
    words.quote(spans.front(), 120);
    if (spans.size() > 1) words.cite(spans);
    table.rows.push_back({Say(t).plain(group(f.effect, f.category)), Say(t).plain(said_number(f.min, f.max, f.qualifier)), source,
                          words, Say(t).plain(say("claim", to_string(f.status)) + (f.derived ? ", reckoned" : "")), Say(t).plain(part_of(f))});
  }
  out.blocks.emplace_back(std::move(table));
}

void one(Telling& t, const Incident& i, Section& out) {
  out.blocks.emplace_back(Heading{Say(t).incident(i)});
  Slots slots;
  Say what(t);
  if (i.spans.empty()) what.name(i.what);
  std::vector<Passage> told;   // the first few sentences, each once
  for (const Passage& p : i.spans) {
    if (told.size() == 3) break;
    const Passage sentence = t.in_context(p);
    if (std::find(told.begin(), told.end(), sentence) == told.end()) told.push_back(sentence);
  }
  for (std::size_t n = 0; n < told.size(); ++n) {
    if (n) what.plain("; ");
    what.quote(told[n], 180);
  }
  if (i.spans.size() > told.size()) what.plain("; told in " + count(i.spans.size() - told.size(), "more place", "more places"));
  slots.slots.push_back({"What", {what}, Tone::plain});
  if (i.place) {
    Say where(t);
    where.name(i.place->name);
    if (!i.place->within.empty() && i.place->within != country_name(i.place->country)) where.plain(", within ").name(i.place->within);
    // "eastern Jordan" names the country already.
    if (!i.place->country.empty() && i.place->within.find(country_name(i.place->country)) == std::string::npos) where.plain(", " + country_name(i.place->country));
    where.plain(i.place->geonameid ? " (GeoNames " + std::to_string(i.place->geonameid) + ")" : " (in no gazetteer: kept as a named place)");
    slots.slots.push_back({"Where", {where}, Tone::plain});
  }
  if (i.when) slots.slots.push_back({"When", {Say(t).plain(say(*i.when) + " (" + say("precision", to_string(i.when->precision)) + ")")}, Tone::plain});
  Say actor(t);
  if (i.actor) {
    actor.name(*i.actor);
    std::set<std::string> tellers;
    for (const Passage& p : i.actor->spans)
      if (const Document* d = t.index.document(p.document)) tellers.insert(source_name(*d));
    std::size_t n = 0;
    for (const std::string& teller : tellers) {
      if (n == 4) break;
      actor.plain(n++ ? ", " : ", as named in ").name(teller);
    }
    if (tellers.size() > n) actor.plain(" and " + count(tellers.size() - n, "more", "more"));
  } else {
    actor.plain("no document that was read names anybody");
  }
  slots.slots.push_back({"By whom", {actor}, Tone::plain});
  slots.slots.push_back({"Status", {Say(t).plain(say("incident", to_string(i.status)))}, Tone::plain});
  if (i.grading)
    slots.slots.push_back({"Grade", {Say(t).plain(std::string(to_string(i.grading->grade)) + ": ").name(i.grading->why).plain(". Credibility of the information, apart from who tells it: " + std::to_string(i.grading->credibility) + " of 6.")}, Tone::plain});
  out.blocks.emplace_back(std::move(slots));
  totals(t, i, out);
  figures(t, i, out);
}

}  // namespace

bool sources_differ(const Total& total) {
  for (const TotalBySource& s : total.by_source)
    if (s.min != total.by_source.front().min || s.max != total.by_source.front().max) return true;
  return false;
}

Section incidents_section(Telling& t) {
  Section out{"incidents", "The events it cites", {}};
  for (std::size_t n = 0; n < std::min(t.incidents.size(), kIncidents); ++n) one(t, *t.incidents[n], out);
  if (t.incidents.size() > kIncidents)
    out.blocks.emplace_back(Paragraph{Say(t).plain(count(t.incidents.size() - kIncidents, "more incident is", "more incidents are") + " not told here; the JSON form has them all."), false});
  if (t.incidents.empty()) out.blocks.emplace_back(Paragraph{Say(t).plain("It cites no event that was found."), false});
  return out;
}

}  // namespace tocsin::brief
