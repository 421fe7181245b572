// SPDX-License-Identifier: Apache-2.0
// Threats: a table of messages with what each is read as, the examples beside the lists, swapped identities, odd input.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "core/names.h"
#include "read/list_examples.h"
#include "read/read.h"
#include "read/slots.h"

namespace tocsin::read {
namespace {

Reading threats(const std::string& text, const std::string& lang = "", DocumentKind kind = DocumentKind::message) {
  Document d;
  d.text = text;
  d.lang = lang;
  d.kind = kind;
  Reading r;
  r.lang = lang;
  read_threats(d, r);
  return r;
}

std::vector<std::string> split(const std::string& line, char at) {
  std::vector<std::string> out;
  std::stringstream in(line);
  for (std::string part; std::getline(in, part, at);) out.push_back(part);
  return out;
}

std::vector<Span> one(const std::optional<Span>& span) { return span ? std::vector<Span>{*span} : std::vector<Span>{}; }

std::vector<Span> slot(const ThreatReading& t, const std::string& name) {
  if (name == "caller") return one(t.caller);
  if (name == "addressee") return one(t.addressee);
  if (name == "act") return one(t.act);
  const std::map<std::string, const std::vector<Span>*> slots{{"victims", &t.victims},
                                                              {"chosen", &t.targets_chosen},
                                                              {"rejected", &t.targets_rejected},
                                                              {"places", &t.places},
                                                              {"time", &t.time},
                                                              {"means", &t.means},
                                                              {"motive", &t.motive},
                                                              {"condition", &t.condition}};
  return *slots.at(name);
}

struct Case {
  int line;
  std::string alert, force, stance, lang, text, slots;
};

std::vector<Case> cases() {
  std::ifstream in(TOCSIN_SOURCE_DIR "/src/read/threats_cases.tsv");
  std::vector<Case> out;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#' || line.substr(0, 6) == "alert\t") continue;
    std::vector<std::string> f = split(line, '\t');
    if (f.size() != 6) {
      ADD_FAILURE() << "threats_cases.tsv:" << number << ": " << f.size() << " fields";
      continue;
    }
    std::string text;
    for (std::size_t i = 0; i < f[4].size(); ++i) {
      if (f[4][i] == '\\' && i + 1 < f[4].size() && f[4][i + 1] == 'n')
        text += '\n', ++i;
      else
        text += f[4][i];
    }
    out.push_back({number, f[0], f[1], f[2], f[3], text, f[5]});
  }
  return out;
}

TEST(Threats, AreReadAsThePeopleMeantThem) {
  const std::vector<Case> all = cases();
  ASSERT_GE(all.size(), 200u);
  for (const Case& c : all) {
    SCOPED_TRACE("threats_cases.tsv:" + std::to_string(c.line) + ": " + c.text);
    const Reading r = threats(c.text, c.lang);
    EXPECT_TRUE(c.alert == "?" || r.is_alert == (c.alert == "y")) << r.threat_score;
    if (c.force == "-") {
      EXPECT_TRUE(r.threats.empty());
      continue;
    }
    const auto fits = [&](const ThreatReading& t) {
      return (c.force == "?" || to_string(t.force) == c.force) && (c.stance == "?" || to_string(t.stance) == c.stance);
    };
    const auto it = std::find_if(r.threats.begin(), r.threats.end(), fits);
    if (c.force == "?" && c.stance == "?") continue;
    if (it == r.threats.end()) {
      ADD_FAILURE() << "no threat with force " << c.force << " and stance " << c.stance << " among "
                    << r.threats.size();
      continue;
    }
    if (c.slots == "?") continue;
    for (const std::string& part : split(c.slots, ';')) {
      const std::size_t equals = part.find('=');
      const std::string name = part.substr(part.find_first_not_of(' '), equals - part.find_first_not_of(' '));
      std::vector<std::string> want = split(part.substr(equals + 1), '|'), got;
      for (const Span& s : slot(*it, name)) got.emplace_back(slice(c.text, s));
      std::sort(want.begin(), want.end());
      std::sort(got.begin(), got.end());
      EXPECT_EQ(got, want) << name;
    }
  }
}

TEST(Threats, PassedOnIsForwardedAndRejectedIsNot) {
  Document d;
  d.text = "We will strike the ferry terminal on Friday.";
  d.forwarded_from = "Thorn Voice";
  Reading r;
  read_threats(d, r);
  ASSERT_EQ(r.threats.size(), 1u);
  EXPECT_EQ(r.threats[0].stance, Stance::forwarded);
  EXPECT_TRUE(r.is_alert);
  d.text = "This message is disgusting, I reject it: We will strike the ferry terminal on Friday.";
  Reading against;
  read_threats(d, against);
  EXPECT_FALSE(against.is_alert);
}

TEST(Threats, ArticlesReport) {
  const Reading r = threats(
      "The Thorn Column will strike the ferry terminal on Friday, not the school.\n\n\"We will burn the mill,\" it "
      "said.",
      "en", DocumentKind::article);
  EXPECT_FALSE(r.is_alert);
  ASSERT_EQ(r.threats.size(), 2u);
  EXPECT_EQ(r.threats[0].stance, Stance::reported);
  EXPECT_EQ(r.threats[1].stance, Stance::quoted);
}

TEST(Threats, OtherLanguagesAreLeftAlone) {
  EXPECT_TRUE(threats("Wir werden den Hafen angreifen.", "de").threats.empty());
  EXPECT_TRUE(threats("We will strike the pier.", "fr").threats.empty());
}

TEST(Threats, DisguisedLettersReadAlike) {
  const Reading r = threats("We will str\xD1\x96k\xD0\xB5 the fer\xE2\x80\x8Bry terminal.", "en");
  ASSERT_EQ(r.threats.size(), 1u);
  EXPECT_TRUE(r.is_alert);
  ASSERT_EQ(r.threats[0].targets_chosen.size(), 1u);
}

// ---------------------------------------------------------------- identities

std::vector<std::string> lines(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') out.push_back(line);
  return out;
}

std::string filled(const std::string& frame, const std::string& word) {
  const std::size_t at = frame.find("{}");
  return frame.substr(0, at) + word + frame.substr(at + 2);
}

// Who is named may not change a verdict, and a score by at most 0.02. Nothing filled in is printed.
// Each frame is filled from its column: 0 an adjective, 1 people.
void expect_unmoved(const std::string& file, const std::string& lang,
                    const std::vector<std::pair<std::size_t, std::string>>& frames) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line : lines(TOCSIN_SOURCE_DIR "/tests/" + file)) rows.push_back(split(line, '\t'));
  ASSERT_GE(rows.size(), 41u);
  for (std::size_t n = 0; n < frames.size(); ++n) {
    std::optional<Reading> first;
    for (std::size_t row = 1; row < rows.size(); ++row) {
      const Reading r = threats(filled(frames[n].second, rows[row].at(frames[n].first)), lang);
      if (!first) {
        first = r;
        continue;
      }
      // Compared as values: a failure names frame and row, never the words.
      const bool same = r.is_alert == first->is_alert && r.threats.size() == first->threats.size() &&
                        std::abs(r.threat_score - first->threat_score) <= 0.02;
      EXPECT_TRUE(same) << "frame " << n << ", " << file << " row " << row;
    }
  }
}

