// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_feed.h"

#include "ingest/feed.h"
#include "ingest/feed_item.h"
#include "ingest/json_objects.h"
#include "ingest/json_repair.h"
#include "ingest/url.h"

namespace tocsin::ingest {
namespace {

std::string text_of(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value == nullptr ? std::string() : value->text();
}

std::string author_of(const json::Value& object) {
  const json::Value* author = object.find("authors");  // 1.1; before it, "author"
  if (author != nullptr && !author->items.empty()) author = &author->items.front();
  if (author == nullptr || !author->is(json::Type::object)) author = object.find("author");
  if (author == nullptr) return {};
  const std::string name = text_of(*author, "name");
  return name.empty() ? text_of(*author, "url") : name;
}

class JsonFeed {
 public:
  JsonFeed(std::string_view bytes, const ArticleFacts& sidecar, Intake& intake)
      : bytes_(bytes), sidecar_(sidecar), intake_(intake) {
    const ObjectScanner::Fence fence = ObjectScanner(bytes, {}, "items").next_fence(0);
    std::string head;
    if (fence.inside == std::string_view::npos) {
      head = bytes;
    } else {
      end_ = ObjectScanner(bytes, {}, "items").array(fence.inside, items_);
      head = std::string(bytes.substr(0, fence.inside)) + "]" + std::string(end_.closed ? bytes.substr(end_.at) : "}");
    }
    if (const auto parsed = parse_record(head)) {
      title_ = feed_line(text_of(parsed->value, "title"), TextKind::plain);
      lang_ = text_of(parsed->value, "language");
      author_ = author_of(parsed->value);
      for (const std::string& base :
           {sidecar.url, intake.options().url, text_of(parsed->value, "feed_url"), text_of(parsed->value, "home_page_url")})
        if (base_.empty()) base_ = base;
    } else {
      intake.oddity(Odd::broken, 0, "feed", "what the feed says of itself cannot be read");
    }
    sidecar_.url.clear();
  }

  Status run() {
    std::uint64_t number = 0;
    for (const Slice& slice : items_)
      if (Status status = take(slice, {slice.begin, "item " + std::to_string(++number)}); !status.ok()) return status;
    if (!end_.closed && (items_.empty() || items_.back().state != SliceState::cut))
      intake_.oddity(Odd::truncated, bytes_.size(), "feed", "the feed has no end; fetch it again if items are missing");
    return {};
  }

 private:
  Status take(const Slice& slice, const Place& place) {
    const auto odd = [&](Odd kind, std::string_view what) { intake_.oddity(kind, place.at, place.record, what); };
    const std::string_view record = bytes_.substr(slice.begin, slice.end - slice.begin);
    std::optional<ParsedRecord> parsed;
    if (slice.deep)
      odd(Odd::too_deep, "nested deeper than " + std::to_string(kMaxDepth) + " levels");
    else if (slice.state == SliceState::cut)
      odd(Odd::truncated, "the feed ends inside this item; everything before it was read");
    else if (!(parsed = parse_record(record)))
      odd(why_unparsed(record, Odd::not_json).kind, why_unparsed(record, Odd::not_json).particulars);
    else if (!parsed->value.is(json::Type::object))
      odd(Odd::not_object, "an item must be an object in braces");
    if (!parsed || !parsed->value.is(json::Type::object)) return {};
    if (!parsed->repaired.empty()) odd(Odd::repaired, parsed->repaired);
    return deliver_item(read(parsed->value), sidecar_, intake_, place);
  }

  FeedItem read(const json::Value& object) const {
    FeedItem item;
    ArticleFacts& facts = item.facts;
    facts.id = text_of(object, "id");
    for (const char* key : {"url", "external_url", "id"})
      if (const std::string url = resolve_url(base_, text_of(object, key)); facts.url.empty() && !host_of(url).empty())
        if (std::string_view(key) != "id" || text_of(object, key) == url) facts.url = url;
    facts.title = feed_line(text_of(object, "title"), TextKind::plain);
    facts.published = text_of(object, "date_published");
    facts.edited = text_of(object, "date_modified");
    if (facts.published.empty()) std::swap(facts.published, facts.edited);
    facts.author = author_of(object);
    if (facts.author.empty()) facts.author = author_;
    facts.outlet = title_;
    facts.lang = text_of(object, "language").empty() ? lang_ : text_of(object, "language");
    FeedText html = feed_text(text_of(object, "content_html"), TextKind::html);
    if (html.refused) item.refused.push_back(std::move(*html.refused));
    item.text = std::move(html.text);
    for (const char* key : {"content_text", "summary"})
      if (std::string text = feed_text(text_of(object, key), TextKind::plain).text; text.size() > item.text.size())
        item.text = std::move(text);
    if (item.text.empty()) item.text = facts.title;
    return item;
  }

  std::string_view bytes_;
  ArticleFacts sidecar_;
  Intake& intake_;
  std::vector<Slice> items_;
  ObjectScanner::End end_;
  std::string title_, lang_, author_, base_;
};

}  // namespace

Status json_feed(std::string_view text, const ArticleFacts& sidecar, Intake& intake) {
  return JsonFeed(text, sidecar, intake).run();
}

}  // namespace tocsin::ingest
