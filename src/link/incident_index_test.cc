// SPDX-License-Identifier: Apache-2.0
#include "link/incident_index.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "link/incidents.h"
#include "text/name_key.h"

namespace tocsin::link {
namespace {

// The slow twin: whichever incident's place agrees with a place that a motive names, or stands in its words, is a candidate.
TEST(IncidentIndex, LeavesOutNoneThatAgrees) {
  const std::string names[] = {"Tell Marwud", "Tell Marwud market", "تل مرود", "Tall Marwood", "Bir Tamun",      "Tamun", "Io",
                               "Io Station",  "Ur",                 "Qasr",    "Qasr Lanud",   "the old market", "Oo",    "Marwud"};
  std::vector<Incident> incidents;
  for (const std::string& name : names)
    for (const std::int64_t geonameid : {0, 7}) {
      Incident& i = incidents.emplace_back();
      i.id = "inc-" + std::to_string(incidents.size());
      i.place = Place{name, geonameid, geonameid ? "JO" : "", {}, {}, ""};
      i.spans = {{"doc-" + i.id, {0, 4}}};
    }
  incidents.emplace_back().id = "inc-nowhere";
  incidents.back().spans = {{"doc-told", {0, 4}}};
  IncidentIndex index;
  for (std::size_t at = 0; at < incidents.size(); ++at) index.put(at, incidents[at]);
  std::size_t agreed = 0, left_out = 0;
  for (const std::string& name : names)
    for (const std::int64_t geonameid : {0, 7, 8}) {
      const PlaceKey named = place_key({name, geonameid, "", {}, {}, ""});
      const std::string words = text::name_key("the strike on " + name + " in spring");
      const Sought sought{{named.key}, {words}, {named.geonameid}, {}};
      const Handles handles = handles_of(sought);
      const std::vector<std::size_t> found = index.candidates(sought);
      EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
      for (std::size_t at = 0; at < incidents.size(); ++at) {
        if (!incidents[at].place) continue;
        const PlaceKey place = place_key(*incidents[at].place);
        EXPECT_EQ(place.key, index.place_key(at));
        const bool stands = place.key.size() >= 4 && place.key.front() != '=' && words.find(place.key) != words.npos;
        const bool there = std::binary_search(found.begin(), found.end(), at);
        if (same_place(named, place) || stands) {
          ++agreed;
          EXPECT_TRUE(there) << name << " / " << incidents[at].place->name;
          EXPECT_TRUE(sought.may_cite(incidents[at])) << name << " / " << incidents[at].place->name;
          const Handles its = handles_of(incidents[at]);
          EXPECT_TRUE(std::any_of(its.begin(), its.end(), [&](const std::string& handle) { return handles.contains(handle); }));
        }
        left_out += !there;
      }
    }
  EXPECT_GT(agreed, 100u);
  EXPECT_GT(left_out, 500u);  // or it is no index
  EXPECT_EQ(index.candidates({{}, {}, {}, {"doc-told"}}), std::vector<std::size_t>{incidents.size() - 1});
}

TEST(IncidentIndex, FollowsWhatChanges) {
  const auto at = [](const std::string& id, const std::string& place, const std::string& document) {
    Incident i;
    i.id = id, i.place = Place{place, 0, "", {}, {}, ""}, i.spans = {{document, {0, 4}}};
    return i;
  };
  const auto named = [](const std::string& place) { return Sought{{place_key({place, 0, "", {}, {}, ""}).key}, {}, {}, {}}; };
  using Positions = std::vector<std::size_t>;
  IncidentIndex index;
  index.put(0, at("inc-a", "Tell Marwud", "doc-1"));
  index.put(1, at("inc-b", "Bir Tamun", "doc-1"));
  index.put(1, at("inc-b", "Tell Marwud market", "doc-2"));
  EXPECT_EQ(index.candidates(named("Tell Marwud")), (Positions{0, 1}));
  EXPECT_EQ(index.candidates(named("Bir Tamun")), Positions());
  EXPECT_EQ(index.candidates({{}, {}, {}, {"doc-1"}}), Positions{0});
  index.take_back(1);
  EXPECT_EQ(index.at("inc-b"), nullptr);
  index.put(1, at("inc-c", "Bir Tamun", "doc-3"));
  EXPECT_EQ(index.candidates(named("Tell Marwud market")), Positions{0});
  EXPECT_EQ(index.candidates(named("Bir Tamun")), Positions{1});
  EXPECT_EQ(*index.at("inc-c"), 1u);
}

}  // namespace
}  // namespace tocsin::link
