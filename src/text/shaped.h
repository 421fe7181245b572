// SPDX-License-Identifier: Apache-2.0
// Text as it stands on paper from left to right, for a program that sets letter after letter as they come: right-to-left runs
// turned round, Arabic letters in the forms they have beside their neighbours. Marks above and below letters are left out.
//
//   shaped("لا") == "ﻻ"     shaped("Voice | صوت")  ends in "ﺕﻮﺻ"     shaped("pier") == "pier"
#pragma once

#include <string>
#include <string_view>

namespace tocsin::text {

std::string shaped(std::string_view text);

}  // namespace tocsin::text
