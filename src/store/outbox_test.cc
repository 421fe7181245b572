// SPDX-License-Identifier: Apache-2.0
#include "store/outbox.h"

#include <gtest/gtest.h>

#include "store/log.h"

namespace tocsin::store {
namespace {

Delivery delivery(const std::string& key, const std::string& parcel, std::int64_t next) {
  Delivery d;
  d.key = key, d.rule = "ferries", d.receiver = "desk", d.alert = "alr-1", d.document = "doc-1", d.record = "r", d.review = "confirmed";
  d.parcel = parcel, d.made = d.noted = 100, d.next = next;
  return d;
}

std::vector<std::string> keys(const Result<std::vector<Delivery>>& rows) {
  std::vector<std::string> out;
  for (const Delivery& d : *rows) out.push_back(d.key);
  return out;
}

TEST(Outbox, HoldsEachKeyOnceAndAWithdrawnOneAgain) {
  Store store = std::move(*Store::open(""));
  Outbox outbox(store);
  EXPECT_TRUE(*outbox.add(delivery("a", "a", 100)));
  EXPECT_FALSE(*outbox.add(delivery("a", "b", 700)));
  EXPECT_EQ(outbox.all()->front().parcel, "a");
  ASSERT_TRUE(outbox.withdraw("a", "the alert is dismissed now").ok());
  EXPECT_TRUE(outbox.open()->empty());
  EXPECT_TRUE(*outbox.add(delivery("a", "b", 700)));
  EXPECT_EQ(outbox.open()->front().parcel, "b");
}

TEST(Outbox, NotesAllOfAParcelAndNothingThatHasLeft) {
  Store store = std::move(*Store::open(""));
  Outbox outbox(store);
  for (const char* key : {"a", "b", "c"}) ASSERT_TRUE(outbox.add(delivery(key, "", 100)).ok());
  ASSERT_TRUE(outbox.put_into_parcel("a", "p").ok());
  ASSERT_TRUE(outbox.put_into_parcel("b", "p").ok());
  ASSERT_TRUE(outbox.withdraw("b", "no more").ok());
  Delivery as = delivery("", "p", 0);
  as.state = "sent", as.attempts = 1;
  ASSERT_TRUE(outbox.note("p", as).ok());
  EXPECT_EQ(keys(outbox.of_state("sent")), std::vector<std::string>{"a"});
  EXPECT_EQ(keys(outbox.open()), std::vector<std::string>{"c"});
  as.state = "dead";
  ASSERT_TRUE(outbox.note("p", as).ok());
  EXPECT_TRUE(outbox.of_state("dead")->empty()) << "what was sent stays sent";
  ASSERT_TRUE(outbox.note("", as).ok());
  EXPECT_EQ(keys(outbox.open()), std::vector<std::string>{"c"}) << "no parcel is not the parcel of those that wait";
}

TEST(Outbox, OneRunOnlyHasAParcel) {
  Store store = std::move(*Store::open(""));
  Outbox outbox(store);
  ASSERT_TRUE(outbox.add(delivery("a", "a", 100)).ok());
  Delivery as = delivery("", "a", 200);
  as.state = "retrying", as.attempts = 1;
  EXPECT_TRUE(*outbox.claim("a", 0, as));
  EXPECT_FALSE(*outbox.claim("a", 0, as)) << "it saw the parcel before it was tried";
  as.state = "sent";
  ASSERT_TRUE(outbox.note("a", as).ok());
  EXPECT_FALSE(*outbox.claim("a", 1, as)) << "it has left";
}

TEST(Outbox, DeadOnesComeBackWhenAPersonSaysSo) {
  Store store = std::move(*Store::open(""));
  Outbox outbox(store);
  for (const char* key : {"a", "b"}) {
    ASSERT_TRUE(outbox.add(delivery(key, key, 100)).ok());
    Delivery as = delivery("", key, 0);
    as.state = "dead", as.attempts = 9;
    ASSERT_TRUE(outbox.note(key, as).ok());
  }
  EXPECT_EQ(*outbox.revive("x", 500), 0u);
  EXPECT_EQ(*outbox.revive("a", 500), 1u);
  EXPECT_EQ(keys(outbox.open()), std::vector<std::string>{"a"});
  EXPECT_EQ(outbox.open()->front().attempts, 0u);
  EXPECT_EQ(outbox.open()->front().next, 500);
  EXPECT_EQ(*outbox.revive("all", 500), 1u);
}

TEST(Outbox, AClockThatWentBackMovesTheWaitsWithIt) {
  Store store = std::move(*Store::open(""));
  Outbox outbox(store);
  ASSERT_TRUE(outbox.add(delivery("a", "a", 160)).ok());  // noted at 100
  ASSERT_TRUE(outbox.clock_is(130).ok());
  EXPECT_EQ(outbox.open()->front().next, 160) << "the clock goes on";
  ASSERT_TRUE(outbox.clock_is(40).ok());
  EXPECT_EQ(outbox.open()->front().next, 100);
  EXPECT_EQ(outbox.open()->front().noted, 40);
}

TEST(Log, DraftsOfARuleAreToldOncePerOwner) {
  Store store = std::move(*Store::open(""));
  Log log(store);
  for (const char* owner : {"A. Keeper", "A. Keeper", "B. Keeper", "A. Keeper"}) ASSERT_TRUE(log.drafts_allowed("2026-03-10T12:00:00Z", "ferries", owner).ok());
  ASSERT_TRUE(log.drafts_allowed("2026-03-10T12:00:00Z", "schools", "A. Keeper").ok());
  EXPECT_EQ(log.audit()->entries, 4);
  EXPECT_EQ(*log.reviewers(), 1u) << "another policy";
}

}  // namespace
}  // namespace tocsin::store
