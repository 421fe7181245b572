// SPDX-License-Identifier: Apache-2.0
// What `check` is given may be anything: reading a brief back must end with a verdict. And words made inert for another
// program's display hold no markup and nothing that cannot be seen, whatever they were.
#include <cstdlib>

#include "brief/brief.h"
#include "brief/exchange.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace tocsin::brief;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto checked = read_brief(bytes);
  (void)checked.ok();
  for (const Form form : {Form::stix, Form::misp, Form::cap, Form::geojson}) (void)exchanged_citations(bytes, form);   // also without their head
  const std::string shown = inert(bytes);
  if (shown.find_first_of("<>\x1b\n\r\t") != std::string::npos || shown.find("](") != std::string::npos || shown.find("://") != std::string::npos) std::abort();
  return 0;
}
