// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  Result<Engine> engine = open(a, terminal);
  return engine.ok() ? engine->write_brief(a.words.front(), a.as, terminal.style(), terminal) : engine.status();
}

}  // namespace

const Command kBriefCommand = {"brief",
                               "one alert in the form it leaves in",
                               "tocsin brief alr-1f0c --as html -o brief.html --store cases.db",
                               kStore | kNeedsStore | kOutput | kMarking,
                               {{"--purpose", "TEXT", "of a notice: what it is sent for; kept in the store's log", nullptr, nullptr, &InputOptions::purpose},
                                {"--as",
                                 "FORM",
                                 "text, html, pdf or json; stix, misp, cap or geojson for other programs; csv: a table; claimreview: its claims as JSON-LD; notice: for a platform or an authority; gexf or graphml: the graph of its spread, also of a family",
                                 &Arguments::as,
                                 nullptr,
                                 nullptr,
                                 nullptr,
                                 nullptr,
                                 {std::begin(kBriefForms), std::end(kBriefForms)}}},
                               {"ALERT", 1, 1},
                               run};

}  // namespace tocsin::cli
