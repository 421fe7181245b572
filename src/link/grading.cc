// SPDX-License-Identifier: Apache-2.0
#include "link/grading.h"

#include <algorithm>
#include <set>

#include "link/voices.h"
#include "link/words.h"
#include "text/name_key.h"

namespace tocsin::link {
namespace {

// All tellings of one incident, before they were merged.
struct Told {
  std::vector<const Incident*> tellings;
  std::vector<const Findings*> by;
};

// Whom the text of a telling calls by two names, in two scripts, is one voice.
void join_names(const Told& told, std::map<std::string, std::string>& voices) {
  for (auto a = voices.begin(); a != voices.end(); ++a)
    for (const Findings* by : told.by)
      for (const std::string& alias : also_called(by->documents.front().text, a->second)) {
        const std::string key = text::name_key(alias);
        std::erase_if(voices, [&](const auto& b) { return b.first != a->first && text::name_key(b.second) == key; });
      }
}

class Tellers {
 public:
  Tellers(const std::vector<Family>& wires, const Voices& names) : names_(names) {
    for (const Family& f : wires)
      for (const Member& m : f.members) wire_[m.document] = f.first;
  }

  // Whoever gives a figure, else whoever publishes: an outlet that only passes on what an office said is no second voice.
  std::map<std::string, std::string> of(const Told& told) const {  // key → a name for it
    std::map<std::string, std::string> out;
    for (std::size_t i = 0; i < told.tellings.size(); ++i) {
      const Incident& telling = *told.tellings[i];
      bool attributed = false, own = telling.figures.empty();
      for (const Figure& f : telling.figures) {
        if (f.source) out.emplace("said:" + names_.key(f.source->name), f.source->name);
        (f.source ? attributed : own) = true;
      }
      if (!own && attributed) continue;
      const Document& d = told.by[i]->documents.front();
      const auto wire = wire_.find(d.id);
      const std::string name = d.outlet.empty() ? d.channel : d.outlet;
      out.emplace(wire != wire_.end() ? "wire:" + wire->second : "said:" + names_.key(name), name.empty() ? "a source that gives no name" : name);
    }
    join_names(told, out);
    return out;
  }

 private:
  const Voices& names_;
  std::map<Id, Id> wire_;
};

bool same_name(const std::string& a, const std::string& b) {
  const std::string x = text::name_key(a), y = text::name_key(b);
  return x == y || (std::min(x.size(), y.size()) >= 4 && (x.find(y) != x.npos || y.find(x) != y.npos));
}

// Those who are said to have done it; the same under a longer name is the same.
std::vector<std::string> actors(const Told& told) {
  std::vector<std::string> out;
  for (const Incident* t : told.tellings)
    if (t->actor && std::none_of(out.begin(), out.end(), [&](const std::string& known) { return same_name(known, t->actor->name); }))
      out.push_back(t->actor->name);
  return out;
}

// A statement of the actor's own that takes it on.
bool accepted(const Told& told, const std::vector<std::string>& actors) {
  static const WordSet kAccepts("acceptance.tsv");
  for (const Findings* f : told.by)
    for (const Statement& s : f->statements) {
      if (!s.source || std::none_of(actors.begin(), actors.end(), [&](const std::string& a) { return same_name(a, s.source->name); })) continue;
      if (kAccepts.in(slice(f->documents.front().text, s.span.span))) return true;
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

Grading graded(const Incident& incident, const Told& told, const Tellers& all) {
  const std::map<std::string, std::string> voices = all.of(told);
  const std::vector<std::string> who = actors(told);
  Grading out;
  out.sources = static_cast<std::int64_t>(voices.size());
  const std::string by = voices.size() == 1 ? "one source tells of it: " + listed(voices)
                                            : std::to_string(voices.size()) + " independent sources tell of it: " + listed(voices);
  if (incident.status == IncidentStatus::denied && voices.size() < 2) {
    out.grade = Grade::discounted, out.credibility = 5, out.why = "it is denied, and " + by;
  } else if (who.size() > 1 || incident.status == IncidentStatus::disputed || incident.status == IncidentStatus::denied) {
    out.grade = Grade::contested, out.credibility = 4;
    out.why = who.size() > 1 ? "it is laid at the door of " + who[0] + " and of " + who[1] : "it is " + std::string(incident.status == IncidentStatus::denied ? "denied" : "disputed") + "; " + by;
  } else if (!who.empty() && accepted(told, who)) {
    out.grade = Grade::confirmed, out.credibility = voices.size() > 1 ? 1 : 2, out.why = who[0] + " accepted responsibility; " + by;
  } else if (voices.size() > 1) {
    out.grade = Grade::fair, out.credibility = incident.status == IncidentStatus::confirmed ? 1 : 2, out.why = by;
  } else {
    out.grade = Grade::weak, out.credibility = incident.status == IncidentStatus::confirmed ? 3 : 6, out.why = by;
  }
  return out;
}

}  // namespace

void grade_incidents(MergedIncidents& incidents, const std::vector<const Findings*>& documents, const std::vector<Family>& wires, const Voices& names) {
  const Tellers tellers(wires, names);
  std::map<Id, Told> told;
  for (const Findings* f : documents)
    for (const Incident& telling : f->incidents)
      if (const auto into = incidents.merged_into.find(telling.id); into != incidents.merged_into.end()) {
        told[into->second].tellings.push_back(&telling);
        told[into->second].by.push_back(f);
      }
  for (Incident& incident : incidents.incidents)
    if (const auto t = told.find(incident.id); t != told.end()) incident.grading = graded(incident, t->second, tellers);
}

}  // namespace tocsin::link
