// SPDX-License-Identifier: Apache-2.0
#include "ingest/warc.h"

#include <gtest/gtest.h>

#include "ingest/any_format.h"
#include "ingest/collected.h"
#include "ingest/http_message.h"

namespace tocsin::ingest {
namespace {

using namespace std::string_literals;

const InputOptions kOptions;
const Key kKey;
const std::string kPage =
    "<html><head><title>Noon</title></head><body><article><p>The ferry leaves at noon.</p></article></body></html>";
// The same page.
const std::string kGzip =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3\xc9\x28\xc9\xcd\xb1\xb3\xc9\x48\x4d\x4c\xb1\xb3\x29\xc9\x2c\xc9\x49"
    "\xb5\xf3\xcb\xcf\xcf\xb3\xd1\x87\xb0\x6d\xf4\x21\x32\x49\xf9\x29\x95\x76\x36\x89\x45\x25\x99\xc9\x20\xd1\x02\xbb"
    "\x90\x8c\x54\x85\xb4\xd4\xa2\xa2\x4a\x85\x9c\xd4\xc4\xb2\xd4\x62\x85\xc4\x12\x85\x3c\xa0\x46\x3d\x1b\xfd\x02\xa0"
    "\x2e\xb8\x4a\x7d\x88\x4e\x7d\xb0\x35\x00\xbd\x38\xe9\x26\x6d\x00\x00\x00"s;

std::string record(const std::string& headers, const std::string& block) {
  return "WARC/1.1\r\n" + headers + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string response(const std::string& url, const std::string& answer) {
  return record("WARC-Type: response\r\nWARC-Target-URI: " + url +
                    "\r\nWARC-Date: 2026-03-11T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n",
                answer);
}

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";

std::string chunked(const std::string& body) {
  std::string out;
  for (std::size_t at = 0; at < body.size(); at += 10) {
    const std::string piece = body.substr(at, 10);
    out += (piece.size() == 10 ? "a;x=y" : std::to_string(piece.size())) + "\r\n" + piece + "\r\n";
  }
  return out + "0\r\n\r\n";
}

Collected read(std::string_view bytes) {
  Collected got;
  Intake intake("a.warc", "", kOptions, kKey, got);
  EXPECT_TRUE(any_format(bytes, {}, intake).ok());
  return got;
}

TEST(Warc, Pages) {
  const struct {
    const char* name;
    std::string answer, kinds;
  } cases[] = {
      {"plain", kOk + "\r\n" + kPage, "no_date"},
      {"in chunks", kOk + "Transfer-Encoding: chunked\r\n\r\n" + chunked(kPage), "no_date"},
      {"gzip", kOk + "Content-Encoding: gzip\r\n\r\n" + kGzip, "no_date"},
      {"bare deflate", kOk + "Content-Encoding: deflate\r\n\r\n" + kGzip.substr(10, kGzip.size() - 18), "no_date"},
      {"gzip in chunks",
       kOk + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(kGzip), "no_date"},
      {"says chunks and has none", kOk + "Transfer-Encoding: chunked\r\n\r\n" + kPage, "damaged no_date"},
      {"says gzip and is none", kOk + "Content-Encoding: gzip\r\n\r\n" + kPage, "damaged no_date"},
      {"bare line ends", "HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + kPage, "no_date"},
      {"no type", "HTTP/1.0 200 OK\nServer: x\n\n" + kPage, "no_date"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const std::string before = record("WARC-Type: warcinfo\r\n", "software: x");
    const Collected got = read(before + response("<https://pier.example/a b>", c.answer));
    ASSERT_EQ(got.documents.size(), 1u);
    const Document& d = got.documents[0];
    EXPECT_EQ(d.text, "The ferry leaves at noon.");
    EXPECT_EQ(d.title, "Noon");
    EXPECT_EQ(d.outlet, "pier.example");
    EXPECT_EQ(d.url, "https://pier.example/a b");
    EXPECT_EQ(d.published, std::nullopt);  // when it was collected is not when it was published
    EXPECT_EQ(d.at, before.size());
    EXPECT_EQ(got.kinds(), c.kinds);
    for (const Oddity& o : got.oddities) EXPECT_EQ(o.record + std::to_string(o.at), "record 2" + std::to_string(d.at));
  }
}

TEST(Warc, CountsWhatIsNoPage) {
  const std::string ok = "HTTP/1.1 200 OK\r\nContent-Type: ";
  const Collected got = read(
      record("WARC-Type: request\r\nContent-Type: application/http; msgtype=request\r\n", "GET / HTTP/1.1\r\n\r\n") +
      record("WARC-Type: revisit\r\nContent-Type: application/http; msgtype=response\r\n", kOk + "\r\n") +
      record("warc-type: metadata\r\n", "fetchTimeMs: 1") +
      response("https://pier.example/x", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + kPage) +
      response("https://pier.example/x.png", ok + "image/png\r\n\r\n\x89PNG") +
      response("https://pier.example/x.css", ok + "text/css\r\n\r\np { color: red }") +
      response("https://pier.example/b", kOk + "Content-Encoding: br\r\n\r\n\x8b\x01") +
      record("WARC-Type: resource\r\nWARC-Target-URI: https://pier.example/r\r\nContent-Type: text/html\r\n", kPage) +
      response("https://pier.example/feed", ok + "application/rss+xml\r\n\r\n<rss><channel><title>Pier</title><item>"
                                                 "<link>/i</link><title>Item</title></item></channel></rss>"));
  EXPECT_EQ(got.texts(), "The ferry leaves at noon.|Item");
  EXPECT_EQ(got.documents.at(1).url, "https://pier.example/i");
  EXPECT_EQ(got.counts, (std::map<std::string, int>{{"web_request", 1}, {"web_revisit", 1}, {"web_metadata", 1},
                                                     {"web_status", 1}, {"web_file", 3}}));
  EXPECT_EQ(got.kinds(), "no_date no_date unreadable");
}

TEST(Warc, TheServersCharsetCountsFirst) {
  const Collected got = read(response("https://pier.example/", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"windows-1251\"\r\n\r\n"
                                                               "<html><meta charset=iso-8859-1><p>\xcf\xf0\xe8\xe2\xe5\xf2</p></html>"));
  EXPECT_EQ(got.texts(), "Привет");
}

TEST(Warc, AWrongLengthLosesOneRecord) {
  const std::string good = response("https://pier.example/a", kOk + "\r\n" + kPage);
  std::string wrong = good;
  wrong.replace(wrong.find("Content-Length: ") + 16, 3, "999");
  const struct {
    std::string bytes;
    std::size_t pages;
    const char* kinds;
  } cases[] = {
      {good + wrong + good, 2, "broken no_date no_date"},
      {"WARC/1.1\r\nWARC-Type: response\r\n\r\nx\r\n\r\n" + good, 1, "broken no_date"},
      {good + wrong, 1, "no_date truncated"},
      {good + "noise\r\n\r\n" + good, 1, "broken no_date"},
  };
  for (const auto& c : cases) {
    const Collected got = read(c.bytes);
    EXPECT_EQ(got.documents.size(), c.pages);
    EXPECT_EQ(got.kinds(), c.kinds);
  }
}

TEST(Warc, CutAtEachByteKeepsTheRecordsBefore) {
  const std::string good = response("https://pier.example/a", kOk + "\r\n" + kPage);
  const std::string whole = good + good;
  for (std::size_t cut = 5; cut < whole.size(); ++cut) {
    const Collected got = read(std::string_view(whole).substr(0, cut));
    const std::size_t expected = (cut >= good.size() - 4) + (cut >= whole.size() - 4);
    EXPECT_EQ(got.documents.size(), expected) << cut;
    const bool inside_second = cut > good.size() + 8 && expected == 1;
    EXPECT_TRUE(!inside_second || got.kinds().find("truncated") != std::string::npos) << cut;
  }
}

TEST(Warc, ARecordsBytes) {
  const std::string good = response("https://pier.example/a", kOk + "\r\n" + kPage);
  EXPECT_EQ(warc_record(good + good, good.size()), good.substr(0, good.size() - 4));
  EXPECT_EQ(warc_record(good, 1), "");
  EXPECT_EQ(warc_record(good, good.size()), "");
}

TEST(HttpMessage, Headers) {
  const HeaderLines got = header_lines("A: 1\r\nb : two\r\n three\r\nA: 2\r\nnothing\r\n");
  EXPECT_EQ(got, (HeaderLines{{"a", "1"}, {"b", "two three"}}));
  EXPECT_EQ(media_type("Text/HTML ; Charset=\"UTF-8\"; x=y").type, "text/html");
  EXPECT_EQ(media_type("Text/HTML ; Charset=\"UTF-8\"; x=y").charset, "utf-8");
  EXPECT_EQ(http_answer("no answer").status, 0);
}

}  // namespace
}  // namespace tocsin::ingest
