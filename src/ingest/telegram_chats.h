// SPDX-License-Identifier: Apache-2.0
// The skeleton of a Telegram Desktop export: its chats and where each of their messages stands. Nothing else of the
// file is looked at: contacts, sessions and the exporter's own data are never parsed.
//
//   {"chats": {"list": [{"name": "Grey Lantern", "type": "public_channel", "id": 7, "messages": [{…}, {…}]}]}}
//     → {name "Grey Lantern", type "public_channel", id "7", inside_export true, messages: two slices}
//
// A chat is where `"messages": [` is; its name and type are read from the object around it, before or after the
// messages. The rest of the export may be broken.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/json_objects.h"

namespace tocsin::ingest {

struct Chat {
  std::string name, type, id;
  bool known = false;          // its name, type or id could be read
  bool inside_export = false;  // one of many in an all-chats export, not the one a person chose to export
  bool cut = false;            // the file ends before its messages do
  std::size_t at = 0;          // where its object begins, as far as can be told
  std::vector<Slice> messages;
};

struct Skeleton {
  std::vector<Chat> chats;
  std::vector<std::size_t>
      stray;  // where messages stand outside every list: what comes after a list that ended too early
};

Skeleton telegram_chats(std::string_view bytes);

// Of the kinds that everybody can read: public channels and groups.
bool is_public(const Chat& chat);

}  // namespace tocsin::ingest
