// SPDX-License-Identifier: Apache-2.0
#include "text/shaped.h"

#include <gtest/gtest.h>

namespace tocsin::text {
namespace {

TEST(Shaped, StandsAsOnPaper) {
  for (const auto& [given, paper] : {std::pair{"", ""}, {"pier 3", "pier 3"}, {"لا", "\uFEFB"}, {"صوت", "\uFE95\uFEEE\uFEBB"}, {"a | صوت", "a | \uFE95\uFEEE\uFEBB"},
                                     {"صوّت", "\uFE95\uFEEE\uFEBB"}, {"(صوت) 53", "53 (\uFE95\uFEEE\uFEBB)"}, {"קול", "לוק"}, {"\xF0\x9F\x94\xB4", "\xF0\x9F\x94\xB4"}})
    EXPECT_EQ(shaped(given), paper) << given;
}

}  // namespace
}  // namespace tocsin::text
