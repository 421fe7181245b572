// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "core/clock.h"
#include "ingest/collected.h"
#include "ingest/dom.h"
#include "ingest/html.h"
#include "ingest/page_facts.h"
#include "ingest/page_guard.h"
#include "ingest/page_text.h"

namespace tocsin::ingest {
namespace {

std::string text_of(std::string_view html) { return page_text(dom::parse(html).tree); }

const std::string kLong =
    "The ferry leaves at noon, the harbour master said on Tuesday, and it comes back in the evening, when the tide is "
    "high enough for the old pier.";

TEST(PageText, WhatStaysAndWhatGoes) {
  const struct {
    std::string body, text;  // inside <article>, after one long paragraph
  } cases[] = {
      {"<p>One &amp; <b>two</b>,\n   three.</p><p>Four.</p>", "One & two, three.\n\nFour."},
      {"<h2>Heading</h2><p>Text.</p>", "Heading\n\nText."},
      {"<ul><li>a</li><li><p>b</p></li> <li>c <b>d</b></li></ul><p>e</p>", "- a\n\n- b\n\n- c d\n\ne"},
      {"<blockquote><p>“Noon,” she said.</p></blockquote><p>e</p>", "“Noon,” she said.\n\ne"},
      {"<p>She said: <q>noon</q>.</p>", "She said: “noon”."},
      {"<p>One<br>two<br><br>three</p>", "One\ntwo\n\nthree"},
      {"<pre>one\n  two</pre>", "one\ntwo"},
      {"<table><tr><th>High</th><td>05:12</td></tr><tr><th>Low</th><td>11:20</td></tr></table>",
       "High | 05:12\nLow | 11:20"},
      {"<p>a&nbsp;b\xC2\xA0 c</p>", "a b c"},
      {"loose words <i>here</i><p>p</p>", "loose words here\n\np"},
      {"<nav>x</nav><aside>x</aside><footer>x</footer><script>x</script><style>x</style><form><p>x</p></"
       "form><svg><text>x</text></svg>",
       ""},
      {"<figure><img><figcaption>caption</figcaption></figure>", ""},
      {"<figure><blockquote>quoted</blockquote><figcaption>who</figcaption></figure>", "quoted"},
      {"<div class='share-bar'>x</div><div class='related'>x</div><div id='commentsList'>x</div><p "
       "class=\"byline\">x</p>",
       ""},
      {"<div class='shareholders'>The shareholders met.</div><div class='commentary'>c</div>",
       "The shareholders met.\n\nc"},
      {"<div role=navigation>x</div><p hidden>x</p><p aria-hidden=true>x</p><p style='display : none'>x</p>", ""},
      {"<p><a href=/x>Read also: something else</a></p>", ""},
      {"<p>He told <a href=/x>the Courier</a>.</p>", "He told the Courier."},
      {"<header><h1>Title</h1><p class='standfirst'>The lead.</p><p>By X</p></header>", "The lead."},
      {"<h1>Title</h1><p>a</p><h1>Second</h1>", "a\n\nSecond"},
      {"<p>Nothing is <script>alert(1)</script>run.</p>", "Nothing is run."},
      {"<!-- comment --><p>a</p>", "a"},
      {"<p>unclosed <b>bold<p>next", "unclosed bold\n\nnext"},
  };
  for (const auto& c : cases) {
    const std::string expected = kLong + (c.text.empty() ? "" : "\n\n" + c.text);
    EXPECT_EQ(text_of("<html><body><article><p>" + kLong + "</p>" + c.body + "</article></body></html>"), expected)
        << c.body;
  }
}

TEST(PageText, TheElementThatHoldsTheArticle) {
  const std::string p = "<p>" + kLong + "</p>";
  const struct {
    const char* name;
    std::string body;
    int paragraphs;
  } cases[] = {
      {"article", "<p>outside</p><article>" + p + p + "</article>", 2},
      {"marked body", "<article><p>teaser</p><div itemprop='articleBody'>" + p + p + "</div></article>", 2},
      {"main without article", "<p>x</p><main><div>" + p + p + "</div></main>", 2},
      {"nothing marked", "<div>menu</div><div id=c><div>" + p + p + p + "</div></div><div>end</div>", 3},
      {"teasers as articles",
       "<div id=c>" + p + p + p + "</div><article><p>short teaser</p></article><article><p>another</p></article>", 3},
      {"comments as articles",
       "<article>" + p + p + "<section class='comments'><article class='comment'>" + p + p + p +
           "</article></section></article>",
       2},
      {"class of the whole page", "<div class='sidebar-left share'>" + p + p + "</div>", 2},
  };
  for (const auto& c : cases) {
    std::string expected;
    for (int i = 0; i < c.paragraphs; ++i) expected += (i ? "\n\n" : "") + kLong;
    EXPECT_EQ(text_of("<html><body class='comments-open'>" + c.body + "</body></html>"), expected) << c.name;
  }
  EXPECT_EQ(text_of("<div>" + kLong + "<br><br>" + kLong + "</div><div>x</div>"), kLong + "\n\n" + kLong);
  EXPECT_EQ(text_of(""), "");
}

TEST(PageFacts, FirstWhatIsMostCertain) {
  const struct {
    const char *head, *published, *outlet, *title, *url;
  } cases[] = {
      {R"(<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-10-09T08:15:00+03:00","headline":"H","publisher":{"name":"P"},"url":"https://a.example/1"}</script>)",
       "2025-10-09T08:15:00+03:00", "P", "H", "https://a.example/1"},
      {R"(<script type="application/ld+json">[{"@type":"WebSite","name":"x"},{"@type":["Article"],"datePublished":"2025-10-09","mainEntityOfPage":{"@id":"https://a.example/1"}}]</script>)",
       "2025-10-09", "", "", "https://a.example/1"},
      {R"(<script type="application/ld+json">{"@graph":[{"@type":"Organization","@id":"#o","name":"P"},{"@type":"https://schema.org/ReportageNewsArticle","publisher":{"@id":"#o"},"headline":"H"}]}</script>)",
       "", "P", "H", ""},
      {R"(<script type="application/ld+json">{"@type":"Person","name":"x"}</script><meta property="og:title" content=" T  t ">)",
       "", "", "T t", ""},
      {R"(<meta property="article:published_time" content="2025-10-08"><meta name="date" content="2020-01-01"><meta property="og:site_name" content="O">)",
       "2025-10-08", "O", "", ""},
      {R"(<meta name="date" content="2020-01-01"><meta property="Article:Published_Time" content="2025-10-08">)",
       "2025-10-08", "", "", ""},
      {R"(<meta itemprop="datePublished" content="2025-10-08">)", "2025-10-08", "", "", ""},
      {R"(<link rel="canonical" href="https://a.example/c"><meta property="og:url" content="https://a.example/o">)", "",
       "", "", "https://a.example/c"},
      {R"(<link rel="canonical" href="/relative"><meta property="og:url" content="javascript:alert">)", "", "", "", ""},
      {R"(<title>Ferries &amp; more | The Harbour Courier</title>)", "", "", "Ferries & more", ""},
      {R"(<title>Short - but not an outlet and quite long after all</title>)", "", "",
       "Short - but not an outlet and quite long after all", ""},
      {R"(<script type="application/ld+json">{broken</script><title>T</title>)", "", "", "T", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.head);
    const ArticleFacts got =
        page_facts(dom::parse("<html><head>" + std::string(c.head) + "</head><body></body></html>").tree).article;
    EXPECT_EQ(got.published, c.published);
    EXPECT_EQ(got.outlet, c.outlet);
    EXPECT_EQ(got.title, c.title);
    EXPECT_EQ(got.url, c.url);
  }
}

