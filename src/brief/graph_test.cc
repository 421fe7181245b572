// SPDX-License-Identifier: Apache-2.0
#include "brief/graph.h"

#include <gtest/gtest.h>

#include <set>

#include "brief/escape.h"
#include "brief/ferry_case.h"
#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

constexpr Form kGraphs[] = {Form::gexf, Form::graphml};

const std::string_view kHostile[] = {
    "Pier Talk", "", "\"", "\"quoted\"", "a\"b", "a\\b", "<node id=\"x\">", "]]>", "<![CDATA[x]]>", "<!-- -->", "&amp;&lt;", "a\x01" "b\x1b[31m", "a\u202Eb",
    "line\nbreak\ttab\r\n", "\uFFFE\uFFFF", "\u2028", "⟦U+202E⟧", "صوت الأثل", "می\u200Cخواهم", "👩\u200D🔬", "</data></node></graph>", "' onload='x", "&#x0;", "\u200B\u2066zz\u2069",
};

bool legal(char32_t c) { return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF); }

// Nothing XML 1.0 forbids, no tag that is not ours, no reference to what is forbidden; and nothing that hides from a reader.
void expect_harmless(std::string_view bytes) {
  static const std::set<std::string_view> kTags = {"?xml", "gexf", "meta", "creator", "description", "graph", "attributes", "attribute", "nodes", "node",
                                                   "attvalues", "attvalue", "edges", "edge", "graphml", "key", "data", "!--"};
  EXPECT_EQ(utf8::first_invalid(bytes), std::string_view::npos);
  EXPECT_EQ(text::terminal_safe(bytes), bytes);
  for (std::size_t i = 0; i < bytes.size();) {
    const utf8::Decoded d = utf8::decode(bytes, i);
    EXPECT_TRUE(legal(d.character)) << static_cast<unsigned>(d.character);
    if (d.character == '<') {
      const std::size_t name = i + (bytes[i + 1] == '/' ? 2 : 1);
      EXPECT_TRUE(kTags.count(bytes.substr(name, bytes.find_first_of(" >/\n", name) - name))) << bytes.substr(i, 40);
    } else if (d.character == '&') {
      const std::string_view reference = bytes.substr(i, bytes.find(';', i) - i + 1);
      EXPECT_TRUE(reference == "&amp;" || reference == "&lt;" || reference == "&gt;" || reference == "&quot;" || reference == "&#x27;" || reference == "&#xA;" ||
                  reference == "&#x9;")
          << reference;
    }
    i += d.length;
  }
}

TEST(Xml, Tables) {
  const struct {
    std::string_view text, expected;
  } cases[] = {
      {"", ""}, {"a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#x27;"}, {"]]>", "]]&gt;"}, {"a\x01", "a␁"}, {"a\u202Eb", "a⟦U+202E⟧b"}, {"a\nb\tc\r", "a&#xA;b&#x9;c"},
      {"\uFFFEx", "⟦U+FFFE⟧x"}, {"\xff", "\uFFFD"}, {"صوت", "صوت"},
  };
  for (const auto& c : cases) EXPECT_EQ(xml(c.text), c.expected);
}

TEST(Exactly, ComesBackAsItWas) {
  for (std::string_view text : kHostile) {
    EXPECT_EQ(from_exactly(exactly(text)), text) << text;
    EXPECT_EQ(from_exact(xml(exactly(text))), exactly(text)) << text;
  }
  EXPECT_EQ(exactly("صوت “x” 'y' <z>"), "صوت “x” 'y' <z>");
  EXPECT_FALSE(from_exactly("\"cut"));
}

TEST(Graphs, HostileWordsStayInTheirPlace) {
  for (std::string_view words : kHostile) {
    FerryCase c = ferry_case();
    const std::string hostile(words);
    for (Document& d : c.findings.documents) d.channel += hostile, d.file += hostile, d.forwarded_from = hostile, d.lang = hostile, d.text = hostile + " one two three. " + d.text;
    c.findings.alerts[0].review = hostile;
    for (Form form : kGraphs) {
      const auto bytes = brief(c.findings, c.alert, form);
      ASSERT_TRUE(bytes.ok());
      expect_harmless(*bytes);
      const auto read = read_brief(*bytes);
      ASSERT_TRUE(read.ok());
      EXPECT_EQ(read->form, form);
      EXPECT_TRUE(read->mismatches.empty());
      ASSERT_EQ(read->citations.size(), 5u) << words;
      for (const Citation& one : read->citations) expect_true(one, c.findings);
    }
  }
}

