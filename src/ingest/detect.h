// SPDX-License-Identifier: Apache-2.0
// Which format a file is in, by its content; its name is never asked.
//
//   sniff("{\"name\": \"Grey Lantern\", \"messages\": [")       → telegram
//   sniff("{\"id\": \"a\", \"text\": \"…\"}\n{\"id\"…")         → ndjson
//   sniff("PK\x03\x04…")                                        → archive
//   sniff("%PDF-1.7…")                                          → other, "a PDF document"
#pragma once

#include <string>
#include <string_view>

namespace tocsin::ingest {

enum class Format {
  empty,
  telegram,  // Telegram Desktop's result.json
  telegram_html,
  discord,
  outbox,  // ActivityPub's
  whatsapp,
  fourcat,  // tables
  telepathy,
  ndjson,        // an object a line
  json_array,    // [ {…}, {…} ]
  json_objects,  // objects over several lines, one after the other
  feed,          // RSS or Atom
  json_feed,
  html,
  plain,
  web_archive,  // WARC
  archive,      // zip, tar, or compressed
  other  // known not to be read, or not known at all
};

struct Sniffed {
  Format format = Format::other;
  std::string what;   // other: "a PDF document"
  std::string todo;   // other: "save its text as .txt"
  std::string media;  // other: counted as this kind instead, in a folder
};

// `text` is the decoded form (charset.h); equal to `bytes` for UTF-8.
Sniffed sniff(std::string_view bytes, std::string_view text);

// The text of a file as its parser sees it, in UTF-8. Offsets of documents are in that.
struct Decoded;
Decoded decoded_as(std::string_view bytes, Format format);

// Only what the first bytes tell: archives, media, programs. format is `other` when they do, else `plain`.
Sniffed sniff_binary(std::string_view bytes);

// "photos/1.jpg": pictures and recordings that an export brings along. Only what its bytes are says whether it is one.
bool named_as_media(std::string_view path);

}  // namespace tocsin::ingest
