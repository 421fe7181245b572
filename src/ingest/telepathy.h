// SPDX-License-Identifier: Apache-2.0
// The archives that Telepathy writes: CSV with semicolons, whose columns have had three sets of names.
//
//   ;Chat name;message ID;Name;ID;Message text;Timestamp;…;Forward Peer ID;Forwarded From;…         (first versions)
//   ;To;Message ID;Display_name;User ID;Message_text;…;Timestamp;…;Edit_date;URL;…                   (from 2.2 on)
//   ;To;Message ID;Reply ID;Display_name;ID;Message_text;…;Timestamp                                  (replies)
//
// Times are Telegram's, which is UTC, also where they do not say so. Member lists, with people's names and numbers, are
// no archive and are never read.
#pragma once

#include <string_view>

#include "ingest/csv.h"

namespace tocsin::ingest {

bool is_telepathy(const CsvTable& table);
Status telepathy(std::string_view bytes, Intake& intake);

}  // namespace tocsin::ingest
