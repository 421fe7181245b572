// SPDX-License-Identifier: Apache-2.0
#include "ingest/feed.h"

#include <gtest/gtest.h>

#include "core/clock.h"
#include "ingest/any_format.h"
#include "ingest/collected.h"
#include "ingest/feed_parts.h"
#include "ingest/feed_text.h"
#include "ingest/url.h"

namespace tocsin::ingest {
namespace {

const InputOptions kOptions;
const Key kKey{std::string(32, 'k')};

Collected read(std::string_view bytes, const ArticleFacts& sidecar = {}) {
  Collected got;
  Intake intake("feed.xml", "", kOptions, kKey, got);
  EXPECT_TRUE(any_format(bytes, [&] { return sidecar; }, intake).ok());
  return got;
}

// "outlet | published | edited | id | url | title | text"
std::string fields(const Document& d) {
  return d.outlet + " | " + (d.published ? format_time(*d.published) : "-") + " | " +
         (d.edited ? format_time(*d.edited) : "-") + " | " + d.source_id + " | " + d.url + " | " + d.title + " | " +
         d.text;
}

const std::string kRss = R"(<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Harbour Courier</title><link>https://harbourcourier.example/</link><lastBuildDate>Mon, 1 Jun 2026 00:00:00 GMT</lastBuildDate>
<item><title>Ferry &amp;amp; pier</title><link>/a</link><guid isPermaLink="false">a-1</guid>
 <pubDate>Tue, 10 Mar 2026 12:00:00 +0300</pubDate><author>ed@harbourcourier.example (Ed)</author>
 <description>Short.</description><content:encoded><![CDATA[<p>The ferry leaves at&nbsp;noon.</p><p>The pier is open.</p>]]></content:encoded></item>
<item><title>Only a headline</title><guid>https://harbourcourier.example/b</guid><pubDate>Tue, 10 Mar 26 12:00 GMT</pubDate></item>
</channel></rss>)";

TEST(Feed, Rss) {
  const Collected got = read(kRss);
  ASSERT_EQ(got.documents.size(), 2u);
  EXPECT_EQ(fields(got.documents[0]),
            "The Harbour Courier | 2026-03-10T09:00:00Z | - | a-1 | https://harbourcourier.example/a | Ferry & pier | "
            "The ferry leaves at noon.\n\nThe pier is open.");
  EXPECT_EQ(got.documents[0].kind, DocumentKind::article);
  EXPECT_EQ(kRss.substr(got.documents[0].at, 6), "<item>");
  EXPECT_EQ(got.documents[0].author, pseudonym_or_nothing(kKey, "ed@harbourcourier.example (Ed)"));
  EXPECT_EQ(got.documents[0].author.find("harbour"), std::string::npos);
  EXPECT_EQ(fields(got.documents[1]),
            "The Harbour Courier | 2026-03-10T12:00:00Z | - | https://harbourcourier.example/b | "
            "https://harbourcourier.example/b | Only a headline | Only a headline");
  EXPECT_EQ(got.kinds(), "");
}

TEST(Feed, EachFormatGivesTheSameArticle) {
  const struct {
    const char *name, *bytes;
  } cases[] = {
      {"RSS 0.91 with another encoding",
       "<?xml version='1.0' encoding='windows-1251'?><!DOCTYPE rss SYSTEM 'http://my.netscape.com/x.dtd'><rss "
       "version='0.91'><channel><title>Pier</title><item><title>Noon</title><link>https://pier.example/a</link>"
       "<description>\xcf\xf0\xe8\xe2\xe5\xf2</description><pubDate>Tue, 10 Mar 2026 12:00:00 "
       "GMT</pubDate></item></channel></rss>"},
      {"RSS 1.0",
       "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
       "xmlns:d='http://purl.org/dc/elements/1.1/'><channel r:about='x'><title>Pier</title><items><r:Seq/></items>"
       "</channel><item r:about='https://pier.example/a'><title>Noon</title><description>Привет</description>"
       "<d:date>2026-03-10T12:00:00Z</d:date></item></r:RDF>"},
      {"Atom 1.0",
       "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://pier.example/news/'><title "
       "type='html'>&lt;b&gt;Pier&lt;/b&gt;</title><link rel='self' href='https://pier.example/feed'/>"
       "<entry><id>https://pier.example/a</id><link rel='replies' href='no'/><link href='../a'/><title>Noon</title>"
       "<updated>2026-03-10T12:00:00Z</updated><content type='xhtml'><div "
       "xmlns='http://www.w3.org/1999/xhtml'><p>Привет</p></div></content></entry></feed>"},
      {"Atom with a prefix",
       "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>Pier</a:title><a:entry><a:id>https://pier.example/a"
       "</a:id><a:link href='https://pier.example/a'/><a:title>Noon</a:title><a:published>2026-03-10T12:00:00Z"
       "</a:published><a:updated>2026-03-10T12:00:00Z</a:updated><a:summary>Привет</a:summary></a:entry></a:feed>"},
      {"Atom 0.3",
       "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Pier</title><entry><id>https://pier.example/a</id>"
       "<link rel='alternate' type='text/html' href='https://pier.example/a'/><title>Noon</title><issued>"
       "2026-03-10T12:00:00Z</issued><content type='text/html' mode='escaped'>&lt;p&gt;Привет&lt;/p&gt;</content>"
       "</entry></feed>"},
      {"JSON Feed",
       "{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1.1\", \"title\": \"Pier\", \"home_page_url\": "
       "\"https://pier.example/\", \"items\": [{\"id\": \"https://pier.example/a\", \"url\": \"/a\", \"title\": "
       "\"Noon\", \"content_html\": \"<p>Привет</p>\", \"date_published\": \"2026-03-10T12:00:00Z\", \"authors\": "
       "[{\"name\": \"Ed\"}]}]}"},
      {"undeclared prefixes and entities, a bare ampersand",
       "<rss><channel><title>Pier</title><item><guid>https://pier.example/a</guid><title>Noon</title>"
       "<dc:date>2026-03-10T12:00:00Z</dc:date><content:encoded>&nbsp;Привет</content:encoded>"
       "<media:x>a & b</media:x></item></channel></rss>"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const Collected got = read(c.bytes);
    ASSERT_EQ(got.documents.size(), 1u);
    EXPECT_EQ(fields(got.documents[0]),
              "Pier | 2026-03-10T12:00:00Z | - | https://pier.example/a | https://pier.example/a | Noon | Привет");
  }
}

TEST(Feed, AWholeJsonFeedIsNotOdd) {
  const std::string item = R"({"id": "1", "content_text": "one", "date_published": "2026-03-10T12:00:00Z"})";
  const std::string head = R"({"version": "https://jsonfeed.org/version/1", "title": "Pier", "items": [)";
  for (const std::string& feed : {head + item + "]}", head + item + "]\n}\n", head + item + "], \"language\": \"en\"}"}) {
    const Collected got = read(feed);
    EXPECT_EQ(got.documents.size(), 1u) << feed;
    EXPECT_EQ(got.kinds(), "") << feed;
  }
}

TEST(Feed, ItemsThatSayLess) {
  const struct {
    const char *item, *fields, *kinds;
  } cases[] = {
      {"<title>Noon</title>", "Pier | - | - |  |  | Noon | Noon", "no_date"},
      {"<link>javascript:x</link><title>N</title><pubDate>soon</pubDate>", "Pier | - | - |  |  | N | N", "odd_date"},
      {"<title>N</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", "Pier | - | - |  |  | N | N", "odd_date"},
      {"<title>N</title><pubDate>Thu, 01 Jan 9999 00:00:00 GMT</pubDate>", "Pier | - | - |  |  | N | N", "odd_date"},
      {"<title>N</title><pubDate>Tue, 10 Mar 2026 07:00:00 EST (winter)</pubDate>",
       "Pier | 2026-03-10T12:00:00Z | - |  |  | N | N", ""},
      {"<title>N</title><pubDate>yesterday</pubDate><dc:date>2026-03-10T12:00Z</dc:date>",
       "Pier | 2026-03-10T12:00:00Z | - |  |  | N | N", ""},
      {"<title>N</title><pubDate>Tue, 10 Mar 2026 12:00:00 GMT</pubDate><source url='https://quay.example/f'>Quay</source>",
       "Quay | 2026-03-10T12:00:00Z | - |  |  | N | N", ""},
      {"<title>1 &lt; 2</title><description>a &lt; b\nc</description><dc:date>2026-03-10</dc:date>",
       "Pier | 2026-03-10T00:00:00Z | - |  |  | 1 < 2 | a < b\nc", ""},
      {"<dc:date>2026-03-10</dc:date>", "", "no_text"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.item);
    const Collected got =
        read("<rss><channel><title>Pier</title><item>" + std::string(c.item) + "</item></channel></rss>");
    EXPECT_EQ(got.documents.empty() ? "" : fields(got.documents[0]), c.fields);
    EXPECT_EQ(got.kinds(), c.kinds);
  }
}

TEST(Feed, WhereItWasFetchedFromResolvesAddresses) {
  ArticleFacts sidecar;
  sidecar.url = "https://pier.example/news/feed.xml";
  const Collected got = read("<rss><channel><title>Pier</title><item><link>a?b</link><title>N</title></item><item>"
                             "<title>M</title></item></channel></rss>",
                             sidecar);
  EXPECT_EQ(got.documents.at(0).url, "https://pier.example/news/a?b");
  EXPECT_EQ(got.documents.at(1).url, "");  // the feed's address is no item's
}

TEST(Feed, ABrokenItemLosesNoOther) {
  const struct {
    const char *items, *texts, *kinds;
  } cases[] = {
      {"<item><title>a</title></item><item><title>b</i></item><item><title>c</title></item>", "a|b|c", "repaired"},
      {"<item><title>a</title><item><title>b</title></item>", "a|b", "repaired"},
      {"<item><title>a</title></item><item><title>b</title>", "a|b", "repaired"},
      {"<item><title>a</title></item><item/><item><title>c</title></item>", "a|c", "no_text"},
      {"<item><title>a</title><!-- </item><item> --></item>", "a", ""},
      {"<item><title><![CDATA[a</item><item>b]]></title></item>", "ab", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.items);
    const Collected got = read("<rss><channel><title>Pier</title><pubDate>x</pubDate>" + std::string(c.items) +
                               "</channel></rss>");
    EXPECT_EQ(got.texts(), c.texts);
    std::string kinds = got.kinds();
    for (std::size_t at = kinds.find("no_date"); at != std::string::npos; at = kinds.find("no_date")) kinds.erase(at, 8);
    while (!kinds.empty() && kinds.back() == ' ') kinds.pop_back();
    EXPECT_EQ(kinds, c.kinds);
  }
}

TEST(Feed, CutAtEachByteKeepsTheItemsBefore) {
  const std::string json = R"({"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_text": "one"}, {"id": "2", "content_text": "two"}], "title": "Pier"})";
  for (const std::string& whole : {kRss, json}) {
    const std::size_t all = read(whole).documents.size();
    ASSERT_EQ(all, 2u);
    std::size_t last = 0;
    for (std::size_t cut = 60; cut < whole.size(); ++cut) {  // before, it is no feed yet
      const Collected got = read(std::string_view(whole).substr(0, cut));
      const bool says_so = got.kinds().find("truncated") != std::string::npos || got.kinds() == "broken no_date no_date no_outlet no_outlet";
      EXPECT_TRUE(says_so || cut + 2 > whole.size()) << cut << got.kinds();
      EXPECT_GE(got.documents.size(), last) << cut;
      last = got.documents.size();
    }
    EXPECT_EQ(last, all);
  }
}

TEST(Feed, EntitiesOfADocumentTypeAreNotExpanded) {
  const Collected got = read(
      "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa>\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
      "<rss><channel><title>Pier</title><item><title>x &b; &f;</title></item></channel></rss>");
  EXPECT_EQ(got.texts(), "x &b; &f;");
}

TEST(Feed, OneThatDoesNotEndIsReadToTheLimit) {
  std::string endless = "<rss><channel><title>Pier</title>";
  const std::string item = "<item><title>x</title><description>" + std::string(4 << 20, ' ') + "y</description></item>";
  while (endless.size() <= kMaxFeed) endless += item;
  const Collected got = read(endless);
  EXPECT_EQ(got.documents.size(), kMaxFeed / item.size());
  EXPECT_NE(got.kinds().find("too_large truncated"), std::string::npos);
}

TEST(Feed, NestingIsBounded) {
  std::string deep = "<rss><channel><item><description>", escaped = deep;
  for (int i = 0; i < 100'000; ++i) deep += "<b>", escaped += "&lt;div&gt;";
  EXPECT_TRUE(read(deep + "</description></item></channel></rss>").documents.empty());
  EXPECT_EQ(read(escaped + "</description><pubDate>x</pubDate></item></channel></rss>").kinds(), "no_text too_deep");
}

TEST(Feed, Parts) {
  const struct {
    const char* xml;
    std::size_t items;
    const char* head;
  } cases[] = {
      {"<rss><a/><item>1</item><b/></rss>", 1, "<rss><a/><b/></rss>"},
      {"<rss><items/><item>1</item></rss>", 1, "<rss><items/></rss>"},
      {"<feed><entry/><item/></feed>", 1, "<feed><item/></feed>"},
      {"<x:feed><x:entry/><entry/></x:feed>", 1, "<x:feed><entry/></x:feed>"},
      {"", 0, ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(feed_parts(c.xml).items.size(), c.items) << c.xml;
    EXPECT_EQ(feed_parts(c.xml).head, c.head);
  }
}

TEST(Feed, Words) {
  const struct {
    const char* in;
    TextKind kind;
    const char* out;
  } cases[] = {
      {"<p>a</p><p>b</p>", TextKind::unsaid, "a\n\nb"},
      {"<p>a</p>", TextKind::plain, "<p>a</p>"},
      {"a < b > c", TextKind::unsaid, "a < b > c"},
      {"R&D; a&b", TextKind::unsaid, "R&D; a&b"},
      {"caf&eacute;", TextKind::unsaid, "caf\xC3\xA9"},
      {"<script>x</script>a<img src=x>", TextKind::html, "a"},
      {"<a href=x>Read on</a>", TextKind::html, "Read on"},
      {" \n", TextKind::unsaid, ""},
  };
  for (const auto& c : cases) EXPECT_EQ(feed_text(c.in, c.kind).text, c.out) << c.in;
}

TEST(Url, Resolved) {
  const struct {
    const char *base, *reference, *out;
  } cases[] = {
      // RFC 3986, 5.4
      {"http://a/b/c/d;p?q", "g:h", "g:h"},
      {"http://a/b/c/d;p?q", "g", "http://a/b/c/g"},
      {"http://a/b/c/d;p?q", "./g/", "http://a/b/c/g/"},
      {"http://a/b/c/d;p?q", "/g", "http://a/g"},
      {"http://a/b/c/d;p?q", "//g", "http://g"},
      {"http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y"},
      {"http://a/b/c/d;p?q", "#s", "http://a/b/c/d;p?q#s"},
      {"http://a/b/c/d;p?q", "", "http://a/b/c/d;p?q"},
      {"http://a/b/c/d;p?q", "..", "http://a/b/"},
      {"http://a/b/c/d;p?q", "../../../g", "http://a/g"},
      {"http://a/b/c/d;p?q", "g?y/./x", "http://a/b/c/g?y/./x"},
      {"http://a", "g", "http://a/g"},
      {"", "g", "g"},
      {"g", "h", "h"},
      {"mailto:x", "g", "g"},
  };
  for (const auto& c : cases) EXPECT_EQ(resolve_url(c.base, c.reference), c.out) << c.base << " " << c.reference;
}

}  // namespace
}  // namespace tocsin::ingest
