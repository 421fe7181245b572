// SPDX-License-Identifier: Apache-2.0
// Names in their fullest form, statements, claims, outlets and threats of one document. Readings are made by hand. All invented.
#include "record/statements.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/names.h"
#include "record/claims.h"
#include "record/names.h"
#include "record/outlets.h"
#include "record/threats.h"

namespace tocsin::record {
namespace {

// A document whose reading is written down as the words it points to; the n-th place of the words where they stand more than once.
struct Page {
  Document document;
  Reading reading;

  explicit Page(std::string text, DocumentKind kind = DocumentKind::article) {
    document.id = "doc-1";
    document.kind = kind;
    document.text = std::move(text);
    reading.document = "doc-1";
  }
  Span span(std::string_view words, int nth = 1) const {
    std::size_t at = document.text.find(words);
    while (--nth > 0 && at != std::string::npos) at = document.text.find(words, at + 1);
    EXPECT_NE(at, std::string::npos) << words;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  }
  Page& mention(MentionKind kind, std::string_view words, int nth = 1) {
    reading.mentions.push_back({kind, span(words, nth), {}, {}, {}});
    std::sort(reading.mentions.begin(), reading.mentions.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
    return *this;
  }
  StatementReading& statement(std::optional<Span> source, Span cue, Span content) {
    StatementReading s;
    s.source = source;
    s.cue = cue;
    s.content = {content};
    s.span = cover(cue, content);
    if (source) s.span = cover(s.span, *source);
    reading.statements.push_back(s);
    return reading.statements.back();
  }
};

constexpr auto kPerson = MentionKind::person;
constexpr auto kBody = MentionKind::organisation;

TEST(Names, AreInTheirFullestForm) {
  Page p("The Grey Reed Guild met Nadia Salem, a doctor. Salem spoke. The guild left; the Reed Guild was late. Inspector Dora Mell stayed. The tide "
         "office closed. A spokesman for the guild wept.");
  p.mention(kBody, "Grey Reed Guild").mention(kPerson, "Nadia Salem").mention(kPerson, "Salem", 2).mention(kBody, "Reed Guild", 2);
  const struct {
    const char* words;
    int nth;
    const char* name;
  } kCases[] = {
      {"Nadia Salem, a doctor", 1, "Nadia Salem"}, {"Salem", 2, "Nadia Salem"},          {"The guild", 1, "Grey Reed Guild"},
      {"the Reed Guild", 1, "Grey Reed Guild"},    {"The Grey Reed Guild", 1, "Grey Reed Guild"}, {"Inspector Dora Mell", 1, "Inspector Dora Mell"},
      {"The tide office", 1, "the tide office"},   {"A spokesman for the guild", 1, "a spokesman for the guild"},
  };
  for (const auto& c : kCases) {
    const Name n = resolve_name(p.document, p.reading, p.span(c.words, c.nth));
    EXPECT_EQ(n.name, c.name);
    ASSERT_FALSE(n.spans.empty());
    EXPECT_EQ(n.spans[0].span, p.span(c.words, c.nth));
    EXPECT_EQ(n.spans[0].document, "doc-1");
  }
  EXPECT_EQ(resolve_name(p.document, p.reading, p.span("Salem", 2)).spans.at(1).span, p.span("Nadia Salem"));
}

TEST(Names, ItIsTheNearestSourceOrSubject) {
  const struct {
    const char* text;
    const char* name;
  } kCases[] = {
      {"The tide office said so. The Grey Reed Guild on Tuesday left. “We wait,” it said.", "Grey Reed Guild"},
      {"The Grey Reed Guild left. The tide office said so. “We wait,” it said.", "the tide office"},
      {"The tide office said so. Boats of the Grey Reed Guild left. “We wait,” it said.", "the tide office"},
      {"The tide office said so. The Grey Reed Guild's boats left. “We wait,” it said.", "the tide office"},
      {"The tide office said so. “The Grey Reed Guild left. We wait,” it said.", "the tide office"},
  };
  for (const auto& c : kCases) {
    Page p(c.text);
    p.mention(kBody, "Grey Reed Guild");
    const Span office = p.span("The tide office"), it = {p.span(" it said").begin + 1, p.span(" it said").begin + 3};
    p.statement(office, p.span("said"), p.span("so"));
    const std::size_t open = p.document.text.find("“");
    p.statement(it, p.span("said", 2), {static_cast<std::uint32_t>(open), it.begin - 1});
    EXPECT_EQ(resolve_name(p.document, p.reading, it).name, c.name) << c.text;
  }
}

TEST(Names, InArabicWithoutTheArticleOfADescription) {
  Page p("قال لواء القصب الرمادي إنه باق. وأعلن اللواء ذلك. وقال سمير حداد للضفة إن الأمر انتهى.");
  p.mention(kBody, "لواء القصب الرمادي").mention(kPerson, "سمير حداد");
  EXPECT_EQ(resolve_name(p.document, p.reading, p.span("اللواء")).name, "لواء القصب الرمادي");
  EXPECT_EQ(resolve_name(p.document, p.reading, p.span("للضفة")).name, "الضفة");
  EXPECT_EQ(resolve_name(p.document, p.reading, p.span("سمير حداد")).name, "سمير حداد");
}

TEST(Names, ExamplesOfTheList) {
  std::ifstream file(TOCSIN_SOURCE_DIR "/src/record/lists/reference_words.examples");
  ASSERT_TRUE(file);
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    ++cases;
    std::string expected;
    if (const std::size_t arrow = line.find(" → "); arrow != std::string::npos) {
      expected = line.substr(arrow + 5);
      line.resize(arrow);
    }
    const std::size_t open = line.find('['), close = line.find(']');
    ASSERT_TRUE(open != std::string::npos && close != std::string::npos) << line;
    const Span span{static_cast<std::uint32_t>(open - 2), static_cast<std::uint32_t>(close - 3)};
    Page p(line.substr(2, open - 2) + line.substr(open + 1, close - open - 1) + line.substr(close + 1));
    if (p.document.text.find("Nadia Salem") != std::string::npos) p.mention(kPerson, "Nadia Salem");
    if (p.document.text.find("Grey Reed Guild") != std::string::npos) p.mention(kBody, "Grey Reed Guild");
    EXPECT_EQ(resolve_name(p.document, p.reading, span).name, line[0] == '+' ? expected : std::string(slice(p.document.text, span))) << line;
  }
  EXPECT_GT(cases, 5);
}

TEST(RecordStatements, NamesAndDescriptionsGoWithTheSource) {
  Page p("Rafe Oster, a spokesman for the patrol, denied it. “None,” he told reporters. The Blue Reed Patrol left.");
  p.mention(kPerson, "Rafe Oster").mention(kBody, "Blue Reed Patrol");
  auto& first = p.statement(p.span("Rafe Oster, a spokesman for the patrol"), p.span("denied"), p.span("it"));
  first.role = p.span("spokesman");
  first.affiliation = p.span("patrol");
  auto& second = p.statement(p.span("he "), p.span("told"), p.span("“None,”"));
  second.source = Span{second.source->begin, second.source->end - 1};
  second.told_to = p.span("reporters");
  second.manner = Manner::direct;
  const std::vector<Statement> s = record_statements(p.document, p.reading);
  ASSERT_EQ(s.size(), 2u);
  EXPECT_EQ(s[1].source->name, "Rafe Oster");
  EXPECT_EQ(s[1].role, "spokesman");
  EXPECT_EQ(s[1].affiliation, "Blue Reed Patrol");
  EXPECT_EQ(s[1].told_to->name, "reporters");
  EXPECT_EQ(s[1].manner, Manner::direct);
  EXPECT_NE(s[0].id, s[1].id);
  EXPECT_EQ(s, record_statements(p.document, p.reading));
}

TEST(RecordClaims, CarryTextStatusAndHolder) {
  Page p("The guild spoke of 60 boats; that number was never confirmed. The Grey Reed Guild left.");
  p.mention(kBody, "Grey Reed Guild");
  ClaimReading c;
  c.span = p.span("that number");
  c.status = ClaimStatus::never_confirmed;
  c.status_span = p.span("was never confirmed");
  c.holder = p.span("The guild");
  p.reading.claims.push_back(c);
  const std::vector<Claim> claims = record_claims(p.document, p.reading);
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].text, "that number");
  EXPECT_EQ(claims[0].holder->name, "Grey Reed Guild");
  EXPECT_EQ(to_string(claims[0].status), "never_confirmed");
}

