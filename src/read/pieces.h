// SPDX-License-Identifier: Apache-2.0
// A text as the pieces of words that a neural encoder knows: SentencePiece's unigram model (Kudo, 2018), the likeliest
// way to cut the text by the pieces' log probabilities, found by Viterbi's walk. Ids are those of the encoder's makers;
// each piece keeps its bytes in the original, because evidence needs them.
//
//   "The pier is open"      ▁The | ▁pier | ▁is | ▁open          581 134789 83 9935, spans [0,3) [3,8) [8,11) [11,16)
//
// Each character first becomes what the encoder's makers made of it (full-width letters their plain ones, a tab a space,
// a control character nothing); a space becomes ▁, and one stands before the first word.
//
// The file (tools/make_embedding.py makes it; little-endian): "TOCSINPC", version 1, counts of pieces, trie nodes,
// changed characters and what they become, the ids of begin, end and unknown, the score of an unknown character; then
// arrays: first child of each node and one past the last [nodes + 1], its piece or -1 [nodes], scores [pieces], changed
// characters in order, where their new ones start [+ 1], those, and the byte of each node [nodes]. Node 0 is the root;
// the children of node i are nodes first[i] up to first[i + 1], in the order of their bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tocsin/span.h"
#include "tocsin/status.h"

namespace tocsin::read {

struct Piece {
  std::int32_t id = 0;
  Span span;  // in the original; empty for what has no bytes there

  friend bool operator==(const Piece&, const Piece&) = default;
};

class Pieces {
 public:
  // "…/pieces.bin: …; make it again with `make build/embedding`"
  static Result<Pieces> open(const std::string& path);

  // The whole text in order, without begin and end. Linear in the text.
  std::vector<Piece> cut(std::string_view text) const;

  std::int32_t begin() const { return begin_; }
  std::int32_t end() const { return end_; }

 private:
  struct Letter;
  std::vector<Letter> letters(std::string_view text, std::string& bytes) const;
  // The child of `node` for `byte`, or 0.
  std::uint32_t child(std::uint32_t node, unsigned char byte) const;

  std::vector<std::uint32_t> first_, characters_, starts_, becomes_;
  std::vector<std::int32_t> piece_;
  std::vector<float> scores_;
  std::vector<unsigned char> label_;
  std::int32_t begin_ = 0, end_ = 0, unknown_ = 0;
  float unknown_score_ = 0;
};

}  // namespace tocsin::read
