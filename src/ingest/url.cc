// SPDX-License-Identifier: Apache-2.0
#include "ingest/url.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// "https:" as its length with the colon; 0: none.
std::size_t scheme_length(std::string_view url) {
  if (url.empty() || !std::isalpha(static_cast<unsigned char>(url[0]))) return 0;
  const std::size_t end = url.find_first_of(":/?#");
  return end != npos && url[end] == ':' ? end + 1 : 0;
}

// "/a/./b/../c" → "/a/c"
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  bool folder = false;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    folder = part == "." || part == "..";
    if (part == ".." && kept.size() > 1)
      kept.pop_back();
    else if (!folder)
      kept.push_back(part);
    begin = end + 1;
  }
  if (folder) kept.emplace_back();
  std::string out;
  for (std::size_t i = 0; i < kept.size(); ++i) (out += i > 0 ? "/" : "") += kept[i];
  return out;
}

}  // namespace

std::string resolve_url(std::string_view base, std::string_view reference) {
  const std::size_t scheme = scheme_length(base);
  if (scheme_length(reference) > 0 || scheme == 0 || base.substr(scheme, 2) != "//") return std::string(reference);
  base = base.substr(0, base.find('#'));
  if (reference.empty()) return std::string(base);
  if (reference.starts_with("//")) return std::string(base.substr(0, scheme)) + std::string(reference);
  const std::size_t host = std::min(base.find_first_of("/?", scheme + 2), base.size());
  const std::size_t query = std::min(base.find('?'), base.size());
  if (reference[0] == '#') return std::string(base) + std::string(reference);
  if (reference[0] == '?') return std::string(base.substr(0, query)) + std::string(reference);
  const std::size_t tail = std::min(reference.find_first_of("?#"), reference.size());
  std::string path(reference.substr(0, tail));
  if (path[0] != '/') {
    const std::string_view old = base.substr(host, query - host);
    path = std::string(old.substr(0, old.rfind('/') + 1)) + path;
    if (path[0] != '/') path.insert(path.begin(), '/');
  }
  return std::string(base.substr(0, host)) + without_dots(path) + std::string(reference.substr(tail));
}

}  // namespace tocsin::ingest
