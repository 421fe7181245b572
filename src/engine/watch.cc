// SPDX-License-Identifier: Apache-2.0
// Sources in, as long as there is something to come; documents, families and alerts into the store; a line for each event
// out. A batch is kept whole or not at all, with how far its sources were read.
#include <map>
#include <memory>
#include <set>

#include <unistd.h>

#include "brief/sources.h"
#include "core/clock.h"
#include "core/hash.h"
#include "core/http.h"
#include "engine/alerting.h"
#include "engine/batch.h"
#include "engine/events.h"
#include "engine/impl.h"
#include "engine/source_health.h"
#include "engine/window.h"
#include "follow/feed_source.h"
#include "store/log.h"

namespace tocsin {
namespace {

constexpr unsigned kFetching = 8;  // feeds that are asked at the same time

class Watch {
 public:
  Watch(Engine::Impl& engine, const WatchOptions& options, Sink& sink)
      : e_(engine), options_(options), sink_(sink), ledger_(engine.store), health_(ledger_, options.sources),
        window_(ledger_, {engine.options.window_days, engine.options.window_messages}), alerting_(engine, ledger_),
        reads_(engine.options.read_watched && engine.unread.ok()) {}

  Status open();
  Status run();

 private:
  Result<std::unique_ptr<follow::Source>> open_source(std::size_t i);
  // What one source has now; `any`: there was something.
  Status look(std::size_t i, bool& any);
  Status read(std::size_t i, follow::News& news, Batch& batch);
  Status keep(std::size_t i, const follow::News& news, Batch& batch);
  Status log(const follow::News& news, const Batch& batch, std::size_t documents, std::size_t read);
  void drop_spooled(const follow::News& news, const Batch& batch) const;
  Status link();
  Status tell_alarms();
  Status write(const std::string& lines) { return lines.empty() ? Status() : sink_.write(lines); }

