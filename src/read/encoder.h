// SPDX-License-Identifier: Apache-2.0
// Runs a neural encoder on the processor: numbers of word pieces in, one vector ("state") for each piece out. The model
// is a file (OpenVINO's form); the embedding is made from its states, and so can any head be that is trained on them.
//
//   auto encoder = Encoder::open("build/embedding/encoder.xml", 1);
//   Batch batch = {1, 4, {0, 581, 9935, 2}, {1, 1, 1, 1}};      // one text of four pieces
//   encoder->run(batch)                                          // 1 × 4 × encoder->width() numbers
//
// A program built without OpenVINO has it too, and `open` then says so.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tocsin/status.h"

namespace tocsin::read {

// Texts side by side, padded to one length.
struct Batch {
  std::size_t rows = 0, length = 0;
  std::vector<std::int32_t> ids;  // rows × length
  std::vector<float> mask;        // likewise: 1 for a piece, 0 for padding, which changes no other state
};

class Encoder {
 public:
  // Takes `threads` of the processor's (0: all of them); which changes the states by no more than rounding.
  static Result<Encoder> open(const std::string& path, unsigned threads);
  Encoder(Encoder&&) noexcept;
  Encoder& operator=(Encoder&&) noexcept;
  ~Encoder();

  std::size_t width() const;
  // rows × length × width; they stay until the next run.
  Result<std::span<const float>> run(const Batch& batch);

 private:
  struct Impl;
  explicit Encoder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tocsin::read
