// SPDX-License-Identifier: Apache-2.0
#include "ingest/any_format.h"

#include "ingest/archived.h"
#include "ingest/charset.h"
#include "ingest/feed.h"
#include "ingest/html.h"
#include "ingest/json_feed.h"
#include "ingest/ndjson.h"
#include "ingest/plain.h"
#include "ingest/telegram.h"
#include "ingest/warc.h"

namespace tocsin::ingest {

Status any_format(std::string_view bytes, const Sidecar& sidecar, Intake& intake, bool media_is_expected) {
  const bool wide = !wide_charset(bytes).empty();
  const Decoded decoded = wide ? decode_text(bytes) : Decoded{{}, bytes, "UTF-8", false, false};
  const Sniffed sniffed = sniff(bytes, decoded.text());
  const auto facts = [&] { return sidecar ? sidecar() : ArticleFacts(); };
  switch (sniffed.format) {
    case Format::empty:
      intake.oddity(Odd::empty_file, 0, "", "the file is empty; if it should not be, copy it again");
      return {};
    case Format::other:
      if (media_is_expected && !sniffed.media.empty())
        intake.skipped(sniffed.media);
      else
        intake.oddity(Odd::unrecognised, 0, "", "looks like " + sniffed.what + "; " + sniffed.todo);
      return {};
    case Format::html:
      return html(bytes, facts(), intake);
    case Format::plain:
      return plain(bytes, facts(), intake);
    case Format::feed:
      return feed(bytes, facts(), intake);
    case Format::web_archive:
      return warc(bytes, intake);
    case Format::archive:
      return archived(bytes, intake);
    default:
      break;
  }
  if (wide) intake.oddity(Odd::converted, 0, "", "read as " + decoded.charset + "; offsets are in the converted text");
  if (sniffed.format == Format::json_feed) return json_feed(decoded.text(), facts(), intake);
  if (sniffed.format == Format::telegram) return telegram(decoded.text(), intake);
  if (sniffed.format == Format::ndjson) return ndjson(decoded.text(), intake);
  if (sniffed.format == Format::json_array) return json_array(decoded.text(), intake);
  return json_objects(decoded.text(), intake);
}

}  // namespace tocsin::ingest
