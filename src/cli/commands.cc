// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {

Flag reviewer_flag() { return {"--reviewer", "NAME", "who decides, as the log is to name them (else $TOCSIN_REVIEWER, else the user's login)", &Arguments::reviewer}; }
Flag note_flag() { return {"--note", "TEXT", "why; it stands in the log and in the brief", &Arguments::note}; }

Flag originals_flag() {
  Flag out{"--originals", "DIR", "where the source files are now, under whatever name; as often as needed"};
  out.several = &Arguments::originals;
  return out;
}

Flag translations_flag() {
  return {"--translations",
          "WHICH",
          "copies in another language: of messages that speak of harm (harmful), of all, or none; auto: harmful, if few",
          nullptr,
          &Options::translations,
          nullptr,
          nullptr,
          nullptr,
          {"auto", "harmful", "all", "none"}};
}

const std::vector<Command>& commands() {
  static const std::vector<Command> kAll = {kScanCommand,       kWatchCommand,   kAlertsCommand,   kShowCommand,     kIncidentsCommand,
                                            kStatementsCommand, kOutletsCommand, kOdditiesCommand, kSearchCommand,
                                            kBriefCommand,      kReviewCommand,  kPolicyCommand,   kExportCommand,   kTraceCommand,
                                            kReadCommand,       kRecordCommand,  kCheckCommand,    kAuditCommand,    kPurgeCommand,
                                            kSourcesCommand,    kDeliverCommand};
  return kAll;
}

}  // namespace tocsin::cli
