// SPDX-License-Identifier: Apache-2.0
// What an engine holds: the rooms it has opened. The stages meet here and nowhere else.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "brief/brief.h"
#include "ingest/ingest.h"
#include "read/read.h"
#include "record/record.h"
#include "store/store.h"
#include "tocsin/engine.h"

namespace tocsin {

struct Engine::Impl {
  Options options;
  Notice notice;
  store::Store store;
  std::optional<record::Recorder> recorder;  // none until open_stages(), like the reader: what is only asked of a store needs neither
  ingest::Key key;
  std::optional<read::Reader> reader;
  Status unread;  // not ok: the trained reader that was asked for cannot be used, and `reader` reads all but threats

  // What the store holds, with what people decided of it. (review.cc)
  Result<Findings> findings() const;
  Status attach_decisions(Findings& findings) const;
  // One case out of it (case_file.h), with what people decided.
  Result<Findings> case_of(const Alert& alert, brief::Context& context) const;
  // (ask.cc)
  Status write_alerts(Format format, const Style& style, Sink& sink) const;
  void tell(const std::string& line) const {
    if (notice) notice(line);
  }
  Status open_stages();
  // Reads documents and resolves what was found; in their order.
  Result<std::vector<Reading>> read(std::span<const Document* const> documents) const;
  // Traces, reads, records and links all the store holds, and keeps what comes out. (scan.cc)
  Status work(Progress* progress);
  // Reads each and keeps what it says. (watch.cc)
  Status read_documents(const std::map<Id, const Document*>& documents, std::map<Id, Reading>& readings);
};

}  // namespace tocsin
