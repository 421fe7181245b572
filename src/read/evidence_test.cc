// SPDX-License-Identifier: Apache-2.0
#include "read/evidence.h"

#include <gtest/gtest.h>

namespace tocsin::read {
namespace {

ThreatReading threat(Stance stance, Span span) {
  ThreatReading t;
  t.force = Force::intends;
  t.stance = stance;
  t.span = span;
  return t;
}

TEST(Evidence, FillsWhatIsLeftOutAndNothingElse) {
  ThreatReading mine = threat(Stance::own, {0, 60});
  mine.act = Span{3, 12};
  mine.targets_chosen = {{13, 21}};
  mine.why = "the threat head says so";
  Reading lists;
  lists.threats.push_back(threat(Stance::forwarded, {0, 90}));  // as much the author's own
  ThreatReading& theirs = lists.threats[0];
  theirs.act = Span{0, 12};
  theirs.caller = Span{40, 50};
  theirs.targets_chosen = {{30, 38}, {17, 21}};  // the second is a part of what is there
  theirs.targets_rejected = {{13, 21}};          // what is chosen is not rejected too
  theirs.motive = {{62, 90}};
  add_evidence(lists, mine);
  EXPECT_EQ(mine.act, (Span{3, 12}));
  EXPECT_EQ(mine.caller, (Span{40, 50}));
  EXPECT_EQ(mine.targets_chosen, (std::vector<Span>{{13, 21}, {30, 38}}));
  EXPECT_TRUE(mine.targets_rejected.empty());
  EXPECT_EQ(mine.motive, (std::vector<Span>{{62, 90}}));
  EXPECT_EQ(mine.span, (Span{0, 90}));
  EXPECT_EQ(mine.why, "the threat head says so; word lists add its caller, chosen targets and a motive");
}

TEST(Evidence, TheCallersNameIsNoTargetWhereItStandsAgain) {
  const std::string_view text = "The Heron Front will shut the pier, not the mill. The Heron Front";
  ThreatReading mine = threat(Stance::own, {0, 65});
  mine.caller = Span{4, 15};
  mine.targets_chosen = {{26, 34}};
  mine.targets_rejected = {{40, 48}, {54, 65}};
  mine.condition = {{54, 59}};
  leave_out_caller(text, mine);
  EXPECT_EQ(mine.targets_chosen, (std::vector<Span>{{26, 34}}));
  EXPECT_EQ(mine.targets_rejected, (std::vector<Span>{{40, 48}}));
  EXPECT_TRUE(mine.condition.empty());
}

TEST(Evidence, WhatLiesInAMotiveIsPartOfIt) {
  ThreatReading mine = threat(Stance::own, {0, 60});
  mine.targets_chosen = {{10, 20}, {40, 50}};
  mine.time = {{22, 28}};
  Reading lists;
  lists.threats = {threat(Stance::own, {0, 60})};
  lists.threats[0].motive = {{5, 30}};
  add_evidence(lists, mine);
  EXPECT_EQ(mine.motive, (std::vector<Span>{{5, 30}}));
  EXPECT_EQ(mine.targets_chosen, (std::vector<Span>{{40, 50}}));
  EXPECT_TRUE(mine.time.empty());
}

TEST(Evidence, OfOtherWordsOrOtherSentencesAddsNothing) {
  ThreatReading mine = threat(Stance::own, {0, 30});
  const ThreatReading before = mine;
  Reading lists;
  lists.threats = {threat(Stance::quoted, {0, 30}), threat(Stance::own, {40, 60})};
  for (ThreatReading& t : lists.threats) t.time = {t.span};
  add_evidence(lists, mine);
  EXPECT_EQ(mine, before);
}

}  // namespace
}  // namespace tocsin::read
