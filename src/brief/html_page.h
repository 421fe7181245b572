// SPDX-License-Identifier: Apache-2.0
// Sets the sentences and blocks of a story as HTML, for the page and for print. Print has no folds, no frames that scroll, and
// only the markup it cannot do without: a program sets it whose time grows with the number of elements.
//
//   Page page(story);
//   page.words(story.headline)   "<bdi>Grey Tamarisk Brigade</bdi> calls for …<a class=\"cite\" …>1</a>"
#pragma once

#include <map>
#include <string>

#include "brief/story.h"

namespace tocsin::brief {

enum class Media { screen, print };

// Knows which citations were linked before, so that a passage leads back to the first.
class Page {
 public:
  explicit Page(const Story& story, Media media = Media::screen) : story_(story), print_(media == Media::print) {}

  std::string words(const Sentence& sentence);
  std::string block(const Block& block);

 private:
  std::string print_words(const Sentence& sentence) const;
  std::string print_slots(const Slots& s) const;
  std::string print_table(const Table& t) const;
  std::string cite(int n);
  std::string set(const Paragraph& p);
  std::string set(const Heading& h);
  std::string set(const Bullets& b);
  std::string set(const Slots& s);
  std::string set(const Table& t);
  std::string set(const Picture& p);

  const Story& story_;
  bool print_;
  std::map<int, bool> linked_;
};

}  // namespace tocsin::brief
