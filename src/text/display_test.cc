// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "text/text.h"

namespace tocsin::text {
namespace {

struct Case {
  std::string_view text, expected;
};

TEST(TerminalSafe, Tables) {
  const Case cases[] = {
      {"plain\ttext\n", "plain\ttext\n"},
      {"\x1b[31mred\x1b[0m\a\r", "␛[31mred␛[0m␇␍"},
      {"\x7f\u009b1m\u0085", "␡⟦U+009B⟧1m⟦U+0085⟧"},
      {"the \u202Ereip\u202C \u2066x\u2069", "the ⟦U+202E⟧reip⟦U+202C⟧ ⟦U+2066⟧x⟦U+2069⟧"},
      {"p\u200Bier\uFEFF\u00AD", "p⟦U+200B⟧ier⟦U+FEFF⟧⟦U+00AD⟧"},
      {"\U000E0041", "⟦U+E0041⟧"},
      {"می\u200Cخواهم 👩\u200D👧 ❤\uFE0F", "می\u200Cخواهم 👩\u200D👧 ❤\uFE0F"},   // joiners that spell
      {"a\u200Cb a\u200Db a\uFE0F", "a⟦U+200C⟧b a⟦U+200D⟧b a⟦U+FE0F⟧"},
      {"bad \xff\x9b", "bad \uFFFD\uFFFD"},
      {"الميناء pier", "الميناء pier"},
      {"\u2028x", "⟦U+2028⟧x"},
  };
  for (const Case& c : cases) EXPECT_EQ(terminal_safe(c.text), c.expected);
}

TEST(Masked, Tables) {
  const Case cases[] = {
      {"ask @harbour_news now", "ask @… now"},
      {"@abc, @ab.", "@…, @ab."},
      {"(@pier_watch)/@x_y_z", "(@…)/@…"},
      {"@user@server.example hi", "@… hi"},
      {"＠harbour_news @har\u200Bbour", "@… @…"},
      {"mail desk.one+x@pier.example.", "mail @…."},
      {"@ 5 pm", "@ 5 pm"},
      {"join https://t.me/+AbC_d-9 or t.me/joinchat/AAA?x=1, telegram.me/pier_news.",
       "join https://t.me/@… or t.me/@…, telegram.me/@…."},
      {"tg://resolve?domain=pier_news&x=1 wa.me/15550100200", "tg://@… wa.me/@…"},
      {"https://x.com/pier_news/status/123 https://news.example/@desk/a", "https://x.com/@… https://news.example/@…/a"},
      {"not.me/pier https://pier.example/about", "not.me/pier https://pier.example/about"},
      {"call +970 59-912-3456 or +1 (555) 010-0200!", "call @… or @…!"},
      {"0599 123 456 / 00970599123456 / 555-010-0200 / (555) 010-0200", "@… / @… / @… / @…"},
      {"tel: 599 12 34 56, هاتف: ٠٥٩٩١٢٣٤٥٦", "tel: @…, هاتف: @…"},
      {"2026-03-10, 10.03.2026, 1,200, 1 200 000 000, $1,200,000,000", "2026-03-10, 10.03.2026, 1,200, 1 200 000 000, $1,200,000,000"},
      {"2026-03-10 12:30:00 to 2026-03-11 12", "2026-03-10 12:30:00 to 2026-03-11 12"},
      {"2019-2020-2021 2022 2023 2024", "2019-2020-2021 2022 2023 2024"},
      {"id 202603101230 case 123456789, +5 degrees, +100", "id 202603101230 case 123456789, +5 degrees, +100"},
      {"192.168.100.200 and 31.532678 34.462711", "192.168.100.200 and 31.532678 34.462711"},
      {"٢٠٢٦-٠٣-١٠", "٢٠٢٦-٠٣-١٠"},
      {"", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(masked(c.text), c.expected);
}

TEST(Masked, HandlesSayWhere) {
  const std::string_view text = "ask @harbour_news or t.me/pier";
  ASSERT_EQ(handles(text).size(), 2u);
  EXPECT_EQ(slice(text, handles(text)[0]), "@harbour_news");
  EXPECT_EQ(slice(text, handles(text)[1]), "pier");
}

}  // namespace
}  // namespace tocsin::text
