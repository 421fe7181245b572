// SPDX-License-Identifier: Apache-2.0
#include "text/text.h"

#include <gtest/gtest.h>

namespace tocsin::text {
namespace {

TEST(Normalise, TheExampleOfTheDoor) {
  const std::string original = "Ｔhe p\u200Bіer!!";
  const View view = normalise(original, kFoldForTrace);
  EXPECT_EQ(view.bytes, "the pier");
  EXPECT_EQ(slice(original, view.original({4, 8})), "p\u200Bіer");
}

}  // namespace
}  // namespace tocsin::text
