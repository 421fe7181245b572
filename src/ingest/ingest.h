// SPDX-License-Identifier: Apache-2.0
// From files to documents. Finds the format by content, hashes the file before parsing it, and gives each record
// it can read to the receiver, in file order, with the byte offset it stands at. What it cannot read becomes an
// Oddity with file, offset and record; the rest of the file is still read.
//
//   ingest("exports/result.json", options, key, receiver)
//     → receiver.document({source_id "41", channel "Grey Lantern Media", at 10233, sha256 "9f2c…", …})
//     → receiver.oddity({"exports/result.json", 20991, "message 57", "no_date: …", "kept"})
//
// Refuses: to write to a source file, to follow links out of a folder, to read private chats unasked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/options.h"
#include "tocsin/progress.h"
#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin::ingest {

// Between an archive and the path of what lies in it: "case.zip!/chats/result.json".
inline constexpr std::string_view kMemberMark = "!/";

class Receiver {
 public:
  virtual ~Receiver() = default;
  // A Status that is not ok ends the run (the store is full, say).
  virtual Status document(Document document) = 0;
  virtual void oddity(Oddity oddity) = 0;
  // Counted, not an oddity: a photo, a file, a service message, a private chat that was skipped.
  virtual void skipped(const std::string& file, std::string_view kind) = 0;
  // Whether it tells languages itself, of many documents at once: then `lang` is empty where the source names none.
  virtual bool tells_languages() const { return false; }
};

// The language of a text as far as its beginning tells; the rest of a long one changes nothing and costs much.
std::string language_of(std::string_view text);

// 32 bytes, or empty: then no author is kept.
struct Key {
  std::string bytes;
};

// Reads one file or, recursively and in byte order of names, every file of a folder ("-": standard input as NDJSON).
// Sidecars FILE.meta.json are read with their FILE. Not ok with Code::no_input when nothing at `path` could be opened.
Status ingest(const std::string& path, const InputOptions& options, const Key& key, Receiver& receiver,
              Progress* progress = nullptr);

// One line of NDJSON (DESIGN §3) to a document; for the filters. `at` is the line's offset. A field that is absent
// stays empty; ids that are numbers become their digits. An empty text is a document with an oddity, for a filter
// answers each line. Not ok with the kind of oddity and what is wrong ("not_json: …", "no_text: …").
Result<Document> ndjson_document(std::string_view line, std::string_view file, std::uint64_t at,
                                 const InputOptions& options, const Key& key, std::vector<Oddity>& oddities);

// The bytes of the record a document was read from, out of its file; for `show --raw`. `path` is where the file lies
// now: of a document from an archive, the archive.
Result<std::string> raw_record(const std::string& path, const Document& document);

// SHA-256 of a file's bytes, lower-case hex.
Result<std::string> file_sha256(const std::string& path);

}  // namespace tocsin::ingest
