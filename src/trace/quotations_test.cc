// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "trace/quoted_words.h"
#include "trace/trace.h"

namespace tocsin::trace {
namespace {

TEST(QuotedWords, MarksAndParagraphs) {
  const struct {
    std::string text;
    std::vector<std::string> quoted;
  } cases[] = {
      {"", {}},
      {"No marks at all, it's plain", {}},
      {"He said: “The pier closes.”", {"The pier closes."}},
      {"He said: \"The pier closes.\" Then \"no\".", {"The pier closes.", "no"}},
      {"Он сказал: «Причал „Южный“ закрыт»", {"Причал „Южный“ закрыт", "Южный"}},
      {"قال: «يغلق الرصيف ظهرا»", {"يغلق الرصيف ظهرا"}},
      {"Er sagte: „Der Steg ist zu“.", {"Der Steg ist zu"}},
      {"She wrote ‘the pier’s closed’ twice", {"the pier’s closed"}},
      {"“He wrote ‘the pier is closed’ and left”", {"He wrote ‘the pier is closed’ and left", "the pier is closed"}},
      {"“It goes on\n\n“and ends here.”", {"It goes on", "and ends here."}},
      {"6\" nails and 3\" screws", {}},
      {"The post read:\n\nThe pier closes at noon.\n\nThat was all.", {"The pier closes at noon."}},
      {"Intro\n> The pier closes\n> at noon\nEnd", {"The pier closes\n> at noon"}},
      {"“never closed", {}},
  };
  for (const auto& c : cases) {
    std::vector<std::string> got;
    for (const Span s : quoted_words(c.text)) got.emplace_back(slice(c.text, s));
    EXPECT_EQ(got, c.quoted) << c.text;
  }
}

TEST(Quotations, FoundInTheMessagesTheyWerePostedIn) {
  const std::string m1 =
      "To all boat owners: the old pier at Saltmouth will be closed from Monday, and whoever leaves a boat there will "
      "pay "
      "for its removal. The harbour office wishes everybody a mild winter and thanks the volunteers of the lifeboat.";
  const std::string m2 =
      "The choir of the lighthouse keepers sings every Thursday in the yellow tent by the lake, as it always has done.";
  const std::string m3 =
      "إلى أصحاب القوارب: سيغلق الرصيف القديم في القنطرة ابتداء من يوم الاثنين ومن يترك قاربه هناك يدفع تكاليف إزالته";
  const std::vector<Entry> messages = {{"m1", m1, "harbour", {}, {}, Time(std::chrono::seconds(5))},
                                       {"m0", m1, "later", {}, {}, Time(std::chrono::seconds(9))},
                                       {"m2", m2, "choir", {}, {}, {}},
                                       {"m3", m3, "harbour", {}, {}, {}}};
  const QuotationIndex index(messages);
  struct Expected {
    std::string document, article, message;
  };
  const struct {
    std::string article;
    std::vector<Expected> found;
  } cases[] = {
      {"The notice says “whoever leaves a boat there will pay for its removal.”",
       {{"m1", "whoever leaves a boat there will pay for its removal",
         "whoever leaves a boat there will pay for its removal"}}},
      {"The notice says \"Whoever leaves a boat there, will pay for its removal!\", no more.",
       {{"m1", "Whoever leaves a boat there, will pay for its removal",
         "whoever leaves a boat there will pay for its removal"}}},
      {"It said “the old pier at Saltmouth will be closed from Monday […] The harbour office wishes everybody a mild "
       "winter”.",
       {{"m1", "the old pier at Saltmouth will be closed from Monday",
         "the old pier at Saltmouth will be closed from Monday"},
        {"m1", "The harbour office wishes everybody a mild winter",
         "The harbour office wishes everybody a mild winter"}}},
      {"وجاء في الرسالة: «سَيُغلق الرصيف القديم في القنطرة ابتداءً من يوم الاثنين»",
       {{"m3", "سَيُغلق الرصيف القديم في القنطرة ابتداءً من يوم الاثنين",
         "سيغلق الرصيف القديم في القنطرة ابتداء من يوم الاثنين"}}},
      {"The old pier at Saltmouth will be closed from Monday, the office says.", {}},  // no marks
      {"They called it “the old pier at Saltmouth”, he said.",
       {{"m1", "the old pier at Saltmouth", "the old pier at Saltmouth"}}},
      {"They called it “the old pier”.", {}},  // under five words
      {"He said “nobody has ever seen a whale in this part of the lake”.", {}},
      {"", {}},
  };
  for (const auto& c : cases) {
    const Entry article{"art", c.article, {}, {}, {}, {}};
    const std::vector<Quotation> got = index.find(article);
    ASSERT_EQ(got.size(), c.found.size()) << c.article;
    for (std::size_t i = 0; i < got.size(); ++i) {
      EXPECT_EQ(got[i].article.document, "art");
      EXPECT_EQ(got[i].message.document, c.found[i].document);
      EXPECT_EQ(slice(c.article, got[i].article.span), c.found[i].article);
      const std::string& text = c.found[i].document == "m3" ? m3 : m1;
      EXPECT_EQ(slice(text, got[i].message.span), c.found[i].message);
      EXPECT_GT(got[i].similarity, .75);
      EXPECT_LE(got[i].similarity, 1);
    }
    EXPECT_EQ(quotations(article, messages), got);
  }
}

// The slow twin: messages in whatever order, one by one, are found in as if they had all been there; and who may quote a
// new one is told.
TEST(Quotations, OfMessagesThatKeepComing) {
  const std::vector<std::string> words = {"pier",  "harbour", "closes", "winter", "ferry",  "market", "opens", "lantern", "library", "sledge",
                                          "bread", "weather", "mild",   "keeper", "window", "garden", "notice", "bridge"};
  for (unsigned seed = 0; seed < 30; ++seed) {
    std::mt19937 random(seed);
    const auto roll = [&](std::size_t n) { return random() % n; };
    std::vector<std::string> texts, articles;
    for (int n = 0; n < 30; ++n) {
      std::string text;
      if (!texts.empty() && roll(4) == 0) {
        text = texts[roll(texts.size())] + (roll(2) ? "!" : " " + words[roll(words.size())]);
      } else {
        for (std::size_t i = 0; i < 8 + roll(8); ++i) text += (i ? " " : "") + words[roll(words.size())] + words[roll(words.size())];
      }
      texts.push_back(text);
      if (roll(3) == 0) articles.push_back("It was said: \"" + texts[roll(texts.size())] + "\", and more.");
    }
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < texts.size() + articles.size(); ++i) ids.push_back("d" + std::to_string(i));
    std::vector<Entry> messages, quoting;
    for (std::size_t i = 0; i < texts.size(); ++i)
      messages.push_back({ids[i], texts[i], "harbour", {}, {}, Time(std::chrono::seconds(roll(20)))});
    for (std::size_t i = 0; i < articles.size(); ++i) quoting.push_back({ids[texts.size() + i], articles[i], {}, {}, {}, {}});
    std::shuffle(messages.begin(), messages.end(), random);
    QuotationIndex coming(std::vector<Entry>{messages[0]});
    for (const Entry& q : quoting) coming.note(q);
    std::map<std::string_view, std::vector<Quotation>> found;
    for (const Entry& q : quoting) found[q.id] = coming.find(q);
    for (std::size_t n = 1; n < messages.size(); ++n) {
      for (const Id& id : coming.add(messages[n]))
        for (const Entry& q : quoting)
          if (q.id == id) found[q.id] = coming.find(q);
      const QuotationIndex whole(std::vector<Entry>(messages.begin(), messages.begin() + static_cast<std::ptrdiff_t>(n) + 1));
      for (const Entry& q : quoting) EXPECT_EQ(found[q.id], whole.find(q)) << "seed " << seed << ", " << n + 1 << " messages, " << q.id;
    }
  }
}

}  // namespace
}  // namespace tocsin::trace
