// SPDX-License-Identifier: Apache-2.0
#include "ingest/telethon.h"

#include <algorithm>
#include <cctype>

#include "ingest/intake.h"
#include "ingest/platform_media.h"
#include "ingest/telegram_message.h"

namespace tocsin::ingest {
namespace {

std::string_view type_of(const json::Value& object) {
  for (const std::string_view key : {"_", "_type"})
    if (const json::Value* type = object.find(key); type != nullptr && type->is(json::Type::string))
      return type->scalar;
  return {};
}

const json::Value* object_at(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value != nullptr && value->is(json::Type::object) ? value : nullptr;
}

std::string text_at(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value == nullptr ? std::string() : digits(*value);
}

// What a chat, or an object that describes one, is called.
std::string name_of_chat(const json::Value& value) {
  if (!value.is(json::Type::object)) return value.text();
  for (const std::string_view key : {"title", "name", "username"})
    if (std::string name = text_at(value, key); !name.empty()) return name;
  return {};
}

std::string channel_of(const json::Value& message, const TelegramPeer& peer) {
  for (const std::string_view key :
       {"_chat", "chat", "channel", "chat_title", "channel_title", "chat_name", "channel_name"})
    if (const json::Value* value = message.find(key))
      if (std::string name = name_of_chat(*value); !name.empty()) return name;
  return peer.id.empty() ? std::string() : (peer.kind == TelegramPeer::channel ? "channel " : "chat ") + peer.id;
}

// The name of the channel a forward is from, where the collector looked it up.
std::string name_of_source(const json::Value& message, const json::Value& header) {
  for (const std::string_view key : {"_forward", "forward"})
    if (const json::Value* forward = object_at(message, key))
      for (const std::string_view chat : {"_chat", "chat"})
        if (const json::Value* value = object_at(*forward, chat))
          if (std::string name = name_of_chat(*value); !name.empty()) return name;
  if (const json::Value* from = object_at(header, "from_id"))
    if (const json::Value* chats = from->find("chats"))
      for (const json::Value& chat : chats->items)
        if (chat.is(json::Type::object) && text_at(chat, "id") == text_at(*from, "channel_id"))
          return name_of_chat(chat);
  return {};
}

std::string forwarded_from(const json::Value& message, const Key& key) {
  const json::Value* header = object_at(message, "fwd_from");
  if (header == nullptr) return {};
  TelegramPeer peer = telegram_peer(header->find("from_id"));
  if (const std::string id = text_at(*header, "channel_id"); !id.empty()) peer = {TelegramPeer::channel, id};
  const std::string hidden = text_at(*header, "from_name");  // of a person who does not show their account
  if (peer.kind == TelegramPeer::none && !hidden.empty()) return pseudonym_or_nothing(key, hidden);
  return forward_source(peer, name_of_source(message, *header), key);
}

// A string, or {"_": "TextWithEntities", "text": "…"}.
std::string plain_text(const json::Value* value) {
  if (value == nullptr) return {};
  return value->is(json::Type::object) ? text_at(*value, "text") : value->text();
}

std::string poll_text(const json::Value& media) {
  const json::Value* poll = object_at(media, "poll");
  if (poll == nullptr) return {};
  std::string out = plain_text(poll->find("question"));
  if (const json::Value* answers = poll->find("answers"))
    for (const json::Value& answer : answers->items)
      if (answer.is(json::Type::object)) out += "\n" + plain_text(answer.find("text"));
  return out;
}

bool is_private(const TelegramPeer& peer) { return peer.kind == TelegramPeer::user || peer.kind == TelegramPeer::chat; }

// An edit that Telegram does not show is a reaction or a button.
std::string edit_date(const json::Value& message) {
  const json::Value* hidden = message.find("edit_hide");
  return hidden != nullptr && hidden->boolean ? std::string() : text_at(message, "edit_date");
}

}  // namespace

bool is_telethon(const json::Value& object) {
  const std::string_view type = type_of(object);
  return type == "Message" || type == "MessageService" || type == "MessageEmpty";
}

TelegramPeer telegram_peer(std::string_view written) {
  TelegramPeer out;
  for (const char c : written)
    if (std::isdigit(static_cast<unsigned char>(c))) out.id += c;
  if (out.id.empty()) return out;
  const auto says = [&](std::string_view word) { return written.find(word) != std::string_view::npos; };
  if (written.starts_with("-100")) return {TelegramPeer::channel, out.id.substr(3)};  // as bots number channels
  out.kind = says("annel")                             ? TelegramPeer::channel
             : says("hat") || written.starts_with('-') ? TelegramPeer::chat
                                                       : TelegramPeer::user;
  return out;
}

TelegramPeer telegram_peer(const json::Value* value) {
  if (value == nullptr) return {};
  if (!value->is(json::Type::object)) return telegram_peer(digits(*value));
  for (const auto& [key, kind] : {std::pair{"user_id", TelegramPeer::user}, std::pair{"chat_id", TelegramPeer::chat},
                                  std::pair{"channel_id", TelegramPeer::channel}})
    if (std::string id = text_at(*value, key); !id.empty()) return {kind, std::move(id)};
  return {};
}

std::string forward_source(const TelegramPeer& peer, std::string_view name, const Key& key) {
  if (peer.kind == TelegramPeer::user) return pseudonym_or_nothing(key, "user" + peer.id);
  if (!name.empty()) return std::string(name);
  if (peer.kind == TelegramPeer::none) return {};
  return (peer.kind == TelegramPeer::channel ? "channel " : "chat ") + peer.id;
}

FieldReading read_telethon(const json::Value& message, std::uint64_t at, const InputOptions& options, const Key& key) {
  FieldReading out;
  Document& d = out.document;
  d.at = at;
  const json::Value* to = message.find("peer_id");
  const TelegramPeer peer = telegram_peer(to != nullptr ? to : message.find("to_id"));
  if (is_private(peer) && !reads_private(options)) {
    out.skipped.emplace_back("private_chat");
    return out;
  }
  if (type_of(message) != "Message") {
    out.skipped.emplace_back(type_of(message) == "MessageService" ? "service_message" : "empty_message");
    return out;
  }
  const json::Value* text = message.find("message");
  out.has_text = text != nullptr && text->is(json::Type::string);
  if (out.has_text)
    d.text = text->scalar;
  else if (text != nullptr && !text->is(json::Type::null))
    out.odd(Odd::wrong_type, "\"message\" is no text; taken as absent");
  if (const json::Value* media = object_at(message, "media")) {
    const std::string_view kind = media_of_platform(type_of(*media));
    if (!kind.empty()) out.skipped.emplace_back(kind);
    if (d.text.empty()) d.text = poll_text(*media);
  }
  out.readable = !d.text.empty();
  if (!out.readable) {
    if (out.skipped.empty() && out.oddities.empty()) out.skipped.emplace_back("empty_message");
    return out;
  }
  out.has_text = true;
  const json::Value* id = message.find("id");
  set_id(out, id == nullptr ? std::string() : digits(*id), id != nullptr);
  set_times(out, text_at(message, "date"), edit_date(message), options.timezone);
  d.channel = channel_of(message, peer);
  if (const TelegramPeer from = telegram_peer(message.find("from_id")); from.kind == TelegramPeer::user)
    d.author = pseudonym_or_nothing(key, "user" + from.id);
  d.forwarded_from = forwarded_from(message, key);
  if (const json::Value* header = object_at(message, "fwd_from")) set_forward_date(out, text_at(*header, "date"), options.timezone);
  return out;
}

}  // namespace tocsin::ingest
