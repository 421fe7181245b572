// SPDX-License-Identifier: Apache-2.0
#include "deliver/rules.h"

#include <gtest/gtest.h>

#include <functional>

#include "deliver/kinds.h"

namespace tocsin::deliver {
namespace {

Located at(std::initializer_list<const char*> keys) {
  Located out{{"", "rules.toml:1:1"}};
  int line = 2;
  for (const char* key : keys) out[key] = "rules.toml:" + std::to_string(line++) + ":5";
  return out;
}

Rules rules() {
  Rules out;
  out.receivers = {{.name = "desk", .kind = "file", .folder = "out"}};
  out.rules = {{.name = "all", .min_score = 50, .receivers = {"desk"}}};
  return out;
}

Prepared prepared(const Rules& rules) {
  std::vector<std::string> warnings;
  const Result<std::vector<Prepared>> out = prepare(rules, warnings);
  EXPECT_TRUE(out.ok()) << out.status().message();
  return out.ok() ? out->front() : Prepared{};
}

Facts facts() {
  Facts f;
  f.alert = "alr-1", f.score = 60, f.state = "confirmed";
  f.countries = {"JO"}, f.languages = {"ar", "en"}, f.kinds = {"ferry"}, f.outlets = {folded("Tamarisk Voice")};
  f.posts.resize(5);
  f.documents = {"doc-1"};
  return f;
}

TEST(Rules, MatchWhenAllThatIsSaidIsMet) {
  struct Case {
    const char* what;
    std::function<void(Rule&)> change;
    bool expected;
  };
  const Case cases[] = {
      {"score met", [](Rule&) {}, true},
      {"score just met", [](Rule& r) { r.min_score = 60; }, true},
      {"score not met", [](Rule& r) { r.min_score = 60.5; }, false},
      {"region by code", [](Rule& r) { r.regions = {"jo"}; }, true},
      {"region by name", [](Rule& r) { r.regions = {"Jordan"}; }, true},
      {"region in Arabic, one of two", [](Rule& r) { r.regions = {"Peru", "الأردن"}; }, true},
      {"another region", [](Rule& r) { r.regions = {"Peru"}; }, false},
      {"language", [](Rule& r) { r.languages = {"fr", "ar"}; }, true},
      {"another language", [](Rule& r) { r.languages = {"fr"}; }, false},
      {"target", [](Rule& r) { r.targets = {"hospital", "ferry"}; }, true},
      {"another target", [](Rule& r) { r.targets = {"hospital"}; }, false},
      {"outlet, whatever its letters' case", [](Rule& r) { r.outlets = {"TAMARISK voice"}; }, true},
      {"outlet with look-alike letters", [](Rule& r) { r.outlets = {"T\u0430marisk V\u043eice"}; }, true},
      {"another outlet", [](Rule& r) { r.outlets = {"Voice"}; }, false},
      {"all of it", [](Rule& r) { r.regions = {"JO"}, r.targets = {"ferry"}, r.outlets = {"Tamarisk Voice"}; }, true},
      {"one of it not", [](Rule& r) { r.regions = {"JO"}, r.targets = {"school"}, r.outlets = {"Tamarisk Voice"}; }, false},
  };
  for (const Case& c : cases) {
    Rules file = rules();
    c.change(file.rules.front());
    EXPECT_EQ(matches(prepared(file), facts()), c.expected) << c.what;
  }
}

TEST(Rules, FireOnceForEachStateAndAgainWithNewCopies) {
  Rules file = rules();
  file.rules.front().new_copies = 3;
  const Prepared p = prepared(file);
  Facts f = facts();  // 4 copies
  EXPECT_TRUE(fires(p, f, {}));
  EXPECT_FALSE(fires(p, f, {{"confirmed", 0, 4}}));
  EXPECT_FALSE(fires(p, f, {{"confirmed", 0, 2}}));
  EXPECT_TRUE(fires(p, f, {{"confirmed", 0, 1}}));
  EXPECT_FALSE(fires(p, f, {{"confirmed", 0, 1}, {"confirmed", 0, 2}}));
  EXPECT_TRUE(fires(p, f, {{"escalated", 0, 4}})) << "another state is news";
  f.since = 9;
  EXPECT_TRUE(fires(p, f, {{"confirmed", 0, 4}})) << "people changed the case since";
  f.state = "draft";
  EXPECT_FALSE(fires(p, f, {}));
  f.state = "dismissed";
  EXPECT_FALSE(fires(p, f, {}));
  file.rules.front().states = {"draft"}, file.rules.front().send_drafts = true, file.rules.front().owner = "A. Keeper";
  f.state = "draft";
  EXPECT_TRUE(fires(prepared(file), f, {}));
}

TEST(Rules, ReplayOverHistory) {
  Rules file = rules();
  file.rules.front().new_copies = 2;
  const Prepared p = prepared(file);
  const auto when = [](int n) { return std::optional<Time>(Time(std::chrono::hours(n))); };
  const std::vector<Moment> history = {{when(1), 60, "draft", 0, 0},     {when(2), 40, "confirmed", 0, 0}, {when(3), 55, "confirmed", 0, 1},
                                       {when(4), 55, "confirmed", 0, 2}, {when(5), 55, "confirmed", 0, 3}, {when(6), 70, "escalated", 0, 3},
                                       {when(7), 70, "draft", 12, 3},    {when(8), 70, "confirmed", 12, 3}};
  std::vector<int> hours;
  for (const Moment& m : replay(p, facts(), history)) hours.push_back(static_cast<int>(m.time->time_since_epoch().count() / 3600));
  EXPECT_EQ(hours, (std::vector<int>{3, 5, 6, 8}));
}

TEST(Rules, WhatCannotBeIsToldWhereItStands) {
  struct Case {
    std::function<void(Rules&)> change;
    const char* expected;
  };
  const Case cases[] = {
      {[](Rules& f) { f.rules[0].min_score = 101, f.rules[0].at = at({"min_score"}); }, "rules.toml:2:5: \"min_score\": no score is above 100: the rule would never fire"},
      {[](Rules& f) { f.rules[0].min_score = -1; }, "0 to 100"},
      {[](Rules& f) { f.rules[0].regions = {"Jordon"}, f.rules[0].at = at({"regions"}); }, "rules.toml:2:5: \"regions\": there is no country \"Jordon\"; did you mean \"Jordan\"?"},
      {[](Rules& f) { f.rules[0].at = at({"name", "regions"}); }, "rules.toml:3:5: \"regions\": an empty list"},
      {[](Rules& f) { f.rules[0].languages = {"Arabic"}; }, "no code of a language"},
      {[](Rules& f) { f.rules[0].targets = {"hospitals"}; }, "did you mean \"hospital\"?"},
      {[](Rules& f) { f.rules[0].receivers = {"disk"}; }, "there is no receiver \"disk\"; did you mean \"desk\"?"},
      {[](Rules& f) { f.rules[0].receivers.clear(); }, "would never send"},
      {[](Rules& f) { f.rules[0].states = {"confirm"}; }, "none of draft, confirmed or escalated"},
      {[](Rules& f) { f.rules[0].states = {"draft"}; }, "no person has reviewed"},
      {[](Rules& f) { f.rules[0].states = {"draft"}, f.rules[0].send_drafts = true; }, "who answers for that"},
      {[](Rules& f) { f.rules[0].send_drafts = true, f.rules[0].owner = "A. Keeper"; }, "states does not name"},
      {[](Rules& f) { f.rules[0].quiet = "22:00-07:00"; }, "in which zone"},
      {[](Rules& f) { f.rules[0].quiet = "22-07", f.rules[0].zone = "UTC"; }, "22:00-07:00"},
      {[](Rules& f) { f.rules[0].quiet = "22:00-22:00", f.rules[0].zone = "UTC"; }, "whole day"},
      {[](Rules& f) { f.rules[0].digest = "24:00", f.rules[0].zone = "UTC"; }, "08:00"},
      {[](Rules& f) { f.rules[0].digest = "08:00", f.rules[0].zone = "Asia/Nowhere"; }, "unknown"},
      {[](Rules& f) { f.rules[0].digest = "08:00", f.rules[0].zone = "UTC", f.rules[0].every = 3600; }, "either"},
      {[](Rules& f) { f.rules.push_back(f.rules[0]); }, "there are two of \"all\""},
      {[](Rules& f) { f.receivers[0].kind = "fax"; }, "none of webhook, mail or file"},
      {[](Rules& f) { f.receivers[0].folder.clear(); }, "has a folder"},
      {[](Rules& f) { f.receivers[0].tlp = "ambr"; }, "amber+strict"},
      {[](Rules& f) { f.receivers[0].within = 0; }, "1s to 5m"},
      {[](Rules& f) { f.receivers[0] = {.name = "desk", .kind = "webhook", .url = "http://a.example/"}; }, "https://"},
      {[](Rules& f) { f.receivers[0] = {.name = "desk", .kind = "webhook", .url = "https://a:b@a.example/"}; }, "names a user"},
      {[](Rules& f) { f.receivers[0] = {.name = "desk", .kind = "mail", .server = "m.example", .from = "a@b.example", .to = {"c@d.example\r\nBcc: e@f.example"}}; },
       "no mail address"},
      {[](Rules& f) { f.receivers[0] = {.name = "desk", .kind = "mail", .server = "m.example", .tls = "none", .from = "a@b.example", .to = {"c@d.example"}}; },
       "without encryption"},
  };
  for (const Case& c : cases) {
    Rules file = rules();
    c.change(file);
    std::vector<std::string> warnings;
    const Result<std::vector<Prepared>> out = prepare(file, warnings);
    ASSERT_FALSE(out.ok()) << c.expected;
    EXPECT_EQ(out.status().code(), Code::usage);
    EXPECT_NE(out.status().message().find(c.expected), std::string::npos) << out.status().message() << "\nnot: " << c.expected;
  }
}

TEST(Rules, ARuleForEverythingIsWarnedOf) {
  Rules file = rules();
  file.rules.front().min_score = 0;
  file.receivers.push_back({.name = "spare", .kind = "file", .folder = "spare"});
  std::vector<std::string> warnings;
  ASSERT_TRUE(prepare(file, warnings).ok());
  ASSERT_EQ(warnings.size(), 2u);
  EXPECT_NE(warnings[0].find("fires for every alert"), std::string::npos);
  EXPECT_NE(warnings[1].find("no rule sends to \"spare\""), std::string::npos);
}

TEST(Rules, TheKeyIsThatOfRuleReceiverAlertRecordAndState) {
  const Rules file = rules();
  const Rule& rule = file.rules[0];
  const Receiver& receiver = file.receivers[0];
  const std::string key = key_of(rule, receiver, facts(), "r1");
  EXPECT_EQ(key, key_of(rule, receiver, facts(), "r1"));
  Facts other = facts();
  other.state = "escalated";
  EXPECT_NE(key, key_of(rule, receiver, other, "r1"));
  other = facts(), other.alert = "alr-2";
  EXPECT_NE(key, key_of(rule, receiver, other, "r1"));
  EXPECT_NE(key, key_of(rule, receiver, facts(), "r2"));
  Receiver second = receiver;
  second.name = "desk 2";
  EXPECT_NE(key, key_of(rule, second, facts(), "r1"));
  EXPECT_EQ(key_of_digest({"a", "b"}), key_of_digest({"b", "a"}));
  EXPECT_NE(key_of_digest({"a", "b"}), key_of_digest({"a", "c"}));
  EXPECT_EQ(key_of_digest({"a"}), "a");
}

Document post(const char* id, const char* channel, const char* lang, const char* text) {
  Document d;
  d.id = id, d.channel = channel, d.lang = lang, d.text = text;
  d.published = Time(std::chrono::seconds(10));
  return d;
}
Threat threat(const char* id, const Passage& target) {
  Threat t;
  t.id = id, t.force = Force::intends, t.document = target.document, t.targets_chosen = {target};
  return t;
}

TEST(Facts, OfACaseWithCopiesInTwoLanguages) {
  Findings f;
  f.documents = {post("doc-1", "Tamarisk Voice", "ar", "سنضرب العبارة"), post("doc-2", "Mole Notes", "en", "strike the customs house")};
  Family& family = f.families.emplace_back();
  family.id = "fam-1", family.first = "doc-1";
  family.members = {{"doc-1", Relation::first, "", 1, {}}, {"doc-2", Relation::translated, "doc-1", 1, {}}};
  f.threats = {threat("thr-1", {"doc-1", {11, 25}}), threat("thr-2", {"doc-2", {7, 24}})};
  f.threats[0].places = {{{"doc-1", {0, 4}}, 0, "JO", "Marsa", {}, {}}};
  Outlet& outlet = f.outlets.emplace_back();
  outlet.id = "out-1", outlet.name = "Tamarisk Voice", outlet.aliases = {"صوت الأثل"};
  Alert a;
  a.id = "alr-1", a.score = 40, a.threat = "thr-1", a.family = "fam-1", a.outlet = "out-1";
  Decision corrected;
  corrected.entry = 7, corrected.kind = DecisionKind::correct;
  a.decisions = {corrected};
  const Facts got = CaseBook(f).facts(a);
  EXPECT_EQ(got.countries, (std::set<std::string>{"JO"}));
  EXPECT_EQ(got.languages, (std::set<std::string>{"ar", "en"}));
  EXPECT_EQ(got.kinds, (std::set<std::string>{"ferry", "office"}));
  EXPECT_TRUE(got.outlets.contains(folded("صوت الأثل")));
  EXPECT_TRUE(got.outlets.contains(folded("Mole Notes")));
  EXPECT_EQ(got.state, "draft");
  EXPECT_EQ(got.since, 7);
  EXPECT_EQ(got.copies(), 1u);
  EXPECT_EQ(got.documents.front(), "doc-1");
}

}  // namespace
}  // namespace tocsin::deliver
