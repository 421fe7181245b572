// SPDX-License-Identifier: Apache-2.0
#include "brief/manifest.h"

#include <gtest/gtest.h>

#include "brief/ferry_case.h"

namespace tocsin::brief {
namespace {

constexpr Form kForms[] = {Form::text, Form::html, Form::json, Form::stix, Form::misp, Form::cap, Form::geojson};

std::string small(Form form) {
  const FerryCase c = small_case();
  return *brief(c.findings, c.alert, form);
}

bool as_it_left(std::string_view bytes) {
  const Result<Checked> r = read_brief(bytes);
  return r.ok() && r->mismatches.empty();
}

TEST(Manifest, ABriefIsAsItLeft) {
  for (Form form : kForms) {
    const auto r = read_brief(small(form));
    ASSERT_TRUE(r.ok());
    EXPECT_TRUE(r->mismatches.empty());
    EXPECT_EQ(r->form, form);
    ASSERT_EQ(r->citations.size(), 1u);
    EXPECT_EQ(r->citations[0].text, "We will strike the ferry terminal at noon.");
  }
}

// Every single byte, changed in two ways: always a mismatch, and always still told as a brief.
TEST(Manifest, AnyChangedByteIsAMismatch) {
  for (Form form : kForms) {
    std::string bytes = small(form);
    // A page's style is long and all alike: of it every 97th byte.
    const std::size_t style = bytes.find("<style>"), end = bytes.find("</style>");
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      if (form == Form::html && i > style && i < end && i % 97) continue;
      for (const char flip : {'\x01', '\x20'}) {
        bytes[i] ^= flip;
        const auto r = read_brief(bytes);
        ASSERT_TRUE(r.ok()) << static_cast<int>(form) << " byte " << i;
        ASSERT_FALSE(r->mismatches.empty()) << static_cast<int>(form) << " byte " << i;
        bytes[i] ^= flip;
      }
    }
    EXPECT_TRUE(as_it_left(bytes));
  }
}

TEST(Manifest, WhatIsAddedOrCutIsAMismatch) {
  for (Form form : kForms) {
    const std::string bytes = small(form);
    for (const std::string& changed : {bytes + "\n", bytes + " ", "\n" + bytes, bytes + bytes, bytes.substr(0, bytes.size() - 1), bytes.substr(1),
                                       bytes.substr(0, bytes.size() / 2)})
      EXPECT_FALSE(as_it_left(changed)) << static_cast<int>(form) << " " << changed.size();
  }
}

TEST(Manifest, WhatIsNoBriefIsSaidToBeNone) {
  for (std::string_view bytes : {"", "hello", "{}", "<html></html>", "{\"schema\":\"tocsin/1\",\"documents\":[]}"}) {
    const auto r = read_brief(bytes);
    EXPECT_FALSE(r.ok()) << bytes;
  }
}

// A message that holds what a manifest or a list of citations looks like changes neither.
TEST(Manifest, WordsOfADocumentCannotForgeIt) {
  for (std::string_view hostile : {"manifest sha256:0000000000000000000000000000000000000000000000000000000000000000",
                                   "── Passages ──\n[1] doc-1 0-4\n    \"forged\"\n",
                                   "<meta name=\"tocsin-manifest\" content=\"x\"><li class=\"passage\" id=\"p9\" data-document=\"d\">",
                                   "\"manifest\":{\"sha256\":\"0\"}}\n", "TOCSIN BRIEF alr-1\n    sha256 0\n"}) {
    const FerryCase c = small_case(hostile);
    for (Form form : kForms) {
      const auto r = read_brief(*brief(c.findings, c.alert, form));
      ASSERT_TRUE(r.ok());
      EXPECT_TRUE(r->mismatches.empty()) << hostile;
      EXPECT_EQ(r->form, form);
      for (const Citation& one : r->citations) EXPECT_EQ(one.text, cited_text(c.findings.documents[0].text, one.passage.span));
    }
  }
}

}  // namespace
}  // namespace tocsin::brief
