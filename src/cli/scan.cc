// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  Result<Engine> engine = open(a, terminal);
  if (!engine.ok()) return engine.status();
  Status s = engine->scan(a.words, &terminal);
  if (s.ok()) s = engine->write_findings(format(a), terminal.style(), terminal);
  if (!s.ok() || a.out.empty()) return s;
  const Result<std::vector<std::string>> pages = engine->write_pages(a.out);
  if (!pages.ok()) return pages.status();
  if (format(a) == Format::json) return Status();  // the output stays one JSON object
  std::string lines = "pages\n";
  for (const std::string& page : *pages) lines += "  " + page + "\n";
  return terminal.write(lines);
}

}  // namespace

const Command kScanCommand = {
    "scan",
    "reads files and folders once and prints ranked alerts",
    "tocsin scan exports/ articles/ --store cases.db --out pages",
    kStore | kPrints | kOutput | kReadsInput | kGazetteer | kModel | kMarking,
    {{"--out", "DIR", "write a page per alert and an index", &Arguments::out},
     {"--as-of", "TIME", "the time the ranking speaks of (else the latest in the input)", nullptr, &Options::as_of},
     translations_flag(),
     {"--published", "TIME", "for text and HTML articles that do not say", nullptr, nullptr, &InputOptions::published},
     {"--outlet", "NAME", "likewise", nullptr, nullptr, &InputOptions::outlet},
     {"--url", "URL", "likewise", nullptr, nullptr, &InputOptions::url},
     {"--title", "TEXT", "likewise", nullptr, nullptr, &InputOptions::title},
     {"--include-private", "", "also read private chats and saved messages; needs --purpose", nullptr, nullptr, nullptr,
      nullptr, &InputOptions::include_private},
     {"--purpose", "TEXT", "why private chats are read; kept in the store's log", nullptr, nullptr,
      &InputOptions::purpose}},
    {"INPUT", 1, -1},
    run};

}  // namespace tocsin::cli
