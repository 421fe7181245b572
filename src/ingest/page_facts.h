// SPDX-License-Identifier: Apache-2.0
// What a news page says about itself: JSON-LD first, then <meta>, <link rel=canonical>, <time> and <title>.
//
//   <meta property="article:published_time" content="2025-10-08T21:05:00+03:00">   → published
//   {"@type": "NewsArticle", "publisher": {"name": "The Harbour Courier"}}          → outlet
#pragma once

#include <string>

#include "ingest/article.h"
#include "ingest/dom.h"

namespace tocsin::ingest {

struct PageFacts {
  ArticleFacts article;       // lang stays empty: what a page declares is often its template's
  std::string declared_lang;  // two letters, for texts whose language cannot be told
  std::string body;           // JSON-LD's articleBody: for pages whose text only a script would show
};

PageFacts page_facts(const dom::Tree& tree);

// What a page says its encoding is, in its first bytes; empty: nothing.
std::string declared_charset(std::string_view html);
// Of an XML declaration, <?xml version="1.0" encoding="windows-1251"?>.
std::string xml_charset(std::string_view xml);

}  // namespace tocsin::ingest
