// SPDX-License-Identifier: Apache-2.0
#include "record/incidents.h"

#include <algorithm>
#include <map>

#include "core/hash.h"
#include "core/names.h"
#include "core/totals.h"
#include "record/figure_victims.h"
#include "record/incident_events.h"
#include "record/places.h"
#include "text/name_key.h"

namespace tocsin::record {
namespace {

constexpr std::size_t kOpen = 40;   // incidents that a telling can still join

// What is known of one incident while the document is walked through.
struct Cluster {
  std::vector<Telling> tellings;
  std::vector<std::size_t> figures;
  std::vector<Victim> victims;
  std::optional<Interval> when;       // the narrowest told
  std::map<std::string, std::vector<Span>> places;   // by key
  std::map<std::string, int> kinds;
};

// A clock time in a text names no zone, so that it cannot be told in UTC: an incident is known to the day. The hour stays in
// the words that are cited, and in the mention's value.
std::optional<Interval> in_days(std::optional<Interval> when) {
  if (!when || when->precision >= Precision::day) return when;
  when->precision = Precision::day;
  if (when->from) when->from = std::chrono::floor<std::chrono::days>(*when->from);
  if (when->to) when->to = std::chrono::floor<std::chrono::days>(*when->to);
  return when;
}

bool overlapping(const std::optional<Interval>& one, const std::optional<Interval>& other) {
  const std::optional<Interval> a = in_days(one), b = in_days(other);
  if (!a || !b || !a->from || !b->from || !a->to || !b->to) return true;
  return *a->from <= *b->to && *b->from <= *a->to;
}

std::chrono::seconds width(const Interval& i) { return i.from && i.to ? *i.to - *i.from : std::chrono::seconds::max(); }

class Walker {
 public:
  Walker(const Page& page, const std::vector<FigureDraft>& figures, const Gazetteer* gazetteer)
      : page_(page), figures_(figures), gazetteer_(gazetteer) {}

  void run() {
    std::vector<Telling> all = tellings(page_);
    const std::vector<Victim> harmed = victims(page_);
    std::size_t next = 0, victim = 0;
    std::vector<std::size_t> order(figures_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return at(a) < at(b); });
    std::size_t figure = 0;
    for (const Span sentence : page_.sentences) {
      for (; next < all.size() && all[next].span.begin < sentence.end; ++next) last_ = attach(std::move(all[next]));
      for (; figure < order.size() && at(order[figure]).begin < sentence.end; ++figure) place_figure(order[figure], sentence);
      for (; victim < harmed.size() && harmed[victim].cue.begin < sentence.end; ++victim) place_victim(harmed[victim], sentence);
    }
  }

  std::vector<Cluster> clusters_;

  // Who is named, or "the driver", where no figure counts: one figure for each harm, reckoned. Beside a figure each is one.
  std::vector<Figure> reckoned(const Cluster& c) const {
    std::vector<Figure> out;
    for (const Effect effect : {Effect::killed, Effect::injured}) {
      const bool counted = std::any_of(c.figures.begin(), c.figures.end(), [&](std::size_t i) { return figures_[i].figure.effect == effect && figures_[i].figure.max != 0; });
      std::map<std::string, const Victim*> names;
      const Victim* described = nullptr;
      for (const Victim& v : c.victims) {
        if (v.effect != effect || (counted && !v.beside)) continue;
        if (v.named) names.try_emplace(page_.who.resolve(v.span).name, &v);
        else if (!described) described = &v;
      }
      if (counted) {
        for (const auto& [name, v] : names) out.push_back(one(*v, 1));
      } else if (!names.empty()) {
        const auto first = std::min_element(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.second->span < b.second->span; });
        out.push_back(one(*first->second, static_cast<std::int64_t>(names.size())));
      } else if (described) {
        out.push_back(one(*described, 1));
      }
    }
    return out;
  }

 private:
  Span at(std::size_t i) const { return figures_[i].figure.span.span; }

  std::string place_key(Span mention) const { return text::name_key(slice(page_.document.text, mention)); }

  // A country or a region agrees with any town.
  bool is_wide(Span mention) const {
    if (gazetteer_ == nullptr) return false;
    const auto [it, fresh] = wide_.try_emplace(place_key(mention), false);
    if (!fresh) return it->second;
    const Place p = place_of(page_.document, page_.reading, mention, gazetteer_);
    for (const GazetteerPlace& g : gazetteer_->find(p.name))
      if (g.geonameid == p.geonameid || p.geonameid == 0) {
        it->second = g.kind != PlaceKind::town;
        break;
      }
    return it->second;
  }

