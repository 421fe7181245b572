// SPDX-License-Identifier: Apache-2.0
#include "engine/dispatch.h"

#include <algorithm>

#include "core/clock.h"
#include "core/hash.h"

namespace tocsin {
namespace {

constexpr std::size_t kMostAtOnce = 20;   // of one rule to one receiver in one run: more go together
constexpr std::int64_t kNoted = 60;       // seconds after a receiver's time limit until a try that was never noted is over
constexpr int kLineWidth = 72;

brief::ParcelLine line_of(const store::Delivery& row) {
  return {row.parcel, row.rule, row.receiver, row.state, {row.alert}, row.attempts, Time(std::chrono::seconds(row.next)), row.error};
}

}  // namespace

Dispatch::Dispatch(Engine::Impl& engine, const DeliverRequest& request, const Findings& findings, const std::vector<deliver::Prepared>& rules, Time now)
    : engine_(engine), request_(request), findings_(findings), rules_(rules), now_(now), random_(request.seed), outbox_(engine.store), log_(engine.store),
      index_(findings) {
  const deliver::CaseBook book(findings);
  for (const Alert& a : findings.alerts) {
    by_id_.emplace(a.id, facts_.size());
    facts_.push_back(book.facts(a));
    for (const Id& document : facts_.back().documents) held_.emplace(document, facts_.size() - 1);
  }
}

std::optional<std::size_t> Dispatch::alert_of(const store::Delivery& row) const {
  if (const auto it = by_id_.find(row.alert); it != by_id_.end()) return it->second;
  const auto it = held_.find(row.document);
  return it == held_.end() ? std::nullopt : std::optional(it->second);
}

bool Dispatch::addressed(const store::Delivery& row, const deliver::Prepared*& rule, const Receiver*& receiver) const {
  for (const deliver::Prepared& p : rules_)
    if (p.rule->name == row.rule)
      for (const Receiver* r : p.receivers)
        if (r->name == row.receiver) {
          rule = &p, receiver = r;
          return true;
        }
  return false;
}

// ---- rules fire

Status Dispatch::fire() {
  return engine_.store.together([&]() -> Status {
    const Result<std::vector<store::Delivery>> before = outbox_.all();
    if (!before.ok()) return before.status();
    Status s = outbox_.clock_is(seconds(now_));
    for (const deliver::Prepared& rule : rules_) {
      std::set<Id> fired;
      for (const Receiver* receiver : rule.receivers)
        if (s.ok()) s = fire(rule, *receiver, *before, fired);
      if (!fired.empty()) report_.fired.emplace_back(rule.rule->name, fired.size());
    }
    return s;
  });
}

Status Dispatch::fire(const deliver::Prepared& rule, const Receiver& receiver, const std::vector<store::Delivery>& before, std::set<Id>& fired) {
  std::map<std::size_t, std::vector<deliver::Fired>> told;  // by alert
  for (const store::Delivery& d : before)
    if (d.rule == rule.rule->name && d.receiver == receiver.name && d.state != "withdrawn")
      if (const std::optional<std::size_t> alert = alert_of(d)) told[*alert].push_back({d.review, d.since, d.copies});
  std::vector<store::Delivery> rows;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const deliver::Facts& f = facts_[i];
    if (f.documents.empty() || !deliver::fires(rule, f, told[i])) continue;
    store::Delivery d;
    d.record = store::record_hash(findings_.alerts[i]);
    d.key = deliver::key_of(*rule.rule, receiver, f, d.record);
    d.rule = rule.rule->name, d.receiver = receiver.name, d.alert = f.alert, d.document = f.documents.front(), d.review = f.state;
    d.since = f.since, d.copies = f.copies(), d.made = d.noted = d.next = seconds(now_);
    rows.push_back(std::move(d));
    fired.insert(f.alert);
  }
  if (rows.empty()) return Status();
  if (rule.rule->send_drafts)
    if (const Status s = log_.drafts_allowed(engine_.options.now, rule.rule->name, rule.rule->owner); !s.ok()) return s;
  const std::optional<Time> held = deliver::held_until(rule.schedule, now_);
  for (store::Delivery& d : rows) {
    if (held) d.next = seconds(*held);
    if (!held && rows.size() <= kMostAtOnce) d.parcel = d.key;
    const Result<bool> added = outbox_.add(d);
    if (!added.ok()) return added.status();
  }
  return Status();
}

