// SPDX-License-Identifier: Apache-2.0
// The order in which documents are taken: by published, then id; undated last.
#pragma once

#include <compare>

#include "tocsin/records.h"

namespace tocsin::link {

struct Order {
  bool undated = false;
  Time published{};
  Id id;

  friend auto operator<=>(const Order&, const Order&) = default;
};
inline Order order_of(const Document& d) { return {!d.published, d.published.value_or(Time{}), d.id}; }

}  // namespace tocsin::link
