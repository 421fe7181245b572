// SPDX-License-Identifier: Apache-2.0
// Every format of messages but the two with targets of their own: the first byte says which reader gets the rest.
// What must hold of whatever comes out: valid UTF-8, offsets inside the input, oddities without control characters.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/any_format.h"
#include "ingest/csv.h"
#include "ingest/discord.h"
#include "ingest/fourcat.h"
#include "ingest/outbox.h"
#include "ingest/telegram_html.h"
#include "ingest/telepathy.h"
#include "ingest/whatsapp.h"
#include "ingest_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  tocsin::fuzz::Checked checked(size, true);
  tocsin::ingest::Intake intake = checked.intake();
  using namespace tocsin::ingest;
  switch (data[0] % 8) {
    case 0:
      return checked.ends_well(telegram_html(bytes, intake)), telegram_html_end(bytes, bytes.size() / 2), 0;
    case 1:
      return checked.ends_well(discord(bytes, intake)), 0;
    case 2:
      return checked.ends_well(outbox(bytes, intake)), 0;
    case 3:
      return checked.ends_well(whatsapp(bytes, intake)), whatsapp_end(bytes, 0), 0;
    case 4:
      return checked.ends_well(fourcat(bytes, intake)), csv_row_end(bytes, bytes.size() / 2), 0;
    case 5:
      return checked.ends_well(telepathy(bytes, intake)), 0;
    default:  // Telethon's and 4CAT's objects among them
      return checked.ends_well(any_format(bytes, {}, intake)), 0;
  }
}
