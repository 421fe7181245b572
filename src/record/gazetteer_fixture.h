// SPDX-License-Identifier: Apache-2.0
// For tests: packs tests/gazetteer/tiny.tsv (some sixty rows) with the packer itself and gives the file's path.
//
//   Result<Gazetteer> g = Gazetteer::open(tiny_gazetteer());
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace tocsin::record {

inline const std::string& tiny_gazetteer() {
  static const std::string path = [] {
    const std::string out = ::testing::TempDir() + "tiny_gazetteer_" + std::to_string(::getpid()) + ".bin";
    const std::string command = std::string("python3 ") + TOCSIN_SOURCE_DIR + "/tools/pack_gazetteer.py --from-tsv " +
                                TOCSIN_SOURCE_DIR + "/tests/gazetteer/tiny.tsv --out " + out + " > /dev/null";
    if (std::system(command.c_str()) != 0) return std::string();
    return out;
  }();
  return path;
}

}  // namespace tocsin::record