  Engine::Impl& e_;
  const WatchOptions& options_;
  Sink& sink_;
  store::Ledger ledger_;
  HealthBook health_;
  Window window_;
  Alerting alerting_;
  const bool reads_;
  http::CurlClient client_;
  std::unique_ptr<follow::Web> web_;
  std::vector<std::unique_ptr<follow::Source>> sources_;
};

Result<std::unique_ptr<follow::Source>> Watch::open_source(std::size_t i) {
  const WatchedSource& source = options_.sources[i];
  if (is_feed(source)) {
    if (!web_) web_ = std::make_unique<follow::Web>(client_, kFetching, options_.now, options_.seed);
    follow::FeedPlan plan{source.place, std::chrono::milliseconds(source.every).count(), source.allow_private, e_.options.store + ".feeds", options_.once};
    return std::unique_ptr<follow::Source>(std::make_unique<follow::FeedSource>(std::move(plan), health_.feed_state(i), *web_));
  }
  const follow::Positions positions = [this](const std::string& file) -> Result<std::optional<follow::Position>> {
    const Result<std::optional<store::Ledger::Position>> p = ledger_.position(file);
    if (!p.ok()) return p.status();
    if (!*p) return std::optional<follow::Position>();
    return std::optional(follow::Position{(*p)->at, (*p)->head_bytes, (*p)->head});
  };
  return follow::open_source(source.place, positions, options_.once, options_.now);
}

Status Watch::open() {
  Status s = e_.store.prepare_for_watching();
  if (s.ok()) s = health_.open(options_.now());
  for (std::size_t i = 0; s.ok() && i < options_.sources.size(); ++i) {
    Result<std::unique_ptr<follow::Source>> opened = open_source(i);
    if (!opened.ok()) return opened.status();
    sources_.push_back(std::move(*opened));
  }
  if (e_.options.read_watched && !e_.unread.ok()) e_.tell(e_.unread.message() + "; what comes is traced, but not read, and there are no alerts");
  std::vector<Change> changes;
  if (s.ok()) s = e_.store.together([&] { return window_.open(changes); });
  std::string lines;
  for (const Change& c : changes) lines += options_.text ? "" : message_event(c, {});
  if (s.ok()) s = write(lines);
  if (s.ok() && reads_) s = alerting_.open();
  return s.ok() && reads_ ? link() : s;
}

Status Watch::run() {
  Pause pause;
  while (options_.go_on(pause)) {
    pause = {};
    for (const auto& source : sources_)
      if (const int descriptor = source->descriptor(); descriptor >= 0) pause.descriptors.push_back(descriptor);
    bool any = false, ended = true;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (const Status s = look(i, any); !s.ok()) return s;
      ended = ended && sources_[i]->ended();
      pause.expecting = pause.expecting || sources_[i]->expecting();
    }
    if (alerting_.due(options_.now()))
      if (const Status s = link(); !s.ok()) return s;
    if (const Status s = tell_alarms(); !s.ok()) return s;
    if (ended) break;
    pause.idle = !any;
  }
  const Status settled = e_.store.together([&] { return window_.settle(); });
  if (!settled.ok() || !reads_) return settled;
  alerting_.families_moved();
  return alerting_.waiting() ? link() : settled;
}

Status Watch::look(std::size_t i, bool& any) {
  follow::News news;
  if (const Status s = sources_[i]->next(news); !s.ok()) return s;
  for (const std::string& notice : news.notices) e_.tell(notice);
  Batch batch;
  batch.oddities = std::move(news.oddities);
  if (const Status s = read(i, news, batch); !s.ok()) return s;
  if (news.outcome && !news.outcome->empty() && *news.outcome != health_.of(i).error) e_.tell(*news.outcome);
  health_.note(i, news, options_.now());
  if (news.empty() && batch.oddities.empty()) return health_.keep(i);
  any = true;
  for (const Oddity& o : batch.oddities)
    if (o.action != "kept" || o.at > 0) e_.tell(o.file + ": " + (o.record.empty() ? "" : o.record + ": ") + o.what);
  return keep(i, news, batch);
}

Status Watch::read(std::size_t i, follow::News& news, Batch& batch) {
  InputOptions input = e_.options.input;
  if (!options_.sources[i].timezone.empty()) input.timezone = options_.sources[i].timezone;
  for (const follow::Piece& piece : news.pieces) {
    const Status s = batch.read(piece, options_.sources[i], input, e_.key);
    if (s.ok()) continue;
    if (s.code() != Code::no_input) return s;
    sources_[i]->refused(s.message(), news);
    if (piece.feed.empty()) e_.tell(s.message());
  }
  return batch.leave_known_items(ledger_);
}

Status Watch::keep(std::size_t i, const follow::News& news, Batch& batch) {
  std::vector<Change> changes;
  std::map<Id, const Document*> fresh;
  std::string articles;
  const Status s = e_.store.together([&]() -> Status {
    std::vector<std::pair<const Document*, Id>> order;
    std::map<std::pair<std::string, std::string>, Id> newest;  // of this batch, by channel and id
    for (const Document& d : batch.documents) {
      const Result<bool> held = ledger_.holds(d.id);
      if (!held.ok()) return held.status();
      if (*held || !fresh.emplace(d.id, &d).second) continue;
      const bool message = d.kind == DocumentKind::message;
      Id& last = newest[{message ? d.channel : d.outlet, d.source_id}];
      Result<Id> before = !last.empty() ? (message && d.channel.empty() ? Id() : last) : message ? ledger_.other_version(d) : ledger_.other_article(d, false);
      if (!before.ok()) return before.status();
      if (!message) articles += article_event(d, *before);
      order.emplace_back(&d, std::move(*before));
      last = d.id;
    }
    Status kept = e_.store.add(batch.documents, batch.oddities);
    for (const auto& [d, before] : order)
      if (kept.ok() && d->kind == DocumentKind::message) kept = window_.take(*d, before, changes);
    std::map<Id, Reading> readings;
    if (kept.ok() && reads_) kept = e_.read_documents(fresh, readings);
    if (kept.ok()) kept = log(news, batch, order.size(), readings.size());
    for (const auto& [file, p] : news.positions)
      if (kept.ok()) kept = ledger_.set_position(file, {p.at, p.head_bytes, p.head});
    if (!kept.ok()) return kept;
    std::vector<const Document*> came;
    for (const auto& [id, d] : fresh) came.push_back(d);
    health_.came(i, came, batch.oddities.size(), options_.now());
    for (const auto& [id, reading] : readings) alerting_.take(*fresh.at(id), reading);
    if (reads_) alerting_.families_moved();
    return health_.keep(i);
  });
  if (!s.ok()) return s;
  drop_spooled(news, batch);
  std::string lines = articles;
  for (const Change& c : changes) lines += message_event(c, fresh);
  return options_.text ? Status() : write(lines);
}

Status Watch::log(const follow::News& news, const Batch& batch, std::size_t documents, std::size_t read) {
  const std::string now = format_time(Time(std::chrono::seconds(options_.now() / 1000)));
  store::Log log(e_.store);
  if (batch.documents.empty()) return Status();
  for (const follow::Piece& piece : news.pieces) {
    const Result<std::string> hash = piece.whole ? ingest::file_sha256(piece.file) : Result<std::string>(sha256_hex(piece.lines));
    if (!hash.ok()) return hash.status();
    std::optional<store::Log::Bytes> lines;
    if (!piece.whole) lines = {piece.at, piece.at + piece.lines.size()};
    if (const Status s = log.imported(now, piece.file, *hash, documents, lines); !s.ok()) return s;
  }
  return read == 0 ? Status() : log.read(now, e_.reader->name(), read);
}

// What a feed answered without anything new in it is no document's original.
void Watch::drop_spooled(const follow::News& news, const Batch& batch) const {
  for (const follow::Piece& piece : news.pieces) {
    if (!piece.spooled) continue;
    bool used = false;
    for (const Document& d : batch.documents) used = used || d.file == piece.file;
    if (!used) ::unlink(piece.file.c_str());
  }
}

Status Watch::link() {
  std::vector<AlertChange> changes;
  const Status s = e_.store.together([&] { return alerting_.link(options_.now, changes); });
  if (!s.ok()) return s;
  std::string lines;
  for (const AlertChange& c : changes) lines += options_.text ? alert_text(c) : alert_event(c);
  return write(lines);
}

Status Watch::tell_alarms() {
  const std::vector<const SourceHealth*> alarms = health_.alarms(options_.now());
  if (alarms.empty()) return Status();
  for (std::size_t i = 0; i < sources_.size(); ++i)
    if (const Status s = health_.keep(i); !s.ok()) return s;
  std::string lines;
  for (const SourceHealth* h : alarms) lines += options_.text ? silence_text(*h) : silence_event(*h);
  return write(lines);
}

}  // namespace

