// SPDX-License-Identifier: Apache-2.0
// Runs a neural network on the processor: numbers of word pieces in, tables of numbers out. The network is a file
// (OpenVINO's form); the sentence encoder and the reader are two such files, and this is the one place that runs them.
//
//   auto network = Network::open("build/embedding/encoder.xml", 1, {"ids", "mask", {"states"}});
//   Batch batch = {1, 4, {0, 581, 9935, 2}, {1, 1, 1, 1}};      // one text of four pieces
//   network->run(batch)                                          // {states}: shape 1 × 4 × 384
//
// Loaded once and shared: `run` may be called by several threads at a time. A program built without OpenVINO has it
// too, and `open` then says so.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tocsin/status.h"

namespace tocsin::read {

// Texts side by side, padded to one length.
struct Batch {
  std::size_t rows = 0, length = 0;
  std::vector<std::int32_t> ids;  // rows × length
  std::vector<float> mask;        // likewise: 1 for a piece, 0 for padding, which changes no other output
};

struct Table {
  std::vector<std::size_t> shape;
  std::vector<float> values;
};

// What the file calls its inputs and the outputs that are asked of it. Inputs may be of any kind of number.
struct Ports {
  std::string ids, mask;
  std::vector<std::string> outputs;
};

class Network {
 public:
  // Runs on `threads` threads at a time (0: on all there are), each on one processor; what comes out does not depend
  // on it. With `eight_bit_groups`, each so many numbers that are multiplied share a scale and have eight bits, where the
  // processor has instructions for that: three times as fast. Code::usage, with the file and the reason, where it is not there,
  // damaged, or has not these ports.
  // `weights`: the file its numbers are in; empty: the one of the same name that ends in ".bin".
  static Result<Network> open(const std::string& path, unsigned threads, Ports ports, std::size_t eight_bit_groups = 0,
                              const std::string& weights = "");
  static bool built();  // with the library that runs networks
  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;
  ~Network();

  // The last dimension of an output as the file fixes it; 0: left open, or the output is a number for each row.
  std::size_t width(std::size_t output) const;
  // One table for each output asked for, in that order.
  Result<std::vector<Table>> run(const Batch& batch) const;

 private:
  struct Impl;
  explicit Network(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tocsin::read
