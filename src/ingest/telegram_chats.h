// SPDX-License-Identifier: Apache-2.0
// The skeleton of a Telegram Desktop export: its chats and where each of their messages stands. Nothing else of the
// file is looked at: contacts, sessions and the exporter's own data are never parsed.
//
//   {"chats": {"list": [{"name": "Grey Lantern", "type": "public_channel", "id": 7, "messages": [{…}, {…}]}]}}
//     → begin({name "Grey Lantern", type "public_channel", id "7", inside_export true}), two messages, end(…)
//
// A chat is where `"messages": [` is; its name and type are read from the object around it, before or after the
// messages. The rest of the export may be broken. Where they stand before, messages are handed over as they are found, so that
// nothing of a file is held but what is being read.
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
};

class ChatReceiver {
 public:
  virtual ~ChatReceiver() = default;
  virtual void begin(const Chat& chat) = 0;
  virtual Status message(const Slice& slice, const json::Tape* value) = 0;  // as TakeElement
  virtual void end(const Chat& chat) = 0;                                   // `cut` is known
};

struct Export {
  std::size_t chats = 0;
  std::vector<std::size_t> stray;  // where messages stand outside every list: what comes after a list that ended too early
};

Result<Export> telegram_chats(std::string_view bytes, ChatReceiver& receiver);

// Of the kinds that everybody can read: public channels and groups.
bool is_public(const Chat& chat);

}  // namespace tocsin::ingest
