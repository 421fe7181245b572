// SPDX-License-Identifier: Apache-2.0
#include "ingest/detect.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "core/list.h"
#include "core/utf8.h"
#include "ingest/charset.h"
#include "ingest/json_objects.h"
#include "ingest/lists.h"
#include "ingest/page_facts.h"
#include "ingest/sniff_text.h"

namespace tocsin::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;

struct Signature {
  std::size_t at;
  std::string bytes, what, todo, media;
};

std::string unescaped(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '\\' && i + 3 < s.size() && s[i + 1] == 'x') {
      out += static_cast<char>(std::stoi(std::string(s.substr(i + 2, 2)), nullptr, 16));
      i += 3;
    } else {
      out += s[i];
    }
  }
  return out;
}

const std::vector<Signature>& signatures() {
  static const std::vector<Signature> kSignatures = [] {
    std::vector<Signature> out;
    for (const ListRow& row : builtin_list("signatures.tsv", list("signatures.tsv")))
      out.push_back({static_cast<std::size_t>(std::stoul(row["at"])), unescaped(row["bytes"]), row["what"], row["todo"],
                     row["media"]});
    return out;
  }();
  return kSignatures;
}

Sniffed other(std::string_view what, std::string_view todo) {
  return {Format::other, std::string(what), std::string(todo), {}};
}

// What text holds besides text: zeros and controls that no writer types.
bool mostly_controls(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  const auto odd = std::count_if(head.begin(), head.end(), [](char c) {
    const unsigned char u = static_cast<unsigned char>(c);
    return u < 0x20 && u != '\n' && u != '\r' && u != '\t' && u != '\f' && u != 0x1B;
  });
  return static_cast<std::size_t>(odd) * 10 > head.size();
}

// "version": "https://jsonfeed.org/version/1.1", its slashes perhaps escaped.
bool is_json_feed(std::string_view head) {
  const std::size_t at = head.find("jsonfeed.org");
  if (at == npos) return false;
  const std::size_t key = head.substr(0, at).rfind("\"version\"");
  return key != npos && at - key < 64 && head.substr(key + 9, at - key - 9).find(',') == npos;
}

Sniffed sniff_object(std::string_view text, std::size_t begin) {
  const std::string_view head = text.substr(begin, 4096);
  if (has_key(head, "guild", '{') && has_key(head, "channel", '{')) return {Format::discord, {}, {}, {}};
  if (has_key(text.substr(begin, 16384), "orderedItems", '[')) return {Format::outbox, {}, {}, {}};
  if (is_json_feed(head)) return {Format::json_feed, {}, {}, {}};
  const std::string_view first_line = text.substr(begin, text.find('\n', begin) - begin);
  const std::size_t end = ObjectScanner(first_line).end_of(0);
  const bool one_line = end != npos && first_line.find_first_not_of(" \t\r", end) == npos;
  const std::string_view look = one_line ? first_line : text;
  // An export, however broken, is never read as anything else: only its own reader knows what is private in it.
  if (looks_like_export(look)) return {Format::telegram, {}, {}, {}};
  if (one_line || lines_of_objects(text.substr(begin))) return {Format::ndjson, {}, {}, {}};
  return {Format::json_objects, {}, {}, {}};
}

}  // namespace

Decoded decoded_as(std::string_view bytes, Format format) {
  if (format == Format::feed) return decode_text(bytes, xml_charset(bytes));
  const bool table = format == Format::fourcat || format == Format::telepathy || format == Format::whatsapp;
  const std::size_t invalid = table ? utf8::first_invalid(bytes) : npos;
  const bool cut = invalid != npos && invalid + 4 > bytes.size();  // inside its last character: UTF-8 all the same
  if ((invalid != npos && !cut) || !wide_charset(bytes).empty()) return decode_text(bytes);
  return {{}, bytes, "UTF-8", false, false};
}

Sniffed sniff_binary(std::string_view bytes) {
  for (const Signature& s : signatures())
    if (bytes.substr(std::min(s.at, bytes.size())).starts_with(s.bytes)) {
      if (s.todo == "read") return {s.what == "an archive" ? Format::archive : Format::web_archive, {}, {}, {}};
      return {Format::other, s.what, s.todo, s.media};
    }
  const bool record =
      bytes.starts_with("{\"") || bytes.starts_with("{\n") || bytes.starts_with("[{") || bytes.starts_with("[\n");
  if (!record && wide_charset(bytes).empty() && mostly_controls(bytes))
    return other("a binary file", "give text, HTML or JSON");
  return {Format::plain, {}, {}, {}};
}

Sniffed sniff(std::string_view bytes, std::string_view text) {
  if (Sniffed binary = sniff_binary(bytes); binary.format != Format::plain) return binary;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t begin = text.find_first_not_of(" \t\r\n\f");
  if (begin == npos) return {Format::empty, {}, {}, {}};
  const std::size_t next = text.find_first_not_of(" \t\r\n", begin + 1);
  const char second = next == npos ? '\0' : text[next];
  if (text[begin] == '{' && (second == '"' || second == '}' || second == '\0' || second == '{'))
    return sniff_object(text, begin);
  if (text[begin] == '[' && (second == '{' || second == ']' || second == '[' || second == '\0'))
    return {Format::json_array, {}, {}, {}};
  return sniff_text(text.substr(begin));
}

bool named_as_media(std::string_view path) {
  constexpr std::array<std::string_view, 15> kEnds = {".jpg", ".jpeg", ".png", ".gif",  ".webp", ".mp4", ".mov", ".webm",
                                                      ".mkv", ".ogg",  ".oga", ".opus", ".mp3",  ".wav", ".avi"};
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return path.ends_with(end); });
}

}  // namespace tocsin::ingest
