// SPDX-License-Identifier: Apache-2.0
#include "read/neighbours.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace tocsin::read {
namespace {

// Points in clusters, as messages about the same things are.
Matrix points(std::size_t rows, std::size_t columns, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  Matrix out{rows, columns, std::vector<float>(rows * columns)};
  std::vector<float> centre(columns);
  for (std::size_t r = 0; r < rows; ++r) {
    if (r % 20 == 0) std::generate(centre.begin(), centre.end(), [&] { return normal(random); });
    float length = 0;
    for (std::size_t c = 0; c < columns; ++c) {
      float& v = out.values[r * columns + c];
      v = centre[c] + 0.5f * normal(random);
      length += v * v;
    }
    for (std::size_t c = 0; c < columns; ++c) out.values[r * columns + c] /= std::sqrt(length);
  }
  return out;
}

TEST(Neighbours, NearestFirstAndOfEqualsTheLowerRow) {
  const Matrix m{4, 2, {1, 0, 0, 1, 1, 0, 0.6f, 0.8f}};
  const Neighbours all(m, {3, 2, 1, 0});
  EXPECT_EQ(all.nearest(m.row(0), 3), (std::vector<Neighbour>{{0, 1}, {2, 1}, {3, 0.6f}}));
  EXPECT_EQ(all.nearest(m.row(0), 9).size(), 4u);
  EXPECT_TRUE(Neighbours(m, {}).nearest(m.row(0), 3).empty());
  EXPECT_EQ(Neighbours(m, {1}).nearest(m.row(0), 3), (std::vector<Neighbour>{{1, 0}}));
}

TEST(Neighbours, GraphFindsWhatLookingAtAllFinds) {
  const Matrix m = points(6000, 64, 5);
  std::vector<std::uint32_t> rows(m.rows);
  std::iota(rows.begin(), rows.end(), 0u);
  const Neighbours all(m, rows, m.rows), graph(m, rows, 0), again(m, rows, 0);
  std::size_t same = 0, asked = 0;
  for (std::uint32_t r = 0; r < m.rows; r += 7) {
    const auto expected = all.nearest(m.row(r), 10), got = graph.nearest(m.row(r), 10);
    EXPECT_EQ(got, again.nearest(m.row(r), 10));
    ASSERT_EQ(got.size(), 10u);
    for (const Neighbour& n : expected) {
      const auto at = std::find_if(got.begin(), got.end(), [&](const Neighbour& g) { return g.row == n.row; });
      if (at == got.end()) continue;
      ++same;
      EXPECT_NEAR(at->cosine, n.cosine, 1e-5);
    }
    asked += 10;
  }
  EXPECT_GE(static_cast<double>(same), 0.99 * static_cast<double>(asked));
}

}  // namespace
}  // namespace tocsin::read
