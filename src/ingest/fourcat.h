// SPDX-License-Identifier: Apache-2.0
// Items as 4CAT maps them for its users: the rows of a CSV download, or the same columns as NDJSON. (4CAT's raw NDJSON
// of Telegram holds Telethon's objects: telethon.h.)
//
//   id,thread_id,chat,author,body,timestamp,unix_timestamp,author_forwarded_from_name,…
//   pier-41,pier,pier,77,noon,2025-10-07 15:58:31,1759852711,Blue Pier,…
//     → source_id "41", channel "pier", published 15:58:31 UTC, author pseudonym("user77"), forwarded_from "Blue Pier"
#pragma once

#include <string_view>

#include "core/json.h"
#include "ingest/csv.h"
#include "ingest/fields.h"

namespace tocsin::ingest {

bool is_fourcat(const json::Value& item);
FieldReading read_fourcat(const json::Value& item, std::uint64_t at, const InputOptions& options, const Key& key);

bool is_fourcat(const CsvTable& table);
Status fourcat(std::string_view bytes, Intake& intake);

}  // namespace tocsin::ingest
