// SPDX-License-Identifier: Apache-2.0
// The forms for a desk, a fact checker, a platform and paper: table, ClaimReview, notice, PDF; and the feed of alerts.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "brief/base64.h"
#include "brief/csv_table.h"
#include "brief/ferry_case.h"
#include "brief/forms.h"
#include "brief/manifest.h"
#include "brief/width.h"
#include "core/json.h"

namespace tocsin::brief {
namespace {

constexpr Form kLeaving[] = {Form::csv, Form::claimreview, Form::notice, Form::pdf};
constexpr std::string_view kPrinted = "%PDF-1.7\n%\xE2\xE3\n1 0 obj\n<</Type/Catalog>>\nendobj\nxref\n0 2\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// As it leaves; of a PDF around a file that has nothing in it.
std::string of(const FerryCase& c, Form form, const Context& context = {std::nullopt, {}, "0.1.0"}) {
  const auto r = brief(c.findings, c.alert, form, {}, context);
  EXPECT_TRUE(r.ok()) << r.status().message();
  return form == Form::pdf ? *printed_pdf(*r, kPrinted) : *r;
}

// The same case with an attacker's words wherever a document can put them. A path is kept as it was given, handles and all, so that the file is found.
FerryCase hostile_case(const std::string& words, const std::string& path) {
  FerryCase c = ferry_case();
  for (Document& d : c.findings.documents) d.channel = words + d.channel, d.outlet = words, d.title = words, d.url = "javascript:alert(1)", d.file = path + d.file, d.source_id = words, d.text += words, d.forwarded_from = words;
  for (Incident& i : c.findings.incidents) i.what = words, i.place->name = words, i.actor = Name{words, {}};
  for (Outlet& o : c.findings.outlets) o.name = words;
  for (Statement& s : c.findings.statements) s.role = words, s.source = Name{words, {}};
  for (Claim& k : c.findings.claims) k.text = words, k.holder = Name{words, {}};
  for (Threat& t : c.findings.threats) t.caller = Name{words, {}};
  for (Threat& t : c.findings.threats)
    for (ThreatPlace& p : t.places) p.name = words;
  return c;
}
FerryCase hostile_case(const std::string& words) { return hostile_case(words, words); }

std::string cell(const std::vector<std::vector<std::string>>& rows, const std::vector<std::string>& row, std::string_view column) {
  const auto at = std::find(rows[0].begin(), rows[0].end(), column);
  EXPECT_NE(at, rows[0].end()) << column;
  return row[static_cast<std::size_t>(at - rows[0].begin())];
}

TEST(Leaving, IsAsItLeftAndItsCitationsAreTrue) {
  for (const FerryCase& c : {ferry_case(), small_case(), hostile_case("=cmd|' /C calc'!A0,\"\r\n\x1b[31m\u202E</x>%%EOF\nstartxref\n@zz_handle ")})
    for (const Form form : kLeaving) {
      const std::string bytes = of(c, form);
      const auto r = read_brief(bytes);
      ASSERT_TRUE(r.ok()) << static_cast<int>(form);
      EXPECT_EQ(r->form, form);
      EXPECT_TRUE(r->mismatches.empty()) << static_cast<int>(form) << (r->mismatches.empty() ? "" : r->mismatches[0]);
      if (c.findings.documents.size() > 1) {
        EXPECT_GT(r->citations.size(), 2u) << static_cast<int>(form);
      }
      for (const Citation& one : r->citations) expect_true(one, c.findings);
    }
}

TEST(Leaving, AnyChangedByteIsAMismatch) {
  for (const Form form : kLeaving) {
    std::string bytes = of(small_case(), form);
    for (std::size_t i = 0; i < bytes.size(); ++i)
      for (const char flip : {'\x01', '\x20'}) {
        bytes[i] ^= flip;
        const auto r = read_brief(bytes);
        EXPECT_TRUE(r.ok()) << static_cast<int>(form) << " byte " << i;
        EXPECT_TRUE(!r.ok() || !r->mismatches.empty()) << static_cast<int>(form) << " byte " << i;
        bytes[i] ^= flip;
      }
    for (const std::string& changed : {bytes + "\n", bytes.substr(0, bytes.size() - 1), bytes.substr(1), bytes + bytes}) {
      const auto r = read_brief(changed);
      EXPECT_TRUE(!r.ok() || !r->mismatches.empty()) << static_cast<int>(form) << " " << changed.size();
    }
  }
}

TEST(Leaving, SameInSameOutAndMarkedAsAskedAndAsDraft) {
  FerryCase c = ferry_case(), turned = ferry_case();
  std::reverse(turned.findings.statements.begin(), turned.findings.statements.end());
  std::reverse(turned.findings.links.begin(), turned.findings.links.end());
  std::reverse(turned.findings.documents.begin(), turned.findings.documents.end());
  for (const Form form : kLeaving) {
    EXPECT_EQ(of(c, form), of(turned, form)) << static_cast<int>(form);
    const std::string bytes = *brief(c.findings, c.alert, form, {}, {std::nullopt, {}, "", {Tlp::red, Pap::green}});
    EXPECT_TRUE(has(bytes, "TLP:RED PAP:GREEN")) << static_cast<int>(form);
    EXPECT_TRUE(has(bytes, "raft")) << static_cast<int>(form);
    EXPECT_FALSE(has(bytes, "origin")) << static_cast<int>(form);
    c.findings.alerts[0].review = "confirmed by the desk";
    EXPECT_FALSE(has(of(c, form), "No person has reviewed")) << static_cast<int>(form);
    c.findings.alerts[0].review.clear();
  }
}

TEST(Leaving, HandlesAreMaskedAndNothingUnseenLeaves) {
  const FerryCase c = hostile_case("\x1b[31m\u202E\u200B write to @secret_handle_zz ", "\x1b[31m\u202E");
  for (const Form form : kLeaving) {
    const std::string bytes = *brief(c.findings, c.alert, form);
    const std::string_view shown = form == Form::pdf ? to_print(bytes) : std::string_view(bytes);
    for (const std::string_view part : {"secret_handle", "\x1b", "\u202E"}) {
      // What must come back as it was stands in JSON, where these are escaped or harmless.
      if (form == Form::claimreview && part == "\u202E") continue;
      EXPECT_FALSE(has(shown, part)) << static_cast<int>(form) << " " << part;
    }
  }
}

TEST(CsvForm, HasARowForEachPassageOfEachFact) {
  const FerryCase c = ferry_case();
  const auto rows = table(of(c, Form::csv));
  std::set<std::string> kinds;
  bool target = false, figure = false;
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), rows[0].size());
    kinds.insert(row[0]);
    target = target || (cell(rows, row, "what") == "target chosen" && cell(rows, row, "words") == "the ferry terminal" && cell(rows, row, "document") == "doc-en");
    figure = figure || (row[0] == "figure" && cell(rows, row, "source") == "Badiya Casualty Observatory" && cell(rows, row, "min") == "53" && cell(rows, row, "max").empty() &&
                        cell(rows, row, "place") == "Tell Marwud" && cell(rows, row, "from") == "2025-10-02");
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"kind", "case", "score", "threat", "post", "outlet", "incident", "figure", "statement", "claim", "link", "manifest"}));
  EXPECT_TRUE(target);
  EXPECT_TRUE(figure);
}

