// SPDX-License-Identifier: Apache-2.0
// Files to documents and nothing more, as `scan` reads them: how many, and at what speed, in processor time.
//
//   build/release/ingest_file messages.html       messages.html: 81200 documents, 3 oddities, 212 MB/s
//   build/release/ingest_file --languages FILE    the language of each document as well, which `scan` asks for afterwards
//   build/release/ingest_file --parts FILE        …; hashing 1500 MB/s, the rest 230 MB/s
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>

#include "ingest/ingest.h"

namespace {

struct Counter : tocsin::ingest::Receiver {
  bool languages = false;
  std::size_t documents = 0, oddities = 0;

  tocsin::Status document(tocsin::Document d) override {
    ++documents;
    if (languages && d.lang.empty()) d.lang = tocsin::ingest::language_of(d.text);
    return {};
  }
  void oddity(tocsin::Oddity) override { ++oddities; }
  void skipped(const std::string&, std::string_view) override {}
  bool tells_languages() const override { return true; }
};

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
  tocsin::InputOptions options;
  options.include_private = true;
  options.purpose = "measuring";
  const tocsin::ingest::Key key{std::string(32, 'k')};
  const std::string_view option = argc > 1 ? argv[1] : "";
  Counter counter;
  counter.languages = option == "--languages";
  for (int i = option.starts_with("--") ? 2 : 1; i < argc; ++i) {
    const double begin = seconds();
    if (!tocsin::ingest::ingest(argv[i], options, key, counter).ok()) return 1;
    const double all = seconds() - begin;
    const double mb = static_cast<double>(std::filesystem::file_size(argv[i])) / 1e6;
    std::printf("%s: %zu documents, %zu oddities, %.0f MB/s", argv[i], counter.documents, counter.oddities, mb / all);
    if (option == "--parts") {
      const double opened = seconds();
      if (!tocsin::ingest::file_sha256(argv[i]).ok()) return 1;
      const double hashing = seconds() - opened;
      std::printf("; hashing %.0f MB/s, the rest %.0f MB/s", mb / hashing, mb / (all - hashing));
    }
    std::printf("\n");
  }
  return 0;
}
