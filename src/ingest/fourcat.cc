// SPDX-License-Identifier: Apache-2.0
#include "ingest/fourcat.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "ingest/delivery.h"
#include "ingest/platform_media.h"
#include "ingest/telegram_message.h"
#include "ingest/telethon.h"

namespace tocsin::ingest {
namespace {

enum Column {
  kId,
  kThread,
  kChat,
  kAuthor,
  kBody,
  kTime,
  kUnixTime,
  kEdited,
  kUnixEdited,
  kReactions,
  kForwardName,
  kForwardUsername,
  kForwardId,
  kForwardTime,
  kForwardUnixTime,
  kAttachment,
  kColumns
};
// As CsvTable names them; in JSON with underscores.
constexpr std::array<std::string_view, kColumns> kNames = {"id",
                                                           "thread id",
                                                           "chat",
                                                           "author",
                                                           "body",
                                                           "timestamp",
                                                           "unix timestamp",
                                                           "timestamp edited",
                                                           "unix timestamp edited",
                                                           "reactions",
                                                           "author forwarded from name",
                                                           "author forwarded from username",
                                                           "author forwarded from id",
                                                           "timestamp forwarded from",
                                                           "unix timestamp forwarded from",
                                                           "attachment type"};
using Item = std::array<std::string, kColumns>;

bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

// "41" of "pier-41" in the thread "pier": 4CAT has put the thread before the id since its ids had to be unique.
std::string message_id(const Item& item) {
  const std::string prefix = item[kThread] + "-";
  return prefix.size() > 1 && item[kId].starts_with(prefix) ? item[kId].substr(prefix.size()) : item[kId];
}

FieldReading read_item(const Item& item, std::uint64_t at, const InputOptions& options, const Key& key) {
  FieldReading out;
  Document& d = out.document;
  d.at = at;
  d.text = item[kBody];
  out.has_text = true;
  out.readable = !d.text.empty();
  const std::string_view media = media_of_platform(item[kAttachment]);
  if (!media.empty()) out.skipped.emplace_back(media);
  if (!out.readable) {
    if (media.empty()) out.skipped.emplace_back("empty_message");
    return out;
  }
  set_id(out, message_id(item));
  const bool edited = item[kReactions].empty();  // a reaction sets it too
  set_times(out, item[kUnixTime].empty() ? item[kTime] : item[kUnixTime],
            !edited                     ? std::string_view()
            : item[kUnixEdited].empty() ? std::string_view(item[kEdited])
                                        : std::string_view(item[kUnixEdited]),
            options.timezone);
  d.channel = item[kChat];
  d.author = pseudonym_or_nothing(key, all_digits(item[kAuthor]) ? "user" + item[kAuthor] : item[kAuthor]);
  for (const Column column : {kForwardName, kForwardUsername})
    if (d.forwarded_from.empty()) d.forwarded_from = item[column];
  if (d.forwarded_from.empty()) d.forwarded_from = pseudonym_or_nothing(key, item[kForwardId]);  // may be a person's
  set_forward_date(out, item[kForwardUnixTime].empty() ? item[kForwardTime] : item[kForwardUnixTime], options.timezone);
  return out;
}

std::string with_underscores(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), ' ', '_');
  return out;
}

}  // namespace

bool is_fourcat(const json::Value& item) {
  return item.find("thread_id") != nullptr && item.find("body") != nullptr && item.find("unix_timestamp") != nullptr;
}

FieldReading read_fourcat(const json::Value& object, std::uint64_t at, const InputOptions& options, const Key& key) {
  static const std::array<std::string, kColumns> kKeys = [] {
    std::array<std::string, kColumns> out;
    std::transform(kNames.begin(), kNames.end(), out.begin(), with_underscores);
    return out;
  }();
  Item item;
  std::vector<FieldOddity> odd;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const json::Value* value = object.find(kKeys[i]);
    if (value == nullptr || value->is(json::Type::null)) continue;
    if (value->is(json::Type::string) || value->is(json::Type::number))
      item[i] = digits(*value);
    else if (i != kReactions)
      odd.push_back({Odd::wrong_type, "\"" + kKeys[i] + "\" is neither text nor a number; taken as absent"});
  }
  FieldReading out = read_item(item, at, options, key);
  out.oddities.insert(out.oddities.begin(), odd.begin(), odd.end());
  return out;
}

bool is_fourcat(const CsvTable& table) {
  return table.has({"id", "thread id", "body", "timestamp"}) ||
         table.has({"id", "thread id", "body", "unix timestamp"});
}

Status fourcat(std::string_view bytes, Intake& intake) {
  const CsvTable table(bytes);
  std::array<int, kColumns> columns{};
  for (std::size_t i = 0; i < kColumns; ++i) columns[i] = table.column(kNames[i]);
  Delivery delivery(intake);
  Item item;
  return table.each(intake, [&](const CsvRow& row, const std::string& place) {
    for (std::size_t i = 0; i < kColumns; ++i) item[i] = field_of(row, columns[i]);
    return delivery.take(read_item(item, row.begin, intake.options(), intake.key()), place);
  });
}

}  // namespace tocsin::ingest
