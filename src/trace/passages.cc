// SPDX-License-Identifier: Apache-2.0
#include "trace/passages.h"

#include <algorithm>

#include "trace/common_runs.h"
#include "trace/letters.h"

namespace tocsin::trace {
namespace {

constexpr std::uint32_t kBridge = 3;  // letters between two runs that count as one passage

// Folded, with the bytes of the whole text that each letter came from.
struct Side {
  Side(const Entry& entry, const Channels& channels) {
    const Framing frame = framing(entry.text, channels);
    letters = folder.fold(entry.text.substr(frame.begin, frame.end - frame.begin), origins);
    for (Folder::Origin& o : origins)
      o.begin += static_cast<std::uint32_t>(frame.begin), o.end += static_cast<std::uint32_t>(frame.begin);
  }
  Span span(std::uint32_t first, std::uint32_t length) const { return bytes_of(origins, first, length); }
  Folder folder;
  std::vector<Folder::Origin> origins;
  Letters letters;
};

}  // namespace

std::vector<Passage> passages_in_common(const Entry& of, const Entry& member, const Channels& channels) {
  const Side source(of, channels), copy(member, channels);
  CommonRuns common;
  common.set_first(copy.letters.letters);
  std::vector<Run> runs;
  for (const Run& run : in_order(common.find(source.letters.letters))) {
    if (!runs.empty()) {
      Run& last = runs.back();
      if (run.first - last.first - last.length <= kBridge && run.second - last.second - last.length <= kBridge) {
        last.length = std::max(run.first + run.length - last.first, run.second + run.length - last.second);
        last.length = std::min({last.length, static_cast<std::uint32_t>(copy.origins.size()) - last.first,
                                static_cast<std::uint32_t>(source.origins.size()) - last.second});
        continue;
      }
    }
    runs.push_back(run);
  }
  std::vector<Passage> out;
  for (const Run& run : runs) {
    if (out.size() >= 2 * kMostPassages) break;
    out.push_back({std::string(of.id), source.span(run.second, run.length)});
    out.push_back({std::string(member.id), copy.span(run.first, run.length)});
  }
  return out;
}

}  // namespace tocsin::trace
