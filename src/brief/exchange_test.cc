// SPDX-License-Identifier: Apache-2.0
// STIX, MISP, CAP and GeoJSON: what of an alert stands where, and that no word of a document does more than be read.
// The validators of these formats run in tests/stories/forms_story.py.
#include "brief/exchange.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "brief/escape.h"
#include "brief/ferry_case.h"
#include "core/clock.h"
#include "core/json.h"
#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::brief {
namespace {

constexpr Form kForms[] = {Form::stix, Form::misp, Form::cap, Form::geojson};

std::string of(const FerryCase& c, Form form, const Marking& marking = {}) {
  const auto r = brief(c.findings, c.alert, form, {}, {std::nullopt, {}, "0.1.0", marking});
  EXPECT_TRUE(r.ok()) << r.status().message();
  return r.ok() ? *r : std::string();
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

json::Value parsed(const std::string& bytes) {
  Result<json::Value> v = json::parse(bytes);
  EXPECT_TRUE(v.ok()) << v.status().message();
  return v.ok() ? *v : json::Value();
}

std::vector<const json::Value*> of_type(const json::Value& bundle, std::string_view type) {
  std::vector<const json::Value*> out;
  for (const json::Value& o : bundle.find("objects")->items)
    if (o.find("type")->scalar == type) out.push_back(&o);
  return out;
}

std::vector<const json::Value*> named_objects(const json::Value& event, std::string_view name) {
  std::vector<const json::Value*> out;
  for (const json::Value& o : event.find("Event")->find("Object")->items)
    if (o.find("name")->scalar == name) out.push_back(&o);
  return out;
}

// Every string of a JSON form but the exact words and paths, which are for programs.
void walk(const json::Value& v, const std::string& name, std::vector<std::string>& out) {
  const bool list = name == "value" && v.scalar.starts_with("[{\"number\":") && v.scalar.find("record_at") != std::string::npos;
  if (v.is(json::Type::string) && name != "text" && name != "file" && !list) out.push_back(v.scalar);
  for (const json::Value& item : v.items) walk(item, name, out);
  for (const json::Member& m : v.members) walk(m.value, m.name, out);
}

TEST(Exchange, InertWords) {
  const struct {
    std::string_view text, expected;
  } cases[] = {{"", ""},
               {"the pier at noon", "the pier at noon"},
               {"صوت الأثل", "صوت الأثل"},
               {"a <b>x</b>", "a ‹b›x‹/b›"},
               {"one\ntwo\r\n\tthree", "one two three"},
               {"a\x1b[31mb\x07", "a␛[31mb␇"},
               {"abc\u202Egnp", "abc⟦U+202E⟧gnp"},
               {"[x](http://e.example/a)", "[x] (http[:]//e.example/a)"},
               {"![x](data:a)", "![x] (data:a)"},
               {"[x][y] [x]: javascript:a", "[x] [y] [x] : javascript:a"},
               {"www.e.example", "www[.]e.example"},
               {"&#x202E; &lt;b&gt; AT&T; a & b", "& #x202E; & lt;b& gt; AT& T; a & b"},
               {"AT&T and B&B", "AT&T and B&B"},
               {"write to @pier_desk_zz", "write to @…"}};
  for (const auto& c : cases) EXPECT_EQ(inert(c.text), c.expected) << c.text;
}

TEST(Exchange, UuidsAreThoseOfTheStandard) {
  EXPECT_EQ(uuid("a").size(), 36u);
  EXPECT_EQ(uuid("a")[14], '5');
  EXPECT_NE(uuid("a"), uuid("b"));
}

TEST(Exchange, LeadsBackToTheBytes) {
  const FerryCase c = ferry_case();
  const Index index(c.findings);
  for (const Form form : kForms) {
    const std::string bytes = of(c, form);
    EXPECT_EQ(bytes, of(c, form));   // the same again
    const auto read = read_brief(bytes);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->form, form);
    EXPECT_TRUE(read->mismatches.empty());
    EXPECT_GE(read->citations.size(), form == Form::geojson ? 3u : 10u);
    for (const Citation& one : read->citations) {
      const Document* d = index.document(one.passage.document);
      ASSERT_TRUE(d);
      EXPECT_EQ(one.text, cited_text(d->text, one.passage.span));
      EXPECT_EQ(std::tie(one.file, one.sha256, one.at), std::tie(d->file, d->sha256, d->at));
    }
    for (const std::string_view part : {"dulayb_ferry_desk_zz", "origin"}) EXPECT_FALSE(has(bytes, part)) << part;
    EXPECT_TRUE(has(bytes, "DRAFT: Grey Tamarisk Brigade"));
  }
}

TEST(Exchange, MarkedForWhomAndForWhat) {
  const FerryCase c = ferry_case();
  const Marking marking{Tlp::amber_strict, Pap::red};
  const std::string stix = of(c, Form::stix, marking);
  for (const std::string_view part : {R"("id":"marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003")", R"("tlp_2_0":"amber+strict")", R"("name":"TLP:AMBER+STRICT")",
                                      R"("id":"marking-definition--740d36e5-7714-4c30-961a-3ae632ceee0e")", R"("pap":"red")"})
    EXPECT_TRUE(has(stix, part)) << part;
  EXPECT_TRUE(has(of(c, Form::misp, marking), R"({"name":"tlp:amber+strict"},{"name":"PAP:RED"})"));
  EXPECT_TRUE(has(of(c, Form::cap, marking), "<scope>Restricted</scope>\n<restriction>TLP:AMBER+STRICT PAP:RED</restriction>"));
  EXPECT_TRUE(has(of(c, Form::geojson, marking), R"("tlp":"amber+strict","pap":"red")"));
}

TEST(Exchange, StixHoldsTheCase) {
  const FerryCase c = ferry_case();
  const json::Value bundle = parsed(of(c, Form::stix));
  EXPECT_EQ(of_type(bundle, "observed-data").size(), 9u);
  EXPECT_EQ(of_type(bundle, "sighting").size(), 3u);
  EXPECT_EQ(of_type(bundle, "incident").size(), 2u);
  ASSERT_EQ(of_type(bundle, "report").size(), 1u);
  ASSERT_EQ(of_type(bundle, "grouping").size(), 1u);
  std::set<std::string> ids, referred;
  for (const json::Value& o : bundle.find("objects")->items) {
    EXPECT_TRUE(ids.insert(o.find("id")->scalar).second) << o.find("id")->scalar;
    for (const json::Member& m : o.members) {   // no null, no empty list, nothing of our own outside the extension
      EXPECT_FALSE(m.value.is(json::Type::null)) << m.name;
      EXPECT_FALSE(m.value.is(json::Type::array) && m.value.items.empty()) << m.name;
      EXPECT_FALSE(m.name.starts_with("x_"));
      if (m.name.ends_with("_refs"))
        for (const json::Value& id : m.value.items) referred.insert(id.scalar);
      if (m.name.ends_with("_ref")) referred.insert(m.value.scalar);
    }
  }
  for (const std::string& id : referred) EXPECT_TRUE(ids.count(id)) << id;
  const json::Value& report = *of_type(bundle, "report")[0];
  EXPECT_EQ(report.find("confidence")->scalar, "97");
  EXPECT_EQ(report.find("object_refs")->items.size() + 5, bundle.find("objects")->items.size());   // itself, the maker, two markings, the extension
  EXPECT_TRUE(has(report.find("description")->scalar, "It names as targets “the ferry terminal” [2]"));
  EXPECT_TRUE(of_type(bundle, "opinion").empty());
  for (const json::Value* identity : of_type(bundle, "identity")) {
    const std::string& type = identity->find("identity_class")->scalar;
    EXPECT_TRUE(type == "organization" || type == "unknown" || type == "system") << type;
    EXPECT_FALSE(has(identity->find("name")->scalar, "Haddour"));   // nobody's person
  }
}

TEST(Exchange, MispHoldsTheCase) {
  const FerryCase c = ferry_case();
  const json::Value whole = parsed(of(c, Form::misp));
  const json::Value& event = *whole.find("Event");
  EXPECT_EQ(event.find("distribution")->scalar, "0");
  EXPECT_FALSE(event.find("published")->boolean);
  EXPECT_EQ(named_objects(whole, "chat-message").size(), 5u);
  EXPECT_EQ(named_objects(whole, "news-media").size(), 3u);
  EXPECT_EQ(named_objects(whole, "intelligence-source-assessment").size(), 1u);
  EXPECT_TRUE(has(event.find("EventReport")->items[0].find("content")->scalar, "## Where sources contradict each other"));
  const std::string bytes = of(c, Form::misp);
  for (const std::string_view part : {R"("name":"workflow:state=\"draft\"")", R"("name":"estimative-language:likelihood-probability=\"almost-certain\"")",
                                      R"("value":"Target chosen: [2] “the ferry terminal”")", R"("relationship_type":"is-a-translation-of")"})
    EXPECT_TRUE(has(bytes, part)) << part;
}

