// SPDX-License-Identifier: Apache-2.0
// Rules made ready, and what is wrong with them; what a rule looks at in an alert; when it fires.
//
//   Result<std::vector<Prepared>> rules = prepare(file, warnings);
//     not ok: "rules.toml:7:13: \"regions\": there is no country \"Jordania\"; did you mean \"Jordan\"?"
//   Facts facts = CaseBook(findings).facts(alert);
//   if (fires(rule, facts, before)) …
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "deliver/schedule.h"
#include "tocsin/delivering.h"
#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin::deliver {

struct Prepared {
  const Rule* rule = nullptr;  // of the Rules given, which must outlive it
  std::set<std::string> regions, languages, targets, outlets, states;  // ISO codes; outlets folded
  Schedule schedule;
  std::vector<const Receiver*> receivers;
};

// Not ok where a rule or receiver cannot be as it is written, or a rule could never fire. `warnings`: rules that fire for everything,
// receivers nobody sends to.
Result<std::vector<Prepared>> prepare(const Rules& rules, std::vector<std::string>& warnings);

struct Facts {
  Id alert;
  double score = 0;
  std::string state;          // "draft", "confirmed", "escalated", "dismissed"
  std::int64_t since = 0;     // entry of the log in which people last changed the case itself; 0: never
  std::set<std::string> countries, languages, kinds, outlets;
  std::vector<std::optional<Time>> posts;  // when each post of the case was published
  std::vector<Id> documents;  // of the case, the one the threat stands in first
  std::size_t copies() const { return posts.empty() ? 0 : posts.size() - 1; }
};

// Countries are those of places that the case's threats name; languages those of its posts; outlets its channels, its outlet
// by all its names, and who reported it.
class CaseBook {
 public:
  explicit CaseBook(const Findings& findings);  // must outlive it
  Facts facts(const Alert& alert) const;

 private:
  std::map<Id, const Document*, std::less<>> documents_;
  std::map<Id, const Family*, std::less<>> families_;
  std::map<Id, const Outlet*, std::less<>> outlets_;
  std::map<Id, const Threat*, std::less<>> threats_;
  std::multimap<Id, const Threat*, std::less<>> threats_in_;
};

// Score, regions, languages, targets and outlets: all that are said must be met, of a list one.
bool matches(const Prepared& rule, const Facts& facts);

// What went before to one receiver, or would have.
struct Fired {
  std::string state;
  std::int64_t since = 0;
  std::size_t copies = 0;
};
// Once for each state people give a case as it is, and again with so many new copies.
bool fires(const Prepared& rule, const Facts& facts, const std::vector<Fired>& before);

// An alert as it was at some time, and when the rule would have fired.
struct Moment {
  std::optional<Time> time;
  double score = 0;
  std::string state;
  std::int64_t since = 0;
  std::size_t copies = 0;
};
std::vector<Moment> replay(const Prepared& rule, Facts facts, const std::vector<Moment>& history);

// The same for the same rule, receiver, alert, record and state: by this a receiver knows that it has it already.
std::string key_of(const Rule& rule, const Receiver& receiver, const Facts& facts, std::string_view record);
std::string key_of_digest(std::vector<std::string> keys);

}  // namespace tocsin::deliver
