// SPDX-License-Identifier: Apache-2.0
// What a person decides of an alert: put into words the log keeps, and where it changes what is linked, linked anew.
#include <algorithm>
#include <charconv>

#include "brief/custody.h"
#include "brief/tables.h"
#include "core/names.h"
#include "engine/case_file.h"
#include "engine/impl.h"
#include "engine/names.h"
#include "link/reviews.h"
#include "store/log.h"
#include "text/text.h"

namespace tocsin {
namespace {

constexpr std::string_view kSlots[] = {"caller", "addressee", "act",    "victims", "targets_chosen", "targets_rejected",
                                       "places", "time",      "means",  "motive",  "condition"};
constexpr std::string_view kSingle[] = {"caller", "addressee", "act"};

template <class Range>
bool among(const Range& range, std::string_view word) {
  return std::find(std::begin(range), std::end(range), word) != std::end(range);
}

Status wrong(std::string_view what, const std::string& why) { return Status(Code::usage, std::string(what) + ": " + why); }

// "120-140"
std::optional<Span> offsets(std::string_view value) {
  Span out;
  const char *at = value.data(), *end = at + value.size();
  const auto [dash, bad] = std::from_chars(at, end, out.begin);
  if (bad != std::errc() || dash == end || *dash != '-') return std::nullopt;
  const auto [rest, worse] = std::from_chars(dash + 1, end, out.end);
  return worse == std::errc() && rest == end ? std::optional(out) : std::nullopt;
}

// Where in the document the words of a correction stand: as bytes, or as words that stand there once; in the sentences of
// the threat first.
Result<Span> located(const Document& document, Span about, std::string_view slot, std::string_view value) {
  const std::string_view text = document.text;
  const auto whole = [&](std::size_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; };
  if (const std::optional<Span> bytes = offsets(value)) {
    if (bytes->begin < bytes->end && bytes->end <= text.size() && whole(bytes->begin) && whole(bytes->end)) return *bytes;
    return wrong(slot, "the text of " + document.id + " has no characters at " + std::string(value) + "; it has " + std::to_string(text.size()) + " bytes");
  }
  for (const Span within : {about, Span{0, static_cast<std::uint32_t>(text.size())}}) {
    const std::string_view part = slice(text, within);
    const std::size_t found = part.find(value);
    if (found == part.npos) continue;
    if (part.find(value, found + 1) != part.npos)
      return wrong(slot, "\"" + std::string(value) + "\" stands more than once in " + document.id + "; give its bytes: " + std::string(slot) + "=" +
                             std::to_string(within.begin + found) + "-" + std::to_string(within.begin + found + value.size()));
    const auto begin = static_cast<std::uint32_t>(within.begin + found);
    return Span{begin, static_cast<std::uint32_t>(begin + value.size())};
  }
  return wrong(slot, "\"" + std::string(value) + "\" does not stand in " + document.id + "; the words must be the message's own");
}

Status add_correction(const std::string& given, const Document& document, Span about, std::vector<Correction>& out) {
  const std::size_t equals = given.find('=');
  if (equals == given.npos) return wrong("--set", "\"" + given + "\" is no SLOT=VALUE, like stance=reported or means=");
  const std::string slot = given.substr(0, equals), value = given.substr(equals + 1);
  auto it = std::find_if(out.begin(), out.end(), [&](const Correction& c) { return c.slot == slot; });
  if (slot == "force" || slot == "stance") {
    if (slot == "force" ? !from_string<Force>(value) : !from_string<Stance>(value)) return wrong("--set", slot + " has no value \"" + value + "\"");
    if (it != out.end()) return wrong("--set", slot + " is given twice");
    out.push_back({slot, value, {}});
    return Status();
  }
  if (!among(kSlots, slot)) return wrong("--set", "there is no slot \"" + slot + "\"; force, stance, caller, addressee, act, victims, targets_chosen, targets_rejected, places, time, means, motive or condition");
  if (it == out.end()) it = out.insert(out.end(), {slot, "", {}});
  if (value.empty()) return Status();
  if (!it->spans.empty() && among(kSingle, slot)) return wrong("--set", slot + " is given twice");
  const Result<Span> span = located(document, about, slot, value);
  if (!span.ok()) return span.status();
  it->spans.push_back(*span);
  std::sort(it->spans.begin(), it->spans.end());
  return Status();
}

struct Case {
  const Findings& findings;

