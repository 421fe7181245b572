// SPDX-License-Identifier: Apache-2.0
// A key under which spellings of one name meet, across Latin and Arabic script: the consonants, in classes that
// transliterations mix up, without vowels, doubled letters, articles and spaces.
//
//   name_key("Tell Marwud") == name_key("Tall Marwood") == name_key("تل مرود") == "tlmrd"
//
// Loose on purpose: a key alone never joins two records; place, time or wording must agree too. Names with fewer than
// three consonants keep their folded letters ("Io" → "=io").
#pragma once

#include <string>
#include <string_view>

namespace tocsin::text {

std::string name_key(std::string_view name);

}  // namespace tocsin::text
