// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "text/text.h"

namespace tocsin::text {
namespace {

// "|" stands between sentences of the expected text; white space inside one is kept.
std::string shown(std::string_view text) {
  std::string out;
  for (const Span span : sentences(text)) {
    if (!out.empty()) out += "|";
    out += slice(text, span);
  }
  return out;
}

TEST(Sentences, Tables) {
  const struct {
    std::string_view text, expected;
  } cases[] = {
      {"", ""},
      {" \n\n ", ""},
      {"One. Two! Three?  Four", "One.|Two!|Three?|Four"},
      {"Dr. Adan met Gen. Perez at 3.5 km. They left.", "Dr. Adan met Gen. Perez at 3.5 km.|They left."},
      {"GEN. PEREZ SAID THE U.S. EMBASSY CLOSED. THE PIER IS OPEN.", "GEN. PEREZ SAID THE U.S. EMBASSY CLOSED.|THE PIER IS OPEN."},
      {"He lives in the U.S. The pier is there.", "He lives in the U.S.|The pier is there."},
      {"At 5 a.m. on Tuesday J. K. Rowe left. No. 5 stayed.", "At 5 a.m. on Tuesday J. K. Rowe left.|No. 5 stayed."},
      {"“We will come. We will stay,” he said. “Stop!” she cried.", "“We will come.|We will stay,” he said.|“Stop!” she cried."},
      {"He said, \"Go home.\" Then he left (at noon.) Done.", "He said, \"Go home.\"|Then he left (at noon.)|Done."},
      {"Wait... and see. Wait... The bus came.", "Wait... and see.|Wait...|The bus came."},
      {"It rose.[12] Later it fell.", "It rose.[12]|Later it fell."},
      {"See www.pier.example/a.b or e.g. this. End", "See www.pier.example/a.b or e.g. this.|End"},
      {"They were hurt.The pier closed.", "They were hurt.|The pier closed."},
      {"no capitals here. none at all. see p. 5 and e.g. this", "no capitals here.|none at all.|see p. 5 and e.g. this"},
      {"Line one of a paragraph that is wrapped at some column by the\nMinistry of Harbours and goes on to the next line until the\nend. And more.",
       "Line one of a paragraph that is wrapped at some column by the\nMinistry of Harbours and goes on to the next line until the\nend.|And more."},
      {"The ministry said on Tuesday\nthat five people were hurt.", "The ministry said on Tuesday\nthat five people were hurt."},
      {"PIER CLOSED\nThe ministry said on Tuesday that the eastern pier will remain closed for a week.",
       "PIER CLOSED|The ministry said on Tuesday that the eastern pier will remain closed for a week."},
      {"Attention\nTomorrow at the pier\nBe there", "Attention|Tomorrow at the pier|Be there"},
      {"Figures:\n- five hurt\n- two missing\n1. First\n2. Second", "Figures:|- five hurt|- two missing|1. First|2. Second"},
      {"First block\n\nSecond block\r\n\r\nThird", "First block|Second block|Third"},
      {"Above\n-----\nbelow", "Above|-----|below"},
      {"🔴 Urgent\n🔴 The pier is closed! 🔥🔥", "🔴 Urgent|🔴 The pier is closed! 🔥🔥"},
      {"هل الميناء مغلق؟ نعم. قال د. سامي إنه مغلق.", "هل الميناء مغلق؟|نعم.|قال د. سامي إنه مغلق."},
      {"أغلق الميناء.وصلت السفينة؟نعم", "أغلق الميناء.|وصلت السفينة؟|نعم"},
      {"بندر بند است۔ وہ گیا۔", "بندر بند است۔|وہ گیا۔"},
      {"عاجل\nأغلقت السلطات الميناء الشرقي صباح اليوم الثلاثاء بعد العاصفة القوية", "عاجل|أغلقت السلطات الميناء الشرقي صباح اليوم الثلاثاء بعد العاصفة القوية"},
      {"Это было в 2026 г. в порту. «Стой!» — сказал он. Потом ушёл.", "Это было в 2026 г. в порту.|«Стой!» — сказал он.|Потом ушёл."},
      {"Закрыто в 2026 г. Он ушёл. А. С. Иванов и т.д. и т.п. Конец.", "Закрыто в 2026 г.|Он ушёл.|А. С. Иванов и т.д. и т.п. Конец."},
      {"Am 10. März kam z.B. Herr Dr. Klein. Er blieb.", "Am 10. März kam z.B. Herr Dr. Klein.|Er blieb."},
      {"港口关闭。人们离开了！", "港口关闭。|人们离开了！"},
      {"...", "..."},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(c.text), c.expected);
}

}  // namespace
}  // namespace tocsin::text
