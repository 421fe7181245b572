// SPDX-License-Identifier: Apache-2.0
#include "ingest/telegram.h"

#include <cctype>
#include <optional>

#include "core/hash.h"
#include "ingest/fields.h"
#include "ingest/json_repair.h"
#include "ingest/seen_ids.h"
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

// Reads the messages of one chat after the other, in order.
class Reader : public ChatReceiver {
 public:
  Reader(std::string_view bytes, Intake& intake) : bytes_(bytes), intake_(intake) {}

  void begin(const Chat& chat) override {
    wanted_ = wanted(chat, intake_.options());
    if (!wanted_) {
      if (chat.type.empty())
        intake_.oddity(Odd::broken, chat.at, "chat",
                       "the head of a chat cannot be read; it may be private, so its messages are not read");
      intake_.skipped("private_chat");
      return;
    }
    channel_ = channel_name(chat);
    number_ = 0;
    seen_ = {};
    last_cut_ = false;
    if (!chat.known)
      intake_.oddity(Odd::no_chat, chat.at, "chat",
                     "the name and type of the chat cannot be read; its messages are kept without a channel");
  }

  void end(const Chat& chat) override {
    if (wanted_ && chat.cut && !last_cut_)
      intake_.oddity(Odd::truncated, bytes_.size(), "chat",
                     "the list of messages has no end; export the chat again if messages are missing");
  }

  Status message(const Slice& slice, const json::Tape* value) override {
    if (!wanted_) return {};
    ++number_;
    const std::string_view record = bytes_.substr(slice.begin, slice.end - slice.begin);
    const auto place = [&] { return name_of_record(record, number_); };
    last_cut_ = slice.state == SliceState::cut;
    if (slice.deep) {
      intake_.oddity(Odd::too_deep, slice.begin, place(), "nested deeper than " + std::to_string(kMaxDepth) + " levels");
      return {};
    }
    if (record.size() > kMostRecord) value = nullptr;
    std::optional<std::string> repaired;  // how
    if (value != nullptr && slice.wrong) repaired = intake_.tells(Odd::repaired) ? names_of(value->fixes()) : std::string();
    if (value == nullptr) {
      std::optional<std::string> parsed;
      if (!last_cut_) parsed = parse_record(record, slice.wrong, tape_, repaired_json_);
      if (!parsed) {
        const Unparsed why = last_cut_ ? Unparsed{Odd::truncated, "the file ends inside this record; everything before it was read"}
                                       : why_unparsed(record, Odd::broken);
        intake_.oddity(why.kind, slice.begin, place(), why.particulars);
        return {};
      }
      if (!parsed->empty()) repaired = std::move(*parsed);
      value = &tape_;
    }
    if (!value->root().is(json::Type::object)) {
      intake_.oddity(Odd::not_object, slice.begin, place(), "a message must be an object in braces");
      return {};
    }
    return take(slice, *value, repaired, record);
  }

 private:
  Status take(const Slice& slice, const json::Tape& value, const std::optional<std::string>& repaired, std::string_view record) {
    Document d;
    read_message(value, slice.begin, intake_, d, reading_);
    if (reading_.outcome == MessageReading::not_a_message) {
      if (!slice.nested)
        intake_.oddity(Odd::not_object, slice.begin, name_of_record(record, number_), "an object with neither type, date nor text is no message");
      return {};
    }
    const auto name = [&]() -> std::string { return d.source_id.starts_with("at-") ? name_of_record(record, number_) : "message " + d.source_id.substr(0, 40); };
    const auto tell = [&](Odd kind, std::string_view particulars) { intake_.oddity(kind, slice.begin, intake_.tells(kind) ? name() : std::string(), particulars); };
    if (repaired) tell(Odd::repaired, *repaired);
    for (const MessageOddity& odd : reading_.oddities) tell(odd.kind, odd.particulars);
    for (const std::string_view kind : reading_.skipped) intake_.skipped(kind);
    if (reading_.outcome != MessageReading::read) return {};
    d.channel = channel_;
    d.at = slice.begin;
    const std::uint64_t hash =
        fast_hash(d.text, d.published ? static_cast<std::uint64_t>(d.published->time_since_epoch().count()) : 0);
    if (const std::optional<std::uint64_t> before = seen_.add(d.source_id, hash)) {
      if (*before == hash) {
        intake_.skipped("duplicate");
        return {};
      }
      tell(Odd::duplicate_id, "another message of this chat has the same id and other content");
    }
    return intake_.valid_document(std::move(d), name);
  }

  std::string_view bytes_;
  Intake& intake_;
  bool wanted_ = false, last_cut_ = false;
  std::string channel_;
  std::uint64_t number_ = 0;
  SeenIds seen_;
  json::Tape tape_;  // of records that had to be repaired
  std::string repaired_json_;
  MessageReading reading_;
};

}  // namespace

Status telegram(std::string_view bytes, Intake& intake) {
  Reader reader(bytes, intake);
  const Result<Export> read = telegram_chats(bytes, reader);
  if (!read.ok()) return read.status();
  for (const std::size_t at : read->stray)
    intake.oddity(Odd::broken, at, "",
                  "messages outside every chat's list; whose they are cannot be told, so they are not read");
  if (read->chats == 0)
    intake.oddity(Odd::truncated, 0, "", "a Telegram export without a list of messages; export the chat again");
  return {};
}

}  // namespace tocsin::ingest
