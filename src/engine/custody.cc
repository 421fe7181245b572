// SPDX-License-Identifier: Apache-2.0
// The log re-verified, and what is kept no longer deleted.
#include <unistd.h>

#include <algorithm>
#include <set>

#include "brief/custody.h"
#include "brief/tables.h"
#include "core/clock.h"
#include "core/timestamp.h"
#include "engine/impl.h"
#include "engine/length.h"
#include "engine/names.h"
#include "engine/originals.h"
#include "store/log.h"

namespace tocsin {
namespace {

// "90d", "12w", "6m", "2y" before `now`, or a date: what was published before it is older.
Result<Time> older_than(std::string_view given, Time now) {
  if (const std::optional<std::chrono::days> days = parse_days(given)) return now - *days;
  if (const std::optional<ParsedTime> time = parse_time(given)) return time->time;
  return Status(Code::usage, "--older-than: \"" + std::string(given) + "\" is neither a span like 90d, 12w, 6m or 2y nor a date");
}

Result<std::string> bytes_of(const std::string& path) {
  std::optional<std::string> bytes = file_bytes(path);
  if (!bytes) return Status(Code::usage, path + ": cannot be read");
  return std::move(*bytes);
}

// The number of the entry of this hash; 0: none.
std::int64_t entry_of(const std::vector<LogEntry>& log, const std::string& hash) {
  const auto it = std::find_if(log.begin(), log.end(), [&](const LogEntry& e) { return e.hash == hash; });
  return it == log.end() ? 0 : it->n;
}

// What feeds answered is no file of the user's: it goes with the last document that was read from it.
void delete_fetched(const std::vector<Document>& documents, const std::set<Id>& going, const std::string& folder, const Notice& notice) {
  std::set<std::string> staying, left;
  for (const Document& d : documents) {
    std::set<std::string>& files = going.contains(d.id) ? left : staying;
    files.insert(d.file);
    for (const Provenance& p : d.provenances) files.insert(p.file);
  }
  for (const std::string& file : left) {
    if (!file.starts_with(folder)) continue;
    if (!staying.contains(file))
      ::unlink(file.c_str());
    else if (notice)
      notice(file + ": other documents were read from it too; it stays, with the words of those that were deleted");
  }
}

}  // namespace

Status Engine::audit(const AuditRequest& request, Format format, const Style& style, Sink& sink) const {
  const store::Log log(impl_->store);
  const Result<store::Audit> found = log.audit();
  if (!found.ok()) return found.status();
  brief::LogReport report{found->entries, found->head, found->first_bad, found->why, found->clock_went_back, {}, {}};
  const Status s = log.each([&](const LogEntry& e) { report.log.push_back(e); });
  if (!s.ok()) return s;
  if (!request.stamp.empty()) {
    const Result<std::string> reply = bytes_of(request.stamp);
    if (!reply.ok()) return reply.status();
    const Result<std::string> authorities = request.authorities.empty() ? Result<std::string>(std::string()) : bytes_of(request.authorities);
    if (!authorities.ok()) return authorities.status();
    const Result<Timestamp> stamp = read_timestamp(*reply, *authorities);
    if (!stamp.ok()) return Status(stamp.status().code(), request.stamp + ": " + stamp.status().message());
    report.stamp = {entry_of(report.log, stamp->sha256), stamp->time, stamp->verified};
    if (report.why.empty() && report.stamp->entry == 0) report.why = "what was stamped, " + stamp->sha256 + ", is not in it";
  }
  if (report.why.empty() && !request.head.empty() && entry_of(report.log, request.head) == 0) report.why = "the head that was kept, " + request.head + ", is not in it: entries were taken off, or all were written anew";
  const Status written = sink.write(format == Format::json ? brief::log_json(report) : brief::log_text(report, {style.colour, style.width}));
  if (!written.ok() || report.why.empty()) return written;
  return Status(Code::not_found, "the log does not hold" + (report.first_bad ? " at entry " + std::to_string(*report.first_bad) : "") + ": " + report.why);
}

Status Engine::write_timestamp_request(Sink& sink) const {
  const Result<store::Audit> found = store::Log(impl_->store).audit();
  if (!found.ok()) return found.status();
  if (found->first_bad) return Status(Code::not_found, "the log does not hold at entry " + std::to_string(*found->first_bad) + ": " + found->why);
  if (found->entries == 0) return Status(Code::not_found, "the log has no entries yet");
  return sink.write(timestamp_request(found->head));
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
  std::set<Id> threats;  // that go
  for (const Threat& t : before->threats)
    if (going.contains(t.document)) threats.insert(t.id);
  for (const Alert& a : before->alerts)
    if (threats.contains(a.threat)) report.alerts.push_back(a.id);
  if (!request.dry_run && !going.empty()) {
    Status s = e.store.together([&]() -> Status {
      const Status deleted = e.store.purge({going.begin(), going.end()}, e.options.now, request.purpose);
      return deleted.ok() ? e.work(nullptr) : deleted;
    });
    if (s.ok()) s = e.store.compact();
    if (!s.ok()) return s;
    delete_fetched(before->documents, going, e.options.store + ".feeds/", e.notice);
  }
  return sink.write(format == Format::json ? brief::purge_json(report) : brief::purge_text(report));
}

}  // namespace tocsin
