// SPDX-License-Identifier: Apache-2.0
#include "ingest/telegram_message.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cstring>

#include "core/list.h"
#include "ingest/dates.h"
#include "ingest/lists.h"

namespace tocsin::ingest {
namespace {

// How old exports number peers in one integer (tdesktop before 2.8): users first, then chats, then channels.
constexpr std::uint64_t kFirstChat = 0x100000000;

// The keys that are read of a message, then those of media.tsv.
enum Field { kType, kId, kDate, kDateUnix, kText, kEntities, kPoll, kReactions, kEdited, kEditedUnix, kFromId, kForwardedFrom, kForwardedId, kMediaType, kFields };
constexpr std::array<std::string_view, kFields> kKeys = {"type",      "id",     "date",            "date_unixtime", "text",           "text_entities",     "poll",
                                                         "reactions", "edited", "edited_unixtime", "from_id",       "forwarded_from", "forwarded_from_id", "media_type"};
constexpr std::size_t kMostFields = 32;

struct MediaRow {
  std::size_t field;
  std::string media_type, kind;
};

// Two of one length; a call takes longer than most keys.
bool same_bytes(const char* a, const char* b, std::size_t size) {
  std::uint64_t x = 0, y = 0;
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8) {
      std::memcpy(&x, a + at, 8);
      std::memcpy(&y, b + at, 8);
      if (x != y) return false;
    }
    std::memcpy(&x, a + size - 8, 8);
    std::memcpy(&y, b + size - 8, 8);
    return x == y;
  }
  while (size > 0 && a[size - 1] == b[size - 1]) --size;
  return size == 0;
}

// Looked up for every key of every message.
class Keys {
 public:
  Keys() {
    for (const std::string_view key : kKeys) add(std::string(key));
    for (const ListRow& row : builtin_list("media.tsv", list("media.tsv"))) media_.push_back({add(row["field"]), row["media_type"], row["kind"]});
  }

  // kMostFields: none of them.
  std::size_t field(std::string_view key) const {
    for (std::size_t slot = slot_of(key); slots_[slot] != kMostFields; slot = (slot + 1) % slots_.size())
      if (const std::string& name = names_[slots_[slot]]; name.size() == key.size() && same_bytes(name.data(), key.data(), key.size())) return slots_[slot];
    return kMostFields;
  }
  const std::vector<MediaRow>& media() const { return media_; }

 private:
  std::size_t add(const std::string& key) {
    if (const std::size_t known = field(key); known != kMostFields) return known;
    assert(names_.size() < kMostFields);
    std::size_t slot = slot_of(key);
    while (slots_[slot] != kMostFields) slot = (slot + 1) % slots_.size();
    slots_[slot] = static_cast<std::uint8_t>(names_.size());
    names_.push_back(key);
    return names_.size() - 1;
  }
  std::size_t slot_of(std::string_view key) const {
    if (key.empty()) return 0;
    return (key.size() * 29 + static_cast<unsigned char>(key.front()) * 7u + static_cast<unsigned char>(key.back()) * 3u) % slots_.size();
  }

  std::vector<std::string> names_;
  std::array<std::uint8_t, 256> slots_ = [] {
    std::array<std::uint8_t, 256> out;
    out.fill(kMostFields);
    return out;
  }();
  std::vector<MediaRow> media_;
};

const Keys& keys() {
  static const Keys kKnown;
  return kKnown;
}

// The members of a message that are read, each where it stands first.
class Fields {
 public:
  explicit Fields(const json::Tape& tape) : tape_(tape) {
    const json::Node& object = tape.root();
    const Keys& known = keys();
    for (const json::Node* key = tape.first(object); key != tape.behind(object); key = tape.behind(key[1])) {
      const std::size_t field = known.field(key->form == json::Node::as_written ? tape.view(*key) : tape.text(*key));
      if (field != kMostFields && at_[field] == nullptr) at_[field] = key + 1;
    }
  }
  const json::Node* operator[](std::size_t field) const { return at_[field]; }
  // "" where there is none. It lasts until the next is asked for.
  std::string_view text(std::size_t field) const {
    const json::Node* node = at_[field];
    if (node == nullptr || (!node->is(json::Type::string) && !node->is(json::Type::number))) return {};
    if (node->form == json::Node::as_written) return tape_.view(*node);
    return space_ = tape_.text(*node);
  }
  const json::Tape& tape() const { return tape_; }

 private:
  const json::Tape& tape_;
  std::array<const json::Node*, kMostFields> at_{};
  mutable std::string space_;
};

bool given(const json::Node* value) { return value != nullptr && !value->is(json::Type::null); }

