// SPDX-License-Identifier: Apache-2.0
// Who quotes whom, as linking wants it: of articles, and of messages that hold somebody else's threat.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "tocsin/records.h"
#include "trace/trace.h"

namespace tocsin {

trace::Entry entry(const Document& document);

// What `documents` quote of `messages`. Each must have a reading.
std::vector<Quotation> quotations(const std::vector<trace::Entry>& messages, const std::vector<const Document*>& documents,
                                  const std::map<Id, Reading>& readings);

// The same for documents that keep coming: who may quote a new message is asked again, and nobody else.
class Quoting {
 public:
  // Both must stay where they are.
  void take(const Document& document, const Reading& reading);
  // Of documents that were asked since it was called last, what they quote.
  std::map<Id, std::vector<Quotation>> found();

 private:
  std::optional<trace::QuotationIndex> index_;
  std::map<Id, const Document*> asking_;  // documents that may quote
  std::vector<const Document*> messages_;
  std::size_t indexed_ = 0;  // of messages_
  std::set<Id> again_;
};

}  // namespace tocsin
