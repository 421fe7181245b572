// SPDX-License-Identifier: Apache-2.0
// News feeds: RSS and Atom, and JSON Feed.
// What must hold of whatever comes out: valid UTF-8, offsets inside the input, oddities without control characters.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/feed.h"
#include "ingest/json_feed.h"
#include "ingest_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tocsin::fuzz::Checked checked(size);
  tocsin::ingest::Intake intake = checked.intake();
  checked.ends_well(tocsin::ingest::feed(bytes, {}, intake));
  checked.ends_well(tocsin::ingest::json_feed(bytes, {}, intake));
  return 0;
}