  const Threat* threat(const Alert& a) const { return found(findings.threats, a.threat); }
  const Document* document(const Id& id) const { return found(findings.documents, id); }
  const Family* family(const Alert& a) const { return found(findings.families, a.family); }

 private:
  template <class Record>
  static const Record* found(const std::vector<Record>& records, const Id& id) {
    const auto it = std::find_if(records.begin(), records.end(), [&](const Record& r) { return r.id == id; });
    return it == records.end() ? nullptr : &*it;
  }
};

// The sentences of a threat, in its reading.
Result<Span> sentences(const Threat& threat, const std::map<Id, Reading>& readings) {
  const auto reading = readings.find(threat.document);
  if (reading != readings.end())
    for (const ThreatReading& t : reading->second.threats)
      if (t.force == threat.force && t.stance == threat.stance && (!threat.act || t.act == threat.act->span)) return t.span;
  return Status(Code::store, "the reading of " + threat.document + " is not there; scan the input again with this reader, then correct");
}

Result<Alert> alert_named(const store::Store& store, std::string_view name) {
  const Result<Id> whole = whole_id(store, "alert", name, {store::Table::alerts});
  if (!whole.ok()) return whole.status();
  Result<std::vector<Alert>> found = store::Lookup(store).some<Alert>({*whole});
  return found.ok() ? Result<Alert>(std::move(found->front())) : found.status();
}

Status fill_merge(const ReviewRequest& request, const store::Store& store, const Alert& alert, Decision& decision) {
  if (request.with.empty()) return wrong("merge", "--with ALERT says which other alert is of the same threat");
  const Result<Alert> other = alert_named(store, request.with);
  if (!other.ok()) return other.status();
  if (other->id == alert.id) return wrong("merge", "--with names the same alert");
  if (alert.family.empty() || other->family.empty()) return wrong("merge", "an alert of which no post is held has no family to merge");
  const Result<std::vector<Threat>> threat = store::Lookup(store).some<Threat>({other->threat});
  if (!threat.ok()) return threat.status();
  if (threat->empty()) return Status(Code::store, "alert " + other->id + ": its threat is not there; scan the input again");
  decision.with = threat->front().document;
  return Status();
}

Status fill_split(const ReviewRequest& request, const Case& c, const Alert& alert, Decision& decision) {
  const Family* family = c.family(alert);
  if (family == nullptr || family->members.size() < 2) return wrong("split", "its family has one post only");
  if (request.documents.empty()) return wrong("split", "--document ID says which post is no copy of the rest");
  std::vector<std::string> ids;
  for (const Member& m : family->members) ids.push_back(m.document);
  for (const Id& given : request.documents) {
    const Id whole = completed(given, ids);
    if (!among(ids, whole)) return wrong("split", given + " is no post of " + family->id);
    if (whole == family->first) return wrong("split", whole + " is the family's first post; name those that are no copies of it");
    decision.documents.push_back(whole);
  }
  return Status();
}

Status attach(Findings& findings, const store::Log& log, const Result<std::vector<Decision>>& decisions) {
  if (!decisions.ok()) return decisions.status();
  const Result<unsigned> needed = log.reviewers();
  if (!needed.ok()) return needed.status();
  link::attach(findings, *decisions, *needed);
  return Status();
}

}  // namespace

Result<Findings> Engine::Impl::findings() const {
  Result<Findings> out = store.findings();
  if (!out.ok()) return out;
  const Status s = attach_decisions(*out);
  return s.ok() ? std::move(out) : s;
}

Result<Findings> Engine::Impl::case_of(const Alert& alert, brief::Context& context) const {
  Result<Findings> out = tocsin::case_of(store, alert, context);
  if (!out.ok()) return out;
  std::set<Id> documents;
  for (const Threat& t : out->threats)
    if (t.id == alert.threat) documents.insert(t.document);
  for (const Family& f : out->families)
    if (f.id == alert.family)
      for (const Member& m : f.members) documents.insert(m.document);
  const store::Log log(store);
  const Status s = attach(*out, log, log.decisions(documents));
  return s.ok() ? std::move(out) : s;
}

Status Engine::Impl::attach_decisions(Findings& findings) const {
  const store::Log log(store);
  return attach(findings, log, log.decisions());
}

Status Engine::review(const ReviewRequest& request, Format format, Sink& sink) {
  Impl& e = *impl_;
  const std::optional<DecisionKind> kind = from_string<DecisionKind>(request.decision);
  if (!kind) return wrong("review", "\"" + request.decision + "\" is no decision; confirm, dismiss, escalate, merge, split or correct");
  if (request.note.empty()) return wrong("review", "--note TEXT says why; it stands in the log and in the brief");
  if (request.reviewer.empty()) return wrong("review", "--reviewer NAME (or $TOCSIN_REVIEWER) says who decides");
  const Result<Alert> alert = alert_named(e.store, request.alert);
  if (!alert.ok()) return alert.status();
  brief::Context context;
  const Result<Findings> f = e.case_of(*alert, context);
  if (!f.ok()) return f.status();
  const Case c{*f};
  const Threat* threat = c.threat(*alert);
  const Document* document = threat ? c.document(threat->document) : nullptr;
  if (document == nullptr) return Status(Code::store, "alert " + alert->id + ": its threat is not there; scan the input again");

  Decision decision;
  decision.time = e.options.now, decision.kind = *kind, decision.reviewer = request.reviewer, decision.note = request.note;
  decision.alert = alert->id, decision.document = document->id;
  Status s;
  if (*kind == DecisionKind::merge) s = fill_merge(request, e.store, *alert, decision);
  if (*kind == DecisionKind::split) s = fill_split(request, c, *alert, decision);
  if (*kind == DecisionKind::correct) {
    if (request.corrections.empty()) return wrong("correct", "--set SLOT=VALUE says what is to be put right");
    const Result<std::map<Id, Reading>> readings = store::Lookup(e.store).readings({document->id});
    if (!readings.ok()) return readings.status();
    const Result<Span> about = sentences(*threat, *readings);
    if (!about.ok()) return about.status();
    decision.about = *about;
    for (const std::string& given : request.corrections)
      if (s.ok()) s = add_correction(given, *document, *about, decision.corrections);
  }
  if (!s.ok()) return s;
  const bool changes = *kind == DecisionKind::merge || *kind == DecisionKind::split || *kind == DecisionKind::correct;
  s = e.store.together([&]() -> Status {
    const Status logged = store::Log(e.store).decide(decision);
    return logged.ok() && changes ? e.work(nullptr) : logged;
  });
  if (!s.ok()) return s;

  const Result<std::vector<Alert>> now = store::Lookup(e.store).alerts_about({decision.document});
  if (!now.ok()) return now.status();
  if (now->empty()) return sink.write(format == Format::json ? "null\n" : brief::withdrawn_text(*alert));
  const Result<Findings> decided = e.case_of(now->front(), context);
  if (!decided.ok()) return decided.status();
  const Alert& a = decided->alerts.front();
  return sink.write(format == Format::json ? brief::one_json(*decided, a.id) : brief::decided_text(a));
}

Status Engine::set_reviewers(unsigned needed, const std::string& reviewer, const std::string& note) {
  if (needed < 1 || needed > 9) return wrong("reviewers", "1 to 9 people must agree, not " + std::to_string(needed));
  if (reviewer.empty() || note.empty()) return wrong("reviewers", "--reviewer NAME and --note TEXT say who decides so, and why");
  return store::Log(impl_->store).set_reviewers(needed, impl_->options.now, reviewer, note);
}

Status Engine::write_corrections(Sink& sink) const {
  const Result<std::vector<Decision>> decisions = store::Log(impl_->store).decisions();
  if (!decisions.ok()) return decisions.status();
  std::set<Id> decided;
  for (const Decision& d : *decisions) decided.insert(d.document);
  const store::Lookup lookup(impl_->store);
  const Result<std::vector<Document>> documents = lookup.some<Document>(decided);
  if (!documents.ok()) return documents.status();
  Result<std::map<Id, Reading>> readings = lookup.readings(decided);
  if (!readings.ok()) return readings.status();
  link::correct(*readings, *documents, *decisions);
  for (const Decision& d : *decisions) {
    const auto document = std::find_if(documents->begin(), documents->end(), [&](const Document& x) { return x.id == d.document; });
    const auto reading = readings->find(d.document);
    if (document == documents->end() || reading == readings->end()) continue;  // deleted since
    const std::string line = brief::example_json(*document, reading->second, d);
    if (line.empty()) continue;  // of families, not of what a text says
    if (const Status s = sink.write(line); !s.ok()) return s;
  }
  return Status();
}

}  // namespace tocsin
