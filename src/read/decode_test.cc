// SPDX-License-Identifier: Apache-2.0
#include "read/decode.h"

#include <gtest/gtest.h>

#include <random>

namespace tocsin::read {
namespace {

Settings settings() {
  Settings s;
  s.scale = 1;
  s.operating_point = 0.5;
  return s;
}

template <class Labels, class Label>
std::size_t at(const Labels& labels, Label label) {
  return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) - labels.begin());
}

Heads heads(float threat, Force force, Stance stance, std::size_t pieces = 0) {
  Heads h;
  h.threat = threat;
  h.force[at(kForces, force)] = 5;
  h.stance[at(kStances, stance)] = 5;
  h.slots.assign(pieces * kLabels, 0);
  return h;
}

TEST(Decode, AnAlertNeedsAllThreeHeads) {
  const struct {
    Heads heads;
    bool alert;
    Force force;
    Stance stance;
  } kCases[] = {
      {heads(3, Force::intends, Stance::own), true, Force::intends, Stance::own},
      {heads(3, Force::calls_for, Stance::forwarded), true, Force::calls_for, Stance::forwarded},
      {heads(-3, Force::intends, Stance::own), false, Force::intends, Stance::own},
      {heads(-3, Force::intends, Stance::quoted), false, Force::intends, Stance::quoted},
      {heads(3, Force::warns, Stance::own), false, Force::warns, Stance::own},
      {heads(3, Force::intends, Stance::reported), false, Force::intends, Stance::reported},
      {heads(-3, Force::none, Stance::opposed), false, Force::none, Stance::own},  // no threat, no stance to it
  };
  for (const auto& c : kCases) {
    const Verdict v = verdict_of(c.heads, settings());
    EXPECT_EQ(v.alert, c.alert);
    EXPECT_EQ(v.force, c.force);
    EXPECT_EQ(v.stance, c.stance);
  }
}

// Where the score says alert, force and stance are the likeliest that make one, if no head rules them out.
TEST(Decode, AnAlertHasTheForceAndStanceOfOne) {
  Heads h = heads(3, Force::warns, Stance::reported);
  h.force[at(kForces, Force::wishes)] = 3;
  h.stance[at(kStances, Stance::forwarded)] = 3;
  const Verdict v = verdict_of(h, settings());
  EXPECT_TRUE(v.alert);
  EXPECT_EQ(v.force, Force::wishes);
  EXPECT_EQ(v.stance, Stance::forwarded);
  EXPECT_NEAR(v.force_sure, 0.12, 0.01);
  h.threat = -1;
  EXPECT_EQ(verdict_of(h, settings()).stance, Stance::reported);
}

TEST(Decode, AnAlertPointsToItsWordsOrIsSure) {
  const std::string text = "not our boats";
  const std::vector<Window> windows = {{0, {{5, {0, 3}}, {6, {3, 7}}, {7, {7, 13}}}}};
  const auto alert = [&](float threat, bool marked) {
    std::vector<Heads> all = {heads(threat, Force::intends, Stance::own, 3)};
    for (std::size_t p = 0; p < 3; ++p) all[0].slots[p * kLabels + (marked && p == 2 ? 1 + 2 * at(kSlots, std::string_view("act")) : 0)] = 6;
    return decode(text, windows, all, settings()).is_alert;
  };
  EXPECT_FALSE(alert(0.2f, false));  // 0.55
  EXPECT_TRUE(alert(0.2f, true));
  EXPECT_TRUE(alert(0.5f, false));  // 0.62
}

TEST(Decode, ScoresAreCalibrated) {
  Settings s = settings();
  s.scale = 2;
  s.shift = -1;
  EXPECT_DOUBLE_EQ(verdict_of(heads(1, Force::intends, Stance::own), s).threat, 0.731);  // 1 / (1 + e^-1)
  s.by_labels = 0.5;
  EXPECT_GT(verdict_of(heads(1, Force::intends, Stance::own), s).threat, 0.85);
  EXPECT_LT(verdict_of(heads(1, Force::none, Stance::own), s).threat, 0.15);
  s.by_labels = 0;
  EXPECT_DOUBLE_EQ(verdict_of(heads(std::numeric_limits<float>::quiet_NaN(), Force::none, Stance::own), s).threat, 0);
}

// One piece a word, each with its blank; labels by name, "?" where all are alike.
struct Labelled {
  std::string text;
  std::vector<Piece> pieces;
  std::vector<float> logits;
};
Labelled labelled(const std::vector<std::pair<std::string, std::string>>& words) {
  Labelled out;
  for (const auto& [word, label] : words) {
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += word;
    out.pieces.push_back({0, {begin, static_cast<std::uint32_t>(out.text.size())}});
    out.logits.resize(out.logits.size() + kLabels, 0);
    if (label == "?") continue;
    std::size_t l = 0;
    if (label != "O") l = 1 + 2 * at(kSlots, std::string_view(label).substr(2)) + (label[0] == 'I' ? 1 : 0);
    out.logits[out.logits.size() - kLabels + l] = 4;
  }
  return out;
}

