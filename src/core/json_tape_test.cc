// SPDX-License-Identifier: Apache-2.0
#include "core/json_tape.h"

#include <gtest/gtest.h>

#include <random>

namespace tocsin::json {
namespace {

// The value as json::parse would give it.
Value value_of(const Tape& tape, const Node& node) {
  Value out;
  out.type = node.type;
  out.scalar = tape.text(node);
  if (node.is(Type::array))
    for (const Node* item = tape.first(node); item != tape.behind(node); item = tape.behind(*item)) out.items.push_back(value_of(tape, *item));
  if (node.is(Type::object))
    for (const Node* key = tape.first(node); key != tape.behind(node); key = tape.behind(key[1])) out.members.push_back({tape.text(*key), value_of(tape, key[1])});
  return out;
}

bool same(const Value& a, const Value& b) {
  if (a.type != b.type || a.scalar != b.scalar || a.items.size() != b.items.size() || a.members.size() != b.members.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!same(a.items[i], b.items[i])) return false;
  for (std::size_t i = 0; i < a.members.size(); ++i)
    if (a.members[i].name != b.members[i].name || !same(a.members[i].value, b.members[i].value)) return false;
  return true;
}

void expect_twin(const std::string& bytes) {
  static Tape tape;
  const Result<Value> slow = parse(bytes);
  const bool fast = tape.parse(bytes) == Tape::whole;
  ASSERT_EQ(fast, slow.ok()) << bytes;
  ASSERT_TRUE(!fast || same(value_of(tape, tape.root()), *slow)) << bytes;
}

TEST(JsonTape, ReadsWhereItStands) {
  const std::string bytes = R"( {"id": 41, "text": ["a\nb", {"text": "noon"}], "none": null} )";
  Tape tape;
  ASSERT_EQ(tape.parse(bytes), Tape::whole);
  EXPECT_EQ(tape.view(*tape.find(tape.root(), "id")), "41");
  const Node& text = *tape.find(tape.root(), "text");
  const Node* item = tape.first(text);
  EXPECT_EQ(tape.view(*item), "");
  EXPECT_EQ(tape.text(*item), "a\nb");
  item = tape.behind(*item);
  EXPECT_EQ(tape.view(*tape.find(*item, "text")), "noon");
  EXPECT_EQ(tape.behind(*item), tape.behind(text));
  EXPECT_EQ(tape.find(tape.root(), "nothing"), nullptr);
  EXPECT_EQ(tape.find(text, "id"), nullptr);
  EXPECT_EQ(std::string_view(bytes).substr(tape.begin(), tape.end() - tape.begin()), std::string_view(bytes).substr(1, bytes.size() - 2));
}

TEST(JsonTape, OneOfSeveralValues) {
  Marks marks;
  const std::string bytes = R"({"id": 1}, {"id": 2}, {"id": )";
  marks.read(bytes);
  Tape tape;
  ASSERT_EQ(tape.parse(marks, 0), Tape::whole);
  EXPECT_EQ(tape.end(), 9u);
  ASSERT_EQ(tape.parse(marks, tape.next_mark() + 1), Tape::whole);
  EXPECT_EQ(tape.text(*tape.find(tape.root(), "id")), "2");
  EXPECT_EQ(tape.parse(marks, tape.next_mark() + 1), Tape::cut);
}

// The slow twin on what is not plain; each is also tried at every place of a block of 64 bytes.
TEST(JsonTape, TakesWhatTheParserTakes) {
  const std::string cases[] = {
      "{}", "[]", "0", "-0", "01", "-", "1.", "1.50", "-0.0", "1e3", "1E-7", "1e400", ".5", "+1", "123456789012345678", "1234567890123456789", "9223372036854775807", "18446744073709551615",
      "18446744073709551616", "-9223372036854775808", "-9223372036854775809", "123456789012345678901", "true", "tru", "truee", "nul", "null", "falsey", "True", "NaN", "", " ", "\"a\"", "\"a", "a\"",
      R"("\u0041\ud83d\ude00\/\b\f\n\r\t\"\\")", R"("\ud83d")", R"("\ude00")", R"("\ud83dx")", R"("\ud83d\n")", R"("\ud83d\u0041")", R"("\ud83d\ud83d\ude00")", R"("\u12")", R"("\u12g4")", R"("\x41")", R"("\")",
      R"("\\")", R"("\\\"")", R"("\ud83d\\ude00")", "\"\t\"", "\"\x01\"", std::string("\"\0\"", 3), "\"\x7f\"", "\"\xE2\x80\xA8\"", "\"\xC3\"", "\"\xE9t\xE9\"", "\"\xED\xA0\x80\"", "\xEF\xBB\xBF{}",
      R"({"a":1,"a":2})", R"({"a" 1})", R"({"a":1,})", R"([1,])", R"([,1])", R"([1 2])", R"({"a":})", R"({,})", R"({1:2})", R"({"a":1}})", R"({"a":1} x)", R"({"a":1} {})", R"([1"a"])", R"(["a"1])", R"(["a""b"])",
      R"([true"a"])", "[1\x0c]", "[1\x1a]", "[\x0c]", "[1,\x0b 2]", R"({"\u0061":1})", R"({"a":[{"b":[[],{}]}]})", "[1]\n\r\t ", R"(\"a\")", R"([\"a"])", R"({"a":"b"\,"c":1})", "[1,2\\]", "[nullnull]", "[null null]",
      std::string(255, '[') + std::string(255, ']'), std::string(256, '[') + std::string(256, ']'), std::string(257, '[') + std::string(257, ']'), std::string(256, '[') + "1" + std::string(256, ']')};
  for (const std::string& c : cases) {
    expect_twin(c);
    for (int before = 0; before < 66; ++before) expect_twin("[\"" + std::string(static_cast<std::size_t>(before), 'x') + "\"," + c + "]");
  }
}

TEST(JsonTape, TakesWhatTheParserTakesOfAnything) {
  std::mt19937 random(3);
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  static constexpr std::string_view kPieces[] = {"{", "}", "[", "]", ",", ":", "\"", "\"", "\\", "\\\"", "\\n", "\\u00e9", "\\ud83d\\ude00", "1", "-2.5", "true", "null", " ", "\n", "\"id\"", "\"a b\"", "\x07", "ظ", "\xC3",
                                                 "{\"id\": 1}", "[\"x\", 2]", "                                ", "\"long long long long long long long long long long\""};
  for (int round = 0; round < 60'000; ++round) {
    std::string bytes;
    for (std::size_t n = pick(14) + 1; n > 0; --n) bytes += kPieces[pick(std::size(kPieces))];
    expect_twin(bytes);
    expect_twin("{\"key\": [" + bytes + "]}");
  }
}

}  // namespace
}  // namespace tocsin::json
