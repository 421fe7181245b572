// SPDX-License-Identifier: Apache-2.0
#include "record/statements.h"

#include <map>
#include <string>

#include "core/hash.h"
#include "core/names.h"
#include "record/names.h"

namespace tocsin::record {

std::vector<Statement> record_statements(const Document& document, const Reading& reading) {
  if (reading.statements.empty()) return {};
  const Names names(document, reading);
  std::vector<Statement> out;
  std::map<std::string, std::pair<std::string, std::string>> described;   // role and affiliation by name
  for (const StatementReading& r : reading.statements) {
    Statement s;
    std::string spans = std::to_string(r.span.begin) + "-" + std::to_string(r.span.end);
    for (const Span& c : r.content) spans += "," + std::to_string(c.begin) + "-" + std::to_string(c.end);
    s.id = content_id("sta", {document.id, spans, r.cue ? std::to_string(r.cue->begin) : "", r.source ? std::to_string(r.source->begin) : ""});
    if (r.source) s.source = names.resolve(*r.source);
    if (r.told_to) s.told_to = names.resolve(*r.told_to);
    if (r.role) s.role = std::string(slice(document.text, *r.role));
    if (r.affiliation) s.affiliation = names.resolve(*r.affiliation).name;
    s.manner = r.manner;
    if (r.cue) s.cue = Passage{document.id, *r.cue};
    for (const Span& c : r.content) s.content.push_back({document.id, c});
    s.span = {document.id, r.span};
    if (s.source && (!s.role.empty() || !s.affiliation.empty())) {
      auto& known = described[s.source->name];
      if (known.first.empty() && known.second.empty()) known = {s.role, s.affiliation};
    }
    out.push_back(std::move(s));
  }
  for (Statement& s : out) {
    if (!s.source || !s.role.empty() || !s.affiliation.empty()) continue;
    const auto known = described.find(s.source->name);
    if (known != described.end()) std::tie(s.role, s.affiliation) = known->second;
  }
  return out;
}

}  // namespace tocsin::record
