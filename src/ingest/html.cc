// SPDX-License-Identifier: Apache-2.0
#include "ingest/html.h"

#include "ingest/charset.h"
#include "ingest/dom.h"
#include "ingest/page_facts.h"
#include "ingest/page_text.h"

namespace tocsin::ingest {

Status html(std::string_view bytes, const ArticleFacts& sidecar, Intake& intake, std::string_view charset) {
  const std::string declared = charset.empty() ? declared_charset(bytes) : std::string(charset);
  const Decoded decoded = decode_text(bytes, declared);
  const dom::Parsed page = dom::parse(decoded.text());
  if (page.refused) {
    intake.oddity(page.refused->deep ? Odd::too_deep : Odd::too_large, 0, "",
                  "an HTML page that is not parsed: " + page.refused->reason + "; save its text as .txt");
    return {};
  }
  if (decoded.is_converted && !decoded.damaged && declared.empty() && wide_charset(bytes).empty())
    intake.oddity(Odd::converted, 0, "", "the page names no encoding; read as " + decoded.charset);
  if (decoded.damaged)
    intake.oddity(Odd::not_utf8, 0, "",
                  "bytes that are not " + decoded.charset + " became U+FFFD; save the page again");
  PageFacts facts = page_facts(page.tree);
  std::string text = page_text(page.tree);
  if (text.size() < 140 && facts.body.size() > text.size()) text = std::move(facts.body);
  facts.article.lang = language_of(text);
  if (facts.article.lang == "und" && !facts.declared_lang.empty()) facts.article.lang = facts.declared_lang;
  return deliver_article(std::move(text), std::move(facts.article), sidecar, intake);
}

}  // namespace tocsin::ingest
