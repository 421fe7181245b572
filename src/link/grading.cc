// SPDX-License-Identifier: Apache-2.0
#include "link/grading.h"

#include <algorithm>
#include <map>

#include "link/words.h"
#include "text/name_key.h"

namespace tocsin::link {
namespace {

// Whom the text of a telling calls by two names, in two scripts, is one voice.
void join_names(const std::vector<Telling>& tellings, std::map<std::string, std::string>& voices) {
  for (auto a = voices.begin(); a != voices.end(); ++a)
    for (const Telling& t : tellings)
      for (const std::string& alias : also_called(t.by->documents.front().text, a->second)) {
        const std::string key = text::name_key(alias);
        std::erase_if(voices, [&](const auto& b) { return b.first != a->first && text::name_key(b.second) == key; });
      }
}

// Whoever gives a figure, else whoever publishes: an outlet that only passes on what an office said is no second voice.
std::map<std::string, std::string> voices_of(const std::vector<Telling>& tellings, const Voices& names) {  // key → a name for it
  std::map<std::string, std::string> out;
  for (const Telling& t : tellings) {
    bool attributed = false, own = t.told->figures.empty();
    for (const Figure& f : t.told->figures) {
      if (f.source) out.emplace("said:" + names.key(f.source->name), f.source->name);
      (f.source ? attributed : own) = true;
    }
    if (!own && attributed) continue;
    const Document& d = t.by->documents.front();
    const std::string name = d.outlet.empty() ? d.channel : d.outlet;
    out.emplace(t.wire.empty() ? "said:" + names.key(name) : "wire:" + t.wire, name.empty() ? "a source that gives no name" : name);
  }
  join_names(tellings, out);
  return out;
}

bool same_name(const std::string& a, const std::string& b) {
  const std::string x = text::name_key(a), y = text::name_key(b);
  return x == y || (std::min(x.size(), y.size()) >= 4 && (x.find(y) != x.npos || y.find(x) != y.npos));
}

// Those who are said to have done it; the same under a longer name is the same.
std::vector<std::string> actors(const std::vector<Telling>& tellings) {
  std::vector<std::string> out;
  for (const Telling& t : tellings)
    if (t.told->actor && std::none_of(out.begin(), out.end(), [&](const std::string& known) { return same_name(known, t.told->actor->name); }))
      out.push_back(t.told->actor->name);
  return out;
}

// A statement of the actor's own that takes it on.
bool accepted(const std::vector<Telling>& tellings, const std::vector<std::string>& actors) {
  static const WordSet kAccepts("acceptance.tsv");
  for (const Telling& t : tellings)
    for (const Statement& s : t.by->statements) {
      if (!s.source || std::none_of(actors.begin(), actors.end(), [&](const std::string& a) { return same_name(a, s.source->name); })) continue;
      if (kAccepts.in(slice(t.by->documents.front().text, s.span.span))) return true;
    }
  return false;
}

std::string listed(const std::map<std::string, std::string>& voices) {
  std::string out;
  std::size_t n = 0;
  for (const auto& [key, name] : voices) {
    if (n == 3) return out + " and " + std::to_string(voices.size() - n) + " more";
    out += (n++ ? ", " : "") + name;
  }
  return out;
}

}  // namespace

Grading graded(const Incident& incident, const std::vector<Telling>& tellings, const Voices& names) {
  const std::map<std::string, std::string> voices = voices_of(tellings, names);
  const std::vector<std::string> who = actors(tellings);
  Grading out;
  out.sources = static_cast<std::int64_t>(voices.size());
  const std::string by = voices.size() == 1 ? "one source tells of it: " + listed(voices)
                                            : std::to_string(voices.size()) + " independent sources tell of it: " + listed(voices);
  if (incident.status == IncidentStatus::denied && voices.size() < 2) {
    out.grade = Grade::discounted, out.credibility = 5, out.why = "it is denied, and " + by;
  } else if (who.size() > 1 || incident.status == IncidentStatus::disputed || incident.status == IncidentStatus::denied) {
    out.grade = Grade::contested, out.credibility = 4;
    out.why = who.size() > 1 ? "it is laid at the door of " + who[0] + " and of " + who[1] : "it is " + std::string(incident.status == IncidentStatus::denied ? "denied" : "disputed") + "; " + by;
  } else if (!who.empty() && accepted(tellings, who)) {
    out.grade = Grade::confirmed, out.credibility = voices.size() > 1 ? 1 : 2, out.why = who[0] + " accepted responsibility; " + by;
  } else if (voices.size() > 1) {
    out.grade = Grade::fair, out.credibility = incident.status == IncidentStatus::confirmed ? 1 : 2, out.why = by;
  } else {
    out.grade = Grade::weak, out.credibility = incident.status == IncidentStatus::confirmed ? 3 : 6, out.why = by;
  }
  return out;
}

}  // namespace tocsin::link