// ---- what waited leaves together

Status Dispatch::gather() {
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> together;
  return engine_.store.together([&]() -> Status {
    const Result<std::vector<store::Delivery>> open = outbox_.open();
    if (!open.ok()) return open.status();
    for (const store::Delivery& d : *open) {
      const deliver::Prepared* rule = nullptr;
      const Receiver* receiver = nullptr;
      if (d.next > seconds(now_) || !addressed(d, rule, receiver)) continue;
      if (deliver::is_quiet(rule->schedule, now_)) {
        const Status s = outbox_.wait(d.key, seconds(*deliver::held_until(rule->schedule, now_)), seconds(now_));
        if (!s.ok()) return s;
      } else if (d.parcel.empty()) {
        together[{d.rule, d.receiver}].push_back(d.key);
      }
    }
    for (const auto& [whose, keys] : together) {
      const std::string parcel = deliver::key_of_digest(keys);
      for (const std::string& key : keys)
        if (const Status s = outbox_.put_into_parcel(key, parcel); !s.ok()) return s;
    }
    return Status();
  });
}

// ---- parcels are handed over

// People may have decided since, or deleted what it was about.
Status Dispatch::withdraw_what_changed(Parcel& parcel) {
  std::vector<std::size_t> stay;
  for (const store::Delivery* d : parcel.rows) {
    const std::optional<std::size_t> alert = alert_of(*d);
    std::string why;
    if (!alert) why = "the alert is no more";
    else if (facts_[*alert].state != d->review) why = "the alert is " + facts_[*alert].state + " now";
    else if (!parcel.rule->states.contains(d->review)) why = "the rule sends nothing that is " + d->review;
    if (why.empty()) {
      stay.push_back(*alert);
      continue;
    }
    if (const Status s = outbox_.withdraw(d->key, why); !s.ok()) return s;
    brief::ParcelLine line = line_of(*d);
    line.state = "withdrawn", line.error = why, line.next.reset();
    report_.parcels.push_back(std::move(line));
  }
  std::sort(stay.begin(), stay.end());
  stay.erase(std::unique(stay.begin(), stay.end()), stay.end());
  for (const std::size_t i : stay) {
    parcel.alerts.push_back(&findings_.alerts[i]);
    parcel.draft = parcel.draft || findings_.alerts[i].review.empty();
  }
  return Status();
}

Status Dispatch::send() {
  const Result<std::vector<store::Delivery>> open = outbox_.open();
  if (!open.ok()) return open.status();
  std::vector<std::string> order;
  std::map<std::string, Parcel> parcels;
  for (const store::Delivery& d : *open) {
    const deliver::Prepared* rule = nullptr;
    const Receiver* receiver = nullptr;
    if (d.parcel.empty() || d.next > seconds(now_) || !addressed(d, rule, receiver)) continue;
    Parcel& p = parcels[d.parcel];
    if (p.rows.empty()) order.push_back(d.parcel);
    p.rows.push_back(&d), p.rule = rule, p.receiver = receiver;
  }
  std::set<std::string> unwell;  // receivers: what else is for them waits for another run
  for (const std::string& key : order) {
    Parcel& p = parcels[key];
    if (unwell.contains(p.receiver->name)) continue;
    if (stopped()) break;
    if (const Status s = withdraw_what_changed(p); !s.ok()) return s;
    if (p.alerts.empty()) continue;
    const Status s = attempt(key, p);
    if (!s.ok()) return s;
    if (!report_.parcels.empty() && report_.parcels.back().key == key && report_.parcels.back().state != "sent") unwell.insert(p.receiver->name);
  }
  return Status();
}

Status Dispatch::attempt(const std::string& key, const Parcel& p) {
  store::Delivery as = *p.rows.front();
  deliver::Handed handed;
  if (as.attempts >= p.receiver->attempts) {
    handed = {false, true, "the last try was never noted"};
  } else {
    ++as.attempts;
    as.state = "retrying", as.noted = seconds(now_), as.next = seconds(now_) + p.receiver->within + kNoted;
    const Result<deliver::Parcel> parcel = wrapped(key, p);
    if (!parcel.ok()) return parcel.status();
    as.form = parcel->form, as.sha256 = sha256_hex(parcel->bytes);
    const Result<bool> ours = outbox_.claim(key, as.attempts - 1, as);  // whatever happens from here on, it is tried again
    if (!ours.ok() || !*ours) return ours.ok() ? Status() : ours.status();
    handed = deliver::hand_over(*p.receiver, *parcel, client_, request_.stopped);
  }
  as.error = handed.why;
  as.state = handed.sent ? "sent" : handed.hopeless || as.attempts >= p.receiver->attempts ? "dead" : "retrying";
  as.next = as.state == "retrying" ? seconds(now_) + std::max(deliver::back_off(as.attempts, random_), handed.wait).count() : 0;
  return note(key, p, as);
}

