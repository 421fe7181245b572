// SPDX-License-Identifier: Apache-2.0
// The trained reader's network: pieces of a text in, what its heads say out. Loaded once, shared by threads.
//
//   auto model = Model::open("models/reader", 1);
//   auto windows = windows_of(model->pieces(), 128, "We will burn the pier");      // one window of 5 pieces
//   auto heads = model->run(windows);                                 // heads[0].threat 3.2, .slots 5 × kLabels
//
// A text longer than a window is cut into several that overlap by a quarter, so that what stands at the edge of one stands
// inside another. Windows run side by side with others of their length; what a window gives does not depend on those.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/filter.h"
#include "read/heads.h"
#include "read/network.h"
#include "read/pieces.h"
#include "read/settings.h"

namespace tocsin {
class Crew;
}

namespace tocsin::read {

// Pieces first … first + pieces.size() of a text, without begin and end. At least one piece.
struct Window {
  std::size_t first = 0;
  std::vector<Piece> pieces;
  bool may_be_asked_again = true;  // whether the second network may be asked
};

class Model {
 public:
  // Reads and verifies all of `folder`. Code::usage with the file and the reason; Code::not_found where this program was
  // built without the library that runs networks.
  static Result<Model> open(const std::string& folder, unsigned threads);

  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  const Settings& settings() const { return settings_; }
  const Pieces& pieces() const { return pieces_; }
  const Filter& filter() const { return filter_; }

  // What the heads say of each window, in their order: the first network's, and of windows that it does not find harmless both
  // networks' together, where there are two. Shares the work with `crew`.
  Result<std::vector<Heads>> run(std::span<const Window> windows, Crew& crew) const;

 private:
  class Later;
  Model(Settings settings, Pieces pieces, Filter filter, Network first, std::unique_ptr<Later> second);
  Result<std::vector<Heads>> ask(const Network& network, std::span<const Window* const> windows, Crew& crew) const;

  Settings settings_;
  Pieces pieces_;
  Filter filter_;
  Network first_;
  std::unique_ptr<Later> second_;  // none: the first reads alone
};

// The pieces that the network is shown: without user names, and of a link only that it is one (asides.h).
std::vector<Piece> shown(const Pieces& pieces, std::string_view text);
// They in windows, in order; none where nothing is shown. Spans of the pieces are bytes of `text`.
std::vector<Window> windows_of(const Pieces& pieces, std::size_t longest, std::string_view text);

}  // namespace tocsin::read