const Outlet* find(const std::vector<Outlet>& list, std::string_view name) {
  for (const Outlet& o : list)
    if (o.name == name) return &o;
  return nullptr;
}

TEST(RecordOutlets, StandingsWithVouchersAndTheChannelNamedLast) {
  Page p("It was posted on Tuesday on Salt Mirror (مرآة الملح). Salt Mirror is an established outlet, said Lamis Oran. Joram Till called the channel's "
         "standing disputed.");
  p.document.outlet = "The Quay Gazette";
  p.statement(p.span("Lamis Oran"), p.span("said"), p.span("Salt Mirror is an established outlet"));
  p.statement(p.span("Joram Till"), p.span("called"), p.span("the channel's standing disputed"));
  p.reading.standings.push_back({p.span("Salt Mirror", 2), p.span("established outlet"), Standing::established, 0, {}});
  const std::vector<Statement> statements = record_statements(p.document, p.reading);
  std::vector<Outlet> outlets = record_outlets(p.document, p.reading, statements);
  ASSERT_NE(find(outlets, "The Quay Gazette"), nullptr);
  const Outlet* salt = find(outlets, "Salt Mirror");
  ASSERT_NE(salt, nullptr);
  EXPECT_EQ(salt->standing, Standing::established);
  EXPECT_EQ(salt->vouched_by, std::vector<Id>{statements[0].id});
  EXPECT_EQ(salt->aliases, std::vector<std::string>{"مرآة الملح"});
  EXPECT_EQ(salt->id, outlet_id("the SALT mirror"));

  // Another who says otherwise makes it disputed; both are named.
  p.reading.standings.push_back({p.span("the channel"), p.span("standing disputed"), Standing::disputed, 1, {}});
  outlets = record_outlets(p.document, p.reading, statements);
  salt = find(outlets, "Salt Mirror");
  ASSERT_NE(salt, nullptr);
  EXPECT_EQ(salt->standing, Standing::disputed);
  EXPECT_EQ(salt->vouched_by.size(), 2u);
}

