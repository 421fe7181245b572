// SPDX-License-Identifier: Apache-2.0
// Finds the items of an XML feed without trusting that the XML is well-formed, so that each can be parsed alone.
//
//   <rss><channel><title>T</title><item>…</item><item>…<item>…</item></channel></rss>
//    └─ head ─────────────────────┘└─ whole ────┘└ open ┘└─ whole ──┘└─ head ───────┘
//
// Comments, CDATA, processing instructions and the document type are stepped over. The time is linear in the bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tocsin::ingest {

// The root element's name without its prefix, or that of a feed inside what stands before it; empty: no element.
std::string_view xml_root(std::string_view text);
bool is_feed_root(std::string_view root);  // rss, feed, RDF

enum class ItemState { whole, open, cut };  // open: no end tag before the next item or the feed's end

struct FeedItemSlice {
  std::size_t begin = 0, end = 0;
  ItemState state = ItemState::whole;
};

struct FeedParts {
  std::string head;  // everything outside the items: well-formed where the feed is
  std::vector<FeedItemSlice> items;
  bool closed = false;  // the feed's end tag was seen
};

FeedParts feed_parts(std::string_view xml);

}  // namespace tocsin::ingest
