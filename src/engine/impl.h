// SPDX-License-Identifier: Apache-2.0
// What an engine holds: the rooms it has opened. The stages meet here and nowhere else.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ingest/ingest.h"
#include "record/record.h"
#include "store/store.h"
#include "tocsin/engine.h"

namespace tocsin {

// The reader's name and version: readings kept under another one are made anew.
inline constexpr std::string_view kReader = "lists/1";

struct Engine::Impl {
  Options options;
  Notice notice;
  store::Store store;
  record::Recorder recorder;
  ingest::Key key;

  void tell(const std::string& line) const {
    if (notice) notice(line);
  }
  // Traces, reads, records and links all the store holds, and keeps what comes out. (scan.cc)
  Status work(Progress* progress);
  // Reads each by itself and keeps what it says. (watch.cc)
  Status read_documents(const std::map<Id, const Document*>& documents);
};

}  // namespace tocsin
