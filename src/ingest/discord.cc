// SPDX-License-Identifier: Apache-2.0
#include "ingest/discord.h"

#include <algorithm>
#include <cctype>

#include "ingest/delivery.h"
#include "ingest/json_repair.h"
#include "ingest/telegram_message.h"

namespace tocsin::ingest {
namespace {

std::string text_at(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value == nullptr ? std::string() : digits(*value);
}

std::string text_at(const json::Value& object, std::string_view key, std::string_view inner) {
  const json::Value* value = object.find(key);
  return value == nullptr ? std::string() : text_at(*value, inner);
}

std::size_t size_of(const json::Value& message, std::string_view key) {
  const json::Value* list = message.find(key);
  return list == nullptr ? 0 : list->items.size();
}

void add_line(std::string& out, const std::string& line) {
  if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
}

// What a bot or a web hook posts stands in its embeds; a person's embeds are previews of links.
std::string embedded_text(const json::Value& message) {
  std::string out;
  const json::Value* embeds = message.find("embeds");
  if (embeds == nullptr) return out;
  for (const json::Value& embed : embeds->items) {
    add_line(out, text_at(embed, "title"));
    add_line(out, text_at(embed, "description"));
    if (const json::Value* fields = embed.find("fields"))
      for (const json::Value& field : fields->items) {
        add_line(out, text_at(field, "name"));
        add_line(out, text_at(field, "value"));
      }
  }
  return out;
}

// Kinds 1 to 18 are notices of the system; the exporter writes the newer ones, which people and bots make, as numbers.
bool is_notice(const std::string& type) {
  const bool number = std::all_of(type.begin(), type.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  return !number && type != "Default" && type != "Reply";
}

FieldReading read_message(const json::Value& message, std::uint64_t at, const std::string& channel,
                          const InputOptions& options, const Key& key) {
  FieldReading out;
  Document& d = out.document;
  d.at = at;
  if (is_notice(text_at(message, "type"))) {
    out.skipped.emplace_back("service_message");
    return out;
  }
  const json::Value* forwarded = message.find("forwardedMessage");
  if (forwarded != nullptr && !forwarded->is(json::Type::object)) forwarded = nullptr;
  const json::Value& words = forwarded == nullptr ? message : *forwarded;
  for (const auto& [list, kind] : {std::pair{"attachments", "file"}, std::pair{"stickers", "sticker"}})
    for (std::size_t n = size_of(words, list); n > 0; --n) out.skipped.emplace_back(kind);
  const json::Value* content = words.find("content");
  if (content != nullptr && content->is(json::Type::string))
    d.text = content->scalar;
  else if (content != nullptr && !content->is(json::Type::null))
    out.odd(Odd::wrong_type, "\"content\" is no text; taken as absent");
  if (d.text.empty()) d.text = embedded_text(words);
  out.readable = !d.text.empty();
  if (!out.readable) {
    if (out.skipped.empty() && out.oddities.empty()) out.skipped.emplace_back("empty_message");
    return out;
  }
  set_id(out, text_at(message, "id"), message.find("id") != nullptr);
  set_times(out, text_at(message, "timestamp"), text_at(message, "timestampEdited"), options.timezone);
  d.channel = channel;
  d.author = pseudonym_or_nothing(key, text_at(message, "author", "id"));
  if (forwarded != nullptr) {
    const std::string from = text_at(message, "reference", "channelId");
    d.forwarded_from = from.empty() ? "a channel not named" : "channel " + from;
    set_forward_date(out, text_at(*forwarded, "timestamp"), options.timezone);
  }
  return out;
}

// "Harbour Watch #news"
std::string channel_name(const json::Value& head) {
  const std::string guild = text_at(head, "guild", "name");
  const std::string name = text_at(head, "channel", "name");
  return guild + (guild.empty() || name.empty() ? "" : " ") + (name.empty() ? "" : "#" + name);
}

}  // namespace

Status discord(std::string_view bytes, Intake& intake) {
  ObjectScanner scanner(bytes, "id", "messages");
  const ObjectScanner::Fence fence = scanner.next_fence(0);
  if (fence.key == std::string_view::npos) {
    intake.oddity(Odd::truncated, 0, "", "a Discord export without a list of messages; export the channel again");
    return {};
  }
  const std::size_t begin = std::min(bytes.find('{'), fence.key);
  const auto head = parse_record(std::string(bytes.substr(begin, fence.key - begin)) + "\"messages\":0}");
  const std::string type = head ? text_at(head->value, "channel", "type") : std::string();
  if ((type.empty() || type.starts_with("Direct")) && !reads_private(intake.options())) {
    intake.oddity(Odd::private_chat, begin, "channel",
                  std::string(type.empty() ? "the head of the channel cannot be read, so it may be private"
                                           : "direct messages are private") +
                      "; they are read with --include-private --purpose TEXT only");
    return {};
  }
  std::vector<Slice> found;
  const ObjectScanner::End end = scanner.array(fence.inside, found);
  const std::string channel = head ? channel_name(head->value) : std::string();
  Delivery delivery(intake);
  return each_object(bytes, found, end.closed, intake,
                     [&](const json::Value& message, std::uint64_t at, const std::string& place) {
                       return delivery.take(read_message(message, at, channel, intake.options(), intake.key()), place);
                     });
}

}  // namespace tocsin::ingest
