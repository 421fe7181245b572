// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_repair.h"

#include <gtest/gtest.h>

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
