// SPDX-License-Identifier: Apache-2.0
#include "link/incidents.h"

#include <algorithm>
#include <map>

#include "core/clock.h"
#include "core/list.h"
#include "link/lists.h"
#include "text/name_key.h"
#include "text/text.h"

namespace tocsin::link {
namespace {

using Classes = std::map<std::string, std::string, std::less<>>;

const Classes& classes() {
  static const Classes kAll = [] {
    Classes out;
    for (const ListRow& row : builtin_list("event_classes.tsv", list("event_classes.tsv")))
      out[row["word"]] = row["class"];
    return out;
  }();
  return kAll;
}

// The kind of event in "a strike on the market": the class of the first word that has one; empty: any.
std::string class_of(const std::string& what) {
  const std::string folded = text::normalise(what, text::kNfkc | text::kCase | text::kInvisible).bytes;
  for (const text::Token& token : text::tokens(folded))
    if (const auto it = classes().find(slice(folded, token.span)); it != classes().end()) return it->second;
  return {};
}

bool same_kind(const Compared& a, const Compared& b) { return a.kind.empty() || b.kind.empty() || a.kind == b.kind; }

bool dated(const std::optional<Interval>& i) { return i && (i->from || i->to); }

// What a telling without a day speaks of happened lately: within this time before it was published.
constexpr std::chrono::hours kLately = std::chrono::hours(24 * 14);

// The more exact of two times that overlap.
std::optional<Interval> sharper(const std::optional<Interval>& a, const std::optional<Interval>& b) {
  if (!dated(a)) return b;
  if (!dated(b)) return a;
  return b->precision < a->precision ? b : a;
}

IncidentStatus together(IncidentStatus a, IncidentStatus b) {
  if (a == b) return a;
  const auto is = [&](IncidentStatus s) { return a == s || b == s; };
  if (is(IncidentStatus::disputed) || is(IncidentStatus::denied)) return IncidentStatus::disputed;
  if (is(IncidentStatus::confirmed)) return IncidentStatus::confirmed;
  return IncidentStatus::reported;
}

}  // namespace

Compared compared(const Incident& i) {
  Compared out{class_of(i.what), std::nullopt, 0};
  if (i.place) out.place = place_key(*i.place), out.place_words = text::tokens(i.place->name).size();
  return out;
}

bool TextKeys::name(const std::string& key, std::size_t words) {
  if (key.size() < 4 || key.front() == '=') return false;
  if (!cut_) tokens_ = text::tokens(text_), cut_ = true;
  const auto [it, fresh] = keys_.try_emplace(words);
  if (fresh)
    for (std::size_t i = 0; i + words <= tokens_.size(); ++i)
      it->second.insert(text::name_key(slice(text_, cover(tokens_[i].span, tokens_[i + words - 1].span))));
  return it->second.contains(key);
}

bool same_incident(const Incident& a, const Compared& known, const Incident& telling, const Compared& told, const Document& document, TextKeys& text) {
  if (!same_kind(known, told) || !known.place) return false;
  if (told.place ? !same_place(*known.place, *told.place) : !text.name(known.place->key, known.place_words)) return false;
  if (dated(a.when) && dated(telling.when)) return times_overlap(a.when, telling.when);
  if (dated(telling.when)) return known.kind == told.kind;
  if (!dated(a.when) || !document.published) return !known.kind.empty() && known.kind == told.kind;
  const Time day = a.when->from ? *a.when->from : *a.when->to;
  return day <= *document.published && *document.published - day < kLately;
}

void join(Incident& into, const Incident& more) {
  if (more.place) {
    if (!into.place || (!into.place->geonameid && more.place->geonameid))
      into.place = more.place;
    else if (into.place->within.empty())
      into.place->within = more.place->within;
  }
  into.when = sharper(into.when, more.when);
  if (!into.actor) {
    into.actor = more.actor;
  } else if (more.actor && text::name_key(more.actor->name) == text::name_key(into.actor->name)) {
    into.actor->spans.insert(into.actor->spans.end(), more.actor->spans.begin(), more.actor->spans.end());
  }
  into.status = together(into.status, more.status);
  into.figures.insert(into.figures.end(), more.figures.begin(), more.figures.end());
  into.spans.insert(into.spans.end(), more.spans.begin(), more.spans.end());
}

void one_name_per_source(Incident& incident) {
  std::map<std::string, std::string> fullest;
  for (const Figure& f : incident.figures) {
    if (!f.source) continue;
    std::string& name = fullest[text::name_key(f.source->name)];
    const bool latin = text::script(f.source->name) == text::Script::latin,
               was_latin = text::script(name) == text::Script::latin;
    if (name.empty() || (latin && !was_latin) || (latin == was_latin && f.source->name < name)) name = f.source->name;
  }
  for (Figure& f : incident.figures)
    if (f.source) f.source->name = fullest[text::name_key(f.source->name)];
}

PlaceKey place_key(const Place& place) { return {place.geonameid, place.country, text::name_key(place.name)}; }

bool same_place(const PlaceKey& a, const PlaceKey& b) {
  if (a.geonameid && b.geonameid) return a.geonameid == b.geonameid;
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return false;
  if (a.key == b.key) return true;
  if (a.key.front() == '=' || b.key.front() == '=' || std::min(a.key.size(), b.key.size()) < 4) return false;
  return a.key.starts_with(b.key) || b.key.starts_with(a.key);  // "Tell Marwud" and "Tell Marwud market"
}

bool times_overlap(const std::optional<Interval>& a, const std::optional<Interval>& b) {
  if (!dated(a) || !dated(b)) return false;
  const auto from = [](const Interval& i) { return i.from ? *i.from : *i.to; };
  const auto to = [](const Interval& i) {
    const Time end = i.to ? *i.to : *i.from;
    return i.precision >= Precision::day ? end + std::chrono::hours(24) - std::chrono::seconds(1) : end;
  };
  return from(*a) <= to(*b) && from(*b) <= to(*a);
}

}  // namespace tocsin::link