Status Engine::watch(const WatchOptions& options, Sink& sink) {
  if (impl_->options.store.empty()) return Status(Code::usage, "watch needs a store, where it keeps what it has seen");
  std::set<std::string> names, places;
  for (const WatchedSource& s : options.sources) {
    if (!names.insert(s.name.empty() ? s.place : s.name).second) return Status(Code::usage, "two sources are named " + (s.name.empty() ? s.place : s.name));
    if (!places.insert(s.place).second) return Status(Code::usage, s.place + ": is named twice");
  }
  if (const Status s = impl_->open_stages(); !s.ok()) return s;
  Watch watch(*impl_, options, sink);
  const Status s = watch.open();
  return s.ok() ? watch.run() : s;
}

Status Engine::write_sources(Format format, const Style& style, Sink& sink) const {
  const Result<std::vector<SourceHealth>> healths = store::Ledger(impl_->store).healths();
  if (!healths.ok()) return healths.status();
  return sink.write(format == Format::json ? brief::sources_json(*healths) : brief::sources_text(*healths, {style.colour, style.width}));
}

Status Engine::Impl::read_documents(const std::map<Id, const Document*>& documents, std::map<Id, Reading>& readings) {
  std::vector<const Document*> all;
  for (const auto& [id, d] : documents) all.push_back(d);
  Result<std::vector<Reading>> found = read(all);
  if (!found.ok()) return found.status();
  for (std::size_t i = 0; i < all.size(); ++i) readings.emplace(all[i]->id, std::move((*found)[i]));
  return store.keep(readings, reader->name());
}

}  // namespace tocsin
