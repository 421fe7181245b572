// SPDX-License-Identifier: Apache-2.0
#include "cli/lines.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

namespace tocsin::cli {

Status filter(const Arguments& a, Terminal& terminal, Filter what) {
  Result<Engine> engine = open(a, terminal);
  if (!engine.ok()) return engine.status();
  const std::string file = a.words.empty() ? "-" : a.words.front();
  if (file == "-") {
    std::ios::sync_with_stdio(false);
    return ((*engine).*what)(std::cin, "-", terminal, &terminal);
  }
  std::ifstream in(file, std::ios::binary);
  if (!in || in.peek() == std::ifstream::traits_type::eof()) {
    if (in.is_open() && in.eof()) return Status();  // an empty file holds no document
    return Status(Code::no_input, file + ": cannot be read: " + std::strerror(errno ? errno : EISDIR));
  }
  return ((*engine).*what)(in, file, terminal, &terminal);
}

}  // namespace tocsin::cli
