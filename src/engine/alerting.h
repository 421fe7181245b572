// SPDX-License-Identifier: Apache-2.0
// Alerts while messages come: what tells of threats and incidents is kept at hand, and linked anew when there is more of it.
//
//   Alerting alerting(impl);
//   alerting.open();                              // from the store
//   alerting.take(document, reading);             // for each document that the store has now
//   if (alerting.due(now)) alerting.link(now, changes);   // inside store.together()
//
// What new documents do not touch is left as it is (link/linker.h); what is linked is what all at once would be, as when it is
// opened. It takes no more than a fifth of the time. Documents that tell of neither a threat, an incident nor an outlet, and are
// no articles, are not held.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/impl.h"
#include "engine/quoting.h"
#include "link/linker.h"
#include "store/ledger.h"

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
  // `ledger`: a copy of the one that families are written through.
  Alerting(Engine::Impl& engine, const store::Ledger& ledger) : engine_(engine), ledger_(ledger) {}

  Status open();
  void take(const Document& document, Reading reading);
  void families_moved();  // some may have been written
  bool due(std::int64_t now) const { return changed_ && now >= next_; }
  bool waiting() const { return changed_; }
  // What changed, by score. `now`: milliseconds, asked before and after.
  Status link(const std::function<std::int64_t()>& now, std::vector<AlertChange>& changes);

 private:
  void put_right(const Document& document, Reading& reading) const;
  Status bring_families();
  Status bring_family(const Id& name);
  Status hold_members(const std::vector<Member>& members);
  Status bring_rest();
  Status keep(const link::Changes& changed, std::int64_t began);
  void tell(const link::Changes& changed, std::vector<AlertChange>& changes);

  Engine::Impl& engine_;
  store::Ledger ledger_;
  std::vector<Decision> decisions_;  // when it was opened
  std::vector<Document> corrected_;  // documents whose reading a person put right: it holds for the same text
  link::Linker linker_{link::Linker::Names::given};
  Quoting quoting_;
  std::unordered_set<Id> telling_;
  std::vector<const Document*> articles_;
  std::size_t traced_ = 0;                  // of articles_
  std::vector<Id> fresh_;                   // messages that tell, since it linked
  std::set<Id> moved_;                      // families
  std::unordered_map<Id, Id> family_of_;    // member → the family the linker knows it in
  std::unordered_map<Id, Id> alone_;        // families of one that the store does not have → the message
  std::map<Id, double> told_;               // alerts, with their score when it was told
  std::vector<Statement> fresh_statements_;  // that the store has not yet
  std::vector<Claim> fresh_claims_;
  std::optional<Time> latest_;
  bool linked_ = false, changed_ = false;
  std::int64_t next_ = 0;
};

}  // namespace tocsin
