// SPDX-License-Identifier: Apache-2.0
// A plain-text file as an article. Its text is the whole file as it is, so an offset in one is an offset in the other;
// only a file that is not UTF-8 is converted, and then an oddity says so.
#pragma once

#include <string_view>

#include "ingest/article.h"

namespace tocsin::ingest {

Status plain(std::string_view bytes, const ArticleFacts& sidecar, Intake& intake);

}  // namespace tocsin::ingest
