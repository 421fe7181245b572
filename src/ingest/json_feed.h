// SPDX-License-Identifier: Apache-2.0
// A JSON Feed (jsonfeed.org, version 1 and 1.1) as articles; a broken one item by item.
//
//   {"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Courier", "items": [{"id": "1", …}]}
//     → article, outlet "The Harbour Courier", `at` the byte of the item's brace
#pragma once

#include <string_view>

#include "ingest/article.h"

namespace tocsin::ingest {

// UTF-8 in. `sidecar.url`, else --url, is where the feed was fetched from.
Status json_feed(std::string_view text, const ArticleFacts& sidecar, Intake& intake);

}  // namespace tocsin::ingest