TEST(Decode, LabelsBecomeSpansOfWholeWords) {
  const struct {
    std::vector<std::pair<std::string, std::string>> words;
    std::string expected;  // "slot[words]…"
  } kCases[] = {
      {{{"We", "O"}, {" will", "B-act"}, {" burn", "I-act"}, {" the", "B-chosen"}, {" pier.", "I-chosen"}}, "act[will burn]chosen[the pier]"},
      {{{"not", "O"}, {" mill,", "B-rejected"}, {" school", "B-rejected"}}, "rejected[mill]rejected[school]"},
      {{{"we", "O"}, {" will", "B-act"}, {" burn", "B-act"}}, "act[will burn]"},  // nothing stands between
      {{{"on", "O"}, {" Fri", "B-time"}, {"day", "?"}, {" now", "O"}}, "time[Friday]"},       // a word is not cut
      {{{"the", "B-chosen"}, {" old", "I-chosen"}, {" pi", "I-chosen"}, {"er", "B-place"}}, "chosen[the old pier]"},  // nor in two slots
      {{{"the", "I-chosen"}, {" pier", "I-chosen"}}, "chosen[the pier]"},                      // begins where it may
      {{{".", "B-act"}, {" ,", "I-act"}}, ""},
  };
  for (const auto& c : kCases) {
    const Labelled l = labelled(c.words);
    std::string got;
    for (const SlotSpan& s : slot_spans(l.text, l.pieces, l.logits))
      got += std::string(kSlots[static_cast<std::size_t>(s.slot)]) + "[" + std::string(slice(l.text, s.span)) + "]";
    EXPECT_EQ(got, c.expected) << l.text;
  }
}

// Whatever the logits: spans in order, apart from each other, inside the text.
TEST(Decode, SpansAreInOrderWhateverTheLogits) {
  std::mt19937 random(3);
  std::normal_distribution<float> normal;
  for (int n = 0; n < 200; ++n) {
    Labelled l = labelled({{"one", "?"}, {" two", "?"}, {" three", "?"}, {" four", "?"}});
    for (float& x : l.logits) x = normal(random) * 3;
    std::uint32_t last = 0;
    for (const SlotSpan& s : slot_spans(l.text, l.pieces, l.logits)) {
      EXPECT_GE(s.span.begin, last);
      EXPECT_LT(s.span.begin, s.span.end);
      EXPECT_LE(s.span.end, l.text.size());
      EXPECT_GT(s.sure, 0);
      EXPECT_LE(s.sure, 1 + 1e-9);
      last = s.span.end;
    }
  }
}

TEST(Decode, OfManyWindowsTheMostThreateningSpeaks) {
  const Labelled a = labelled({{"He", "O"}, {" said", "B-act"}, {" x.", "O"}});
  std::vector<Window> windows;
  std::vector<Heads> all;
  std::string text;
  for (int w = 0; w < 3; ++w) {
    Window window{text.empty() ? 0u : 3u * static_cast<unsigned>(w), {}};
    for (Piece p : a.pieces) {
      p.span.begin += static_cast<std::uint32_t>(text.size());
      p.span.end += static_cast<std::uint32_t>(text.size());
      window.pieces.push_back(p);
    }
    text += a.text + " ";
    Heads h = w == 1 ? heads(4, Force::intends, Stance::own) : heads(-4, Force::intends, Stance::quoted);
    h.slots = a.logits;
    windows.push_back(window);
    all.push_back(h);
  }
  const Decoded d = decode(text, windows, all, settings());
  EXPECT_TRUE(d.is_alert);
  ASSERT_EQ(d.threats.size(), 1u);
  EXPECT_EQ(d.threats[0].stance, Stance::own);
  ASSERT_TRUE(d.threats[0].act);
  EXPECT_EQ(d.threats[0].act->begin, a.text.size() + 1 + 3);  // of the second window, not of the others
  EXPECT_DOUBLE_EQ(d.threat_score, 0.982);
}

TEST(Decode, SaysWhy) {
  ThreatReading t;
  t.act = Span{0, 1};
  t.targets_chosen = {{2, 3}, {4, 5}};
  Verdict v;
  v.threat = 0.97;
  v.force = Force::intends;
  v.force_sure = 0.99;
  v.stance_sure = 0.9;
  EXPECT_EQ(reason(v, t),
            "the threat head gives 0.97 that the author threatens; it announces violence (force head, 0.99) as the author's own "
            "words (stance head, 0.90); the slot head points to its act and 2 chosen targets");
}

}  // namespace
}  // namespace tocsin::read
