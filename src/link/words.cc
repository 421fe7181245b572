// SPDX-License-Identifier: Apache-2.0
#include "link/words.h"

#include <algorithm>

#include "core/list.h"
#include "link/lists.h"
#include "text/text.h"

namespace tocsin::link {
namespace {

std::string folded(std::string_view text) {
  return text::normalise(text, text::kNfkc | text::kCase | text::kInvisible | text::kArabic | text::kConfusables).bytes;
}

}  // namespace

WordSet::WordSet(std::string_view file, std::string_view column, std::string_view value) {
  for (const ListRow& row : builtin_list(file, list(file)))
    if (column.empty() || row[column] == value) words_.insert(folded(row["word"]));
}

bool WordSet::in(std::string_view text) const {
  const std::string view = folded(text);
  const std::vector<text::Token> tokens = text::tokens(view);
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const text::Token& t) { return words_.contains(slice(view, t.span)); });
}

}  // namespace tocsin::link
