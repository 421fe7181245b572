// SPDX-License-Identifier: Apache-2.0
#include "trace/disguises.h"

#include "trace/alphabet.h"

namespace tocsin::trace {

namespace {

// What speaks for each of the steps, counted once.
struct Evidence {
  explicit Evidence(const Units& units) {
    const Alphabet& alphabet = Alphabet::get();
    const auto solid = [&](std::size_t i) { return i < units.size() && units[i].character > ' '; };
    for (std::size_t i = 0; i < units.size(); ++i) {
      const Tell tell = alphabet.glyph(units[i].character).tell();
      if (tell == Tell::none) [[likely]]
        continue;
      escapes += tell == Tell::escape || units[i].character == '\\';
      turned += tell == Tell::letter;
      overrides += tell == Tell::override_;
      signs += (tell == Tell::bar || (tell == Tell::bracket && solid(i - 1))) && solid(i + 1);
    }
  }
  std::size_t escapes = 0, turned = 0, overrides = 0, signs = 0;
};

}  // namespace

bool as_meant(std::string_view text, Units& out) {
  out = units_of(text);
  Evidence evidence(out);
  bool changed = false;
  constexpr int kMostTimes = 3;  // that a text was escaped
  for (int n = 0; n < kMostTimes && evidence.escapes > 0 && undo_escapes(out); ++n) changed = true, evidence = Evidence(out);
  if (evidence.turned > 2 && read_as_utf8(out)) changed = true, evidence = Evidence(out);
  const bool shown_turned = evidence.overrides > 0 && turn_overrides(out);
  changed |= shown_turned;
  if (evidence.turned > 2) changed |= turn_over(out);
  if (evidence.signs > 1) changed |= read_signs(out);
  if (!shown_turned && looks_reversed(text)) changed |= turn_round(out);
  return changed;
}

}  // namespace tocsin::trace
