// SPDX-License-Identifier: Apache-2.0
// Telegram Desktop's export in HTML: messages.html, messages2.html …, a thousand messages a file, each file whole by
// itself. One walk over the tags; every message has the byte offset of its <div>.
//
//   <div class="message default clearfix" id="message41"><div class="body">
//    <div class="pull_right date details" title="07.10.2025 18:58:31 UTC+03:00">18:58</div>
//    <div class="from_name">Grey Lantern</div>
//    <div class="forwarded body"><div class="from_name">Blue Pier <span class="date details" title="…">…</span></div>
//    <div class="text">Ferries sail<br>at noon</div></div></div></div>
//     → source_id "41", 15:58:31 UTC, forwarded_from "Blue Pier", text "Ferries sail\nat noon"
//
// A message "joined" to the one above has its author, and the source of its forward, from there. The format tells
// people by their display names only: of those come pseudonyms. Whether a chat is public it does not tell; one chat
// exported by itself was chosen by a person, but the chats of an all-chats export are taken as private.
#pragma once

#include <string_view>

#include "ingest/intake.h"

namespace tocsin::ingest {

Status telegram_html(std::string_view bytes, Intake& intake);

// The end of the message whose <div> begins at `at`.
std::size_t telegram_html_end(std::string_view bytes, std::size_t at);

}  // namespace tocsin::ingest
