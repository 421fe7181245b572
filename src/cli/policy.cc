// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {
namespace {

Status run(const Arguments& a, Terminal& terminal) {
  Result<Engine> engine = open(a, terminal);
  if (!engine.ok()) return engine.status();
  const std::string& needed = a.words[1];
  if (a.words[0] != "reviewers" || needed.size() != 1 || needed < "1" || needed > "9")
    return Status(Code::usage, "policy: write reviewers 2, for two people who must agree (1 to 9)");
  return engine->set_reviewers(static_cast<unsigned>(needed[0] - '0'), a.reviewer, a.note);
}

}  // namespace

const Command kPolicyCommand = {"policy",
                                "sets a rule of the team: how many people must agree before an alert is no draft",
                                "tocsin policy reviewers 2 --note 'agreed on 3 March' --store cases.db",
                                kStore | kNeedsStore,
                                {note_flag(), reviewer_flag()},
                                {"RULE VALUE", 2, 2},
                                run};

}  // namespace tocsin::cli
