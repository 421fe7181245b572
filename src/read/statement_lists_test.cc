// SPDX-License-Identifier: Apache-2.0
// The examples beside the lists of statements, claims and standings: what stands in brackets is found, and nothing else.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "read/read.h"

namespace tocsin::read {
namespace {

using Spans = std::vector<Span>;

void add(Spans& out, const std::optional<Span>& s) {
  if (s) out.push_back(*s);
}

Spans cues(const Reading& r) {
  Spans out;
  for (const auto& s : r.statements) add(out, s.cue);
  return out;
}
Spans sources(const Reading& r) {
  Spans out;
  for (const auto& s : r.statements) add(out, s.source);
  return out;
}
Spans roles(const Reading& r) {
  Spans out;
  for (const auto& s : r.statements) add(out, s.role);
  return out;
}
Spans claim_words(const Reading& r) {
  Spans out;
  for (const auto& c : r.claims) add(out, c.status_span);
  return out;
}
Spans outlets(const Reading& r) {
  Spans out;
  for (const auto& s : r.standings) out.push_back(s.outlet);
  return out;
}

TEST(StatementLists, ExamplesHold) {
  const struct {
    const char* list;
    std::function<Spans(const Reading&)> spans;
  } kLists[] = {
      {"statement_cues", cues},        {"statement_cues_ar", cues},      {"statement_words", sources},    {"statement_words_ar", sources},
      {"statement_roles", roles},      {"claim_words", claim_words},     {"claim_patterns", claim_words}, {"claim_verbs", claim_words},
      {"claim_acts", claim_words},     {"standing_words", outlets},
  };
  for (const auto& l : kLists) {
    std::ifstream file(std::string(TOCSIN_SOURCE_DIR "/src/read/lists/") + l.list + ".examples");
    ASSERT_TRUE(file) << l.list;
    int positive = 0, negative = 0;
    for (std::string line; std::getline(file, line);) {
      if (line.empty() || line[0] == '#') continue;
      ASSERT_TRUE(line.starts_with("+ ") || line.starts_with("- ")) << l.list << ": " << line;
      (line[0] == '+' ? positive : negative)++;
      Document d;
      d.kind = DocumentKind::article;
      std::vector<std::string> expected;
      std::uint32_t open = 0;
      for (const char c : line.substr(2)) {
        if (c == '[') {
          open = static_cast<std::uint32_t>(d.text.size());
        } else if (c == ']') {
          expected.push_back(std::to_string(open) + " " + d.text.substr(open));
        } else {
          d.text += c;
        }
      }
      Reading r;
      read_statements(d, r);
      read_claims(d, r);
      std::vector<std::string> found;
      Spans spans = l.spans(r);
      std::sort(spans.begin(), spans.end());
      for (const Span& s : spans) found.push_back(std::to_string(s.begin) + " " + std::string(slice(d.text, s)));
      EXPECT_EQ(found, expected) << l.list << ": " << line;
    }
    EXPECT_GT(positive, 1) << l.list;
    EXPECT_GT(negative, 0) << l.list;
  }
}

}  // namespace
}  // namespace tocsin::read
