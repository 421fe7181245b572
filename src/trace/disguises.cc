// SPDX-License-Identifier: Apache-2.0
#include "trace/disguises.h"

#include "trace/alphabet.h"

namespace tocsin::trace {

namespace {

// What speaks for each of the steps, counted once.
struct Evidence {
  explicit Evidence(const Units& units) {
    const Alphabet& alphabet = Alphabet::get();
    for (const Unit& unit : units) {
      const Tell tell = alphabet.glyph(unit.character).tell();
      turned += tell == Tell::letter;
      overrides += tell == Tell::override_;
      signs += tell == Tell::bar || tell == Tell::bracket;
    }
  }
  std::size_t turned = 0, overrides = 0, signs = 0;
};

}  // namespace

bool as_meant(std::string_view text, Units& out) {
  out = units_of(text);
  constexpr int kMostTimes = 3;  // that a text was escaped
  bool changed = false;
  for (int n = 0; n < kMostTimes && undo_escapes(out); ++n) changed = true;
  const Evidence evidence(out);
  const bool shown_turned = evidence.overrides > 0 && turn_overrides(out);
  changed |= shown_turned;
  if (evidence.turned > 2) changed |= turn_over(out);
  if (evidence.signs > 1) changed |= read_signs(out);
  if (!shown_turned && looks_reversed(text)) changed |= turn_round(out);
  return changed;
}

}  // namespace tocsin::trace
