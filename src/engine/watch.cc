// SPDX-License-Identifier: Apache-2.0
// Sources in, as long as there is something to come; documents and families into the store; a line for each event out.
// A batch is kept whole or not at all, with how far its sources were read.
#include <map>
#include <memory>
#include <set>

#include "core/clock.h"
#include "core/hash.h"
#include "core/json_writer.h"
#include "core/names.h"
#include "engine/impl.h"
#include "engine/originals.h"
#include "engine/window.h"
#include "follow/follow.h"
#include "ingest/intake.h"
#include "ingest/ndjson.h"

namespace tocsin {
namespace {

// What ingest makes of a piece. Of lines, offsets count from the piece's begin and become those of the file.
class Batch : public ingest::Receiver {
 public:
  Status document(Document d) override {
    if (piece_) {
      const auto begin = static_cast<std::size_t>(d.at);
      d.sha256 = sha256_hex(line_at(piece_->lines, begin));
      d.at += piece_->at;
      if (d.source_id == "at-" + std::to_string(begin)) {
        d.source_id = "at-" + std::to_string(d.at);
        d.id = ingest::document_id(d);
      }
    }
    documents.push_back(std::move(d));
    return Status();
  }
  void oddity(Oddity o) override {
    if (o.what.starts_with("duplicate_id:")) return;  // an edit, and told as one
    if (piece_) {
      o.at += piece_->at;
      if (o.record.starts_with("line ")) o.record = "byte " + std::to_string(o.at);
    }
    oddities.push_back(std::move(o));
  }
  void skipped(const std::string& file, std::string_view kind) override {
    if (kind == "duplicate") return;
    oddities.push_back({file, piece_ ? piece_->at : 0, "", std::string(kind) + ": 1 record", "skipped"});
  }

  Status read(const follow::Piece& piece, const InputOptions& options, const ingest::Key& key) {
    if (piece.whole) return ingest::ingest(piece.file, options, key, *this);
    piece_ = &piece;
    ingest::Intake intake(piece.file, "", options, key, *this);
    const Status s = ingest::ndjson(piece.lines, intake);
    intake.finish();
    piece_ = nullptr;
    return s;
  }

  std::vector<Document> documents;
  std::vector<Oddity> oddities;

 private:
  const follow::Piece* piece_ = nullptr;
};

std::string_view name(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::started:
      return "new";
    case Change::Kind::joined:
      return "joined";
    case Change::Kind::edited:
      return "edited";
    case Change::Kind::first_moved:
      return "first_moved";
    case Change::Kind::merged:
      return "merged";
  }
  return "";
}

std::string line(const Change& c, const std::map<Id, const Document*>& documents) {
  json::Writer w;
  w.begin_object().key("event").value(name(c.kind)).key("id").value(c.document).key("family").value(c.family);
  const bool message = c.kind != Change::Kind::merged && c.kind != Change::Kind::first_moved;
  if (message) {
    w.key("relation").value(to_string(c.relation)).key("of").text_or_null(c.of).key("similarity").value(c.similarity);
    const auto at = documents.find(c.document);
    if (at != documents.end()) {
      const Document& d = *at->second;
      w.key("source_id").value(d.source_id).key("channel").text_or_null(d.channel).key("published");
      d.published ? w.value(format_time(*d.published)) : w.null();
    }
  }
  if (!c.was.empty()) w.key("was").value(c.was);
  w.end_object();
  return w.text() + "\n";
}

}  // namespace

