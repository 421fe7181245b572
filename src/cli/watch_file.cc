// SPDX-License-Identifier: Apache-2.0
#include "cli/watch_file.h"

#include <filesystem>

#include "cli/toml_file.h"

namespace tocsin::cli {
namespace {

constexpr std::chrono::seconds kShortest{30}, kShortestPrivate{1};

void check_place(TomlKeys& keys, const std::string& kind, const std::string& url, const std::string& path, const std::string& folder, WatchedSource& out) {
  if (!kind.empty() && kind != "feed" && kind != "folder" && kind != "file" && kind != "stdin")
    return keys.wrong("kind", "is \"feed\", \"folder\", \"file\" or \"stdin\", not \"" + kind + "\"");
  if (kind == "stdin") {
    if (!url.empty() || !path.empty()) return keys.wrong(url.empty() ? "path" : "url", "is nothing that standard input has");
    out.place = "-";
    return;
  }
  if (url.empty() == path.empty()) return keys.wrong_table("a source has either \"url\" or \"path\"");
  if (!kind.empty() && (kind == "feed") == url.empty()) return keys.wrong("kind", url.empty() ? "is feed: a feed has a \"url\"" : "is " + kind + ": it has a \"path\"");
  if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://")) return keys.wrong("url", "begins with https:// or http://");
  for (const char* key : {"outlet", "lang", "allow_private"})
    if (url.empty() && keys.has(key)) return keys.wrong(key, "is for feeds");
  out.place = !url.empty() ? url : path == "-" ? path : (std::filesystem::path(folder) / path).lexically_normal().string();
}

Status read_source(const TomlTable& table, const std::string& folder, WatchedSource& out) {
  TomlKeys keys(table);
  std::string kind, url, path;
  std::int64_t every = out.every.count(), silence = 0;
  keys.text("kind", kind), keys.text("url", url), keys.text("path", path), keys.text("name", out.name), keys.text("outlet", out.outlet);
  keys.text("lang", out.lang), keys.text("timezone", out.timezone), keys.truth("allow_private", out.allow_private);
  keys.length("every", every), keys.length("silence", silence);
  if (const Status s = keys.done(); !s.ok()) return s;
  check_place(keys, kind, url, path, folder, out);
  if (url.empty() && keys.has("every")) keys.wrong("every", "is for feeds: only they are asked at times");
  out.every = std::chrono::seconds(every);
  if (silence > 0) out.silence = std::chrono::seconds(silence);
  const auto shortest = out.allow_private ? kShortestPrivate : kShortest;
  if (out.every < shortest)
    keys.wrong("every", "is at least " + std::to_string(shortest.count()) + "s" + (out.allow_private ? "" : ", so that nobody's server is troubled"));
  return keys.done();
}

}  // namespace

Result<std::vector<WatchedSource>> read_watch_file(const std::string& path) {
  const Result<TomlFile> file = TomlFile::read(path);
  if (!file.ok()) return file.status();
  if (const Status s = file->only({"source"}); !s.ok()) return s;
  if (file->tables("source").empty())
    return Status(Code::usage, path + ":1:1: no source; write [[source]] and below it url = \"https://…\" or path = \"…\"");
  std::vector<WatchedSource> out;
  for (const TomlTable& table : file->tables("source"))
    if (const Status s = read_source(table, file->folder, out.emplace_back()); !s.ok()) return s;
  return out;
}

}  // namespace tocsin::cli
