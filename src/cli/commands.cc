// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

namespace tocsin::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> kAll = {kScanCommand,       kAlertsCommand,  kShowCommand,     kIncidentsCommand,
                                            kStatementsCommand, kOutletsCommand, kOdditiesCommand, kSearchCommand,
                                            kBriefCommand,      kTraceCommand,   kReadCommand,     kRecordCommand,
                                            kCheckCommand};
  return kAll;
}

}  // namespace tocsin::cli