TEST(Exchange, CapSaysNoMoreThanAPersonDid) {
  FerryCase c = ferry_case();
  for (const auto& [review, status, certainty] : {std::tuple{"", "Draft", "Possible"}, {"confirmed", "Draft", "Possible"},
                                                  {"dismissed", "Draft", "Possible"}, {"escalated", "Actual", "Likely"}}) {
    c.findings.alerts[0].review = review;
    const std::string cap = of(c, Form::cap);
    EXPECT_TRUE(has(cap, "<status>" + std::string(status) + "</status>")) << review;
    EXPECT_TRUE(has(cap, "<certainty>" + std::string(certainty) + "</certainty>")) << review;
    EXPECT_EQ(has(cap, "<headline>DRAFT: "), *review == 0) << review;
  }
  const std::string cap = of(ferry_case(), Form::cap);
  for (const std::string_view part : {"<identifier>tocsin-alr-1</identifier>\n<sender>tocsin</sender>\n<sent>2025-10-09T14:40:00-00:00</sent>", "<urgency>Future</urgency>\n<severity>Unknown</severity>",
                                      "<onset>2025-10-11T15:00:00-00:00</onset>", "<areaDesc>Marsa Dulayb, Jordan (its coordinates are not known)</areaDesc>"})
    EXPECT_TRUE(has(cap, part)) << part;
  EXPECT_FALSE(has(cap, "<circle>"));
  c = ferry_case();
  for (Threat& t : c.findings.threats)
    for (ThreatPlace& p : t.places) p.lat = 29.5, p.lon = 35.0, p.geonameid = 250774;
  EXPECT_TRUE(has(of(c, Form::cap), "<circle>29.5,35 0</circle>\n<geocode><valueName>GeoNames</valueName><value>250774</value></geocode>"));
}