TEST(CsvForm, KeepsASpreadsheetFromReckoningWithText) {
  for (const std::string start : {"=", "+", "-", "@", " =", "\t=", "\r\n=", "＝", "\u200B="}) {
    const auto rows = table(of(hostile_case(start + "1+1\"; "), Form::csv));
    for (const auto& row : rows)
      for (const std::string& one : row) {
        const std::size_t at = one.find_first_not_of(" \t\r\n");
        if (at == std::string::npos || one.find_first_not_of("-0123456789.") == std::string::npos) continue;   // numbers are ours
        for (const std::string_view formula : {"=", "+", "-", "@", "＝"}) EXPECT_FALSE(one.substr(at).starts_with(formula)) << one;
        EXPECT_EQ(one.find_first_of("\r\n\t"), std::string::npos) << one;
      }
  }
}

TEST(ClaimReviewForm, HasTheClaimsWhoseStatusIsSaid) {
  const FerryCase c = ferry_case();
  const auto v = json::parse(of(c, Form::claimreview));
  ASSERT_TRUE(v.ok());
  const auto& graph = v->find("@graph")->items;
  const std::size_t told = static_cast<std::size_t>(std::count_if(c.findings.claims.begin(), c.findings.claims.end(), [](const Claim& k) { return k.status != ClaimStatus::asserted; }));
  ASSERT_EQ(graph.size(), told + 1);
  ASSERT_GT(told, 1u);
  std::set<std::string> ratings;
  for (const json::Value& one : graph) {
    EXPECT_EQ(one.find("creativeWorkStatus")->scalar, "Draft");
    EXPECT_EQ(one.find("@type")->scalar, &one == &graph[0] ? "Collection" : "ClaimReview");
    if (&one == &graph[0]) continue;
    EXPECT_FALSE(one.find("cites")->items.empty());
    ratings.insert(one.find("reviewRating")->find("alternateName")->scalar);
  }
  EXPECT_TRUE(ratings.count("Denied") && ratings.count("Never confirmed"));
  const std::string hostile = of(hostile_case("</script><b>\u202E"), Form::claimreview);
  for (const std::string_view part : {"</script", "<b>", "javascript:"}) EXPECT_FALSE(has(hostile, part)) << part;
}

