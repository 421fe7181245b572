// SPDX-License-Identifier: Apache-2.0
// What the bilingual list finds alone, where there is no embedding.
#include <algorithm>
#include <map>
#include <string>

#include "read/gloss.h"
#include "read/translations.h"

namespace tocsin::read {
namespace {

// Unrelated messages about the same kind of thing stay below; see docs/measures.md.
constexpr double kAlike = 0.55;
// An idea that more than this many messages share says too little to look for pairs by.
constexpr std::size_t kCommon = 400;

}  // namespace

std::vector<Translation> listed_translations(std::span<const Message> messages) {
  std::vector<Gloss> glosses;
  glosses.reserve(messages.size());
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> with;  // idea or name → messages
  for (std::uint32_t i = 0; i < messages.size(); ++i) {
    glosses.push_back(gloss(messages[i].text, messages[i].lang));
    for (const std::string& idea : glosses.back().ideas) with[idea].push_back(i);
    for (const std::string& name : glosses.back().names) with["@" + name].push_back(i);
  }
  std::vector<Translation> out;
  for (std::uint32_t i = 0; i < messages.size(); ++i) {
    std::map<std::uint32_t, std::size_t> common;  // later messages of another language → ideas in common
    const auto count = [&](const std::string& idea) {
      const std::vector<std::uint32_t>& list = with.at(idea);
      if (list.size() > kCommon) return;
      for (auto it = std::upper_bound(list.begin(), list.end(), i); it != list.end(); ++it)
        if (messages[*it].lang != messages[i].lang) ++common[*it];
    };
    for (const std::string& idea : glosses[i].ideas) count(idea);
    for (const std::string& name : glosses[i].names) count("@" + name);
    for (const auto& [j, n] : common) {
      if (n < 3 || contradict(glosses[i], glosses[j])) continue;
      const double similarity = alike(glosses[i], glosses[j]);
      if (similarity >= kAlike) out.push_back({i, j, similarity});
    }
  }
  return out;
}

}  // namespace tocsin::read
