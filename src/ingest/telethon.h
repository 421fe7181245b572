// SPDX-License-Identifier: Apache-2.0
// A message as Telethon writes it (`to_json`, `to_dict`): Telegram's own objects with their type in `_`. 4CAT keeps the
// same objects with the type in `_type`, times as Unix seconds, and the chat beside them in `_chat`.
//
//   {"_": "Message", "id": 41, "peer_id": {"_": "PeerChannel", "channel_id": 7}, "date": "2025-10-07T15:58:31+00:00",
//    "message": "noon", "fwd_from": {"_": "MessageFwdHeader", "from_id": {"_": "PeerChannel", "channel_id": 9}, …}}
//     → source_id "41", channel "channel 7", text "noon", forwarded_from "channel 9"
#pragma once

#include "core/json.h"
#include "ingest/fields.h"

namespace tocsin::ingest {

bool is_telethon(const json::Value& object);
FieldReading read_telethon(const json::Value& object, std::uint64_t at, const InputOptions& options, const Key& key);

// A peer as Telegram tells one: {"channel_id": 7}, "PeerChannel(channel_id=7)", or a bare number (a user, long ago).
struct TelegramPeer {
  enum Kind { none, user, chat, channel } kind = none;
  std::string id;  // digits
};
TelegramPeer telegram_peer(const json::Value* value);
TelegramPeer telegram_peer(std::string_view written);
// Who is behind a forward: people are hashed, channels keep their name, or "channel 7" where it is not said.
std::string forward_source(const TelegramPeer& peer, std::string_view name, const Key& key);

}  // namespace tocsin::ingest
