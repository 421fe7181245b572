// SPDX-License-Identifier: Apache-2.0
// Bytes as letters that mean nothing to whoever reads them on the way (RFC 4648).
//
//   to_base64("tocsin") == "dG9jc2lu"      from_base64("dG9jc2lu") == "tocsin"
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tocsin::brief {

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view letters);   // none: not what to_base64 writes

}  // namespace tocsin::brief
