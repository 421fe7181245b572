// SPDX-License-Identifier: Apache-2.0
// Prints a page as PDF through WeasyPrint, in a process of its own: no shell, nothing fetched, a time limit. It is run by the
// Python that the first line of `program` names, or by `program` itself where that is a Python.
//
//   Result<std::string> pdf = printed(".venv/bin/weasyprint", page, "alr-1f0c");
#pragma once

#include <string>
#include <string_view>

#include "tocsin/status.h"

namespace tocsin {

// The same page and identifier give the same bytes. Code::usage with the reason, where there is no such program or it fails.
Result<std::string> printed(const std::string& program, std::string_view page, const std::string& identifier);

}  // namespace tocsin
