// SPDX-License-Identifier: Apache-2.0
// ASCII letters in lower case, all else as it is: names of tags, headers and encodings.
#pragma once

#include <string>
#include <string_view>

namespace tocsin::ingest {

inline std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 32);
  return out;
}

}  // namespace tocsin::ingest
