// SPDX-License-Identifier: Apache-2.0
// JSON-LD of a news page: the object that describes the article, wherever it stands (alone, in a list, in an @graph),
// with its publisher looked up when it is named by @id.
#pragma once

#include <string>
#include <vector>

#include "ingest/article.h"

namespace tocsin::ingest {

struct LinkedArticle {
  ArticleFacts facts;
  std::string body;  // articleBody
};

// `scripts`: the contents of the page's application/ld+json elements, in order. Broken ones are passed over.
LinkedArticle linked_article(const std::vector<std::string>& scripts);

}  // namespace tocsin::ingest