TEST(RecordOutlets, OfAMessageItsChannelWithAllItsNames) {
  Page p("The pier is shut.", DocumentKind::message);
  p.document.channel = "Salt Mirror | مرآة الملح";
  const std::vector<Outlet> outlets = record_outlets(p.document, p.reading, {});
  ASSERT_EQ(outlets.size(), 1u);
  EXPECT_EQ(outlets[0].name, "Salt Mirror");
  EXPECT_EQ(outlets[0].id, outlet_id("Salt Mirror"));
  EXPECT_EQ(outlets[0].aliases, (std::vector<std::string>{"Salt Mirror | مرآة الملح", "مرآة الملح"}));
  EXPECT_EQ(outlets[0].standing, Standing::unknown);
}

TEST(RecordOutlets, ExamplesOfTheList) {
  std::ifstream file(TOCSIN_SOURCE_DIR "/src/record/lists/outlet_words.examples");
  ASSERT_TRUE(file);
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    ++cases;
    std::string text, expected;
    const std::size_t open = line.find('['), close = line.find(']');
    if (open != std::string::npos) expected = line.substr(open + 1, close - open - 1);
    for (const char c : line.substr(2))
      if (c != '[' && c != ']') text += c;
    Page p(text);
    const std::vector<Outlet> outlets = record_outlets(p.document, p.reading, {});
    ASSERT_EQ(outlets.size(), line[0] == '+' ? 1u : 0u) << line;
    if (line[0] == '+') {
      EXPECT_EQ(outlets[0].name, expected) << line;
    }
  }
  EXPECT_GT(cases, 4);
}

TEST(RecordThreats, SlotsPlacesAndWhenItWasPosted) {
  Page p("We, the Reed Guild, will paint the old pier in Quayhill, not the school.", DocumentKind::message);
  p.document.published = parse_time("2025-10-07T15:42:10Z")->time;
  p.mention(kBody, "Reed Guild").mention(MentionKind::place, "Quayhill");
  PlaceValue value;
  value.geonameid = 7;
  value.name = "Quayhill";
  value.country = "JO";
  p.reading.mentions.back().place = value;
  ThreatReading t;
  t.force = Force::intends;
  t.caller = p.span("the Reed Guild");
  t.act = p.span("will paint");
  t.targets_chosen = {p.span("the old pier")};
  t.targets_rejected = {p.span("the school")};
  t.places = {p.span("in Quayhill")};
  t.span = p.span(p.document.text);
  p.reading.threats.push_back(t);
  std::vector<Threat> threats = record_threats(p.document, p.reading);
  ASSERT_EQ(threats.size(), 1u);
  EXPECT_EQ(threats[0].caller->name, "Reed Guild");
  ASSERT_EQ(threats[0].places.size(), 1u);
  EXPECT_EQ(threats[0].places[0].span.span, p.span("Quayhill"));
  EXPECT_EQ(threats[0].places[0].country, "JO");
  EXPECT_EQ(threats[0].places[0].geonameid, 7);
  ASSERT_TRUE(threats[0].posted.has_value());
  EXPECT_EQ(threats[0].posted->from, p.document.published);
  EXPECT_EQ(threats[0].posted->precision, Precision::second);
  EXPECT_TRUE(threats[0].reported_by.empty());
  EXPECT_EQ(threats[0].targets_rejected.at(0).span, p.span("the school"));

  // In an article it is a report; an unlisted place keeps its name.
  p.document.kind = DocumentKind::article;
  p.reading.mentions.clear();
  threats = record_threats(p.document, p.reading);
  EXPECT_EQ(threats[0].reported_by, "doc-1");
  EXPECT_FALSE(threats[0].posted.has_value());
  EXPECT_EQ(threats[0].places.at(0).name, "in Quayhill");
  EXPECT_EQ(threats[0].places.at(0).geonameid, 0);
}

}  // namespace
}  // namespace tocsin::record
