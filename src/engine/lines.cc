// SPDX-License-Identifier: Apache-2.0
#include "engine/lines.h"

#include <istream>
#include <string>

namespace tocsin {
namespace {

bool blank(const std::string& line) { return line.find_first_not_of(" \t\r") == std::string::npos; }

}  // namespace

Status each_document(std::istream& in, std::string_view name, const InputOptions& options, const ingest::Key& key,
                     const Notice& notice, Progress* progress, const std::function<Status(Document)>& take) {
  const auto tell = [&](std::size_t number, const std::string& what) {
    if (notice) notice(std::string(name) + ":" + std::to_string(number) + ": " + what);
  };
  std::string line;
  std::size_t number = 0, read = 0;
  std::uint64_t at = 0;
  Status unreadable;
  while (std::getline(in, line)) {
    ++number;
    const std::uint64_t begin = at;
    at += line.size() + 1;
    if (blank(line)) continue;
    std::vector<Oddity> oddities;
    Result<Document> document = ingest::ndjson_document(line, name, begin, options, key, oddities);
    for (const Oddity& o : oddities) tell(number, o.what);
    if (!document.ok()) {
      tell(number, document.status().message());
      unreadable =
          Status(Code::no_input, std::string(name) + ":" + std::to_string(number) + ": " + document.status().message());
      continue;
    }
    ++read;
    const Status s = take(std::move(*document));
    if (!s.ok()) return s;
    if (progress && read % 256 == 0) progress->update("lines read", read, 0);
  }
  if (read == 0 && !unreadable.ok()) return unreadable;
  return Status();
}

}  // namespace tocsin
