// SPDX-License-Identifier: Apache-2.0
#include "brief/ferry_case.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/clock.h"
#include "core/hash.h"
#include "core/totals.h"

namespace tocsin::brief {
namespace {

constexpr std::string_view kArabic =
    "بيان صادر عن لواء الأثل الرمادي\n\nإلى مقاتلينا على الساحل: لن يمرّ قصف سوق تل مرود يوم الخميس بلا رد. مساء السبت تضربون في مرسى دليب، "
    "لا المدرسة ولا العيادة، بل محطة العبّارات ومبنى الجمارك. وإذا غادرت الدورية الميناء قبل ظهر الجمعة فابقوا في بيوتكم.\n\n"
    "لواء الأثل الرمادي، 7 تشرين الأول";
constexpr std::string_view kEnglish =
    "Statement of the Grey Tamarisk Brigade\n\nTo our fighters on the coast: the strike on the Tell Marwud market on Thursday will be "
    "answered. On Saturday evening you will strike in Marsa Dulayb, not the school, not the clinic, but the ferry terminal and the customs "
    "house. Those who work for the Joint Patrol there have had their warning. If the Patrol leaves the harbour before noon on Friday, stay "
    "at home.\n\nGrey Tamarisk Brigade, 7 October";
constexpr std::string_view kExcerpt =
    "On Saturday evening you will strike in Marsa Dulayb, not the school, not the clinic, but the ferry terminal and the customs house.";
constexpr std::string_view kCounter =
    "Whoever wrote \"not the school, not the clinic, but the ferry terminal and the customs house\" does not speak for this town. "
    "We reject this, and you should be ashamed. Ask @dulayb_ferry_desk_zz for the timetable.";
constexpr std::string_view kCourier =
    "MARSA DULAYB – A message posted on Tuesday on the Telegram channel Tamarisk Voice, and signed by the Grey Tamarisk Brigade, threatens "
    "two buildings here. “On Saturday evening you will strike in Marsa Dulayb, not the school, not the clinic, but the ferry terminal and "
    "the customs house,” it says.\n\nAt least 53 people, including 21 children, were killed in the strike on the market of Tell Marwud on "
    "2 October, according to the Badiya Casualty Observatory. The Tell Marwud Health Directorate put the number of dead at 48. Dozens of "
    "people were hurt.\n\nTamarisk Voice is considered an established media outlet of the brigade, said Lamis Haddour, who researches the "
    "media of armed groups at the Shoreline Institute in Amman. Commander Rafe Ostrander, a spokesman for the patrol, denied "
    "responsibility. “No vessel and no aircraft of ours was within 200 kilometres of Tell Marwud that day,” he told reporters in Aqaba.";
constexpr std::string_view kSteppe =
    "It could not be independently verified who wrote it. “The style is theirs, but a style can be borrowed,” Joram Telleby, a lecturer in "
    "media studies at the Coastal College in Aqaba, told Steppe and Shore. He called the channel’s standing disputed.\n\nBeyond the words "
    "of the message itself it is not clear whether the two are linked, a harbour police officer, Inspector Dora Mehlis, said. The brigade "
    "spoke of more than 60 killed; that number was never confirmed. In Aqaba two men were detained on Wednesday over "
    "leaflets at the terminal gate.";
constexpr std::string_view kMirsat =
    "قالت مديرية صحة تل مرود إن 48 شخصاً قتلوا في قصف السوق في الثاني من تشرين الأول. ونفى القائد ريف أوستراندر مسؤولية الدورية عن القصف.";

std::string sha(std::string_view file) { return sha256_hex(file); }

class Builder {
 public:
  Findings f;

