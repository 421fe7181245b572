// SPDX-License-Identifier: Apache-2.0
// Files to documents and nothing more: how many, and at what speed, in processor time. Hashing is left out, for it is
// the same for every format.
//
//   build/release/ingest_file messages.html    → messages.html: 81200 documents, 3 oddities, 212 MB/s
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>

#include "ingest/any_format.h"

namespace {

struct Counter : tocsin::ingest::Receiver {
  std::size_t documents = 0, oddities = 0;

  tocsin::Status document(tocsin::Document) override {
    ++documents;
    return {};
  }
  void oddity(tocsin::Oddity) override { ++oddities; }
  void skipped(const std::string&, std::string_view) override {}
};

}  // namespace

int main(int argc, char** argv) {
  tocsin::InputOptions options;
  options.include_private = true;
  options.purpose = "measuring";
  const tocsin::ingest::Key key{std::string(32, 'k')};
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    Counter counter;
    tocsin::ingest::Intake intake(argv[i], "", options, key, counter);
    const std::clock_t begin = std::clock();
    if (const tocsin::Status status = tocsin::ingest::any_format(bytes, {}, intake); !status.ok()) return 1;
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::printf("%s: %zu documents, %zu oddities, %.0f MB/s\n", argv[i], counter.documents, counter.oddities,
                static_cast<double>(bytes.size()) / 1e6 / seconds);
  }
  return 0;
}
