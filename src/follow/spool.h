// SPDX-License-Identifier: Apache-2.0
// The bytes that came from the web, as files: named after their SHA-256, so that what was read stays where it was read from.
#pragma once

#include <string>
#include <string_view>

#include "tocsin/status.h"

namespace tocsin::follow {

struct Spooled {
  std::string path;   // FOLDER/SHA256.feed
  bool fresh = true;  // it was not there
};

// On disk when it returns ok; whole or not at all.
Result<Spooled> spool(const std::string& folder, const std::string& sha256, std::string_view bytes);

}  // namespace tocsin::follow
