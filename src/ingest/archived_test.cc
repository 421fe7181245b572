// SPDX-License-Identifier: Apache-2.0
#include "ingest/archived.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include "core/hash.h"
#include "ingest/any_format.h"
#include "ingest/archive.h"
#include "ingest/collected.h"

namespace tocsin::ingest {
namespace {

const InputOptions kOptions;
const Key kKey;

struct Entry {
  std::string name, bytes;
  unsigned type = AE_IFREG;
};

enum class Kind { zip, tar, tar_gz, tar_zst, gz, zst };

std::string packed(Kind kind, const std::vector<Entry>& entries) {
  archive* a = archive_write_new();
  if (kind == Kind::zip) archive_write_set_format_zip(a);
  if (kind == Kind::tar || kind == Kind::tar_gz || kind == Kind::tar_zst) archive_write_set_format_pax_restricted(a);
  if (kind == Kind::gz || kind == Kind::zst) archive_write_set_format_raw(a);
  if (kind == Kind::tar_gz || kind == Kind::gz) archive_write_add_filter_gzip(a);
  if (kind == Kind::tar_zst || kind == Kind::zst) archive_write_add_filter_zstd(a);
  archive_write_set_bytes_in_last_block(a, 1);
  const auto append = [](archive*, void* to, const void* bytes, std::size_t size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
  };
  std::string out;
  archive_write_open(a, &out, nullptr, append, nullptr);
  for (const Entry& e : entries) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, e.name.c_str());
    archive_entry_set_filetype(entry, e.type);
    archive_entry_set_perm(entry, 0644);
    if (e.type == AE_IFLNK)
      archive_entry_set_symlink(entry, e.bytes.c_str());
    else
      archive_entry_set_size(entry, static_cast<la_int64_t>(e.bytes.size()));
    archive_write_header(a, entry);
    if (e.type == AE_IFREG) archive_write_data(a, e.bytes.data(), e.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  return out;
}

std::string line(const std::string& id) {
  return "{\"id\": \"" + id + "\", \"text\": \"noon " + id + "\", \"channel\": \"Grey Lantern\", \"published\": \"2026-03-10T12:00:00Z\"}\n";
}

Collected read(std::string_view bytes) {
  Collected got;
  Intake intake("case", "hash", kOptions, kKey, got);
  EXPECT_TRUE(any_format(bytes, {}, intake).ok());
  return got;
}

TEST(Archived, EveryKind) {
  for (const Kind kind : {Kind::zip, Kind::tar, Kind::tar_gz, Kind::tar_zst}) {
    SCOPED_TRACE(static_cast<int>(kind));
    const std::string feed = "<rss><channel><title>Pier</title><item><title>x</title><pubDate>Tue, 10 Mar 2026 12:00:00 GMT</pubDate></item></channel></rss>";
    const Collected got = read(packed(kind, {{"chats/", "", AE_IFDIR},
                                             {"chats/a.json", line("a") + line("b")},
                                             {"feed.bin", feed},
                                             {".DS_Store", "x"},
                                             {"photos/1.jpg", "\xFF\xD8\xFF"}}));
    EXPECT_EQ(got.texts(), "noon a|noon b|x");
    EXPECT_EQ(got.documents.at(1).file, "case!/chats/a.json");
    EXPECT_EQ(got.documents.at(1).at, line("a").size());
    EXPECT_EQ(got.documents.at(1).sha256, "hash");
    EXPECT_EQ(got.kinds(), "");
    EXPECT_EQ(got.counts, (std::map<std::string, int>{{"hidden_file", 1}, {"photo", 1}}));
  }
  for (const Kind kind : {Kind::gz, Kind::zst}) {
    const Collected got = read(packed(kind, {{"x", line("a") + line("b")}}));
    EXPECT_EQ(got.texts(), "noon a|noon b");
    EXPECT_EQ(got.documents.at(1).file, "case");
    EXPECT_EQ(got.documents.at(1).at, line("a").size());
  }
}

TEST(Archived, SidecarsBeforeAndAfter) {
  const std::string sidecar = R"({"outlet": "Pier", "published": "2026-03-10"})";
  for (const Kind kind : {Kind::zip, Kind::tar_gz}) {
    const Collected got = read(packed(kind, {{"b.txt.meta.json", sidecar},
                                             {"a.txt", "The ferry leaves."},
                                             {"a.txt.meta.json", sidecar},
                                             {"b.txt", "The ferry stays."},
                                             {"c.txt.meta.json", sidecar}}));
    EXPECT_EQ(got.texts(), "The ferry leaves.|The ferry stays.");
    EXPECT_EQ(got.documents.at(0).outlet + got.documents.at(1).outlet, "PierPier");
    EXPECT_EQ(got.kinds(), "lone_sidecar");
  }
}

TEST(Archived, NamesLeadNowhere) {
  const Collected got = read(packed(Kind::tar, {{"../../etc/a.json", line("a")},
                                                {"/etc/passwd", line("b")},
                                                {"a\n\x1b.json", line("c")},
                                                {"..\\..\\w.json", line("d")},
                                                {"etc/passwd", line("e")},
                                                {"..", line("f")},
                                                {"link", "/etc/passwd", AE_IFLNK},
                                                {"pipe", "", AE_IFIFO},
                                                {"device", "", AE_IFCHR}}));
  std::string files;
  for (const Document& d : got.documents) files += d.file + " ";
  EXPECT_EQ(files,
            "case!/etc/a.json case!/etc/passwd case!/a??.json case!/w.json case!/etc/passwd#2 case!/member ");
  EXPECT_EQ(got.kinds(), "link not_a_file not_a_file");
}

TEST(Archived, NestedToALimit) {
  std::string bytes = line("a");
  for (int depth = 1; depth <= kMaxArchives + 1; ++depth) {
    bytes = packed(depth % 2 ? Kind::zip : Kind::tar_gz, {{"in", bytes}});
    const Collected got = read(bytes);
    if (depth <= kMaxArchives) {
      EXPECT_EQ(got.texts(), "noon a") << depth;
      EXPECT_EQ(got.kinds(), "");
    } else {
      EXPECT_EQ(got.texts(), "");
      EXPECT_EQ(got.kinds(), "too_deep");
    }
  }
}

TEST(Archived, ABombStopsAtItsRatio) {
  const std::string zeros(std::size_t{80} << 20, '0');
  for (const Kind kind : {Kind::zip, Kind::tar_gz, Kind::gz}) {
    const std::string bomb = packed(kind, {{"zeros", zeros}});
    ASSERT_LT(bomb.size(), std::size_t{1} << 20);
    const Collected alone = read(bomb);
    EXPECT_EQ(alone.kinds(), "too_large");
    const Collected among = read(packed(Kind::zip, {{"a.json", line("a")}, {"bomb", bomb}, {"b.json", line("b")}}));
    EXPECT_EQ(among.texts(), "noon a|noon b");
    EXPECT_EQ(among.kinds(), "too_large");
  }
}

TEST(Archived, ManyArchivesShareOneAllowance) {
  const std::string part = packed(Kind::zip, {{"x.txt", std::string(std::size_t{10} << 20, ' ')}});
  std::vector<Entry> parts;
  for (int i = 0; i < 10; ++i) parts.push_back({std::to_string(i), part});
  EXPECT_NE(read(packed(Kind::zip, parts)).kinds().find("too_large"), std::string::npos);
}

TEST(Archived, CutAtEachByteKeepsWhatIsBefore) {
  for (const Kind kind : {Kind::zip, Kind::tar, Kind::tar_gz, Kind::tar_zst, Kind::gz}) {
    SCOPED_TRACE(static_cast<int>(kind));
    std::vector<Entry> entries{{"a.json", line("a") + line("b")}};
    if (kind != Kind::gz) entries.push_back({"b.json", line("c")});
    const std::string whole = packed(kind, entries);
    const std::size_t all = read(whole).documents.size();
    EXPECT_EQ(all, kind == Kind::gz ? 2u : 3u);
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
      const Collected got = read(std::string_view(whole).substr(0, cut));
      EXPECT_LE(got.documents.size(), all);
      const bool one_there = kind == Kind::tar && cut > 1024 + line("a").size();
      EXPECT_GE(got.documents.size(), one_there ? 1u : 0u) << cut;
    }
  }
}

TEST(Archived, ADamagedMemberLosesNoOther) {
  std::string noise;
  for (std::uint32_t i = 0, x = 1; i < 3000; ++i) noise += static_cast<char>('a' + (x = x * 1664525 + 1013904223) / 0x10000000);
  const std::string bytes = packed(Kind::zip, {{"a.json", line("a")}, {"noise.txt", noise}, {"b.json", line("b")}});
  for (std::size_t at : {bytes.size() / 3, bytes.size() / 2}) {
    std::string damaged = bytes;
    for (std::size_t i = 0; i < 8; ++i) damaged[at + i] = static_cast<char>(damaged[at + i] ^ 0x5A);
    const Collected got = read(damaged);
    EXPECT_NE(got.texts().find("noon a"), std::string::npos);
    EXPECT_NE(got.texts().find("noon b"), std::string::npos);
    EXPECT_FALSE(got.oddities.empty());
  }
}

TEST(Archived, WhatOnlyBeginsLikeOne) {
  for (const char* bytes : {"PK\x03\x04 and no more", "\x1F\x8B and no more", "\x28\xB5\x2F\xFD and no more"}) {
    const Collected got = read(bytes);
    EXPECT_TRUE(got.documents.empty());
    EXPECT_FALSE(got.oddities.empty());
  }
}

TEST(Archived, BackToTheBytesOfADocument) {
  const TestFolder folder("raw_archive");
  const std::string page = "<html><p>The ferry leaves at noon.</p></html>";
  const std::string inner = packed(Kind::tar_gz, {{"deep/a.json", line("a") + line("b")}, {"deep/p.html", page}});
  const std::string path = folder.put("dir!/case.zip", packed(Kind::zip, {{"x.json", line("c")}, {"in.tgz", inner}}));
  Collected got;
  ASSERT_TRUE(ingest(path, kOptions, kKey, got).ok());
  ASSERT_EQ(got.documents.size(), 4u);
  EXPECT_EQ(got.documents[2].file, path + "!/in.tgz!/deep/a.json");
  const std::string expected[] = {line("c"), line("a"), line("b"), page + "\n"};
  for (std::size_t i = 0; i < 4; ++i) {
    const Result<std::string> raw = raw_record(path, got.documents[i]);
    ASSERT_TRUE(raw.ok()) << raw.status().message();
    EXPECT_EQ(*raw + "\n", expected[i]);
    EXPECT_EQ(got.documents[i].sha256, *file_sha256(path));
  }
}

}  // namespace
}  // namespace tocsin::ingest
