// SPDX-License-Identifier: Apache-2.0
// What a feed's address answered, from the file it was kept in: its items, or nothing.
//
//   ingest_feed("cases.db.feeds/9f2c….feed", {.url = "https://harbourcourier.example/feed.xml"}, options, key, receiver)
//
// An item that gives itself no id and no address is known by its words: where it stands in the feed changes.
#pragma once

#include "ingest/ingest.h"

namespace tocsin::ingest {

struct FetchedFrom {
  std::string url;
  std::string outlet = {};  // in place of what the feed says
  std::string lang = {};    // where the text does not tell
};

// Code::no_input when the file is no feed, but a page, say.
Status ingest_feed(const std::string& path, const FetchedFrom& from, const InputOptions& options, const Key& key, Receiver& receiver);

}  // namespace tocsin::ingest
