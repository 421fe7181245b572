// SPDX-License-Identifier: Apache-2.0
#include "deliver/kinds.h"

#include <algorithm>
#include <map>

#include "core/list.h"
#include "deliver/lists.h"
#include "text/text.h"

namespace tocsin::deliver {
namespace {

constexpr std::size_t kShortestStem = 6;  // bytes: three Arabic letters

using Kinds = std::map<std::string, std::set<std::string>, std::less<>>;

const Kinds& kinds_of_words() {
  static const Kinds kAll = [] {
    Kinds out;
    for (const ListRow& row : builtin_list("target_kinds.tsv", list("target_kinds.tsv"))) out[folded(row["word"])].insert(row["kind"]);
    return out;
  }();
  return kAll;
}

// The word itself, and what is left of an Arabic one without و ف, then ب ك ل, then ال.
std::vector<std::string_view> forms(std::string_view word) {
  std::vector<std::string_view> out = {word};
  const auto without = [&](std::initializer_list<std::string_view> heads) {
    const std::vector<std::string_view> before = out;
    for (const std::string_view form : before)
      for (const std::string_view head : heads)
        if (form.starts_with(head) && form.size() - head.size() >= kShortestStem) out.push_back(form.substr(head.size()));
  };
  without({"و", "ف"});
  without({"ب", "ك", "ل"});
  without({"ال", "ل"});
  return out;
}

const std::map<std::string, std::string, std::less<>>& countries() {
  static const std::map<std::string, std::string, std::less<>> kAll = [] {
    std::map<std::string, std::string, std::less<>> out;
    for (const ListRow& row : builtin_list("country_names.tsv", list("country_names.tsv"))) {
      out.emplace(folded(row["iso"]), row["iso"]);
      std::string_view names = row["names"];
      while (!names.empty()) {
        const std::size_t bar = std::min(names.find('|'), names.size());
        out.emplace(folded(names.substr(0, bar)), row["iso"]);
        names.remove_prefix(std::min(bar + 1, names.size()));
      }
    }
    return out;
  }();
  return kAll;
}

}  // namespace

std::string folded(std::string_view text) { return text::normalise(text, text::kFoldForRead | text::kMarks | text::kSpace).bytes; }

std::set<std::string> kinds_in(std::string_view words) {
  std::set<std::string> out;
  const std::string view = folded(words);
  for (const text::Token& t : text::tokens(view)) {
    if (t.kind != text::TokenKind::word) continue;
    for (const std::string_view form : forms(slice(view, t.span)))
      if (const auto it = kinds_of_words().find(form); it != kinds_of_words().end()) out.insert(it->second.begin(), it->second.end());
  }
  return out;
}

const std::vector<std::string>& target_kinds() {
  static const std::vector<std::string> kAll = [] {
    std::set<std::string> out;
    for (const auto& [word, kinds] : kinds_of_words()) out.insert(kinds.begin(), kinds.end());
    return std::vector<std::string>(out.begin(), out.end());
  }();
  return kAll;
}

std::string country_code(std::string_view name) {
  const auto it = countries().find(folded(name));
  return it == countries().end() ? std::string() : it->second;
}

const std::vector<std::string>& country_names() {
  static const std::vector<std::string> kAll = [] {
    std::vector<std::string> out;
    for (const ListRow& row : builtin_list("country_names.tsv", list("country_names.tsv")))
      out.push_back(row["names"].substr(0, row["names"].find('|')));
    return out;
  }();
  return kAll;
}

}  // namespace tocsin::deliver
