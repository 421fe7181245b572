// SPDX-License-Identifier: Apache-2.0
#include "engine/translations.h"

#include <algorithm>
#include <map>

#include "read/gloss.h"
#include "text/text.h"

namespace tocsin {
namespace {

// Unrelated messages about the same kind of thing stay below; see docs/measures.md.
constexpr double kAlike = 0.55;
// An idea that more than this many messages share says too little to look for pairs by.
constexpr std::size_t kCommon = 400;

}  // namespace

std::vector<trace::TranslatedPair> translated_pairs(const std::vector<trace::Entry>& messages) {
  struct Harmful {
    std::size_t position;
    std::string lang;
    read::Gloss gloss;
  };
  std::vector<Harmful> harmful;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    std::string lang = messages[i].lang.empty() ? text::language(messages[i].text) : std::string(messages[i].lang);
    read::Gloss gloss = read::gloss(messages[i].text, lang);
    if (gloss.harm) harmful.push_back({i, std::move(lang), std::move(gloss)});
  }
  std::map<std::string, std::vector<std::size_t>, std::less<>> with;  // idea or name → positions in `harmful`
  for (std::size_t i = 0; i < harmful.size(); ++i) {
    for (const std::string& idea : harmful[i].gloss.ideas) with[idea].push_back(i);
    for (const std::string& name : harmful[i].gloss.names) with["@" + name].push_back(i);
  }
  std::vector<trace::TranslatedPair> out;
  for (std::size_t i = 0; i < harmful.size(); ++i) {
    std::map<std::size_t, std::size_t> shared;  // later messages of another language → ideas in common
    const auto count = [&](const std::string& idea) {
      const std::vector<std::size_t>& list = with.at(idea);
      if (list.size() > kCommon) return;
      for (auto it = std::upper_bound(list.begin(), list.end(), i); it != list.end(); ++it)
        if (harmful[*it].lang != harmful[i].lang) ++shared[*it];
    };
    for (const std::string& idea : harmful[i].gloss.ideas) count(idea);
    for (const std::string& name : harmful[i].gloss.names) count("@" + name);
    for (const auto& [j, n] : shared) {
      if (n < 3) continue;
      const double similarity = read::alike(harmful[i].gloss, harmful[j].gloss);
      if (similarity >= kAlike) out.push_back({harmful[i].position, harmful[j].position, similarity});
    }
  }
  return out;
}

}  // namespace tocsin
