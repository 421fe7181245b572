// SPDX-License-Identifier: Apache-2.0
// What ingest makes of the pieces that a source handed over: documents and oddities, with the places they have in the file.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "follow/follow.h"
#include "ingest/ingest.h"
#include "store/ledger.h"

namespace tocsin {

struct WatchedSource;

class Batch : public ingest::Receiver {
 public:
  Status document(Document d) override;
  void oddity(Oddity o) override;
  void skipped(const std::string& file, std::string_view kind) override;

  // Code::no_input: the piece is nothing that can be read; what was read before stays.
  Status read(const follow::Piece& piece, const WatchedSource& source, const InputOptions& options, const ingest::Key& key);
  // Takes out the items of feeds that the store has already, with the same words: a feed repeats them at each answer.
  Status leave_known_items(store::Ledger& ledger);

  std::vector<Document> documents;
  std::vector<Oddity> oddities;

 private:
  const follow::Piece* piece_ = nullptr;
  std::set<std::string> feeds_;  // files that hold one
};

}  // namespace tocsin
