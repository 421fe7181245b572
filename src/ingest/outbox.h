// SPDX-License-Identifier: Apache-2.0
// An ActivityPub outbox, as Mastodon puts it in an account's archive (`outbox.json`) and servers give it page by page.
//
//   {"type": "OrderedCollection", "orderedItems": [{"type": "Create", "actor": "https://harbour.example/users/pier",
//    "to": ["https://www.w3.org/ns/activitystreams#Public"], "object": {"type": "Note", "id": "…/statuses/41",
//    "published": "2025-10-07T15:58:31Z", "content": "<p>noon</p>"}}]}
//     → source_id "41", channel "harbour.example", text "noon", author pseudonym of the actor
//
// An account is a person, so its name and addresses, which hold it, go no further; the channel is the server. What is
// not addressed to the public is private. A boost holds nothing but an address and is counted.
#pragma once

#include <string_view>

#include "ingest/intake.h"

namespace tocsin::ingest {

Status outbox(std::string_view bytes, Intake& intake);

}  // namespace tocsin::ingest
