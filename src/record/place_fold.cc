// SPDX-License-Identifier: Apache-2.0
#include "record/place_fold.h"

#include <algorithm>

#include "core/utf8.h"

namespace tocsin::record {
namespace {

// What `character` becomes, or nullopt-like false when it stays.
bool folded_character(const GazetteerFile& file, char32_t character, FoldRecord& out) {
  std::uint64_t low = 0, high = file.folds.size();
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (file.folds[middle].character < character)
      low = middle + 1;
    else
      high = middle;
  }
  out = file.folds[low];
  return low < file.folds.size() && out.character == character;
}

// Adds without doubling spaces or starting with one.
bool add_folded(ShortText& out, std::string_view piece) {
  for (const char c : piece) {
    if (c == ' ' && (out.view().empty() || out.view().back() == ' ')) continue;
    if (!out.add({&c, 1})) return false;
  }
  return true;
}

bool add_word(const GazetteerFile& file, std::string_view word, ShortText& out) {
  for (std::size_t i = 0; i < word.size();) {
    std::size_t used = 0;
    for (const RuleRecord& rule : file.rules_by_byte[static_cast<unsigned char>(word[i])]) {
      const std::string_view pattern(rule.pattern, std::min<std::size_t>(rule.pattern_size, sizeof(rule.pattern)));
      if (pattern.empty() || word.substr(i, pattern.size()) != pattern) continue;
      if (((rule.anchors & 1) && i != 0) || ((rule.anchors & 2) && i + pattern.size() != word.size())) continue;
      if (!out.add({rule.replacement, std::min<std::size_t>(rule.replacement_size, sizeof(rule.replacement))}))
        return false;
      used = pattern.size();
      break;
    }
    if (used == 0) {
      used = utf8::decode(word, i).length;
      if (!out.add(word.substr(i, used))) return false;
    }
    i += used;
  }
  return true;
}

}  // namespace

bool ShortText::add(std::string_view s) {
  if (s.size() > kRoom - size_) return false;
  std::copy(s.begin(), s.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
  size_ += s.size();
  return true;
}

ShortText fold_name(const GazetteerFile& file, std::string_view name) {
  ShortText out;
  for (std::size_t i = 0; i < name.size();) {
    const char c = name[i];
    if ((c >= 'a' && c <= 'z') || c == ' ') {
      if (!add_folded(out, {&c, 1})) return {};
      ++i;
      continue;
    }
    const auto [character, length] = utf8::decode(name, i);
    FoldRecord fold;
    const bool fits = folded_character(file, character, fold)
                          ? add_folded(out, {fold.text, std::min<std::size_t>(fold.size, sizeof(fold.text))})
                          : add_folded(out, name.substr(i, length));
    if (!fits) return {};
    i += length;
  }
  out.trim_space();
  return out;
}

ShortText skeleton(const GazetteerFile& file, std::string_view folded) {
  ShortText out;
  for (std::size_t begin = 0; begin <= folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    if (!add_word(file, folded.substr(begin, end - begin), out)) return {};
    begin = end + 1;
  }
  return out;
}

std::uint64_t hash_name(std::string_view folded) {
  std::uint64_t h = 0xCBF29CE484222325ULL;
  for (const char c : folded) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  h ^= h >> 33;
  h *= 0xFF51AFD7ED558CCDULL;
  return h ^ (h >> 33);
}

}  // namespace tocsin::record
