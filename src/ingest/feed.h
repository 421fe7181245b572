// SPDX-License-Identifier: Apache-2.0
// A news feed as articles: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0. Each item is found and parsed alone (feed_parts.h,
// feed_item.h), so that a broken one loses no other.
//
//   <rss version="2.0"><channel><title>The Harbour Courier</title><item>…</item></channel></rss>
//     → article, outlet "The Harbour Courier", `at` the byte where <item> begins
#pragma once

#include <string_view>

#include "ingest/article.h"

namespace tocsin::ingest {

inline constexpr std::size_t kMaxFeed = std::size_t{256} << 20;  // items that begin after it are not read

// `sidecar.url`, else --url, is where the feed was fetched from.
Status feed(std::string_view bytes, const ArticleFacts& sidecar, Intake& intake);

// The item as an article; `lang` is what the feed declares, used where the text does not tell. For json_feed.h too.
struct FeedItem;
Status deliver_item(FeedItem item, const ArticleFacts& sidecar, Intake& intake, const Place& place);

}  // namespace tocsin::ingest
