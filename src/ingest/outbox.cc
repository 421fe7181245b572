// SPDX-License-Identifier: Apache-2.0
#include "ingest/outbox.h"

#include <algorithm>

#include "ingest/article.h"
#include "ingest/delivery.h"
#include "ingest/markup.h"
#include "ingest/telegram_message.h"

namespace tocsin::ingest {
namespace {

constexpr std::string_view kPublic[] = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"};

std::string text_at(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value == nullptr ? std::string() : digits(*value);
}

// An address, be it written as one, as an object with an id, or as a list that begins with one.
std::string address_at(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  if (value != nullptr && value->is(json::Type::array) && !value->items.empty()) value = &value->items.front();
  if (value == nullptr) return {};
  return value->is(json::Type::object) ? text_at(*value, "id") : value->text();
}

bool is_public(const json::Value* audience) {
  if (audience == nullptr) return false;
  if (audience->is(json::Type::array))
    return std::any_of(audience->items.begin(), audience->items.end(),
                       [](const json::Value& one) { return is_public(&one); });
  return std::find(std::begin(kPublic), std::end(kPublic), audience->text()) != std::end(kPublic);
}

bool is_public(const json::Value& activity, const json::Value& note) {
  for (const json::Value* object : {&activity, &note})
    for (const std::string_view key : {"to", "cc"})
      if (is_public(object->find(key))) return true;
  return false;
}

// "41" of "https://harbour.example/users/pier/statuses/41"
std::string last_part(const std::string& address) {
  const std::size_t slash = address.find_last_of('/');
  return slash == std::string::npos ? address : address.substr(slash + 1);
}

std::string choices_of(const json::Value& question) {
  std::string out;
  for (const std::string_view key : {"oneOf", "anyOf"})
    if (const json::Value* choices = question.find(key))
      for (const json::Value& choice : choices->items)
        if (const std::string name = text_at(choice, "name"); !name.empty()) out += "\n" + name;
  return out;
}

// The warning an author puts before a text is the author's words too.
std::string text_of(const json::Value& note, FieldReading& out) {
  const json::Value* content = note.find("content");
  if (content != nullptr && !content->is(json::Type::string) && !content->is(json::Type::null))
    out.odd(Odd::wrong_type, "\"content\" is no text; taken as absent");
  std::string text = text_of_markup(text_at(note, "summary"));
  for (const std::string& part : {text_of_markup(text_at(note, "name")), text_of_markup(text_at(note, "content"))})
    if (!part.empty()) text += (text.empty() ? "" : "\n\n") + part;
  return text + choices_of(note);
}

FieldReading read_activity(const json::Value& activity, std::uint64_t at, const InputOptions& options, const Key& key) {
  FieldReading out;
  Document& d = out.document;
  d.at = at;
  const json::Value* object = activity.find("object");
  const bool wrapped = object != nullptr && object->is(json::Type::object);
  const json::Value& note = wrapped ? *object : activity;
  const std::string type = text_at(activity, "type");
  if (type == "Announce" || (!wrapped && object != nullptr)) {
    out.skipped.emplace_back(type == "Announce" ? "boost" : "activity");  // a like, a follow: who with whom
    return out;
  }
  if (!is_public(activity, note) && !reads_private(options)) {
    out.skipped.emplace_back("private_chat");
    return out;
  }
  if (const json::Value* attached = note.find("attachment"))
    for (std::size_t n = attached->items.size(); n > 0; --n) out.skipped.emplace_back("file");
  d.text = text_of(note, out);
  out.readable = !d.text.empty();
  if (!out.readable) {
    if (out.skipped.empty() && out.oddities.empty()) out.skipped.emplace_back("empty_message");
    return out;
  }
  set_id(out, last_part(text_at(note, "id")), note.find("id") != nullptr);
  const std::string published = text_at(note, "published");
  set_times(out, published.empty() ? text_at(activity, "published") : published, text_at(note, "updated"),
            options.timezone);
  std::string actor = address_at(activity, "actor");
  if (actor.empty()) actor = address_at(note, "attributedTo");
  d.channel = host_of(actor);
  d.author = pseudonym_or_nothing(key, actor);
  if (const json::Value* languages = note.find("contentMap"); languages != nullptr && languages->members.size() == 1)
    d.lang = languages->members.front().name;
  return out;
}

}  // namespace

Status outbox(std::string_view bytes, Intake& intake) {
  ObjectScanner scanner(bytes, {}, "orderedItems");
  const ObjectScanner::Fence fence = scanner.next_fence(0);
  if (fence.key == std::string_view::npos) {
    intake.oddity(Odd::truncated, 0, "", "an outbox without a list of posts; export the account again");
    return {};
  }
  std::vector<Slice> found;
  const ObjectScanner::End end = scanner.array(fence.inside, found);
  // Lists of likes and bookmarks are addresses alone.
  const auto addresses = std::stable_partition(found.begin(), found.end(), [&](const Slice& slice) {
    return slice.state != SliceState::whole || bytes[slice.begin] != '"';
  });
  for (auto n = found.end() - addresses; n > 0; --n) intake.skipped("activity");
  found.erase(addresses, found.end());
  Delivery delivery(intake);
  return each_object(bytes, found, end.closed, intake,
                     [&](const json::Value& activity, std::uint64_t at, const std::string& place) {
                       return delivery.take(read_activity(activity, at, intake.options(), intake.key()), place);
                     });
}

}  // namespace tocsin::ingest
