// SPDX-License-Identifier: Apache-2.0
// Where output goes: whole pieces of UTF-8, in order. A sink that cannot take more says so once, by a Status.
#pragma once

#include <string_view>

#include "tocsin/status.h"

namespace tocsin {

class Sink {
 public:
  virtual ~Sink() = default;
  virtual Status write(std::string_view bytes) = 0;
};

}  // namespace tocsin
