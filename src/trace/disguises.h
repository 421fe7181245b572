// SPDX-License-Identifier: Apache-2.0
// Disguises that no table of single characters undoes: text escaped for machines, written backwards, upside down or
// mirrored, letters built of several signs. Only texts that tell of one come here (Glyph::tells in alphabet.h and
// looks_reversed): few do, so each step may look at the whole text.
//
//   "&#1087;&#x438;&rho;s"      "пиρs"            ".noos sesolc reip ehT"     "The pier closes soon."
//   "˙uoos sǝsolɔ ɹǝᴉd ǝɥ⊥"     "The pier closes soon."      "th3 |*|e|2 (|_osez"    "th3 pier closez"
#pragma once

#include <string_view>

#include "trace/units.h"

namespace tocsin::trace {

// The text as it was meant. False: it is as it stands.
bool as_meant(std::string_view text, Units& out);

// May this be written backwards, with nothing that says so but its first and last words? Looks at few bytes.
bool looks_reversed(std::string_view text);

// The steps, each false where it changed nothing.
bool undo_escapes(Units& units);    // escapes.cc: &eacute; &#1087; %D0%BF \u043F
bool read_as_utf8(Units& units);    // encodings.cc: UTF-8 read as Windows-1252 or Windows-1251
bool turn_overrides(Units& units);  // turned.cc: what an override shows from the other side
bool turn_over(Units& units);       // turned.cc: upside down, mirrored
bool turn_round(Units& units);      // turned.cc: written backwards
bool read_signs(Units& units);      // sign_letters.cc: |\/| for m

}  // namespace tocsin::trace
