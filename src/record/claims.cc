// SPDX-License-Identifier: Apache-2.0
#include "record/claims.h"

#include <string>

#include "core/hash.h"
#include "core/names.h"
#include "record/names.h"

namespace tocsin::record {

std::vector<Claim> record_claims(const Document& document, const Reading& reading) {
  if (reading.claims.empty()) return {};
  const Names names(document, reading);
  std::vector<Claim> out;
  for (const ClaimReading& r : reading.claims) {
    Claim c;
    c.id = content_id("cla", {document.id, std::to_string(r.span.begin), std::to_string(r.span.end), to_string(r.status),
                              r.status_span ? std::to_string(r.status_span->begin) : ""});
    if (r.holder) c.holder = names.resolve(*r.holder);
    c.text = std::string(slice(document.text, r.span));
    c.status = r.status;
    if (r.status_span) c.status_span = Passage{document.id, *r.status_span};
    c.span = {document.id, r.span};
    out.push_back(std::move(c));
  }
  return out;
}

}  // namespace tocsin::record
