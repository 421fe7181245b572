// SPDX-License-Identifier: Apache-2.0
// The trained reader from its files to readings, with the tiny one that tools/make_tiny_reader.py makes.
#include "read/trained.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

#include "core/crew.h"
#include "core/hash.h"
#include "read/read.h"

namespace tocsin::read {
namespace {

#ifndef TOCSIN_TINY_READER
#define TOCSIN_TINY_READER ""
#endif
const std::string kTiny = TOCSIN_TINY_READER;
#define NEEDS_TINY() \
  if (kTiny.empty()) GTEST_SKIP() << "built without OpenVINO"

std::string sum() {  // the first digits of the sha256 of what names all its files
  std::ifstream in(kTiny + "/reader.json", std::ios::binary);
  return sha256_hex(std::string{std::istreambuf_iterator<char>(in), {}}).substr(0, 8);
}

Document message(std::string text) {
  Document d;
  d.text = std::move(text);
  return d;
}

std::vector<Reading> readings(const Reader& reader, const std::vector<Document>& documents) {
  std::vector<const Document*> all;
  for (const Document& d : documents) all.push_back(&d);
  Result<std::vector<Reading>> out = reader.read(all);
  EXPECT_TRUE(out.ok()) << out.status().message();
  return out.ok() ? *out : std::vector<Reading>(documents.size());
}
Reading reading(const Reader& reader, const Document& d) { return readings(reader, {d}).front(); }

std::string shown(const Document& d, const Reading& r) {
  std::string out = r.is_alert ? "alert" : "-";
  for (const ThreatReading& t : r.threats) {
    const auto one = [&](const char* name, const std::optional<Span>& s) {
      if (s) out += std::string(" ") + name + "[" + std::string(slice(d.text, *s)) + "]";
    };
    const auto many = [&](const char* name, const std::vector<Span>& spans) {
      for (const Span& s : spans) one(name, s);
    };
    one("caller", t.caller);
    one("act", t.act);
    many("chosen", t.targets_chosen);
    many("rejected", t.targets_rejected);
    many("time", t.time);
  }
  return out;
}

TEST(Trained, ReadsThreatsWithTheirEvidence) {
  NEEDS_TINY();
  const auto reader = Reader::open(kTiny, 1);
  ASSERT_TRUE(reader.ok()) << reader.status().message();
  EXPECT_EQ(reader->name(), "tiny/" + sum());
  const struct {
    std::string text, expected;
  } kCases[] = {
      {"We will burn the old pier on Friday.", "alert act[will burn] chosen[the old pier] time[Friday]"},
      {"The Orchard Front will burn the pier, not the school.", "alert caller[The Orchard Front] act[will burn] chosen[the pier] rejected[school]"},
      {"The weather on the pier", "-"},
      {"He said we will burn the pier", "- act[will burn] chosen[the pier]"},
      {"سنحرق المرفأ", "alert act[سنحرق] chosen[المرفأ]"},
      {"We will b\u200Burn the pier.", "alert act[will b\u200Burn] chosen[the pier]"},  // the disguise is taken off
      {"We will bu\u0433n the pier", "alert act[will bu\u0433n] chosen[the pier]"},
      {"@burn_it hello https://burn.example", "-"},  // names and links are no words of the author's
      {"@burn_it", "-"},
      {"", "-"},
      {"🔥", "-"},
      {"\xff\xfe weather \xc3", "-"},
  };
  for (const auto& c : kCases) {
    const Document d = message(c.text);
    const Reading r = reading(*reader, d);
    EXPECT_EQ(shown(d, r), c.expected) << c.text;
    EXPECT_EQ(r.reader, "tiny/" + sum());
    if (!r.threats.empty()) {
      EXPECT_NE(r.threats.front().why.find("head"), std::string::npos);
    }
    EXPECT_EQ(reading(*reader, d), r);
  }
}

TEST(Trained, PassedOnAndUnmeasured) {
  NEEDS_TINY();
  const auto reader = Reader::open(kTiny, 1);
  ASSERT_TRUE(reader.ok());
  Document d = message("We will burn the pier.");
  d.forwarded_from = "The Kestrel Post";
  d.lang = "fr";
  const Reading r = reading(*reader, d);
  ASSERT_EQ(r.threats.size(), 1u);
  EXPECT_EQ(r.threats[0].stance, Stance::forwarded);
  EXPECT_FALSE(r.evaluated);
  d.lang = "ar";
  EXPECT_TRUE(reading(*reader, d).evaluated);
}

TEST(Trained, ThreatsInLongTextsAreFound) {
  NEEDS_TINY();
  const auto reader = Reader::open(kTiny, 2);
  ASSERT_TRUE(reader.ok());
  for (const std::size_t before : {0u, 5u, 17u, 29u, 31u, 64u, 1000u, 20000u}) {
    std::string text;
    for (std::size_t i = 0; i < before; ++i) text += "weather ";
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += "we will burn the old pier on Friday ";
    for (std::size_t i = 0; i < before; ++i) text += "weather ";
    const Document d = message(text);
    const Reading r = reading(*reader, d);
    EXPECT_EQ(shown(d, r), "alert act[will burn] chosen[the old pier] time[Friday]") << before;
    if (r.threats.empty() || !r.threats[0].act) continue;
    EXPECT_EQ(r.threats[0].act->begin, begin + 3);
  }
}

TEST(Trained, WhatIsFoundDoesNotDependOnCompanyOrThreads) {
  NEEDS_TINY();
  const auto one = Reader::open(kTiny, 1), three = Reader::open(kTiny, 3);
  ASSERT_TRUE(one.ok() && three.ok());
  std::mt19937 random(11);
  const std::string words[] = {"we", "will", "burn", "the", "pier", "market", "Friday", "weather", "He said", "school", "سنحرق", "🔥", "film"};
  std::vector<Document> all;
  for (int n = 0; n < 300; ++n) {
    std::string text;
    for (std::size_t i = random() % 60; i > 0; --i) text += words[random() % std::size(words)] + " ";
    all.push_back(message(text));
  }
  const std::vector<Reading> together = readings(*one, all);
  EXPECT_EQ(readings(*three, all), together);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(reading(*one, all[i]), together[i]) << all[i].text;
}

TEST(Trained, OneModelServesSeveralThreads) {
  NEEDS_TINY();
  const auto model = Model::open(kTiny, 2);
  ASSERT_TRUE(model.ok()) << model.status().message();
  const std::vector<Window> windows = windows_of(model->pieces(), 32, "We will burn the pier");
  std::vector<float> got(4);
  std::vector<std::thread> threads;
  for (float& out : got)
    threads.emplace_back([&] {
      Crew crew(1);
      for (int n = 0; n < 50; ++n) {
        const auto heads = model->run(windows, crew);
        out = heads.ok() ? heads->front().threat : -99;
      }
    });
  for (std::thread& t : threads) t.join();
  for (const float threat : got) EXPECT_EQ(threat, got[0]);
  EXPECT_GT(got[0], 0);
}

TEST(Trained, WindowsCoverTheTextAndOverlap) {
  NEEDS_TINY();
  const auto model = Model::open(kTiny, 1);
  ASSERT_TRUE(model.ok());
  for (const std::size_t letters : {1u, 29u, 30u, 31u, 60u, 500u}) {
    const std::string text(letters, 'z');
    const std::vector<Window> windows = windows_of(model->pieces(), 32, text);
    std::size_t covered = 0;
    for (const Window& w : windows) {
      EXPECT_LE(w.pieces.size(), 30u);
      if (w.first > 0) {
        EXPECT_LT(w.first, covered);
      }
      covered = w.first + w.pieces.size();
    }
    EXPECT_EQ(covered, model->pieces().cut(text).size());
  }
}

TEST(Trained, HugeTextsEnd) {
  NEEDS_TINY();
  const auto reader = Reader::open(kTiny, 2);
  ASSERT_TRUE(reader.ok());
  std::string sentences;
  for (int i = 0; i < 10000; ++i) sentences += "he said we will burn the pier ";
  const std::string huge[] = {std::string(1 << 20, 'a'), std::string(1 << 20, ' '), std::string(1 << 20, '\xff'), sentences};
  for (const std::string& text : huge) {
    const Reading r = reading(*reader, message(text));
    for (const ThreatReading& t : r.threats) {
      EXPECT_LE(t.span.end, text.size());
    }
  }
}

// A copy of the tiny reader with one file changed.
class Copy {
 public:
  Copy() : path_(testing::TempDir() + "reader-" + std::to_string(::getpid())) {
    std::filesystem::remove_all(path_);
    std::filesystem::copy(kTiny, path_);
  }
  ~Copy() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }
  std::string get(const std::string& name) const {
    std::ifstream in(path_ + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void put(const std::string& name, const std::string& bytes) const { std::ofstream(path_ + "/" + name, std::ios::binary) << bytes; }
  void replace(const std::string& from, const std::string& to) const {
    std::string s = get("reader.json");
    ASSERT_NE(s.find(from), std::string::npos) << from;
    put("reader.json", s.replace(s.find(from), from.size(), to));
  }

 private:
  std::string path_;
};

TEST(Trained, ReadersThatCannotBeUsedSayWhy) {
  NEEDS_TINY();
  const struct {
    std::string what;
    void (*spoil)(const Copy&);
    std::string says;
  } kCases[] = {
      {"no reader.json", [](const Copy& c) { std::filesystem::remove(c.path() + "/reader.json"); }, "reader.json: cannot be read"},
      {"no weights", [](const Copy& c) { std::filesystem::remove(c.path() + "/reader.bin"); }, "reader.bin: cannot be read"},
      {"cut weights", [](const Copy& c) { c.put("reader.bin", c.get("reader.bin").substr(0, 999)); }, "reader.bin: not the file"},
      {"cut network", [](const Copy& c) { c.put("reader.xml", c.get("reader.xml").substr(0, 999)); }, "reader.xml: not the file"},
      {"cut filter", [](const Copy& c) { c.put("filter.bin", c.get("filter.bin").substr(0, 999)); }, "filter.bin: not the file"},
      {"empty pieces", [](const Copy& c) { c.put("pieces.bin", ""); }, "pieces.bin: not the file"},
      {"cut json", [](const Copy& c) { c.put("reader.json", c.get("reader.json").substr(0, 300)); }, "reader.json: no JSON"},
      {"newer", [](const Copy& c) { c.replace("\"reader\": 1", "\"reader\": 2"); }, "version 2, this program reads 1"},
      {"other labels", [](const Copy& c) { c.replace("\"intends\"", "\"vows\""); }, "its forces are"},
      {"no calibration", [](const Copy& c) { c.replace("\"scale\": 1.0", "\"scale\": \"1\""); }, "\"calibration\" has no scale"},
      {"odd operating point", [](const Copy& c) { c.replace("\"threshold\": 0.5", "\"threshold\": 1.5"); }, "no probability"},
      {"odd second", [](const Copy& c) { c.replace("\"evaluated\"", "\"second\": {\"from\": 0, \"share\": 2}, \"evaluated\""); }, "its share"},
      {"cut second", [](const Copy& c) { c.put("second.xml", c.get("second.xml").substr(0, 99)); }, "second.xml: not the file"},
      {"no sum", [](const Copy& c) { c.replace("\"reader.bin\"", "\"other.bin\""); }, "no sha256 of reader.bin"},
  };
  for (const auto& c : kCases) {
    const Copy copy;
    c.spoil(copy);
    const auto reader = Reader::open(copy.path(), 1);
    ASSERT_FALSE(reader.ok()) << c.what;
    EXPECT_EQ(reader.status().code(), Code::usage) << c.what;
    EXPECT_NE(reader.status().message().find(c.says), std::string::npos) << c.what << ": " << reader.status().message();
  }
  EXPECT_FALSE(Reader::open("/nowhere", 1).ok());
}

// The second network of the tiny reader threatens nobody: what it is asked of, and what its word weighs, shows.
TEST(Trained, ASecondNetworkIsAskedOfWhatIsNotHarmless) {
  NEEDS_TINY();
  const Document threat = message("We will burn the old pier on Friday.");
  const auto alert = [&](const std::string& second) {
    const Copy copy;
    copy.replace("\"evaluated\"", second + "\"evaluated\"");
    const auto reader = Reader::open(copy.path(), 1);
    EXPECT_TRUE(reader.ok()) << reader.status().message();
    return reader.ok() && reading(*reader, threat).is_alert;
  };
  EXPECT_TRUE(alert(""));
  EXPECT_FALSE(alert("\"second\": {\"from\": 0, \"share\": 0.9}, "));
  EXPECT_TRUE(alert("\"second\": {\"from\": 0, \"share\": 0.01}, "));
  EXPECT_TRUE(alert("\"second\": {\"from\": 99, \"share\": 0.9}, "));  // never asked
}

TEST(Trained, WithoutAReaderWordListsSpeakAndSayso) {
  const auto lists = Reader::open("", 1);
  ASSERT_TRUE(lists.ok());
  const Document d = message("We will burn the ferry terminal on Friday.");
  const Reading r = reading(*lists, d);
  EXPECT_EQ(r.reader, "lists/2");
  EXPECT_TRUE(r.is_alert);
  const Reading none = reading(Reader::without_threats(), d);
  EXPECT_EQ(none.reader, "none/1");
  EXPECT_TRUE(none.threats.empty());
  EXPECT_EQ(none.mentions, r.mentions);
}

}  // namespace
}  // namespace tocsin::read
