// SPDX-License-Identifier: Apache-2.0
// Bad input: every file of tests/bad_input gives what expected.tsv says, and what is too large or too many for files is
// made here. Tests named Long* take seconds.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <set>

#include "core/hash.h"
#include "core/list.h"
#include "core/utf8.h"
#include "ingest/any_format.h"
#include "ingest/collected.h"
#include "ingest/detect.h"
#include "ingest/html.h"
#include "ingest/ndjson.h"
#include "ingest/telegram.h"

namespace tocsin::ingest {
namespace {

const std::string kFolder = TOCSIN_SOURCE_DIR "/tests/bad_input";
const InputOptions kOptions;
const Key kKey;

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Holds for whatever came in.
void expect_sound(const Collected& got, std::size_t file_size) {
  std::set<std::string> ids;
  for (const Document& d : got.documents) {
    EXPECT_EQ(utf8::first_invalid(d.text), std::string::npos);
    EXPECT_FALSE(d.text.empty());
    EXPECT_LE(d.at, file_size);
    EXPECT_FALSE(d.id.empty());
  }
  for (const Oddity& o : got.oddities) {
    EXPECT_NE(o.what.find(": "), std::string::npos) << o.what;
    EXPECT_EQ(utf8::first_invalid(o.what), std::string::npos);
    for (const char c : o.what) EXPECT_GE(static_cast<unsigned char>(c), 0x20) << o.what;
    EXPECT_LE(o.at, file_size);
  }
}

std::string repeated(std::string_view s, std::size_t times) {
  std::string out;
  out.reserve(s.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += s;
  return out;
}

Collected telegram_of(std::string_view bytes) {
  Collected got;
  Intake intake("made.json", "", kOptions, kKey, got);
  EXPECT_TRUE(telegram(bytes, intake).ok());
  expect_sound(got, bytes.size());
  return got;
}

Collected any_of(std::string_view bytes) {
  Collected got;
  Intake intake("made", "", kOptions, kKey, got);
  EXPECT_TRUE(any_format(bytes, {}, intake).ok());
  expect_sound(got, bytes.size());
  return got;
}

Collected ndjson_of(std::string_view bytes) {
  Collected got;
  Intake intake("made.ndjson", "", kOptions, kKey, got);
  EXPECT_TRUE(ndjson(bytes, intake).ok());
  expect_sound(got, bytes.size());
  return got;
}

TEST(BadInput, EveryFileAsExpected) {
  const auto rows = parse_list("expected.tsv", content(kFolder + "/expected.tsv"));
  ASSERT_TRUE(rows.ok());
  std::set<std::string> listed;
  for (const ListRow& row : *rows) {
    SCOPED_TRACE(row["file"]);
    listed.insert(row["file"]);
    const std::string path = kFolder + "/" + row["file"];
    Collected got;
    ASSERT_TRUE(ingest(path, kOptions, kKey, got).ok());
    EXPECT_EQ(std::to_string(got.documents.size()), row["documents"]);
    EXPECT_EQ(got.kinds(), row["oddities"]);
    expect_sound(got, content(path).size() * 3);
  }
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string();
    const bool about = name == "expected.tsv" || name == "make_files.py";
    EXPECT_TRUE(about || listed.contains(name)) << name << " is not in expected.tsv";
  }
}

TEST(BadInput, ExportCutAtEachByteKeepsWhatIsBefore) {
  std::string whole = R"({"name": "Grey Lantern", "type": "public_channel", "id": 7, "messages": [)";
  std::vector<std::size_t> ends;  // of each message
  for (int n = 1; n <= 3; ++n) {
    whole +=
        std::string(n > 1 ? ",\n " : "\n ") + R"({"id": )" + std::to_string(n) +
        R"(, "type": "message", "date_unixtime": "1773144000", "from_id": "channel7", "text": ["no\u006fn ", {"type": "bold", "text": "ظهراً"}]})";
    ends.push_back(whole.size());
  }
  whole += "\n]}";
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    SCOPED_TRACE(cut);
    const Collected got = telegram_of(std::string_view(whole).substr(0, cut));
    std::size_t expected = 0;
    for (std::size_t end : ends) expected += end <= cut;
    EXPECT_EQ(got.documents.size(), expected);
    const bool list_ended = cut + 1 >= whole.size();
    EXPECT_EQ(got.kinds(), list_ended ? "" : "truncated");
  }
}

TEST(BadInput, FilesCutAtEachByteNeverFail) {
  for (const char* name : {"telegram_all_chats.json", "html_hidden.html", "ndjson_types.ndjson", "list_broken.json",
                           "html_1256.html", "plain_utf16.txt"}) {
    const std::string bytes = content(kFolder + "/" + name);
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
      SCOPED_TRACE(std::string(name) + " cut at " + std::to_string(cut));
      const Collected got = any_of(std::string_view(bytes).substr(0, cut));
      EXPECT_EQ(got.texts().find("private matter"), std::string::npos);
    }
  }
}

// Any one byte changed, at every place, to each of those that steer the parsers.
TEST(BadInput, OneByteChangedLosesLittleAndLeaksNothing) {
  const std::string whole = content(kFolder + "/telegram_all_chats.json");
  const Collected intact = telegram_of(whole);
  ASSERT_EQ(intact.documents.size(), 2u);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char c : {'"', '{', '}', '[', ']', '\\', ',', ':', 'x', '\0', '\xFF'}) {
      std::string changed = whole;
      changed[at] = c;
      const Collected got = any_of(changed);
      EXPECT_EQ(got.texts().find("private matter"), std::string::npos) << at << " " << c;
      EXPECT_EQ(got.texts().find("a note"), std::string::npos) << at << " " << c;
    }
  }
}