Status Dispatch::note(const std::string& key, const Parcel& p, const store::Delivery& as) {
  brief::ParcelLine line{key, as.rule, as.receiver, as.state, {}, as.attempts, std::nullopt, as.error};
  for (const Alert* a : p.alerts) line.alerts.push_back(a->id);
  if (as.state == "retrying") line.next = Time(std::chrono::seconds(as.next));
  const Status s = engine_.store.together([&]() -> Status {
    const Status noted = outbox_.note(key, as);
    if (!noted.ok() || as.state == "retrying") return noted;
    return log_.delivered(engine_.options.now, as.state == "sent" ? "delivery" : "dead_letter",
                          {key, as.rule, p.rule->rule->owner, as.receiver, as.form, as.sha256, line.alerts, p.draft, as.attempts, as.error});
  });
  if (s.ok() && as.state == "dead") ++given_up_;
  if (s.ok()) report_.parcels.push_back(std::move(line));
  return s;
}

const brief::Briefs& Dispatch::briefs(const brief::Marking& marking) {
  const std::string label = brief::label(marking);
  auto it = briefs_.find(label);
  if (it == briefs_.end()) it = briefs_.emplace(label, brief::Briefs(findings_, {std::nullopt, {}, std::string(version()), marking})).first;
  return it->second;
}

Result<deliver::Parcel> Dispatch::wrapped(const std::string& key, const Parcel& p) {
  const Receiver& r = *p.receiver;
  const brief::Marking marking{brief::tlp_named(r.tlp).value_or(brief::Tlp::amber), brief::pap_named(r.pap).value_or(brief::Pap::amber)};
  const brief::ParcelHead head{key, p.rule->rule->name, clock(), marking};
  const bool mail = r.kind == "mail", whole = r.form == "brief" && p.alerts.size() == 1;
  deliver::Parcel out{key, whole ? mail ? "text" : "json" : p.alerts.size() == 1 ? "summary" : "digest", brief::label(marking), "", "", head.time};
  if (mail) out.subject = brief::parcel_subject(index_, p.alerts);
  if (!whole) {
    out.bytes = mail ? brief::parcel_text(index_, p.alerts, head) : brief::parcel_json(index_, p.alerts, head);
    return out;
  }
  Result<std::string> bytes = briefs(marking).brief(p.alerts.front()->id, mail ? brief::Form::text : brief::Form::json, {false, kLineWidth});
  if (!bytes.ok()) return bytes.status();
  out.bytes = std::move(*bytes);
  return out;
}

// ---- and what did not leave in this run

Status Dispatch::tell_what_waits() {
  const Result<std::vector<store::Delivery>> open = outbox_.open();
  if (!open.ok()) return open.status();
  std::set<std::string> told, gone;
  for (const brief::ParcelLine& line : report_.parcels) told.insert(line.key);
  std::map<std::string, std::size_t> lines;  // by parcel, or by whose it is and when it leaves
  for (const store::Delivery& d : *open) {
    const deliver::Prepared* rule = nullptr;
    const Receiver* receiver = nullptr;
    if (!addressed(d, rule, receiver)) gone.insert("rule \"" + d.rule + "\" to \"" + d.receiver + "\"");
    if (!d.parcel.empty() && told.contains(d.parcel)) continue;
    const std::string group = d.parcel.empty() ? d.rule + "\n" + d.receiver + "\n" + std::to_string(d.next) : d.parcel;
    const auto [it, first] = lines.emplace(group, report_.parcels.size());
    if (first) report_.parcels.push_back(line_of(d));
    else report_.parcels[it->second].alerts.push_back(d.alert);
  }
  for (const std::string& which : gone) engine_.tell("what waits of " + which + " stays where it is: the file has it no more");
  return Status();
}

}  // namespace tocsin