TEST(Exchange, PlacesWithAndWithoutCoordinates) {
  FerryCase c = ferry_case();
  const json::Value unknown = parsed(of(c, Form::geojson));
  ASSERT_GE(unknown.find("features")->items.size(), 3u);
  for (const json::Value& f : unknown.find("features")->items)
    EXPECT_TRUE(f.find("properties")->find("role")->scalar != "threatened place" || f.find("geometry")->is(json::Type::null));
  for (Threat& t : c.findings.threats)
    for (ThreatPlace& p : t.places) p.lat = 29.52667, p.lon = 35.00778123456, p.geonameid = 250774;
  const json::Value known = parsed(of(c, Form::geojson));
  const json::Value& first = known.find("features")->items[0];   // both versions name one place
  EXPECT_EQ(first.find("geometry")->find("coordinates")->items[0].scalar, "35.007781");
  EXPECT_EQ(first.find("geometry")->find("coordinates")->items[1].scalar, "29.52667");
  EXPECT_EQ(first.find("properties")->find("citations")->items.size(), 2u);
  EXPECT_EQ(known.find("features")->items.size() + 1, unknown.find("features")->items.size());
}

// A name that is markup, a link, a terminal's command or a list of passages stays a name.
TEST(Exchange, HostileWordsStayWords) {
  for (const std::string_view words :
       {"\"", "a\"b\\", "<script>alert(1)</script>", "]]>", "<!ENTITY x SYSTEM \"file:///etc/passwd\">", "&xxe; &#x202E;", "a\x01" "b\x1b[31m", "a\u202Eb", "line\nbreak\ttab\r\n", "\uFFFE\uFFFF", "\u2028",
        "![x](https://e.example/p.png)", "=cmd()", "[{\"number\":1}]", "</value></parameter></info></alert>", "\"manifest\":{\"sha256\":\"0\"}}}}]}", "\xff\xfe"}) {
    FerryCase c = ferry_case();
    const std::string hostile(words);
    for (Document& d : c.findings.documents)
      d.channel += hostile, d.outlet += hostile, d.file += hostile, d.forwarded_from = hostile, d.lang = hostile, d.title = hostile, d.source_id = hostile, d.url = "https://x.example/" + hostile;
    for (Outlet& o : c.findings.outlets) o.name += hostile, o.aliases.push_back(hostile);
    for (Incident& i : c.findings.incidents) i.what = hostile, i.place->name += hostile;
    for (Threat& t : c.findings.threats)
      for (ThreatPlace& p : t.places) p.name += hostile;
    c.findings.alerts[0].review = hostile;
    for (const Form form : kForms) {
      const std::string bytes = of(c, form);
      const auto read = read_brief(bytes);
      ASSERT_TRUE(read.ok());
      EXPECT_EQ(read->form, form);
      EXPECT_TRUE(read->mismatches.empty()) << words;
      EXPECT_EQ(utf8::first_invalid(bytes), std::string::npos);
      EXPECT_EQ(text::terminal_safe(bytes), bytes) << words;
      if (form == Form::cap) continue;   // its words are the same, behind xml(), which graph_test tries
      std::vector<std::string> shown;
      walk(parsed(bytes), "", shown);
      for (const std::string& s : shown)
        for (const std::string_view bad : {"<", "](", "https://e", "\x1b", "\u202E", "\x01"}) EXPECT_FALSE(has(s, bad)) << words << " in " << s.substr(0, 200);
    }
  }
}

