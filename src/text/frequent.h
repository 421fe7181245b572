// SPDX-License-Identifier: Apache-2.0
// The frequent words of languages.tsv: articles, prepositions, conjunctions.
#pragma once

#include <string_view>

namespace tocsin::text {

// "… said the" is not the end of anything.
bool ends_with_frequent_word(std::string_view line);
// One word, folded (case, NFKC).
bool frequent_word(std::string_view word);

}  // namespace tocsin::text
