// SPDX-License-Identifier: Apache-2.0
// Files to documents and nothing more, as `scan` reads them: how many, and at what speed, in processor time.
//
//   build/release/ingest_file messages.html     messages.html: 81200 documents, 3 oddities, 212 MB/s
//   build/release/ingest_file --parts FILE      …; hashing 1500 MB/s, reading 230 MB/s, of which languages 0.21 s of 0.44 s
#include <cstdio>
#include <cstring>
#include <ctime>
#include <vector>

#include "core/hash.h"
#include "ingest/any_format.h"
#include "ingest/files.h"
#include "ingest/intake.h"

namespace {

struct Counter : tocsin::ingest::Receiver {
  bool keeps = false;
  std::size_t documents = 0, oddities = 0;
  std::vector<std::string> texts;

  tocsin::Status document(tocsin::Document d) override {
    ++documents;
    if (keeps) texts.push_back(std::move(d.text));
    return {};
  }
  void oddity(tocsin::Oddity) override { ++oddities; }
  void skipped(const std::string&, std::string_view) override {}
};

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
  tocsin::InputOptions options;
  options.include_private = true;
  options.purpose = "measuring";
  const tocsin::ingest::Key key{std::string(32, 'k')};
  const bool parts = argc > 1 && std::strcmp(argv[1], "--parts") == 0;
  for (int i = parts ? 2 : 1; i < argc; ++i) {
    std::string bytes;
    const double begin = seconds();
    if (tocsin::ingest::read_file(argv[i], bytes)) return 1;
    const double read = seconds();
    const std::string hash = tocsin::sha256_hex(bytes);
    const double hashed = seconds();
    Counter counter;
    counter.keeps = parts;
    tocsin::ingest::Intake intake(argv[i], hash, options, key, counter);
    if (const tocsin::Status status = tocsin::ingest::any_format(bytes, {}, intake); !status.ok()) return 1;
    const double end = seconds();
    const double mb = static_cast<double>(bytes.size()) / 1e6;
    std::printf("%s: %zu documents, %zu oddities, %.0f MB/s", argv[i], counter.documents, counter.oddities, mb / (end - begin));
    if (parts) {
      std::size_t letters = 0;
      for (const std::string& text : counter.texts) letters += tocsin::ingest::language_of(text).size();
      std::printf("; hashing %.0f MB/s, reading %.0f MB/s, of which languages %.2f s of %.2f s", mb / (hashed - read), mb / (end - hashed), letters ? seconds() - end : 0.0, end - hashed);
    }
    std::printf("\n");
  }
  return 0;
}
