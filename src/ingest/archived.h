// SPDX-License-Identifier: Apache-2.0
// Every format inside an archive: each member is looked at as a file in a folder is, under the name
// "case.zip!/chats/result.json", with the hash of the archive as it lies and offsets in the member's own bytes.
// What is only compressed keeps its name: "posts.ndjson.gz", with offsets in what it unpacks to.
//
// Refuses: links, devices, encrypted members, more than kMaxArchives one inside the other, more bytes or members than
// archive.h allows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ingest/intake.h"

namespace tocsin::ingest {

Status archived(std::string_view bytes, Intake& intake);

// The bytes that a document of `file` ("case.zip!/chats/result.json") was read from, out of the archive's.
std::optional<std::string> archived_file(std::string_view archive, std::string_view file);

}  // namespace tocsin::ingest
