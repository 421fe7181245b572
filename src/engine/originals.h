// SPDX-License-Identifier: Apache-2.0
// Where the file a document was read from lies now.
#pragma once

#include <string>

#include "tocsin/status.h"

namespace tocsin {

// `file` where it was read, else below `originals`: at the same relative path, or any file of its name, as long as its
// SHA-256 is `sha256`. Code::not_found says what was found instead: nothing, or a file that has changed.
Result<std::string> find_original(const std::string& file, const std::string& sha256, const std::string& originals);

}  // namespace tocsin
