// SPDX-License-Identifier: Apache-2.0
// Any bytes as each file of a reader that this program parses itself: reader.json, filter.bin, pieces.bin. The first byte says which.
// What is opened must also bear a text.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "read/filter.h"
#include "read/pieces.h"
#include "read/settings.h"

namespace {

using namespace tocsin;

const std::string& folder() {
  static const std::string kFolder = [] {
    const auto path = std::filesystem::temp_directory_path() / ("reader_fuzz." + std::to_string(getpid()));
    std::filesystem::create_directories(path);
    return path.string();
  }();
  return kFolder;
}

std::string written(const char* name, std::string_view bytes) {
  const std::string path = folder() + "/" + name;
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return path;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view text = bytes.substr(0, 200);
  if (data[0] % 3 == 0) {
    written("reader.json", bytes);
    const Result<read::Settings> settings = read::read_settings(folder());
    if (settings.ok()) (void)read::verify(folder(), *settings);
  } else if (data[0] % 3 == 1) {
    const Result<read::Filter> filter = read::Filter::open(written("filter.bin", bytes));
    if (filter.ok()) (void)filter->look(text);
  } else {
    const Result<read::Pieces> pieces = read::Pieces::open(written("pieces.bin", bytes));
    if (!pieces.ok()) return 0;
    for (const read::Piece& piece : pieces->cut(text))
      if (piece.span.end > text.size()) std::abort();
  }
  return 0;
}