TEST(Exchange, WithoutATimeThereIsNoTime) {
  FerryCase c = ferry_case();
  for (Document& d : c.findings.documents) d.published.reset();
  for (const Form form : {Form::stix, Form::misp, Form::cap}) EXPECT_EQ(brief(c.findings, c.alert, form).status().code(), Code::usage);
  EXPECT_TRUE(read_brief(of(c, Form::geojson))->mismatches.empty());
  c = ferry_case();
  c.findings.documents[1].published.reset();   // a copy: told in a note, never given a time
  const json::Value bundle = parsed(of(c, Form::stix));
  EXPECT_EQ(of_type(bundle, "observed-data").size(), 8u);
  EXPECT_EQ(named_objects(parsed(of(c, Form::misp)), "chat-message").size(), 4u);
}

TEST(Exchange, OfALargeFamilyTheFirstPosts) {
  const FerryCase c = ferry_case_of(1000);
  const json::Value bundle = parsed(of(c, Form::stix));
  EXPECT_LT(of_type(bundle, "observed-data").size(), kExchangedPosts + 20);
  EXPECT_TRUE(has(of_type(bundle, "grouping")[0]->find("description")->scalar, "800 more posts are not in this form"));
  EXPECT_EQ(named_objects(parsed(of(c, Form::misp)), "chat-message").size(), kExchangedPosts);
  for (const Form form : kForms) EXPECT_LT(of(c, form).size(), 2'000'000u);
}

TEST(Exchange, AReportedThreatWithoutPosts) {
  FerryCase c = ferry_case();
  c.findings.alerts[0].family.clear();
  for (const Form form : kForms) EXPECT_TRUE(read_brief(of(c, form))->mismatches.empty());
  EXPECT_TRUE(of_type(parsed(of(c, Form::stix)), "sighting").empty());
}

}  // namespace
}  // namespace tocsin::brief
