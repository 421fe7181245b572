// SPDX-License-Identifier: Apache-2.0
// What a web server compressed with gzip or deflate. zlib does it; this is the only file that knows zlib.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tocsin::ingest {

struct Inflated {
  std::string bytes;
  bool whole = false;  // false: it broke off or would be larger than allowed; the bytes are what came before
};

// gzip, zlib's own form, or bare deflate: told apart by their first bytes.
Inflated inflate(std::string_view compressed, std::size_t most);

}  // namespace tocsin::ingest
