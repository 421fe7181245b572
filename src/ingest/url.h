// SPDX-License-Identifier: Apache-2.0
// An address that is written relative to another (RFC 3986 §5.2).
//
//   resolve_url("https://harbourcourier.example/news/feed.xml", "../a?b")  → "https://harbourcourier.example/a?b"
//   resolve_url("", "/a")                                                  → "/a": nothing to resolve it with
#pragma once

#include <string>
#include <string_view>

namespace tocsin::ingest {

std::string resolve_url(std::string_view base, std::string_view reference);

}  // namespace tocsin::ingest
