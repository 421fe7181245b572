// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_repair.h"

#include <gtest/gtest.h>

#include <random>

namespace tocsin::ingest {
namespace {

TEST(JsonRepair, Tables) {
  const struct {
    std::string in, out, what;  // out empty: nothing to repair
  } cases[] = {
      {R"({"a":"b"})", "", ""},
      {R"({"a":"\x01\x1f"})", R"({"a":"\u0001\u001f"})", "\\xNN escapes (2)"},
      {R"({"a":"\q"})", R"({"a":"\\q"})", "unknown escapes (1)"},
      {R"({"a":"\u12"})", R"({"a":"\\u12"})", "unknown escapes (1)"},
      {R"({"a":"\ud83d!"})", R"({"a":"\ufffd!"})", "lone surrogates (1)"},
      {R"({"a":"\ude00\ud83d\ude00"})", R"({"a":"\ufffd\ud83d\ude00"})", "lone surrogates (1)"},
      {R"({"a":"\ud83d\ud83d\ude00"})", R"({"a":"\ufffd\ud83d\ude00"})", "lone surrogates (1)"},
      {"{\"a\":\"x\ty\nz\"}", R"({"a":"x\u0009y\u000az"})", "raw control characters (2)"},
      {std::string("{\"a\":\"x\0y\"}", 11), R"({"a":"x\u0000y"})", "raw control characters (1)"},
      {"{\"a\":\"caf\xe9\"}", "{\"a\":\"caf\xEF\xBF\xBD\"}", "bytes that are not UTF-8 (1)"},
      {R"({"a": some file (2).webm})", R"({"a": "some file (2).webm"})", "bare values (1)"},
      {R"({"a": a, b.webm, "c": 1})", R"({"a": "a, b.webm", "c": 1})", "bare values (1)"},
      {R"({"a": a "b" c, "d": 1})", R"({"a": "a \"b\" c", "d": 1})", "bare values (1)"},
      {R"({"a": True, "b": [None, NaN]})", R"({"a": "True", "b": ["None, NaN"]})", "bare values (2)"},
      {R"({"a": 123456789012345678901})", R"({"a": "123456789012345678901"})", "numbers too long (1)"},
      {R"({"a": [123456789012345678901, 2]})", R"({"a": ["123456789012345678901", 2]})", "numbers too long (1)"},
      {R"({"a": 1e999})", R"({"a": "1e999"})", "bare values (1)"},
      {R"({"a": [1, 2, ], })", R"({"a": [1, 2 ] })", "stray commas (2)"},
      {R"({"a": 1}]}, {"b": 2})", R"({"a": 1})", "bytes after the record's end"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.in);
    const auto got = repair_json(c.in);
    ASSERT_EQ(got.has_value(), !c.out.empty());
    if (!got) continue;
    EXPECT_EQ(got->json, c.out);
    EXPECT_EQ(got->what, c.what);
    EXPECT_TRUE(json::parse(got->json).ok());
  }
}

std::string said(const json::Tape& tape, const json::Node& node) {
  if (node.is(json::Type::string)) return "s(" + tape.text(node) + ")";
  if (node.is(json::Type::number)) return "n(" + tape.text(node) + ")";
  if (!node.is(json::Type::array) && !node.is(json::Type::object)) return "w";
  std::string out = "(";
  for (const json::Node* inner = tape.first(node); inner != tape.behind(node); inner = tape.behind(*inner)) out += said(tape, *inner) + " ";
  return out + ")";
}

// The slow twin: what is mended where it stands says what the repaired record says, and was wrong in the same ways.
TEST(JsonRepair, MendingIsRepairing) {
  std::mt19937 random(5);
  const auto pick = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  static constexpr std::string_view kPieces[] = {"\\x01", "\\xe9", "\\x4", "\\q", "\\u12", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\n", "\x07", "\t", "ظ", "a b", "\\\"", "\\\\", ",", "}", "☕", "\xC3", ""};
  static constexpr std::string_view kValues[] = {"1", "-0", "1.5", "123456789012345678901", "1234567890123456789", "12x", "null", "nul", "True", "a (2).webm", "a, b", "a, \"b\"", "12{", "None, NaN", "x\"y", "x\\y", "x\x01y",
                                                 "[1, 2, ]", "[]", "[,]", "[1,,2]", "{\"k\": 1,}", "{k: 1}", "12 13", "0x1F", "a:b", "true false"};
  std::size_t mended = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string record = "{";
    for (std::size_t n = pick(4) + 1; n > 0; --n) {
      std::string value(kValues[pick(std::size(kValues))]);
      if (pick(2)) {
        value = "\"";
        for (std::size_t m = pick(4); m > 0; --m) value += kPieces[pick(std::size(kPieces))];
        value += "\"";
      }
      record += (pick(2) ? "\n \"key\": " : "\"k\":") + value + (n > 1 ? "," : "");
    }
    record += pick(8) ? "}" : ",}";
    json::Marks marks;
    marks.read(record);
    json::Tape tape, repaired;
    const bool is_mended = tape.parse(marks, 0) == json::Tape::wrong && tape.mend(marks, 0) == json::Tape::whole && tape.end() == record.size();
    if (!is_mended) continue;
    ++mended;
    const std::optional<Repair> repair = repair_json(record);
    ASSERT_TRUE(repair) << record;
    ASSERT_EQ(repaired.parse(repair->json), json::Tape::whole) << record;
    ASSERT_EQ(names_of(tape.fixes()), repair->what) << record;
    ASSERT_EQ(said(tape, tape.root()), said(repaired, repaired.root())) << record;
  }
  EXPECT_GT(mended, 10'000u);
}

TEST(JsonRepair, NeverGuessesWhatIsMissing) {
  for (const char* broken : {R"({"a":"b)",
                             R"({"a":"b)"
                             "}",
                             R"({"a":)", R"({"a" "b"})", "{", "", "]", R"({"a":[1})", R"({a:1})", R"({'a':'b'})"}) {
    EXPECT_FALSE(parse_record(broken).has_value()) << broken;
  }
}

TEST(JsonRepair, ValidRecordsAreParsedAsTheyAre) {
  const auto got = parse_record(R"({"a": "\ud83d\ude00", "n": -12, "f": 1.5e3})");
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(got->repaired, "");
  EXPECT_EQ(got->value.find("a")->text(), "😀");
  EXPECT_EQ(got->value.find("n")->text(), "-12");
}

}  // namespace
}  // namespace tocsin::ingest
