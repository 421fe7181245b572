// SPDX-License-Identifier: Apache-2.0
// The log re-verified, and what is kept no longer deleted.
#include <algorithm>
#include <set>

#include "brief/custody.h"
#include "brief/tables.h"
#include "core/clock.h"
#include "engine/impl.h"
#include "engine/length.h"
#include "engine/names.h"
#include "store/log.h"

namespace tocsin {
namespace {

// "90d", "12w", "6m", "2y" before `now`, or a date: what was published before it is older.
Result<Time> older_than(std::string_view given, Time now) {
  if (const std::optional<std::chrono::days> days = parse_days(given)) return now - *days;
  if (const std::optional<ParsedTime> time = parse_time(given)) return time->time;
  return Status(Code::usage, "--older-than: \"" + std::string(given) + "\" is neither a span like 90d, 12w, 6m or 2y nor a date");
}

}  // namespace

Status Engine::audit(const std::string& head, Format format, const Style& style, Sink& sink) const {
  const store::Log log(impl_->store);
  const Result<store::Audit> found = log.audit();
  if (!found.ok()) return found.status();
  brief::LogReport report{found->entries, found->head, found->first_bad, found->why, found->clock_went_back, {}};
  bool seen = head.empty();
  const Status s = log.each([&](const LogEntry& e) {
    seen = seen || e.hash == head;
    report.log.push_back(e);
  });
  if (!s.ok()) return s;
  if (report.why.empty() && !seen) report.why = "the head that was kept, " + head + ", is not in it: entries were taken off, or all were written anew";
  const Status written = sink.write(format == Format::json ? brief::log_json(report) : brief::log_text(report, {style.colour, style.width}));
  if (!written.ok() || report.why.empty()) return written;
  return Status(Code::not_found, "the log does not hold" + (report.first_bad ? " at entry " + std::to_string(*report.first_bad) : "") + ": " + report.why);
}

Status Engine::purge(const PurgeRequest& request, Format format, Sink& sink) {
  Impl& e = *impl_;
  if (request.older_than.empty() && request.documents.empty()) return Status(Code::usage, "purge: which? Give --older-than 90d or --document ID");
  if (request.purpose.empty() && !request.dry_run) return Status(Code::usage, "purge: --purpose TEXT says why; it is logged. --dry-run shows what would go");
  const Result<Findings> before = findings();
  if (!before.ok()) return before.status();
  std::set<Id> going;
  if (!request.older_than.empty()) {
    const std::optional<ParsedTime> now = parse_time(e.options.as_of.empty() ? e.options.now : e.options.as_of);
    const Result<Time> edge = older_than(request.older_than, now ? now->time : Time());
    if (!edge.ok()) return edge.status();
    for (const Document& d : before->documents)
      if (d.published && *d.published < *edge) going.insert(d.id);
  }
  std::vector<std::string> ids;
  for (const Document& d : before->documents) ids.push_back(d.id);
  for (const Id& given : request.documents) {
    const Id whole = completed(given, ids);
    if (std::find(ids.begin(), ids.end(), whole) == ids.end()) return unknown("document", given, ids);
    going.insert(whole);
  }
  brief::PurgeReport report{request.dry_run, {}, {}};
  for (const Document& d : before->documents)
    if (going.contains(d.id)) report.documents.push_back(&d);
  const auto told_in = [&](const Id& threat) {
    const auto it = std::find_if(before->threats.begin(), before->threats.end(), [&](const Threat& t) { return t.id == threat; });
    return it == before->threats.end() ? Id() : it->document;
  };
  for (const Alert& a : before->alerts)
    if (going.contains(told_in(a.threat))) report.alerts.push_back(a.id);
  if (!request.dry_run && !going.empty()) {
    Status s = e.store.together([&]() -> Status {
      const Status deleted = e.store.purge({going.begin(), going.end()}, e.options.now, request.purpose);
      return deleted.ok() ? e.work(nullptr) : deleted;
    });
    if (s.ok()) s = e.store.compact();
    if (!s.ok()) return s;
  }
  return sink.write(format == Format::json ? brief::purge_json(report) : brief::purge_text(report));
}

}  // namespace tocsin
