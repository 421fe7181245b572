// SPDX-License-Identifier: Apache-2.0
#include "engine/batch.h"

#include <algorithm>

#include "core/hash.h"
#include "engine/originals.h"
#include "ingest/fetched.h"
#include "ingest/intake.h"
#include "ingest/ndjson.h"
#include "tocsin/watching.h"

namespace tocsin {

namespace {

// The document that an item of a feed is already: itself, or one of the same words under the same id, with another date. Empty: none.
Result<Id> known_item(store::Ledger& ledger, const Document& d) {
  const Result<bool> held = ledger.holds(d.id);
  if (!held.ok()) return held.status();
  return *held ? Result<Id>(d.id) : ledger.other_article(d, true);
}

}  // namespace

// Of lines, offsets count from the piece's begin and become those of the file.
Status Batch::document(Document d) {
  if (piece_) {
    const auto begin = static_cast<std::size_t>(d.at);
    d.sha256 = sha256_hex(line_at(piece_->lines, begin));
    d.at += piece_->at;
    if (d.source_id == "at-" + std::to_string(begin)) {
      d.source_id = "at-" + std::to_string(d.at);
      d.id = ingest::document_id(d);
    }
  }
  d.feed = feed_;
  documents.push_back(std::move(d));
  return Status();
}

void Batch::oddity(Oddity o) {
  if (o.what.starts_with("duplicate_id:")) return;  // an edit, and told as one
  if (piece_) {
    o.at += piece_->at;
    if (o.record.starts_with("line ")) o.record = "byte " + std::to_string(o.at);
  }
  oddities.push_back(std::move(o));
}

void Batch::skipped(const std::string& file, std::string_view kind) {
  if (kind == "duplicate") return;
  oddities.push_back({file, piece_ ? piece_->at : 0, "", std::string(kind) + ": 1 record", "skipped"});
}

Status Batch::read(const follow::Piece& piece, const WatchedSource& source, const InputOptions& options, const ingest::Key& key) {
  if (!piece.feed.empty()) {
    feed_ = source.place;
    const Status s = ingest::ingest_feed(piece.file, {piece.feed, source.outlet, source.lang}, options, key, *this);
    feed_.clear();
    return s;
  }
  if (piece.whole) return ingest::ingest(piece.file, options, key, *this);
  piece_ = &piece;
  ingest::Intake intake(piece.file, "", options, key, *this);
  const Status s = ingest::ndjson(piece.lines, intake);
  intake.finish();
  piece_ = nullptr;
  return s;
}

Status Batch::leave_known_items(store::Ledger& ledger) {
  std::vector<Document> fresh;
  for (Document& d : documents) {
    if (!d.feed.empty()) {
      const Result<Id> known = known_item(ledger, d);
      if (!known.ok()) return known.status();
      const Result<bool> told = known->empty() ? Result<bool>(false) : ledger.from_feed(*known, d.feed);
      if (!told.ok()) return told.status();
      if (*told) continue;
      if (!known->empty()) d.id = *known;  // another feed gives it too: one more place of it
    }
    fresh.push_back(std::move(d));
  }
  documents = std::move(fresh);
  return Status();
}

}  // namespace tocsin
