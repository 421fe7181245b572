// SPDX-License-Identifier: Apache-2.0
#include "engine/translations.h"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_set>

#include "read/harm.h"
#include "read/translations.h"
#include "text/text.h"

namespace tocsin {
namespace {

struct Chosen {
  std::vector<read::Message> messages;
  std::vector<std::size_t> positions;  // in what was given
  std::deque<std::string> languages;   // those that were not given
};

// What is to be compared; of equal texts the first, since trace knows exact copies.
Chosen chosen(const std::vector<trace::Entry>& messages, bool all) {
  Chosen out;
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const trace::Entry& m = messages[i];
    if (!all && !read::may_speak_of_harm(m.text)) continue;  // nearly every message stops here
    std::string_view lang = m.lang;
    if (lang.empty()) lang = out.languages.emplace_back(text::language(m.text));
    if ((!all && !read::speaks_of_harm(m.text, lang)) || !seen.insert(m.text).second) continue;
    out.messages.push_back({m.text, lang});
    out.positions.push_back(i);
  }
  return out;
}

// On one thread: the same machine then always gives the same bits.
Result<read::Matrix> embeddings(const std::vector<read::Message>& messages, const std::string& folder) {
  if (folder.empty()) return Status(Code::usage, "no sentence encoder is installed");
  Result<read::Embedding> embedding = read::Embedding::open(folder, 1);
  if (!embedding.ok()) return embedding.status();
  std::vector<std::string_view> texts;
  for (const read::Message& m : messages) texts.push_back(m.text);
  return embedding->embed(texts);
}

}  // namespace

std::vector<trace::TranslatedPair> translated_pairs(const std::vector<trace::Entry>& messages, const Options& options,
                                                    std::size_t unasked, const Notice& notice) {
  std::vector<trace::TranslatedPair> out;
  if (options.translations == "none") return out;
  const Chosen compared = chosen(messages, options.translations == "all");
  const std::vector<read::Message>& m = compared.messages;
  const auto other_language = [](const auto& a, const auto& b) { return a.lang != b.lang; };
  if (std::adjacent_find(m.begin(), m.end(), other_language) == m.end()) return out;
  const auto tell = [&](const std::string& line) {
    if (notice) notice(line);
  };
  if (options.translations == "auto" && m.size() > unasked) {
    tell(std::to_string(m.size()) + " messages speak of harm: too many to look for copies in another language unasked; " +
         "--translations harmful does, in about " + std::to_string(m.size() / 3000 + 1) + " min");
    return out;
  }
  const Result<read::Matrix> rows = embeddings(m, options.embedding);
  if (!rows.ok())
    tell(rows.status().message() + "; copies in another language are found by a word list, in English, Arabic and Russian");
  for (const read::Translation& t : rows.ok() ? read::translations(m, *rows) : read::listed_translations(m))
    out.push_back({compared.positions[t.a], compared.positions[t.b], t.similarity});
  return out;
}

}  // namespace tocsin
