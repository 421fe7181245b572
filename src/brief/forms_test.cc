// SPDX-License-Identifier: Apache-2.0
// What a brief says, in each of its forms.
#include "brief/forms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "brief/ferry_case.h"
#include "brief/width.h"
#include "core/json.h"

namespace tocsin::brief {
namespace {

constexpr Form kForms[] = {Form::text, Form::html, Form::json};

std::string of(const FerryCase& c, Form form, const TextStyle& style = {}) {
  const auto r = brief(c.findings, c.alert, form, style, {std::nullopt, {{"photo", 12}}, "0.1.0"});
  EXPECT_TRUE(r.ok()) << r.status().message();
  return *r;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// All sentences of the JSON form in one text: what every form says.
std::string said(const FerryCase& c) {
  const auto v = json::parse(of(c, Form::json));
  std::string out;
  for (const json::Value& s : v->find("sentences")->items) out += s.find("section")->scalar + ": " + s.find("text")->scalar + "\n";
  return out;
}

TEST(Brief, SaysWhoMayBeTold) {
  const FerryCase c = ferry_case();
  for (const auto& [form, mark] : {std::pair{Form::text, "\n  TLP:AMBER PAP:AMBER\n"}, {Form::html, "<strong>TLP:AMBER PAP:AMBER</strong>"},
                                   {Form::json, R"("tlp":"amber","pap":"amber")"}, {Form::gexf, "TLP:AMBER PAP:AMBER"}, {Form::graphml, "TLP:AMBER PAP:AMBER"}})
    EXPECT_TRUE(has(of(c, form), mark)) << mark;
  const auto strict = brief(c.findings, c.alert, Form::text, {}, {std::nullopt, {}, "", {Tlp::amber_strict, Pap::red}});
  EXPECT_TRUE(has(*strict, "TLP:AMBER+STRICT PAP:RED"));
  for (const std::string_view w : {"red", "amber+strict", "amber", "green", "clear"}) EXPECT_EQ(word(*tlp_named(w)), w);
  for (const std::string_view w : {"red", "amber", "green", "clear"}) EXPECT_EQ(word(*pap_named(w)), w);
  for (const std::string_view w : {"", "white", "AMBER"}) EXPECT_FALSE(tlp_named(w) || pap_named(w)) << w;
  EXPECT_FALSE(pap_named("amber+strict"));
}

TEST(Brief, SaysEverything) {
  const std::string all = said(ferry_case());
  for (std::string_view part : {
           "headline: Grey Tamarisk Brigade (لواء الأثل الرمادي) calls for violence: Marsa Dulayb, Jordan",
           "headline: Earliest seen in Tamarisk Voice | صوت الأثل, Tue 7 Oct 2025, 15:42 UTC; 4 copies in 3 channels",
           "headline: No person has reviewed this: draft.",
           "score: Part: force; Points: 30; Why: it calls for violence", "Part: Sum; Points: 62.5",
           "threat: Targets chosen: “محطة العبّارات”, “مبنى الجمارك”",
           "threat: Targets chosen: In the copy in English: “the ferry terminal”, “the customs house”",
           "threat: Ruled out as targets: In the copy in English: “the school”, “the clinic”",
           "threat: Victims or warned: In the copy in English: “Those who work for the Joint Patrol there”",
           "threat: Time: “مساء السبت”: Sat 11 Oct 2025, evening", "in no gazetteer: kept as a named place",
           "threat: Motive given: “قصف سوق تل مرود يوم الخميس”", "threat: Condition: “إذا غادرت",
           "spread: Earliest seen: Tamarisk Voice", "where it was first written is not known",
           "spread: Of its 4 copies 1 says itself that it is a forward; 3 were found by comparing the words.",
           "spread: Reached a second channel in 8 min, all 3 in 28 min; fastest hour: 3 copies, from Tue 7 Oct 2025, 15:51 UTC; longest silence: 14 h 39 min, until Wed 8 Oct 2025, 06:50 UTC.",
           "Relation: forward of no. 1; says it is from Tamarisk Voice | صوت الأثل; Alike: 100%; Known how: stated",
           "Relation: translation of no. 1 (edited Tue 7 Oct 2025, 16:07 UTC); Alike: 83%; Known how: inferred by Tocsin",
           "speaks against the threat", "The Harbour Courier, Wed 8 Oct 2025, 11:30 UTC: quotes the threat",
           "outlet: Standing: disputed", "outlet: As stated by: Lamis Haddour, researcher of the media of armed groups, Shoreline Institute, to Harbour Courier",
           "outlet: As stated by: Joram Telleby, lecturer in media studies", "Stated: the threat was issued by Tamarisk Voice",
           "incidents: Where: Tell Marwud, within eastern Jordan", "incidents: When: Thu 2 Oct 2025 (to the day)", "incidents: By whom: Joint Patrol, as named in The Harbour Courier",
           "Harm: killed, people; Range: 48 to 60 or more; By source: Badiya Casualty Observatory: at least 53; Grey Tamarisk Brigade: at least 60; Tell Marwud Health Directorate: 48",
           "Figure: 21; Given by: Badiya Casualty Observatory", "Subset: part of at least 53 people", "dozens (12 or more)",
           "statements: Rafe Ostrander, spokesman, Red Gulf Joint Patrol, to reporters: “No vessel", "in direct speech",
           "claims: Status: denied; Claim: “responsibility”; Held by: Rafe Ostrander; In the words: “denied”",
           "links: Unclear: the threat cites as its motive the incident", "links: Inferred by Tocsin: the incident strike on the market, Tell Marwud, Thu 2 Oct 2025 is also told in المرساة", "contradictions: Sources differ on the number killed (people)",
           "contradictions: Stated: the claim “responsibility” of Rafe Ostrander contradicts",
           "unconfirmed: Never confirmed: “more than 60 killed”, held by Grey Tamarisk Brigade; in the words “was never confirmed”",
           "unconfirmed: Unclear: “who wrote it”; in the words “could not be independently verified”",
           "unknown: What the text does not say, as far as it was understood: means.", "unknown: The time zone of 1 cited document", "unknown: What was not read: photo 12.",
           "sources: Document: The Harbour Courier: Message names ferry terminal", "no_date: message has no date (kept)",
       })
    EXPECT_TRUE(has(all, part)) << part;
  EXPECT_FALSE(has(all, "origin"));
  EXPECT_FALSE(has(all, "not_json"));   // an oddity of a file that is not cited
}

// Every form carries the same citations, and each is true.
TEST(Brief, CitationsAreTrueAndTheSameInEveryForm) {
  const FerryCase c = ferry_case();
  std::vector<std::vector<Citation>> all;
  for (Form form : kForms)
    for (const TextStyle& style : {TextStyle{false, 80}, TextStyle{true, 44}}) {
      const auto r = read_brief(of(c, form, style));
      ASSERT_TRUE(r.ok());
      EXPECT_TRUE(r->mismatches.empty());
      all.push_back(r->citations);
    }
  ASSERT_GT(all[0].size(), 60u);
  for (const auto& list : all) {
    ASSERT_EQ(list.size(), all[0].size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Citation& one = list[i];
      expect_true(one, c.findings);
      EXPECT_EQ(one.passage, all[0][i].passage);
    }
  }
}

TEST(Brief, APronounNamesNobodyInTheHeadline) {
  FerryCase c = ferry_case();
  for (Threat& t : c.findings.threats) t.caller = Name{"We", {}};
  const std::string text = *brief(c.findings, c.alert, Form::text);
  EXPECT_TRUE(has(text, "Somebody unnamed")) << text.substr(0, 400);
  EXPECT_FALSE(has(text, "We calls")) << text.substr(0, 400);
}

TEST(Brief, NothingRunsAndNothingIsFetched) {
  FerryCase c = ferry_case();
  const std::string hostile = "<script>alert(1)</script><img src=x onerror=y> \" ' </style></svg> javascript:x \x1b[31m \u202E @secret_handle_zz https://evil.example/";
  const std::string file = "<script>\" ' \x1b[31m\u202E.json";   // the path that was given: kept as it is, so that it can be found
  for (Document& d : c.findings.documents) {
    d.channel += hostile, d.title += hostile, d.url = "javascript:alert(1)", d.file += file, d.forwarded_from = hostile, d.lang = "e\" onload=\"x";
    d.text += hostile;
  }
  for (Incident& i : c.findings.incidents) i.what += hostile, i.place->name += hostile, i.place->within += hostile;
  for (Outlet& o : c.findings.outlets) o.name += hostile, o.aliases.push_back(hostile);
  for (Statement& s : c.findings.statements) s.role += hostile, s.affiliation += hostile;
  for (Oddity& o : c.findings.oddities) o.file += file, o.record += hostile, o.what += hostile;
  for (Threat& t : c.findings.threats)
    for (ThreatPlace& p : t.places) p.name += hostile, p.lat = 29.5, p.lon = 35.0;
  c.findings.alerts[0].review = hostile;
  for (ScorePart& p : c.findings.alerts[0].parts) p.name += file, p.why += hostile;
  const Briefs briefs(c.findings, {std::nullopt, {{file, 1}}, file});
  for (const std::string& page : {*briefs.brief(c.alert, Form::html), briefs.index_html()}) {
    for (std::string_view part : {"<script", "<img", "onerror=y>", "href=\"javascript", "href=\"http", "\x1b", "\u202E", "secret_handle", "lang=\"e\""})
      EXPECT_FALSE(has(page, part)) << part;
    EXPECT_TRUE(has(page, "default-src 'none'"));
    EXPECT_EQ(page.find("</style>"), page.rfind("</style>"));
    // Every tag is one that the room writes.
    const std::set<std::string> known = {"!doctype", "a", "bdi", "blockquote", "body", "br", "caption", "circle", "code", "dd", "desc", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "head", "header", "html", "li", "line", "main", "mark", "meta", "nav", "ol", "p", "path", "polygon", "q", "rect", "section", "span", "strong", "style", "summary", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul"};
    for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
      const std::size_t name = page[at + 1] == '/' ? at + 2 : at + 1;
      const std::string tag = page.substr(at, page.find('>', at) - at);
      EXPECT_TRUE(known.count(page.substr(name, page.find_first_of(" >/\n", name) - name))) << tag;
      bool quoted = false;
      std::string bare;   // the tag without the values of its attributes
      for (char ch : tag)
        if (ch == '"') quoted = !quoted;
        else if (!quoted) bare += ch;
      EXPECT_FALSE(quoted) << tag;
      for (std::string_view attribute : {" src=", " onload=", " onerror=", " style="}) EXPECT_EQ(bare.find(attribute), std::string::npos) << tag;
    }
  }
  for (const std::string& text : {*briefs.brief(c.alert, Form::text), briefs.summary_text({})}) {
    for (std::string_view part : {"\x1b", "\u202E", "secret_handle"}) EXPECT_FALSE(has(text, part)) << part << text.substr(text.find(part) - 100, 200);
  }
  const std::string json = *briefs.brief(c.alert, Form::json);
  EXPECT_FALSE(has(json, "secret_handle"));
  EXPECT_FALSE(has(json, "<script"));
  for (Form form : kForms) EXPECT_TRUE(read_brief(*briefs.brief(c.alert, form))->mismatches.empty());
}

TEST(Brief, JsonHasTheSpread) {
  FerryCase c = ferry_case();
  const std::string json = of(c, Form::json);
  for (std::string_view part : {
           R"("spread":{"family":"fam-1","posts":5,"undated":0,"forwards":1,"inferred":3,"earliest_seen":{"document":"doc-ar","published":"2025-10-07T15:42:10Z"},"dated_channels":3,)",
           R"("reached":{"second":{"channels":2,"seconds":530,"document":"doc-fwd","published":"2025-10-07T15:51:00Z"},"half":{"channels":2,"seconds":530,)",
           R"("nine_in_ten":{"channels":3,"seconds":1730,"document":"doc-exact",)", R"("copies_per_hour":{"first_hour":3,"first_day":0.16666666666666666,"fastest":{"copies":3,"from":"2025-10-07T15:51:00Z"}})",
           R"("longest_silence":{"seconds":52740,"from":"2025-10-07T16:11:00Z","to":"2025-10-08T06:50:00Z"})",
           R"({"channel":"Red Gulf Wire Mirror","posts":2,"undated":0,"forwards":1,"inferred":1,"first_seen":"2025-10-07T15:51:00Z","document":"doc-fwd","seconds_after":530})",
           R"({"document":"doc-fwd","of":"doc-ar","kind":"forward","names_source":true,"lag_seconds":530})"})
    EXPECT_TRUE(has(json, part)) << part;
  c.findings.documents[0].forwarded_from = "Dune Relay";
  EXPECT_TRUE(has(said(c), "where it was first written is not known. It says itself that it is from Dune Relay."));
  EXPECT_TRUE(has(of(small_case(), Form::json), R"("spread":null)"));
}

TEST(Brief, TextKeepsToItsWidth) {
  for (int width : {60, 80, 120}) {
    const std::string text = of(ferry_case(), Form::text, {false, width});
    EXPECT_FALSE(has(text, "\x1b"));
    std::size_t wide = 0;
    for (std::size_t at = 0, end; at < text.size(); at = end + 1) {
      end = text.find('\n', at);
      const std::string line = text.substr(at, end - at);
      // Hashes cannot be broken.
      if (line.find("sha256") == std::string::npos && columns(line) > width) ++wide;
    }
    EXPECT_EQ(wide, 0u) << width;
  }
  EXPECT_TRUE(has(of(ferry_case(), Form::text, {true, 80}), "\x1b[1m"));
}

TEST(Brief, SameInSameOut) {
  FerryCase c = ferry_case();
  std::vector<std::string> before;
  for (Form form : kForms) before.push_back(of(c, form));
  // Another order of the lists changes nothing but their own order.
  std::reverse(c.findings.statements.begin(), c.findings.statements.end());
  std::reverse(c.findings.links.begin(), c.findings.links.end());
  std::reverse(c.findings.documents.begin(), c.findings.documents.end());
  EXPECT_EQ(of(c, Form::text), before[0]);
  EXPECT_EQ(of(c, Form::html), before[1]);
  EXPECT_EQ(of(c, Form::json), before[2]);
}

TEST(Brief, TenThousandCopiesStayReadable) {
  const FerryCase c = ferry_case_of(10000);
  const std::string page = of(c, Form::html), text = of(c, Form::text), json = of(c, Form::json);
  EXPECT_LT(page.size(), 400u << 10);
  EXPECT_LT(text.size(), 60u << 10);
  EXPECT_TRUE(has(page, "9,960 more copies are not listed here"));
  EXPECT_TRUE(has(page, "10,000 posts in 100 channels, put together by channel and time"));
  EXPECT_TRUE(has(page, "88 more channels with 9,"));
  EXPECT_TRUE(has(text, "9,999 copies in"));
  EXPECT_TRUE(has(json, "doc-copy9999"));
}

TEST(Brief, SmallAndBrokenFindings) {
  FerryCase c = small_case();
  for (Form form : kForms) EXPECT_TRUE(read_brief(of(c, form))->mismatches.empty());
  EXPECT_EQ(brief(c.findings, "alr-none", Form::text).status().code(), Code::not_found);
  // What points nowhere or past a text is left out, not fallen over.
  c.findings.alerts[0].incidents = {"inc-none"};
  c.findings.alerts[0].links = {"lnk-none"};
  c.findings.alerts[0].family = "fam-none";
  c.findings.threats[0].act = Passage{"doc-1", {30, 4000}};
  c.findings.threats[0].victims = {{"doc-none", {0, 3}}, {"doc-1", {9, 2}}};
  c.findings.documents[0].published.reset();
  for (Form form : kForms) EXPECT_TRUE(read_brief(of(c, form))->mismatches.empty());
  c.findings.threats.clear();
  EXPECT_FALSE(brief(c.findings, c.alert, Form::json).ok());
}

TEST(Summary, RanksAndCounts) {
  const FerryCase c = ferry_case();
  const std::string text = summary_text(c.findings, {false, 80}, {std::nullopt, {{"service_message", 7}}, ""});
  for (std::string_view part : {"  1  62.5  Grey Tamarisk Brigade", "the ferry terminal", "not targets: “the", "Sat 11 Oct 2025, evening", "4 copies in 3 channels", "48 to",
                                "Tamarisk Voice, standing disputed", "alr-1 ·", "Read 9 documents: 6 messages, 3 articles.", "Not read: service message 7.", "2 oddities in the input: no_date 1, not_json 1."})
    EXPECT_TRUE(has(text, part)) << part << "\n" << text;
  EXPECT_TRUE(has(index_html(c.findings), "<a href=\"alr-1.html\">"));
  EXPECT_TRUE(has(summary_text({}, {}), "No alert"));
  EXPECT_TRUE(has(index_html({}), "No alert"));
}

}  // namespace
}  // namespace tocsin::brief
