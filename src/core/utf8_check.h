// SPDX-License-Identifier: Apache-2.0
// Whether bytes are UTF-8, many at a time; where they are not, utf8::first_invalid says where.
#pragma once

#include <string_view>

namespace tocsin::utf8 {

bool valid(std::string_view text);  // in json.cc, beside the library that can tell

}  // namespace tocsin::utf8