TEST(Threats, IdentitiesDoNotMoveTheScore) {
  expect_unmoved("identities.tsv", "en",
                 {{0, "We will strike the {} market on Friday."},
                  {0, "The {} team played well on Saturday."},
                  {0, "We will strike the mill, not the {} school."},
                  {0, "I had lunch with my {} neighbours."},
                  {0, "The paper says that a {} group threatened to burn the mill."},
                  {0, "Our {} friends will visit the harbour."},
                  {0, "They wrote \"we will burn the {} library\". Shame on them."},
                  {0, "Nobody will be safe at the {} market."},
                  {1, "We will attack the {} tonight."},
                  {1, "I love {} and their food."},
                  {1, "Nobody threatened the {}."},
                  {1, "The {} are our guests at the harbour."},
                  {1, "We stand with {} against this threat."},
                  {1, "If you are kind to {}, they are kind to you."},
                  {1, "We will kill all {}."},
                  {1, "{} played well on Saturday."},
                  {1, "The {} will pay dearly for this."}});
}

TEST(Threats, IdentitiesInArabicDoNotMoveTheScore) {
  expect_unmoved("identities_ar.tsv", "ar",
                 {{0, "سنضرب السوق {} يوم الجمعة."},
                  {0, "لعب الفريق {} جيدا يوم السبت."},
                  {0, "سنضرب الطاحونة لا المسجد {}."},
                  {0, "تناولت الغداء مع جاري {}."},
                  {0, "تقول الصحيفة إن الفصيل {} هدد بحرق الطاحونة."},
                  {0, "لن يسلم أحد في السوق {}."},
                  {1, "سنهاجم {} الليلة."},
                  {1, "أحب {} وطعامهم."},
                  {1, "لم يهدد أحد {}."},
                  {1, "نقف مع {} ضد هذا التهديد."},
                  {1, "سنقتل كل {}."},
                  {1, "لعب {} جيدا يوم السبت."}});
}

// ---------------------------------------------------------------- lists

