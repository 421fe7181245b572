// SPDX-License-Identifier: Apache-2.0
// A row for each figure (RFC 4180), for the tables in which casualty recorders keep them: what happened, where and when, how many of
// whom, whose figure it is, and the very words with where they stand.
#include <array>
#include <map>

#include "brief/csv_row.h"
#include "brief/tables.h"
#include "core/clock.h"
#include "core/names.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

constexpr std::array<std::string_view, 34> kColumns = {
    "incident", "what", "incident_status", "place", "geonameid", "country", "lat", "lon", "within", "from", "to", "precision", "actor",
    "figure", "effect", "category", "min", "max", "qualifier", "source", "status", "subset_of",
    "document", "kind", "outlet", "channel", "published", "url", "words", "begin", "end", "file", "sha256", "at"};

void add_incident(const Incident& i, Row& row) {
  row.put(i.id).text(text::masked(i.what)).put(to_string(i.status));
  const Place place = i.place.value_or(Place{});
  row.text(text::masked(place.name)).number(place.geonameid ? std::optional(place.geonameid) : std::nullopt);
  row.put(place.country).degrees(place.lat).degrees(place.lon).text(text::masked(place.within));
  row.interval(i.when.value_or(Interval{})).put(i.when ? to_string(i.when->precision) : std::string_view());
  row.text(i.actor ? text::masked(i.actor->name) : std::string());
}

void add_figure(const Figure& f, Row& row) {
  row.put(f.id).put(to_string(f.effect)).put(to_string(f.category)).number(f.min).number(f.max).put(to_string(f.qualifier));
  row.text(f.source ? text::masked(f.source->name) : std::string()).put(to_string(f.status)).put(f.subset_of);
}

void add_document(const Document& d, const Span& span, Row& row) {
  row.put(d.id).put(to_string(d.kind)).text(text::masked(d.outlet)).text(text::masked(d.channel));
  row.put(d.published ? format_time(*d.published) : std::string()).text(text::masked(d.url)).text(cited_text(d.text, span));
  row.number(span.begin).number(span.end).text(d.file).put(d.sha256).number(static_cast<std::int64_t>(d.at));
}

}  // namespace

std::string figures_csv(const Findings& findings) {
  std::map<Id, const Document*> documents;
  for (const Document& d : findings.documents) documents[d.id] = &d;
  Row head;
  for (const std::string_view column : kColumns) head.put(column);
  std::string out = head.line();
  for (const Incident& i : findings.incidents)
    for (const Figure& f : i.figures) {
      Row row;
      add_incident(i, row);
      add_figure(f, row);
      static const Document kNone;
      const auto d = documents.find(f.span.document);
      add_document(d == documents.end() ? kNone : *d->second, f.span.span, row);
      out += row.line();
    }
  return out;
}

}  // namespace tocsin::brief
