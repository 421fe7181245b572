// SPDX-License-Identifier: Apache-2.0
// Which messages say the same in another language: near each other by their embedding, and clearly nearer than to
// anything else. Nearness alone does not do: any two messages about attacks lie closer than two about other things, so
// what counts is the distance to the next best (a margin over the nearest others of the language, as in Artetxe and
// Schwenk 2019), from both sides. The gloss (gloss.h) helps where it can: what it holds of both lowers the margin asked for,
// and messages that differ in a number, a day or a month are never joined.
//
//   en0  "On Saturday we strike the ferry terminal"      nearest Arabic: ar0 0.91, ar1 0.87
//   ar0  "السبت نضرب محطة العبّارات"                        nearest English: en0 0.91
//   translations(messages, rows)  →  {en0, ar0, 0.91}
//
// What is asked was measured on unrelated pairs (docs/measures.md). Equal texts are looked at once. The result depends
// on the set of messages given, not on their order.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "read/embedding.h"

namespace tocsin::read {

struct Message {
  std::string_view text;
  std::string_view lang;  // ISO 639-1; messages whose language is not known ("", "und") have no translations
};

struct Translation {
  std::uint32_t a = 0, b = 0;  // positions in the messages, a < b
  double similarity = 0;       // cosine, to three decimals

  friend bool operator==(const Translation&, const Translation&) = default;
};

// `rows` are the messages' embeddings, in their order. Sorted by a, then b. Of equal texts the first is named;
// of texts that are nearly equal each has its own pairs.
std::vector<Translation> translations(std::span<const Message> messages, const Matrix& rows);

// Without an embedding: what a bilingual list (gloss.h) finds, in English and Arabic only.
std::vector<Translation> listed_translations(std::span<const Message> messages);

}  // namespace tocsin::read