  void message(const char* id, const char* channel, const char* at, std::string_view text, const char* lang, std::uint64_t offset) {
    document(id, DocumentKind::message, channel, at, text, lang, "story/export/result.json", offset);
  }
  void article(const char* id, const char* outlet, const char* at, std::string_view text, const char* lang, const char* file, const char* title) {
    document(id, DocumentKind::article, outlet, at, text, lang, file, 0);
    f.documents.back().title = title;
    f.documents.back().url = "https://harbour.example/story?id=1";
  }
  Passage at(const char* document, std::string_view words) const { return words_of(f, document, words); }
  Name name(const char* text, std::vector<Passage> spans) const { return {text, std::move(spans)}; }

 private:
  void document(const char* id, DocumentKind kind, const char* where, const char* at, std::string_view text, const char* lang,
                const char* file, std::uint64_t offset) {
    Document d;
    d.id = id;
    d.source_id = id;
    d.kind = kind;
    (kind == DocumentKind::message ? d.channel : d.outlet) = where;
    d.published = parse_time(at)->time;
    d.text = text;
    d.lang = lang;
    d.file = file;
    d.sha256 = sha(file);
    d.at = offset;
    f.documents.push_back(std::move(d));
  }
};

Time time_of(const char* text) { return parse_time(text)->time; }
Interval day(const char* from, const char* to) { return {time_of(from), time_of(to), Precision::day}; }
Interval evening() { return {time_of("2025-10-11T15:00:00Z"), time_of("2025-10-11T20:59:59Z"), Precision::part_of_day}; }

Figure figure(const char* id, Category category, std::optional<std::int64_t> min, std::optional<std::int64_t> max, Qualifier q,
              std::optional<Name> source, Passage span) {
  Figure out;
  out.id = id, out.category = category, out.min = min, out.max = max, out.qualifier = q, out.source = std::move(source), out.span = std::move(span);
  return out;
}

void documents(Builder& b) {
  b.message("doc-ar", "Tamarisk Voice | صوت الأثل", "2025-10-07T15:42:10Z", kArabic, "ar", 10233);
  b.message("doc-fwd", "Red Gulf Wire Mirror", "2025-10-07T15:51:00Z", kArabic, "ar", 20410);
  b.f.documents.back().forwarded_from = "Tamarisk Voice | صوت الأثل";
  b.message("doc-en", "Tamarisk Voice | صوت الأثل", "2025-10-07T15:58:31Z", kEnglish, "en", 11890);
  b.f.documents.back().edited = time_of("2025-10-07T16:07:12Z");
  b.message("doc-exact", "Marsa Dulayb Neighbours | جيران مرسى دليب", "2025-10-07T16:11:00Z", kEnglish, "en", 44120);
  b.message("doc-counter", "Marsa Dulayb Neighbours | جيران مرسى دليب", "2025-10-07T16:16:00Z", kCounter, "en", 45200);
  b.message("doc-excerpt", "Red Gulf Wire Mirror", "2025-10-08T06:50:00Z", kExcerpt, "en", 22999);
  b.article("doc-courier", "The Harbour Courier", "2025-10-08T11:30:00Z", kCourier, "en", "story/articles/harbour-courier.html", "Message names ferry terminal and customs house");
  b.article("doc-mirsat", "المرساة", "2025-10-08T14:00:00Z", kMirsat, "ar", "story/articles/almirsat.html", "ما نعرفه عن بيان مرسى دليب");
  b.article("doc-steppe", "Steppe and Shore", "2025-10-09T14:40:00Z", kSteppe, "en", "story/articles/steppe.html", "What is known about the Marsa Dulayb message");
  b.f.documents.back().zone_assumed = true;
}

void family(Builder& b) {
  Family f;
  f.id = "fam-1";
  f.first = "doc-ar";
  f.members = {{"doc-ar", Relation::first, "", 1, {}},
               {"doc-fwd", Relation::forwarded, "doc-ar", 1, {}},
               {"doc-en", Relation::translated, "doc-ar", 0.83, {}},
               {"doc-exact", Relation::exact, "doc-en", 1, {}},
               {"doc-excerpt", Relation::excerpt, "doc-en", 0.97, {b.at("doc-excerpt", kExcerpt), b.at("doc-en", kExcerpt)}}};
  f.channels = {"Marsa Dulayb Neighbours | جيران مرسى دليب", "Red Gulf Wire Mirror", "Tamarisk Voice | صوت الأثل"};
  f.from = time_of("2025-10-07T15:42:10Z");
  f.to = time_of("2025-10-08T06:50:00Z");
  b.f.families.push_back(f);
}

void threats(Builder& b) {
  Threat ar;
  ar.id = "thr-ar", ar.document = "doc-ar", ar.force = Force::calls_for, ar.score = 0.97, ar.outlet = "out-1";
  ar.caller = b.name("لواء الأثل الرمادي", {b.at("doc-ar", "لواء الأثل الرمادي")});
  ar.addressee = b.name("مقاتلينا على الساحل", {b.at("doc-ar", "مقاتلينا على الساحل")});
  ar.act = b.at("doc-ar", "تضربون");
  ar.targets_chosen = {b.at("doc-ar", "محطة العبّارات"), b.at("doc-ar", "مبنى الجمارك")};
  ar.targets_rejected = {b.at("doc-ar", "المدرسة"), b.at("doc-ar", "العيادة")};
  ar.places = {{b.at("doc-ar", "مرسى دليب"), 0, "JO", "مرسى دليب"}};
  ar.time = {b.at("doc-ar", "مساء السبت")};
  ar.times = {{TimeType::time, "2025-10-11TEV", evening()}};
  ar.motive = {b.at("doc-ar", "قصف سوق تل مرود يوم الخميس")};
  ar.condition = {b.at("doc-ar", "إذا غادرت الدورية الميناء قبل ظهر الجمعة")};
  ar.posted = Interval{time_of("2025-10-07T15:42:10Z"), time_of("2025-10-07T15:42:10Z"), Precision::second};
  Threat en = ar;
  en.id = "thr-en", en.document = "doc-en";
  en.caller = b.name("Grey Tamarisk Brigade", {b.at("doc-en", "Grey Tamarisk Brigade"), b.at("doc-courier", "Grey Tamarisk Brigade")});
  en.addressee = b.name("our fighters on the coast", {b.at("doc-en", "our fighters on the coast")});
  en.act = b.at("doc-en", "you will strike");
  en.targets_chosen = {b.at("doc-en", "the ferry terminal"), b.at("doc-en", "the customs house")};
  en.targets_rejected = {b.at("doc-en", "the school"), b.at("doc-en", "the clinic")};
  en.victims = {b.at("doc-en", "Those who work for the Joint Patrol there")};
  en.places = {{b.at("doc-en", "Marsa Dulayb"), 0, "JO", "Marsa Dulayb"}};
  en.time = {b.at("doc-en", "Saturday evening")};
  en.motive = {b.at("doc-en", "the strike on the Tell Marwud market on Thursday")};
  en.condition = {b.at("doc-en", "If the Patrol leaves the harbour before noon on Friday")};
  Threat counter;
  counter.id = "thr-counter", counter.document = "doc-counter", counter.force = Force::calls_for, counter.stance = Stance::opposed;
  counter.targets_chosen = {b.at("doc-counter", "the ferry terminal")};
  b.f.threats = {ar, counter, en};
}

void incidents(Builder& b) {
  Incident i;
  i.id = "inc-1";
  i.what = "strike on the market";
  i.place = Place{"Tell Marwud", 0, "JO", std::nullopt, std::nullopt, "eastern Jordan"};
  i.when = day("2025-10-02", "2025-10-02");
  i.actor = b.name("Joint Patrol", {b.at("doc-courier", "the patrol")});
  i.status = IncidentStatus::disputed;
  const Name observatory = b.name("Badiya Casualty Observatory", {b.at("doc-courier", "Badiya Casualty Observatory")});
  const Name directorate = b.name("Tell Marwud Health Directorate", {b.at("doc-courier", "Tell Marwud Health Directorate")});
  const Name brigade = b.name("Grey Tamarisk Brigade", {b.at("doc-steppe", "The brigade")});
  i.figures = {
      figure("fig-1", Category::people, 53, std::nullopt, Qualifier::at_least, observatory, b.at("doc-courier", "At least 53 people")),
      figure("fig-2", Category::children, 21, 21, Qualifier::exactly, observatory, b.at("doc-courier", "21 children")),
      figure("fig-3", Category::people, 48, 48, Qualifier::exactly, directorate, b.at("doc-courier", "48")),
      figure("fig-4", Category::people, 48, 48, Qualifier::exactly, directorate, b.at("doc-mirsat", "48 شخصاً")),
      figure("fig-5", Category::people, 60, std::nullopt, Qualifier::at_least, brigade, b.at("doc-steppe", "more than 60 killed")),
      figure("fig-6", Category::people, 12, std::nullopt, Qualifier::dozens, std::nullopt, b.at("doc-courier", "Dozens of people")),
  };
  i.figures[1].subset_of = "fig-1";
  i.figures[4].status = ClaimStatus::never_confirmed;
  i.figures[5].effect = Effect::injured;
  i.totals = totals(i.figures);
  i.spans = {b.at("doc-courier", "the strike on the market of Tell Marwud"), b.at("doc-mirsat", "قصف السوق")};
  Incident detained;
  detained.id = "inc-2";
  detained.what = "arrest over leaflets";
  detained.place = Place{"Aqaba", 250774, "JO", 29.52667, 35.00778, ""};
  detained.when = day("2025-10-08", "2025-10-08");
  detained.spans = {b.at("doc-steppe", "two men were detained on Wednesday")};
  detained.figures = {figure("fig-7", Category::men, 2, 2, Qualifier::exactly, std::nullopt, b.at("doc-steppe", "two men"))};
  detained.figures[0].effect = Effect::detained;
  detained.totals = totals(detained.figures);
  b.f.incidents = {i, detained};
}

void speech(Builder& b) {
  Statement haddour;
  haddour.id = "sta-1";
  haddour.source = b.name("Lamis Haddour", {b.at("doc-courier", "Lamis Haddour")});
  haddour.role = "researcher of the media of armed groups", haddour.affiliation = "Shoreline Institute";
  haddour.told_to = b.name("Harbour Courier", {});
  haddour.cue = b.at("doc-courier", "said");
  haddour.content = {b.at("doc-courier", "Tamarisk Voice is considered an established media outlet of the brigade")};
  haddour.span = b.at("doc-courier", "Tamarisk Voice is considered an established media outlet of the brigade, said Lamis Haddour");
  Statement ostrander;
  ostrander.id = "sta-2";
  ostrander.source = b.name("Rafe Ostrander", {b.at("doc-courier", "Commander Rafe Ostrander")});
  ostrander.role = "spokesman", ostrander.affiliation = "Red Gulf Joint Patrol";
  ostrander.told_to = b.name("reporters", {b.at("doc-courier", "reporters")});
  ostrander.manner = Manner::direct;
  ostrander.content = {b.at("doc-courier", "No vessel and no aircraft of ours was within 200 kilometres of Tell Marwud that day,")};
  ostrander.span = b.at("doc-courier", "“No vessel and no aircraft of ours was within 200 kilometres of Tell Marwud that day,” he told reporters in Aqaba.");
  Statement telleby;
  telleby.id = "sta-3";
  telleby.source = b.name("Joram Telleby", {b.at("doc-steppe", "Joram Telleby")});
  telleby.role = "lecturer in media studies", telleby.affiliation = "Coastal College";
  telleby.told_to = b.name("Steppe and Shore", {b.at("doc-steppe", "Steppe and Shore")});
  telleby.manner = Manner::direct;
  telleby.content = {b.at("doc-steppe", "The style is theirs, but a style can be borrowed,"), b.at("doc-steppe", "the channel’s standing disputed")};
  telleby.span = b.at("doc-steppe", "“The style is theirs, but a style can be borrowed,” Joram Telleby, a lecturer in media studies at the Coastal College in Aqaba, told Steppe and Shore.");
  b.f.statements = {haddour, ostrander, telleby};

  const auto claim = [&](const char* id, ClaimStatus status, std::optional<Name> holder, Passage span, Passage words) {
    Claim c;
    c.id = id, c.status = status, c.holder = std::move(holder), c.span = span, c.status_span = words;
    c.text = std::string(slice(std::find_if(b.f.documents.begin(), b.f.documents.end(), [&](const Document& d) { return d.id == span.document; })->text, span.span));
    b.f.claims.push_back(c);
  };
  claim("clm-1", ClaimStatus::denied, b.name("Rafe Ostrander", {b.at("doc-courier", "Rafe Ostrander")}), b.at("doc-courier", "responsibility"), b.at("doc-courier", "denied"));
  claim("clm-2", ClaimStatus::unclear, std::nullopt, b.at("doc-steppe", "who wrote it"), b.at("doc-steppe", "could not be independently verified"));
  claim("clm-3", ClaimStatus::never_confirmed, b.name("Grey Tamarisk Brigade", {b.at("doc-steppe", "The brigade")}), b.at("doc-steppe", "more than 60 killed"), b.at("doc-steppe", "was never confirmed"));
  claim("clm-4", ClaimStatus::unclear, b.name("Dora Mehlis", {b.at("doc-steppe", "Dora Mehlis")}), b.at("doc-steppe", "whether the two are linked"), b.at("doc-steppe", "not clear"));
}

void connections(Builder& b) {
  Outlet o;
  o.id = "out-1", o.name = "Tamarisk Voice", o.aliases = {"صوت الأثل"}, o.standing = Standing::disputed, o.vouched_by = {"sta-1", "sta-3"};
  o.spans = {b.at("doc-courier", "Tamarisk Voice"), b.at("doc-courier", "an established media outlet of the brigade"), b.at("doc-steppe", "standing disputed")};
  b.f.outlets = {o};
  const auto link = [&](const char* id, const char* from, const char* to, LinkRelation r, LinkStatus s, std::vector<Passage> spans) {
    b.f.links.push_back({id, from, to, r, s, std::move(spans)});
  };
  link("lnk-1", "doc-courier", "fam-1", LinkRelation::quotes, LinkStatus::stated, {b.at("doc-courier", kExcerpt.substr(0, 100)), b.at("doc-en", kExcerpt.substr(0, 100))});
  link("lnk-2", "doc-counter", "fam-1", LinkRelation::quotes, LinkStatus::inferred, {b.at("doc-counter", "not the school, not the clinic, but the ferry terminal and the customs house")});
  link("lnk-3", "thr-ar", "out-1", LinkRelation::issued_by, LinkStatus::stated, {b.at("doc-courier", "posted on Tuesday on the Telegram channel Tamarisk Voice, and signed by the Grey Tamarisk Brigade")});
  link("lnk-4", "thr-ar", "inc-1", LinkRelation::cites_as_motive, LinkStatus::unclear, {b.at("doc-steppe", "it is not clear whether the two are linked")});
  link("lnk-5", "clm-1", "inc-1", LinkRelation::contradicts, LinkStatus::stated, {b.at("doc-courier", "denied responsibility")});
  link("lnk-6", "inc-1", "doc-mirsat", LinkRelation::same_incident, LinkStatus::inferred, {b.at("doc-mirsat", "قصف السوق")});
  b.f.oddities = {{"story/export/result.json", 87011, "message 88041", "no_date: message has no date", "kept"},
                  {"story/elsewhere.json", 3, "line 1", "not_json: not read", "skipped"}};
}

void alert(Builder& b) {
  Alert a;
  a.id = "alr-1";
  a.parts = {{"force", 30, "it calls for violence", {b.at("doc-ar", "تضربون")}},
             {"targets", 15, "two targets are named, two are ruled out", {b.at("doc-ar", "محطة العبّارات"), b.at("doc-ar", "المدرسة")}},
             {"time", 12, "a time is set, four days after the post", {b.at("doc-ar", "مساء السبت")}},
             {"outlet", 5.5, "an outlet that is vouched for, though disputed", {b.at("doc-courier", "an established media outlet of the brigade")}}};
  a.score = 62.5;
  a.threat = "thr-ar", a.family = "fam-1", a.outlet = "out-1";
  a.incidents = {"inc-1", "inc-2"};
  a.statements = {"sta-1", "sta-2", "sta-3"};
  a.claims = {"clm-1", "clm-2", "clm-3", "clm-4"};
  a.links = {"lnk-1", "lnk-2", "lnk-3", "lnk-4", "lnk-5", "lnk-6"};
  b.f.alerts = {a};
}

}  // namespace

Passage words_of(const Findings& findings, std::string_view document, std::string_view words) {
  for (const Document& d : findings.documents) {
    if (d.id != document) continue;
    const std::size_t at = d.text.find(words);
    EXPECT_NE(at, std::string::npos) << words;
    return {d.id, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())}};
  }
  ADD_FAILURE() << document;
  return {};
}

