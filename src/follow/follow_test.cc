// SPDX-License-Identifier: Apache-2.0
#include "follow/follow.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace tocsin::follow {
namespace {

namespace fs = std::filesystem;

class FollowTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              ("tocsin-follow-" + std::to_string(::getpid()) + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void write(const std::string& name, const std::string& bytes, bool append = false) const {
    fs::create_directories(fs::path(path(name)).parent_path());
    std::ofstream(path(name), append ? std::ios::app | std::ios::binary : std::ios::binary) << bytes;
  }
  std::unique_ptr<Source> open(const std::string& name, bool once = false, const Now& now = {}) {
    auto source = open_source(path(name), [this](const std::string& file) -> Result<std::optional<Position>> {
      const auto at = positions_.find(file);
      return at == positions_.end() ? std::optional<Position>() : std::optional(at->second);
    }, once, now);
    EXPECT_TRUE(source.ok()) << source.status().message();
    return std::move(*source);
  }
  // All that is new, as "file@offset:lines", until two looks find nothing.
  std::string read(Source& source) {
    std::string out;
    for (int quiet = 0; quiet < 4;) {
      News news;
      EXPECT_TRUE(source.next(news).ok());
      quiet = news.empty() ? quiet + 1 : 0;
      for (const Piece& p : news.pieces)
        out += fs::path(p.file).filename().string() + "@" + std::to_string(p.at) + ":" + (p.whole ? "(whole)" : p.lines);
      for (const Oddity& o : news.oddities) out += "odd@" + std::to_string(o.at) + ":" + o.what;
      for (const std::string& n : news.notices) out += n.substr(n.find(": ") + 2) + " ";
      for (const auto& [file, p] : news.positions) positions_[file] = p;
    }
    return out;
  }

  fs::path folder_;
  std::map<std::string, Position> positions_;
};

TEST_F(FollowTest, LinesAsTheyAreAppended) {
  write("a.ndjson", "{\"id\":1}\n{\"id\":2}\n");
  auto source = open("a.ndjson");
  EXPECT_EQ(read(*source), "a.ndjson@0:{\"id\":1}\n{\"id\":2}\n");
  EXPECT_EQ(read(*source), "");
  write("a.ndjson", "{\"id\":3}\n{\"id\"", true);
  EXPECT_EQ(read(*source), "a.ndjson@18:{\"id\":3}\n");  // the rest has no end yet, and is no object
  write("a.ndjson", ":4}\n", true);
  EXPECT_EQ(read(*source), "a.ndjson@27:{\"id\":4}\n");
  write("a.ndjson", "{\"id\":5}", true);
  EXPECT_EQ(read(*source), "a.ndjson@36:{\"id\":5}");  // stays as it is: the last line has no end
}

TEST_F(FollowTest, GoesOnWhereItStopped) {
  write("a.ndjson", "{\"id\":1}\n");
  read(*open("a.ndjson"));
  EXPECT_EQ(read(*open("a.ndjson")), "");
  write("a.ndjson", "{\"id\":2}\n", true);
  EXPECT_EQ(read(*open("a.ndjson")), "a.ndjson@9:{\"id\":2}\n");
}

TEST_F(FollowTest, AFileThatIsAnotherIsReadFromItsStart) {
  write("a.ndjson", "{\"id\":1}\n{\"id\":2}\n");
  auto source = open("a.ndjson");
  read(*source);
  write("a.ndjson", "{\"id\":9}\n");  // cut
  EXPECT_EQ(read(*source), "a.ndjson@0:{\"id\":9}\nwas cut or replaced; it is read from its start ");
  write("a.ndjson", "{\"id\":7}\n{\"id\":8}\n");  // longer, with another head
  EXPECT_EQ(read(*open("a.ndjson")), "a.ndjson@0:{\"id\":7}\n{\"id\":8}\nwas cut or replaced; it is read from its start ");
  fs::remove(path("a.ndjson"));
  EXPECT_EQ(read(*source), "");
}

TEST_F(FollowTest, WhatIsNoNdjsonIsReadWholeWheneverItChanged) {
  write("result.json", "{\n \"name\": \"Grey Lantern\", \"messages\": []\n}\n");
  auto source = open("result.json");
  EXPECT_EQ(read(*source), "result.json@0:(whole)");
  EXPECT_EQ(read(*source), "");
  EXPECT_EQ(read(*open("result.json")), "");
  write("result.json", "{\n \"name\": \"Grey Lantern\", \"messages\": [ ]\n}\n");
  EXPECT_NE(read(*source).find("result.json@0:(whole)"), std::string::npos);
}

TEST_F(FollowTest, FoldersAreLookedThroughAgain) {
  write("in/b.ndjson", "{\"id\":1}\n");
  write("in/.hidden", "{\"id\":0}\n");
  auto source = open("in");
  EXPECT_EQ(read(*source), "b.ndjson@0:{\"id\":1}\n");
  write("in/deep/a.ndjson", "{\"id\":2}\n");
  write("in/b.ndjson", "{\"id\":3}\n", true);
  EXPECT_EQ(read(*source), "b.ndjson@9:{\"id\":3}\na.ndjson@0:{\"id\":2}\n");
}

TEST_F(FollowTest, AFolderMayVanishAndReturnAndFilesBeRenamed) {
  write("in/a.ndjson", "{\"id\":1}\n");
  auto source = open("in");
  EXPECT_EQ(read(*source), "a.ndjson@0:{\"id\":1}\n");
  fs::rename(path("in"), path("away"));
  EXPECT_EQ(read(*source), "the folder is not there any more; it is read on when it comes back ");
  EXPECT_EQ(read(*source), "");
  fs::rename(path("away"), path("in"));
  write("in/a.ndjson", "{\"id\":2}\n", true);
  EXPECT_EQ(read(*source), "a.ndjson@9:{\"id\":2}\nis there again ");
  fs::rename(path("in/a.ndjson"), path("in/b.ndjson"));
  EXPECT_EQ(read(*source), "b.ndjson@0:{\"id\":1}\n{\"id\":2}\n");
}

TEST_F(FollowTest, AFileThatWasClosedIsWholeAndOthersWhenTheySettle) {
  std::int64_t clock = 0;
  fs::create_directory(path("in"));
  auto source = open("in", false, [&] { return clock; });
  News news;
  ASSERT_TRUE(source->next(news).ok());
  write("in/result.json", "{\n \"name\": \"Grey Lantern\", \"messages\": []\n}\n");  // closed: an event says so
  ASSERT_TRUE(source->next(news).ok());
  EXPECT_EQ(news.pieces.size(), source->descriptor() >= 0 ? 1u : 0u);

  write("b.json", "{\n \"name\": \"Saltline\", \"messages\": []\n}\n");
  auto file = open("b.json", false, [&] { return clock; });  // no events
  News of_file;
  for (clock = 0; clock < 800; clock += 100) ASSERT_TRUE(file->next(of_file).ok());
  EXPECT_TRUE(of_file.pieces.empty());
  clock = 1000;
  ASSERT_TRUE(file->next(of_file).ok());
  EXPECT_EQ(of_file.pieces.size(), 1u);
}

TEST_F(FollowTest, ALongLineIsSkippedAndTold) {
  write("a.ndjson", "{\"id\":1}\n" + std::string(kLongest + 5000, 'x') + "\n{\"id\":2}\n");
  EXPECT_EQ(read(*open("a.ndjson")),
            "a.ndjson@0:{\"id\":1}\nodd@9:too_large: a line of more than 16 MiBa.ndjson@16782226:{\"id\":2}\n");
}

TEST_F(FollowTest, OnceNeedsNoEndOfTheLastLineIfItIsWhole) {
  write("a.ndjson", "{\"id\":1}\n{\"id\":\"}");
  EXPECT_EQ(read(*open("a.ndjson", true)),
            "a.ndjson@0:{\"id\":1}\nends inside a line, at byte 17; it is read when its end is there ");
  write("a.ndjson", "\"}", true);
  EXPECT_EQ(read(*open("a.ndjson", true)), "a.ndjson@9:{\"id\":\"}\"}");
}

TEST_F(FollowTest, SaysWhatIsNotThere) {
  const auto none = [](const std::string&) -> Result<std::optional<Position>> { return std::optional<Position>(); };
  EXPECT_EQ(open_source(path("nothing"), none, false).status().code(), Code::no_input);
  EXPECT_EQ(open_source("/dev/null", none, false).status().code(), Code::no_input);
}

}  // namespace
}  // namespace tocsin::follow
