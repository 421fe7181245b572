// SPDX-License-Identifier: Apache-2.0
#include "read/read.h"

#include "text/text.h"

namespace tocsin::read {

Reading read(const Document& document) {
  Reading reading;
  reading.document = document.id;
  reading.lang = document.lang.empty() ? text::language(document.text) : document.lang;
  reading.evaluated = reading.lang == "en" || reading.lang == "ar";
  read_mentions(document, reading);
  read_casualties(document, reading);
  read_statements(document, reading);
  read_claims(document, reading);
  read_threats(document, reading);
  return reading;
}

}  // namespace tocsin::read
