// SPDX-License-Identifier: Apache-2.0
#include "link/score.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "core/list.h"
#include "core/names.h"
#include "link/lists.h"
#include "link/words.h"

namespace tocsin::link {
namespace {

// Points stay on a grid of halves, which doubles hold exactly: a score is the very sum of its parts.
double on_grid(double points) { return std::round(points * 2) / 2; }

double weight(std::string_view part, std::string_view which) {
  static const std::map<std::string, double> kWeights = [] {
    std::map<std::string, double> out;
    for (const ListRow& row : builtin_list("weights.tsv", list("weights.tsv"))) {
      const std::string& s = row["points"];
      double points = 0;
      std::from_chars(s.data(), s.data() + s.size(), points);
      out[row["part"] + "/" + row["case"]] = points;
    }
    return out;
  }();
  const auto it = kWeights.find(std::string(part) + "/" + std::string(which));
  return it == kWeights.end() ? 0 : it->second;
}

// The first time the threat is for, as far as its words can be resolved.
std::optional<Interval> threatened_time(const Threat& t) {
  for (const TimeValue& time : t.times)
    if (time.interval) return time.interval;
  return std::nullopt;
}

constexpr std::chrono::hours kOver(24);                        // after a time that was threatened, it is over
constexpr std::chrono::hours kDay(24), kThreeDays(72), kWeek(168);  // since it was posted

// The evidence of the links that lead from `from`, of one relation and status.
std::vector<Passage> link_spans(const Case& c, const Id& from, LinkRelation relation, std::optional<LinkStatus> status) {
  std::vector<Passage> out;
  for (const Link* l : c.links.from(from))
    if (l->relation == relation && (!status || l->status == *status)) out.insert(out.end(), l->spans.begin(), l->spans.end());
  return out;
}

// How fast a family spread: the most copies seen within six hours. So many are quick, and so many fast.
constexpr std::size_t kQuick = 3, kFast = 10;

std::size_t busiest(const Case& c, const Family& family) {
  std::vector<Time> times;
  for (const Member& m : family.members)
    if (const std::optional<Time>& t = c.document(m.document).published; t && m.relation != Relation::first) times.push_back(*t);
  std::sort(times.begin(), times.end());
  std::size_t most = 0;
  for (std::size_t from = 0, to = 0; to < times.size(); ++to) {
    while (times[to] - times[from] > std::chrono::hours(6)) ++from;
    most = std::max(most, to - from + 1);
  }
  return most;
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  return std::to_string(n) + " " + std::string(n == 1 ? one : many);
}

// What the reader said for itself, with the spans it points to; in a few words where word lists read.
std::pair<std::string, std::vector<Passage>> certainty(const Case& c, const Threat& t) {
  char sure[8];
  std::snprintf(sure, sizeof sure, "%.2f", t.score);
  std::vector<Passage> spans = t.act ? std::vector<Passage>{*t.act} : std::vector<Passage>();
  const Reading* reading = c.reading(t.document);
  if (reading != nullptr)
    for (const ThreatReading& r : reading->threats) {
      if (r.why.empty() || r.force != t.force || r.stance != t.stance) continue;
      for (const auto* list : {&t.victims, &t.targets_chosen, &t.targets_rejected})
        spans.insert(spans.end(), list->begin(), list->end());
      return {"the trained reader " + reading->reader + " says: " + r.why, std::move(spans)};
    }
  return {std::string("the reader is ") + sure + " sure that the author stands behind it", std::move(spans)};
}

}  // namespace

std::vector<ScorePart> score_parts(const Case& c, const Scored& alert) {
  static const WordSet kVulnerable("vulnerable.tsv");
  const Threat& t = *alert.threat;
  std::vector<ScorePart> out;
  const auto add = [&](std::string_view name, double points, std::string why, std::vector<Passage> spans = {}) {
    if (points = on_grid(points); points != 0)
      out.push_back({std::string(name), points, std::move(why), std::move(spans)});
  };
  const std::vector<Passage> act = t.act ? std::vector<Passage>{*t.act} : std::vector<Passage>();
  static const std::map<Force, std::string> kForces = {{Force::intends, "announces violence"},
                                                       {Force::calls_for, "calls on others to use violence"},
                                                       {Force::wishes, "wishes for violence"}};
  if (const auto it = kForces.find(t.force); it != kForces.end())
    add("force", weight("force", to_string(t.force)), "it " + it->second, act);
  const auto [sure, evidence] = certainty(c, t);
  add("certainty", weight("certainty", "full") * t.score, sure, evidence);
  if (!t.targets_chosen.empty()) add("target", weight("target", "named"), "a target is named", t.targets_chosen);
  if (!t.places.empty()) {
    std::vector<Passage> places;
    for (const ThreatPlace& p : t.places) places.push_back(p.span);
    add("place", weight("place", "named"), "a place is named", places);
  }
  if (!t.time.empty()) {
    const std::optional<Interval> when = threatened_time(t);
    const bool past = when && when->to && c.as_of && *when->to + kOver < *c.as_of;
    add("time", weight("time", past ? "past" : "ahead"), past ? "a time is named, and it is over" : "a time is named",
        t.time);
  }
  if (!t.means.empty()) add("means", weight("means", "named"), "a means is named", t.means);
  if (t.addressee)
    add("addressee", weight("addressee", "named"), "somebody is told to act, or warned", t.addressee->spans);

  std::vector<Passage> vulnerable;
  for (const auto* list : {&t.victims, &t.targets_chosen})
    for (const Passage& p : *list)
      if (kVulnerable.in(c.words(p))) vulnerable.push_back(p);
  if (!vulnerable.empty())
    add("vulnerable", weight("vulnerable", "named"), "people are there who cannot easily get away", vulnerable);

  if (alert.outlet && alert.outlet->standing != Standing::unknown)
    add("outlet", weight("outlet", to_string(alert.outlet->standing)),
        "its channel is called " + std::string(to_string(alert.outlet->standing)), alert.outlet->spans);
  if (alert.family && alert.family->members.size() > 1) {
    const std::size_t copies = alert.family->members.size() - 1;
    add("spread",
        std::min(weight("spread", "most"), weight("spread", "doubling") * std::log2(1.0 + static_cast<double>(copies))),
        counted(copies, "copy", "copies") + " seen in " +
            counted(alert.family->channels.size(), "channel", "channels"));
  }
  if (alert.family) {
    const std::size_t n = busiest(c, *alert.family);
    if (n >= kQuick)
      add("pace", weight("pace", n >= kFast ? "fast" : "quick"), counted(n, "copy", "copies") + " seen within six hours");
  }
  std::set<std::string> outlets;
  std::vector<Passage> told;
  for (const Id& report : alert.reports) {
    outlets.insert(c.document(report).outlet);
    for (const Passage& p : link_spans(c, report, LinkRelation::quotes, std::nullopt))
      if (p.document == report) told.push_back(p);
  }
  add("corroboration",
      std::min(weight("corroboration", "most"),
               weight("corroboration", "outlet") * static_cast<double>(outlets.size())),
      counted(outlets.size(), "outlet tells", "outlets tell") + " of it", told);
  if (alert.motive)
    add("motive", weight("motive", to_string(*alert.motive)),
        *alert.motive == LinkStatus::unclear ? "it cites an incident; whether they are linked is called unclear"
                                             : "it cites an incident",
        t.motive);
  if (const std::optional<Time> posted = t.posted ? t.posted->from : std::nullopt; posted && c.as_of) {
    const auto age = *c.as_of - *posted;
    const std::string_view when = age <= kDay         ? "day"
                                  : age <= kThreeDays ? "three_days"
                                  : age <= kWeek      ? "week"
                                                                   : "";
    if (!when.empty())
      add("recency", weight("recency", when),
          when == "day"    ? "seen within a day"
          : when == "week" ? "seen within a week"
                           : "seen within three days",
          act);
  }
  if (alert.issuer == LinkStatus::unclear)
    add("uncertainty", weight("uncertainty", "issuer"), "who runs the channel is called unclear or disputed",
        link_spans(c, t.id, LinkRelation::issued_by, LinkStatus::unclear));
  if (alert.family == nullptr)
    add("uncertainty", weight("uncertainty", "not_posted"), "no post of it is held, only reports");

  std::stable_sort(out.begin(), out.end(), [](const ScorePart& a, const ScorePart& b) {
    return a.points != b.points ? a.points > b.points : a.name < b.name;
  });
  return out;
}

std::vector<Time> turning_points(const Threat& t) {
  std::vector<Time> out;
  if (t.posted && t.posted->from)
    for (const std::chrono::hours age : {kDay, kThreeDays, kWeek}) out.push_back(*t.posted->from + age);
  if (const std::optional<Interval> when = threatened_time(t); when && when->to) out.push_back(*when->to + kOver);
  return out;
}

double total(const std::vector<ScorePart>& parts) {
  double sum = 0;
  for (const ScorePart& p : parts) sum += p.points;
  return sum;
}

}  // namespace tocsin::link
