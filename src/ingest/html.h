// SPDX-License-Identifier: Apache-2.0
// An HTML page as an article: what it says of itself (page_facts.h) and its main text (page_text.h), whatever its
// encoding.
#pragma once

#include <string_view>

#include "ingest/article.h"

namespace tocsin::ingest {

// `charset`: what came with the page (its HTTP header), which counts before what stands in it; or empty.
Status html(std::string_view bytes, const ArticleFacts& sidecar, Intake& intake, std::string_view charset = {});

}  // namespace tocsin::ingest
