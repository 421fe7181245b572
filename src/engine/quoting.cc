// SPDX-License-Identifier: Apache-2.0
#include "engine/quoting.h"

#include <algorithm>
#include <utility>

namespace tocsin {

trace::Entry entry(const Document& d) { return {d.id, d.text, d.channel, d.forwarded_from, d.lang, d.published}; }

namespace {

// A message that holds somebody else's threat: to report, deny or condemn it.
bool quotes_somebody(const Reading& reading) {
  return std::any_of(reading.threats.begin(), reading.threats.end(), [](const ThreatReading& t) {
    return t.stance == Stance::quoted || t.stance == Stance::reported || t.stance == Stance::negated ||
           t.stance == Stance::opposed;
  });
}

void find(const trace::QuotationIndex& index, const Document& d, std::vector<Quotation>& out) {
  for (Quotation& q : index.find(entry(d)))
    if (q.message.document != d.id) out.push_back(std::move(q));
}

}  // namespace

std::vector<Quotation> quotations(const std::vector<trace::Entry>& messages, const std::vector<const Document*>& documents,
                                  const std::map<Id, Reading>& readings) {
  const trace::QuotationIndex index(messages);
  std::vector<Quotation> out;
  for (const Document* d : documents)
    if (d->kind == DocumentKind::article || quotes_somebody(readings.at(d->id))) find(index, *d, out);
  return out;
}

void Quoting::take(const Document& d, const Reading& reading) {
  if (d.kind == DocumentKind::message) messages_.push_back(&d);
  if (d.kind != DocumentKind::article && !quotes_somebody(reading)) return;
  asking_.emplace(d.id, &d);
  again_.insert(d.id);
  if (index_) index_->note(entry(d));
}

std::map<Id, std::vector<Quotation>> Quoting::found() {
  const auto known = [&](const Document* d) { return index_->knows_channel(d->channel); };
  if (index_ && std::all_of(messages_.begin() + static_cast<std::ptrdiff_t>(indexed_), messages_.end(), known)) {
    for (std::size_t i = indexed_; i < messages_.size(); ++i)
      for (Id& id : index_->add(entry(*messages_[i]))) again_.insert(std::move(id));
  } else {
    std::vector<trace::Entry> entries;
    for (const Document* d : messages_) entries.push_back(entry(*d));
    index_.emplace(entries);
    for (const auto& [id, d] : asking_) index_->note(entry(*d)), again_.insert(id);
  }
  indexed_ = messages_.size();
  std::map<Id, std::vector<Quotation>> out;
  for (const Id& id : std::exchange(again_, {})) find(*index_, *asking_.at(id), out[id]);
  return out;
}

}  // namespace tocsin