TEST(BadInput, NotFilesAreNotOpened) {
  const TestFolder folder("pipes");
  folder.put("a.txt", "The ferry leaves at noon.");
  ASSERT_EQ(::mkfifo(folder.path("b.json").c_str(), 0600), 0);
  std::filesystem::create_symlink("/etc", folder.path("c"));
  std::filesystem::create_symlink(folder.path("a.txt"), folder.path("d.txt"));
  std::filesystem::create_directory(folder.path("e"));
  Collected got;
  ASSERT_TRUE(ingest(folder.path(), kOptions, kKey, got).ok());
  EXPECT_EQ(got.documents.size(), 1u);
  EXPECT_EQ(got.kinds(), "link link no_date no_outlet not_a_file");
  Collected alone;
  ASSERT_TRUE(ingest(folder.path("b.json"), kOptions, kKey, alone).ok());
  EXPECT_EQ(alone.kinds(), "not_a_file");
  Collected device;
  ASSERT_TRUE(ingest("/dev/zero", kOptions, kKey, device).ok());
  EXPECT_EQ(device.kinds(), "not_a_file");
  Collected empty;
  ASSERT_TRUE(ingest(folder.path("e"), kOptions, kKey, empty).ok());
  EXPECT_EQ(empty.kinds(), "empty_folder");
}

TEST(BadInput, WhatMayNotBeReadIsSaid) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TestFolder folder("locked");
  folder.put("in/a.txt", "noon");
  ::chmod(folder.path("in/a.txt").c_str(), 0);
  Collected file;
  ASSERT_TRUE(ingest(folder.path("in"), kOptions, kKey, file).ok());
  EXPECT_EQ(file.kinds(), "unreadable");
  ::chmod(folder.path("in").c_str(), 0);
  Collected inside;
  ASSERT_TRUE(ingest(folder.path(), kOptions, kKey, inside).ok());
  EXPECT_EQ(inside.kinds(), "unreadable");
  ::chmod(folder.path("in").c_str(), 0700);
}

TEST(BadInput, NothingThereIsAStatus) {
  const TestFolder folder("none");
  folder.put("result.json", "{}");
  Collected got;
  const Status status = ingest(folder.path("resutl.json"), kOptions, kKey, got);
  EXPECT_EQ(status.code(), Code::no_input);
  EXPECT_NE(status.message().find("did you mean"), std::string::npos) << status.message();
}

TEST(BadInput, AFloodIsCountedNotListed) {
  const TestFolder folder("flood");
  Collected got;
  ASSERT_TRUE(ingest(folder.put("a.json", "[{}," + repeated("5,", 25'000) + "5]"), kOptions, kKey, got).ok());
  EXPECT_EQ(got.oddities.size(), kMostOfAKind + 3);  // with no_id and no_text of the object
  EXPECT_EQ(got.oddities.back().what, "not_object: and 15001 more of this kind in this file");
}

TEST(LongBadInput, OneLineOf200Megabytes) {
  const std::string text(200'000'000, 'n');
  const Collected lines = ndjson_of("{\"id\": \"a\", \"text\": \"" + text +
                                    "\", \"published\": 1773144000}\n{\"id\": \"b\", \"text\": \"noon\", \"published\": 1773144000}");
  EXPECT_EQ(lines.texts(), "noon");
  EXPECT_EQ(lines.kinds(), "too_large");
  EXPECT_EQ(ndjson_of(text).kinds(), "too_large");
  const Collected got = telegram_of(
      "{\"name\": \"x\", \"type\": \"public_channel\", \"messages\": [{\"id\": 1, \"type\": \"message\", \"date\": "
      "\"2026-03-10\", \"text\": \"" +
      text);
  EXPECT_EQ(got.kinds(), "truncated");
}

// Each of these is linear work; quadratic work would take hours, and the test's time limit ends it.
TEST(LongBadInput, MillionsOfBrackets) {
  const std::string head = R"({"name": "x", "type": "public_channel", "id": 7, "messages": [)";
  const std::string good = R"({"id": 1, "type": "message", "date_unixtime": "1773144000", "text": "noon"})";
  for (const char* piece : {"[", "{", "{\"id\":1", "{\"id\":1,\"a\":[", "{\"id\":1,\"a\":", "[]", "]", "}", "\"", "\\",
                            "\"messages\":[", "{\"id\":\"", "{\"messages\":[{\"id\":1,"}) {
    SCOPED_TRACE(piece);
    const std::string noise = repeated(piece, 2'000'000 / std::string_view(piece).size());
    telegram_of(head + good + "," + noise);
    telegram_of(head + noise + "," + good + "]}");
    ndjson_of(noise + "\n" + good);
    const Sniffed sniffed = sniff(noise, noise);
    EXPECT_NE(sniffed.format, Format::empty);
    Collected list;
    Intake intake("made.json", "", kOptions, kKey, list);
    EXPECT_TRUE(json_array("[" + noise, intake).ok());
    EXPECT_TRUE(json_objects(noise, intake).ok());
  }
}

TEST(LongBadInput, PagesThatNestOrRepeat) {
  for (const char* piece : {"<div>", "<b>", "<p>", "<a href=x>", "<table>", "<svg><g>", "<b a=1></x>", "<li>", "</p>",
                            "<!--", "<script>", "<p a=\"", "&amp;", "<font>", "<table><tr><td>", "<select><option>",
                            "<svg><foreignObject><div></svg></div></foreignObject><style><g>"}) {
    SCOPED_TRACE(piece);
    Collected got;
    Intake intake("made.html", "", kOptions, kKey, got);
    EXPECT_TRUE(html("<html><body>" + repeated(piece, 2'000'000 / std::string_view(piece).size()), {}, intake).ok());
    expect_sound(got, 10'000'000);
  }
}

}  // namespace
}  // namespace tocsin::ingest
