// SPDX-License-Identifier: Apache-2.0
// Alerts while messages come: what tells of threats and incidents is kept at hand, and linked anew when there is more of it.
//
//   Alerting alerting(impl);
//   alerting.open();                              // from the store
//   alerting.take(document, reading);             // for each document that the store has now
//   if (alerting.due(now)) alerting.link(now, changes);   // inside store.together()
//
// Linking looks at all that tells at once, as `scan` does; it takes no more than a fifth of the time. Documents that tell of
// neither a threat, an incident nor an outlet, and are no articles, are not held.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "engine/impl.h"
#include "store/ledger.h"
#include "trace/trace.h"

namespace tocsin {

struct AlertChange {
  enum class Kind { started, raised, withdrawn };
  Kind kind = Kind::started;
  Alert alert;
  double was = 0;  // raised: the score when it was told last
  Threat threat;
  Document document;  // that it stands in
  Span words;         // there
};

class Alerting {
 public:
  explicit Alerting(Engine::Impl& engine) : engine_(engine), ledger_(engine.store) {}

  Status open();
  void take(const Document& document, Reading reading);
  void family_changed(const Id& family);
  bool due(std::int64_t now) const { return changed_ && now >= next_; }
  bool waiting() const { return changed_; }
  // What changed, by score. `now`: milliseconds, asked before and after.
  Status link(const std::function<std::int64_t()>& now, std::vector<AlertChange>& changes);

 private:
  void put_right(const Document& document, Reading& reading) const;
  Result<std::vector<Family>> families(std::map<Id, Id>& stored);
  Status hold_members(const std::vector<Member>& members);
  Status compare(const Findings& found, std::vector<AlertChange>& changes);

  Engine::Impl& engine_;
  store::Ledger ledger_;
  std::vector<Decision> decisions_;   // when it was opened
  std::vector<Document> corrected_;   // documents whose reading a person put right: it holds for the same text
  std::map<Id, Findings> telling_;
  std::map<Id, Findings> others_;     // members of families with those
  std::map<Id, Reading> readings_;
  std::map<Id, double> told_;         // alerts, with their score when it was told
  std::set<Id> families_;             // of alerts
  Findings fresh_;                    // statements and claims that the store has not yet
  std::optional<Time> latest_;
  bool changed_ = false;
  std::int64_t next_ = 0;
};

}  // namespace tocsin
