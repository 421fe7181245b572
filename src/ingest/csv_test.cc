// SPDX-License-Identifier: Apache-2.0
#include "ingest/csv.h"

#include <gtest/gtest.h>

#include <random>

#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

// Rows as "<a|b><c|d>", broken ones as "!", open ones as "?".
std::string rows_of(std::string_view bytes, char separator = ',') {
  CsvReader reader(bytes, separator);
  std::string out;
  for (CsvRow row; reader.next(row);) {
    if (row.state != CsvRow::whole) {
      out += row.state == CsvRow::open ? "?" : "!";
      continue;
    }
    out += '<';
    for (std::size_t i = 0; i < row.fields.size(); ++i) out += (i > 0 ? "|" : "") + std::string(row.fields[i]);
    out += '>';
  }
  return out;
}

TEST(Csv, Rows) {
  const struct {
    std::string bytes, rows;
  } cases[] = {
      {"", ""},
      {"\n\r\n\n", ""},
      {"a,b\nc,d\n", "<a|b><c|d>"},
      {"a,b\r\nc,d", "<a|b><c|d>"},
      {"\xEF\xBB\xBF"
       "a,b",
       "<a|b>"},
      {"a,\n,b\n", "<a|><|b>"},
      {"\"a,1\",\"b\n2\"\nc,d", "<a,1|b\n2><c|d>"},
      {"\"a\r\n1\",\"\"\r\nc,d", "<a\r\n1|><c|d>"},
      {"\"say \"\"noon\"\"\",\"\"\"\"", "<say \"noon\"|\">"},
      {"a\"b,c\"\nd,e", "<a\"b|c\"><d|e>"},  // a quote inside a bare field is itself
      {"\"a\"b,c\nd,e", "!<d|e>"},
      {"a,\"b\nc,d\ne,f\n", "?<c|d><e|f>"},
      {"a,\"b", "?"},
      {"a\rb,c\n", "<a\rb|c>"},
  };
  for (const auto& c : cases) EXPECT_EQ(rows_of(c.bytes), c.rows) << c.bytes;
  EXPECT_EQ(rows_of("a;\"b;c\"\n", ';'), "<a|b;c>");
}

TEST(Csv, OffsetsAreThoseOfTheRows) {
  const std::string bytes = "id,text\r\n1,\"a\nb\"\r\n\r\n2,c\n";
  CsvReader reader(bytes, ',');
  std::vector<std::string> raw;
  for (CsvRow row; reader.next(row);) {
    raw.push_back(bytes.substr(row.begin, row.end - row.begin));
    EXPECT_EQ(csv_row_end(bytes, row.begin), row.end);
  }
  EXPECT_EQ(raw, (std::vector<std::string>{"id,text", "1,\"a\nb\"", "2,c"}));
}

TEST(Csv, WrittenRowsComeBack) {
  std::mt19937 random(7);
  const std::string letters = "ab,\"\n\r;x";
  for (int round = 0; round < 200; ++round) {
    std::string bytes, expected;
    for (int r = 0; r < 4; ++r) {
      expected += '<';
      for (int f = 0; f < 3; ++f) {
        std::string value(random() % 6, ' ');
        for (char& c : value) c = letters[random() % letters.size()];
        expected += (f > 0 ? "|" : "") + value;
        bytes += f > 0 ? ",\"" : "\"";
        for (const char c : value) bytes += c == '"' ? "\"\"" : std::string(1, c);
        bytes += '"';
      }
      expected += '>';
      bytes += "\r\n";
    }
    EXPECT_EQ(rows_of(bytes), expected);
  }
}

TEST(Csv, TableTellsWhatIsNoRow) {
  const struct {
    std::string bytes, texts, kinds;
  } cases[] = {
      {"id,text\n1,a\n2,b\n", "a|b", ""},
      {"ID;Text\n1;a\n", "a", ""},
      {"Id\ttext\n1\ta\n", "a", ""},
      {"id,text\n1\n2,b\n", "b", "broken"},
      {"id,text\n1,a,x\n2,b\n", "b", "broken"},
      {"id,text\n1,a\n2", "a", "truncated"},
      {"id,text\n1,a\n2,\"b", "a", "truncated"},
      {"id,text\n1,\"a\nfoo\n2,b\n", "b", "truncated"},
      {"id,text\n1,\"a\"x\n2,b\n", "b", "broken"},
      {"id,text\n,\n1,a\n", "a", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.bytes);
    Collected got;
    const InputOptions options;
    const Key key;
    Intake intake("table.csv", "00", options, key, got);
    const CsvTable table(c.bytes);
    const int text = table.column("text");
    std::string texts;
    EXPECT_TRUE(table
                    .each(intake,
                          [&](const CsvRow& row, const std::string&) {
                            texts += (texts.empty() ? "" : "|") + std::string(field_of(row, text));
                            return Status();
                          })
                    .ok());
    EXPECT_EQ(texts, c.texts);
    EXPECT_EQ(got.kinds(), c.kinds);
  }
  EXPECT_TRUE(CsvTable("\"say \"\"a name that is long enough\"\"\",b\n").has({"say \"a name that is long enough\""}));
  EXPECT_TRUE(CsvTable("message_ID,b\n").has({"message id", "b"}));
  EXPECT_FALSE(CsvTable("message_ID,b\n").has({"message id", "c"}));
}

}  // namespace
}  // namespace tocsin::ingest
