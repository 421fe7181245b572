// SPDX-License-Identifier: Apache-2.0
// For bench/translations.py: a line of text each in, its embedding each out as 384 floats; how fast on standard error.
//
//   embed_lines FOLDER < lines > vectors        embed_lines FOLDER --pieces < lines      prints the pieces' ids instead
#include <ctime>
#include <iostream>
#include <string>

#include "read/embedding.h"

int main(int argc, char** argv) {
  using namespace tocsin::read;
  if (argc < 2) return 2;
  auto embedding = Embedding::open(argv[1], 1);
  if (!embedding.ok()) {
    std::cerr << embedding.status().message() << "\n";
    return 1;
  }
  std::vector<std::string> lines;
  for (std::string line; std::getline(std::cin, line);) lines.push_back(line);
  if (argc > 2) {
    for (const std::string& line : lines) {
      for (const Piece& piece : embedding->pieces().cut(line)) std::cout << piece.id << ' ';
      std::cout << '\n';
    }
    return 0;
  }
  const std::vector<std::string_view> texts(lines.begin(), lines.end());
  const std::clock_t begin = std::clock();
  const auto rows = embedding->embed(texts);
  if (!rows.ok()) {
    std::cerr << rows.status().message() << "\n";
    return 1;
  }
  std::cerr << static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC << "\n";
  std::cout.write(reinterpret_cast<const char*>(rows->values.data()),
                  static_cast<std::streamsize>(rows->values.size() * sizeof(float)));
}
