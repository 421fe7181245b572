// SPDX-License-Identifier: Apache-2.0
#include "record/places.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "record/place_context.h"

namespace tocsin::record {
namespace {

using Countries = std::map<std::string, double, std::less<>>;

// A town of fewer people than this is only meant where the text speaks of its country.
constexpr std::int64_t kKnownToAll = 100000;

constexpr std::int64_t kLarge = 1000000;
constexpr double kNear = 200;         // kilometres
constexpr std::size_t kAnchors = 32;  // towns of the report that others are measured from

double share(const Countries& countries, std::string_view iso) {
  double sum = 0, own = 0;
  for (const auto& [code, weight] : countries) {
    sum += weight;
    if (code == iso) own = weight;
  }
  return sum > 0 ? own / std::max(sum, 2.) : 0;
}

std::string_view main_country(const Countries& countries) {
  std::string_view best;
  double most = 0;
  for (const auto& [code, weight] : countries)
    if (weight > most) most = weight, best = code;
  return best;
}

// "Idlib province", "محافظة إدلب": the division rather than the town.
bool says_region(std::string_view text, Span mention) {
  const auto division = [](std::string_view word) { return !word.empty() && (role_of(word) & kDivision); };
  std::string_view after = text.substr(mention.end, 24), before = text.substr(0, mention.begin);
  if (after.size() > 1 && (after[0] == ' ' || after[0] == '\n') &&
      division(after.substr(1, std::min(after.find_first_of(" ,.;:\n", 1), after.size()) - 1)))
    return true;
  if (before.size() < 2 || before.back() != ' ') return false;
  before.remove_suffix(1);
  if (before.size() > 3 && before.substr(before.size() - 3) == " of") before.remove_suffix(3);
  const std::size_t space = before.find_last_of(" \n");
  return before.size() < text.size() && division(before.substr(space == std::string_view::npos ? 0 : space + 1));
}

std::string_view without_article(std::string_view name) {
  for (const std::string_view article : {"the ", "The ", "THE "})
    if (name.substr(0, article.size()) == article) return name.substr(article.size());
  return name;
}

std::string folded(std::string_view name) {
  std::string out;
  for (const char c : without_article(name))
    if (c != '-' && c != '\'' && c != ' ' && c != '\n' && c != '\r')
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool capitals(std::string_view name) {
  return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

struct Choice {
  double score = -1e9;
  GazetteerPlace place;
};

// Whether a namesake in another country is near the first in size.
bool doubtful(const std::vector<GazetteerPlace>& candidates) {
  if (candidates.empty()) return false;
  const GazetteerPlace& first = candidates.front();
  return std::any_of(candidates.begin(), candidates.end(), [&](const GazetteerPlace& p) {
    return p.country != first.country && p.population * 10 > first.population;
  });
}

// "New York", "Mecca": said without more, the town and not the region around it.
bool has_town_in(const std::vector<GazetteerPlace>& candidates, std::string_view country) {
  return std::any_of(candidates.begin(), candidates.end(), [&](const GazetteerPlace& p) {
    return p.kind == PlaceKind::town && p.country == country && p.population >= kKnownToAll;
  });
}

Choice choose(const Gazetteer& gazetteer, std::string_view name, const std::vector<GazetteerPlace>& candidates,
              const std::optional<Holder>& holder, const Countries& countries, bool region) {
  Choice best;
  const std::string_view held =
      holder ? (holder->here ? main_country(countries) : std::string_view(holder->country)) : std::string_view();
  const bool unsure = doubtful(candidates) && !countries.empty();
  for (const GazetteerPlace& p : candidates) {
    const double spoken_of = share(countries, p.country);
    double score = std::log10(static_cast<double>(p.population) + 10);
    if (p.kind == PlaceKind::country) score += 3;
    if (p.kind == PlaceKind::region) score += region ? 3 : has_town_in(candidates, p.country) ? -2 : -0.5;
    score += 5 * spoken_of;
    if (!held.empty() && p.kind != PlaceKind::country) {
      if (p.country != held && (holder->or_country.empty() || p.country != holder->or_country)) continue;
      score += 4;
      // "Aleppo province" may hold a town that has namesakes in its country.
      if ((holder->region || !holder->or_country.empty()) && folded(p.region) == folded(holder->name)) score += 3;
    } else if (!p.exact && spoken_of < 0.2) {
      continue;  // a spelling that only resembles it needs the text to speak of the country
    } else if (spoken_of == 0 && p.kind == PlaceKind::town &&
               (p.population < kKnownToAll || (unsure && p.population < kLarge))) {
      continue;
    } else if (spoken_of == 0 && !countries.empty() && p.population < kLarge && p.kind != PlaceKind::region &&
               !gazetteer.same_name(p.name, name)) {
      continue;  // by another of its names, and the text speaks of elsewhere
    }
    if (score > best.score) best = {score, p};
  }
  return best;
}

// "Guatemala City", "Idlib Province": without the word that says what it is.
std::vector<GazetteerPlace> candidates_of(const Gazetteer& gazetteer, std::string_view name, bool& region) {
  name = without_article(name);
  std::vector<GazetteerPlace> found = gazetteer.find(name);
  const std::size_t last = name.find_last_of(" \n");
  if ((!found.empty() && found.front().exact) || last == std::string_view::npos) return found;
  const unsigned role = role_of(name.substr(last + 1));
  if (!(role & (kDivision | kKindWord))) return found;
  std::vector<GazetteerPlace> bare = gazetteer.find(name.substr(0, last));
  region = region || (role & kDivision);
  if (role & kDivision) std::erase_if(bare, [](const GazetteerPlace& p) { return p.kind == PlaceKind::country; });
  return bare.empty() ? found : bare;
}

double kilometres(double lat1, double lon1, double lat2, double lon2) {
  constexpr double kRadians = 3.14159265358979323846 / 180;
  const double a = std::sin((lat2 - lat1) * kRadians / 2), b = std::sin((lon2 - lon1) * kRadians / 2);
  return 12742 *
         std::asin(std::sqrt(std::min(1., a * a + std::cos(lat1 * kRadians) * std::cos(lat2 * kRadians) * b * b)));
}

PlaceValue value_of(const GazetteerPlace& p) {
  return {p.geonameid, std::string(p.name), std::string(p.country), p.lat, p.lon};
}

}  // namespace

void resolve_places(const Document& document, Reading& reading, const Gazetteer* gazetteer) {
  if (gazetteer == nullptr) return;
  Countries countries = countries_of(document, *gazetteer);
  struct Open {
    Mention* mention;
    std::vector<GazetteerPlace> candidates;
    bool region = false;
  };
  std::vector<Open> open;
  for (Mention& m : reading.mentions) {
    if (m.kind != MentionKind::place) continue;
    Open o{&m, {}, says_region(document.text, m.span)};
    o.candidates = candidates_of(*gazetteer, slice(document.text, m.span), o.region);
    // A large town that is far ahead of its namesakes speaks for its country.
    if (!o.candidates.empty() && o.candidates.front().kind == PlaceKind::town && o.candidates.front().exact) {
      std::int64_t others = 0;
      for (const GazetteerPlace& p : o.candidates)
        if (p.country != o.candidates.front().country) others = std::max(others, p.population);
      const std::int64_t own = o.candidates.front().population;
      if (own >= kKnownToAll && own > 10 * others)
        countries[std::string(o.candidates.front().country)] += m.span.begin < 120 ? 1. : 0.7;
    }
    open.push_back(std::move(o));
  }
  // A name said once with its country means that country all through.
  std::unordered_map<std::string, Holder> stated;
  std::vector<std::optional<Holder>> holders;
  for (const Open& o : open) {
    holders.push_back(holder_of(document, reading, o.mention->span, gazetteer));
    if (holders.back() && !holders.back()->here)
      stated.try_emplace(folded(slice(document.text, o.mention->span)), *holders.back());
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (!holders[i])
      if (const auto it = stated.find(folded(slice(document.text, open[i].mention->span))); it != stated.end())
        holders[i] = it->second;
    const Choice best = choose(*gazetteer, slice(document.text, open[i].mention->span), open[i].candidates, holders[i],
                               countries, open[i].region);
    if (best.score > -1e8) open[i].mention->place = value_of(best.place);
  }
  // "Atlanta, Georgia": the country's namesake that holds the town before it.
  for (std::size_t i = 1; i < open.size(); ++i) {
    const Mention &town = *open[i - 1].mention, &held_by = *open[i].mention;
    if (!town.place || !held_by.place || town.place->country == held_by.place->country || town.span.end > held_by.span.begin) continue;
    if (slice(document.text, {town.span.end, held_by.span.begin}) != ", ") continue;
    for (const GazetteerPlace& p : open[i].candidates)
      if (p.kind == PlaceKind::region && p.exact && p.country == town.place->country) open[i].mention->place = value_of(p);
  }
  // A small town across a border from where the report is.
  std::vector<PlaceValue> sure;
  for (const Open& o : open)
    if (o.mention->place && !o.candidates.empty() && o.candidates.front().kind == PlaceKind::town &&
        sure.size() < kAnchors)
      sure.push_back(*o.mention->place);
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (open[i].mention->place || holders[i] || doubtful(open[i].candidates)) continue;
    double nearest = kNear;
    for (const GazetteerPlace& p : open[i].candidates)
      for (const PlaceValue& s : sure) {
        if (!p.exact || p.kind != PlaceKind::town) continue;
        const double d = kilometres(p.lat, p.lon, s.lat, s.lon);
        if (d < nearest) nearest = d, open[i].mention->place = value_of(p);
      }
  }
}

namespace {

// A name that a line break runs through, on one line.
std::string one_line(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out;
}

}  // namespace

Place place_of(const Document& document, const Reading& reading, Span mention, const Gazetteer* gazetteer) {
  // The place mention meant: the same span, else the last inside it, else one it lies in.
  const Mention* meant = nullptr;
  for (const Mention& m : reading.mentions) {
    if (m.kind != MentionKind::place) continue;
    if (m.span == mention) {
      meant = &m;
      break;
    }
    if (inside(m.span, mention) || (meant == nullptr && inside(mention, m.span))) meant = &m;
  }
  const Span span = meant != nullptr ? meant->span : mention;
  Place place;
  place.name = one_line(without_article(slice(document.text, span)));
  const std::string key = folded(place.name);

  std::optional<PlaceValue> value = meant != nullptr ? meant->place : std::nullopt;
  std::optional<Holder> holder;
  Countries countries;
  for (const Mention& m : reading.mentions) {
    if (m.kind != MentionKind::place) continue;
    if (m.place) countries[m.place->country] += 1;
    const std::string_view name = slice(document.text, m.span);
    const bool same_name = folded(name) == key;
    if (same_name && !value) value = m.place;
    if (same_name && capitals(place.name) && !capitals(name)) place.name = one_line(without_article(name));
    if (value && m.place && m.place->geonameid != 0 && m.place->geonameid == value->geonameid &&
        name.size() > place.name.size() && name.find(place.name) != std::string_view::npos)
      place.name = one_line(without_article(name));
    if (same_name && !holder) holder = holder_of(document, reading, m.span, gazetteer);
  }
  if (value) {
    const std::string whole = one_line(slice(document.text, span));
    if (gazetteer != nullptr && whole != place.name && !capitals(whole) && gazetteer->same_name(value->name, whole))
      place.name = whole;  // "The Hague" keeps its article
    place.geonameid = value->geonameid;
    place.country = value->country;
    place.lat = value->lat;
    place.lon = value->lon;
    return place;
  }
  if (!holder) holder = holder_of(document, reading, span, gazetteer);
  if (!holder) return place;
  if (holder->here) {
    place.country = main_country(countries);
    if (gazetteer != nullptr && !place.country.empty()) place.within = gazetteer->country_place(place.country).name;
  } else {
    place.country = holder->country;
    place.within = one_line(holder->name);
  }
  return place;
}

}  // namespace tocsin::record
