// SPDX-License-Identifier: Apache-2.0
#include "ingest/fetched.h"

#include "core/hash.h"
#include "ingest/charset.h"
#include "ingest/detect.h"
#include "ingest/feed.h"
#include "ingest/files.h"
#include "ingest/json_feed.h"

namespace tocsin::ingest {
namespace {

class FromFeed : public Receiver {
 public:
  FromFeed(const FetchedFrom& from, Receiver& to) : from_(from), to_(to) {}

  Status document(Document d) override {
    if (!from_.outlet.empty()) d.outlet = from_.outlet;
    if (d.lang == "und" && !from_.lang.empty()) d.lang = from_.lang;
    if (d.source_id.empty()) d.source_id = content_id("item", {d.title, d.text});
    d.id = document_id(d);
    return to_.document(std::move(d));
  }
  void oddity(Oddity o) override {
    o.file = from_.url;  // its versions have the same ones again
    to_.oddity(std::move(o));
  }
  void skipped(const std::string&, std::string_view kind) override { to_.skipped(from_.url, kind); }

 private:
  const FetchedFrom& from_;
  Receiver& to_;
};

std::string what(const Sniffed& sniffed) {
  switch (sniffed.format) {
    case Format::empty:
      return "nothing";
    case Format::html:
      return "a page";
    case Format::plain:
      return "plain text";
    default:
      return sniffed.what.empty() ? "another format" : sniffed.what;
  }
}

}  // namespace

Status ingest_feed(const std::string& path, const FetchedFrom& from, const InputOptions& options, const Key& key, Receiver& receiver) {
  std::string bytes;
  if (const auto problem = read_file(path, bytes)) return {Code::no_input, path + ": " + problem->particulars};
  FromFeed wrapped(from, receiver);
  Intake intake(path, sha256_hex(bytes), options, key, wrapped);
  ArticleFacts facts;
  facts.url = from.url;
  const Sniffed sniffed = sniff(bytes, decoded_as(bytes, Format::plain).text());
  Status status;
  if (sniffed.format == Format::feed) {
    status = feed(bytes, facts, intake);
  } else if (sniffed.format == Format::json_feed) {
    status = json_feed(decoded_as(bytes, Format::json_feed).text(), facts, intake);
  } else {
    return {Code::no_input, from.url + ": answers with " + what(sniffed) + ", which is no feed"};
  }
  intake.finish();
  return status;
}

}  // namespace tocsin::ingest
