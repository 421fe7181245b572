// SPDX-License-Identifier: Apache-2.0
// For tests of folding: what a text folds to, and that both ways of folding say the same of it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "trace/letters.h"

namespace tocsin::trace {

inline std::string letters(std::string_view text) {
  Folder folder;
  const Letters l = folder.fold(text);
  return {l.letters.begin(), l.letters.end()};
}

// Where each letter came from lies inside the text. The folders are kept, so that what one text left behind is seen.
class FoldingTwins {
 public:
  void agree(const std::string& text) {
    const Letters a = fast_.fold(text), b = slow_.fold(text, origins_);
    ASSERT_TRUE(std::ranges::equal(a.letters, b.letters)) << text;
    ASSERT_TRUE(std::ranges::equal(a.words, b.words)) << text;
    ASSERT_EQ(a.reading_words, b.reading_words) << text;
    ASSERT_EQ(origins_.size(), b.letters.size());
    for (const Folder::Origin& o : origins_) {
      ASSERT_LT(o.begin, o.end) << text;
      ASSERT_LE(o.end, text.size());
    }
  }

 private:
  Folder fast_, slow_;
  std::vector<Folder::Origin> origins_;
};

}  // namespace tocsin::trace
