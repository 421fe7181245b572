// SPDX-License-Identifier: Apache-2.0
// The main text of a news page: paragraphs, headings, lists and quotations of the article, without what stands around
// it.
//
//   <main><nav>…</nav><article><h1>Title</h1><p>One.</p><ul><li>a</li><li>b</li></ul><aside>…</aside></article></main>
//     → "One.\n\n- a\n- b"
//
// How: what is never text (scripts, navigation, asides, comments, hidden elements; lists/boilerplate.tsv) is marked
// first. Then the element that holds the article is chosen: one marked as the article's body, else <article>, else
// <main>, else the element whose paragraphs hold most text outside links. Paragraphs are separated by a blank line;
// white space inside them is one space. The first <h1> is the title, which is apart from the text.
#pragma once

#include <string>

#include "ingest/dom.h"

namespace tocsin::ingest {

// Empty when the page has none.
std::string page_text(const dom::Tree& tree);
// Of HTML that is the article already (a feed's): all of it, without what is never text.
std::string fragment_text(const dom::Tree& tree);

}  // namespace tocsin::ingest
