// SPDX-License-Identifier: Apache-2.0
// What an article file does not say itself: its sidecar, then the options of the run; and the document made of all
// three.
//
//   report.txt  +  report.txt.meta.json {"published": "2025-10-10T14:30:00+03:00", "outlet": "Saltline News Agency"}
#pragma once

#include <string>
#include <string_view>

#include "ingest/intake.h"

namespace tocsin::ingest {

inline constexpr std::string_view kSidecarEnd = ".meta.json";

// Empty: not said.
struct ArticleFacts {
  std::string published, edited, outlet, url, title, author, lang;
  std::string id;  // the source's own; the address where it gives none
};

// Where in its file an article stands, when the file holds several.
struct Place {
  std::uint64_t at = 0;
  std::string record;  // "item 3"
};

// The sidecar's facts. Unknown keys and wrong types are oddities at `path`; what can be read is used.
ArticleFacts read_sidecar(std::string_view bytes, const std::string& path, Receiver& receiver);

// One article of the facts that the file itself gives, filled up from `sidecar` and then from the options.
// Without a text it is an oddity and no document.
Status deliver_article(std::string text, ArticleFacts facts, const ArticleFacts& sidecar, Intake& intake,
                       const Place& place = {});

// "harbourcourier.example" of "https://www.harbourcourier.example/2025/…"; empty when it is no web address.
std::string host_of(std::string_view url);

}  // namespace tocsin::ingest
