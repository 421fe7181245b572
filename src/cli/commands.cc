// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {

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
                                            kBriefCommand,      kTraceCommand,   kReadCommand,     kRecordCommand,
                                            kCheckCommand,      kSourcesCommand};
  return kAll;
}

}  // namespace tocsin::cli
