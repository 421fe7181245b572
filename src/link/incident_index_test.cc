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
  const IncidentIndex index(incidents);
  std::size_t agreed = 0, left_out = 0;
  for (const std::string& name : names)
    for (const std::int64_t geonameid : {0, 7, 8}) {
      const PlaceKey named = place_key({name, geonameid, "", {}, {}, ""});
      const std::string words = text::name_key("the strike on " + name + " in spring");
      Handles handles;
      add_place_handles(handles, named.key, named.geonameid);
      add_word_handles(handles, words);
      const std::vector<std::size_t> found = index.candidates(handles);
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
        }
        left_out += !there;
      }
    }
  EXPECT_GT(agreed, 100u);
  EXPECT_GT(left_out, 500u);  // or it is no index
  Handles told;
  add_document_handle(told, "doc-told");
  EXPECT_EQ(index.candidates(told), std::vector<std::size_t>{incidents.size() - 1});
}

}  // namespace
}  // namespace tocsin::link