TEST(PageFacts, DatesInTheBody) {
  const struct {
    const char *body, *published;
  } cases[] = {
      {"<aside><time datetime='2020-01-01'>x</time></aside><article><time datetime='2025-10-09'>x</time><time "
       "datetime='2025-10-10'>x</time></article>",
       "2025-10-09"},
      {"<time datetime='2020-01-01'></time><main><time datetime='2025-10-09'></time></main>", "2025-10-09"},
      {"<div><time datetime='2025-10-09'></time></div>", "2025-10-09"},
      {"<article><time datetime='2020-01-01'></time><span itemprop=datePublished "
       "content='2025-10-09'></span></article>",
       "2025-10-09"},
      {"<article><time>yesterday</time></article>", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(page_facts(dom::parse(c.body).tree).article.published, c.published) << c.body;
}

TEST(PageFacts, DeclaredCharset) {
  const struct {
    const char *html, *charset;
  } cases[] = {
      {"<meta charset=windows-1256>", "windows-1256"},
      {"<META CHARSET=\"UTF-8\"/>", "utf-8"},
      {"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>", "windows-1251"},
      {"<?xml version='1.0' encoding='koi8-r'?><html>", "koi8-r"},
      {"<html>", ""},
      {"<meta charset>", ""},
      {"charset=", ""},
      {"<meta charset=\xa7utf-8>", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(declared_charset(c.html), c.charset) << c.html;
}

TEST(PageGuard, LetsPagesThroughAndStopsTraps) {
  const auto times = [](std::string_view s, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += s;
    return out;
  };
  const struct {
    std::string html;
    bool refused;
  } cases[] = {
      {"", false},
      {times("<div>", 500) + times("</div>", 500) + times("<div>", 500), false},
      {times("<p>text<br><img src=x>", 5000), false},
      {times("<ul><li>a<li>b</ul>", 5000), false},
      {"<script>" + times("'<div>'", 5000) + "</script>", false},
      {"<!--" + times("<div>", 5000) + "-->", false},
      {times("<svg><path/></svg>", 5000), false},
      {"<p title='" + times("<div>", 5000) + "'>", false},
      {times("<div>", 5000), true},
      {times("<div></b>", 5000), true},
      {times("<DIV\n>", 5000), true},
      {times("<div/>", 5000), true},
      {"<!-->" + times("<div>", 5000), true},
      {"<svg><style>" + times("<g>", 5000), true},
      {"<svg><foreignObject><div></svg></div></foreignObject><style>" + times("<g>", 5000), true},
      {"<p " + times("a=1 ", 5000) + ">", true},
      {"<p " + times("a='1'", 5000) + ">", true},
  };
  for (const auto& c : cases) EXPECT_EQ(guard_page(c.html).has_value(), c.refused) << c.html.substr(0, 80);
}

TEST(Html, AnArticleWithAllItSays) {
  Collected got;
  const InputOptions options;
  const Key key{std::string(32, 'k')};
  Intake intake("a.html", "00", options, key, got);
  ASSERT_TRUE(
      html(
          R"(<html lang=en><head><meta name=author content="A Person"><meta property="article:modified_time" content="2025-10-09T09:00:00Z">
    <meta property="article:published_time" content="2025-10-09T08:00:00Z"><link rel=canonical href="https://www.harbourcourier.example/a"></head>
    <body><h1>Ferries</h1><p>)" +
              kLong + "</p></body></html>",
          {}, intake)
          .ok());
  ASSERT_EQ(got.documents.size(), 1u);
  const Document& d = got.documents[0];
  EXPECT_EQ(d.kind, DocumentKind::article);
  EXPECT_EQ(d.title, "Ferries");
  EXPECT_EQ(d.outlet, "harbourcourier.example");  // nothing names it but its address
  EXPECT_EQ(format_time(*d.published), "2025-10-09T08:00:00Z");
  EXPECT_EQ(format_time(*d.edited), "2025-10-09T09:00:00Z");
  EXPECT_EQ(d.text, kLong);
  EXPECT_EQ(d.author.size(), 32u);
  EXPECT_EQ(got.kinds(), "");
}

TEST(Html, TextThatOnlyAScriptWouldShow) {
  Collected got;
  const InputOptions options;
  const Key key;
  Intake intake("a.html", "00", options, key, got);
  ASSERT_TRUE(
      html(
          R"(<script type="application/ld+json">{"@type":"Article","datePublished":"2025-10-09","publisher":{"name":"P"},"articleBody":")" +
              kLong + R"("}</script><div id=app></div>)",
          {}, intake)
          .ok());
  EXPECT_EQ(got.texts(), kLong);
}

}  // namespace
}  // namespace tocsin::ingest
