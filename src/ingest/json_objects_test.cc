// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_objects.h"

#include <gtest/gtest.h>

#include <random>

#include "core/json.h"

namespace tocsin::ingest {
namespace {

// "whole:{…} broken:{…}" for an array without its first bracket.
std::string sliced(std::string_view bytes, std::string_view key = "id", std::string_view fence = "") {
  std::vector<Slice> slices;
  const ObjectScanner::End end = ObjectScanner(bytes, key, fence).array(0, slices);
  std::string out;
  for (const Slice& s : slices) {
    out += s.state == SliceState::whole ? "whole" : s.state == SliceState::broken ? "broken" : "cut";
    out += (s.nested ? "/nested:" : ":") + std::string(bytes.substr(s.begin, s.end - s.begin)) + " ";
  }
  return out + (end.closed ? "]" : "…");
}

TEST(JsonObjects, Tables) {
  const struct {
    const char *in, *out;
  } cases[] = {
      {"]", "]"},
      {"", "…"},
      {R"({"id":1}])", R"(whole:{"id":1} ])"},
      {R"( {"id":1} , {"id":2,"a":["}","{",{"b":"]"}]} ] )",
       R"(whole:{"id":1} whole:{"id":2,"a":["}","{",{"b":"]"}]} ])"},
      {R"({"id":1,"a":"x\"}{"},{"id":2}])", R"(whole:{"id":1,"a":"x\"}{"} whole:{"id":2} ])"},
      {R"({"id":1,"a":"\\"},{"id":2}])", R"(whole:{"id":1,"a":"\\"} whole:{"id":2} ])"},
      // a lost quote, brace or comma; one too many
      {R"({"id":1,"a":"x},{"id":2},{"id":3}])", R"(broken:{"id":1,"a":"x} whole:{"id":2} whole:{"id":3} ])"},
      {R"({"id":1,"a":x"},{"id":2},{"id":3}])", R"(broken:{"id":1,"a":x"} whole:{"id":2} whole:{"id":3} ])"},
      {R"({"id":1,"a":2,{"id":2},{"id":3}])", R"(broken:{"id":1,"a":2 whole:{"id":2} whole:{"id":3} ])"},
      {R"({"id":1}},{"id":2}])", R"(whole:{"id":1} broken:} whole:{"id":2} ])"},
      {R"({"id":1}],{"id":2}])", R"(whole:{"id":1} broken:] whole:{"id":2} ])"},
      {R"({"id":1}{"id":2}])", R"(whole:{"id":1} whole:{"id":2} ])"},
      {R"({"id":1,"a":[1,2},{"id":2}])", R"(broken:{"id":1,"a":[1,2} whole:{"id":2} ])"},
      // the end comes too soon
      {R"({"id":1},{"id":2)", R"(whole:{"id":1} cut:{"id":2 …)"},
      {R"({"id":1},{"id":2,"a":"x)", R"(whole:{"id":1} cut:{"id":2,"a":"x …)"},
      {R"({"id":1},)", R"(whole:{"id":1} …)"},
      // what is no object
      {R"(1, "x", null, [{"id":1}], {"id":2}])", R"(whole:1 whole:"x" whole:null whole:[{"id":1}] whole:{"id":2} ])"},
      {R"(noise, more noise {"id":2}])", R"(whole:noise broken:more noise whole:{"id":2} ])"},
      // an object that began inside a broken one
      {R"({"id":1,"x":[{"id":5}],"y":"},{"id":2}])", R"(broken:{"id":1,"x":[ whole/nested:{"id":5} whole:{"id":2} ])"},
      // another key begins the records
      {R"({"no":1,"a":"x},{"no":2}])", R"(broken:{"no":1,"a":"x},{"no":2}] …)"},
  };
  for (const auto& c : cases) EXPECT_EQ(sliced(c.in), c.out) << c.in;
  EXPECT_EQ(sliced(R"({"no":1,"a":"x},{"no":2}])", ""), R"(broken:{"no":1,"a":"x} whole:{"no":2} ])");
}

TEST(JsonObjects, ARestartStopsAtTheNextList) {
  const std::string bytes = R"({"id":1,"a":"x}]},{"name":"b","messages":[{"id":2}]}])";
  EXPECT_EQ(sliced(bytes, "id", "messages"), R"(broken:{"id":1,"a":"x}]},{"name":"b" …)");
  ObjectScanner scanner(bytes, "id", "messages");
  const ObjectScanner::Fence fence = scanner.next_fence(0);
  EXPECT_EQ(bytes.substr(fence.key, 10), "\"messages\"");
  EXPECT_EQ(bytes[fence.inside], '{');
  EXPECT_EQ(scanner.next_fence(fence.inside).key, std::string_view::npos);
  EXPECT_EQ(ObjectScanner(R"({"text":"\"messages\": ["})", "id", "messages").next_fence(0).key, std::string_view::npos);
}

