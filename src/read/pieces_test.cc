// SPDX-License-Identifier: Apache-2.0
#include "read/pieces.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tocsin::read {
namespace {

const std::string kTable = std::string(TOCSIN_SOURCE_DIR) + "/build/embedding/pieces.bin";

// A small vocabulary in the form of the file: ids 0 begin, 1 end, 2 unknown, then the pieces given; 'Q' becomes "ab",
// '!' becomes nothing, a tab a space.
std::string table(const std::vector<std::pair<std::string, float>>& pieces) {
  struct Node {
    std::string prefix;
    std::int32_t piece = -1;
  };
  std::vector<Node> nodes = {{"", -1}};
  std::vector<std::uint32_t> first;
  std::string labels(1, '\0');
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    first.push_back(static_cast<std::uint32_t>(nodes.size()));
    const std::string prefix = nodes[i].prefix;
    for (int byte = 0; byte < 256; ++byte) {
      const std::string longer = prefix + static_cast<char>(byte);
      std::int32_t own = -1;
      bool some = false;
      for (std::size_t p = 0; p < pieces.size(); ++p) {
        some = some || pieces[p].first.starts_with(longer);
        if (pieces[p].first == longer) own = static_cast<std::int32_t>(p + 3);
      }
      if (!some) continue;
      nodes.push_back({longer, own});
      labels += static_cast<char>(byte);
    }
  }
  first.push_back(static_cast<std::uint32_t>(nodes.size()));
  std::string out = "TOCSINPC";
  const auto put = [&](auto value) { out.append(reinterpret_cast<const char*>(&value), sizeof value); };
  const std::uint32_t changed[] = {'\t', '!', 'Q'}, starts[] = {0, 1, 1, 3}, becomes[] = {' ', 'a', 'b'};
  for (const std::size_t n : {std::size_t{1}, pieces.size() + 3, nodes.size(), std::size_t{3}, std::size_t{3}})
    put(static_cast<std::uint32_t>(n));
  for (const std::uint32_t id : {0u, 1u, 2u}) put(id);
  put(-20.0f);
  put(0.0f);
  for (const std::uint32_t f : first) put(f);
  for (const Node& node : nodes) put(node.piece);
  for (int i = 0; i < 3; ++i) put(0.0f);
  for (const auto& piece : pieces) put(piece.second);
  for (const std::uint32_t c : changed) put(c);
  for (const std::uint32_t s : starts) put(s);
  for (const std::uint32_t b : becomes) put(b);
  return out + labels;
}

std::string written(const std::string& bytes) {
  const std::string path = testing::TempDir() + "pieces-" + std::to_string(::getpid()) + ".bin";
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

TEST(Pieces, TakesTheLikeliestCutAndKeepsTheBytes) {
  const auto pieces = Pieces::open(written(table({{"▁", -3}, {"▁a", -2}, {"a", -2}, {"b", -2}, {"ab", -3}, {"▁ab", -4.5f}})));
  ASSERT_TRUE(pieces.ok()) << pieces.status().message();
  const struct {
    std::string_view text;
    std::vector<Piece> cut;
  } kCases[] = {
      {"", {{3, {0, 0}}}},
      {"a", {{4, {0, 1}}}},
      {"ab", {{4, {0, 1}}, {6, {1, 2}}}},                        // -2 -2 is more than -4.5
      {"a  ab", {{4, {0, 1}}, {4, {1, 4}}, {6, {4, 5}}}},          // one space of two
      {"a\tb", {{4, {0, 1}}, {3, {1, 2}}, {6, {2, 3}}}},
      {"!a!", {{4, {1, 2}}}},                                    // what becomes nothing has no piece
      {"bQ", {{3, {0, 0}}, {6, {0, 1}}, {7, {1, 2}}}},             // both letters of Q come from its byte
      {"aж", {{4, {0, 1}}, {2, {1, 3}}}},
      {"a\xff", {{4, {0, 1}}, {2, {1, 2}}}},
  };
  for (const auto& c : kCases) EXPECT_EQ(pieces->cut(c.text), c.cut) << c.text;
}

TEST(Pieces, DamagedFilesAreRefused) {
  const std::string good = table({{"▁a", -2}, {"ab", -3}});
  EXPECT_TRUE(Pieces::open(written(good)).ok());
  for (std::size_t cut = 0; cut < good.size(); ++cut)
    EXPECT_FALSE(Pieces::open(written(good.substr(0, cut))).ok()) << cut;
  EXPECT_FALSE(Pieces::open(written(good + "x")).ok());
  EXPECT_FALSE(Pieces::open("/nowhere/pieces.bin").ok());
  for (std::size_t at = 8; at < good.size(); ++at) {  // any byte changed: refused, or cut without harm
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0xFF);
    const auto pieces = Pieces::open(written(bad));
    if (!pieces.ok()) continue;
    EXPECT_FALSE(pieces->cut("ab aQ!").empty());
  }
}

// pieces_cases.tsv: sentences with the ids that the encoder's own package gives them (its line says which).
// Found by fuzz/reader_fuzz.cc: arrays of length nought were copied to nowhere.
TEST(Pieces, ATableWithEmptyListsIsReadOrRefused) {
  const auto pieces = Pieces::open(TOCSIN_SOURCE_DIR "/tests/regress/pieces_no_changed_characters.bin");
  if (pieces.ok()) {
    for (const Piece& piece : pieces->cut("The pier")) EXPECT_LE(piece.span.end, 8u);
  }
}

TEST(Pieces, AgreesWithTheReference) {
  if (!std::filesystem::exists(kTable)) GTEST_SKIP() << kTable << " is not there: `make build/embedding` makes it";
  const auto pieces = Pieces::open(kTable);
  ASSERT_TRUE(pieces.ok()) << pieces.status().message();
  std::ifstream in(std::string(TOCSIN_SOURCE_DIR) + "/src/read/pieces_cases.tsv");
  std::size_t cases = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << line;
    std::istringstream ids(line.substr(tab + 1));
    std::vector<std::int32_t> expected, got;
    for (std::int32_t id; ids >> id;) expected.push_back(id);
    const std::string text = line.substr(0, tab);
    Span last;
    for (const Piece& piece : pieces->cut(text)) {
      got.push_back(piece.id);
      EXPECT_GE(piece.span.begin, last.begin) << text;  // in order; pieces of one character share its bytes
      EXPECT_GE(piece.span.end, last.end) << text;
      last = piece.span;
    }
    EXPECT_LE(last.end, text.size());
    EXPECT_EQ(got, expected) << text;
    ++cases;
  }
  EXPECT_GE(cases, 30u);
}

TEST(Pieces, LongTextsTakeLinearTime) {
  if (!std::filesystem::exists(kTable)) GTEST_SKIP() << kTable << " is not there: `make build/embedding` makes it";
  const auto pieces = Pieces::open(kTable);
  ASSERT_TRUE(pieces.ok());
  const std::string text(1 << 20, 'a');
  const auto cut = pieces->cut(text);
  ASSERT_FALSE(cut.empty());
  EXPECT_EQ(cut.back().span.end, text.size());
}

}  // namespace
}  // namespace tocsin::read