FerryCase ferry_case() {
  Builder b;
  documents(b);
  family(b);
  threats(b);
  incidents(b);
  speech(b);
  connections(b);
  alert(b);
  return {b.f, "alr-1"};
}

FerryCase ferry_case_of(std::size_t members) {
  FerryCase out = ferry_case();
  Family& f = out.findings.families[0];
  for (std::size_t n = f.members.size(); n < members; ++n) {
    Document d = out.findings.documents[3];
    d.id = "doc-copy" + std::to_string(n);
    d.channel = "Copy channel " + std::to_string(n % 97);
    d.published = time_of("2025-10-08T07:00:00Z") + std::chrono::seconds(n * 7);
    d.at += n * 700;
    f.members.push_back({d.id, Relation::exact, "doc-en", 1, {}});
    out.findings.documents.push_back(std::move(d));
  }
  return out;
}

FerryCase small_case(std::string_view text) {
  Builder b;
  b.message("doc-1", "Pier Talk", "2025-10-07T15:42:10Z", text, "en", 0);
  Threat t;
  t.id = "thr-1", t.document = "doc-1", t.force = Force::intends;
  t.act = Passage{"doc-1", {0, static_cast<std::uint32_t>(text.size())}};
  Alert a;
  a.id = "alr-1", a.threat = "thr-1", a.score = 30, a.parts = {{"force", 30, "it announces violence", {*t.act}}};
  b.f.threats = {t};
  b.f.alerts = {a};
  return {b.f, "alr-1"};
}

void expect_true(const Citation& citation, const Findings& findings) {
  const auto d = std::find_if(findings.documents.begin(), findings.documents.end(), [&](const Document& x) { return x.id == citation.passage.document; });
  ASSERT_NE(d, findings.documents.end());
  EXPECT_EQ(citation.text, cited_text(d->text, citation.passage.span));
  EXPECT_EQ(citation.file, d->file);
  EXPECT_EQ(citation.sha256, d->sha256);
  EXPECT_EQ(citation.at, d->at);
}

// The case itself must be true: every passage lies in its document.
TEST(FerryCase, EveryPassageIsThere) {
  const FerryCase c = ferry_case();
  EXPECT_EQ(c.findings.documents.size(), 9u);
  EXPECT_EQ(c.findings.incidents[0].totals.size(), 3u);
}

}  // namespace tocsin::brief
