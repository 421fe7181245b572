// SPDX-License-Identifier: Apache-2.0
// What a text means as a point on a sphere: texts that say the same lie near each other, whatever their language.
// A multilingual encoder (multilingual-e5-small, Wang et al. 2024) gives a vector for each piece of the text; their mean,
// made one long, is the text's. Made for the text as a whole; only its first kMostPieces pieces count.
//
//   auto embedding = Embedding::open("build/embedding", 1);
//   auto rows = embedding->embed(texts);       // {"The pier is closed", "الرصيف مغلق"}
//   cosine(rows->row(0), rows->row(1))         // 0.93; unrelated texts have 0.7 to 0.85 with this encoder, not 0
//
// A text's row does not depend on the others given with it beyond rounding: compare with a thousandth to spare.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/network.h"
#include "read/pieces.h"

namespace tocsin::read {

struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<float> values;

  std::span<const float> row(std::size_t i) const { return {values.data() + i * columns, columns}; }
};

// Of rows that are one long.
float cosine(std::span<const float> a, std::span<const float> b);

class Embedding {
 public:
  static constexpr std::size_t kMostPieces = 128;

  // `folder` holds encoder.xml, encoder.bin and pieces.bin (tools/make_embedding.py).
  static Result<Embedding> open(const std::string& folder, unsigned threads);

  Result<Matrix> embed(std::span<const std::string_view> texts);
  const Pieces& pieces() const { return pieces_; }

 private:
  Embedding(Network encoder, Pieces pieces) : encoder_(std::move(encoder)), pieces_(std::move(pieces)) {}
  std::vector<std::int32_t> ids(std::string_view text) const;

  Network encoder_;
  Pieces pieces_;
};

}  // namespace tocsin::read
