// SPDX-License-Identifier: Apache-2.0
// For bench/reader.py and training: parts of the trained reader over lines of text, one a line, on one thread; how many CPU
// seconds on standard error.
//
//   reader_lines FOLDER pieces < lines       the pieces' ids
//   reader_lines FOLDER heads 32 < lines     all lines as windows of 32 pieces through the network; prints how many
//   reader_lines FOLDER filter < lines       the filter's score of each, and whether it is disguised
//   reader_lines FOLDER threats < lines      threat_score, is_alert, force and stance of each
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>

#include "core/crew.h"
#include "core/names.h"
#include "read/trained.h"

namespace {

using namespace tocsin;
using namespace tocsin::read;

double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

int failed(const Status& status) {
  std::cerr << status.message() << "\n";
  return 1;
}

int heads(const Model& model, const std::vector<std::string>& lines, std::size_t length, Crew& crew) {
  std::vector<Window> windows(1);
  for (const std::string& line : lines)
    for (const Piece& piece : model.pieces().cut(line)) {
      windows.back().pieces.push_back(piece);
      if (windows.back().pieces.size() + 2 == length) windows.emplace_back();
    }
  windows.pop_back();
  const double begin = now();
  const auto out = model.run(windows, crew);
  if (!out.ok()) return failed(out.status());
  std::cerr << now() - begin << "\n";
  std::cout << windows.size() << "\n";
  return 0;
}

int threats(const Model& model, const std::vector<std::string>& lines, Crew& crew) {
  std::vector<Document> documents(lines.size());
  std::vector<const Document*> all;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    documents[i].text = lines[i];
    all.push_back(&documents[i]);
  }
  std::vector<Reading> readings(lines.size());
  const double begin = now();
  const Status s = read_threats(model, all, readings, crew);
  if (!s.ok()) return failed(s);
  std::cerr << now() - begin << "\n";
  for (const Reading& r : readings) {
    const ThreatReading t = r.threats.empty() ? ThreatReading() : r.threats.front();
    std::cout << r.threat_score << '\t' << r.is_alert << '\t' << to_string(t.force) << '\t' << to_string(t.stance) << '\n';
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  const std::string what = argc > 2 ? argv[2] : "";
  if (what != "pieces" && what != "heads" && what != "filter" && what != "threats") return 2;
  const auto model = Model::open(argv[1], 1);
  if (!model.ok()) return failed(model.status());
  std::vector<std::string> lines;
  for (std::string line; std::getline(std::cin, line);) lines.push_back(line);
  Crew crew(1);
  if (what == "heads") return heads(*model, lines, argc > 3 ? static_cast<std::size_t>(std::atoi(argv[3])) : 32, crew);
  if (what == "threats") return threats(*model, lines, crew);
  const double begin = now();
  if (what == "filter") {
    std::vector<Filter::Seen> seen;
    for (const std::string& line : lines) seen.push_back(model->filter().look(line));
    std::cerr << now() - begin << "\n";
    for (const Filter::Seen& s : seen) std::cout << s.score << '\t' << s.disguised << '\n';
    return 0;
  }
  for (const std::string& line : lines) {
    for (const Piece& piece : model->pieces().cut(line)) std::cout << piece.id << ' ';
    std::cout << '\n';
  }
  std::cerr << now() - begin << "\n";
}
