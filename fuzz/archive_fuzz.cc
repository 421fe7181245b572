// SPDX-License-Identifier: Apache-2.0
// Web archives, and archives with whatever is in them.
// What must hold of whatever comes out: valid UTF-8, nothing larger than an archive may unpack to, oddities without control characters.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/archive.h"
#include "ingest/archived.h"
#include "ingest/warc.h"
#include "ingest_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  tocsin::fuzz::Checked page(size);
  tocsin::ingest::Intake pages = page.intake();
  page.ends_well(tocsin::ingest::warc(bytes, pages));
  tocsin::fuzz::Checked member(tocsin::ingest::kFreeUnpacked);
  tocsin::ingest::Intake members = member.intake();
  member.ends_well(tocsin::ingest::archived(bytes, members));
  return 0;
}
