// SPDX-License-Identifier: Apache-2.0
#include "record/numbers.h"

#include <gtest/gtest.h>

#include "core/names.h"
#include "record/record.h"

namespace tocsin::record {
namespace {

using Bound = std::optional<std::int64_t>;

TEST(Numbers, Values) {
  const Bound none;
  const struct { const char* words; Bound min, max; Qualifier qualifier; } cases[] = {
      {"53", 53, 53, Qualifier::exactly}, {"1,200", 1200, 1200, Qualifier::exactly}, {"1.2 million", 1200000, 1200000, Qualifier::exactly},
      {"at least 53", 53, none, Qualifier::at_least}, {"53 or more", 53, none, Qualifier::at_least}, {"more than 60", 60, none, Qualifier::at_least},
      {"up to 900", none, 900, Qualifier::up_to}, {"as many as 50", none, 50, Qualifier::up_to}, {"about 1,200", 1200, 1200, Qualifier::about},
      {"between 5 and 7", 5, 7, Qualifier::between}, {"5-7", 5, 7, Qualifier::between}, {"three or four", 3, 4, Qualifier::between},
      {"dozens", 12, none, Qualifier::dozens}, {"tens of", 10, none, Qualifier::tens}, {"hundreds", 100, none, Qualifier::hundreds},
      {"a dozen", 12, 12, Qualifier::exactly}, {"half a dozen", 6, 6, Qualifier::exactly}, {"twenty-one", 21, 21, Qualifier::exactly},
      {"two hundred and fifty-three", 253, 253, Qualifier::exactly}, {"ONE HUNDRED TWENTY TWO", 122, 122, Qualifier::exactly},
      {"several", 2, none, Qualifier::at_least}, {"scores of", 20, none, Qualifier::dozens}, {"thousands", 1000, none, Qualifier::hundreds},
      {"tens of thousands of", 10000, none, Qualifier::hundreds}, {"an undetermined number of", 2, none, Qualifier::at_least},
      {"THIRTYTHREE", 33, 33, Qualifier::exactly}, {"no one", 0, 0, Qualifier::exactly}, {"عدد من", 2, none, Qualifier::at_least},
      {"عدة", 2, none, Qualifier::at_least}, {"٥٣", 53, 53, Qualifier::exactly}, {"ثلاثة وعشرون", 23, 23, Qualifier::exactly},
      {"مئة وخمسين", 150, 150, Qualifier::exactly}, {"ثلاثة آلاف", 3000, 3000, Qualifier::exactly}, {"نحو ألف ومئتي", 1200, 1200, Qualifier::about},
      {"أكثر من 60", 60, none, Qualifier::at_least}, {"53 على الأقل", 53, none, Qualifier::at_least}, {"العشرات", 10, none, Qualifier::tens},
      {"مئات", 100, none, Qualifier::hundreds}, {"ما بين 5 و7", 5, 7, Qualifier::between}, {"طفلان", 2, 2, Qualifier::exactly},
  };
  for (const auto& c : cases) {
    const auto value = resolve_number(c.words);
    ASSERT_TRUE(value) << c.words;
    EXPECT_EQ(value->min, c.min) << c.words;
    EXPECT_EQ(value->max, c.max) << c.words;
    EXPECT_EQ(value->qualifier, c.qualifier) << c.words;
  }
}

TEST(Numbers, WhatIsNoNumberHasNoValue) {
  for (const char* words : {"", "the", "at least", "0.65", "and", "\xff", "-"}) EXPECT_FALSE(resolve_number(words)) << words;
}

TEST(Numbers, MultiplesOfAnotherNumber) {
  const struct { const char* words; Bound min, max; Qualifier qualifier; } cases[] = {
      {"twice as many", 28, 28, Qualifier::exactly}, {"more than double that number", 28, {}, Qualifier::at_least},
      {"half as many", 7, 7, Qualifier::exactly},    {"ضعف هذا العدد", 28, 28, Qualifier::exactly}};
  for (const auto& c : cases) {
    EXPECT_FALSE(resolve_number(c.words)) << c.words;
    const auto by = resolve_multiple(c.words);
    ASSERT_TRUE(by) << c.words;
    const NumberValue value = multiplied({14, 14, Qualifier::exactly}, *by);
    EXPECT_EQ(value.min, c.min) << c.words;
    EXPECT_EQ(value.max, c.max) << c.words;
    EXPECT_EQ(value.qualifier, c.qualifier) << c.words;
  }
  EXPECT_FALSE(resolve_multiple("14"));
}

TEST(Numbers, HugeNumbersStayInRange) {
  const auto value = resolve_number("99999999999999 billion billion");
  ASSERT_TRUE(value);
  EXPECT_GT(*value->min, 0);
}

}  // namespace
}  // namespace tocsin::record