  int fit(const Cluster& c, const std::string& kind, const std::optional<Interval>& when, std::optional<Span> place) const {
    int score = 0;
    bool kind_agrees = kind.empty();
    for (const auto& [k, n] : c.kinds) kind_agrees = kind_agrees || kinds_agree(k, kind);
    if (!kind_agrees || !overlapping(c.when, when)) return -1;
    if (when && c.when) score += 2;
    if (place && !c.places.empty()) {
      if (c.places.contains(place_key(*place))) score += 3;
      else if (!is_wide(*place) && !all_wide(c)) return -1;
    }
    return score + (c.kinds.contains(kind) ? 1 : 0);
  }
  bool all_wide(const Cluster& c) const {
    for (const auto& [key, spans] : c.places)
      if (!is_wide(spans.front())) return false;
    return true;
  }

  std::optional<std::size_t> best(const std::string& kind, const std::optional<Interval>& when, std::optional<Span> place) const {
    std::optional<std::size_t> out;
    int most = -1;
    const std::size_t from = clusters_.size() > kOpen ? clusters_.size() - kOpen : 0;
    for (std::size_t i = from; i < clusters_.size(); ++i) {
      const int score = fit(clusters_[i], kind, when, place) * 2 + (last_ == i ? 1 : 0);
      if (score >= most && score >= 0) out = i, most = score;
    }
    return out;
  }

  std::size_t attach(Telling t) {
    std::optional<std::size_t> to = best(t.kind, t.when, t.place);
    if (!to) {
      clusters_.emplace_back();
      to = clusters_.size() - 1;
    }
    Cluster& c = clusters_[*to];
    if (t.when && (!c.when || width(*t.when) < width(*c.when))) c.when = t.when;
    if (t.place) c.places[place_key(*t.place)].push_back(*t.place);
    ++c.kinds[t.kind];
    c.tellings.push_back(std::move(t));
    return *to;
  }

  Figure one(const Victim& v, std::int64_t number) const {
    Figure f;
    f.effect = v.effect;
    f.min = f.max = number;
    f.derived = true;
    if (const auto giver = giver_of(page_, v.span); giver && !overlap(*giver, v.span)) f.source = page_.who.resolve(*giver);
    f.status = f.source ? ClaimStatus::attributed : ClaimStatus::asserted;
    f.span = {page_.document.id, v.span};
    f.id = content_id("fig", {page_.document.id, to_string(f.effect), "victim", std::to_string(v.span.begin), std::to_string(v.span.end)});
    return f;
  }

  // A victim belongs to the event of its sentence, else to what was told of last, and makes no incident.
  void place_victim(const Victim& v, Span sentence) {
    std::optional<std::size_t> to;
    std::uint32_t nearest = ~0u;
    for (std::size_t k = clusters_.size() > kOpen ? clusters_.size() - kOpen : 0; k < clusters_.size(); ++k) {
      if (clusters_[k].kinds.contains("arrest")) continue;
      for (auto t = clusters_[k].tellings.rbegin(); t != clusters_[k].tellings.rend() && t->span.end > sentence.begin; ++t) {
        if (!inside(t->span, sentence)) continue;
        const std::uint32_t d = t->span.begin > v.cue.end ? t->span.begin - v.cue.end : v.cue.begin > t->span.end ? v.cue.begin - t->span.end : 0;
        if (d < nearest) nearest = d, to = k;
      }
    }
    if (!to) {
      to = last_violent();
      const std::optional<Interval> when = time_near(page_, v.cue);
      if (to && (!overlapping(clusters_[*to].when, when) || fit(clusters_[*to], "", when, place_near(page_, v.cue)) < 0)) to.reset();
    }
    if (to) clusters_[*to].victims.push_back(v);
  }

