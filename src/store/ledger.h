// SPDX-License-Identifier: Apache-2.0
// What `watch` keeps from one run to the next, beside documents: who is whose copy, row by row; the messages that newer
// ones are compared with, in the order they came; integers that older ones are found by; how far each source was read.
//
//   store.together([&] { …; return ledger.put("fam-1", member); });      // all of it, or nothing
//
// Speaks integers and ids: what they mean is for those who made them. Must not outlive its store.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"
#include "tocsin/watching.h"

namespace tocsin::store {

class Database;

class Ledger {
 public:
  explicit Ledger(Store& store);

  // ---- documents
  Result<bool> holds(const Id& document);  // or did, and it was deleted on purpose
  Result<bool> from_feed(const Id& document, const std::string& feed);  // it was read there, or deleted on purpose
  // As far as comparing texts needs it: ids, channel, forwarded_from, lang, published, text.
  Result<std::optional<Document>> message(const Id& document);
  Result<std::optional<Document>> message(std::int64_t row);
  // Another message of this id in this channel, the latest kept.
  Result<Id> other_version(const Document& document);
  // Of an article the version kept latest: the same outlet and id. `same_text`: only one that says the same.
  Result<Id> other_article(const Document& document, bool same_text);
  // All messages by time, those of whom nothing is known last.
  Status each_message(const std::function<Status(const Id&)>& visit);
  static std::int64_t row(const Id& document);

  // ---- families; empty: alone
  Result<Id> family(const Id& document);
  Result<Id> first(const Id& family);
  Result<std::optional<Member>> member(const Id& document);
  Result<std::vector<Member>> members(const Id& family);  // by published, then id
  Result<std::size_t> size(const Id& family, std::size_t most);  // counts no further than `most`
  Status put(const Id& family, const Member& member);
  Status merge(const Id& into, const Id& from);
  // From now on: which families were put into or merged, through this ledger or a copy of it, since it was asked last.
  std::set<Id> take_touched();

  // ---- the window
  struct Held {
    std::int64_t n = 0;
    std::int64_t document = 0;  // its row
    bool recalled = false;
    std::optional<std::int64_t> tied;
  };
  Status hold(const Held& held);
  Status release(std::int64_t n);
  Status tie(std::int64_t n, std::optional<std::int64_t> to);
  Result<std::vector<Held>> window();

  // ---- marks of messages that left it
  Status mark(std::int64_t document, std::span<const std::int64_t> marks);
  Result<std::vector<std::int64_t>> marked(std::int64_t mark, std::size_t most);
  Status each_mark(const std::function<void(std::int64_t)>& visit);
  Status forget_window();  // and marks

  // ---- sources
  struct Position {
    std::uint64_t at = 0, head_bytes = 0;
    std::string head;
  };
  Result<std::optional<Position>> position(const std::string& name);
  Status set_position(const std::string& name, const Position& position);
  Result<std::optional<SourceHealth>> health(const std::string& source);
  Result<std::vector<SourceHealth>> healths();  // by name
  Status set_health(const SourceHealth& health);

 private:
  struct Touched {
    bool wanted = false;
    std::set<Id> families;
  };
  void touch(const Id& family) {
    if (touched_->wanted) touched_->families.insert(family);
  }

  Database* db_;
  std::shared_ptr<Touched> touched_ = std::make_shared<Touched>();
};

}  // namespace tocsin::store