std::string_view media_kind(const Fields& message) {
  for (const MediaRow& row : keys().media()) {
    if (!given(message[row.field])) continue;
    if (row.media_type.empty() || message.text(kMediaType) == row.media_type) return row.kind;
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

// A string, or a list of strings and of objects with a text, behind what `out` holds.
void join(const json::Tape& tape, const json::Node& text, std::string& out, std::vector<MessageOddity>& oddities) {
  if (text.is(json::Type::string)) return tape.append(text, out);
  std::size_t others = 0;
  if (text.is(json::Type::array)) {
    for (const json::Node* item = tape.first(text); item != tape.behind(text); item = tape.behind(*item)) {
      const json::Node* part = item->is(json::Type::object) ? tape.find(*item, "text") : item;
      if (part != nullptr && part->is(json::Type::string))
        tape.append(*part, out);
      else
        ++others;
    }
  } else if (!text.is(json::Type::null)) {
    oddities.push_back(
        {Odd::no_text, "text is " + std::string(type_name(text.type)) + "; a string or a list was expected"});
  }
  if (others > 0) oddities.push_back({Odd::wrong_type, std::to_string(others) + " parts of the text are no text"});
}

// A poll is published words too: its question and its answers, a line each.
void add_poll(const json::Tape& tape, const json::Node* poll, std::string& out, std::vector<MessageOddity>& oddities) {
  if (poll == nullptr || !poll->is(json::Type::object)) return;
  if (const json::Node* question = tape.find(*poll, "question")) join(tape, *question, out, oddities);
  const json::Node* answers = tape.find(*poll, "answers");
  if (answers == nullptr || !answers->is(json::Type::array)) return;
  for (const json::Node* answer = tape.first(*answers); answer != tape.behind(*answers); answer = tape.behind(*answer))
    if (const json::Node* text = tape.find(*answer, "text")) {
      out += '\n';
      join(tape, *text, out, oddities);
    }
}

void add_text(const Fields& message, std::string& out, std::vector<MessageOddity>& oddities) {
  const json::Tape& tape = message.tape();
  if (given(message[kText]))
    join(tape, *message[kText], out, oddities);
  else if (const json::Node* entities = message[kEntities])
    join(tape, *entities, out, oddities);
  if (out.empty()) add_poll(tape, message[kPoll], out, oddities);
}

DateReading date_of(const Fields& message, Field unix_field, Field local_field, const std::string& zone, bool& written) {
  written = false;
  for (const Field field : {unix_field, local_field}) {
    if (!given(message[field])) continue;
    written = true;
    const DateReading reading = read_date(message.text(field), zone, DocumentKind::message);
    if (reading.time) return reading;
  }
  return {};
}

void read_dates(const Fields& message, const std::string& zone, Document& d, MessageReading& out) {
  bool written = false;
  const DateReading date = date_of(message, kDateUnix, kDate, zone, written);
  d.published = date.time;
  d.zone_assumed = date.zone_assumed;
  if (!written)
    out.oddities.push_back({Odd::no_date, "message has no date"});
  else if (!date.time)
    out.oddities.push_back({Odd::odd_date, "the date is no date a message can have; kept without one"});
  // A reaction sets `edited` too, and old exports write 1970 for never.
  const json::Node* reactions = message[kReactions];
  if (reactions != nullptr && reactions->is(json::Type::array) && !message.tape().empty(*reactions)) return;
  const DateReading edited = date_of(message, kEditedUnix, kEdited, zone, written);
  if (edited.time && edited.time != date.time) d.edited = edited.time;
}

std::string_view without_zero_fraction(std::string_view number) { return number.ends_with(".0") ? number.substr(0, number.size() - 2) : number; }

std::string_view digits(const Fields& message, Field field) {
  const bool number = message[field] != nullptr && message[field]->is(json::Type::number);
  return number ? without_zero_fraction(message.text(field)) : message.text(field);
}

}  // namespace

std::string digits(const json::Value& number) {
  return number.is(json::Type::number) ? std::string(without_zero_fraction(number.scalar)) : number.text();
}

std::string telegram_person(std::string_view id) {
  if (id.starts_with("user")) return std::string(id);
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), n);
  if (id.empty() || error != std::errc() || end != id.data() + id.size() || n >= kFirstChat) return {};
  return "user" + std::to_string(n);
}

void read_message(const json::Tape& tape, std::size_t at, const Intake& intake, Document& d, MessageReading& out) {
  const Fields message(tape);
  out.skipped.clear();
  out.oddities.clear();
  out.outcome = MessageReading::nothing_to_read;
  const bool dated = message[kDate] != nullptr || message[kDateUnix] != nullptr;
  if (message[kType] == nullptr && !dated && message[kText] == nullptr) {
    out.outcome = MessageReading::not_a_message;
    return;
  }
  d.kind = DocumentKind::message;
  d.source_id = digits(message, kId);
  if (d.source_id.empty()) {
    d.source_id = "at-" + std::to_string(at);
    out.oddities.push_back(
        {message[kId] == nullptr ? Odd::no_id : Odd::wrong_type, "message has no usable id; numbered by its place"});
  }
  if (const std::string_view kind = message.text(kType); message[kType] != nullptr && kind != "message") {
    out.oddities.clear();
    out.skipped.push_back(kind == "service" ? "service_message" : "unsupported_message");
    return;
  }
  const std::string_view media = media_kind(message);
  if (!media.empty()) out.skipped.push_back(media);
  add_text(message, d.text, out.oddities);
  if (d.text.empty()) {
    if (media.empty() && out.oddities.empty()) out.skipped.push_back("empty_message");
    if (!out.oddities.empty() && out.oddities.back().kind == Odd::wrong_type && media.empty())
      out.oddities.push_back({Odd::no_text, "nothing of the text can be read"});
    return;
  }
  out.outcome = MessageReading::read;
  read_dates(message, intake.options().timezone, d, out);
  d.author = intake.author(telegram_person(digits(message, kFromId)));
  d.forwarded_from = message.text(kForwardedFrom);
  const std::string person = telegram_person(digits(message, kForwardedId));
  if (!person.empty()) d.forwarded_from = intake.author(person);
}

}  // namespace tocsin::ingest