  // A figure belongs to the event of its sentence, else to the last one told of, unless its own day or town say otherwise.
  void place_figure(std::size_t i, Span sentence) {
    const FigureDraft& f = figures_[i];
    if (f.sums_over_time) return;
    if (!f.figure.subset_of.empty()) {
      if (const auto it = cluster_of_.find(f.figure.subset_of); it != cluster_of_.end()) {
        clusters_[it->second].figures.push_back(i);
        cluster_of_[f.figure.id] = it->second;
        return;
      }
    }
    const Span cue = f.cue;
    const bool taken = f.figure.effect == Effect::missing && figure_phrase(page_.words, page_.word_at(cue.begin), "TAKEN") > 0;
    const bool held = f.figure.effect == Effect::detained || taken;
    std::optional<std::size_t> to;
    std::uint32_t nearest = ~0u;
    for (std::size_t k = clusters_.size() > kOpen ? clusters_.size() - kOpen : 0; k < clusters_.size(); ++k)
      for (auto told = clusters_[k].tellings.rbegin(); told != clusters_[k].tellings.rend(); ++told) {
        const Telling& t = *told;
        if (t.span.end <= sentence.begin) break;
        if (!inside(t.span, sentence)) continue;
        const bool arrest = kinds_agree(t.kind, "arrest") || kinds_agree(t.kind, "kidnapping");
        if (held != arrest) continue;
        const std::uint32_t d = t.span.begin > cue.end ? t.span.begin - cue.end : cue.begin > t.span.end ? cue.begin - t.span.end : 0;
        if (d < nearest) nearest = d, to = k;
      }
    std::optional<Interval> when = time_near(page_, cue);
    // Who was harmed was harmed before it was told: a later day is that of something else.
    if (when && page_.document.published && when->from && *when->from > *page_.document.published + std::chrono::hours(24)) when.reset();
    // Where the displaced went, or the missing were last seen, is not where it happened.
    const bool moved = f.figure.effect == Effect::displaced || (f.figure.effect == Effect::missing && !taken);
    const std::optional<Span> place = moved ? std::nullopt : place_near(page_, cue);
    if (!to && !held && last_violent()) {
      const std::size_t k = *last_violent();
      if (overlapping(clusters_[k].when, when) && fit(clusters_[k], "", when, place) >= 0) to = k;
    }
    if (!to) to = held ? (taken ? best("kidnapping", when, place) : std::nullopt) : best("", when, place);
    if (!to) {
      Telling t;
      t.span = cue;
      t.noun = false;
      t.kind = taken ? "kidnapping" : held ? "arrest" : "harm";
      if (f.figure.max == 0) {   // nobody was hurt: in what, or in nothing
        const Mention* event = event_in(sentence);
        if (!event) return;
        t.span = event->span;
        t.kind = event_kind(slice(page_.document.text, t.span));
        t.noun = true;
      }
      for (const text::Word& w : text::words(slice(page_.document.text, t.span))) t.what += (t.what.empty() ? "" : " ") + w.folded;
      t.when = when;
      t.place = place;
      clusters_.emplace_back();
      to = clusters_.size() - 1;
      Cluster& fresh = clusters_.back();
      fresh.when = when;
      if (place) fresh.places[place_key(*place)].push_back(*place);
      ++fresh.kinds[t.kind];
      fresh.tellings.push_back(std::move(t));
    }
    Cluster& c = clusters_[*to];
    if (when && overlapping(c.when, when) && (!c.when || width(*when) < width(*c.when))) c.when = when;
    c.figures.push_back(i);
    cluster_of_[f.figure.id] = *to;
    last_ = to;
  }

  const Mention* event_in(Span sentence) const {
    for (auto m = page_.mention_at(sentence.begin); m != page_.reading.mentions.end() && m->span.begin < sentence.end; ++m)
      if (m->kind == MentionKind::event && event_noun(slice(page_.document.text, m->span))) return &*m;
    return nullptr;
  }

  std::optional<std::size_t> last_violent() const {
    if (!last_) return std::nullopt;
    if (!clusters_[*last_].kinds.contains("arrest")) return last_;
    for (std::size_t k = clusters_.size(); k-- > 0;)
      if (!clusters_[k].kinds.contains("arrest")) return k;
    return std::nullopt;
  }

  const Page& page_;
  const std::vector<FigureDraft>& figures_;
  const Gazetteer* gazetteer_;
  std::optional<std::size_t> last_;
  std::map<Id, std::size_t> cluster_of_;   // by figure
  mutable std::map<std::string, bool> wide_;
};

IncidentStatus status_of(const Page& page, const Cluster& c) {
  IncidentStatus out = IncidentStatus::reported;
  for (const ClaimReading& claim : page.reading.claims) {
    // Tellings stand in the order of the text.
    const auto t = std::lower_bound(c.tellings.begin(), c.tellings.end(), claim.span.begin,
                                    [](const Telling& a, std::uint32_t b) { return a.span.begin < b; });
    if (t == c.tellings.end() || !inside(t->span, claim.span)) continue;
    if (claim.status == ClaimStatus::denied || claim.status == ClaimStatus::disputed) out = IncidentStatus::disputed;
    if (out == IncidentStatus::disputed) continue;
    if (claim.status == ClaimStatus::confirmed) out = IncidentStatus::confirmed;
    if (out == IncidentStatus::confirmed) continue;
    if (claim.status == ClaimStatus::unclear || claim.status == ClaimStatus::never_confirmed) out = IncidentStatus::unclear;
  }
  return out;
}

