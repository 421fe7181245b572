// SPDX-License-Identifier: Apache-2.0
// Whom a span names, in the fullest form the document has: short names, "the brigade", "he".
//
//   "Nadia Salem, the harbour's doctor, said … Salem added … She told reporters …"
//     → the same Name {"Nadia Salem"} for all three, each with its own span first and where the full form stands second
//   "Grey Tamarisk Brigade … the brigade says"    → "Grey Tamarisk Brigade"
//   "a spokesman for the ferry office"            → as it stands: no name is made up
//
// Works from the reading's mentions of persons and organisations; where none covers the span, from its capitals. Articles are left
// off names and kept on descriptions. A pronoun goes to the person (he) or body (it, they) that was last quoted or that a
// sentence began with, whichever is nearer.
#pragma once

#include <memory>

#include "tocsin/records.h"

namespace tocsin::record {

class Names {
 public:
  Names(const Document& document, const Reading& reading);
  ~Names();
  Name resolve(Span span) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// For one name; for many make a Names once.
Name resolve_name(const Document& document, const Reading& reading, Span span);

}  // namespace tocsin::record