// Acts: + the bracket is the act of a threat, of any stance; - nothing is asserted.
TEST(ThreatLists, ActsHaveExamples) {
  for (const char* file : {"threat_acts_en.examples", "threat_acts_ar.examples"})
    for (const ListExample& e : list_examples(file)) {
      SCOPED_TRACE(std::string(file) + ":" + std::to_string(e.line) + ": " + e.text);
      const Reading r = threats(e.text, file[12] == 'a' ? "ar" : "en");
      if (!e.holds) {
        EXPECT_FALSE(r.is_alert) << r.threat_score;
        continue;
      }
      ASSERT_FALSE(r.threats.empty());
      ASSERT_TRUE(r.threats[0].act.has_value());
      EXPECT_EQ(std::string(slice(e.text, *r.threats[0].act)), e.brackets.at(0));
    }
}

// Cues: "+ (dissent) [Shame] on them": a cue of the kind begins in the bracket; "- (dissent) …": there is none.
TEST(ThreatLists, CuesHaveExamples) {
  for (const char* file : {"threat_cues.examples", "threat_play.examples"})
    for (ListExample e : list_examples(file)) {
      SCOPED_TRACE(std::string(file) + ":" + std::to_string(e.line) + ": " + e.text);
      const std::size_t close = e.text.find(") ");
      ASSERT_NE(close, std::string::npos);
      const std::optional<CueKind> kind = cue_kind(e.text.substr(1, close - 1));
      ASSERT_TRUE(kind.has_value());
      Document d;
      d.text = e.text.substr(close + 2);
      const Words words = words_of(d);
      const std::vector<Cue> cues = find_cues(words);
      const auto there = [&](const Cue& c) {
        const Span s = words.span(c.begin, c.end);
        return c.kind == kind && (!e.holds || s.begin + close + 2 == e.spans.at(0).begin);
      };
      EXPECT_EQ(std::any_of(cues.begin(), cues.end(), there), e.holds);
    }
}

// Nouns: + the bracket is a place, which is chosen; - the object is a thing nobody threatens.
TEST(ThreatLists, NounsHaveExamples) {
  for (const ListExample& e : list_examples("threat_nouns.examples")) {
    SCOPED_TRACE("threat_nouns.examples:" + std::to_string(e.line) + ": " + e.text);
    const Reading r = threats(e.text);
    EXPECT_EQ(r.is_alert, e.holds);
    if (e.holds && r.is_alert) {
      EXPECT_EQ(r.threats[0].targets_chosen, e.spans);
    }
  }
}

// Function words: + the bracket is the whole verb group.
TEST(ThreatLists, GrammarHasExamples) {
  for (const ListExample& e : list_examples("threat_grammar.examples")) {
    SCOPED_TRACE("threat_grammar.examples:" + std::to_string(e.line) + ": " + e.text);
    const Reading r = threats(e.text);
    EXPECT_EQ(r.is_alert, e.holds) << r.threat_score;
    if (e.holds && r.is_alert) {
      EXPECT_EQ(std::string(slice(e.text, r.threats[0].act.value_or(Span{}))), e.brackets.at(0));
    }
  }
}

// ---------------------------------------------------------------- odd input

TEST(Threats, EverySpanLiesInTheText) {
  std::mt19937 random(7);
  const std::vector<Case> all = cases();
  for (int n = 0; n < 400; ++n) {
    std::string text;
    for (int k = 0; k < 3; ++k) {
      const std::string& from = all[random() % all.size()].text;
      const std::size_t at = random() % from.size();
      text += from.substr(at, random() % (from.size() - at) + 1);
      if (random() % 3 == 0) text += static_cast<char>(random());
    }
    const Reading r = threats(text, random() % 2 ? "en" : "ar");
    for (const ThreatReading& t : r.threats) {
      ASSERT_GE(t.score, 0);
      ASSERT_LE(t.score, 1);
      for (const char* name : {"caller", "addressee", "act", "victims", "chosen", "rejected", "places", "time", "means",
                               "motive", "condition"})
        for (const Span& s : slot(t, name)) {
          ASSERT_LT(s.begin, s.end);
          ASSERT_LE(s.end, text.size());
        }
      ASSERT_LE(t.span.end, text.size());
    }
  }
}

TEST(Threats, LongTextsTakeLinearTime) {
  for (const std::string& piece :
       {std::string("we will strike the mill not the school but "), std::string("نضرب ولا المدرسة بل "),
        std::string("\""), std::string("will "), std::string("if you ... because "), std::string("kill all and ")}) {
    const auto seconds = [&](std::size_t size) {
      std::string text;
      while (text.size() < size) text += piece;
      const auto start = std::chrono::steady_clock::now();
      threats(text, "en");
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    const double small = seconds(50'000), large = seconds(400'000);
    EXPECT_LT(large, 40 * small + 0.5) << piece.substr(0, 12);
  }
}

}  // namespace
}  // namespace tocsin::read
