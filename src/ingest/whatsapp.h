// SPDX-License-Identifier: Apache-2.0
// A chat as WhatsApp exports it, `_chat.txt`: a message begins with a time and a name (chat_dates.h) and goes on until
// the next such line.
//
//   [14/10/2021, 3:34:09 PM] Pier: Ferries sail        ←  iPhone
//   10/14/21, 3:34 PM - Pier: Ferries sail             ←  Android
//   at noon
//     → text "Ferries sail\nat noon", author pseudonym("Pier"), zone assumed
//
// Such a chat is private by nature, and is read with a purpose only. The file names neither the chat, nor a zone, nor
// ids: the channel is the group's name where a notice tells it, and the id is the place in the file.
#pragma once

#include <string_view>

#include "ingest/intake.h"

namespace tocsin::ingest {

Status whatsapp(std::string_view bytes, Intake& intake);

// The end of the message that begins at `at`, without its line end.
std::size_t whatsapp_end(std::string_view bytes, std::size_t at);

}  // namespace tocsin::ingest