TEST(JsonObjects, DepthIsOneOddity) {
  const std::string deep = R"({"id":1,"a":)" + std::string(1000, '[') + std::string(1000, ']') + "}";
  std::vector<Slice> slices;
  const std::string bytes = deep + R"(,{"id":2}])";
  EXPECT_TRUE(ObjectScanner(bytes, "id").array(0, slices).closed);
  ASSERT_EQ(slices.size(), 2u);
  EXPECT_TRUE(slices[0].deep);
  EXPECT_EQ(slices[0].end, deep.size());
  EXPECT_EQ(slices[1].state, SliceState::whole);
}

std::string random_value(std::mt19937& random, int depth) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  static constexpr const char* kPieces[] = {"a", " ", "\\\"", "\\\\",    "{", "}",  "[",       "]",
                                            ",", ":", "\\n",  "\\u0041", "ظ", "id", "messages"};
  switch (pick(depth > 4 ? 3 : 5)) {
    case 0:
      return std::to_string(pick(1000));
    case 1:
      return pick(2) ? "true" : "null";
    case 2: {
      std::string s = "\"";
      for (int i = pick(8); i > 0; --i) s += kPieces[pick(15)];
      return s + "\"";
    }
    case 3: {
      std::string s = "[";
      for (int i = pick(4); i > 0; --i) s += random_value(random, depth + 1) + (i > 1 ? ", " : "");
      return s + "]";
    }
    default: {
      std::string s = "{";
      for (int i = pick(4); i > 0; --i)
        s += "\"k" + std::to_string(i) + "\" : " + random_value(random, depth + 1) + (i > 1 ? ",\n" : "");
      return s + "}";
    }
  }
}

// The slow twin: for valid JSON the slices are exactly the elements a parser finds, however it was written.
TEST(JsonObjects, OnValidJsonAgreesWithTheParser) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    std::vector<std::string> elements;
    for (int i = static_cast<int>(random() % 6); i > 0; --i) elements.push_back(random_value(random, 0));
    for (std::size_t i = 0; i < elements.size(); ++i) bytes += (i ? ", " : "") + elements[i];
    ASSERT_TRUE(json::parse("[" + bytes + "]").ok()) << bytes;
    bytes += "]";
    std::vector<Slice> slices;
    const ObjectScanner::End end = ObjectScanner(bytes, "id", "fence").array(0, slices);
    EXPECT_TRUE(end.closed);
    EXPECT_EQ(end.at, bytes.size());
    ASSERT_EQ(slices.size(), elements.size()) << bytes;
    for (std::size_t i = 0; i < slices.size(); ++i)
      EXPECT_EQ(bytes.substr(slices[i].begin, slices[i].end - slices[i].begin), elements[i]);
  }
}

// One record of many damaged at random: the others are still found, but for a neighbour at most.
TEST(JsonObjects, DamageToOneRecordStaysThere) {
  std::mt19937 random(2);
  int lost = 0;
  constexpr int kRounds = 3000;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::string> records;
    for (int i = 0; i < 7; ++i)
      records.push_back("{\"id\": " + std::to_string(i) + ", \"v\": " + random_value(random, 0) + "}");
    const std::string& target = records[3];
    std::string damaged = target;
    const std::size_t at = random() % damaged.size();
    static constexpr std::string_view kBytes = "\"{}[],:\\x";
    if (random() % 2)
      damaged.erase(at, 1);
    else
      damaged[at] = kBytes[random() % kBytes.size()];
    records[3] = damaged;
    std::string bytes;
    for (std::size_t i = 0; i < records.size(); ++i) bytes += (i ? ",\n" : "") + records[i];
    bytes += "]";
    std::vector<Slice> slices;
    ObjectScanner(bytes, "id").array(0, slices);
    for (std::size_t i = 0; i < records.size(); ++i) {
      bool found = false;
      for (const Slice& s : slices)
        found = found || (s.state == SliceState::whole && bytes.compare(s.begin, s.end - s.begin, records[i]) == 0);
      if (i == 3) continue;
      lost += !found;
      if (!found && i != 4) std::cerr << bytes << "\n\n";
    }
  }
  EXPECT_LT(lost, kRounds / 50);
}

}  // namespace
}  // namespace tocsin::ingest
