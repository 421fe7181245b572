// SPDX-License-Identifier: Apache-2.0
#include "cli/watch_file.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <toml++/toml.h>

#include "tocsin/suggest.h"

namespace tocsin::cli {
namespace {

constexpr std::chrono::seconds kShortest{30}, kShortestPrivate{1};
const std::vector<std::string> kKeys = {"kind", "url", "path", "name", "every", "outlet", "lang", "timezone", "allow_private", "silence"};

class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path), folder_(std::filesystem::path(path).parent_path()) {}

  Result<std::vector<WatchedSource>> read() {
    std::ifstream in(path_, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in.is_open() || in.bad()) return Status(Code::no_input, path_ + ": cannot be read");
    toml::table table;
    try {
      table = toml::parse(bytes, path_);
    } catch (const toml::parse_error& e) {
      return wrong(e.source(), std::string(e.description()));
    }
    for (const auto& [key, value] : table)
      if (key != "source") return unknown(key, {"source"});
    const toml::node* list = table.get("source");
    const toml::array* sources = list ? list->as_array() : nullptr;
    if (sources == nullptr || sources->empty())
      return wrong(list ? list->source() : table.source(), "no source; write [[source]] and below it url = \"https://…\" or path = \"…\"");
    std::vector<WatchedSource> out;
    for (const toml::node& node : *sources) {
      if (!node.is_table()) return wrong(node.source(), "a source is a table: write [[source]]");
      WatchedSource source;
      if (const Status s = one(*node.as_table(), source); !s.ok()) return s;
      out.push_back(std::move(source));
    }
    return out;
  }

 private:
  Status wrong(const toml::source_region& at, const std::string& what) const {
    return {Code::usage, path_ + ":" + std::to_string(at.begin.line) + ":" + std::to_string(at.begin.column) + ": " + what};
  }
  Status unknown(const toml::key& key, const std::vector<std::string>& known) const {
    const std::string near = closest(key.str(), known);
    return wrong(key.source(), "unknown key \"" + std::string(key.str()) + "\"" + (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
  }

  Status one(const toml::table& table, WatchedSource& out) const {
    for (const auto& [key, value] : table)
      if (std::find(kKeys.begin(), kKeys.end(), key.str()) == kKeys.end()) return unknown(key, kKeys);
    std::string kind, url, path, every, silence;
    Status s = text(table, "kind", kind);
    if (s.ok()) s = text(table, "url", url);
    if (s.ok()) s = text(table, "path", path);
    if (s.ok()) s = text(table, "name", out.name);
    if (s.ok()) s = text(table, "outlet", out.outlet);
    if (s.ok()) s = text(table, "lang", out.lang);
    if (s.ok()) s = text(table, "timezone", out.timezone);
    if (s.ok()) s = truth(table, "allow_private", out.allow_private);
    if (s.ok()) s = place(table, kind, url, path, out);
    if (s.ok()) s = length(table, "every", url.empty() ? "only a feed is asked at times" : "", out.every);
    std::chrono::seconds quiet{0};
    if (s.ok()) s = length(table, "silence", "", quiet);
    if (quiet.count() > 0) out.silence = quiet;
    const auto shortest = out.allow_private ? kShortestPrivate : kShortest;
    if (s.ok() && out.every < shortest)
      s = wrong(table.get("every")->source(), "\"every\" is at least " + std::to_string(shortest.count()) + "s" +
                                                  (out.allow_private ? "" : ", so that nobody's server is troubled"));
    return s;
  }

  Status place(const toml::table& table, const std::string& kind, const std::string& url, const std::string& path, WatchedSource& out) const {
    if (!kind.empty() && kind != "feed" && kind != "folder" && kind != "file" && kind != "stdin")
      return wrong(table.get("kind")->source(), "\"kind\" is \"feed\", \"folder\", \"file\" or \"stdin\", not \"" + kind + "\"");
    if (kind == "stdin") {
      if (!url.empty() || !path.empty()) return wrong(table.get(url.empty() ? "path" : "url")->source(), "standard input has no url and no path");
      out.place = "-";
      return Status();
    }
    if (url.empty() == path.empty()) return wrong(table.source(), "a source has either \"url\" or \"path\"");
    if ((kind == "feed") != !url.empty() && !kind.empty())
      return wrong(table.get("kind")->source(), url.empty() ? "a feed has a \"url\"" : "a " + kind + " has a \"path\"");
    if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://")) return wrong(table.get("url")->source(), "\"url\" begins with https:// or http://");
    for (const char* key : {"outlet", "lang", "allow_private"})
      if (url.empty() && table.contains(key)) return wrong(table.get(key)->source(), "\"" + std::string(key) + "\" is for feeds");
    out.place = url.empty() ? (folder_ / path).lexically_normal().string() : url;
    if (url.empty() && path == "-") out.place = "-";
    return Status();
  }

  Status text(const toml::table& table, const char* key, std::string& out) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return Status();
    if (!node->is_string()) return wrong(node->source(), "\"" + std::string(key) + "\" is a text: write it in quotes");
    out = node->as_string()->get();
    return out.empty() ? wrong(node->source(), "\"" + std::string(key) + "\" is empty") : Status();
  }
  Status truth(const toml::table& table, const char* key, bool& out) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return Status();
    if (!node->is_boolean()) return wrong(node->source(), "\"" + std::string(key) + "\" is true or false");
    out = node->as_boolean()->get();
    return Status();
  }
  Status length(const toml::table& table, const char* key, const std::string& forbidden, std::chrono::seconds& out) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return Status();
    if (!forbidden.empty()) return wrong(node->source(), "\"" + std::string(key) + "\": " + forbidden);
    const std::optional<std::chrono::seconds> parsed = node->is_string() ? parse_length(node->as_string()->get()) : std::nullopt;
    if (!parsed) return wrong(node->source(), "\"" + std::string(key) + "\" is a length of time: \"90s\", \"5m\", \"6h\" or \"2d\"");
    out = *parsed;
    return Status();
  }

  const std::string path_;
  const std::filesystem::path folder_;
};

}  // namespace

Result<std::vector<WatchedSource>> read_watch_file(const std::string& path) { return Reader(path).read(); }

std::optional<std::chrono::seconds> parse_length(std::string_view text) {
  int n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || n <= 0 || n > 100'000 || end + 1 != text.data() + text.size()) return std::nullopt;
  switch (*end) {
    case 's':
      return std::chrono::seconds(n);
    case 'm':
      return std::chrono::minutes(n);
    case 'h':
      return std::chrono::hours(n);
    case 'd':
      return std::chrono::hours(24) * n;
    default:
      return std::nullopt;
  }
}

}  // namespace tocsin::cli
