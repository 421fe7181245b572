// SPDX-License-Identifier: Apache-2.0
// How long work tells how far it is. The caller decides whether anybody sees it.
#pragma once

#include <cstdint>
#include <string_view>

namespace tocsin {

class Progress {
 public:
  virtual ~Progress() = default;
  // `done` of `total` units of `what` ("bytes read", "messages traced"). total 0: not known.
  virtual void update(std::string_view what, std::uint64_t done, std::uint64_t total) = 0;
};

}  // namespace tocsin
