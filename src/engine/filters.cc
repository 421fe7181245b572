// SPDX-License-Identifier: Apache-2.0
// `trace`, `read` and `record` as filters: NDJSON documents in, one line out for each, in the order of the input.
#include "brief/brief.h"
#include "engine/impl.h"
#include "engine/lines.h"
#include "engine/tracing.h"
#include "read/read.h"

namespace tocsin {
namespace {

// Documents that wait to be read together, which is faster than one by one. Where no more input is there at the moment
// (a pipe that somebody types into) they do not wait.
constexpr std::size_t kTogether = 512;

template <class Impl, class Write>
Status read_lines(Impl& e, std::istream& in, std::string_view name, Progress* progress, const Write& write) {
  if (const Status s = e.open_stages(); !s.ok()) return s;
  if (!e.unread.ok()) return e.unread;
  std::vector<Document> waiting;
  const auto flush = [&]() -> Status {
    std::vector<const Document*> documents;
    for (const Document& d : waiting) documents.push_back(&d);
    const Result<std::vector<Reading>> readings = e.read(documents);
    if (!readings.ok()) return readings.status();
    for (std::size_t i = 0; i < waiting.size(); ++i)
      if (const Status s = write(waiting[i], (*readings)[i]); !s.ok()) return s;
    waiting.clear();
    return Status();
  };
  const Status s = each_document(in, name, e.options.input, e.key, e.notice, progress, [&](Document d) {
    waiting.push_back(std::move(d));
    return waiting.size() >= kTogether || in.rdbuf()->in_avail() <= 0 ? flush() : Status();
  });
  const Status flushed = flush();
  return s.ok() ? flushed : s;
}

}  // namespace

Status Engine::read(std::istream& in, std::string_view name, Sink& sink, Progress* progress) {
  return read_lines(*impl_, in, name, progress, [&](const Document& d, const Reading& reading) {
    return sink.write(brief::reading_json(reading, d, d.source_id) + "\n");
  });
}

Status Engine::record(std::istream& in, std::string_view name, Sink& sink, Progress* progress) {
  return read_lines(*impl_, in, name, progress, [&](const Document& d, const Reading& reading) {
    return sink.write(brief::record_json(impl_->recorder->record(d, reading), d, d.source_id) + "\n");
  });
}

Status Engine::trace(std::istream& in, std::string_view name, Sink& sink, Progress* progress) {
  return trace_lines(in, name, impl_->options, impl_->key, impl_->notice, sink, progress);
}

}  // namespace tocsin
