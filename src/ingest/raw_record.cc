// SPDX-License-Identifier: Apache-2.0
// Back from a document to the bytes it was read from, after making sure that the file is still the same.
#include <algorithm>

#include "core/hash.h"
#include "ingest/charset.h"
#include "ingest/csv.h"
#include "ingest/detect.h"
#include "ingest/files.h"
#include "ingest/ingest.h"
#include "ingest/json_objects.h"
#include "ingest/telegram_html.h"
#include "ingest/whatsapp.h"

namespace tocsin::ingest {
namespace {

Result<std::string> whole_file(const std::string& path) {
  std::string bytes;
  if (const auto problem = read_file(path, bytes)) return Status(Code::not_found, path + ": " + problem->particulars);
  return bytes;
}

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

}  // namespace

Result<std::string> file_sha256(const std::string& path) {
  Result<std::string> bytes = whole_file(path);
  if (!bytes.ok()) return bytes.status();
  return sha256_hex(*bytes);
}

Result<std::string> raw_record(const std::string& path, const Document& document) {
  Result<std::string> bytes = whole_file(path);
  if (!bytes.ok()) return bytes.status();
  if (sha256_hex(*bytes) != document.sha256)
    return Status(Code::not_found,
                  path + ": has changed since it was read (SHA-256 differs); give the original with --originals");
  const Decoded first_look = decoded_as(*bytes, Format::plain);
  const Format format = sniff(*bytes, first_look.text()).format;
  const Decoded decoded = decoded_as(*bytes, format);
  const std::string_view text = decoded.text();
  const bool article_file = format == Format::plain || format == Format::html;
  if (article_file) return std::move(*bytes);
  if (document.at >= text.size()) return Status(Code::not_found, path + ": has no byte " + std::to_string(document.at));
  if (format == Format::telegram_html || format == Format::whatsapp || format == Format::fourcat ||
      format == Format::telepathy)
    return std::string(text.substr(document.at, end_of_record(text, format, document.at) - document.at));
  if (format != Format::ndjson) return object_at(text, document.at);
  const std::string_view line = text.substr(document.at, text.find('\n', document.at) - document.at);
  return std::string(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
}

}  // namespace tocsin::ingest
