// SPDX-License-Identifier: Apache-2.0
// One alert in each form it leaves in, and all JSON writing. Every sentence of a brief carries its citation, every
// citation leads to the bytes. Message text is an attacker's text: each form neutralises it for its receiver
// (HTML, terminal, CSV …), and handles inside it are masked.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
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
// trace: one line with its newline, put behind what is in `out`; `of` empty: null. The similarity in four decimals.
void append_trace_line(std::string_view input_id, std::string_view family, Relation relation, std::string_view of,
                       double similarity, std::string& out);

// ---- briefs, with their own bytes' SHA-256 in them (manifest.h): write what is returned as it is, newline and all.
// gexf and graphml are the graph of its spread alone; stix, misp and cap need a time (docs/formats.md). claimreview has the
// claims alone; a notice is for a person to check, complete and send; for pdf, see printed_pdf below.
enum class Form { text, html, json, gexf, graphml, stix, misp, cap, geojson,
                  csv, claimreview, notice, pdf };
std::optional<Form> form_named(std::string_view name);   // "gexf"; none: no form
struct TextStyle {
  bool colour = false;
  int width = 80;         // columns
};
// Who may be told (Traffic Light Protocol 2.0), and what may be done with it (Permissible Actions Protocol).
enum class Tlp { red, amber_strict, amber, green, clear };
enum class Pap { red, amber, green, clear };
struct Marking {
  Tlp tlp = Tlp::amber;
  Pap pap = Pap::amber;

  friend bool operator==(const Marking&, const Marking&) = default;
};
std::string_view word(Tlp tlp);                          // "amber+strict"
std::string_view word(Pap pap);
std::optional<Tlp> tlp_named(std::string_view word);
std::optional<Pap> pap_named(std::string_view word);
std::string label(const Marking& marking);               // "TLP:AMBER+STRICT PAP:AMBER", as both are written

// What a brief says that is not in the findings.
struct Context {
  std::optional<Time> as_of;                      // none: the latest `published` of the documents
  std::map<std::string, std::uint64_t> skipped;   // what was not read, by kind, with its count
  std::string version;                            // Tocsin's
  Marking marking = {};
  std::string purpose = {};                       // what a notice is sent for, in the sender's words; empty: left to be chosen
  // Where the findings are a part of what was read: the alerts that rank above and below theirs, and how many documents there are.
  std::size_t alerts_above = 0, alerts_below = 0;
  struct Read {
    std::size_t messages = 0, articles = 0;
  };
  std::optional<Read> read = {};                  // none: the documents of the findings
};

// Many briefs of the same findings, which must outlive it and hold the alerts and everything they point to.
//
//   Briefs briefs(findings, {as_of, {}, "0.1.0"});
//   for (const Alert& a : findings.alerts) write(a.id + ".html", *briefs.brief(a.id, Form::html));
class Briefs {
 public:
  explicit Briefs(const Findings& findings, Context context = {});
  Briefs(Briefs&&) noexcept;
  Briefs& operator=(Briefs&&) noexcept;
  ~Briefs();

  // Not ok when there is no such alert, its threat is not there, or the form needs a time and no document has one. For the graphs the id may be a family's.
  Result<std::string> brief(const Id& alert, Form form, const TextStyle& style = {}) const;
  // What `scan` prints: the ranked alerts, a few lines each, and what was read and skipped.
  std::string summary_text(const TextStyle& style) const;
  // Links to the pages ALERT.html beside it.
  std::string index_html() const;
  // RSS 2.0: an item for each alert, for readers of feeds. It cites nothing, so `check` knows no feed.
  std::string alerts_rss() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The same for one.
Result<std::string> brief(const Findings& findings, const Id& alert, Form form, const TextStyle& style = {},
                          const Context& context = {});
std::string summary_text(const Findings& findings, const TextStyle& style, const Context& context = {});
std::string index_html(const Findings& findings, const Context& context = {});

// A PDF is the page `brief` returns for Form::pdf, printed by a program that is not ours; `to_print` is the part it is to read.
// printed_pdf puts the page's citations and the manifest into the end of what it wrote, as comments. Not ok when it wrote no PDF.
std::string_view to_print(std::string_view page);
Result<std::string> printed_pdf(std::string_view page, std::string_view printed);

// ---- what `check` needs: whether a brief is as it left, and everything it cites.
struct Citation {
  Passage passage;
  std::string text;       // what it claims: cited_text of the document's text
  std::string file, sha256;
  std::uint64_t at = 0;   // byte offset of the record in the file
};
// What a citation of `span` says: those bytes of the document's text with the handles masked (the whole of one that the span
// cuts in two), as valid UTF-8. Handles leave in no brief, so `check` compares this with `Citation::text`, not the bare slice.
// Empty when the span is not in the text.
std::string cited_text(std::string_view document_text, Span span);

struct Checked {
  Form form = Form::json;
  std::vector<Citation> citations;
  std::vector<std::string> mismatches;  // what is wrong within the brief itself; empty: as it left
};
// A brief in any form, told by its content. Not ok when it is none. The hash shows any change that did not put it
// right again; whether the citations are true shows only beside the originals.
Result<Checked> read_brief(std::string_view bytes);

}  // namespace tocsin::brief
