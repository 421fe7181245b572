// SPDX-License-Identifier: Apache-2.0
// What one item of a feed says, by lists/feed_fields.tsv; and what the feed says of all its items.
//
//   <item><title>Noon</title><link>/a</link><pubDate>Tue, 10 Mar 2026 12:00:00 GMT</pubDate></item>
//     → title "Noon", url "https://harbourcourier.example/a", published "Tue, 10 Mar 2026 12:00:00 GMT"
#pragma once

#include <string>
#include <vector>

#include "ingest/article.h"
#include "ingest/feed_text.h"
#include "ingest/feed_xml.h"

namespace tocsin::ingest {

struct FeedHead {
  std::string title, lang;
  std::string base;  // what relative addresses are relative to
  bool atom = false;  // a text that does not say its type is plain
};

// `url`: where the feed was fetched from, when that is known.
FeedHead read_feed_head(const FeedXml& head, const std::string& url);

struct FeedItem {
  ArticleFacts facts;  // lang: what the feed declares
  std::string text;
  std::vector<PageRefusal> refused;  // contents that are not parsed
};

// `zone` is for dates that name none: which of several can be read depends on it.
FeedItem read_feed_item(const FeedElement& item, const FeedHead& head, const std::string& zone);

}  // namespace tocsin::ingest
