// SPDX-License-Identifier: Apache-2.0
#include "ingest/detect.h"

#include <gtest/gtest.h>

namespace tocsin::ingest {
namespace {

using namespace std::string_literals;

TEST(Detect, ByContent) {
  const struct {
    std::string bytes;
    Format format;
  } cases[] = {
      {"", Format::empty},
      {" \n\t", Format::empty},
      {"\xEF\xBB\xBF", Format::empty},
      {R"({"name": "a", "type": "public_channel", "id": 7, "messages": []})", Format::telegram},
      {"{\n \"name\": \"a\",\n \"messages\": [\n", Format::telegram},
      {"{\"about\": \"x\",\n\"left_chats\": {\"list\": []}}", Format::telegram},
      {"\xEF\xBB\xBF{\"messages\" : [", Format::telegram},
      {"x\"name\": \"a\", \"messages\": [{\"id\": 1}]}", Format::telegram},  // its first byte damaged
      {R"({"id": "a", "text": "b"})", Format::ndjson},
      {"{\"id\": \"a\", \"text\": \"say \\\"messages\\\": [\"}\n{\"id\"", Format::ndjson},
      {"noise\n{\"id\": \"a\", \"text\": \"b\"}\n{\"id\": \"a\", \"text\": \"b\"}\n", Format::ndjson},
      {"{\n \"id\": \"a\",\n \"text\": \"b\"\n}\n", Format::json_objects},
      {"[{\"id\": 1}]", Format::json_array},
      {"[\n\n {\"id\": 1}]", Format::json_array},
      {"[[[[", Format::json_array},
      {"[10:15] The ferry leaves.", Format::plain},
      {"[Updated] The ferry leaves.", Format::plain},
      {"{not JSON}", Format::plain},
      {"The ferry leaves at noon.", Format::plain},
      {"The ferry, the bus and the train leave at noon.\nAll, or none, or some.", Format::plain},
      {"<!DOCTYPE html><p>x", Format::html},
      {"  <html lang=en>", Format::html},
      {"<!-- saved -->\n<!doctype html>", Format::html},
      {"<p>The ferry leaves.</p>", Format::html},
      {"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>", Format::html},
      {"<3 the ferry", Format::plain},
      {"PK\x03\x04", Format::archive},
      {"\x1F\x8B\x08", Format::archive},
      {"PK\x03\x04" + std::string(26, ' ') + "[Content_Types].xml", Format::other},
      {"WARC/1.0\r\n", Format::web_archive},
      {"filedesc://a.arc 0.0.0.0 20260310120000 text/plain 75", Format::other},
      {"\x89PNG\r\n", Format::other},
      {"%PDF-1.7", Format::other},
      {"\0\0\0 ftypisom"s, Format::other},
      {std::string(100, '\0'), Format::other},
      {"<?xml version='1.0'?><!-- <html> --><rss version='2.0'>", Format::feed},
      {"<feed xmlns='http://www.w3.org/2005/Atom'>", Format::feed},
      {"<r:RDF xmlns='http://purl.org/rss/1.0/'>", Format::feed},
      {"<?xml version='1.0'?><r:RDF xmlns:foaf='http://xmlns.example/foaf/'>", Format::other},
      {"<?xml version='1.0'?><page><rss/></page>", Format::other},
      {"<CHANNEL HREF='http://a.example/'><TITLE>The ferry</TITLE><ITEM/></CHANNEL>", Format::other},
      {R"({"version": "https://jsonfeed.org/version/1", "items": []})", Format::json_feed},
      {R"({"id": "a", "text": "see jsonfeed.org"})", Format::ndjson},
      {"id,text,date,channel\n1,a,b,c\n", Format::other},
      {"id\ttext\tdate\tchannel\n1\ta\tb\tc\n", Format::other},
      {"[14/10/2021, 3:34:09 PM] A: hello\n[14/10/2021, 3:35:09 PM] B: hi", Format::whatsapp},
      {"1/4/23, 7:02\xE2\x80\xAFPM - A: hello\n1/4/23, 7:03\xE2\x80\xAFPM - B: hi", Format::whatsapp},
      {"1/4/23, 7:02 PM - A: hello", Format::whatsapp},
      {"id,thread_id,body,timestamp\n1,2,c,d\n", Format::fourcat},
      {";To;Message ID;Display_name;User ID;Message_text;Timestamp\n", Format::telepathy},
      {";Username;Full name;User ID;Phone number\n0;a;b;1;2\n", Format::other},
      {"{\"guild\": {\"id\": 1}, \"channel\": {}, \"messages\": []}", Format::discord},
      {"{\"type\": \"OrderedCollection\", \"orderedItems\": []}", Format::outbox},
      {"<!DOCTYPE html><html><div class=\"page_wrap\"><div class=\"page_header\">", Format::telegram_html},
      {"{\"_\": \"Message\", \"id\": 1}", Format::ndjson},
      {"10 October 2025 - The ferry: a history\n11 October 2025 - more", Format::plain},
  };
  for (const auto& c : cases) {
    const Sniffed got = sniff(c.bytes, c.bytes);
    EXPECT_EQ(static_cast<int>(got.format), static_cast<int>(c.format)) << c.bytes;
    EXPECT_EQ(got.format == Format::other, !got.what.empty());
    EXPECT_EQ(got.format == Format::other, !got.todo.empty());
  }
}

}  // namespace
}  // namespace tocsin::ingest