// What an article is about is rather who was harmed than who was arrested for it.
double weight_of(Effect effect) { return effect == Effect::killed ? 3 : effect == Effect::injured ? 2 : 1; }

// The noun told most often, the first of equals; else a verb.
std::string what_of(const Cluster& c) {
  std::map<std::string, int> counts;
  for (const Telling& t : c.tellings) counts[t.what] += t.noun ? 3 : 1;
  std::string out;
  int most = 0;
  for (const Telling& t : c.tellings)
    if (counts[t.what] > most) out = t.what, most = counts[t.what];
  return out;
}

}  // namespace

IncidentList record_incidents(const Document& document, const Reading& reading, const std::vector<FigureDraft>& figures,
                              const Gazetteer* gazetteer) {
  const Page page(document, reading);
  Walker walker(page, figures, gazetteer);
  walker.run();
  // A short text that names one place tells of what happened there.
  std::optional<Span> only_place;
  std::size_t places = 0;
  for (const Mention& m : reading.mentions) {
    if (m.kind != MentionKind::place) continue;
    if (!only_place || text::name_key(slice(document.text, *only_place)) != text::name_key(slice(document.text, m.span))) ++places;
    only_place = m.span;
  }
  std::optional<Span> sent_from;
  for (const Mention& m : reading.mentions)
    if (!sent_from && m.kind == MentionKind::place && m.span.end <= page.dateline) sent_from = m.span;
  if (places != 1 || document.kind != DocumentKind::message) only_place.reset();
  IncidentList out;
  double most = 0;
  for (const Cluster& c : walker.clusters_) {
    const bool told = c.when.has_value() || !c.places.empty();
    if (c.figures.empty() && (!told || (document.kind == DocumentKind::message && (!c.when || c.places.empty()) && c.tellings.size() < 2)))
      continue;
    Incident i;
    i.what = what_of(c);
    i.when = in_days(c.when);
    const std::vector<Span>* where = nullptr;
    for (const auto& [key, spans] : c.places) {
      const auto better = [&](const std::vector<Span>& a, const std::vector<Span>& b) {
        return a.size() != b.size() ? a.size() > b.size() : a.front() < b.front();
      };
      if (!where || better(spans, *where)) where = &spans;
    }
    if (!where && only_place) i.place = place_of(document, reading, *only_place, gazetteer);
    if (where) i.place = place_of(document, reading, where->front(), gazetteer);
    if (!i.place && sent_from && inside(c.tellings.front().span, page.sentence_of(sent_from->begin)))   // what a report opens with, and no other place
      i.place = place_of(document, reading, *sent_from, gazetteer);
    for (const Telling& t : c.tellings)
      if (t.actor && !i.actor) i.actor = page.who.resolve(*t.actor);
    i.status = status_of(page, c);
    double weight = 0;
    for (const std::size_t f : c.figures) {
      i.figures.push_back(figures[f].figure);
      weight += weight_of(figures[f].figure.effect);
    }
    for (Figure& f : walker.reckoned(c)) {
      weight += weight_of(f.effect);
      i.figures.push_back(std::move(f));
    }
    std::sort(i.figures.begin(), i.figures.end(), [](const Figure& a, const Figure& b) { return a.id < b.id; });
    i.totals = totals(i.figures);
    // Most telling first: with time and place, then in the order of the text.
    std::vector<Telling> order = c.tellings;
    std::stable_sort(order.begin(), order.end(), [](const Telling& a, const Telling& b) {
      return (a.when ? 1 : 0) + (a.place ? 1 : 0) > (b.when ? 1 : 0) + (b.place ? 1 : 0);
    });
    for (const Telling& t : order) {
      i.spans.push_back({document.id, t.span});
      weight += 1;
    }
    i.id = content_id("inc", {document.id, i.what, std::to_string(c.tellings.front().span.begin)});
    const std::uint32_t first = c.tellings.front().span.begin;
    const double lead = document.text.empty() ? 0 : 3.0 * (1 - static_cast<double>(first) / static_cast<double>(document.text.size()));
    if (document.kind == DocumentKind::article && weight + lead > most) most = weight + lead, out.main = i.id;
    out.incidents.push_back(std::move(i));
  }
  std::sort(out.incidents.begin(), out.incidents.end(), [](const Incident& a, const Incident& b) { return a.id < b.id; });
  return out;
}

}  // namespace tocsin::record
