// SPDX-License-Identifier: Apache-2.0
#include "read/asides.h"

#include <gtest/gtest.h>

#include <string>

namespace tocsin::read {
namespace {

TEST(Asides, AreLinksAndNames) {
  const struct {
    std::string text, expected;
  } kCases[] = {
      {"@kestrel see https://kestrel.example/1 now", "name[@kestrel] link[https://kestrel.example/1] "},
      {"RT @old_post: burn", "name[@old_post:] "},
      {"write me@kestrel.example", ""},
      {"@ noon", ""},
      {"a www.kestrel.example, t.co/x http", "link[www.kestrel.example,] link[t.co/x] "},
      {"", ""},
      {"@", ""},
      {"@\xff\xff@x", "name[@\xff\xff] "},
  };
  for (const auto& c : kCases) {
    std::string got;
    for (const Aside& a : asides(c.text)) got += std::string(a.link ? "link[" : "name[") + std::string(slice(c.text, a.span)) + "] ";
    EXPECT_EQ(got, c.expected) << c.text;
  }
}

}  // namespace
}  // namespace tocsin::read
