// SPDX-License-Identifier: Apache-2.0
#include "core/totals.h"

#include <gtest/gtest.h>

namespace tocsin {
namespace {

Figure figure(Category category, std::int64_t number, std::uint32_t begin, std::uint32_t end, const char* source = "") {
  Figure f;
  f.id = "fig-" + std::to_string(begin);
  f.category = category;
  f.min = f.max = number;
  f.span = {"doc", {begin, end}};
  if (*source) f.source = Name{source, {}};
  return f;
}

const TotalBySource* people(const std::vector<Total>& all) {
  for (const Total& t : all)
    if (t.category == Category::people) return &t.by_source.front();
  return nullptr;
}

TEST(Totals, FiguresToldTogetherAddUpAndSaySo) {
  // "12 civilians and 3 soldiers"
  const auto all = totals({figure(Category::civilians, 12, 0, 12), figure(Category::security_forces, 3, 17, 27)});
  ASSERT_EQ(all.size(), 3u);
  const TotalBySource* sum = people(all);
  ASSERT_TRUE(sum);
  EXPECT_EQ(sum->min, 15);
  EXPECT_EQ(sum->max, 15);
  EXPECT_TRUE(sum->derived);
  EXPECT_EQ(sum->figures.size(), 2u);
}

TEST(Totals, WhatIsApartOrPartOfAnotherDoesNot) {
  EXPECT_FALSE(people(totals({figure(Category::civilians, 12, 0, 12), figure(Category::security_forces, 3, 170, 180)})));
  EXPECT_FALSE(people(totals({figure(Category::civilians, 12, 0, 12, "a"), figure(Category::security_forces, 3, 17, 27, "b")})));
  // "15 people, 12 civilians and 3 soldiers"
  const auto whole = totals({figure(Category::people, 15, 0, 9), figure(Category::civilians, 12, 11, 23), figure(Category::security_forces, 3, 28, 38)});
  EXPECT_EQ(people(whole)->min, 15);
  EXPECT_FALSE(people(whole)->derived);
  // "36 people, 11 in hospital"
  EXPECT_EQ(people(totals({figure(Category::people, 36, 0, 9), figure(Category::people, 11, 11, 13)}))->max, 36);
  Figure part = figure(Category::children, 3, 20, 30);
  part.subset_of = "fig-0";
  EXPECT_EQ(people(totals({figure(Category::people, 36, 0, 9), part}))->max, 36);
}

TEST(Totals, AFigureWithoutANumberCountsForNothing) {
  Figure open = figure(Category::people, 0, 50, 60);
  open.min.reset();
  open.max.reset();
  const auto all = totals({figure(Category::people, 655, 0, 9), open});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].max, 655);
}

}  // namespace
}  // namespace tocsin
