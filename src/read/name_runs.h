// SPDX-License-Identifier: Apache-2.0
// Where names may be: runs of capitalised words, cut where one name ends and another begins. What they name is
// name_kinds.h's question.
//
//   "On Monday Syrian President Hadi Qasim met the Ministry of Health and Culture in Deir ez-Zor."
//     → [Hadi Qasim, titled] [Ministry of Health and Culture] [Deir ez-Zor]
#pragma once

#include <cstddef>
#include <vector>

#include "read/name_lexicon.h"
#include "read/name_words.h"

namespace tocsin::read {

struct NameRun {
  std::size_t begin = 0, end = 0;  // words
  std::size_t context = 0;         // the word before which cues are looked for: before title and article
  bool titled = false;             // a title stands before it
};

std::vector<NameRun> name_runs(const std::vector<NameWord>& words);

// Words of the longest phrase of those traits (kKnownPlace, kKnownOrganisation) starting at `at`, at most up to `end`;
// 0: none.
std::size_t known(const std::vector<NameWord>& words, std::size_t at, std::size_t end, std::uint32_t traits);
inline std::size_t known_place(const std::vector<NameWord>& words, std::size_t at, std::size_t end) {
  return known(words, at, end, kKnownPlace);
}

}  // namespace tocsin::read
