// SPDX-License-Identifier: Apache-2.0
#include "ingest/feed.h"

#include "ingest/charset.h"
#include "ingest/detect.h"
#include "ingest/feed_item.h"
#include "ingest/feed_parts.h"
#include "ingest/lower.h"

namespace tocsin::ingest {
namespace {

std::string two_letters(std::string_view lang) {
  const std::string out = lower(lang.substr(0, lang.find_first_of("-_")));
  return out.size() == 2 ? out : std::string();
}

class Feed {
 public:
  Feed(std::string_view xml, const ArticleFacts& sidecar, Intake& intake)
      : xml_(xml), sidecar_(sidecar), intake_(intake), parts_(feed_parts(xml)), head_xml_(parse_feed_xml(parts_.head)) {
    const std::string& url = sidecar.url.empty() ? intake.options().url : sidecar.url;
    head_ = read_feed_head(head_xml_, url);
    sidecar_.url.clear();  // the feed's own, and no item's
  }

  Status run() {
    std::uint64_t number = 0;
    for (const FeedItemSlice& slice : parts_.items)
      if (Status status = take(slice, {slice.begin, "item " + std::to_string(++number)}); !status.ok()) return status;
    if (!parts_.closed && (parts_.items.empty() || parts_.items.back().state != ItemState::cut))
      intake_.oddity(Odd::truncated, xml_.size(), "feed", "the feed has no end; fetch it again if items are missing");
    return {};
  }

 private:
  Status take(const FeedItemSlice& slice, const Place& place) {
    if (slice.state == ItemState::cut) {
      intake_.oddity(Odd::truncated, slice.begin, place.record,
                     "the feed ends inside this item; everything before it was read");
      return {};
    }
    const FeedXml xml = parse_feed_xml(xml_.substr(slice.begin, slice.end - slice.begin), head_xml_.declared);
    if (xml.root.children.empty()) {
      intake_.oddity(Odd::broken, slice.begin, place.record, "not XML and not repairable");
      return {};
    }
    if (xml.broken || slice.state == ItemState::open)
      intake_.oddity(Odd::repaired, slice.begin, place.record,
                     xml.broken ? "not well-formed XML; read as far as that went" : "has no end tag");
    return deliver_item(read_feed_item(xml.root.children.front(), head_, intake_.options().timezone), sidecar_, intake_,
                        place);
  }

  std::string_view xml_;
  ArticleFacts sidecar_;
  Intake& intake_;
  const FeedParts parts_;
  const FeedXml head_xml_;
  FeedHead head_;
};

}  // namespace

Status deliver_item(FeedItem item, const ArticleFacts& sidecar, Intake& intake, const Place& place) {
  for (const PageRefusal& refused : item.refused)
    intake.oddity(refused.deep ? Odd::too_deep : Odd::too_large, place.at, place.record,
                  "a text that is not parsed: " + refused.reason);
  const std::string declared = two_letters(item.facts.lang);
  item.facts.lang = language_of(item.text);
  if (item.facts.lang == "und" && !declared.empty()) item.facts.lang = declared;
  return deliver_article(std::move(item.text), std::move(item.facts), sidecar, intake, place);
}

Status feed(std::string_view bytes, const ArticleFacts& sidecar, Intake& intake) {
  if (bytes.size() > kMaxFeed) {
    intake.oddity(Odd::too_large, kMaxFeed, "feed",
                  "larger than " + std::to_string(kMaxFeed >> 20) + " MiB; what comes after is not read");
    bytes = bytes.substr(0, kMaxFeed);
  }
  const Decoded decoded = decoded_as(bytes, Format::feed);
  if (decoded.damaged)
    intake.oddity(Odd::not_utf8, 0, "",
                  "bytes that are not " + decoded.charset + " became U+FFFD; offsets are in the repaired text");
  else if (decoded.is_converted)
    intake.oddity(Odd::converted, 0, "", "read as " + decoded.charset + "; offsets are in the converted text");
  return Feed(decoded.text(), sidecar, intake).run();
}

}  // namespace tocsin::ingest
