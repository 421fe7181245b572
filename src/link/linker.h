// SPDX-License-Identifier: Apache-2.0
// Links what is known by now, and again when there is more of it: what a new document does not touch is left as it is. However
// much comes at a time and in whatever order, the result is that of all of it at once.
//
//   Linker linker(Linker::Names::given);
//   linker.add(found, reading);  linker.set_family("fam-1", members);
//   linker.settle(as_of);
//   linker.take_changes();       // what reads otherwise than when this was asked last
//
// Touched are: the alert of a family that changed; alerts that tell of it or are told of by who shares its words; those whose motive
// may cite an incident that changed; those of an outlet that changed; those whose points change with time. Incidents and outlets
// are merged anew as a whole when a document tells more of them, and compared with what they were.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "tocsin/records.h"

namespace tocsin::link {

struct Changes {
  // Records that are new or read otherwise. Of documents, only what main_incident is now.
  Findings now;
  std::map<Id, Threat> held;  // by alert of `now`: the threat it is made of
  std::vector<Id> alerts_gone, incidents_gone, outlets_gone, links_gone;
};

class Linker {
 public:
  enum class Names { made, given };  // of families: from their first document, or as they are handed in
  explicit Linker(Names names);
  ~Linker();
  Linker(Linker&&) noexcept;
  Linker& operator=(Linker&&) noexcept;

  // A document with what `record` found; once. Without a reading it is only a member of its family.
  void add(Findings found, std::optional<Reading> reading);
  // All members, by time, each of which was added; none: there is no such family any more.
  void set_family(const Id& name, std::vector<Member> members);
  // What a document quotes.
  void set_quotations(const Id& document, std::vector<Quotation> quotations);
  void set_wires(std::vector<Family> wires);
  void set_listed(std::vector<RegisterLine> listed);

  const Document& document(const Id& id) const;  // that was added; it stays where it is
  const Reading* reading(const Id& id) const;

  void settle(std::optional<Time> as_of);
  Changes take_changes();
  Findings all() const;
  Findings all_of_it() &&;  // the same, and the linker is spent

 private:
  struct Impl;
  static Findings collected(Impl& impl, bool spent);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tocsin::link
