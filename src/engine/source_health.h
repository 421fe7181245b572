// SPDX-License-Identifier: Apache-2.0
// How each watched source does, kept in the store: written with what came of it, or by itself where nothing came.
#pragma once

#include <vector>

#include "follow/follow.h"
#include "store/ledger.h"
#include "tocsin/watching.h"

namespace tocsin {

class HealthBook {
 public:
  HealthBook(store::Ledger ledger, const std::vector<WatchedSource>& sources) : ledger_(ledger), sources_(sources) {}

  // From the store, where the source was watched before under this name and at this place. `now`: milliseconds.
  Status open(std::int64_t now);
  follow::FeedState feed_state(std::size_t source) const;

  // What a source had to say, and what became of it.
  void note(std::size_t source, const follow::News& news, std::int64_t now);
  void came(std::size_t source, const std::vector<const Document*>& fresh, std::size_t oddities, std::int64_t now);
  // Writes what changed; inside store.together() or by itself.
  Status keep(std::size_t source);

  // An alarm that began (silent_since is set) or ended, since this was asked last.
  std::vector<const SourceHealth*> alarms(std::int64_t now);
  const SourceHealth& of(std::size_t source) const { return books_[source].health; }

 private:
  struct Book {
    SourceHealth health;
    bool changed = true;
    Time written{};
  };
  store::Ledger ledger_;
  const std::vector<WatchedSource>& sources_;
  std::vector<Book> books_;
};

std::string_view kind_of(const WatchedSource& source);  // "feed", "folder", "file", "stdin"
bool is_feed(const WatchedSource& source);

}  // namespace tocsin
