// SPDX-License-Identifier: Apache-2.0
#include "ingest/ingest.h"

#include <gtest/gtest.h>

#include "core/clock.h"
#include "core/hash.h"
#include "ingest/article.h"
#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

const Key kKey;
const std::string kMessages = R"({"name": "Grey Lantern", "type": "public_channel", "id": 7, "messages": [
 {"id": 1, "type": "message", "date_unixtime": "1773144000", "text": "noon"},
 {"id": 2, "type": "message", "date_unixtime": "1773144060", "text": "one", "document_id": a file (2).webm}]})";

TEST(Ingest, AFolderInByteOrderOfNames) {
  const TestFolder folder("order");
  folder.put("b.txt", "b");
  folder.put("a/z.txt", "z");
  folder.put("a.txt", "a");
  folder.put("B.txt", "B");
  folder.put(".hidden", "h");
  folder.put("photos/1.jpg", "\xFF\xD8\xFF\xE0");
  folder.put("photos/2.json", "\xFF\xD8\xFF\xE0");
  Collected got;
  ASSERT_TRUE(ingest(folder.path(), {}, kKey, got).ok());
  EXPECT_EQ(got.texts(), "B|z|a|b");
  EXPECT_EQ(got.documents.at(1).file, folder.path() + "/a/z.txt");
  EXPECT_EQ(got.counts.at("hidden_file"), 1);
  EXPECT_EQ(got.counts.at("photo"), 1);  // what its name says it is; the other is an oddity
  EXPECT_NE(got.kinds().find("unrecognised"), std::string::npos);
}

TEST(Ingest, HashedAsItLies) {
  const TestFolder folder("hash");
  const std::string path = folder.put("result.json", kMessages);
  Collected got;
  ASSERT_TRUE(ingest(path, {}, kKey, got).ok());
  ASSERT_EQ(got.documents.size(), 2u);
  EXPECT_EQ(got.documents[0].sha256, sha256_hex(kMessages));
  EXPECT_EQ(got.documents[0].file, path);
  EXPECT_EQ(*file_sha256(path), sha256_hex(kMessages));
}

TEST(Ingest, SidecarsThenOptions) {
  const TestFolder folder("sidecar");
  const std::string path = folder.put("a.txt", "The ferry leaves at noon.");
  InputOptions options;
  options.outlet = "Option Outlet";
  options.published = "2026-01-01";
  options.title = "Option Title";
  options.timezone = "+03:00";
  Collected bare;
  ASSERT_TRUE(ingest(path, options, kKey, bare).ok());
  EXPECT_EQ(bare.documents.at(0).outlet, "Option Outlet");
  EXPECT_EQ(format_time(*bare.documents.at(0).published), "2025-12-31T21:00:00Z");
  EXPECT_TRUE(bare.documents.at(0).zone_assumed);
  EXPECT_EQ(bare.kinds(), "");
  folder.put(
      "a.txt.meta.json",
      R"({"outlet": "The Harbour Courier", "published": "2026-03-10T12:00:00Z", "url": "https://harbourcourier.example/a"})");
  Collected got;
  ASSERT_TRUE(ingest(folder.path(), options, kKey, got).ok());
  ASSERT_EQ(got.documents.size(), 1u);  // the sidecar is no document
  const Document& d = got.documents[0];
  EXPECT_EQ(d.outlet, "The Harbour Courier");
  EXPECT_EQ(d.title, "Option Title");
  EXPECT_EQ(d.url, "https://harbourcourier.example/a");
  EXPECT_EQ(format_time(*d.published), "2026-03-10T12:00:00Z");
  EXPECT_EQ(d.text, "The ferry leaves at noon.");
  EXPECT_EQ(got.kinds(), "");
}

TEST(Ingest, OptionsThatCannotBeAreWrongUse) {
  const TestFolder folder("options");
  const std::string path = folder.put("a.txt", "noon");
  InputOptions zone, date, purpose;
  zone.timezone = "Mars/Crater";
  date.published = "soon";
  purpose.include_private = true;
  for (const InputOptions& options : {zone, date, purpose}) {
    Collected got;
    EXPECT_EQ(ingest(path, options, kKey, got).code(), Code::usage);
    EXPECT_TRUE(got.documents.empty());
  }
}

TEST(Ingest, BackToTheRawRecord) {
  const TestFolder folder("raw");
  const std::string line = R"({"id": "a", "text": "noon", "published": "2026-03-10T12:00:00Z"})";
  const struct {
    std::string name, bytes;
    std::vector<std::string> records;
  } cases[] = {
      {"result.json",
       kMessages,
       {R"({"id": 1, "type": "message", "date_unixtime": "1773144000", "text": "noon"})",
        R"({"id": 2, "type": "message", "date_unixtime": "1773144060", "text": "one", "document_id": a file (2).webm})"}},
      {"a.ndjson",
       line + "\r\n\n" + line.substr(0, 7) + "b" + line.substr(8) + "\r\n",
       {line, line.substr(0, 7) + "b" + line.substr(8)}},
      {"b.json", "[" + line + "]", {line}},
      {"c.txt", "The ferry leaves at noon.", {"The ferry leaves at noon."}},
      {"d.html", "<p>The ferry leaves at noon.</p>", {"<p>The ferry leaves at noon.</p>"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const std::string path = folder.put(c.name, c.bytes);
    Collected got;
    ASSERT_TRUE(ingest(path, {}, kKey, got).ok());
    ASSERT_EQ(got.documents.size(), c.records.size());
    for (std::size_t i = 0; i < c.records.size(); ++i) {
      const Result<std::string> raw = raw_record(path, got.documents[i]);
      ASSERT_TRUE(raw.ok()) << raw.status().message();
      EXPECT_EQ(*raw, c.records[i]);
    }
    folder.put(c.name, c.bytes + " ");
    EXPECT_EQ(raw_record(path, got.documents[0]).status().code(), Code::not_found);
  }
  EXPECT_FALSE(raw_record(folder.path("gone"), Document{}).ok());
}

// Order of files, and running twice, change nothing of what a document is.
TEST(Ingest, IdsComeFromContentAlone) {
  const TestFolder folder("ids");
  Collected first, second;
  ASSERT_TRUE(ingest(folder.put("x/result.json", kMessages), {}, kKey, first).ok());
  ASSERT_TRUE(ingest(folder.put("y.bin", "\n" + kMessages + "\n"), {}, kKey, second).ok());
  ASSERT_EQ(first.documents.size(), second.documents.size());
  for (std::size_t i = 0; i < first.documents.size(); ++i) EXPECT_EQ(first.documents[i].id, second.documents[i].id);
}

TEST(Ingest, HostsOfAddresses) {
  const struct {
    const char *url, *host;
  } cases[] = {
      {"https://www.harbourcourier.example/a", "harbourcourier.example"},
      {"HTTP://Pier.Example:80/", "pier.example"},
      {"https://pier.example", "pier.example"},
      {"https://pier.example?x", "pier.example"},
      {"javascript:alert(1)", ""},
      {"https://user@pier.example/", ""},
      {"ftp://pier.example", ""},
      {"/a", ""},
      {"", ""},
      {"https://", ""},
      {"https://<b>", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(host_of(c.url), c.host) << c.url;
}

}  // namespace
}  // namespace tocsin::ingest
