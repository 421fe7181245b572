// SPDX-License-Identifier: Apache-2.0
#include "link/link.h"

#include "link/linker.h"

namespace tocsin::link {

Findings link(Input input) {
  Linker linker(Linker::Names::made);
  for (Family& f : input.families) {
    const auto reading = input.readings.find(f.first);
    if (f.members.size() < 2 && (reading == input.readings.end() || !reading->second.is_alert)) continue;  // alone, and nothing to warn of
    linker.set_family(f.first, std::move(f.members));
  }
  for (Findings& f : input.documents) {
    const auto reading = input.readings.find(f.documents.front().id);
    linker.add(std::move(f), reading == input.readings.end() ? std::nullopt : std::optional(std::move(reading->second)));
  }
  std::map<Id, std::vector<Quotation>> quotations;
  for (Quotation& q : input.quotations) quotations[q.article.document].push_back(std::move(q));
  for (auto& [document, of] : quotations) linker.set_quotations(document, std::move(of));
  linker.set_wires(std::move(input.wires));
  linker.set_listed(std::move(input.listed));
  linker.settle(input.as_of);
  return std::move(linker).all_of_it();
}

}  // namespace tocsin::link
