// SPDX-License-Identifier: Apache-2.0
#include "engine/translations.h"

#include <algorithm>
#include <string>

#include "read/gloss.h"
#include "read/translations.h"
#include "text/text.h"

namespace tocsin {
namespace {

// Uses one thread: the same machine then always gives the same bits.
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
                                                    const Notice& notice) {
  std::vector<trace::TranslatedPair> out;
  if (options.translations == "none") return out;
  std::vector<std::size_t> positions;
  std::vector<std::string> languages;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    std::string lang = messages[i].lang.empty() ? text::language(messages[i].text) : std::string(messages[i].lang);
    if (options.translations != "all" && !read::gloss(messages[i].text, lang).harm) continue;
    positions.push_back(i);
    languages.push_back(std::move(lang));
  }
  // One language has no translations.
  if (std::adjacent_find(languages.begin(), languages.end(), std::not_equal_to<>()) == languages.end()) return out;

  std::vector<read::Message> compared;
  for (std::size_t k = 0; k < positions.size(); ++k)
    compared.push_back({messages[positions[k]].text, languages[k]});
  const Result<read::Matrix> rows = embeddings(compared, options.embedding);
  if (!rows.ok() && notice)
    notice(rows.status().message() + "; copies in another language are found in English and Arabic only");
  for (const read::Translation& t : rows.ok() ? read::translations(compared, *rows) : read::listed_translations(compared))
    out.push_back({positions[t.a], positions[t.b], t.similarity});
  return out;
}

}  // namespace tocsin
