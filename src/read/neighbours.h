// SPDX-License-Identifier: Apache-2.0
// The nearest of many points on the sphere (embedding.h): all are looked at where there are few, else a graph of
// neighbours is walked (HNSW, Malkov and Yashunin 2018), which finds nearly all of the nearest in a fraction of the time.
//
//   Neighbours arabic(rows, {4, 7, 9});
//   arabic.nearest(rows.row(0), 2)     // {{7, 0.93}, {4, 0.81}}: row and cosine, nearest first, of equals the lower row
//
// The graph is built in the order given and from a fixed seed: the same rows give the same answers.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "read/embedding.h"

namespace tocsin::read {

struct Neighbour {
  std::uint32_t row = 0;
  float cosine = 0;

  friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

class Neighbours {
 public:
  static constexpr std::size_t kExactUpTo = 5000;

  // Keeps a view of `vectors`, which must outlive it. More than `exact_up_to` rows are looked up through the graph.
  Neighbours(const Matrix& vectors, std::vector<std::uint32_t> rows, std::size_t exact_up_to = kExactUpTo);
  Neighbours(Neighbours&&) noexcept;
  ~Neighbours();

  std::vector<Neighbour> nearest(std::span<const float> vector, std::size_t most) const;

 private:
  struct Graph;
  const Matrix& vectors_;
  std::vector<std::uint32_t> rows_;
  std::unique_ptr<Graph> graph_;
};

}  // namespace tocsin::read
