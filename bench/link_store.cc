// SPDX-License-Identifier: Apache-2.0
// The way from a store that was read to its alerts, stage by stage: link_store STORE [GAZETTEER]
// Prints CPU seconds of each, on one thread; the store stays as it is.
#include <algorithm>
#include <cstdio>
#include <ctime>

#include "engine/quoting.h"
#include "link/link.h"
#include "link/reviews.h"
#include "record/record.h"
#include "store/log.h"
#include "store/store.h"
#include "trace/trace.h"

namespace {

void tell(const char* stage) {
  static double last = 0;
  const double now = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  std::printf("%s\t%.3f\n", stage, now - last);
  last = now;
}

template <class T>
T must(tocsin::Result<T> result) {
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.status().message().c_str());
    std::exit(4);
  }
  return std::move(*result);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace tocsin;
  if (argc < 2) return 2;
  const store::Store store = must(store::Store::open(argv[1]));
  const record::Recorder recorder = must(record::Recorder::open(argc > 2 ? argv[2] : ""));
  const std::vector<Document> documents = must(store.documents());
  link::Input input;
  input.readings = must(store.readings());
  const std::vector<Decision> decisions = must(store::Log(store).decisions());
  tell("load");
  link::correct(input.readings, documents, decisions);
  std::vector<trace::Entry> messages, articles;
  std::vector<const Document*> all;
  for (const Document& d : documents) {
    input.documents.push_back(recorder.record(d, input.readings.at(d.id)));
    input.as_of = std::max(input.as_of, d.published);
    (d.kind == DocumentKind::message ? messages : articles).push_back(entry(d));
    all.push_back(&d);
  }
  tell("record");
  input.families = trace::trace(messages);
  input.wires = trace::trace(articles);
  tell("trace");
  input.listed = must(store.register_lines());
  link::regroup(input.families, documents, decisions);
  input.quotations = quotations(messages, all, input.readings);
  tell("quotations");
  const Findings found = link::link(std::move(input));
  tell("link");
  std::fprintf(stderr, "%zu documents, %zu threats, %zu incidents, %zu alerts, %zu links\n", found.documents.size(), found.threats.size(),
               found.incidents.size(), found.alerts.size(), found.links.size());
}
