// SPDX-License-Identifier: Apache-2.0
// Back from a document to the bytes it was read from, after making sure that the file is still the same.
#include <algorithm>

#include "ingest/archived.h"
#include "ingest/charset.h"
#include "ingest/csv.h"
#include "ingest/detect.h"
#include "ingest/feed_parts.h"
#include "ingest/file_bytes.h"
#include "ingest/ingest.h"
#include "ingest/json_objects.h"
#include "ingest/telegram_html.h"
#include "ingest/warc.h"
#include "ingest/whatsapp.h"

namespace tocsin::ingest {
namespace {

std::size_t end_of_record(std::string_view text, Format format, std::size_t at) {
  if (format == Format::telegram_html) return telegram_html_end(text, at);
  if (format == Format::whatsapp) return whatsapp_end(text, at);
  return csv_row_end(text, at);
}

// The object at `at`; one that is broken ends where the next record begins.
std::string object_at(std::string_view bytes, std::size_t at) {
  std::vector<Slice> found;
  ObjectScanner scanner(bytes, "id", "messages");
  const std::size_t end = scanner.end_of(at);
  if (end != std::string_view::npos) return std::string(bytes.substr(at, end - at));
  scanner.array(at, found);
  return found.empty() ? std::string() : std::string(bytes.substr(at, found.front().end - at));
}

std::string feed_item_at(std::string_view xml, std::size_t at) {
  for (const FeedItemSlice& item : feed_parts(xml).items)
    if (item.begin == at) return std::string(xml.substr(at, item.end - at));
  return {};
}

// The record at `at` of a file of any format.
Result<std::string> record_of(std::string_view bytes, std::uint64_t at, const std::string& path) {
  const Decoded first_look = decoded_as(bytes, Format::plain);
  const Format format = sniff(bytes, first_look.text()).format;
  if (format == Format::plain || format == Format::html) return std::string(bytes);
  const Decoded decoded = decoded_as(bytes, format);
  const std::string_view text = decoded.text();
  if (at >= text.size()) return Status(Code::not_found, path + ": has no byte " + std::to_string(at));
  if (format == Format::feed) return feed_item_at(text, at);
  if (format == Format::web_archive) return std::string(warc_record(text, at));
  if (format == Format::telegram_html || format == Format::whatsapp || format == Format::fourcat || format == Format::telepathy)
    return std::string(text.substr(at, end_of_record(text, format, at) - at));
  if (format != Format::ndjson) return object_at(text, at);
  const std::string_view line = text.substr(at, text.find('\n', at) - at);
  return std::string(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
}

}  // namespace

Result<std::string> file_sha256(const std::string& path) {
  FileBytes file;
  if (const auto problem = file.open(path)) return Status(Code::not_found, path + ": " + problem->particulars);
  return file.sha256();
}

Result<std::string> raw_record(const std::string& path, const Document& document) {
  FileBytes file;
  if (const auto problem = file.open(path)) return Status(Code::not_found, path + ": " + problem->particulars);
  if (file.sha256() != document.sha256)
    return Status(Code::not_found,
                  path + ": has changed since it was read (SHA-256 differs); give the original with --originals");
  if (sniff_binary(file.bytes()).format == Format::archive) {
    const std::optional<std::string> member = archived_file(file.bytes(), document.file);
    if (!member) return Status(Code::not_found, path + ": has no such file in it");
    return record_of(*member, document.at, document.file);
  }
  return record_of(file.bytes(), document.at, path);
}

}  // namespace tocsin::ingest
