// SPDX-License-Identifier: Apache-2.0
// What of a post is no words of its author's: links, of which the network is only shown that there is one, and user names,
// which it is not shown at all. It was trained so (training/public.py), and neither may move the score.
//
//   "@kestrel see https://kestrel.example/1 now"      {[0,8) name}, {[13,38) link}
#pragma once

#include <string_view>
#include <vector>

#include "tocsin/span.h"

namespace tocsin::read {

struct Aside {
  Span span;
  bool link = false;

  friend bool operator==(const Aside&, const Aside&) = default;
};

// In order and apart from each other. Linear in the text.
std::vector<Aside> asides(std::string_view text);

}  // namespace tocsin::read
