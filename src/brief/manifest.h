// SPDX-License-Identifier: Apache-2.0
// A brief carries the SHA-256 of its own bytes, taken with the hash's 64 digits as zeros. It shows every change that did not
// put the hash right again; against forgers the citations are checked beside the originals.
//
//   JSON   the last member: …,"manifest":{"sha256":"9f2c…"}} and a line break
//   HTML   in the head: <meta name="tocsin-manifest" content="9f2c…">
//   text, notice   the last line: manifest sha256:9f2c…
//   GEXF, GraphML and CAP   the last line: <!-- manifest sha256:9f2c… -->
//   STIX   the last member of the last object's extension: …,"manifest":{"sha256":"9f2c…"}}}}]} and a line break
//   MISP   the last attribute: …,"value":"manifest sha256:9f2c…"}]}} and a line break
//   GeoJSON   the last member of the last member: …,"manifest":{"sha256":"9f2c…"}}} and a line break
//   ClaimReview    as JSON; a processor of JSON-LD leaves it out, because the context gives the word no meaning
//   CSV    the last row: manifest, empty cells, and in the column sha256 the digits
//   PDF    a comment before the last startxref: % manifest sha256:9f2c…
//
//   std::string page = "…" + std::string(manifest_blank(Form::text));  seal(page, Form::text);  intact(page, Form::text) == true
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "brief/brief.h"

namespace tocsin::brief {

// How these begin.
inline constexpr std::string_view kClaimReviewStart = R"({"@context":["https://schema.org",{"cites":null,"citations":null,"manifest":null}],"@graph":)";
inline constexpr std::string_view kCsvStart = "kind,record,what,value,source,status,";

// What a form writes where its hash goes, the digits as zeros.
std::string_view manifest_blank(Form form);
// Puts the hash of `bytes`, which hold the blank where it belongs, into it.
void seal(std::string& bytes, Form form);
// True when the hash is there and is that of the bytes.
bool intact(std::string_view bytes, Form form);
// What these bytes were made as; a changed byte does not hide it. None: no brief of Tocsin.
std::optional<Form> form_of(std::string_view bytes);

}  // namespace tocsin::brief
