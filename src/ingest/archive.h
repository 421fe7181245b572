// SPDX-License-Identifier: Apache-2.0
// The members of an archive (zip, tar) and what a compressed file (gz, zst, bz2, xz) holds, one after the other, in
// memory: nothing is ever written to disk, so a name can lead nowhere. libarchive reads them; this is the only file
// that knows libarchive. What comes out is bounded, whatever the archive says of itself.
//
//   read_archive(zip, left, [](Member m) { … })   → {"chats/result.json", whole}, {"old/link", link}, …
//
// Names are cleaned: no "..", no leading "/", UTF-8 without control characters; a second member of a name is "name#2".
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "ingest/intake.h"

namespace tocsin::ingest {

inline constexpr std::uint64_t kMaxUnpacked = std::uint64_t{8} << 30;
inline constexpr std::uint64_t kFreeUnpacked = std::uint64_t{64} << 20;  // may be of any ratio
inline constexpr std::uint64_t kMaxRatio = 250;  // of more, unpacked to packed; chats in JSON have 5 to 40
inline constexpr std::uint64_t kMaxMembers = 100'000;
inline constexpr int kMaxArchives = 4;  // one inside the other

enum class MemberState {
  whole,
  cut,      // the archive ends or breaks inside it; what came before is there
  damaged,  // its checksum differs
  locked,   // encrypted
  link,
  device  // or a pipe or socket
};

struct Member {
  std::string name;  // empty: what a compressed file holds that is no archive
  std::string bytes;
  MemberState state = MemberState::whole;
};

struct ArchiveEnd {
  enum { well, broken, too_large, too_many, stopped } how = well;
  std::string reason;  // broken: libarchive's own words
  Status status;       // stopped: what `take` answered
};

// What an archive of so many bytes may unpack to.
Unpacking unpacking_of(std::uint64_t archive_bytes);

// Folders are passed over. The bytes of members that are not `wanted` are left out; by default all are.
ArchiveEnd read_archive(std::string_view bytes, Unpacking& left, const std::function<Status(Member)>& take,
                        const std::function<bool(const std::string&)>& wanted = {});

}  // namespace tocsin::ingest
