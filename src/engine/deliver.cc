// SPDX-License-Identifier: Apache-2.0
// What a team's rules send, over what the store holds and the log tells.
#include "core/clock.h"
#include "engine/delivery_history.h"
#include "engine/dispatch.h"
#include "engine/length.h"

namespace tocsin {
Status Engine::deliver(const DeliverRequest& request, Format format, Sink& sink) {
  Impl& e = *impl_;
  const std::optional<ParsedTime> now = parse_time(e.options.as_of.empty() ? e.options.now : e.options.as_of);
  if (!now) return Status(Code::usage, "deliver: what time it is is not known");
  std::vector<std::string> warnings;
  const Result<std::vector<deliver::Prepared>> rules = deliver::prepare(request.rules, warnings);
  if (!rules.ok()) return rules.status();
  for (const std::string& warning : warnings) e.tell(warning);
  const Result<Findings> f = findings();
  if (!f.ok()) return f.status();
  if (request.dry_run) {
    const std::optional<std::chrono::days> span = parse_days(request.since);
    if (!span) return Status(Code::usage, "--since: \"" + request.since + "\" is no span like 30d, 12w, 6m or 2y");
    const store::Log log(e.store);
    const Result<unsigned> reviewers = log.reviewers();
    if (!reviewers.ok()) return reviewers.status();
    Result<brief::DryRun> run = dry_run(log, *f, *reviewers, *rules, now->time - *span, now->time);
    if (!run.ok()) return run.status();
    run->span = std::to_string(span->count()) + (span->count() == 1 ? " day" : " days");
    return sink.write(format == Format::json ? brief::dry_run_json(*run) : brief::dry_run_text(*run));
  }
  if (!request.retry.empty()) {
    const Result<std::size_t> revived = store::Outbox(e.store).revive(request.retry, now->time.time_since_epoch().count());
    if (!revived.ok()) return revived.status();
    if (*revived == 0 && request.retry != "all") return Status(Code::not_found, "there is no dead letter \"" + request.retry + "\"; `tocsin deliver --dead` lists them");
  }
  Dispatch dispatch(e, request, *f, *rules, now->time);
  Status s = dispatch.fire();
  if (s.ok()) s = dispatch.gather();
  if (s.ok()) s = dispatch.send();
  if (s.ok()) s = dispatch.tell_what_waits();
  if (!s.ok()) return s;
  s = sink.write(format == Format::json ? brief::delivery_json(dispatch.report()) : brief::delivery_text(dispatch.report()));
  if (!s.ok() || dispatch.given_up() == 0) return s;
  return Status(Code::not_found, std::to_string(dispatch.given_up()) + (dispatch.given_up() == 1 ? " parcel is" : " parcels are") +
                                     " given up; `tocsin deliver --dead` says why, --retry tries again");
}

Status Engine::write_dead_letters(Format format, Sink& sink) const {
  const Result<std::vector<store::Delivery>> dead = store::Outbox(impl_->store).of_state("dead");
  if (!dead.ok()) return dead.status();
  std::vector<brief::ParcelLine> lines;
  std::map<std::string, std::size_t> by_parcel;
  for (const store::Delivery& d : *dead) {
    const auto [it, first] = by_parcel.emplace(d.parcel, lines.size());
    if (first) lines.push_back({d.parcel, d.rule, d.receiver, d.state, {}, d.attempts, std::nullopt, d.error});
    lines[it->second].alerts.push_back(d.alert);
  }
  return sink.write(format == Format::json ? brief::dead_letters_json(lines) : brief::dead_letters_text(lines));
}

}  // namespace tocsin