TEST(Graphs, SayHowEachCopyIsKnown) {
  FerryCase c = ferry_case();
  c.findings.documents[5].published.reset();   // the excerpt
  const std::string gexf = *brief(c.findings, c.alert, Form::gexf), graphml = *brief(c.findings, c.alert, Form::graphml);
  for (std::string_view part : {
           "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">", "mode=\"dynamic\" timeformat=\"date\"",
           "5 posts in 3 channels; an edge leads from a copy to what it was copied from: 1 forward that says so, 3 copies inferred from the words. 1 post is not dated.",
           "where it was first written is not known. No person has reviewed this: draft.",
           "<node id=\"doc-fwd\" label=\"Red Gulf Wire Mirror\" start=\"2025-10-07T15:51:00Z\">", "<node id=\"doc-excerpt\" label=\"Red Gulf Wire Mirror\"><attvalues>",
           "<edge id=\"edg-doc-fwd\" source=\"doc-fwd\" target=\"doc-ar\" start=\"2025-10-07T15:51:00Z\"><attvalues><attvalue for=\"kind\" value=\"forward\"/>"
           "<attvalue for=\"relation\" value=\"forwarded\"/><attvalue for=\"names_source\" value=\"true\"/><attvalue for=\"lag_seconds\" value=\"530\"/>"
           "<attvalue for=\"similarity\" value=\"1\"/></attvalues></edge>",
           "<edge id=\"edg-doc-excerpt\" source=\"doc-excerpt\" target=\"doc-en\"><attvalues><attvalue for=\"kind\" value=\"inferred\"/><attvalue for=\"relation\" "
           "value=\"excerpt\"/><attvalue for=\"names_source\" value=\"false\"/><attvalue for=\"similarity\" value=\"0.97\"/></attvalues></edge>"})
    EXPECT_NE(gexf.find(part), std::string::npos) << part;
  for (std::string_view part : {"<key id=\"e-kind\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>", "<key id=\"n-at\" for=\"node\" attr.name=\"at\" attr.type=\"long\"/>",
                                "<edge id=\"edg-doc-en\" source=\"doc-en\" target=\"doc-ar\"><data key=\"e-kind\">inferred</data><data key=\"e-relation\">translated</data>"
                                "<data key=\"e-names_source\">false</data><data key=\"e-lag_seconds\">981</data><data key=\"e-similarity\">0.83</data></edge>",
                                "<data key=\"n-earliest_seen\">true</data>"})
    EXPECT_NE(graphml.find(part), std::string::npos) << part;
  for (const std::string& bytes : {gexf, graphml}) EXPECT_EQ(bytes.find("origin"), std::string::npos);
}

TEST(Graphs, OfAFamilyAndOfNone) {
  FerryCase c = ferry_case();
  EXPECT_NE(brief(c.findings, "fam-1", Form::gexf)->find("how family fam-1 spread"), std::string::npos);
  EXPECT_EQ(brief(c.findings, "fam-1", Form::html).status().code(), Code::usage);
  EXPECT_EQ(brief(c.findings, "fam-2", Form::gexf).status().code(), Code::not_found);
  c.findings.alerts[0].family.clear();
  for (Form form : kGraphs) {
    const std::string bytes = *brief(c.findings, c.alert, form);
    EXPECT_NE(bytes.find("No post of it was read"), std::string::npos);
    EXPECT_TRUE(read_brief(bytes)->mismatches.empty());
    EXPECT_TRUE(read_brief(bytes)->citations.empty());
  }
}

// What is no graph of ours is read once, not once for each of its tags.
TEST(Graphs, TagsWithoutEndTakeNoLonger) {
  std::string tags;
  for (int i = 0; i < 400000; ++i) tags += "<node id=\"x\">";
  EXPECT_FALSE(graph_citations(tags, Form::gexf));
  EXPECT_TRUE(graph_citations(tags + "</node>", Form::gexf)->empty());
  EXPECT_TRUE(graph_citations(tags + "</node>", Form::graphml)->empty());
}

TEST(Graphs, AnyChangedByteIsSeen) {
  FerryCase c = small_case();
  c.findings.families.push_back({"fam-1", "doc-1", {{"doc-1", Relation::first, "", 1, {}}}, {"Pier Talk"}, {}, {}});
  for (Form form : kGraphs) {
    const std::string bytes = *brief(c.findings, "fam-1", form);
    ASSERT_TRUE(read_brief(bytes)->mismatches.empty());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      std::string other = bytes;
      other[i] ^= 1;
      const auto read = read_brief(other);
      EXPECT_TRUE(!read.ok() || !read->mismatches.empty()) << i;
    }
  }
}

}  // namespace
}  // namespace tocsin::brief
