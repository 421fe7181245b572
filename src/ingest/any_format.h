// SPDX-License-Identifier: Apache-2.0
// The bytes of a file whose format nobody has said: looked at, then given to the one parser that reads it.
//
//   any_format(bytes, {}, intake);      // in memory; ingest() adds files, hashes and sidecars
#pragma once

#include <functional>
#include <string_view>

#include "ingest/article.h"
#include "ingest/detect.h"

namespace tocsin::ingest {

using Sidecar = std::function<ArticleFacts()>;  // asked for articles only; may be empty

// `media_is_expected`: they are counted under their kind instead of being an oddity (files that an export brings
// along).
Status any_format(std::string_view bytes, const Sidecar& sidecar, Intake& intake, bool media_is_expected = false);

}  // namespace tocsin::ingest
