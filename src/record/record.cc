// SPDX-License-Identifier: Apache-2.0
#include "record/record.h"

#include <utility>

#include "record/claims.h"
#include "record/figures.h"
#include "record/gazetteer.h"
#include "record/incidents.h"
#include "record/numbers.h"
#include "record/outlets.h"
#include "record/places.h"
#include "record/statements.h"
#include "record/threats.h"
#include "record/times.h"

namespace tocsin::record {

Recorder::Recorder() = default;
Recorder::Recorder(Recorder&&) noexcept = default;
Recorder& Recorder::operator=(Recorder&&) noexcept = default;
Recorder::~Recorder() = default;

Result<Recorder> Recorder::open(const std::string& gazetteer_path) {
  Recorder recorder;
  if (!gazetteer_path.empty()) {
    Result<Gazetteer> gazetteer = Gazetteer::open(gazetteer_path);
    if (!gazetteer.ok()) return gazetteer.status();
    recorder.gazetteer_ = std::make_unique<Gazetteer>(std::move(*gazetteer));
  }
  return Result<Recorder>(std::move(recorder));
}

void Recorder::resolve(const Document& document, Reading& reading) const {
  resolve_times(document, reading);
  resolve_numbers(document, reading);
  resolve_places(document, reading, gazetteer_.get());
}

Findings Recorder::record(const Document& document, const Reading& resolved) const {
  Findings out;
  out.documents.push_back(document);
  out.statements = record_statements(document, resolved);
  out.claims = record_claims(document, resolved);
  out.outlets = record_outlets(document, resolved, out.statements);
  out.threats = record_threats(document, resolved, gazetteer_.get());
  IncidentList incidents = record_incidents(document, resolved, record_figures(document, resolved), gazetteer_.get());
  out.incidents = std::move(incidents.incidents);
  if (document.kind == DocumentKind::article) out.documents.front().main_incident = incidents.main;
  return out;
}

}  // namespace tocsin::record
