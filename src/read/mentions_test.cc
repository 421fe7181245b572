// SPDX-License-Identifier: Apache-2.0
// The examples beside the lists of times, numbers and events.
#include <gtest/gtest.h>

#include <fstream>

#include "read/events.h"
#include "read/list_examples.h"
#include "read/numbers.h"
#include "read/times.h"

namespace tocsin::read {
namespace {

std::vector<Span> found(const std::string& text, MentionKind kind) {
  Reading reading;
  const auto words = text::words(text);
  const auto sentences = text::sentences(text);
  find_times(words, sentences, reading);
  if (kind == MentionKind::number) find_numbers(words, sentences, reading);
  if (kind == MentionKind::event) find_events(words, sentences, reading);
  std::vector<Span> out;
  for (const Mention& m : reading.mentions)
    if (m.kind == kind) out.push_back(m.span);
  return out;
}

TEST(Mentions, ExamplesBesideTheLists) {
  const struct { const char* file; MentionKind kind; } lists[] = {{"time_patterns.examples", MentionKind::time},
                                                                  {"time_words.examples", MentionKind::time},
                                                                  {"number_words.examples", MentionKind::number},
                                                                  {"event_words.examples", MentionKind::event}};
  for (const auto& l : lists)
    for (const ListExample& e : list_examples(l.file)) {
      std::vector<std::string> got;
      for (const Span s : found(e.text, l.kind)) got.emplace_back(slice(e.text, s));
      EXPECT_EQ(got, e.brackets) << l.file << ":" << e.line << ": " << e.text;
    }
}

TEST(Mentions, OddTextsAreWalkedThrough) {
  for (const std::string& text : {std::string("\xff\xfe 5 killed \x80"), std::string(3, '\0') + " 5", std::string("و"), std::string("-"),
                                 std::string("99999999999999999999 people"), std::string("1,,,2..3")}) {
    for (const MentionKind kind : {MentionKind::time, MentionKind::number, MentionKind::event})
      for (const Span s : found(text, kind)) {
        EXPECT_LT(s.begin, s.end);
        EXPECT_LE(s.end, text.size());
      }
  }
}

}  // namespace
}  // namespace tocsin::read
