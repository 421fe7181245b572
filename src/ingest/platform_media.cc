// SPDX-License-Identifier: Apache-2.0
#include "ingest/platform_media.h"

#include <algorithm>
#include <map>
#include <string>

#include "core/list.h"
#include "ingest/lists.h"

namespace tocsin::ingest {
namespace {

const std::map<std::string, std::string, std::less<>>& kinds() {
  static const std::map<std::string, std::string, std::less<>> kKinds = [] {
    std::map<std::string, std::string, std::less<>> out;
    for (const ListRow& row : builtin_list("platform_media.tsv", list("platform_media.tsv")))
      out.emplace(row["tag"], row["kind"]);
    return out;
  }();
  return kKinds;
}

}  // namespace

std::string_view media_of_platform(std::string_view tag) {
  if (tag.empty()) return {};
  const auto found = kinds().find(tag);
  return found == kinds().end() ? std::string_view("file") : found->second;
}

std::string_view media_of_classes(std::string_view classes) {
  for (std::size_t at = 0; at < classes.size();) {
    const std::size_t end = std::min(classes.find(' ', at), classes.size());
    const auto found = kinds().find(classes.substr(at, end - at));
    if (found != kinds().end() && found->first.find('_') != std::string::npos) return found->second;
    at = end + 1;
  }
  return {};
}

}  // namespace tocsin::ingest
