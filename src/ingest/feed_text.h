// SPDX-License-Identifier: Apache-2.0
// The words of a feed's title or content, which may be plain text or HTML and often do not say which.
//
//   feed_text("<p>Noon &amp; night.</p>", TextKind::unsaid)  → "Noon & night."
//   feed_text("a < b", TextKind::unsaid)                     → "a < b"
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ingest/page_guard.h"

namespace tocsin::ingest {

enum class TextKind { plain, html, unsaid };

struct FeedText {
  std::string text;
  std::optional<PageRefusal> refused;  // HTML that is not parsed: there is no text
};

FeedText feed_text(std::string_view value, TextKind kind);
// On one line.
std::string feed_line(std::string_view value, TextKind kind);

}  // namespace tocsin::ingest
