// SPDX-License-Identifier: Apache-2.0
// `trace`, `read` and `record` as filters: NDJSON documents in, one line out for each, in the order of the input.
#include "brief/brief.h"
#include "engine/impl.h"
#include "engine/lines.h"
#include "engine/tracing.h"
#include "read/read.h"

namespace tocsin {
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
  return trace_lines(in, name, impl_->options, impl_->key, impl_->notice, sink, progress);
}

}  // namespace tocsin
