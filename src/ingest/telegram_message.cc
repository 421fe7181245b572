// SPDX-License-Identifier: Apache-2.0
#include "ingest/telegram_message.h"

#include <charconv>

#include "core/list.h"
#include "ingest/dates.h"
#include "ingest/lists.h"

namespace tocsin::ingest {
namespace {

// How old exports number peers in one integer (tdesktop before 2.8): users first, then chats, then channels.
constexpr std::uint64_t kFirstChat = 0x100000000;

struct MediaRow {
  std::string field, media_type, kind;
};

const std::vector<MediaRow>& media_rows() {
  static const std::vector<MediaRow> kMedia = [] {
    std::vector<MediaRow> rows;
    for (const ListRow& row : builtin_list("media.tsv", list("media.tsv")))
      rows.push_back({row["field"], row["media_type"], row["kind"]});
    return rows;
  }();
  return kMedia;
}

std::string_view media_kind(const json::Value& message) {
  const json::Value* type = message.find("media_type");
  for (const MediaRow& row : media_rows()) {
    const json::Value* field = message.find(row.field);
    if (field == nullptr || field->is(json::Type::null)) continue;
    if (row.media_type.empty() || (type != nullptr && type->scalar == row.media_type)) return row.kind;
  }
  return {};
}

std::string_view type_name(json::Type type) {
  switch (type) {
    case json::Type::null:
      return "null";
    case json::Type::boolean:
      return "true or false";
    case json::Type::number:
      return "a number";
    case json::Type::string:
      return "a string";
    case json::Type::array:
      return "a list";
    case json::Type::object:
      return "an object";
  }
  return "";
}

// A string, or a list of strings and of objects with a text.
std::string joined(const json::Value& text, std::vector<MessageOddity>& oddities) {
  if (text.is(json::Type::string)) return text.scalar;
  std::string out;
  std::size_t others = 0;
  if (text.is(json::Type::array)) {
    for (const json::Value& item : text.items) {
      const json::Value* part = item.is(json::Type::object) ? item.find("text") : &item;
      if (part != nullptr && part->is(json::Type::string))
        out += part->scalar;
      else
        ++others;
    }
  } else if (!text.is(json::Type::null)) {
    oddities.push_back(
        {Odd::no_text, "text is " + std::string(type_name(text.type)) + "; a string or a list was expected"});
  }
  if (others > 0) oddities.push_back({Odd::wrong_type, std::to_string(others) + " parts of the text are no text"});
  return out;
}

// A poll is published words too: its question and its answers, a line each.
std::string poll_text(const json::Value& message, std::vector<MessageOddity>& oddities) {
  const json::Value* poll = message.find("poll");
  if (poll == nullptr || !poll->is(json::Type::object)) return {};
  std::string out;
  if (const json::Value* question = poll->find("question")) out = joined(*question, oddities);
  if (const json::Value* answers = poll->find("answers"))
    for (const json::Value& answer : answers->items)
      if (const json::Value* text = answer.find("text")) out += "\n" + joined(*text, oddities);
  return out;
}

std::string message_text(const json::Value& message, std::vector<MessageOddity>& oddities) {
  std::string out;
  const json::Value* text = message.find("text");
  if (text != nullptr && !text->is(json::Type::null))
    out = joined(*text, oddities);
  else if (const json::Value* entities = message.find("text_entities"))
    out = joined(*entities, oddities);
  return out.empty() ? poll_text(message, oddities) : out;
}

DateReading date_of(const json::Value& message, std::string_view unix_key, std::string_view local_key,
                    const std::string& zone, bool& written) {
  written = false;
  for (std::string_view key : {unix_key, local_key}) {
    const json::Value* value = message.find(key);
    if (value == nullptr || value->is(json::Type::null)) continue;
    written = true;
    const DateReading reading = read_date(value->text(), zone, DocumentKind::message);
    if (reading.time) return reading;
  }
  return {};
}

void read_dates(const json::Value& message, const std::string& zone, MessageReading& out) {
  bool written = false;
  const DateReading date = date_of(message, "date_unixtime", "date", zone, written);
  out.document.published = date.time;
  out.document.zone_assumed = date.zone_assumed;
  if (!written)
    out.oddities.push_back({Odd::no_date, "message has no date"});
  else if (!date.time)
    out.oddities.push_back({Odd::odd_date, "the date is no date a message can have; kept without one"});
  // A reaction sets `edited` too, and old exports write 1970 for never.
  const json::Value* reactions = message.find("reactions");
  if (reactions != nullptr && !reactions->items.empty()) return;
  const DateReading edited = date_of(message, "edited_unixtime", "edited", zone, written);
  if (edited.time && edited.time != date.time) out.document.edited = edited.time;
}

}  // namespace

std::string digits(const json::Value& number) {
  std::string out = number.text();
  if (number.is(json::Type::number) && out.ends_with(".0")) out.resize(out.size() - 2);
  return out;
}

std::string telegram_person(const json::Value* from_id) {
  if (from_id == nullptr) return {};
  const std::string id = digits(*from_id);
  if (id.starts_with("user")) return id;
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), n);
  if (id.empty() || error != std::errc() || end != id.data() + id.size() || n >= kFirstChat) return {};
  return "user" + std::to_string(n);
}

MessageReading read_message(const json::Value& message, std::string_view position, const Intake& intake) {
  MessageReading out;
  const json::Value* type = message.find("type");
  const json::Value* id = message.find("id");
  const bool dated = message.find("date") != nullptr || message.find("date_unixtime") != nullptr;
  if (type == nullptr && !dated && message.find("text") == nullptr) {
    out.outcome = MessageReading::not_a_message;
    return out;
  }
  Document& d = out.document;
  d.kind = DocumentKind::message;
  if (id != nullptr) d.source_id = digits(*id);
  if (d.source_id.empty()) {
    d.source_id = position;
    out.oddities.push_back(
        {id == nullptr ? Odd::no_id : Odd::wrong_type, "message has no usable id; numbered by its place"});
  }
  const std::string kind = type == nullptr ? "message" : type->text();
  if (kind != "message") {
    out.oddities.clear();
    out.skipped.push_back(kind == "service" ? "service_message" : "unsupported_message");
    return out;
  }
  const std::string_view media = media_kind(message);
  if (!media.empty()) out.skipped.emplace_back(media);
  d.text = message_text(message, out.oddities);
  if (d.text.empty()) {
    if (media.empty() && out.oddities.empty()) out.skipped.push_back("empty_message");
    if (!out.oddities.empty() && out.oddities.back().kind == Odd::wrong_type && media.empty())
      out.oddities.push_back({Odd::no_text, "nothing of the text can be read"});
    return out;
  }
  out.outcome = MessageReading::read;
  read_dates(message, intake.options().timezone, out);
  d.author = intake.author(telegram_person(message.find("from_id")));
  if (const json::Value* from = message.find("forwarded_from")) d.forwarded_from = from->text();
  const std::string person = telegram_person(message.find("forwarded_from_id"));
  if (!person.empty()) d.forwarded_from = intake.author(person);
  return out;
}

}  // namespace tocsin::ingest
