// SPDX-License-Identifier: Apache-2.0
#include "ingest/telegram.h"

#include <cctype>
#include <unordered_map>

#include "core/hash.h"
#include "ingest/fields.h"
#include "ingest/json_repair.h"
#include "ingest/telegram_chats.h"
#include "ingest/telegram_message.h"

namespace tocsin::ingest {
namespace {

bool wanted(const Chat& chat, const InputOptions& options) {
  if (!chat.inside_export || is_public(chat)) return true;
  return reads_private(options);
}

std::string channel_name(const Chat& chat) {
  if (!chat.name.empty()) return chat.name;
  return chat.id.empty() ? chat.type : chat.type + (chat.type.empty() ? "" : " ") + chat.id;
}

// "message 57" by what the record begins with, so that a broken one can be looked for; else "record 12".
std::string name_of_record(std::string_view record, std::uint64_t number) {
  std::string id;
  const std::size_t key = record.substr(0, 16).find("\"id\"");
  if (key != std::string_view::npos) {
    std::size_t at = record.find_first_not_of(" \t\r\n:", key + 4);
    while (at < record.size() && id.size() < 20 && std::isdigit(static_cast<unsigned char>(record[at])))
      id += record[at++];
  }
  return id.empty() ? "record " + std::to_string(number) : "message " + id;
}

// Reads the messages of one chat, in order.
class ChatReader {
 public:
  ChatReader(std::string_view bytes, const Chat& chat, Intake& intake)
      : bytes_(bytes), chat_(chat), channel_(channel_name(chat)), intake_(intake) {}

  Status run() {
    if (!chat_.known)
      intake_.oddity(Odd::no_chat, chat_.at, "chat",
                     "the name and type of the chat cannot be read; its messages are kept without a channel");
    seen_.reserve(chat_.messages.size());
    for (const Slice& slice : chat_.messages)
      if (Status status = read(slice); !status.ok()) return status;
    if (chat_.cut && (chat_.messages.empty() || chat_.messages.back().state != SliceState::cut))
      intake_.oddity(Odd::truncated, bytes_.size(), "chat",
                     "the list of messages has no end; export the chat again if messages are missing");
    return {};
  }

 private:
  Status read(const Slice& slice) {
    ++number_;
    const std::string_view record = bytes_.substr(slice.begin, slice.end - slice.begin);
    const auto place = [&] { return name_of_record(record, number_); };
    if (slice.deep) {
      intake_.oddity(Odd::too_deep, slice.begin, place(), "nested deeper than " + std::to_string(kMaxDepth) + " levels");
      return {};
    }
    std::optional<ParsedRecord> parsed;
    if (slice.state != SliceState::cut) parsed = parse_record(record);
    if (!parsed) {
      const Unparsed why = slice.state == SliceState::cut ? Unparsed{Odd::truncated, "the file ends inside this record; everything before it was read"}
                                                          : why_unparsed(record, Odd::broken);
      intake_.oddity(why.kind, slice.begin, place(), why.particulars);
      return {};
    }
    if (!parsed->value.is(json::Type::object)) {
      intake_.oddity(Odd::not_object, slice.begin, place(), "a message must be an object in braces");
      return {};
    }
    return take(slice, *parsed, record);
  }

  Status take(const Slice& slice, const ParsedRecord& parsed, std::string_view record) {
    MessageReading reading = read_message(parsed.value, "at-" + std::to_string(slice.begin), intake_);
    if (reading.outcome == MessageReading::not_a_message) {
      if (!slice.nested)
        intake_.oddity(Odd::not_object, slice.begin, name_of_record(record, number_), "an object with neither type, date nor text is no message");
      return {};
    }
    Document& d = reading.document;
    const std::string name = d.source_id.starts_with("at-") ? name_of_record(record, number_) : "message " + d.source_id.substr(0, 40);
    if (!parsed.repaired.empty()) intake_.oddity(Odd::repaired, slice.begin, name, parsed.repaired);
    for (const MessageOddity& odd : reading.oddities) intake_.oddity(odd.kind, slice.begin, name, odd.particulars);
    for (const std::string& kind : reading.skipped) intake_.skipped(kind);
    if (reading.outcome != MessageReading::read) return {};
    d.channel = channel_;
    d.at = slice.begin;
    const std::uint64_t hash =
        fast_hash(d.text, d.published ? static_cast<std::uint64_t>(d.published->time_since_epoch().count()) : 0);
    if (const auto [seen, fresh] = seen_.emplace(d.source_id, hash); !fresh) {
      if (seen->second == hash) {
        intake_.skipped("duplicate");
        return {};
      }
      intake_.oddity(Odd::duplicate_id, slice.begin, name,
                     "another message of this chat has the same id and other content");
    }
    return intake_.document(std::move(d), name);
  }

  std::string_view bytes_;
  const Chat& chat_;
  const std::string channel_;
  Intake& intake_;
  std::uint64_t number_ = 0;
  std::unordered_map<std::string, std::uint64_t> seen_;
};

}  // namespace

Status telegram(std::string_view bytes, Intake& intake) {
  const Skeleton export_ = telegram_chats(bytes);
  for (const Chat& chat : export_.chats) {
    if (!wanted(chat, intake.options())) {
      if (chat.type.empty())
        intake.oddity(Odd::broken, chat.at, "chat",
                      "the head of a chat cannot be read; it may be private, so its messages are not read");
      intake.skipped("private_chat");
      continue;
    }
    if (Status status = ChatReader(bytes, chat, intake).run(); !status.ok()) return status;
  }
  for (const std::size_t at : export_.stray)
    intake.oddity(Odd::broken, at, "",
                  "messages outside every chat's list; whose they are cannot be told, so they are not read");
  if (export_.chats.empty())
    intake.oddity(Odd::truncated, 0, "", "a Telegram export without a list of messages; export the chat again");
  return {};
}

}  // namespace tocsin::ingest
