// SPDX-License-Identifier: Apache-2.0
#include "ingest/fields.h"

#include <array>
#include <map>

#include "core/list.h"
#include "ingest/article.h"
#include "ingest/dates.h"
#include "ingest/intake.h"
#include "ingest/lists.h"
#include "ingest/telegram_message.h"

namespace tocsin::ingest {
namespace {

enum Field {
  kId,
  kText,
  kPublished,
  kEdited,
  kChannel,
  kOutlet,
  kAuthor,
  kLang,
  kForwardedFrom,
  kForwardedId,
  kForwardedPublished,
  kUrl,
  kTitle,
  kFields
};
constexpr std::array<std::string_view, kFields> kNames = {
    "id",   "text",           "published",    "edited",              "channel", "outlet", "author",
    "lang", "forwarded_from", "forwarded_id", "forwarded_published", "url",     "title"};

struct Alias {
  Field field;
  int rank;
};

const std::map<std::string, Alias, std::less<>>& aliases() {
  static const std::map<std::string, Alias, std::less<>> kAliases = [] {
    std::map<std::string, Alias, std::less<>> out;
    int rank = 0;
    for (const ListRow& row : builtin_list("fields.tsv", list("fields.tsv")))
      for (int f = 0; f < kFields; ++f)
        if (kNames[static_cast<std::size_t>(f)] == row["field"])
          out.emplace(row["alias"], Alias{static_cast<Field>(f), rank++});
    return out;
  }();
  return kAliases;
}

// An object where a name is expected, as bots and Discord write them: {"id": 7, "title": "Grey Lantern"}.
const json::Value* named(const json::Value& value, Field field) {
  if (!value.is(json::Type::object)) return &value;
  static constexpr std::array<std::string_view, 3> kChannelKeys = {"title", "name", "id"},
                                                   kAuthorKeys = {"id", "user_id", "username"};
  for (std::string_view key : field == kChannel ? kChannelKeys : kAuthorKeys)
    if (const json::Value* inner = value.find(key); inner != nullptr && !inner->text().empty()) return inner;
  return &value;
}

class Reader {
 public:
  Reader(const json::Value& object, FieldReading& out) : out_(out) {
    std::array<int, kFields> ranks{};
    for (const auto& [name, value] : object.members) {
      const auto alias = aliases().find(name);
      if (alias == aliases().end() || value.is(json::Type::null)) continue;
      const auto [field, rank] = alias->second;
      if (values_[field] != nullptr && ranks[field] <= rank) continue;
      values_[field] = &value;
      names_[field] = name;
      ranks[field] = rank;
    }
  }

  bool has(Field field) const { return values_[field] != nullptr; }
  bool is_string(Field field) const { return has(field) && values_[field]->is(json::Type::string); }

  // A string or a number's digits; anything else is a wrong type, said once.
  std::string text(Field field) {
    if (!has(field)) return {};
    const bool name = field == kChannel || field == kAuthor;
    const json::Value& value = name ? *named(*values_[field], field) : *values_[field];
    if (value.is(json::Type::string) || value.is(json::Type::number)) return digits(value);
    odd(Odd::wrong_type, "\"" + names_[field].substr(0, 40) + "\" is neither text nor a number; taken as absent");
    return {};
  }

  std::string only_string(Field field) {
    if (!has(field)) return {};
    if (values_[field]->is(json::Type::string)) return values_[field]->scalar;
    odd(Odd::wrong_type, "\"" + names_[field].substr(0, 40) + "\" is no text; taken as absent");
    return {};
  }

  void odd(Odd kind, std::string particulars) { out_.oddities.push_back({kind, std::move(particulars)}); }

 private:
  FieldReading& out_;
  std::array<const json::Value*, kFields> values_{};
  std::array<std::string, kFields> names_;
};

}  // namespace

void set_id(FieldReading& out, std::string id, bool written) {
  out.document.source_id = std::move(id);
  if (!out.document.source_id.empty()) return;
  out.document.source_id = "at-" + std::to_string(out.document.at);
  out.numbered = true;
  out.odd(written ? Odd::wrong_type : Odd::no_id, "the record has no usable id; numbered by its place in the file");
}

void set_times(FieldReading& out, std::string_view published, std::string_view edited, std::string_view zone) {
  Document& d = out.document;
  const DateReading date = read_date(published, zone, d.kind);
  d.published = date.time;
  d.zone_assumed = date.zone_assumed;
  if (published.empty())
    out.odd(Odd::no_date, "the record has no date");
  else if (!date.time)
    out.odd(Odd::odd_date, "the date is no date it can have; kept without one");
  const DateReading later = read_date(edited, zone, d.kind);
  if (later.time != date.time) d.edited = later.time;
}

void set_forward_date(FieldReading& out, std::string_view published, std::string_view zone) {
  Document& d = out.document;
  d.forwarded_published = read_date(published, zone, d.kind).time;
  if (!published.empty() && !d.forwarded_published) out.odd(Odd::odd_date, "the date of what was forwarded is no date it can have; left out");
}

bool reads_private(const InputOptions& options) { return options.include_private && !options.purpose.empty(); }

FieldReading read_fields(const json::Value& object, std::uint64_t at, const InputOptions& options, const Key& key) {
  FieldReading out;
  Reader reader(object, out);
  Document& d = out.document;
  d.at = at;
  d.text = reader.only_string(kText);
  d.outlet = reader.text(kOutlet);
  d.kind = d.outlet.empty() ? DocumentKind::message : DocumentKind::article;
  d.channel = reader.text(kChannel);
  if (!d.outlet.empty()) d.channel.clear();
  d.source_id = reader.text(kId);
  if (d.source_id.empty()) {
    d.source_id = "at-" + std::to_string(at);
    out.numbered = true;
    reader.odd(Odd::no_id, "the record has no id; numbered by its place in the file");
  }
  out.readable = !d.text.empty();
  out.has_text = reader.is_string(kText);
  if (!out.readable) reader.odd(Odd::no_text, out.has_text ? "the text is empty" : "the record has no text");
  if (!out.has_text) return out;
  const DateReading published = read_date(reader.text(kPublished), options.timezone, d.kind);
  d.published = published.time;
  d.zone_assumed = published.zone_assumed;
  if (!reader.has(kPublished))
    reader.odd(Odd::no_date, "the record has no date");
  else if (!published.time)
    reader.odd(Odd::odd_date, "the date is no date it can have; kept without one");
  const DateReading edited = read_date(reader.text(kEdited), options.timezone, d.kind);
  if (edited.time != published.time) d.edited = edited.time;
  d.url = reader.only_string(kUrl);
  if (!d.url.empty() && host_of(d.url).empty()) {
    reader.odd(Odd::wrong_type, "the url is no web address; taken as absent");
    d.url.clear();
  }
  d.title = reader.only_string(kTitle);
  d.lang = reader.text(kLang);
  d.author = pseudonym_or_nothing(key, reader.text(kAuthor));
  d.forwarded_from = reader.text(kForwardedFrom);
  const std::string forwarded_id = reader.text(kForwardedId);
  if (forwarded_id.starts_with("user")) d.forwarded_from = pseudonym_or_nothing(key, forwarded_id);
  set_forward_date(out, reader.text(kForwardedPublished), options.timezone);
  return out;
}

}  // namespace tocsin::ingest
