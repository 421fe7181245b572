// SPDX-License-Identifier: Apache-2.0
// Whether a message speaks of harm to come: the cheap question asked of every message before the dear ones. A look at
// its letters decides for nearly all; only where some word is a form of a verb of harm is the text taken apart.
//
//   speaks_of_harm("On Saturday we strike the ferry terminal", "en")     true
//   speaks_of_harm("The ferry terminal was struck on Saturday", "en")    false
//
// In the languages of the lists (threat_acts_en, threat_acts_ar, gloss): English, Arabic, Russian; false in others, and
// for threats without a word of harm in them ("nobody will be safe at …"). In Russian any word of harm in a form of the
// future or of an order will do. Letters in disguise are not seen through: trace ties such a copy to the plain one.
#pragma once

#include <string_view>

namespace tocsin::read {

// Some word may be a word of harm in one of the languages. Linear in the text, about a nanosecond a letter.
bool may_speak_of_harm(std::string_view text);

bool speaks_of_harm(std::string_view text, std::string_view lang);

}  // namespace tocsin::read
