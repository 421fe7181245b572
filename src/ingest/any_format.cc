// SPDX-License-Identifier: Apache-2.0
#include "ingest/any_format.h"

#include "ingest/archived.h"
#include "ingest/charset.h"
#include "ingest/discord.h"
#include "ingest/feed.h"
#include "ingest/fourcat.h"
#include "ingest/html.h"
#include "ingest/json_feed.h"
#include "ingest/ndjson.h"
#include "ingest/outbox.h"
#include "ingest/plain.h"
#include "ingest/telegram.h"
#include "ingest/telegram_html.h"
#include "ingest/telepathy.h"
#include "ingest/warc.h"
#include "ingest/whatsapp.h"

namespace tocsin::ingest {
namespace {

Status records(Format format, std::string_view text, Intake& intake) {
  switch (format) {
    case Format::telegram:
      return telegram(text, intake);
    case Format::telegram_html:
      return telegram_html(text, intake);
    case Format::discord:
      return discord(text, intake);
    case Format::outbox:
      return outbox(text, intake);
    case Format::whatsapp:
      return whatsapp(text, intake);
    case Format::fourcat:
      return fourcat(text, intake);
    case Format::telepathy:
      return telepathy(text, intake);
    case Format::ndjson:
      return ndjson(text, intake);
    case Format::json_array:
      return json_array(text, intake);
    default:
      return json_objects(text, intake);
  }
}

}  // namespace

Status any_format(std::string_view bytes, const Sidecar& sidecar, Intake& intake, bool media_is_expected) {
  const Decoded first_look = decoded_as(bytes, Format::plain);
  const Sniffed sniffed = sniff(bytes, first_look.text());
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
  const Decoded decoded = decoded_as(bytes, sniffed.format);
  if (decoded.is_converted)
    intake.oddity(Odd::converted, 0, "", "read as " + decoded.charset + "; offsets are in the converted text");
  if (sniffed.format == Format::json_feed) return json_feed(decoded.text(), facts(), intake);
  return records(sniffed.format, decoded.text(), intake);
}

}  // namespace tocsin::ingest
