// SPDX-License-Identifier: Apache-2.0
// One alert in each form it leaves in, and all JSON writing. Every sentence of a brief carries its citation, every
// citation leads to the bytes. Message text is an attacker's text: each form neutralises it for its receiver
// (HTML, terminal, CSV …), and handles inside it are masked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tocsin/records.h"
#include "tocsin/status.h"

namespace tocsin::brief {

// ---- JSON (docs/schemas/*.schema.json); one line, no trailing newline, keys in the documented order.
std::string findings_json(const Findings& findings);        // scan --format json
// record: the findings of one document, spans with the input's id as their document, which also stands at the top.
std::string record_json(const Findings& findings, const Document& document, std::string_view input_id);
std::string reading_json(const Reading& reading, const Document& document, std::string_view input_id);  // read
std::string trace_json(std::string_view input_id, std::string_view family, Relation relation, std::string_view of,
                       double similarity);                  // trace; `of` empty: null

// ---- briefs. `findings` holds the alert and everything it points to. Not ok when the alert is not in it.
enum class Form { text, html, json };
struct TextStyle {
  bool colour = false;
  int width = 80;         // columns
};
Result<std::string> brief(const Findings& findings, const Id& alert, Form form, const TextStyle& style = {});

// ---- what `scan` prints: the ranked alerts, a few lines each, and what was read and skipped.
std::string summary_text(const Findings& findings, const TextStyle& style);
std::string index_html(const Findings& findings);           // links to the pages ALERT.html beside it

// ---- what `check` needs: everything a brief cites. A brief as JSON carries a manifest: SHA-256 of its own bytes with
// the manifest's hash blanked, and file, sha256, at and text of each cited document's span.
struct Citation {
  Passage passage;
  std::string text;       // the bytes it claims
  std::string file, sha256;
  std::uint64_t at = 0;
};
struct Checked {
  std::vector<Citation> citations;
  std::vector<std::string> mismatches;  // what is wrong within the brief itself; empty: as it left
};
Result<Checked> read_brief(std::string_view bytes);         // JSON, HTML or text brief

}  // namespace tocsin::brief
