// SPDX-License-Identifier: Apache-2.0
// `trace`, `read` and `record` as filters: NDJSON documents in, one line out for each, in the order of the input.
#include <map>

#include "brief/brief.h"
#include "engine/impl.h"
#include "engine/lines.h"
#include "engine/translations.h"
#include "read/read.h"
#include "trace/trace.h"

namespace tocsin {
namespace {

constexpr char kAgain = '\x1f';  // behind an id that stood before, to tell its documents apart while tracing

std::string shown(std::string_view id) { return std::string(id.substr(0, id.find(kAgain))); }

}  // namespace

Status Engine::read(std::istream& in, std::string_view name, Sink& sink, Progress* progress) {
  const Impl& e = *impl_;
  return each_document(in, name, e.options.input, e.key, e.notice, progress, [&](const Document& d) {
    Reading reading = read::read(d);
    e.recorder.resolve(d, reading);
    return sink.write(brief::reading_json(reading, d, d.source_id) + "\n");
  });
}

Status Engine::record(std::istream& in, std::string_view name, Sink& sink, Progress* progress) {
  const Impl& e = *impl_;
  return each_document(in, name, e.options.input, e.key, e.notice, progress, [&](const Document& d) {
    Reading reading = read::read(d);
    e.recorder.resolve(d, reading);
    return sink.write(brief::record_json(e.recorder.record(d, reading), d, d.source_id) + "\n");
  });
}

Status Engine::trace(std::istream& in, std::string_view name, Sink& sink, Progress* progress) {
  const Impl& e = *impl_;
  std::vector<Document> documents;
  std::map<std::string, std::size_t> times_seen;
  const Status s = each_document(in, name, e.options.input, e.key, e.notice, progress, [&](Document d) {
    d.id = d.source_id;
    if (const std::size_t n = times_seen[d.source_id]++) d.id += kAgain + std::to_string(n);
    documents.push_back(std::move(d));
    return Status();
  });
  if (!s.ok()) return s;

  std::vector<trace::Entry> entries;
  entries.reserve(documents.size());
  for (const Document& d : documents)
    entries.push_back({d.id, d.text, d.channel, d.forwarded_from, d.lang, d.published});
  struct Found {
    const Family* family;
    const Member* member;
  };
  const std::vector<Family> families = trace::trace(entries, translated_pairs(entries, e.options, kUnasked, e.notice), progress);
  std::map<std::string_view, Found> places;
  for (const Family& f : families)
    for (const Member& m : f.members) places[m.document] = {&f, &m};
  for (const Document& d : documents) {
    const auto& [family, member] = places.at(d.id);
    const Status written = sink.write(
        brief::trace_json(d.source_id, shown(family->first), member->relation, shown(member->of), member->similarity) +
        "\n");
    if (!written.ok()) return written;
  }
  return Status();
}

}  // namespace tocsin
