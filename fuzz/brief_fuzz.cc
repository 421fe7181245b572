// SPDX-License-Identifier: Apache-2.0
// What `check` is given may be anything: reading a brief back must end with a verdict.
#include "brief/brief.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto checked = tocsin::brief::read_brief({reinterpret_cast<const char*>(data), size});
  (void)checked.ok();
  return 0;
}
