// SPDX-License-Identifier: Apache-2.0
// What a part of a message that is not read is counted as (lists/platform_media.tsv).
//
//   media_of_platform("MessageMediaPhoto") → "photo"      "poll" → ""      "of the future" → "file"
#pragma once

#include <string_view>

namespace tocsin::ingest {

// Empty when it is not counted; "file" for a tag nobody knows; empty for an empty tag.
std::string_view media_of_platform(std::string_view tag);
// The same for the words of a class attribute, of which the first known one counts; empty: none is known.
std::string_view media_of_classes(std::string_view classes);

}  // namespace tocsin::ingest
