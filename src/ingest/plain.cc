// SPDX-License-Identifier: Apache-2.0
#include "ingest/plain.h"

#include "ingest/charset.h"

namespace tocsin::ingest {

Status plain(std::string_view bytes, const ArticleFacts& sidecar, Intake& intake) {
  const Decoded decoded = decode_text(bytes);
  if (decoded.damaged && decoded.charset == "UTF-8")
    intake.oddity(Odd::not_utf8, 0, "", "bytes that are not UTF-8 became U+FFFD; offsets are in the repaired text");
  else if (decoded.is_converted)
    intake.oddity(Odd::converted, 0, "", "read as " + decoded.charset + "; offsets are in the converted text");
  return deliver_article(std::string(decoded.text()), {}, sidecar, intake);
}

}  // namespace tocsin::ingest