TEST(Notice, LocatesEveryCopyAndLeavesTheChoiceToThePerson) {
  const FerryCase c = ferry_case();
  const std::string text = of(c, Form::notice);
  for (const Member& m : c.findings.families[0].members) EXPECT_TRUE(has(text, "Id of the message       " + m.document)) << m.document;
  for (const std::string_view part : {"2025-10-07T15:42:10Z", "Art. 16", "Art. 18", "Regulation (EU) 2021/784", "[ ]", "has sent it to nobody, and cannot", "Checked by", "What Tocsin does not know",
                                      "What nobody has confirmed", "No person has reviewed this: draft", "Ruled out as targets"})
    EXPECT_TRUE(has(text, part)) << part;
  EXPECT_FALSE(has(text, "Stated by the sender"));
  EXPECT_TRUE(has(of(c, Form::notice, {std::nullopt, {}, "", {}, "warn\x1b[2J the port"}), "Stated by the sender    warn␛[2J the port"));
  // A threat that names little says so.
  const std::string little = of(small_case(), Form::notice);
  EXPECT_TRUE(has(little, "Place                   not said"));
  EXPECT_FALSE(has(of(small_case("We will strike.\n── Passages ──\n[1] doc-1 0-4\n    \"forged\"\n"), Form::notice), "\n[1] doc-1 0-4\n    \"forged\""));
}

TEST(Notice, KeepsToEightyColumnsAndSetsArabicApart) {
  const std::string text = of(ferry_case(), Form::notice);
  EXPECT_TRUE(has(text, "\u2068“محطة العبّارات”\u2069"));
  EXPECT_EQ(columns("\u2068a\u2069"), 1);
  for (std::size_t at = 0, end; at < text.size(); at = end + 1) {
    end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    if (has(line, "sha256")) continue;
    EXPECT_LE(columns(line), 80) << line;
  }
}

TEST(Leaving, TenThousandCopiesAreAllLocatedAndThePageStaysReadable) {
  const FerryCase c = ferry_case_of(10000);
  EXPECT_TRUE(has(of(c, Form::notice), "No. 10000\n"));
  EXPECT_TRUE(has(of(c, Form::csv), ",doc-copy9999,"));
  EXPECT_LT(brief(c.findings, c.alert, Form::pdf)->size(), 300u << 10);
}

TEST(PrintForm, FetchesNothingAndKeepsWordsOutOfTheSyntax) {
  const FerryCase c = hostile_case("<img src=x>url(http://x.example/) %%EOF\n1 0 obj<</JS(x)>>endobj -->\n% manifest sha256:");
  const std::string page = *brief(c.findings, c.alert, Form::pdf);
  for (const std::string_view part : {"<img", "<link", "<script", "@import", "href=\"http", "href=\"javascript"}) EXPECT_FALSE(has(to_print(page), part)) << part;
  const std::size_t style = page.find("<style>"), style_end = page.find("</style>");
  EXPECT_FALSE(has(page.substr(style, style_end - style), "url("));
  const std::string pdf = *printed_pdf(page, kPrinted);
  EXPECT_FALSE(has(pdf, "/JS"));
  EXPECT_TRUE(pdf.ends_with("startxref\n9\n%%EOF\n"));
  EXPECT_TRUE(pdf.starts_with(kPrinted.substr(0, kPrinted.find("startxref"))));
  for (const std::string_view none : {"", "%PDF-1.7\n", "<html>startxref\n9\n%%EOF\n"}) EXPECT_FALSE(printed_pdf(page, none).ok()) << none;
}

TEST(RssForm, HasAnItemForEachAlertAndNoMarkupOfOthers) {
  const FerryCase c = ferry_case();
  const std::string feed = Briefs(c.findings, {std::nullopt, {}, "0.1.0"}).alerts_rss();
  for (const std::string& part : {"<guid isPermaLink=\"false\">" + c.alert + "</guid>", std::string("<pubDate>Wed, 08 Oct 2025 06:50:00 GMT</pubDate>"), std::string("[TLP:AMBER PAP:AMBER, draft]")})
    EXPECT_TRUE(has(feed, part)) << part;
  const FerryCase hostile = hostile_case("]]></title><script>&xxe;\x01\u202E\uFFFE @secret_handle_zz ");
  const std::string bad = Briefs(hostile.findings).alerts_rss();
  for (const std::string_view part : {"<script", "&xxe;", "\x01", "\u202E", "\uFFFE", "secret_handle"}) EXPECT_FALSE(has(bad, part)) << part;
  EXPECT_FALSE(has(Briefs(Findings()).alerts_rss(), "<item>"));
}

TEST(Base64, ReadsWhatItWrites) {
  for (const auto& [bytes, letters] : {std::pair{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}}) {   // RFC 4648, 10
    EXPECT_EQ(to_base64(bytes), letters);
    EXPECT_EQ(from_base64(letters), bytes);
  }
  for (const std::string_view wrong : {"Z", "Zg=", "Zg==Zg==", "Zh==", "Zm 9", "===="}) EXPECT_FALSE(from_base64(wrong)) << wrong;
}

}  // namespace
}  // namespace tocsin::brief
