// SPDX-License-Identifier: Apache-2.0
#include "ingest/markup.h"

#include <gtest/gtest.h>

namespace tocsin::ingest {
namespace {

TEST(Markup, Text) {
  const struct {
    const char *html, *text;
  } cases[] = {
      {"", ""},
      {"noon", "noon"},
      {"<p>Ferries<br>sail &amp; wait</p><p>at noon</p>", "Ferries\nsail & wait\n\nat noon"},
      {"<p>a<br/>b<br />c</p>", "a\nb\nc"},
      {"3 < 4 and 5 > 4", "3 < 4 and 5 > 4"},
      {"&lt;b&gt; &quot;&apos;&#39;&#x27;&laquo;&nbsp;", "<b> \"'''«\xC2\xA0"},
      {"AT&T &unknown; &; &#x110000; &#xD800; &#0;", "AT&T &unknown; &; \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD"},
      {"<a href=\"https://pier.example/?a>b\"><span class=\"invisible\">https://</span>pier</a>", "https://pier"},
      {"<a href='x", "<a href='x"},
      {"a<", "a<"},
      {"<ul><li>one</li><li>two</li></ul>", "one\ntwo"},
  };
  for (const auto& c : cases) EXPECT_EQ(text_of_markup(c.html), c.text) << c.html;
}

TEST(Markup, Attributes) {
  const auto tag = next_tag("text <div data-class=\"x\" class=\"message default\" id='message4'>", 0);
  ASSERT_TRUE(tag);
  EXPECT_EQ(tag->name, "div");
  EXPECT_EQ(tag->begin, 5u);
  EXPECT_EQ(attribute(tag->attributes, "class"), "message default");
  EXPECT_EQ(attribute(tag->attributes, "id"), "message4");
  EXPECT_EQ(attribute(tag->attributes, "title"), "");
  EXPECT_TRUE(has_class("message default", "message"));
  EXPECT_FALSE(has_class("message default", "mess"));
  EXPECT_FALSE(next_tag("<div class=\"x", 0));
}

}  // namespace
}  // namespace tocsin::ingest