Status Engine::watch(const std::vector<std::string>& names, bool once, const std::function<bool(bool)>& go_on,
                     Sink& sink) {
  Impl& e = *impl_;
  if (e.options.store.empty()) return Status(Code::usage, "watch needs a store, where it keeps what it has seen");
  store::Ledger ledger(e.store);
  const follow::Positions positions = [&](const std::string& file) -> Result<std::optional<follow::Position>> {
    const Result<std::optional<store::Ledger::Position>> p = ledger.position(file);
    if (!p.ok()) return p.status();
    if (!*p) return std::optional<follow::Position>();
    return std::optional(follow::Position{(*p)->at, (*p)->head_bytes, (*p)->head});
  };
  std::vector<std::unique_ptr<follow::Source>> sources;
  std::set<std::string> known;
  for (const std::string& source : names) {
    if (!known.insert(source).second) continue;
    Result<std::unique_ptr<follow::Source>> opened = follow::open_source(source, positions, once);
    if (!opened.ok()) return opened.status();
    sources.push_back(std::move(*opened));
  }
  if (e.options.read_watched && !e.unread.ok())
    e.tell(e.unread.message() + "; what comes is traced, but not read");
  Status s = e.store.prepare_for_watching();
  if (!s.ok()) return s;

  Window window(ledger, {e.options.window_days, e.options.window_messages});
  const auto write = [&](const std::vector<Change>& changes, const std::map<Id, const Document*>& documents) {
    std::string out;
    for (const Change& c : changes) out += line(c, documents);
    return out.empty() ? Status() : sink.write(out);
  };
  std::vector<Change> changes;
  s = e.store.together([&] { return window.open(changes); });
  if (s.ok()) s = write(changes, {});

  while (s.ok() && go_on(false)) {
    bool any = false, ended = true;
    for (const auto& source : sources) {
      follow::News news;
      s = source->next(news);
      if (!s.ok()) return s;
      for (const std::string& notice : news.notices) e.tell(notice);
      ended = ended && source->ended();
      if (news.empty()) continue;
      any = true;

      Batch batch;
      batch.oddities = std::move(news.oddities);
      for (const follow::Piece& piece : news.pieces) {
        const Status read = batch.read(piece, e.options.input, e.key);
        if (read.ok()) continue;
        if (read.code() != Code::no_input) return read;
        e.tell(read.message());
      }
      for (const Oddity& o : batch.oddities)
        if (o.action != "kept" || o.at > 0) e.tell(o.file + ": " + (o.record.empty() ? "" : o.record + ": ") + o.what);
      changes.clear();
      std::map<Id, const Document*> fresh;
      s = e.store.together([&]() -> Status {
        std::vector<std::pair<const Document*, Id>> order;
        std::map<std::pair<std::string, std::string>, Id> newest;  // of this batch, by channel and id
        for (const Document& d : batch.documents) {
          const Result<bool> held = ledger.holds(d.id);
          if (!held.ok()) return held.status();
          if (*held || !fresh.emplace(d.id, &d).second) continue;
          Id& last = newest[{d.channel, d.source_id}];
          Result<Id> before = last.empty() ? ledger.other_version(d) : d.channel.empty() ? Id() : last;
          if (!before.ok()) return before.status();
          order.emplace_back(&d, std::move(*before));
          last = d.id;
        }
        Status kept = e.store.add(batch.documents, batch.oddities);
        for (const auto& [d, before] : order)
          if (kept.ok() && d->kind == DocumentKind::message) kept = window.take(*d, before, changes);
        if (kept.ok() && e.options.read_watched && e.unread.ok()) kept = e.read_documents(fresh);
        for (const auto& [file, p] : news.positions)
          if (kept.ok()) kept = ledger.set_position(file, {p.at, p.head_bytes, p.head});
        return kept;
      });
      if (s.ok()) s = write(changes, fresh);
      if (!s.ok()) return s;
    }
    if (ended) break;
    if (!any && !go_on(true)) break;
  }
  return s.ok() ? e.store.together([&] { return window.settle(); }) : s;
}

Status Engine::Impl::read_documents(const std::map<Id, const Document*>& documents) {
  std::vector<const Document*> all;
  for (const auto& [id, d] : documents) all.push_back(d);
  Result<std::vector<Reading>> found = read(all);
  if (!found.ok()) return found.status();
  std::map<Id, Reading> readings;
  for (std::size_t i = 0; i < all.size(); ++i) readings.emplace(all[i]->id, std::move((*found)[i]));
  return store.keep(readings, reader.name());
}

}  // namespace tocsin
