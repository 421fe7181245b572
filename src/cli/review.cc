// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  Result<Engine> engine = open(a, terminal);
  if (!engine.ok()) return engine.status();
  return engine->review({a.words[0], a.words[1], a.reviewer, a.note, a.with, a.documents, a.corrections}, format(a), terminal);
}

}  // namespace

const Command kReviewCommand = {
    "review",
    "the human decision on an alert: confirm, dismiss, escalate, merge, split or correct",
    "tocsin review alr-1f0c correct --set stance=reported --note 'the paper quotes it' --store cases.db",
    kStore | kNeedsStore | kPrints | kOutput | kGazetteer | kModel,
    {note_flag(),
     reviewer_flag(),
     {"--with", "ALERT", "merge: the other alert, of the same threat", &Arguments::with},
     {.name = "--document", .value = "ID", .help = "split: a post that is no copy of the rest; with its copies it becomes a case of its own", .several = &Arguments::documents},
     {.name = "--set",
      .value = "SLOT=VALUE",
      .help = "correct: force=…, stance=…, or a slot with words of the message or their bytes: targets_chosen='the pier', time=120-128; means= : none",
      .several = &Arguments::corrections}},
    {"ALERT DECISION", 2, 2},
    run};

}  // namespace tocsin::cli
