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
Result<read::Matrix> embeddings(const std::vector<read::Message>& messages, const Options& options) {
  if (options.translations == "auto" && messages.size() > kUnasked)
    return Status(Code::usage, std::to_string(messages.size()) + " messages speak of harm, and --translations harmful " +
                                   "would compare them, in about " + std::to_string(messages.size() / 3000 + 1) +
                                   " minutes");
  if (options.embedding.empty()) return Status(Code::usage, "no sentence encoder is installed");
  Result<read::Embedding> embedding = read::Embedding::open(options.embedding, 1);
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
  const Chosen compared = chosen(messages, options.translations == "all");
  const bool one_language =
      std::adjacent_find(compared.messages.begin(), compared.messages.end(), [](const auto& a, const auto& b) {
        return a.lang != b.lang;
      }) == compared.messages.end();
  if (one_language) return out;

  const Result<read::Matrix> rows = embeddings(compared.messages, options);
  if (!rows.ok() && notice)
    notice(rows.status().message() + "; until then a word list finds copies in English, Arabic and Russian");
  for (const read::Translation& t :
       rows.ok() ? read::translations(compared.messages, *rows) : read::listed_translations(compared.messages))
    out.push_back({compared.positions[t.a], compared.positions[t.b], t.similarity});
  return out;
}

}  // namespace tocsin
