// SPDX-License-Identifier: Apache-2.0
// What ingest makes of the pieces that a source handed over: documents and oddities, with the places they have in the file.
#pragma once

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
  // Takes out the items that the store has already from the same feed, with the same words: a feed repeats them at each
  // answer. What another feed gave first becomes one more place of that document.
  Status leave_known_items(store::Ledger& ledger);

  std::vector<Document> documents;
  std::vector<Oddity> oddities;

 private:
  const follow::Piece* piece_ = nullptr;
  std::string feed_;  // the address of the one that is read
};

}  // namespace tocsin
