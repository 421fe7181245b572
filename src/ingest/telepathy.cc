// SPDX-License-Identifier: Apache-2.0
#include "ingest/telepathy.h"

#include <algorithm>

#include "ingest/article.h"
#include "ingest/delivery.h"
#include "ingest/telethon.h"

namespace tocsin::ingest {
namespace {

// The first of these columns that the table has.
int first_of(const CsvTable& table, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const int column = table.column(name); column >= 0) return column;
  return -1;
}

struct Columns {
  int chat, id, author, text, time, edited, reactions, media, url, forward_peer, forward_name;

  explicit Columns(const CsvTable& table)
      : chat(first_of(table, {"chat name", "to"})),
        id(first_of(table, {"reply id", "message id"})),
        author(first_of(table, {"user id", "id"})),
        text(first_of(table, {"message text"})),
        time(first_of(table, {"timestamp"})),
        edited(first_of(table, {"edit date"})),
        reactions(first_of(table, {"total reactions"})),
        media(first_of(table, {"has media"})),
        url(first_of(table, {"url"})),
        forward_peer(first_of(table, {"forward peer id"})),
        forward_name(first_of(table, {"forwarded from"})) {}
};

// Python's way of saying nothing.
std::string_view said(const CsvRow& row, int column) {
  const std::string_view value = field_of(row, column);
  return value == "None" || value == "N/A" || value == "nan" ? std::string_view() : value;
}

// Most versions put the text in quotes of its own.
std::string_view unquoted(std::string_view text) {
  return text.size() >= 2 && text.starts_with('"') && text.ends_with('"') ? text.substr(1, text.size() - 2) : text;
}

// "2022-03-01, 12:05" and "2022-03-01T12:05:00+00:00": both are UTC.
std::string utc(std::string_view written) {
  std::string out(written);
  if (const std::size_t comma = out.find(','); comma != std::string::npos) out.erase(comma, 1);
  const bool zoned = out.find('+') != std::string::npos || out.ends_with('Z');
  return out.empty() || zoned ? out : out + "+00:00";
}

std::string forwarded_from(const CsvRow& row, const Columns& columns, const Key& key) {
  const TelegramPeer peer = telegram_peer(said(row, columns.forward_peer));
  const std::string_view name = said(row, columns.forward_name);
  // Telegram gives a name only of people who do not show their account.
  return peer.kind == TelegramPeer::none ? pseudonym_or_nothing(key, name) : forward_source(peer, name, key);
}

FieldReading read_row(const CsvRow& row, const Columns& columns, const InputOptions& options, const Key& key) {
  FieldReading out;
  Document& d = out.document;
  d.at = row.begin;
  d.text = unquoted(said(row, columns.text));
  out.readable = !d.text.empty();
  const bool media = field_of(row, columns.media) == "TRUE" || field_of(row, columns.media) == "True";
  if (media) out.skipped.emplace_back("file");
  if (!out.readable) {
    if (!media) out.skipped.emplace_back("empty_message");
    return out;
  }
  set_id(out, std::string(said(row, columns.id)));
  const std::string_view reactions = said(row, columns.reactions);
  const bool edited = reactions.empty() || reactions == "0";  // a reaction sets it too
  set_times(out, utc(said(row, columns.time)), edited ? utc(said(row, columns.edited)) : std::string(),
            options.timezone);
  d.channel = said(row, columns.chat);
  if (const std::string_view url = said(row, columns.url); !host_of(url).empty()) d.url = url;
  if (const TelegramPeer author = telegram_peer(said(row, columns.author)); author.kind == TelegramPeer::user)
    d.author = pseudonym_or_nothing(key, "user" + author.id);
  d.forwarded_from = forwarded_from(row, columns, key);
  return out;
}

}  // namespace

bool is_telepathy(const CsvTable& table) {
  return table.has({"message id", "message text", "timestamp"}) &&
         (table.has({"chat name"}) || table.has({"to", "display name"}));
}

Status telepathy(std::string_view bytes, Intake& intake) {
  const CsvTable table(bytes);
  const Columns columns(table);
  Delivery delivery(intake);
  return table.each(intake, [&](const CsvRow& row, const std::string& place) {
    return delivery.take(read_row(row, columns, intake.options(), intake.key()), place);
  });
}

}  // namespace tocsin::ingest
