// SPDX-License-Identifier: Apache-2.0
// Telegram Desktop's result.json: one chat at the root, or all chats of an account (`chats.list`, `left_chats.list`).
// Reads old and new shapes, and broken exports message by message (json_objects.h, json_repair.h).
//
//   Status status = telegram(bytes, intake);
//     → a document per message with text; service messages, media and private chats counted; oddities located
//
// In an all-chats export only public channels and groups are read, unless private chats are asked for with a purpose.
// One chat exported by itself was chosen by a person, and is read whatever its type.
#pragma once

#include <string_view>

#include "ingest/intake.h"

namespace tocsin::ingest {

Status telegram(std::string_view bytes, Intake& intake);

}  // namespace tocsin::ingest
