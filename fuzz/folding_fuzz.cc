// SPDX-License-Identifier: Apache-2.0
// Any bytes as one text: the fast folding gives what the slow twin does, words fill the letters, origins lie in the text.
#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "trace/fingerprints.h"
#include "trace/letters.h"
#include "trace/words.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace tocsin::trace;
  static Folder fast, slow;
  static KeyMaker maker;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<Folder::Origin> origins;
  const Letters a = fast.fold(text), b = slow.fold(text, origins);
  require(std::ranges::equal(a.letters, b.letters) && std::ranges::equal(a.words, b.words));
  require(a.reading_words == b.reading_words && origins.size() == a.letters.size());
  for (const Folder::Origin& o : origins) require(o.begin < o.end && o.end <= size);
  Words words;
  words.read(a);
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    require(words.begin(i) == end && words.end(i) > end);
    end = words.end(i);
    (void)words.kind(i);
  }
  require(end == a.letters.size());
  for (const Key& key : maker.keys(a.letters)) require(key.place + kGram <= a.letters.size());
  return 0;
}
