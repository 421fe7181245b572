// SPDX-License-Identifier: Apache-2.0
#include "engine/delivery_history.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/clock.h"
#include "core/json.h"
#include "link/reviews.h"

namespace tocsin {
namespace {

// An alert's record as the log has it.
struct Entry {
  std::int64_t n = 0;
  std::optional<Time> time;
  std::optional<double> score;              // of its record
  const Decision* decision = nullptr;       // or what a person decided
};

std::optional<Time> moment(const std::string& text) {
  const std::optional<ParsedTime> time = parse_time(text);
  return time ? std::optional(time->time) : std::nullopt;
}

std::optional<double> score_in(const std::string& body) {
  const Result<json::Value> value = json::parse(body);
  const json::Value* score = value.ok() ? value->find("score") : nullptr;
  double out = 0;
  if (score == nullptr || std::from_chars(score->scalar.data(), score->scalar.data() + score->scalar.size(), out).ec != std::errc()) return std::nullopt;
  return out;
}

std::size_t copies_by(const deliver::Facts& facts, const std::optional<Time>& time) {
  const auto seen = std::count_if(facts.posts.begin(), facts.posts.end(), [&](const auto& at) { return !time || !at || *at <= *time; });
  return seen > 0 ? static_cast<std::size_t>(seen) - 1 : 0;
}

std::vector<deliver::Moment> moments(const Alert& alert, const deliver::Facts& facts, std::vector<Entry> entries, unsigned reviewers) {
  const bool known = !entries.empty();
  for (const Decision& d : alert.decisions) entries.push_back({d.entry, moment(d.time), std::nullopt, &d});
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.n < b.n; });
  std::vector<deliver::Moment> out;
  std::vector<Decision> decided;
  std::optional<double> score;
  std::int64_t since = 0;
  if (!known) {  // from before there was a log: when its first post came is as near as can be told
    score = alert.score;
    const auto first = std::min_element(facts.posts.begin(), facts.posts.end(), [](const auto& a, const auto& b) { return a && (!b || *a < *b); });
    out.push_back({first == facts.posts.end() ? std::nullopt : *first, *score, "draft", 0, 0});
  }
  for (const Entry& e : entries) {
    if (e.score) score = e.score;
    if (e.decision) {
      decided.push_back(*e.decision);
      const DecisionKind kind = e.decision->kind;
      if (kind == DecisionKind::merge || kind == DecisionKind::split || kind == DecisionKind::correct) since = e.n;
    }
    if (!score) continue;  // decided under another id, before this one came
    const std::string state = link::state(decided, reviewers);
    out.push_back({e.time, *score, state.empty() ? "draft" : state, since, copies_by(facts, e.time)});
  }
  return out;
}

}  // namespace

Result<brief::DryRun> dry_run(const store::Log& log, const Findings& findings, unsigned reviewers, const std::vector<deliver::Prepared>& rules, Time since,
                              Time until) {
  brief::DryRun out;
  out.since = since, out.until = until;
  std::map<Id, std::vector<Entry>> entries;
  std::set<Id> there, gone;
  for (const Alert& a : findings.alerts) there.insert(a.id);
  const Status s = log.each([&](const LogEntry& e) {
    if (e.act != "alert" && e.act != "revision") return;
    const std::optional<Time> time = moment(e.time);
    if (there.contains(e.subject)) entries[e.subject].push_back({e.n, time, score_in(e.body)});
    else if (time && *time >= since && *time <= until) gone.insert(e.subject);
  });
  if (!s.ok()) return s;
  out.gone = gone.size();
  for (const deliver::Prepared& rule : rules) out.rules.push_back({rule.rule->name, {}});
  const deliver::CaseBook book(findings);
  for (const Alert& a : findings.alerts) {
    const deliver::Facts facts = book.facts(a);
    const std::vector<deliver::Moment> history = moments(a, facts, entries[a.id], reviewers);
    for (std::size_t i = 0; i < rules.size(); ++i)
      for (const deliver::Moment& m : deliver::replay(rules[i], facts, history))
        if (!m.time || (*m.time >= since && *m.time <= until)) out.rules[i].firings.push_back({a.id, m.time, m.score, m.state, m.copies});
  }
  for (brief::DryRun::OfRule& rule : out.rules)
    std::stable_sort(rule.firings.begin(), rule.firings.end(), [](const auto& a, const auto& b) { return a.time != b.time ? a.time < b.time : a.alert < b.alert; });
  return out;
}

}  // namespace tocsin
