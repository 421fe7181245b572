// SPDX-License-Identifier: Apache-2.0
#include "record/figure_victims.h"

#include <gtest/gtest.h>

#include "record/figure_test_page.h"

namespace tocsin::record {
namespace {

std::string shown(const char* text) {
  const Marked m = marked(text);
  std::string out;
  for (const Victim& v : victims(Page(m.document, m.reading)))
    out += std::string(out.empty() ? "" : "; ") + std::string(slice(m.document.text, v.span)) + (v.effect == Effect::killed ? "" : " hurt") + (v.beside ? " beside" : "");
  return out;
}

TEST(Victims, NamesAndDescriptionsBesideAWordOfHarm) {
  const struct { const char* text; const char* expected; } cases[] = {
      {"<h:Ivo Tarn> was shot dead on Monday.", "Ivo Tarn"},
      {"<h:Ivo Tarn>, 24, a baker, was killed.", "Ivo Tarn"},
      {"<h:Ivo Tarn>, who was wounded in the raid, left.", "Ivo Tarn hurt"},
      {"The murder of judge <h:Lamis Oran> shocked many.", "Lamis Oran"},
      {"Gunmen killed the judge <h:Lamis Oran> at home.", "Lamis Oran"},
      {"The driver was killed.", "The driver"},
      {"<h:Ivo Tarn> died in hospital.", "Ivo Tarn"},
      {"<h:Ivo Tarn> and <k:two|guards> were killed.", ""},   // marked text has no word of harm for its figures
      {"They threatened to have <h:Ivo Tarn> killed.", ""},
      {"<h:Ivo Tarn> was not killed.", ""},
      {"Soldiers killed <k:12|people> near <h:Ivo Tarn>.", ""},
      {"The death of hope in <h:Ivo Tarn>.", ""},
      {"مقتل الطبيب <h:سامر الحلو> أثار الغضب.", "سامر الحلو"},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(c.text), c.expected) << c.text;
}

}  // namespace
}  // namespace tocsin::record
