// SPDX-License-Identifier: Apache-2.0
// For tests: a receiver that keeps what it is given, and files that go away again.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "ingest/ingest.h"
#include "ingest/intake.h"

namespace tocsin::ingest {

struct Collected : Receiver {
  std::vector<Document> documents;
  std::vector<Oddity> oddities;
  std::map<std::string, int> counts;
  Status answer;

  Status document(Document d) override {
    documents.push_back(std::move(d));
    return answer;
  }
  void oddity(Oddity o) override { oddities.push_back(std::move(o)); }
  void skipped(const std::string&, std::string_view kind) override { ++counts[std::string(kind)]; }

  // "no_date no_id repaired": sorted, with repeats.
  std::string kinds() const {
    std::vector<std::string> names;
    for (const Oddity& o : oddities) names.push_back(o.what.substr(0, o.what.find(':')));
    std::sort(names.begin(), names.end());
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : " ") + name;
    return out;
  }
  std::string texts() const {
    std::string out;
    for (const Document& d : documents) out += (out.empty() ? "" : "|") + d.text;
    return out;
  }
};

inline const std::string kTestKey(32, 'k');

// What one reader makes of bytes; with a key, so that authors are kept.
template <class Reader>
Collected collect(Reader reader, std::string_view bytes, const InputOptions& options = {}) {
  Collected got;
  const Key key{kTestKey};
  Intake intake("made", "00", options, key, got);
  got.answer = reader(bytes, intake);
  return got;
}

inline InputOptions for_a_purpose() {
  InputOptions options;
  options.include_private = true;
  options.purpose = "a case";
  return options;
}

// A folder of its own for one test, gone at its end.
class TestFolder {
 public:
  explicit TestFolder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("tocsin_ingest_" + name + "_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }

  std::string path(const std::string& name = "") const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }
  std::string put(const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

}  // namespace tocsin::ingest
