// SPDX-License-Identifier: Apache-2.0
// The end of a brief as text: the documents, and the exact words of every citation. People read it, and `check` does.
//
//   ── Sources ──────────────────
//   doc-1f0c… Tamarisk Voice, Tue 7 Oct 2025, 15:42:10 UTC
//       file "export/result.json" at 10233
//       sha256 9f2c…
//   ── Passages ─────────────────
//   [3] doc-1f0c… 120-138
//       "the ferry "
//       "terminal"
//
// Words stand as JSON strings, in pieces where a line is full. Only these lines begin at the first column.
#pragma once

#include "brief/story.h"
#include "brief/terminal.h"

namespace tocsin::brief {

void text_documents(Terminal& out, const Story& story);
void text_passages(Terminal& out, const Story& story, const Index& index);

}  // namespace tocsin::brief
