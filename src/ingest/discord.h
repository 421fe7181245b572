// SPDX-License-Identifier: Apache-2.0
// A channel as DiscordChatExporter writes it in JSON: the server, the channel, and its messages.
//
//   {"guild": {"name": "Harbour Watch"}, "channel": {"type": "GuildTextChat", "name": "news"}, "messages": [{"id":
//   "41",
//    "type": "Default", "timestamp": "2025-10-07T18:58:31.123+03:00", "content": "noon", "author": {"id": "77"}}]}
//     → source_id "41", channel "Harbour Watch #news", published 15:58:31 UTC, author pseudonym("77")
//
// Direct messages are private. A channel whose head cannot be read may be, so it is not read either.
#pragma once

#include <string_view>

#include "ingest/intake.h"

namespace tocsin::ingest {

Status discord(std::string_view bytes, Intake& intake);

}  // namespace tocsin::ingest
