// SPDX-License-Identifier: Apache-2.0
#include "read/embedding.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/utf8.h"
#include "text/text.h"

namespace tocsin::read {
namespace {

// More bytes than this never fit into kMostPieces, save for runs of white space; a longer text is not cut to its end.
constexpr std::size_t kMostBytes = 48 * Embedding::kMostPieces;
// Pieces that run through the encoder together, with padding: enough to keep it busy, few enough for its memory.
constexpr std::size_t kPiecesAtOnce = 512;
// Lengths are rounded up to a multiple, so that the encoder meets few shapes.
constexpr std::size_t kStep = 8;

std::string_view start_of(std::string_view text) {
  if (text.size() <= kMostBytes) return text;
  std::size_t end = kMostBytes;
  while (!utf8::boundary(text, end) && end > kMostBytes - 4) --end;
  return text.substr(0, end);
}

// What the encoder is given: disguises undone, and without the vowel signs that Arabic and Hebrew mostly leave out, of
// which it makes other pieces. Its makers put "query: " in front; translations lie nearer each other without
// (docs/measures.md).
std::string plain(std::string_view text) {
  const std::string folded =
      text::normalise(start_of(text), text::kNfkc | text::kInvisible | text::kConfusables | text::kSpace).bytes;
  std::string out;
  for (std::size_t i = 0; i < folded.size();) {
    const auto [c, n] = utf8::decode(folded, i);
    const bool vowel = (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640 || (c >= 0x591 && c <= 0x5C7 && c != 0x5BE);
    if (!vowel) out.append(folded, i, n);
    i += n;
  }
  return out;
}

}  // namespace

float cosine(std::span<const float> a, std::span<const float> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0f);
}

Result<Embedding> Embedding::open(const std::string& folder, unsigned threads) {
  Result<Pieces> pieces = Pieces::open(folder + "/pieces.bin");
  if (!pieces.ok()) return pieces.status();
  const std::string file = folder + "/encoder.xml";
  Result<Network> encoder = Network::open(file, threads, {"ids", "mask", {"states"}});
  if (!encoder.ok()) return encoder.status();
  if (encoder->width(0) == 0)
    return Status(Code::usage, file + ": no encoder of pieces to states; make it again with `make build/embedding`");
  return Embedding(std::move(*encoder), std::move(*pieces));
}

std::vector<std::int32_t> Embedding::ids(std::string_view text) const {
  std::vector<std::int32_t> out = {pieces_.begin()};
  for (const Piece& piece : pieces_.cut(plain(text))) {
    if (out.size() + 1 == kMostPieces) break;
    out.push_back(piece.id);
  }
  out.push_back(pieces_.end());
  return out;
}

Result<Matrix> Embedding::embed(std::span<const std::string_view> texts) {
  std::vector<std::vector<std::int32_t>> ids;
  ids.reserve(texts.size());
  for (const std::string_view text : texts) ids.push_back(this->ids(text));
  std::vector<std::size_t> order(texts.size());  // long ones first, so that the encoder's memory grows once
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return ids[a].size() > ids[b].size(); });

  const std::size_t width = encoder_.width(0);
  Matrix out{texts.size(), width, std::vector<float>(texts.size() * width)};
  Batch batch;
  for (std::size_t done = 0; done < order.size(); done += batch.rows) {
    batch.length = (ids[order[done]].size() + kStep - 1) / kStep * kStep;
    batch.rows = std::min(order.size() - done, std::max<std::size_t>(1, kPiecesAtOnce / batch.length));
    batch.ids.assign(batch.rows * batch.length, 0);
    batch.mask.assign(batch.rows * batch.length, 0);
    for (std::size_t r = 0; r < batch.rows; ++r) {
      const std::vector<std::int32_t>& row = ids[order[done + r]];
      std::copy(row.begin(), row.end(), batch.ids.begin() + static_cast<std::ptrdiff_t>(r * batch.length));
      std::fill_n(batch.mask.begin() + static_cast<std::ptrdiff_t>(r * batch.length), row.size(), 1.0f);
    }
    const Result<std::vector<Table>> states = encoder_.run(batch);
    if (!states.ok()) return states.status();
    for (std::size_t r = 0; r < batch.rows; ++r) {
      float* mean = out.values.data() + order[done + r] * out.columns;
      const float* state = states->front().values.data() + static_cast<std::ptrdiff_t>(r * batch.length * out.columns);
      for (std::size_t n = ids[order[done + r]].size(); n > 0; --n)
        for (std::size_t c = 0; c < out.columns; ++c) mean[c] += *state++;
      const float length = std::sqrt(std::inner_product(mean, mean + out.columns, mean, 0.0f));
      for (std::size_t c = 0; c < out.columns && length > 0; ++c) mean[c] /= length;
    }
  }
  return out;
}

}  // namespace tocsin::read
