// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "core/names.h"
#include "read/casualties_groups.h"
#include "read/list_examples.h"
#include "read/numbers.h"
#include "read/read.h"
#include "read/times.h"

namespace tocsin::read {
namespace {

Reading reading_of(const std::string& text) {
  Reading reading;
  const auto words = text::words(text);
  const auto sentences = text::sentences(text);
  find_times(words, sentences, reading);
  find_numbers(words, sentences, reading);
  std::stable_sort(reading.mentions.begin(), reading.mentions.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
  Document document;
  document.text = text;
  read_casualties(document, reading);
  return reading;
}

std::vector<std::string> spans(const std::string& text, std::optional<Span> (*pick)(const CasualtyReading&)) {
  std::vector<std::string> out;
  const Reading r = reading_of(text);
  for (const CasualtyReading& c : r.casualties) out.emplace_back(pick(c) ? slice(text, *pick(c)) : "");
  return out;
}

TEST(Casualties, ExamplesBesideTheLists) {
  using Pick = std::optional<Span> (*)(const CasualtyReading&);
  const struct { const char* file; Pick pick; } lists[] = {
      {"casualty_patterns.examples", [](const CasualtyReading& c) { return std::optional(c.span); }},
      {"casualty_people.examples", [](const CasualtyReading& c) { return c.group; }},
      {"casualty_words.examples", [](const CasualtyReading& c) { return c.cue; }}};
  for (const auto& l : lists)
    for (const ListExample& e : list_examples(l.file))
      EXPECT_EQ(spans(e.text, l.pick), e.brackets) << l.file << ":" << e.line << ": " << e.text;
}

TEST(Casualties, ExamplesOfGroups) {
  for (const ListExample& e : list_examples("casualty_groups.examples")) {
    Reading reading;
    const auto words = text::words(e.text);
    find_numbers(words, text::sentences(e.text), reading);
    const Span all{0, static_cast<std::uint32_t>(e.text.size())};
    std::vector<std::string> got;
    for (const PeopleGroup& g : people_groups(words, all, number_words(words, all, reading)))
      if (g.kind == PeopleGroup::counted) got.emplace_back(slice(e.text, g.span));
    EXPECT_EQ(got, e.brackets) << e.line << ": " << e.text;
  }
}

TEST(Casualties, PartsBelongToTheirWhole) {
  const struct { const char* text; std::vector<std::optional<std::size_t>> part_of; std::vector<Effect> effects; } cases[] = {
      {"At least 53 people, including 21 children, were killed.", {std::nullopt, 0}, {Effect::killed, Effect::killed}},
      {"The town speaks of 48 dead, four of them aid workers.", {std::nullopt, 0}, {Effect::killed, Effect::killed}},
      {"A death toll of 48 stands. Among them were two women.", {std::nullopt, 0}, {Effect::killed, Effect::killed}},
      {"It killed 5 and injured 30, including two nuns.", {std::nullopt, std::nullopt, 1}, {Effect::killed, Effect::injured, Effect::injured}},
      {"Three more died, bringing the death toll to 56.", {1, std::nullopt}, {Effect::killed, Effect::killed}},
      {"It injured 10 (six men and four women).", {std::nullopt, 0, 0}, {Effect::injured, Effect::injured, Effect::injured}},
      {"It killed or wounded 40 soldiers.", {std::nullopt, std::nullopt}, {Effect::killed, Effect::injured}},
      {"No one was killed or wounded.", {std::nullopt, std::nullopt}, {Effect::killed, Effect::injured}},
      {"Two of three engineers who were kidnapped are free.", {std::nullopt, std::nullopt}, {Effect::missing, Effect::missing}},
      {"Four people, including one child, were injured.", {std::nullopt, 0}, {Effect::injured, Effect::injured}},
      {"Rebels kidnapped 12 farmers; the police arrested two men.", {std::nullopt, std::nullopt}, {Effect::missing, Effect::detained}},
      {"They took 12 guests hostage; the army captured five rebels.", {std::nullopt, std::nullopt}, {Effect::missing, Effect::detained}},
      {"خطف مسلحون خمسة مزارعين واعتقلت الشرطة ثلاثة رجال.", {std::nullopt, std::nullopt}, {Effect::missing, Effect::detained}},
      {"وأصيب 12 شخصا بينهم ثلاثة أطفال.", {std::nullopt, 0}, {Effect::injured, Effect::injured}},
  };
  for (const auto& c : cases) {
    const Reading r = reading_of(c.text);
    std::vector<std::optional<std::size_t>> part_of;
    std::vector<Effect> effects;
    for (const CasualtyReading& k : r.casualties) part_of.push_back(k.part_of), effects.push_back(k.effect);
    EXPECT_EQ(part_of, c.part_of) << c.text;
    EXPECT_EQ(effects, c.effects) << c.text;
  }
}

TEST(Casualties, EveryCasualtyIsAMention) {
  const Reading r = reading_of("It killed 5 people and injured 30.");
  std::size_t n = 0;
  for (const Mention& m : r.mentions) n += m.kind == MentionKind::casualty;
  EXPECT_EQ(n, r.casualties.size());
  EXPECT_EQ(n, 2u);
}

}  // namespace
}  // namespace tocsin::read
