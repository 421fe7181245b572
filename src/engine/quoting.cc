// SPDX-License-Identifier: Apache-2.0
#include "engine/quoting.h"

#include <algorithm>

namespace tocsin {
namespace {

// A message that holds somebody else's threat: to report, deny or condemn it.
bool quotes_somebody(const Reading& reading) {
  return std::any_of(reading.threats.begin(), reading.threats.end(), [](const ThreatReading& t) {
    return t.stance == Stance::quoted || t.stance == Stance::reported || t.stance == Stance::negated ||
           t.stance == Stance::opposed;
  });
}

}  // namespace

trace::Entry entry(const Document& d) { return {d.id, d.text, d.channel, d.forwarded_from, d.lang, d.published}; }

std::vector<Quotation> quotations(const std::vector<trace::Entry>& messages, const std::vector<const Document*>& documents,
                                  const std::map<Id, Reading>& readings) {
  const trace::QuotationIndex index(messages);
  std::vector<Quotation> out;
  for (const Document* d : documents) {
    if (d->kind != DocumentKind::article && !quotes_somebody(readings.at(d->id))) continue;
    for (Quotation& q : index.find(entry(*d)))
      if (q.message.document != d->id) out.push_back(std::move(q));
  }
  return out;
}

}  // namespace tocsin
